"""One contribution in the making: items come in one by one, are judged and mapped, and leave as triples in three files.

Memory holds what later items may need (numbers of cards, concepts of a code book), never the cards themselves; only a card
that points at something not seen yet waits until the end.
"""

from __future__ import annotations

import datetime
from collections import ChainMap, Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dww_graph import assets, terms
from dww_graph.answer import Triple
from dww_graph.derive import load_rules
from dww_graph.errors import Fault, Text
from dww_graph.guard import consent, privacy
from dww_graph.guard.allowed import Allowed
from dww_graph.map import bron, codering, dubbel, fragment, kaart, kaart_triples, rdf
from dww_graph.map.codering import KINDS as CODED
from dww_graph.map.codering import Coderingen
from dww_graph.map.rdf_rules import Rules
from dww_graph.map.statements import TYPE
from dww_graph.map.values import used_twice
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import (
    RINGS,
    BronRecord,
    Flag,
    Item,
    Kaart,
    Ledger,
    RawRecord,
    Reference,
    Ring,
    Skipped,
    Terms,
)
from dww_graph.store import TripleFile, parse_file

Judge = Callable[[RawRecord], tuple[RawRecord | None, tuple[Flag, ...]]]
MANY_FAULTS, MANY_PAIRS = 1000, 50


def pass_all(record: RawRecord) -> tuple[RawRecord | None, tuple[Flag, ...]]:
    """Let every record through: for our own content, which people have read."""
    return record, ()


def own_rules(described: Container[str] = frozenset()) -> Rules:
    """Return what RDF may say: the words of the ontology, nothing that a rule derives, nothing about what others described."""
    subjects: set[str] = set()
    kinds: dict[bool, set[str]] = {True: set(), False: set()}
    for path in (*assets.files(("ontology",), "*.ttl"), *assets.files(("ontology", "begrippen"), "*.ttl")):
        for triple in parse_file(path):
            subjects.add(triple.subject.value)
            if triple.predicate.value == TYPE.value and triple.subject.value.startswith(terms.DEF):
                kinds[triple.object.value.endswith("#Class")].add(triple.subject.value)
    derived = frozenset(terms.DEF + written for rule in load_rules() for written in rule.writes)
    return Rules(frozenset(kinds[True]), frozenset(kinds[False]), derived, _Either(subjects, described))


@dataclass(frozen=True, slots=True)
class _Either:
    """Holds what one of two containers holds."""

    one: Container[str]
    other: Container[str]

    def __contains__(self, iri: object) -> bool:
        return iri in self.one or iri in self.other


@dataclass(frozen=True, slots=True)
class Known:
    """What an intake knows beforehand: concepts, things that can be pointed at, today, consents, and who judges words."""

    vocabulary: Vocabulary
    references: Mapping[str, Reference]
    today: datetime.date
    ledger: Ledger = field(default_factory=dict)
    judge: Judge = pass_all
    rules: Callable[[], Rules] = own_rules
    works: Callable[[], Iterable[dubbel.Work]] = tuple
    words: Allowed | None = None

    def masked(self, fault: Fault) -> Fault:
        """Return a fault without words of the file that may point at somebody."""
        return privacy.masked(fault, self.words)


class RingFiles:
    """The three files of triples of a contribution, one a ring, as they are written."""

    def __init__(self, folder: Path) -> None:
        self._files = {ring: TripleFile(folder / f"{ring}.nt") for ring in RINGS}

    def add(self, ring: Ring, *triples: Triple) -> None:
        """Add triples to the file of a ring."""
        write = self._files[ring].write
        for triple in triples:
            write(triple)

    def lowest(self) -> Ring:
        """Return the most public ring that holds anything, beheer when none does."""
        return next((ring for ring in RINGS if self._files[ring].filled), "beheer")

    def close(self) -> int:
        """Close the files and return the number of triples in them."""
        for file in self._files.values():
            file.close()
        return sum(file.number for file in self._files.values())


class Taker:
    """Takes the items of one contribution. After `finish` its counts, faults and identifiers are complete."""

    def __init__(self, sleutel: str, bestand: str, offered: Terms, known: Known, rings: RingFiles) -> None:
        self.sleutel, self.bestand, self._offered, self._known, self.rings = sleutel, bestand, offered, known, rings
        self.identifiers: dict[str, Reference] = {}
        self.faults: list[Fault] = []
        self.refused: list[Fault] = []
        self.notes: list[Text] = []
        self.flags: list[Flag] = []
        self.skipped: Counter[str] = Counter()
        self.read = self.stored = 0
        self.all_illustrative, self.has_practice = True, False
        self.masked = known.masked
        self._desk = consent.Desk(offered, known.ledger, bestand, known.today)
        self._seen: dict[str, str] = {}
        self._waiting: list[RawRecord] = []
        self._sources: list[BronRecord] = []
        self._statements: list[RawRecord] = []
        self._quotes: list[RawRecord] = []
        self._codings = Coderingen(sleutel, offered.illustratief)
        self._consent_of_codings: bool | None = None
        self._setting = kaart.Setting(
            bestand, sleutel, known.vocabulary, ChainMap(self.identifiers, dict(known.references)), offered, known.today
        )

    @property
    def given_up(self) -> bool:
        """True when there are so many faults that reading on tells nothing new."""
        return len(self.faults) >= MANY_FAULTS

    def take(self, item: Item) -> None:
        """Take one item: a record, a fault, a note, or something that was passed over."""
        match item:
            case RawRecord():
                self.read += 1
                self._judged(item)
            case Fault(severity="fout"):
                self.faults.append(item)
            case Fault():
                self.read += 1
                self.refused.append(item)
            case Text():
                self.notes.append(item)
            case Skipped():
                self.skipped[item.soort] += item.aantal

    def finish(self) -> None:
        """Take what waited for the end: cards that point forward, and the sources, which get their keys together."""
        self._take_sources()
        for record in self._waiting:
            self._map_card(record)
        self._take_quotes()
        self._take_statements()

    def _judged(self, record: RawRecord) -> None:
        if record.kind == "bron":
            self._source(record)
            return
        self.faults += [*self._consented(record), *privacy.check_record(record)]
        passed, flags = (record, ()) if consent.is_illustrative(record, self._offered) else self._known.judge(record)
        self.flags += flags
        if passed is None:
            self.skipped["weggelaten"] += 1
        elif record.kind == "kaart":
            self._card(passed)
        elif passed.first("kaart"):
            self._quotes.append(passed)
        elif record.kind in CODED:
            self._coded(passed)
        else:
            self._statements.append(passed)

    def _consented(self, record: RawRecord) -> Iterable[Fault]:
        """Judge consent: of every card by itself, of coded material once, because one offer covers it; of RDF in its mapping."""
        if record.kind == "kaart" or record.first("kaart"):
            return consent.check_record(record, self._desk)
        if record.kind not in CODED or self._consent_of_codings is not None:
            return ()
        faults = list(consent.check_record(record, self._desk))
        self._consent_of_codings = not faults
        return faults

    def _coded(self, record: RawRecord) -> None:
        faults = codering.check(record, self.bestand)
        code, ring = consent.consent_code(record, self._offered), consent.ring_of(record, self._desk)
        if faults:
            self.refused += faults
        elif code and ring in RINGS:
            self.stored += 1
            self.all_illustrative &= self._offered.illustratief
            self.has_practice |= not self._offered.illustratief
            for seen, triple in self._codings.triples(record, ring, code):
                self.rings.add(seen, triple)

    def _propose(self, works: Sequence[BronRecord]) -> None:
        """Note the sources that may be one work, among themselves and with those in the graph, the likeliest first."""
        if works and not self._offered.nagekeken:
            found = dubbel.proposals([dubbel.work_of(work, work.place) for work in works], self._known.works())
            self.notes += map(_same_work, found[:MANY_PAIRS])

    def _take_quotes(self) -> None:
        """Map the quotes that belong to cards, now that every card and source of the file is known."""
        for number, record in enumerate(self._quotes, 1):
            faults = fragment.check(record, self._setting.references, self.bestand)
            self.faults += faults
            if not faults:
                self.stored += 1
                invented = consent.is_illustrative(record, self._offered)
                for ring, triple in fragment.triples(record, self._setting.references, self.sleutel, number, invented):
                    self.rings.add(ring, triple)

    def _take_statements(self) -> None:
        """Map statements in RDF together: the ring of one depends on what others say of the same thing."""
        if not self._statements:
            return

        def against(code: str, ring: str | None, where: str) -> Iterable[Fault]:
            return consent.check_code(code, ring, where, self._desk)

        setting = rdf.Setting(self.bestand, self.sleutel, self._offered, self._known.rules(), self._known.references,
                              self._known.ledger, against)
        triples, identifiers, faults = rdf.to_triples(self._statements, setting)
        self.faults += faults
        if faults:
            return
        self.identifiers |= identifiers
        self.stored += len(self._statements)
        self.all_illustrative &= self._offered.illustratief
        self.has_practice |= not self._offered.illustratief
        for ring, found in triples.items():
            self.rings.add(ring, *found)

    def _card(self, record: RawRecord) -> None:
        number = record.first("kaart_id")
        if number:
            twice = used_twice(number, self._seen)
            self.faults += twice
            ring = consent.ring_of(record, self._desk)
            iri = kaart.card_iri(self.sleutel, number.text)
            if not twice:
                shown: Ring = ring if ring in RINGS else "beheer"
                self.identifiers[number.text.casefold()] = Reference(iri, "Handelingskennis", shown)
        if kaart.points_forward(record, self._setting):
            self._waiting.append(record)
        else:
            self._map_card(record)

    def _map_card(self, record: RawRecord) -> None:
        code, ring = consent.consent_code(record, self._offered), consent.ring_of(record, self._desk)
        made, faults = kaart.to_kaart(record, self._setting, code, ring if ring in RINGS else None)
        self.faults += faults
        if made and not faults:
            self._write_card(made)

    def _write_card(self, made: Kaart) -> None:
        self.stored += 1
        self.all_illustrative &= made.illustratief
        self.has_practice |= not made.illustratief
        for ring, triple in kaart_triples.triples(made, self.sleutel, self._known.vocabulary.labels):
            self.rings.add(ring, triple)

    def _source(self, record: RawRecord) -> None:
        source, faults = bron.to_bron(record, self.bestand, self._offered)
        for fault in faults:
            (self.faults if fault.severity == "fout" else self.refused).append(fault)
        self._sources += [source] if source else []

    def _take_sources(self) -> None:
        works, notes = bron.merge(self._sources)
        self.skipped["samengevoegd"] += len(self._sources) - len(works)
        self.notes += notes
        known, own = self._known.references, self._offered.nagekeken
        self._propose(works)
        for source, iri in zip(works, bron.keys(works, self.sleutel, known, own=own), strict=True):
            self.all_illustrative = False
            self.stored += 1
            self.rings.add("openbaar", *bron.triples(source, iri, self.sleutel))
            self.identifiers |= bron.identifiers(source, iri)


def _same_work(pair: dubbel.Proposal) -> Text:
    """Say that two sources may be one; a person decides, nothing is merged."""
    return Text(f"Misschien dezelfde bron ({pair.score:.0f} %): {pair.een} en {pair.ander}.",
                f"Perhaps the same source ({pair.score:.0f} %): {pair.een} and {pair.ander}.")


def placed(items: Iterable[Item], name: str) -> Iterable[Item]:
    """Return the items of one file among several: each record says which file it stood in."""
    return (replace(item, place=f"{name}, {item.place}") if isinstance(item, RawRecord) else item for item in items)
