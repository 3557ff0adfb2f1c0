"""The small faultless graph of the shape, control and rule tests, one change at a time to it, and the cases of coded material."""

from __future__ import annotations

from dataclasses import dataclass
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
PREFIX oa: <http://www.w3.org/ns/oa#>
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


@dataclass(frozen=True)
class Case:
    """A shape, the node it must find, and the changes that bring the fault in."""

    shape: str
    focus: str
    changes: tuple[str, ...]


def case(shape: str, focus: str, *changes: str) -> Case:
    return Case(shape, ID + focus, changes)


def gone(shape: str, focus: str, predicate: str) -> Case:
    return case(shape, focus, without(f"<{ID}{focus}>", predicate))


def other(shape: str, focus: str, predicate: str, value: str) -> Case:
    return case(shape, focus, instead(f"<{ID}{focus}>", predicate, value))


CODE, CODING, PASSAGE, TEXT, MEMO = "code/c", "codering/x", "passage/p", "transcript/t", "notitie/n"
CANDIDATE, MAPPING, QUOTE, PLACE = "kandidaat/k", "codekoppeling/k", "selector/p-citaat", "selector/p-positie"
CODED = (
    gone("S84-pad", CODE, "skos:notation"),
    case("S84-pad", CODE, plus(f"<{ID}{CODE}> skos:notation 'Alliantie/Band'")),
    gone("S84-codeboek", CODE, "dww:inCodeboek"),
    gone("S85-code", CODING, "oa:hasBody"),
    other("S85-code", CODING, "oa:hasBody", "element:a1"),
    gone("S85-passage", CODING, "oa:hasTarget"),
    case(
        "S85-codeur",
        CODING,
        plus(f"<{ID}{CODING}> prov:wasAttributedTo <{ID}codeur/proef-2> . <{ID}codeur/proef-2> a dww:Codeur"),
    ),
    other("S85-codeur", CODING, "prov:wasAttributedTo", "medewerker:maker"),
    gone("S86-toestemming", CODING, "dww:onderToestemming"),
    gone("S86-toestemming", TEXT, "dww:onderToestemming"),
    gone("S86-toestemming", MEMO, "dww:onderToestemming"),
    case(
        "S86-toestemming-ingetrokken",
        CODING,
        instead(f"<{ID}{CODING}>", "dww:onderToestemming", f"<{ID}toestemming/weg>"),
        plus(f"<{ID}toestemming/weg> a dww:Toestemming ; dww:zichtbaarheidVan ring:beheer ; dww:ingetrokkenOp '2026-02-01'"),
    ),
    gone("S87-zichtbaarheid", TEXT, "dww:zichtbaarheidVan"),
    gone("S88-transcript", PASSAGE, "oa:hasSource"),
    case("S88-citaat", PASSAGE, without(f"<{ID}{QUOTE}>", "oa:exact")),
    other("S89-begin", PLACE, "oa:start", "14"),
    gone("S89-begin", PLACE, "oa:start"),
    case("S89-einde", PLACE, plus(f"<{ID}{PLACE}> oa:end 15")),
    other("S90-omgeving", QUOTE, "oa:prefix", "'Dit zijn meer dan tweeëndertig tekens'"),
    case("S91-geen-tekst", TEXT, plus(f"<{ID}{TEXT}> oa:bodyValue 'Het hele gesprek.'")),
    other("S91-hash", TEXT, "dww:teksthash", "'geen hash'"),
    gone("S92-tekst", MEMO, "oa:bodyValue"),
    gone("S92-waarover", MEMO, "oa:hasTarget"),
    other("S93-status", CANDIDATE, "dww:kandidaatstatus", "status:vastgesteld"),
    gone("S93-codering", CANDIDATE, "dww:berustOpCodering"),
    case("S93-geen-kennis", CANDIDATE, plus(f"<{ID}{CANDIDATE}> dww:geeftVormAan element:a1")),
    gone("S94-code", MAPPING, "dww:koppeltCode"),
    case("S94-begrip", MAPPING, plus(f"<{ID}{MAPPING}> dww:koppeltBegrip element:a")),
    other("S94-soort", MAPPING, "dww:soortOvereenkomst", "'lijkt erop'"),
    gone("S94-besluit-van", MAPPING, "prov:wasAttributedTo"),
    other("S23-geen-mailadres", QUOTE, "oa:exact", "'Mail a@b.nl'"),
    case("S71-geen-naam", "codeur/proef-1", plus(f"<{ID}codeur/proef-1> rdfs:label 'X. Y.'")),
    gone("S50-vindplaats", CODING, "dww:vindplaats"),
)
