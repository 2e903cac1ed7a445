"""The law as pure Python: plans, the rule language, rule packs and the engine; no database, no clock, no interface."""
