"""The product's own site with a bare page beside it, filled with many rows, and users who ask it."""
