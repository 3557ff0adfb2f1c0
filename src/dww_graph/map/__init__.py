"""Mapping: raw records → frozen Dutch domain records → triples. It knows the domain, and no file format and no store."""
