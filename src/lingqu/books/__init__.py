"""What is so: the books of the zone, kept in a database with its own laws."""
