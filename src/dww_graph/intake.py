"""The way in: file → guard → read → guard → map → triples with origin → a contribution among the sources.

All or nothing per file: one fault and nothing of the file is stored, and every fault of it is told at once. The same file
again changes nothing. A file whose cards are already there under another key must say which contribution it replaces.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dww_graph import assets, sources, store, terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.errors import Fault, InputRefused, Text
from dww_graph.guard import consent, limits, privacy
from dww_graph.map import bron, kaart, kaart_triples, vocabulary
from dww_graph.map.statements import a, concept, curie, dww, moment, plain, say
from dww_graph.map.values import duplicate_faults
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import RINGS, BronRecord, Kaart, Manifest, RawRecord, Reading, Reference, Ring, Terms
from dww_graph.read import registry

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Known:
    """What an intake knows beforehand: the concepts, the things that can be pointed at, and today."""

    vocabulary: Vocabulary
    references: Mapping[str, Reference]
    today: datetime.date


@dataclass(frozen=True, slots=True)
class Contribution:
    """A contribution ready to be written: its triples by ring and what its manifest will say."""

    sleutel: str
    bestand: str
    sha256: str
    format: str
    gelezen: int
    illustratief: bool
    triples: Mapping[Ring, Sequence[Triple]]
    identifiers: Mapping[str, Reference]
    notes: tuple[Text, ...] = field(default=())


def load_vocabulary() -> Vocabulary:
    """Return the concepts of the shipped ontology."""
    paths = assets.files(("ontology", "begrippen"), "*.ttl")
    return vocabulary.from_triples(triple for path in paths for triple in store.parse_file(path))


def prepare(
    files: Sequence[Path], sleutel: str, bestand: str, offered: Terms, known: Known, progress: Progress | None = None
) -> Contribution:
    """Read, judge and map files as one contribution; raises InputRefused with every fault when there is any."""
    readings = [_read(path) for path in files]
    faults = [fault for reading in readings for fault in reading.faults]
    records = [record for path, reading in zip(files, readings, strict=True) for record in _placed(path, reading, len(files))]
    maker = _Maker(sleutel, bestand, offered, known)
    faults += maker.map(records, progress or _silent)
    if faults:
        raise InputRefused(bestand, sorted(map(privacy.masked, faults), key=_in_order_of_place))
    maker.about_the_run(_sha(files), known.today)
    notes = tuple(note for reading in readings for note in reading.notes)
    return Contribution(
        sleutel, bestand, _sha(files), readings[0].format, len(records), maker.all_illustrative, maker.triples,
        maker.identifiers, notes
    )


def from_turtle(files: Sequence[Path], sleutel: str, bestand: str, today: datetime.date) -> Contribution:
    """Return Turtle of our own making (the starter content) as a contribution; each thing gets its origin."""
    maker = _Maker(sleutel, bestand, Terms(), Known(Vocabulary({}, {}), {}, today))
    for path in files:
        maker.take_turtle(path)
    maker.about_the_run(_sha(files), today)
    return Contribution(sleutel, bestand, _sha(files), "turtle", len(maker.identifiers), False, maker.triples, maker.identifiers)


def write(home: Path, contribution: Contribution, now: str) -> Path:
    """Write a contribution aside, ready to be taken in, and return its folder."""
    folder = sources.stage(home, contribution.sleutel)
    number = sum(store.write_triples(contribution.triples[ring], folder / f"{ring}.nt") for ring in RINGS)
    manifest = Manifest(
        contribution.sleutel, contribution.bestand, contribution.sha256, contribution.format, now,
        contribution.illustratief, contribution.gelezen, number, contribution.identifiers,
    )
    sources.write_manifest(folder, manifest)
    return folder


def _silent(_done: int, _total: int) -> None:
    return None


def _sha(files: Sequence[Path]) -> str:
    if len(files) == 1:
        return sources.sha256_of(files[0])
    return sources.sha256_of_text("\n".join(f"{path.name} {sources.sha256_of(path)}" for path in files))


def _read(path: Path) -> Reading:
    faults = limits.check_file(path)
    if faults:
        raise InputRefused(path.name, faults)
    return registry.choose(path).read(path)


def _placed(path: Path, reading: Reading, number: int) -> Iterable[RawRecord]:
    if number == 1:
        return reading.records
    return (replace(record, place=f"{path.name}, {record.place}") for record in reading.records)


def _in_order_of_place(fault: Fault) -> tuple[str, ...]:
    words = fault.where.replace(",", " ").split()
    return tuple(f"{int(word):09d}" if word.isdigit() else word for word in words)


class _Maker:
    """Gathers the triples, identifiers and faults of one contribution."""

    def __init__(self, sleutel: str, bestand: str, offered: Terms, known: Known) -> None:
        self._sleutel, self._bestand, self._offered, self._known = sleutel, bestand, offered, known
        self.triples: dict[Ring, list[Triple]] = {ring: [] for ring in RINGS}
        self.identifiers: dict[str, Reference] = {}
        self.all_illustrative = True
        self._has_real_cards = False

    def map(self, records: Sequence[RawRecord], progress: Progress) -> list[Fault]:
        """Map every record; return every fault of every record."""
        faults = duplicate_faults([record for record in records if record.kind == "kaart"], "kaart_id")
        setting = self._setting(records)
        found: list[BronRecord] = []
        for number, record in enumerate(records, 1):
            faults += self._guarded(record)
            if record.kind == "bron":
                source, wrong = bron.to_bron(record, self._bestand, self._offered)
                found += [source] if source else []
                faults += wrong
            else:
                faults += self._card(record, setting)
            progress(number, len(records))
        self._take_sources(found)
        return faults

    def take_turtle(self, path: Path) -> None:
        """Take the triples of one Turtle file, and note where each typed thing came from."""
        identified: dict[str, str] = {}
        typed: dict[str, str] = {}
        for triple in store.parse_file(path):
            self.triples["openbaar"].append(triple)
            subject, predicate = triple.subject.value, triple.predicate.value
            if predicate == terms.term("dcterms:identifier"):
                identified[subject] = triple.object.value
            elif predicate == terms.term("rdf:type") and triple.object.value.startswith(terms.DEF):
                typed[subject] = triple.object.value.removeprefix(terms.DEF)
        for subject, soort in typed.items():
            self._originated(Iri(subject), path.name)
            if subject in identified:
                self.identifiers[identified[subject].casefold()] = Reference(subject, soort, "openbaar")

    def about_the_run(self, sha256: str, today: datetime.date) -> None:
        """Describe the run that brought the contribution in: its file by name and hash, and the day.

        A file of real cards may be named after a person, so its name and hash are for ring beheer alone.
        """
        run = concept("inlezing", self._sleutel)
        lowest: Ring = next((ring for ring in RINGS if self.triples[ring]), "beheer")
        private: Ring = "beheer" if self._has_real_cards else lowest
        named = [*plain(run, dww("bestandsnaam"), self._bestand), *plain(run, dww("bestandshash"), sha256)]
        shown = f"bijdrage {self._sleutel}" if self._has_real_cards else self._bestand
        self.triples[private] += named
        self.triples[lowest] += [
            *a(run, "Inlezing"),
            *plain(run, dww("bestand"), shown),
            *say(run, curie("prov:endedAtTime"), moment(today.isoformat())),
        ]

    def _setting(self, records: Sequence[RawRecord]) -> kaart.Setting:
        cards = [record for record in records if record.kind == "kaart"]
        rings: dict[str, Ring] = {}
        for record in cards:
            number, ring = record.first("kaart_id"), consent.ring_of(record, self._offered)
            if number and ring in RINGS:
                rings[number.text] = ring
        own = kaart.own_references(cards, self._sleutel, rings)
        references = {**self._known.references, **own}
        return kaart.Setting(
            self._bestand, self._sleutel, self._known.vocabulary, references, self._offered, self._known.today
        )

    def _guarded(self, record: RawRecord) -> list[Fault]:
        return [*consent.check_record(record, self._offered, self._bestand), *privacy.check_record(record)]

    def _card(self, record: RawRecord, setting: kaart.Setting) -> list[Fault]:
        code, ring = consent.consent_code(record, self._offered), consent.ring_of(record, self._offered)
        made, faults = kaart.to_kaart(record, setting, code, ring if ring in RINGS else None)
        if made and not faults:
            self._take_card(made)
        return faults

    def _take_card(self, made: Kaart) -> None:
        self.all_illustrative &= made.illustratief
        self._has_real_cards |= not made.illustratief
        for ring, triple in kaart_triples.triples(made, self._sleutel, self._known.vocabulary.labels):
            self.triples[ring].append(triple)
        iri = kaart.card_iri(self._sleutel, made.kaart_id)
        self.identifiers[made.kaart_id.casefold()] = Reference(iri, "Handelingskennis", made.zichtbaarheid)

    def _take_sources(self, found: Sequence[BronRecord]) -> None:
        for source, iri in zip(found, bron.keys(found, self._sleutel), strict=True):
            self.all_illustrative = False
            self.triples["openbaar"] += bron.triples(source, iri, self._sleutel)
            self.identifiers |= bron.identifiers(source, iri)

    def _originated(self, thing: Iri, place: str) -> None:
        self.triples["openbaar"] += [
            Triple(thing, dww("ingelezenIn"), concept("inlezing", self._sleutel)),
            Triple(thing, dww("vindplaats"), Literal(place)),
        ]
