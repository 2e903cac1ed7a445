"""How the tables of the registers came to be."""
