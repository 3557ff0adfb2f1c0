"""Taguette: the highlights as CSV, the codebook as CSV, and a whole project as SQLite.

A table of highlights tells passages and no positions. In the project positions are UTF-8 bytes over the text of the HTML without
its tags; that is tried first, and every other way of counting after it, against the snippet that is kept with each highlight.
"""

from __future__ import annotations

import csv
import html.parser
import io
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Final

from dww_graph.errors import Fault, Text
from dww_graph.model import Item, RawRecord, Skipped
from dww_graph.read import qda_faults, qda_records
from dww_graph.read.decoding import decode, read_text
from dww_graph.read.qda_records import CHECKED, MAX_QUOTE, UNCHECKED, Coding
from dww_graph.read.qda_survey import told
from dww_graph.read.qda_text import SourceText, Variant, Votes, agreement, variants

HIGHLIGHTS: Final = ("id", "document", "tag", "content")
_NUMBER = "number of highlights"
_NAMES = ("tag", "name", "path")
_SQLITE = b"SQLite format 3\x00"
_TABLES = frozenset(("documents", "highlights", "tags", "highlight_tags"))
_UNTAGGED = "markering zonder code"
_MARKED = """SELECT h.id, h.start_offset, h.end_offset, h.snippet, t.id FROM highlights h
LEFT JOIN highlight_tags ht ON ht.highlight_id = h.id LEFT JOIN tags t ON t.id = ht.tag_id
WHERE h.document_id = ? ORDER BY h.start_offset, h.end_offset, h.id, t.id"""
_MADE = """SELECT user_login, date, payload FROM commands
WHERE document_id = ? AND payload LIKE '%"highlight_add"%' ORDER BY id DESC"""


def recognises(head: bytes, path: Path) -> bool:
    """True for a table with the columns of Taguette, and for an SQLite file with its tables."""
    if head.startswith(_SQLITE):
        return _is_project(path)
    columns = set(_columns(decode(head)[0].removeprefix("\ufeff").split("\n", 1)[0]))
    return set(HIGHLIGHTS) <= columns or (_NUMBER in columns and bool(columns & set(_NAMES)))


def read(path: Path) -> Iterator[Item]:
    """Read whichever of the three it is."""
    with path.open("rb") as file:
        project = file.read(len(_SQLITE)) == _SQLITE
    return _project(path) if project else _table(path)


def _delimiter(line: str) -> str:
    """The separator of a header; a spreadsheet in Dutch writes `;` where Taguette wrote a comma."""
    return max(",;\t", key=line.count)


def _columns(line: str) -> list[str]:
    return [name.strip().lower() for name in next(csv.reader([line], delimiter=_delimiter(line)), [])]


def _table(path: Path) -> Iterator[Item]:
    text, note = read_text(path)
    if note:
        yield note
    table = _Table(path.name, text.removeprefix("\ufeff"))
    faults = list(table.faults())
    yield from faults or table.items()


class _Table:
    """A table from Taguette; it is gone through anew for every question, so that no rows are kept."""

    def __init__(self, name: str, text: str) -> None:
        self._name, self._text = name, text
        self._columns = _columns(text.split("\n", 1)[0])
        self._codebook = _NUMBER in self._columns

    def faults(self) -> Iterator[Fault]:
        """Yield a fault for every row that has not as many cells as the header."""
        expected = ", ".join(("tag", "description", _NUMBER) if self._codebook else HIGHLIGHTS)
        line = 1
        try:
            for line, cells in self._lines():
                if len(cells) != len(self._columns):
                    yield qda_faults.wrong_csv(f"{self._name}, regel {line}", expected)
        except csv.Error:
            yield qda_faults.wrong_csv(f"{self._name}, na regel {line}", expected)

    def items(self) -> Iterator[Item]:
        """Yield the codes of a codebook; or of highlights the codes that are used, and the codings."""
        return self._codes() if self._codebook else self._highlights()

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(io.StringIO(self._text, newline=""), delimiter=_delimiter(self._text.split("\n", 1)[0]), strict=True)
        next(reader, None)
        return ((reader.line_num, cells) for cells in reader if any(cells))

    def _rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        return ((line, dict(zip(self._columns, cells, strict=True))) for line, cells in self._lines())

    def _codes(self) -> Iterator[Item]:
        given: set[str] = set()
        for number, (_, row) in enumerate(self._rows(), 1):
            naam = next(row[column] for column in _NAMES if column in row)
            path = qda_records.unique(qda_records.step(naam), given)
            yield _code(self._name, number, naam, path, row.get("description", ""))

    def _highlights(self) -> Iterator[Item]:
        tags: dict[str, str] = {}
        for _, row in self._rows():
            tags.setdefault(qda_records.step(row["tag"]), row["tag"])
        for number, (path, tag) in enumerate(((path, tag) for path, tag in tags.items() if path), 1):
            yield _code(self._name, number, tag, path, "")
        names, number, passed = _Documents(), 0, 0
        for line, row in self._rows():
            path = qda_records.step(row["tag"])
            if not path or not row["content"].strip():
                passed += 1
                continue
            number += 1
            said = Coding(names.of(row["document"]), row["content"], path, guid=qda_records.guid(row["id"]))
            yield qda_records.coding(self._name, f"codering {number} (regel {line})", said)
        if passed:
            yield Skipped(_UNTAGGED, passed)
        yield Text(
            "Een lijst met markeringen uit Taguette noemt geen posities en geen codeurs; een Taguette-project (.sqlite3) wel.",
            "A list of highlights from Taguette tells no positions and no coders; a Taguette project (.sqlite3) does.",
        )


class _Documents:
    """The name under which each document goes, however often it is met."""

    def __init__(self) -> None:
        self._sources, self._names = qda_records.Sources(), dict[str, str]()

    def of(self, document: str) -> str:
        """Return the name for a document."""
        if document not in self._names:
            self._names[document] = self._sources.next(document)
        return self._names[document]


def _code(name: str, number: int, tag: str, path: str, description: str) -> RawRecord:
    naam = " ".join(qda_records.plain(tag).split())
    fields = {"pad": path, "naam": naam, "omschrijving": qda_records.plain(description), "codeerbaar": "ja"}
    return qda_records.made("code", name, f"code {number}", fields)


def _open(path: Path) -> sqlite3.Connection:
    """Open a project to read it only; a schema from outside is not trusted to call anything."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _is_project(path: Path) -> bool:
    try:
        with closing(_open(path)) as connection:
            return _tables(connection) >= _TABLES
    except sqlite3.Error:
        return False


def _project(path: Path) -> Iterator[Item]:
    try:
        with closing(_open(path)) as connection:
            yield from _Project(connection, path.name).items()
    except sqlite3.Error:
        yield qda_faults.broken(path.name, "")


class _Project:
    """A Taguette project that is open: two passes over its documents, one document at a time."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._db, self._name = connection, name
        self._sources, self._coders = qda_records.Sources(), qda_records.Coders()
        self._tags: dict[object, str] = {}
        self._numbers = count(1)
        self._skipped: Counter[str] = Counter()
        self._counted, self._established = Variant(), False

    def items(self) -> Iterator[Item]:
        """Yield codes, then every document with its codings."""
        self._vote()
        yield told(self._counted, self._established, quoted=1)
        yield from self._codes()
        ids = [number for (number,) in self._db.execute("SELECT id FROM documents ORDER BY id")]
        for place, number in enumerate(ids, 1):
            yield from self._document(f"bron {place}", number)
        yield from (Skipped(kind, number) for kind, number in sorted(self._skipped.items()))

    def _vote(self) -> None:
        votes = Votes(variants("utf-8"))
        for (number,) in self._db.execute("SELECT id FROM documents ORDER BY id"):
            ballot = votes.ballot(self._text(number)[1])
            for begin, end, snippet in self._db.execute(
                "SELECT start_offset, end_offset, snippet FROM highlights WHERE document_id = ? LIMIT 200", (number,)
            ):
                if isinstance(begin, int) and isinstance(end, int):
                    ballot.cast(begin, end, [untagged(str(snippet))])
        self._counted, self._established = votes.chosen()

    def _text(self, number: int) -> tuple[str, SourceText]:
        name, contents = self._db.execute("SELECT name, contents FROM documents WHERE id = ?", (number,)).fetchone()
        return str(name), SourceText(untagged(str(contents)))

    def _codes(self) -> Iterator[RawRecord]:
        given: set[str] = set()
        rows = self._db.execute("SELECT id, path, description FROM tags ORDER BY id")
        for number, (tag, naam, description) in enumerate(rows, 1):
            self._tags[tag] = qda_records.unique(qda_records.step(str(naam)), given)
            yield _code(self._name, number, str(naam), self._tags[tag], str(description or ""))

    def _document(self, place: str, number: int) -> Iterator[Item]:
        name, text = self._text(number)
        bron_id, hash_ = self._sources.next(name), text.hash
        yield qda_records.transcript(self._name, place, bron_id, text)
        makers = self._makers(number)
        for mark, begin, end, snippet, tag in self._db.execute(_MARKED, (number,)):
            if tag is None:
                self._skipped[_UNTAGGED] += 1
                continue
            said = Coding(bron_id, str(snippet), self._tags[tag], *makers.get(mark, (qda_records.NOBODY, "")),
                          guid=str(mark), bronhash=hash_)
            yield self._coding(said, begin, end, text)

    def _coding(self, said: Coding, begin: object, end: object, text: SourceText) -> Item:
        place = f"codering {next(self._numbers)}"
        where = f"{self._name}, {place}"
        span = text.span(begin, end, self._counted) if isinstance(begin, int) and isinstance(end, int) else None
        if span is None or span[0] == span[1]:
            return qda_faults.out_of_range(said.guid, str(begin)[:20], str(end)[:20], where)
        if span[1] - span[0] > MAX_QUOTE:
            return qda_faults.too_long(said.guid, MAX_QUOTE, where)
        sure = self._established and agreement(untagged(said.citaat), text.text, span) > 1
        return qda_records.coding(self._name, place, Coding(
            said.bron, text.text[slice(*span)], said.code, said.codeur, said.datum, said.guid, said.bronhash,
            span, text.around(*span), CHECKED if sure else UNCHECKED,
        ))

    def _makers(self, document: int) -> Mapping[int, tuple[str, str]]:
        """Who made each highlight of a document first, by number, and the day; nothing when the project keeps no history."""
        if "commands" not in _tables(self._db):
            return {}
        made: dict[int, tuple[str, str]] = {}
        for login, date, payload in self._db.execute(_MADE, (document,)):
            mark = _json(str(payload)).get("highlight_id")
            if isinstance(mark, int):
                made[mark] = (str(login), qda_records.day(str(date)))
        ordered = sorted(made.items())
        return {mark: (self._coders.seen(login), day) for mark, (login, day) in ordered}


def _json(payload: str) -> dict[str, object]:
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


class _Untagger(html.parser.HTMLParser):
    """Keeps the text of HTML and drops its tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a piece of text."""
        self.parts.append(data)


def untagged(markup: str) -> str:
    """Return the text of HTML without its tags."""
    parser = _Untagger()
    parser.feed(markup)
    parser.close()
    return "".join(parser.parts)
