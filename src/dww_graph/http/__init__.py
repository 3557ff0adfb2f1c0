"""The graph over HTTP: SPARQL protocol, linked data, printable documents, health. Pure functions; only `routes` knows a server."""
