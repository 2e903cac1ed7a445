"""Persons who sign in, what they may do, and whom they belong to."""
