"""What the public graph says about one thing: its own statements and those that refer to it."""

from __future__ import annotations

import re
from typing import Final

from dww_graph import terms
from dww_graph.answer import Iri, Triple
from dww_graph.store import Store

MAX_REFERRING: Final = 1000
_KEY: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_REFERRING: Final = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


def thing_of(kind: str, key: str) -> str | None:
    """Return the IRI for the two parts of an address, or None when they cannot be ours."""
    return terms.thing(kind, key) if _KEY.fullmatch(kind) and _KEY.fullmatch(key) else None


def description(store: Store, iri: str) -> tuple[Triple, ...]:
    """Return the statements about a thing, then those that refer to it (at most MAX_REFERRING); none when it is unknown."""
    return (*store.triples(iri), *referring(store, iri))


def referring(store: Store, iri: str) -> tuple[Triple, ...]:
    """Return the statements that have a thing as their object, at most MAX_REFERRING."""
    found = store.query(_REFERRING, {"o": Iri(iri)}, max_rows=MAX_REFERRING)
    return tuple(
        Triple(s, p, Iri(iri)) for s, p, _ in found.rows if isinstance(s, Iri) and isinstance(p, Iri)
    )
