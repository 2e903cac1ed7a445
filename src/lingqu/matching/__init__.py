"""Texts and facets in, ranked pairs with reasons out, or "nothing fits".

It knows texts of any kind (results, demands, the works of a person) and no table, page or command. Its one law:
whatever it says of a pair can be checked in the two texts and the facets that were given.
"""
