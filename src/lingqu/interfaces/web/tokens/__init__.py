"""The access tokens of the person who is signed in."""
