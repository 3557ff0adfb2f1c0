"""The way in: file → guard → read → guard → map → triples with origin → a contribution among the sources.

All or nothing per file: one fault and nothing of the file is stored, and every fault of it is told at once. The same file
again changes nothing. A file whose cards are already there under another key must say which contribution it replaces.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dww_graph import assets, sources, store, terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.errors import Fault, InputRefused, Text
from dww_graph.map import vocabulary
from dww_graph.map.statements import a, concept, curie, dww, moment, number, plain, say
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import Flag, Item, Manifest, Reference, Ring, Terms
from dww_graph.read import registry
from dww_graph.taking import Known, RingFiles, Taker, placed

__all__ = ["Contribution", "InHouse", "Known", "Undecided", "from_turtle", "load_vocabulary", "prepare", "write_manifest"]
Progress = Callable[[int, int], None]


class FileReading(Protocol):
    """What reads a file: `format` is known after the last item."""

    @property
    def format(self) -> str:
        """Return the name of the format."""

    def items(self, path: Path) -> Iterator[Item]:
        """Yield what the file holds."""


class InHouse:
    """Reads files of our own in this process, past no gate; the files of others go through `reading.FileReader`."""

    format = ""

    def items(self, path: Path) -> Iterator[Item]:
        """Yield what the file holds."""
        reader = registry.choose(path)
        self.format = reader.name
        return reader.read(path)


class Undecided(InputRefused):
    """A file in which words stand of which a person must decide; `flags` says where. Nothing of it is stored."""

    def __init__(self, where: str, flags: Sequence[Flag]) -> None:
        super().__init__(where, ())
        self.flags = tuple(flags)


@dataclass(frozen=True, slots=True)
class Contribution:
    """A contribution that was written aside: where, what it counts, and what its manifest will say."""

    folder: Path
    sleutel: str
    bestand: str
    sha256: str
    format: str
    gelezen: int
    opgeslagen: int
    tripels: int
    illustratief: bool
    identifiers: Mapping[str, Reference]
    notes: tuple[Text, ...] = ()
    geweigerd: tuple[Fault, ...] = ()
    overgeslagen: Mapping[str, int] = field(default_factory=dict)


def load_vocabulary() -> Vocabulary:
    """Return the concepts of the shipped ontology."""
    paths = assets.files(("ontology", "begrippen"), "*.ttl")
    return vocabulary.from_triples(triple for path in paths for triple in store.parse_file(path))


def prepare(
    folder: Path, files: Sequence[Path], sleutel: str, bestand: str, offered: Terms, known: Known,
    reading: FileReading | None = None, progress: Progress | None = None,
) -> Contribution:
    """Read, judge and map files as one contribution, written into `folder`.

    Raises InputRefused with every fault when there is any, else Undecided when a person must decide about words.
    """
    read_by = reading or InHouse()
    rings = RingFiles(folder)
    taker = Taker(sleutel, bestand, offered, known, rings)
    try:
        for item in _items(files, read_by):
            taker.take(item)
            (progress or _silent)(taker.read, 0)
            if taker.given_up:
                break
        taker.finish()
        _must_be_fit(taker)
        _about_the_run(taker, offered, _sha(files), known.today)
    finally:
        total = rings.close()
    return _contribution(folder, taker, files, read_by.format, total)


def from_turtle(folder: Path, files: Sequence[Path], sleutel: str, bestand: str, today: datetime.date) -> Contribution:
    """Write Turtle of our own making (the starter content) as a contribution; each thing gets its origin."""
    rings = RingFiles(folder)
    taker = Taker(sleutel, bestand, Terms(), Known(Vocabulary({}, {}), {}, today), rings)
    try:
        for path in files:
            _take_turtle(taker, path)
        taker.all_illustrative = False
        taker.read = taker.stored = len(taker.identifiers)
        _about_the_run(taker, Terms(), _sha(files), today)
    finally:
        total = rings.close()
    return _contribution(folder, taker, files, "turtle", total)


def write_manifest(contribution: Contribution, now: str) -> Manifest:
    """Write the manifest of a contribution beside its triples, and return it."""
    manifest = Manifest(
        contribution.sleutel, contribution.bestand, contribution.sha256, contribution.format, now,
        contribution.illustratief, contribution.gelezen, contribution.tripels, contribution.identifiers,
    )
    sources.write_manifest(contribution.folder, manifest)
    return manifest


def _items(files: Sequence[Path], reading: FileReading) -> Iterator[Item]:
    for path in files:
        found: Iterable[Item] = reading.items(path)
        yield from found if len(files) == 1 else placed(found, path.name)


def _must_be_fit(taker: Taker) -> None:
    if taker.faults:
        raise InputRefused(taker.bestand, sorted(map(taker.masked, taker.faults), key=_in_order_of_place))
    if taker.flags:
        raise Undecided(taker.bestand, taker.flags)
    if not taker.stored:
        raise InputRefused(taker.bestand, [*map(taker.masked, taker.refused), _nothing_left(taker.bestand)])


def _contribution(folder: Path, taker: Taker, files: Sequence[Path], fmt: str, total: int) -> Contribution:
    return Contribution(
        folder, taker.sleutel, taker.bestand, _sha(files), fmt, taker.read, taker.stored, total, taker.all_illustrative,
        taker.identifiers, tuple(taker.notes), tuple(map(taker.masked, taker.refused)), dict(+taker.skipped),
    )


def _take_turtle(taker: Taker, path: Path) -> None:
    """Take the triples of one Turtle file, and note where each typed thing came from."""
    identified: dict[str, str] = {}
    typed: dict[str, str] = {}
    for triple in store.parse_file(path):
        taker.rings.add("openbaar", triple)
        subject, predicate = triple.subject.value, triple.predicate.value
        if predicate == terms.term("dcterms:identifier"):
            identified[subject] = triple.object.value
        elif predicate == terms.term("rdf:type") and triple.object.value.startswith(terms.DEF):
            typed[subject] = triple.object.value.removeprefix(terms.DEF)
    for subject, soort in typed.items():
        taker.rings.add("openbaar", Triple(Iri(subject), dww("ingelezenIn"), concept("inlezing", taker.sleutel)),
                        Triple(Iri(subject), dww("vindplaats"), Literal(path.name)))
        if subject in identified:
            taker.identifiers[identified[subject].casefold()] = Reference(subject, soort, "openbaar")


def _about_the_run(taker: Taker, offered: Terms, sha256: str, today: datetime.date) -> None:
    """Describe the run that brought the contribution in: its file by name and hash, the day, and what it counted.

    A file of real practice may be named after a person, so its name and hash are for ring beheer alone.
    """
    run = concept("inlezing", taker.sleutel)
    lowest = taker.rings.lowest()
    private: Ring = "beheer" if taker.has_practice else lowest
    shown = f"bijdrage {taker.sleutel}" if taker.has_practice else taker.bestand
    taker.rings.add(
        private,
        *plain(run, dww("bestandsnaam"), taker.bestand),
        *plain(run, dww("bestandshash"), sha256),
        *plain(run, dww("privacyAkkoordDoor"), offered.privacy_akkoord_door),
    )
    taker.rings.add(
        lowest,
        *a(run, "Inlezing"),
        *plain(run, dww("bestand"), shown),
        *say(run, dww("aantalGelezen"), number(taker.read)),
        *say(run, dww("aantalOpgeslagen"), number(taker.stored)),
        *say(run, dww("aantalGeweigerd"), number(len(taker.refused))),
        *say(run, dww("aantalOvergeslagen"), number((+taker.skipped).total())),
        *say(run, curie("prov:endedAtTime"), moment(today.isoformat())),
    )


def _nothing_left(name: str) -> Fault:
    return Fault(
        "niets-over",
        Text("In dit bestand staat niets dat in de graaf past.", "This file holds nothing that fits the graph."),
        name,
        Text("minstens één kaart, bron, codering of bewering", "at least one card, source, coding or statement"),
        Text("Kijk na of dit het goede bestand is.", "Check whether this is the right file."),
    )


def _silent(_done: int, _total: int) -> None:
    return None


def _sha(files: Sequence[Path]) -> str:
    if len(files) == 1:
        return sources.sha256_of(files[0])
    return sources.sha256_of_text("\n".join(f"{path.name} {sources.sha256_of(path)}" for path in files))


def _in_order_of_place(fault: Fault) -> tuple[str, ...]:
    words = fault.where.replace(",", " ").split()
    return tuple(f"{int(word):09d}" if word.isdigit() else word for word in words)
