"""The Chinese rule language: tokens, grammar, typed tree, formatter, plain words."""
