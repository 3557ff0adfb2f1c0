"""The small faultless graph of the shape, control and rule tests, and one change at a time to it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

ID = "https://w3id.org/dww/id/"
ROOT = Path(__file__).resolve().parents[2]
GROND = Path(__file__).with_name("grondgraaf.ttl")

PREFIXES = """
PREFIX bibo: <http://purl.org/ontology/bibo/>
PREFIX bron: <https://w3id.org/dww/id/bron/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dww: <https://w3id.org/dww/def#>
PREFIX element: <https://w3id.org/dww/id/element/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX id: <https://w3id.org/dww/id/>
PREFIX kaart: <https://w3id.org/dww/id/handelingskennis/>
PREFIX medewerker: <https://w3id.org/dww/id/medewerker/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX relatie: <https://w3id.org/dww/id/relatietype/>
PREFIX ring: <https://w3id.org/dww/id/zichtbaarheid/>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX status: <https://w3id.org/dww/id/status/>
PREFIX v: <https://w3id.org/dww/id/verbinding/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def grond(*changes: str) -> ox.Store:
    """Return the faultless graph after the SPARQL updates `changes`, each of which must change something."""
    store = ox.Store()
    store.load(path=str(GROND), format=ox.RdfFormat.TURTLE)
    for change in changes:
        before = set(store)
        store.update(PREFIXES + change)
        assert set(store) != before, f"this change changes nothing: {change}"
    return store


def triples(store: ox.Store) -> bytes:
    """Return the default graph as N-Triples."""
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert dumped is not None
    return dumped


def without(subject: str, predicate: str) -> str:
    """Return the update that takes every value of one property away from one node."""
    return f"DELETE WHERE {{ {subject} {predicate} ?value }}"


def plus(turtle: str) -> str:
    """Return the update that adds triples."""
    return f"INSERT DATA {{ {turtle} }}"


def instead(subject: str, predicate: str, value: str) -> str:
    """Return the update that gives a property of a node one other value."""
    return (
        f"DELETE {{ {subject} {predicate} ?old }} INSERT {{ {subject} {predicate} {value} }} "
        f"WHERE {{ {subject} {predicate} ?old }}"
    )
