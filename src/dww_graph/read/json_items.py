"""Bibliographies as JSON: which of the four kinds a file is, and its works one by one.

Zotero, OpenAlex, Crossref and CSL all write lists of objects with a title; each has names that the others do not use. Works
are decoded one at a time, so that memory holds the text of the file and one work, not the tree of all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Literal

from dww_graph.errors import Fault, Text
from dww_graph.read import bronnen
from dww_graph.read.decoding import decode, read_text

Kind = Literal["zotero", "openalex", "crossref", "csl"]
_SIGNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("zotero", re.compile(r'"itemType"\s*:')),
    ("openalex", re.compile(r'"(?:authorships|publication_year|is_retracted)"\s*:')),
    ("crossref", re.compile(r'"(?:message-type|reference-count|is-referenced-by-count|content-domain|published-print)"\s*:'
                            r'|"(?:container-title|title)"\s*:\s*\[')),
    ("csl", re.compile(r'"(?:title|DOI|author|issued|container-title)"\s*:')),
)
_BEGINNING = 1_048_576
_MOST_STRANGE = 1000
_SPACE = re.compile(r"[\s]*")
_DECODER = json.JSONDecoder()


def kind_of(head: bytes, path: Path) -> Kind | None:
    """Return the kind of bibliography that a JSON file is, by its first bytes or else its first megabyte; None for others."""
    start = decode(head)[0].lstrip()
    if not start.startswith(("[", "{")):
        return None
    own = [kind for kind, sign in _SIGNS[:-1] if sign.search(start)]
    if own:
        return own[0]
    beginning = _beginning(path) if path.is_file() else start
    found = next((kind for kind, sign in _SIGNS if sign.search(beginning)), None)
    return None if found == "csl" and '"type"' not in beginning else found


def _beginning(path: Path) -> str:
    with path.open("rb") as file:
        return decode(file.read(_BEGINNING))[0]


def works(path: Path, lists: tuple[str, ...] = (), wrappers: tuple[str, ...] = ()) -> Iterator[dict[str, Any] | Fault | Text]:
    """Yield the objects of a JSON list, or of the member `lists` of an object (inside `wrappers`), or that object itself.

    A note comes first when the file was not UTF-8; what cannot be read is a fault, and so are members that are no objects: they
    are counted, up to a number that no export comes near.
    """
    text, note = read_text(path)
    if note:
        yield note
    total = found = 0
    try:
        for value in _values(text, _skip(text, 0), lists, wrappers):
            total += 1
            if isinstance(value, dict):
                found += 1
                json.dumps(value, ensure_ascii=False).encode()  # a lone surrogate is no character
                yield value
            elif total - found > _MOST_STRANGE:
                yield _no_list(path.name)
                return
    except (ValueError, RecursionError) as error:
        place = f"regel {error.lineno}, teken {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        yield bronnen.broken(path.name, place, str(error))
        return
    yield from bronnen.count_fault(path.name, total, found)


def _no_list(name: str) -> Fault:
    return Fault(
        "telling",
        Text(f"Meer dan {_MOST_STRANGE} onderdelen van de lijst zijn geen bron.",
             f"More than {_MOST_STRANGE} members of the list are no sources."),
        name,
        Text("elke bron tussen accolades", "each source between braces"),
        Text("Exporteer de lijst opnieuw.", "Export the list again."),
    )


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _values(text: str, at: int, lists: tuple[str, ...], wrappers: tuple[str, ...]) -> Iterator[Any]:
    """Yield the works that begin at a place of the text; raises JSONDecodeError where it is no JSON."""
    if text[at : at + 1] == "[":
        end = yield from _elements(text, at)
    else:
        end = yield from _members(text, at, lists, wrappers)
    end = _skip(text, end)
    if end != len(text):
        raise json.JSONDecodeError("Extra data", text, end)


def _elements(text: str, at: int) -> Generator[Any, None, int]:
    """Yield the elements of the list that opens at a place; returns the place behind it."""
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        value, at = _DECODER.raw_decode(text, at)
        yield value
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    return at + 1


def _members(text: str, at: int, lists: tuple[str, ...], wrappers: tuple[str, ...]) -> Generator[Any, None, int]:
    """Yield the works in the object that opens at a place: its list, or the object itself; returns the place behind it."""
    start, listed = at, False
    if text[at : at + 1] != "{":
        raise json.JSONDecodeError("Expecting value", text, at)
    at = _skip(text, at + 1)
    while text[at : at + 1] != "}":
        name, at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        if not isinstance(name, str) or text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", text, at)
        at = _skip(text, at + 1)
        opener = text[at : at + 1]
        if name in lists and opener == "[":
            listed, at = True, (yield from _elements(text, at))
        elif name in wrappers and opener == "{":
            listed, at = True, (yield from _members(text, at, lists, ()))
        else:
            _, at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "}":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    if not listed:
        yield _DECODER.raw_decode(text, start)[0]
    return at + 1


def string(value: object) -> str:
    """Return a value as text: of a list its first, of null nothing."""
    if isinstance(value, list):
        return string(value[0]) if value else ""
    return "" if value is None or isinstance(value, dict) else str(value)


def mapping(value: object) -> dict[str, Any]:
    """Return a value that should be an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[Any]:
    """Return a value that should be a list: itself, or a list of it alone, or an empty one."""
    return value if isinstance(value, list) else [value] if value else []


def csl_name(said: object) -> str:
    """Return a name of CSL or Crossref as `Family, Given`, or the name of an organisation as it stands."""
    author = said if isinstance(said, dict) else {"literal": said}
    family = " ".join(string(author.get(part)) for part in ("non-dropping-particle", "family") if author.get(part))
    given = " ".join(string(author.get(part)) for part in ("given", "dropping-particle") if author.get(part))
    literal = string(author.get("literal")) or string(author.get("name"))
    return literal or (f"{family}, {given}" if family and given else family or given)


def csl_year(said: object) -> str:
    """Return the year of a date of CSL or Crossref, in any of the shapes that are met."""
    issued = said if isinstance(said, dict) else {"raw": said}
    parts = listed(issued.get("date-parts"))
    first = string(parts[0] if parts else None)
    return bronnen.year_of(first or string(issued.get("raw")) or string(issued.get("literal")))
