"""Near misses over a whole register, and bunching just past a line, from the lines that the rules themselves draw."""
