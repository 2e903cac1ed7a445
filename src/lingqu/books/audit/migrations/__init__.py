"""How the tables of the audit book came to be."""
