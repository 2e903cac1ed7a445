"""A pack and the facts of a subject as an answer that explains itself."""
