"""The graph over HTTP: SPARQL protocol, linked data, printable documents, health.

Pure functions from request to answer; only `routes` knows a server.
"""
