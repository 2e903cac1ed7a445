"""The pages of the registers: whatever is declared has them."""
