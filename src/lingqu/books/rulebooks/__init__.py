"""Rulebooks: the plan document that an operator imports, and later the drafts and published versions of rules."""
