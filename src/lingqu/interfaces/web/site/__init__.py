"""Pages that belong to no part: front, desk, language, help."""
