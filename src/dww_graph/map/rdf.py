"""Statements of others → triples by ring, each thing with its origin. What is not theirs to say is refused (`rdf_rules`).

A thing is seen from the ring it states, else from that of the offer; practice never further than its consent reaches, and
what hangs on a card (profile, session, review) never further than the card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dww_graph import terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.errors import Fault
from dww_graph.map.rdf_faults import refused
from dww_graph.map.rdf_rules import IDENTIFIER, NOT_VERIFIED, TYPE, VERIFIED, Rules
from dww_graph.map.statements import TRUE, a, concept, curie, dww, plain
from dww_graph.model import RINGS, Ledger, RawRecord, Reference, Ring, Terms

Made = tuple[dict[Ring, list[Triple]], dict[str, Reference], list[Fault]]
CheckConsent = Callable[[str, str | None, str], Iterable[Fault]]
SOURCES: Final = frozenset({
    "Bron", "Onderzoeksbron", "Richtlijn", "Interventiemodel", "Protocol", "Praktijkbron", "Theorie", "Wet",
})
PRACTICE: Final = frozenset({"Handelingskennis", "Codering", "Notitie", "Transcript"})
SHIELDED: Final = frozenset({"Professional"})
_LINKS: Final = frozenset({"Bewijsverbinding", "Bijdrageverbinding", "Zoekverslag"})
_VERIFIABLE: Final = SOURCES | {"Bevinding", "Aanbeveling"}
_ONCE: Final = frozenset(map(terms.term, ("dww:onderToestemming", "dww:zichtbaarheidVan", "dww:isIllustratief")))
_CONSENT_KIND: Final = terms.thing("toestemming", "")
_RING_KIND: Final = terms.thing("zichtbaarheid", "")


def no_objection(_code: str, _ring: str | None, _where: str) -> Iterable[Fault]:
    """Find nothing against any consent: for content of our own."""
    return ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What the mapping knows: the file, the key of the contribution, the terms of the offer, the rules, and what is there.

    `references` holds the identifiers in use (case-folded); `check_consent` yields what the ledger has against a code, a ring and
    a place.
    """

    bestand: str
    sleutel: str
    offered: Terms
    rules: Rules
    references: Mapping[str, Reference] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=dict)
    check_consent: CheckConsent = no_objection


def to_triples(records: Iterable[RawRecord], setting: Setting) -> Made:
    """Return the triples by ring, the identifiers they bring, and every fault; with a fault nothing may be stored."""
    making = _Making(setting)
    for record in records:
        making.take(record)
    return making.finished()


@dataclass(slots=True)
class _Thing:
    """One subject of the file: where it stands first, what it is, and what it says of ring, consent and itself."""

    place: str
    where: str
    types: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)
    beside: set[str] = field(default_factory=set)
    ring: Ring = "beheer"


class _Making:
    """Takes the statements one by one, then gives each thing its ring and its origin."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._things: dict[str, _Thing] = {}
        self._triples: list[Triple] = []
        self._judged: list[tuple[str, str]] = []
        self._faults: dict[tuple[str, str, str], Fault] = {}
        self._codes = {terms.key_of(code): code for code in (*setting.ledger, setting.offered.toestemming or "") if code}

    def take(self, record: RawRecord) -> None:
        """Judge one statement and keep it."""
        triple = _triple(record)
        wrong = list(self._setting.rules.against(triple))
        for code, part, same in wrong:
            self._fault(code, f"{self._setting.bestand}, {record.place}, {part}", part, same)
        if not wrong:
            self._keep(triple, record.place)

    def finished(self) -> Made:
        """Return what was made."""
        self._check_judgements()
        for thing in self._things.values():
            thing.ring = self._ring(thing)
        self._narrow()
        made: dict[Ring, list[Triple]] = {ring: [] for ring in RINGS}
        shown = {reference.iri: reference.ring for reference in self._setting.references.values()}
        shown |= {iri: thing.ring for iri, thing in self._things.items()}
        for triple in self._triples:
            rings = (shown[triple.subject.value], shown.get(triple.object.value, "openbaar"))
            made[max(rings, key=RINGS.index)].append(triple)
        for iri, thing in self._things.items():
            made[thing.ring] += self._added(Iri(iri), thing)
            made["beheer"] += self._consent(Iri(iri), thing)
        return made, self._identifiers(), list(self._faults.values())

    def _fault(self, code: str, where: str, part: str, same: str) -> None:
        self._faults.setdefault((code, part, same), refused(code, where))

    def _keep(self, triple: Triple, place: str) -> None:
        subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value
        thing = self._things.setdefault(subject, _Thing(place, f"{self._setting.bestand}, {place}"))
        if predicate in _ONCE and thing.said.get(predicate, value) != value:
            self._fault("twee-waarden", f"{self._setting.bestand}, {place}, eigenschap", subject, predicate)
        if predicate == TYPE:
            thing.types.add(value.removeprefix(terms.DEF))
        elif predicate == IDENTIFIER:
            self._check_number(value, subject, thing)
        elif predicate == terms.term("dww:beoordeelt"):
            self._judged.append((value, f"{thing.where}, waarde"))
        if predicate.startswith((terms.DEF, IDENTIFIER)):
            thing.said[predicate] = value
        if isinstance(triple.object, Iri):
            thing.beside.add(value)
        if predicate != terms.term("dww:onderToestemming"):
            self._triples.append(triple)

    def _check_number(self, number: str, subject: str, thing: _Thing) -> None:
        taken = self._setting.references.get(number.casefold())
        if taken is not None and taken.iri != subject:
            self._fault("nummer-bezet", f"{thing.where}, waarde", "waarde", number)

    def _check_judgements(self) -> None:
        """A judgement is about something in the same file; nobody judges the links of another contribution by RDF."""
        for value, where in self._judged:
            if value not in self._things:
                self._fault("niet-van-u", where, "waarde", value)

    def _ring(self, thing: _Thing) -> Ring:
        """Return the ring a thing asks for and may have."""
        offered = self._setting.offered
        if thing.types & SHIELDED:
            return "beheer"
        stated = thing.said.get(terms.term("dww:zichtbaarheidVan"))
        own = None if stated is None else next((ring for ring in RINGS if stated == _RING_KIND + ring), None)
        if stated is not None and own is None:
            self._fault("geen-zichtbaarheid", thing.where, "waarde", stated)
        code = self._code(thing) if thing.types & PRACTICE else None
        consent = self._setting.ledger.get(code or "")
        reach: Ring | None = consent.ring if consent else "openbaar" if thing.types & SOURCES else None
        ring = own or offered.zichtbaarheid or reach
        if thing.types & PRACTICE:
            self._check_consent(thing, code, ring)
        if ring is None:
            self._fault("geen-zichtbaarheid", thing.where, "onderwerp", "")
        return ring or "beheer"

    def _check_consent(self, thing: _Thing, code: str | None, ring: Ring | None) -> None:
        if code is None:
            self._fault("geen-toestemming", thing.where, "onderwerp", thing.where)
        elif not self._is_illustrative(thing):
            for fault in self._setting.check_consent(code, ring, thing.where):
                self._faults.setdefault((fault.code, fault.where, code), fault)

    def _code(self, thing: _Thing) -> str | None:
        """Return the consent code of a thing: its own, else that of the offer."""
        stated = thing.said.get(terms.term("dww:onderToestemming"))
        if stated is None:
            return self._setting.offered.toestemming
        key = stated.removeprefix(_CONSENT_KIND)
        return self._codes.get(key, key.upper()) if stated.startswith(_CONSENT_KIND) and key else None

    def _is_illustrative(self, thing: _Thing) -> bool:
        return self._setting.offered.illustratief or thing.said.get(terms.term("dww:isIllustratief")) in ("true", "1")

    def _narrow(self) -> None:
        """Draw what hangs on practice, and states no ring of its own, into the ring of that practice."""
        beside: dict[str, set[str]] = {iri: set() for iri in self._things}
        for iri, thing in self._things.items():
            for other in thing.beside & beside.keys():
                beside[iri].add(other)
                beside[other].add(iri)
        pending = [iri for iri, thing in self._things.items() if thing.types & PRACTICE]
        while pending:
            ring = self._things[iri := pending.pop()].ring
            for other in beside[iri]:
                if self._follows(near := self._things[other]) and RINGS.index(near.ring) < RINGS.index(ring):
                    near.ring = ring
                    pending.append(other)

    def _follows(self, thing: _Thing) -> bool:
        return terms.term("dww:zichtbaarheidVan") not in thing.said and not thing.types & SOURCES

    def _added(self, node: Iri, thing: _Thing) -> Iterator[Triple]:
        """The origin of a thing, and what it did not say of itself though the graph needs it."""
        yield Triple(node, dww("ingelezenIn"), concept("inlezing", self._setting.sleutel))
        yield Triple(node, dww("vindplaats"), Literal(thing.place))
        if self._setting.offered.illustratief and terms.term("dww:isIllustratief") not in thing.said:
            yield Triple(node, dww("isIllustratief"), TRUE)
        if thing.types & (PRACTICE | _LINKS) and terms.term("dww:zichtbaarheidVan") not in thing.said:
            yield Triple(node, dww("zichtbaarheidVan"), concept("zichtbaarheid", thing.ring))
        if thing.types & _VERIFIABLE and VERIFIED not in thing.said:
            yield Triple(node, dww("verificatieVan"), Iri(NOT_VERIFIED))

    def _consent(self, node: Iri, thing: _Thing) -> Iterator[Triple]:
        code = self._code(thing) if thing.types & PRACTICE else None
        if code:
            consent = Iri(terms.thing("toestemming", terms.key_of(code)))
            yield from a(consent, "Toestemming")
            yield from plain(consent, curie("dcterms:identifier"), code)
            yield Triple(node, dww("onderToestemming"), consent)

    def _identifiers(self) -> dict[str, Reference]:
        found = ((iri, thing, thing.said.get(IDENTIFIER)) for iri, thing in self._things.items())
        return {
            number.casefold(): Reference(iri, min(own), thing.ring)
            for iri, thing, number in found
            if number and (own := [kind for kind in thing.types if "/" not in kind])
        }


def _triple(record: RawRecord) -> Triple:
    said = {name: cells[0].text for name, cells in record.cells.items() if cells}
    value = said["waarde"]
    node = Iri(value) if said["soort"] == "iri" else Literal(value, said.get("datatype"), said.get("taal"))
    return Triple(Iri(said["onderwerp"]), Iri(said["eigenschap"]), node)
