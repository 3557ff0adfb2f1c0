"""Readers: one module a format; each gives raw records with the place every value stood. None knows the domain's rules."""
