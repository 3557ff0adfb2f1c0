"""The shelf: every card of one ring in the order of its title, and for each value of a feature which cards have it.

A set of cards is one whole number with a bit a card: the card on place 5 is bit 5. What two features have in common is ``&``,
how many cards that are is ``bit_count()``, and both take some microseconds for 100,000 cards. The shelf is made with a generation
and goes with it (decisions/0023).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, Final

from dww_graph import terms
from dww_graph.sorting import dutch_key
from dww_graph.store import Store

FEATURES: Final[Mapping[str, tuple[str, ...]]] = {
    "element": ("dww:relevantVoorElement",),
    "eigenelement": ("dww:geeftVormAan",),
    "situatie": ("dww:inBeroepssituatie",),
    "clienttype": ("dww:metClienttype",),
    "context": ("dww:inContext",),
    "mechanisme": ("dww:verwachtMechanisme",),
    "beroep": ("dww:uitgesprokenDoorProfiel", "dww:heeftBeroep"),
    "ervaring": ("dww:uitgesprokenDoorProfiel", "dww:heeftErvaring"),
    "methode": ("dww:geexpliciteerdIn", "dww:metMethode"),
    "vorm": ("dww:geleerdIn", "dww:metInteractievorm"),
    "trede": ("dww:staatOpTrede",),
}
"""Name of a feature to the way from a card to its values; "element" holds every broader element too."""
LINKED: Final = "verbonden"
"""Name of the feature that holds what a card is linked to, by a link that nobody rejected or withdrew."""
EVIDENCE: Final = "bewijs"
"""Name of the feature that holds what research does to a card: findings and recommendations, not other cards."""
STANCES: Final = {
    "ondersteund-door": "dww:ondersteundDoor",
    "genuanceerd-door": "dww:genuanceerdDoor",
    "tegengesproken-door": "dww:tegengesprokenDoor",
}
"""What others do to a card, by accepted links; each is a feature too, with what does it (research or a card) as values."""
SEARCHED: Final = "geen-bewijs-gevonden"
"""Feature that holds the search records which an accepted link ties to a card."""
_TEXTS: Final = {
    "code": "dcterms:identifier",
    "title": "dcterms:title",
    "claim": "dww:bewering",
    "action": "dww:handelwijze",
    "boundary": "dww:grens",
    "status": "dww:kaartstatus",
    "date": "dcterms:created",
}
_COLUMNS: Final = ("iri", *_TEXTS, "invented")
_LINKS: Final = ("dww:heeftBewijs", "dww:heeftBewijsbron", "dww:heeftDoel")
_GONE: Final = frozenset(terms.thing("status", name) for name in ("afgewezen", "ingetrokken"))
_CARD: Final = "dww:Handelingskennis"
_RESEARCH: Final = ("dww:Bevinding", "dww:Aanbeveling")
_INVENTED: Final = "dww:isIllustratief"
_YEAR: Final = 4
_SCHEMA: Final = """
CREATE TABLE kaart(plek INTEGER PRIMARY KEY, iri TEXT NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, claim TEXT NOT NULL,
  action TEXT NOT NULL, boundary TEXT NOT NULL, status TEXT NOT NULL, date TEXT NOT NULL, invented INTEGER NOT NULL);
CREATE TABLE kenmerk(kenmerk TEXT NOT NULL, waarde TEXT NOT NULL, kaarten BLOB NOT NULL);
"""
_AT_ONCE: Final = 500
"""Number of cards that are looked up in one go."""


@dataclass(slots=True)
class Entry:
    """One card as it stands on the shelf: its first texts, and per feature the values (IRIs; a year or a status as text)."""

    iri: str
    code: str = ""
    title: str = ""
    claim: str = ""
    action: str = ""
    boundary: str = ""
    status: str = ""
    date: str = ""
    invented: bool = False
    features: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Shelf:
    """The cards of one ring. Many threads may look at it at once."""

    def __init__(self, opened: sqlite3.Connection) -> None:
        self._opened, self._lock = opened, Lock()

    @classmethod
    def open(cls, path: Path) -> Shelf:
        """Open the shelf of a published generation, read only."""
        return cls(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False))

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Shelf:
        """Make a shelf in memory."""
        opened = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(opened, entries)
        return cls(opened)

    def __len__(self) -> int:
        """Return how many cards there are."""
        return len(self._iris)

    @cached_property
    def all(self) -> int:
        """Every card."""
        return (1 << len(self)) - 1

    @cached_property
    def invented(self) -> int:
        """The cards that were made up as examples (illustrative)."""
        return self._bits.get("verzonnen", {}).get("ja", 0)

    def values(self, feature: str) -> Mapping[str, int]:
        """Return the values of a feature, each with its cards."""
        return self._bits.get(feature, {})

    def of_card(self, place: int, feature: str) -> tuple[str, ...]:
        """Return the values that one card has of a feature."""
        at, bit = place >> 3, 1 << (place & 7)
        return tuple(value for value, held in self._bytes.get(feature, {}).items() if at < len(held) and held[at] & bit)

    def place(self, iri: str) -> int | None:
        """Return where a card stands; None for what is no card."""
        return self._places.get(iri)

    def coded(self, code: str) -> str:
        """Return the IRI of the first card with a code ("VB1"), whatever its capitals; "" when there is none."""
        rows = self._rows("SELECT iri FROM kaart WHERE code = ? COLLATE NOCASE ORDER BY plek LIMIT 1", code)
        return str(rows[0][0]) if rows else ""

    def having(self, iris: Iterable[str]) -> int:
        """Return the cards among some IRIs."""
        held = bytearray(len(self) // 8 + 1)
        for place in (self._places[iri] for iri in iris if iri in self._places):
            held[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(held, "little")

    def iri(self, place: int) -> str:
        """Return which card stands on a place."""
        return self._iris[place]

    def entries(self, places: Iterable[int]) -> Iterator[Entry]:
        """Yield the cards on some places, in that order, each with its features."""
        wanted = iter(places)
        while part := list(islice(wanted, _AT_ONCE)):
            found = {place: self._rows("SELECT * FROM kaart WHERE plek = ?", place)[0][1:] for place in part}
            for place in part:
                features = {name: set(self.of_card(place, name)) for name in (*FEATURES, EVIDENCE, LINKED, *STANCES, SEARCHED)}
                yield Entry(**dict(zip(_COLUMNS, found[place], strict=True)), features=defaultdict(set, features))

    def titles(self, places: Iterable[int]) -> dict[str, str]:
        """Return the titles of the cards on some places, by IRI."""
        named = dict(self._rows("SELECT plek, title FROM kaart"))
        return {self._iris[place]: named[place] for place in places}

    @cached_property
    def _iris(self) -> Sequence[str]:
        return tuple(iri for (iri,) in self._rows("SELECT iri FROM kaart ORDER BY plek"))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {iri: place for place, iri in enumerate(self._iris)}

    @cached_property
    def _bytes(self) -> Mapping[str, Mapping[str, bytes]]:
        found: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
        for feature, value, held in self._rows("SELECT * FROM kenmerk ORDER BY kenmerk, waarde"):
            found[feature][value] = held
        return dict(found)

    @cached_property
    def _bits(self) -> Mapping[str, Mapping[str, int]]:
        return {feature: {value: int.from_bytes(held, "little") for value, held in values.items()}
                for feature, values in self._bytes.items()}

    def _rows(self, sql: str, *values: str | int) -> list[Any]:
        with self._lock:
            return self._opened.execute(sql, values).fetchall()


def places(cards: int) -> Iterator[int]:
    """Yield the places of a set of cards, in order."""
    row = f"{cards:b}"[::-1]
    at = row.find("1")
    while at >= 0:
        yield at
        at = row.find("1", at + 1)


def read(store: Store) -> Iterable[Entry]:
    """Return every card of a store, with its texts and features."""
    cards = {iri: Entry(iri) for iri in _with_type(store, _CARD)}
    for name, prop in _TEXTS.items():
        for iri, text in _values(store, prop):
            if iri in cards and not getattr(cards[iri], name):
                setattr(cards[iri], name, text)
    for iri, text in _values(store, _INVENTED):
        if iri in cards:
            cards[iri].invented = text == "true"
    for name, way in FEATURES.items():
        _put(cards, name, _along(store, way))
    _put(cards, LINKED, _linked(store))
    research = frozenset(_with_type(store, *_RESEARCH))
    for stance, prop in STANCES.items():
        value = terms.thing("relatietype", stance)
        _put(cards, EVIDENCE, ((iri, value) for iri, by in _values(store, prop) if by in research))
        _put(cards, stance, _values(store, prop))
    _put(cards, SEARCHED, _searched(store))
    return cards.values()


def write(store: Store, path: Path) -> None:
    """Write the shelf of a store to a new file."""
    opened = sqlite3.connect(path)
    try:
        opened.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        _fill(opened, read(store))
    finally:
        opened.close()


def _with_type(store: Store, *classes: str) -> Iterator[str]:
    wanted = {terms.term(name) for name in classes}
    return (iri for iri, kind in _values(store, "rdf:type") if kind in wanted)


def _values(store: Store, prop: str) -> Iterator[tuple[str, str]]:
    return ((triple.subject.value, triple.object.value) for triple in store.triples(None, terms.term(prop)))


def _along(store: Store, way: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield a card and a value at the end of a way of one or two properties."""
    first, *rest = way
    if not rest:
        yield from _values(store, first)
        return
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for start, end in _values(store, rest[0]):
        ends[start].append(end)
    for start, between in _values(store, first):
        yield from ((start, end) for end in ends.get(between, ()))


def _linked(store: Store) -> Iterator[tuple[str, str]]:
    """Yield a card and what one of its links points at."""
    alive = {link for link, status in _values(store, "dww:status") if status not in _GONE}
    about = {link: subject for link, subject in _values(store, "dww:heeftOnderwerp") if link in alive}
    for prop in _LINKS:
        yield from ((about[link], target) for link, target in _values(store, prop) if link in about)


def _searched(store: Store) -> Iterator[tuple[str, str]]:
    """Yield a card and the record of a search that found nothing for it, by an accepted link."""
    accepted, kind = terms.thing("status", "vastgesteld"), terms.thing("relatietype", SEARCHED)
    links = {link for link, status in _values(store, "dww:status") if status == accepted}
    links &= {link for link, relation in _values(store, "dww:relatietypeVan") if relation == kind}
    about = {link: subject for link, subject in _values(store, "dww:heeftOnderwerp") if link in links}
    yield from ((about[link], record) for link, record in _values(store, "dww:heeftBewijs") if link in about)


def _put(cards: Mapping[str, Entry], feature: str, pairs: Iterable[tuple[str, str]]) -> None:
    for iri, value in pairs:
        if iri in cards:
            cards[iri].features[feature].add(value)


def _fill(opened: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    ordered = sorted(entries, key=lambda entry: (dutch_key(entry.title), entry.iri))
    opened.executescript(_SCHEMA)
    held: defaultdict[tuple[str, str], bytearray] = defaultdict(lambda: bytearray(len(ordered) // 8 + 1))
    for place, entry in enumerate(ordered):
        for feature, value in _features(entry):
            held[feature, value][place >> 3] |= 1 << (place & 7)
    rows = ((place, *(getattr(entry, name) for name in _COLUMNS)) for place, entry in enumerate(ordered))
    opened.executemany("INSERT INTO kaart VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    opened.executemany("INSERT INTO kenmerk VALUES (?, ?, ?)", ((*name, bytes(bits)) for name, bits in sorted(held.items())))
    opened.executescript("CREATE INDEX kaart_code ON kaart(code COLLATE NOCASE);")
    opened.commit()


def _features(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield every feature of a card with a value; a year, a status and "made up" are features too."""
    for feature, values in entry.features.items():
        yield from ((feature, value) for value in values)
    if entry.date:
        yield "jaar", entry.date[:_YEAR]
    if entry.status:
        yield "status", entry.status
    if entry.invented:
        yield "verzonnen", "ja"
