"""Small makers of triples, shared by the mappings: `dww("status")`, `say`, `link`; every IRI is built once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from dww_graph import terms
from dww_graph.answer import XSD, Iri, Literal, Node, Triple

TYPE = Iri(terms.term("rdf:type"))


@cache
def dww(name: str) -> Iri:
    """Return a term of our own ontology."""
    return Iri(terms.DEF + name)


@cache
def curie(name: str) -> Iri:
    """Return a term of an outside vocabulary, such as `dcterms:title`."""
    return Iri(terms.term(name))


@cache
def concept(kind: str, key: str) -> Iri:
    """Return a concept of ours, such as `concept("status", "vastgesteld")`."""
    return Iri(terms.thing(kind, key))


TRUE = Literal("true", f"{XSD}boolean")


def dutch(text: str) -> Literal:
    """Return a text in Dutch."""
    return Literal(text, None, "nl")


def moment(day: str) -> Literal:
    """Return a day (`2026-01-12`) or a moment as xsd:dateTime in UTC."""
    return Literal(day if "T" in day else f"{day}T00:00:00Z", f"{XSD}dateTime")


def number(value: int) -> Literal:
    """Return a count as xsd:integer."""
    return Literal(str(value), f"{XSD}integer")


def a(subject: Iri, *classes: str) -> Iterator[Triple]:
    """Yield the types of a thing."""
    for name in classes:
        yield Triple(subject, TYPE, dww(name))


def say(subject: Iri, predicate: Iri, *values: Node | None) -> Iterator[Triple]:
    """Yield one triple for each value that is there."""
    for value in values:
        if value is not None:
            yield Triple(subject, predicate, value)


def link(subject: Iri, predicate: Iri, iris: Iterable[str | None]) -> Iterator[Triple]:
    """Yield one triple for each IRI that is there."""
    for iri in iris:
        if iri:
            yield Triple(subject, predicate, _shared(iri))


@lru_cache(maxsize=4096)
def _shared(iri: str) -> Iri:
    return Iri(iri)


def told(subject: Iri, predicate: Iri, text: str | None) -> Iterator[Triple]:
    """Yield a Dutch text, when there is one."""
    if text:
        yield Triple(subject, predicate, dutch(text))


def plain(subject: Iri, predicate: Iri, text: str | None) -> Iterator[Triple]:
    """Yield a plain string, when there is one."""
    if text:
        yield Triple(subject, predicate, Literal(text))
