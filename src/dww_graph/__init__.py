"""dww-graph: handelingskennis of youth-care professionals, connected with research.

`open_graph()` is the way in for who reads; `ingest`, `rebuild`, `rollback` and `check_graph` are the verbs of who keeps a graph.
"""

from dww_graph.answer import Answer, Citation, Iri, Literal, Origin
from dww_graph.assets import VERSION
from dww_graph.checking import check_graph
from dww_graph.curation import ingest, rebuild, rollback
from dww_graph.errors import DwwError, Fault, InputRefused, NotFound, QueryRefused, Text
from dww_graph.graph import KnowledgeGraph, open_graph
from dww_graph.model import Terms

__version__ = VERSION

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
    "Terms",
    "Text",
    "check_graph",
    "ingest",
    "open_graph",
    "rebuild",
    "rollback",
]
