"""Accounts and people: profile, organisations and their members, claims, successions, grants, audit."""
