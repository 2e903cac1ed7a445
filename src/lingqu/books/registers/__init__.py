"""Who and what exists in the zone, and the facts about it with year, source, evidence and who vouches."""
