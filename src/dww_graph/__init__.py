"""dww-graph: handelingskennis of youth-care professionals, connected with research. `open_graph()` is the way in."""

from dww_graph.answer import Answer, Citation, Iri, Literal, Origin
from dww_graph.errors import DwwError, Fault, InputRefused, NotFound, QueryRefused, Text
from dww_graph.graph import KnowledgeGraph, open_graph

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Citation",
    "DwwError",
    "Fault",
    "InputRefused",
    "Iri",
    "KnowledgeGraph",
    "Literal",
    "NotFound",
    "Origin",
    "QueryRefused",
    "Text",
    "open_graph",
]
