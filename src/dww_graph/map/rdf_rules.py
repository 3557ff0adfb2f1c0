"""Which statements of a stranger may be in the graph: about whom, with which words, and with which characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from dww_graph import terms
from dww_graph.answer import Iri, Literal, Node, Triple

IDENTIFIER: Final = terms.term("dcterms:identifier")
TYPE: Final = terms.term("rdf:type")
VERIFIED: Final = terms.term("dww:verificatieVan")
NOT_VERIFIED: Final = terms.thing("verificatie", "niet-geverifieerd")
RESERVED_CLASSES: Final = frozenset({"Inlezing", "Toestemming"})
RESERVED_PROPERTIES: Final = frozenset({
    "aantalGelezen", "aantalGeweigerd", "aantalOpgeslagen", "aantalOvergeslagen", "bestand", "bestandshash", "bestandsnaam",
    "bewarenTot", "ethiekkenmerk", "gegevenOp", "ingelezenIn", "privacyAkkoordDoor", "reikwijdte", "vindplaats",
})
KINDS: Final = frozenset({
    "aanbeveling", "beoordeling", "bevinding", "bijdrage", "bron", "code", "codering", "explicitering", "fragment",
    "handelingskennis", "leereenheid", "leermiddel", "leermogelijkheid", "leerproces", "leeruitkomst", "medewerker", "notitie",
    "opleiding", "professional", "profiel", "transcript", "verbinding", "zoekverslag",
})
"""Kinds of things under `https://w3id.org/dww/id/` that a contribution may bring in; the others are of the ontology."""
_PERSONS: Final = (
    "http://xmlns.com/foaf/0.1/", "https://schema.org/", "http://schema.org/", "http://www.w3.org/2006/vcard/ns#",
    terms.PREFIXES["prov"],
)
_PERSON_NAMES: Final = frozenset({
    "Person", "Individual", "givenName", "familyName", "given-name", "family-name", "firstName", "lastName", "mbox", "phone",
    "birthday", "birthDate", "email", "telephone", "address", "fn", "bday", "hasEmail", "hasTelephone", "hasAddress",
    "mbox_sha1sum",
})
_FOAF_NAME: Final = f"{_PERSONS[0]}name"
_SCHEMA: Final = frozenset(map(terms.term, ("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range")))
_SCHEMA_TYPES: Final = frozenset(map(terms.term, ("rdfs:Class", "rdfs:Datatype", "rdf:Property")))
_SHARED: Final = (
    *terms.PREFIXES.values(), terms.BASE, *_PERSONS, "http://www.w3.org/", "https://www.w3.org/", "http://purl.org/dc/",
    "http://purl.org/spar/",
)
_ADDRESS: Final = re.compile(
    r'(?:https?://[^\s<>"{}|\\^`/?#@]+(?:[/?#][^\s<>"{}|\\^`]*)?|urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:[^\s<>"{}|\\^`]+)'
)
_KEY: Final = re.compile(r"[a-z]+/[a-z0-9]+(?:-+[a-z0-9]+)*")
_LONGEST: Final = 2000
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_IN_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Rules:
    """What is known beforehand: full IRIs of our classes and properties, of what rules derive, and of what others described."""

    classes: frozenset[str]
    properties: frozenset[str]
    derived: frozenset[str] = frozenset()
    described: Container[str] = field(default_factory=frozenset)
    may_verify: bool = False

    def against(self, triple: Triple) -> Iterator[tuple[str, str, str]]:
        """Yield what is wrong with a statement: the code, the part of the record, and what makes it one and the same fault."""
        subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object
        found = [*_characters(triple)]
        if found:
            yield from found
            return
        if subject in self.described:
            yield "niet-van-u", "onderwerp", subject
        elif not is_own_place(subject):
            yield "geen-eigen-plek", "onderwerp", subject
        yield from self._words(predicate, value)

    def _words(self, predicate: str, value: Node) -> Iterator[tuple[str, str, str]]:
        if predicate.startswith(terms.DEF):
            if predicate not in self.properties:
                yield "onbekende-term", "eigenschap", predicate
            elif predicate in self.derived or predicate.removeprefix(terms.DEF) in RESERVED_PROPERTIES:
                yield "alleen-programma", "eigenschap", predicate
            elif predicate == VERIFIED and value.value != NOT_VERIFIED and not self.may_verify:
                yield "eigen-verificatie", "waarde", ""
        elif predicate in _SCHEMA or predicate.startswith(terms.PREFIXES["owl"]):
            yield "geen-schema", "eigenschap", predicate
        elif is_of_person(predicate):
            yield "mens-als-knoop", "eigenschap", predicate
        if predicate == TYPE:
            yield from self._type(value.value)

    def _type(self, kind: str) -> Iterator[tuple[str, str, str]]:
        if kind.startswith(terms.DEF) and kind not in self.classes:
            yield "onbekende-term", "waarde", kind
        elif kind.removeprefix(terms.DEF) in RESERVED_CLASSES:
            yield "alleen-programma", "waarde", kind
        elif kind in _SCHEMA_TYPES or kind.startswith(terms.PREFIXES["owl"]):
            yield "geen-schema", "waarde", kind
        elif is_of_person(kind):
            yield "mens-als-knoop", "waarde", kind


def _characters(triple: Triple) -> Iterator[tuple[str, str, str]]:
    iris = {"onderwerp": triple.subject.value, "eigenschap": triple.predicate.value}
    if isinstance(triple.object, Iri):
        iris["waarde"] = triple.object.value
    elif _IN_TEXT.search(triple.object.value):
        yield "onzichtbaar-teken", "waarde", triple.object.value
    if isinstance(triple.object, Literal) and triple.object.datatype:
        iris["datatype"] = triple.object.datatype
    yield from (("geen-goed-adres", part, iri) for part, iri in iris.items() if not is_address(iri))


def is_address(iri: str) -> bool:
    """True for an http, https or urn IRI in which every character can be seen; no user name or password in it."""
    if len(iri) > _LONGEST or not _ADDRESS.fullmatch(iri) or any(unicodedata.category(sign) in _HIDDEN for sign in iri):
        return False
    try:
        return bool(urlsplit(iri).scheme)
    except ValueError:
        return False


def is_own_place(iri: str) -> bool:
    """True when a contribution may describe a thing with this IRI."""
    if iri.startswith(terms.ID):
        key = iri.removeprefix(terms.ID)
        return _KEY.fullmatch(key) is not None and key.partition("/")[0] in KINDS
    folded = iri.casefold()
    return folded.startswith(("http://", "https://")) and not folded.startswith(tuple(map(str.casefold, _SHARED)))


def is_of_person(iri: str) -> bool:
    """True for a class or property of outside vocabularies that tells of one human being."""
    if iri == _FOAF_NAME:
        return True
    return any(iri.startswith(base) and iri.removeprefix(base) in _PERSON_NAMES for base in _PERSONS)
