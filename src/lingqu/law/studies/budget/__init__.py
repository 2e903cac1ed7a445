"""The budget study: what a register could draw, year by year, against the pools that pay it."""
