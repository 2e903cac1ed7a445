"""Evidence on pages: brought, listed, opened by those who may, withdrawn."""
