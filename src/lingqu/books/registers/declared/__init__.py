"""The registers, one module for each declaration, and all of them by name."""
