"""One contribution in the making: items come in one by one, are judged and mapped, and leave as triples in three files.

Memory holds what later items may need (numbers of cards, concepts of a code book), never the cards themselves; only a card
that points at something not seen yet waits until the end.
"""

from __future__ import annotations

import datetime
from collections import ChainMap, Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dww_graph.answer import Triple
from dww_graph.errors import Fault, Text
from dww_graph.guard import consent, privacy
from dww_graph.map import bron, kaart, kaart_triples
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
from dww_graph.store import TripleFile

Judge = Callable[[RawRecord], tuple[RawRecord | None, tuple[Flag, ...]]]
MANY_FAULTS = 1000


def pass_all(record: RawRecord) -> tuple[RawRecord | None, tuple[Flag, ...]]:
    """Let every record through: for our own content, which people have read."""
    return record, ()


@dataclass(frozen=True, slots=True)
class Known:
    """What an intake knows beforehand: concepts, things that can be pointed at, today, consents, and who judges words."""

    vocabulary: Vocabulary
    references: Mapping[str, Reference]
    today: datetime.date
    ledger: Ledger = field(default_factory=dict)
    judge: Judge = pass_all


class RingFiles:
    """The three files of triples of a contribution, one a ring, as they are written."""

    def __init__(self, folder: Path) -> None:
        self._files = {ring: TripleFile(folder / f"{ring}.nt") for ring in RINGS}

    def add(self, ring: Ring, *triples: Triple) -> None:
        """Add triples to the file of a ring."""
        for triple in triples:
            self._files[ring].write(triple)

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
        self._desk = consent.Desk(offered, known.ledger, bestand, known.today)
        self._seen: dict[str, str] = {}
        self._waiting: list[RawRecord] = []
        self._sources: list[BronRecord] = []
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
        for record in self._waiting:
            self._map_card(record)
        self._take_sources()

    def _judged(self, record: RawRecord) -> None:
        if record.kind == "bron":
            self._source(record)
            return
        faults = [*consent.check_record(record, self._desk), *privacy.check_record(record)]
        self.faults += faults
        passed, flags = (record, ()) if consent.is_illustrative(record, self._offered) else self._known.judge(record)
        self.flags += flags
        if passed is None:
            self.skipped["weggelaten"] += 1
        elif record.kind == "kaart":
            self._card(passed)

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
        self.notes += notes
        known, own = self._known.references, self._offered.nagekeken
        for source, iri in zip(works, bron.keys(works, self.sleutel, known, own=own), strict=True):
            self.all_illustrative = False
            self.stored += 1
            self.rings.add("openbaar", *bron.triples(source, iri, self.sleutel))
            self.identifiers |= bron.identifiers(source, iri)


def placed(items: Iterable[Item], name: str) -> Iterable[Item]:
    """Return the items of one file among several: each record says which file it stood in."""
    return (replace(item, place=f"{name}, {item.place}") if isinstance(item, RawRecord) else item for item in items)
