"""Migrations of the rulebooks."""
