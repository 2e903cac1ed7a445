"""The demonstration zone: real places and institutions, made organisations, people and figures."""
