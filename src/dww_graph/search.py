"""The text door: words of people to things of one ring, in a full-text index that is made with a generation and goes with it.

A row is one thing: its names and its words in Dutch and in English, folded (no capitals, no accents). Rows stand in groups, a
kind at a time, real ones before invented ones, each by label; so a group is a range of row numbers, counted without a join.

A word that is asked finds every word that holds it ("gezin" finds "gezinsgesprek"): the index knows every three letters in a row.
A word of one or two letters is looked for at the start of the words of names, and only when nothing longer is asked. What finds
nothing is brought to the nearest words that do ("bedoelde u").
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, product
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from dww_graph import terms
from dww_graph.answer import Iri, Literal
from dww_graph.errors import Lang
from dww_graph.sorting import dutch_key
from dww_graph.store import Store

NAMING: Final = ("skos:prefLabel", "dcterms:title", "dww:bewering", "dcterms:identifier")
"""What a thing is called, the best first."""
_NAMES: Final = (*NAMING[:2], "skos:altLabel", "skos:notation", "dcterms:identifier")
_AVOIDED: Final = "skos:hiddenLabel"
TEXTS: Final = (
    "dww:bewering", "dww:handelwijze", "dww:overweging", "dww:gevolg", "dww:voorwaarde", "dww:grens", "dww:kritiekMoment",
    "skos:definition", "dcterms:bibliographicCitation", "dww:auteurs",
)
AROUND: Final = ("dww:geeftVormAan", "dww:inBeroepssituatie", "dww:metClienttype", "dww:inContext", "dww:verwachtMechanisme")
"""Concepts of a card by whose names it is found too."""
CARD: Final = "handelingskennis"
_INVENTED: Final = "dww:isIllustratief"
_PASSED_OVER: Final = ("schema",)
"""Kinds that are only bookkeeping."""
_COUNT: Final = "SELECT COUNT(*) FROM TABEL WHERE TABEL MATCH ? AND rowid BETWEEN ? AND ?"
_FIRST: Final = "SELECT rowid FROM TABEL WHERE TABEL MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?"
_IRIS: Final = "SELECT iri FROM ding WHERE rowid IN (SELECT rowid FROM TABEL WHERE TABEL MATCH ? AND rowid BETWEEN ? AND ?)"
_EVERY: Final = 2**62
"""A row number beyond all others."""
_NAMED: Final[Mapping[Lang, str]] = {"nl": "{nl_naam}", "en": "{nl_naam en_naam}"}
_COLUMNS: Final[Mapping[Lang, str]] = {"nl": "{nl_naam nl_tekst}", "en": "{nl_naam nl_tekst en_naam en_tekst}"}
_WORD: Final = re.compile(r"[^\W_]+")
_MOST_WORDS: Final = 8
_LONGEST: Final = 40
_INSIDE: Final = 3
"""From this length on a word is found inside other words."""
_KNOWN: Final = 50_000
"""Number of words, the most used, among which the nearest to a typing error is looked for."""
_MISTAKES: Final = ((5, 1), (9, 2), (_LONGEST, 3))
"""Longest word and how many wrong letters it may have."""
_SCHEMA: Final = """
CREATE TABLE ding(iri TEXT NOT NULL, nl TEXT NOT NULL, en TEXT NOT NULL);
CREATE TABLE groep(soort TEXT NOT NULL, echt INTEGER NOT NULL, eerste INTEGER NOT NULL, laatste INTEGER NOT NULL);
CREATE TABLE naam(tekst TEXT NOT NULL, ding INTEGER NOT NULL, engels INTEGER NOT NULL, vermijd INTEGER NOT NULL);
CREATE TABLE woord(tekst TEXT NOT NULL, aantal INTEGER NOT NULL, engels INTEGER NOT NULL);
CREATE VIRTUAL TABLE tekst USING fts5(nl_naam, nl_tekst, en_naam, en_tekst, content='', tokenize='trigram');
CREATE VIRTUAL TABLE begin USING fts5(nl_naam, en_naam, content='', detail=column, tokenize="unicode61 remove_diacritics 0");
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, with the name it has in the reader's language."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind: the best of them, and how many there are, real and invented (illustrative) apart."""

    kind: str
    best: tuple[Hit, ...]
    real: int
    invented: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for some words; `meant` are words that do find something, for a typing error or a word we avoid."""

    groups: tuple[Group, ...]
    meant: tuple[str, ...]


@dataclass(slots=True)
class _Thing:
    """What the index holds of one thing: texts by language ("" is none), and what it is called, the best name first."""

    names: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    words: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    avoided: list[str] = field(default_factory=list)
    called: list[tuple[int, str, str]] = field(default_factory=list)
    invented: bool = False

    def label(self, lang: Lang) -> str:
        """Give the name in a language, else in Dutch; the names of one property stand before those of the next."""
        liked = (lang, "nl", "")
        ranked = ((order, liked.index(said), text) for order, said, text in self.called if said in liked)
        return min(ranked, default=(0, 0, ""))[2]

    def columns(self) -> tuple[str, str, str, str]:
        """Give the four columns of the index; what has no language is Dutch."""
        names, words = (" ".join(held["nl"] + held[""]) for held in (self.names, self.words))
        return names, words, " ".join(self.names["en"]), " ".join(self.words["en"])


def fold(text: str) -> str:
    """Return the words of a text for comparing: no capitals, no accents, no punctuation."""
    plain = text.casefold()
    if plain.isascii():
        return " ".join(_WORD.findall(plain))
    plain = unicodedata.normalize("NFKD", plain)
    return " ".join(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


class _Asked(NamedTuple):
    """A question to one table of the index; an empty one finds nothing."""

    table: str
    question: str

    def __bool__(self) -> bool:
        return bool(self.question)


def _asked(words: str, lang: Lang) -> _Asked:
    """Write words as a question: each longer one anywhere; short ones only when there is no other."""
    folded = " ".join(fold(words)[: _LONGEST * _MOST_WORDS].split()[:_MOST_WORDS])
    long = [word for word in folded.split() if len(word) >= _INSIDE] or [folded]
    if len(long[0]) < _INSIDE:
        return _starting(folded, lang)
    return _Asked("tekst", " AND ".join(f'{_COLUMNS[lang]} : "{word}"' for word in long))


def _starting(folded: str, lang: Lang) -> _Asked:
    """Ask for things in whose names every word starts a word."""
    return _Asked("begin", " AND ".join(f'{_NAMED[lang]} : "{word}" *' for word in folded.split()))


class Index:
    """The words of one ring. Many threads may ask it at once."""

    def __init__(self, opened: sqlite3.Connection) -> None:
        self._opened, self._lock = opened, Lock()

    @classmethod
    def open(cls, path: Path) -> Index:
        """Open the index of a published generation, read only."""
        return cls(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False))

    @classmethod
    def of(cls, store: Store) -> Index:
        """Make an index in memory, for a generation that was built without one."""
        opened = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(opened, store)
        return cls(opened)

    def find(self, words: str, lang: Lang, limit: int = 6) -> Found:
        """Return what words find, a group a kind, at most `limit` things of each; and what may have been meant."""
        asked = _asked(words, lang)
        groups = tuple(self._groups(asked, fold(words), lang, limit)) if asked else ()
        return Found(groups, self.meant(words, lang))

    def iris(self, words: str, lang: Lang, kind: str) -> frozenset[str]:
        """Return every thing of a kind that the words find."""
        asked = _asked(words, lang)
        ranges = self._ranges.get(kind, ()) if asked else ()
        return frozenset(iri for _, *span in ranges for (iri,) in self._match(_IRIS, asked, span))

    def meant(self, words: str, lang: Lang, kind: str = "", limit: int = 3) -> tuple[str, ...]:
        """Return other words that do find something (of a kind): ours for a word we avoid, the nearest for a typing error."""
        folded = fold(words)
        ours = [name for told, name, avoided in self._named[lang] if avoided and told == folded]
        near = () if self._finds(words, lang, kind) else self._near(folded, lang)
        fitting = (each for each in dict.fromkeys((*ours, *near)) if fold(each) != folded and self._finds(each, lang, kind))
        return tuple(each for each, _ in zip(fitting, range(limit), strict=False))

    def _groups(self, asked: _Asked, folded: str, lang: Lang, limit: int) -> Iterator[Group]:
        for kind, ranges in self._ranges.items():
            numbers = [(real, self._match(_COUNT, asked, span)[0][0]) for real, *span in ranges]
            real, invented = (sum(number for each, number in numbers if each is wanted) for wanted in (True, False))
            if real + invented:
                spans = [span for _, *span in ranges]
                yield Group(kind, tuple(self._best(asked, folded, lang, limit, spans)), real, invented)

    def _best(self, asked: _Asked, folded: str, lang: Lang, limit: int, spans: Sequence[Sequence[int]]) -> Iterator[Hit]:
        """Give things in the order of how well they fit: name, start of a name, words of names, parts of those, other words."""
        both = (0, int(lang == "en"))
        exact = "SELECT ding FROM naam WHERE tekst = ? AND vermijd = 0 AND engels IN (?, ?) AND ding BETWEEN ? AND ?"
        start = ("SELECT DISTINCT ding FROM naam WHERE tekst > ? AND tekst < ? AND vermijd = 0 AND engels IN (?, ?) "
                 "AND ding BETWEEN ? AND ? ORDER BY ding LIMIT ?")
        names = _Asked(asked.table, asked.question.replace(_COLUMNS[lang], _NAMED[lang]))
        steps: tuple[Callable[[Sequence[int]], list[Any]], ...] = (
            lambda span: self._rows(exact, folded, *both, *span),
            lambda span: self._rows(start, folded, folded + "\U0010ffff", *both, *span, limit),
            lambda span: self._match(_FIRST, _starting(folded, lang), span, limit),
            lambda span: self._match(_FIRST, names, span, limit),
            lambda span: self._match(_FIRST, asked, span, limit),
        )
        seen: dict[int, None] = {}
        for step in steps:
            if len(seen) < limit:
                seen.update(dict.fromkeys(number for span in spans for (number,) in step(span)))
        for number in list(seen)[:limit]:
            iri, *labels = self._rows("SELECT iri, nl, en FROM ding WHERE rowid = ?", number)[0]
            yield Hit(iri, labels[lang == "en"])

    def _finds(self, words: str, lang: Lang, kind: str) -> bool:
        asked = _asked(words, lang)
        spans = [span for _, *span in self._ranges.get(kind, ())] if kind else [[0, _EVERY]]
        return bool(asked) and any(self._match(_FIRST, asked, span, 1) for span in spans)

    def _near(self, folded: str, lang: Lang) -> Iterator[str]:
        """Give what may have been meant: names that are near, near words, the parts of a compound, each word alone."""
        names = {told: name for told, name, _ in self._named[lang]}
        for name, _, _ in process.extract(folded, list(names), scorer=fuzz.ratio, limit=3, score_cutoff=78):
            yield names[name]
        words = folded.split()[:_MOST_WORDS]
        options = [[word] if self._finds(word, lang, "") else self._spelled(word, lang) for word in words]
        yield from (" ".join(choice) for choice in product(*options[:3], *([each[0]] for each in options[3:] if each)))
        yield from (word for word in words if len(words) > 1)

    def _spelled(self, word: str, lang: Lang) -> list[str]:
        """Give the words that occur and lie nearest to one that does not: fewest mistakes first, then the most used."""
        if len(word) <= _INSIDE or len(word) > _LONGEST:
            return []
        mistakes = next(number for longest, number in _MISTAKES if len(word) <= longest)
        known = self._known[lang]
        near = process.extract(word, known.keys(), scorer=OSA.distance, limit=12, score_cutoff=mistakes)
        best = [each for each, _, _ in sorted(near, key=lambda hit: (hit[1], -known[hit[0]]))][:3]
        cuts = range(_INSIDE, len(word) - _INSIDE + 1)
        split = [f"{word[:at].removesuffix('s')} {word[at:]}" for at in cuts if self._is_compound(word, at, lang)]
        return best + split[:1]

    def _is_compound(self, word: str, at: int, lang: Lang) -> bool:
        known = self._known[lang]
        return (word[:at] in known or word[:at].removesuffix("s") in known) and word[at:] in known

    @cached_property
    def _ranges(self) -> Mapping[str, tuple[tuple[bool, int, int], ...]]:
        rows = self._rows("SELECT soort, echt, eerste, laatste FROM groep ORDER BY eerste")
        return {kind: tuple((bool(real), *span) for _, real, *span in group) for kind, group in groupby(rows, lambda row: row[0])}

    @cached_property
    def _known(self) -> Mapping[Lang, Mapping[str, int]]:
        """The words that occur and in how many things; a reader of English sees Dutch words too."""
        rows = self._rows("SELECT tekst, aantal, engels FROM woord")
        return {"nl": {word: number for word, number, english in rows if not english},
                "en": dict(Counter({word: number for word, number, english in rows if english})
                           + Counter({word: number for word, number, english in rows if not english}))}

    @cached_property
    def _named(self) -> Mapping[Lang, tuple[tuple[str, str, bool], ...]]:
        """The names of all that is no card, what to call each of them, and whether it is a word we avoid."""
        spans = self._ranges.get(CARD, ((True, 0, 0),))
        first, last = min(first for _, first, _ in spans), max(last for *_, last in spans)
        rows = self._rows("SELECT tekst, engels, vermijd, nl, en FROM naam JOIN ding ON ding.rowid = naam.ding "
                          "WHERE ding NOT BETWEEN ? AND ?", first, last)
        return {"nl": tuple((told, nl, bool(avoided)) for told, english, avoided, nl, _ in rows if not english),
                "en": tuple((told, en, bool(avoided)) for told, _, avoided, _, en in rows)}

    def _match(self, sql: str, asked: _Asked, span: Sequence[int], *values: int) -> list[Any]:
        return self._rows(sql.replace("TABEL", asked.table), asked.question, *span, *values)

    def _rows(self, sql: str, *values: str | int) -> list[Any]:
        with self._lock:
            return self._opened.execute(sql, values).fetchall()


def write(store: Store, path: Path) -> None:
    """Write the index of a store to a new file."""
    opened = sqlite3.connect(path)
    try:
        opened.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        _fill(opened, store)
    finally:
        opened.close()


def _fill(opened: sqlite3.Connection, store: Store) -> None:
    opened.executescript(_SCHEMA)
    things = sorted(_things(store).items(), key=_place)
    for number, (iri, thing) in enumerate(things, 1):
        _put(opened, number, iri, thing)
    for (kind, invented), group in groupby(enumerate(things, 1), lambda row: _group(*row[1])):
        numbers = [number for number, _ in group]
        opened.execute("INSERT INTO groep VALUES (?, ?, ?, ?)", (kind, not invented, numbers[0], numbers[-1]))
    for english, counted in enumerate(_occurring(thing for _, thing in things)):
        words = ((word, number, english) for word, number in _most_used(counted))
        opened.executemany("INSERT INTO woord VALUES (?, ?, ?)", words)
    opened.executescript("INSERT INTO tekst(tekst) VALUES ('optimize'); CREATE INDEX naam_tekst ON naam(tekst);")
    opened.commit()


def _most_used(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda held: (-held[1], held[0]))[:_KNOWN]


def _put(opened: sqlite3.Connection, number: int, iri: str, thing: _Thing) -> None:
    called = (number, iri, thing.label("nl"), thing.label("en"))
    opened.execute("INSERT INTO ding(rowid, iri, nl, en) VALUES (?, ?, ?, ?)", called)
    texts, columns = thing.columns(), "INSERT INTO tekst(rowid, nl_naam, nl_tekst, en_naam, en_tekst) VALUES (?, ?, ?, ?, ?)"
    opened.execute(columns, (number, *texts))
    opened.execute("INSERT INTO begin(rowid, nl_naam, en_naam) VALUES (?, ?, ?)", (number, texts[0], texts[2]))
    names = {(name, lang == "en", False) for lang, held in thing.names.items() for name in held}
    avoided = {(name, False, True) for name in thing.avoided}
    opened.executemany("INSERT INTO naam(ding, tekst, engels, vermijd) VALUES (?, ?, ?, ?)",
                       ((number, *row) for row in sorted(names | avoided)))


def _occurring(things: Iterable[_Thing]) -> tuple[Counter[str], Counter[str]]:
    """Count in how many things each word occurs, in Dutch and in English texts."""
    dutch, english = Counter[str](), Counter[str]()
    for thing in things:
        nl_names, nl_words, en_names, en_words = thing.columns()
        dutch.update({*nl_names.split(), *nl_words.split()})
        english.update({*en_names.split(), *en_words.split()})
    return dutch, english


def _group(iri: str, thing: _Thing) -> tuple[str, bool]:
    return terms.kind_of(iri), thing.invented


def _place(held: tuple[str, _Thing]) -> tuple[object, ...]:
    iri, thing = held
    return *_group(iri, thing), dutch_key(thing.label("nl")), iri


def _things(store: Store) -> dict[str, _Thing]:
    """Read all that has a name, with its words."""
    found: defaultdict[str, _Thing] = defaultdict(_Thing)
    for order, name in enumerate(NAMING):
        for iri, text in _texts(store, name):
            found[iri].called.append((order, text.lang or "", text.value))
    named = {iri: thing for iri, thing in found.items() if thing.label("nl") and terms.kind_of(iri) not in _PASSED_OVER}
    for name in dict.fromkeys((*_NAMES, *TEXTS)):
        for iri, text in _texts(store, name):
            if iri in named:
                held = named[iri].names if name in _NAMES else named[iri].words
                held[text.lang or ""].append(fold(text.value))
    for iri, text in _texts(store, _AVOIDED):
        if iri in named:
            named[iri].avoided.append(fold(text.value))
    for iri, text in _texts(store, _INVENTED):
        if iri in named:
            named[iri].invented = text.value == "true"
    _stand_around(store, named)
    return named


def _stand_around(store: Store, things: Mapping[str, _Thing]) -> None:
    """Give a card the names of its concepts among its words."""
    names = {iri: {lang: list(held) for lang, held in thing.names.items()} for iri, thing in things.items()}
    for name in AROUND:
        for triple in store.triples(None, terms.term(name)):
            card = things.get(triple.subject.value)
            if card and isinstance(triple.object, Iri):
                for lang, held in names.get(triple.object.value, {}).items():
                    card.words[lang].extend(held)


def _texts(store: Store, name: str) -> Iterator[tuple[str, Literal]]:
    for triple in store.triples(None, terms.term(name)):
        if isinstance(triple.object, Literal) and triple.subject.value.startswith(terms.ID):
            yield triple.subject.value, triple.object
