"""Who did what, when, for whom: append only, chained by digests, sealed with a key kept elsewhere."""
