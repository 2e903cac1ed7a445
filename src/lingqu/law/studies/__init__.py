"""Studies over many subjects at once: what changes, what it costs, whom to choose, who is near a line."""
