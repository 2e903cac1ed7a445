"""The code lists of the field: what a region, an industry, a kind of body, platform or project is called."""
