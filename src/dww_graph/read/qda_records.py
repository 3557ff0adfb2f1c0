"""The records of a coding project: what codes, transcripts, codings and notes look like, whichever tool they came from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dww_graph.model import Cell, RawRecord, RecordKind
from dww_graph.read.decoding import normalised
from dww_graph.read.qda_text import SourceText
from dww_graph.read.transcript import has_capitals, language
from dww_graph.read.transcript_roles import Line, conversation

CHECKED: Final = "nagekeken"
UNCHECKED: Final = "niet nagekeken"
NOBODY: Final = "codeur onbekend"
MAX_QUOTE: Final = 100_000
_SLASH: Final = "∕"
_GUID = re.compile(r"[\w.:-]{1,64}")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_PATH = re.compile(r"^(?:[A-Za-z]:[\\/]|[\\/]|~[\\/]|[a-z]+://)")


@dataclass(frozen=True, slots=True)
class Coding:
    """One coding, ready to be told: where it stands (None: only the quote is known), what it says, by whom and when."""

    bron: str
    citaat: str
    code: str
    codeur: str = NOBODY
    datum: str = ""
    guid: str = ""
    bronhash: str = ""
    span: tuple[int, int] | None = None
    around: tuple[str, str] = ("", "")
    posities: str = UNCHECKED


def made(kind: RecordKind, name: str, place: str, fields: Mapping[str, str | Iterable[str]]) -> RawRecord:
    """Return a raw record; empty fields are left out, every cell tells file, place and field."""
    cells = {}
    for field, value in fields.items():
        values = [value] if isinstance(value, str) else list(value)
        if kept := tuple(Cell(text, f"{name}, {place}, {field}") for text in values if text):
            cells[field] = kept
    return RawRecord(kind, place, cells)


def transcript(name: str, place: str, bron_id: str, text: SourceText, hash_: str = "") -> RawRecord:
    """Return what is told of a text: its hash, its length and its habits, never the text itself.

    `hash_` is given when the text is only the skeleton of another, of which the habits are not known.
    """
    fields = {"bron_id": bron_id, "hash": hash_ or text.hash, "lengte": str(len(text.text))}
    habits = {} if hash_ or not text.text.strip() else _habits(text.text)
    return made("transcript", name, place, fields | habits)


def _habits(text: str) -> dict[str, str]:
    spoken = conversation(Line(line, "") for line in text.split("\n"))
    capitals = "ja" if has_capitals(text) else "nee"
    return {"taal": language(text), "hoofdletters": capitals, "sprekers": str(len(spoken.roles))}


def coding(name: str, place: str, said: Coding) -> RawRecord:
    """Return a coding; without a span it has a quote and no positions."""
    begin, end = map(str, said.span) if said.span else ("", "")
    return made("codering", name, place, {
        "bron": said.bron, "bronhash": said.bronhash, "begin": begin, "eind": end, "citaat": said.citaat,
        "voor": said.around[0], "na": said.around[1], "code": said.code, "codeur": said.codeur, "datum": said.datum,
        "guid": said.guid, "posities": said.posities,
    })


def note(name: str, place: str, tekst: str, over: Iterable[str], codeur: str = NOBODY, datum: str = "") -> RawRecord:
    """Return a note on codings, codes, sources or the project."""
    return made("notitie", name, place, {"tekst": tekst, "over": over, "codeur": codeur, "datum": datum})


def day(text: str) -> str:
    """Return the ISO day at the start of a moment, or an empty text when there is none."""
    found = _ISO.match(text)
    try:
        return datetime.date.fromisoformat(found[0]).isoformat() if found else ""
    except ValueError:
        return ""


def guid(text: str) -> str:
    """Return an identifier as the file writes it, without braces; empty when it is something else than an identifier."""
    bare = text.strip().strip("{}")
    return bare if _GUID.fullmatch(bare) else ""


def key(text: str) -> str:
    """Return an identifier in the form in which it is compared: case and braces make no difference."""
    return text.strip().strip("{}").casefold()


def plain(text: str) -> str:
    """Return a name or a remark with LF line ends, in NFC, without white space around it."""
    return normalised(text).strip()


def step(name: str) -> str:
    """Return the name of a code as one step of a path: one line, a slash as U+2215."""
    return " ".join(plain(name).split()).replace("/", _SLASH)


class Sources:
    """The names of sources, each given once: an absolute path loses its folders, the same name again gets a number."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._count = 0

    def next(self, name: str) -> str:
        """Return the name for the next source; `bron 3` when it has none."""
        self._count += 1
        told = " ".join(plain(name).split())
        if _PATH.match(told):
            told = told.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        return unique(told or f"bron {self._count}", self._given)


class Coders:
    """The people who coded, by number only: `codeur 1`, `codeur 2`, in the order in which the file names them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def seen(self, user: str) -> str:
        """Return the number of a user, a new one when it was not seen before; `codeur onbekend` without a user."""
        if not user.strip():
            return NOBODY
        return f"codeur {self._numbers.setdefault(key(user), len(self._numbers) + 1)}"


def unique(name: str, given: set[str]) -> str:
    """Return the name, with a number behind it when it was given before, and remember it."""
    told, number = name, 1
    while told in given:
        number += 1
        told = f"{name} ({number})"
    given.add(told)
    return told
