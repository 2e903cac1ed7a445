"""The face for editors outside: a language server for rule files, over standard input and output."""
