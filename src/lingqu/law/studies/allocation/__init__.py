"""Allocation: scored applications and rules of money in, the best choice out, with reasons, prices and proof."""
