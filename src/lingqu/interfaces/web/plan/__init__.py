"""Pages of the plan: what it says and asks, its measures, its facts and open points, and the import of its document."""
