"""Bibliographies as RIS, by rispy on text decoded by our rule (with a BOM rispy loses the first record).

A record without its line `ER` runs into the next one, or is lost at the end; it is closed here, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dww_graph.errors import Text
from dww_graph.model import RawRecord, Reading
from dww_graph.read import bronnen, publicatietypen
from dww_graph.read.decoding import decode, read_text

_START = re.compile(r"^TY\s{1,2}-", re.MULTILINE)
_END = re.compile(r"^ER\s{1,2}-", re.MULTILINE)
_CONTAINERS = ("alternate_title3", "secondary_title", "journal_name", "alternate_title2", "alternate_title1")
_TITLES = ("title", "primary_title", "short_title", "translated_title")
_YEARS = ("year", "publication_year", "date")
_PAGE = re.compile(r"\d|^[ivxlc]+$", re.IGNORECASE)
_SHOWN = 5


def recognises(head: bytes, _path: Path) -> bool:
    """True when a line `TY  - ` stands near the top."""
    return bool(_START.search(decode(head)[0]))


def read(path: Path) -> Reading:
    """Read the sources; the number of `TY` lines must come out again."""
    import rispy

    text, note = read_text(path)
    starts = [text.count("\n", 0, found.start()) + 1 for found in _START.finditer(text)]
    closed, left_open = _closed(text)
    try:
        entries = rispy.loads(closed)
    except (ValueError, KeyError, IndexError, OSError, TypeError) as error:
        return Reading("ris", (), (bronnen.broken(path.name, "", str(error)),))
    records = tuple(_record(path.name, number, line, entry) for number,
                    (line, entry) in enumerate(zip(starts, entries, strict=False), 1))
    notes = [note] if note else []
    notes += [_left_open([starts[number] for number in left_open])] if left_open else []
    return Reading("ris", records, bronnen.count_fault(path.name, len(starts), len(entries)), tuple(notes))


def _closed(text: str) -> tuple[str, list[int]]:
    """Return the text with every record closed, and the numbers (from 0) of those that were not."""
    starts = [found.start() for found in _START.finditer(text)]
    if not starts:
        return text, []
    parts, left_open = [text[: starts[0]]], []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        part = text[start:end]
        if not _END.search(part):
            left_open.append(number)
            part = f"{part.rstrip()}\nER  - \n"
        parts.append(part)
    return "".join(parts), left_open


def _left_open(lines: list[int]) -> Text:
    told = ", ".join(map(str, lines[:_SHOWN])) + (" …" if len(lines) > _SHOWN else "")
    return Text(
        f"Bij {len(lines)} bron(nen) ontbrak de slotregel 'ER  - ' (regel {told}); ze zijn toch gelezen.",
        f"{len(lines)} source(s) had no closing line 'ER  - ' (line {told}); they were read all the same.",
    )


def _record(name: str, number: int, line: int, entry: dict[str, Any]) -> RawRecord:
    attached = [*_many(entry.get("unknown_tag") or {}, "L3"), *_many(entry, "file_attachments2")]
    links = [*_many(entry, "doi"), *attached, *_many(entry, "urls"), *_many(entry, "type_of_work"), *_many(entry, "note")]
    doi = bronnen.first_doi(links)
    publisher, said = _first(entry, ("publisher",)), _first(entry, ("type_of_reference",))
    kinds, csl = " ".join(_many(entry, "type_of_work")), publicatietypen.publicatietype(said)
    return bronnen.record(
        name,
        f"regel {line}",
        {
            "bron_id": _first(entry, ("id",)) or str(number),
            "titel": _first(entry, _TITLES),
            "auteurs": [*_many(entry, "authors"), *_many(entry, "first_authors")],
            "jaar": next((year for key in _YEARS if (year := bronnen.year_of(_first(entry, (key,))))), ""),
            "verschenen_in": _first(entry, _CONTAINERS) or publisher,
            "bladzijden": _pages(entry),
            "doi": doi,
            "taal": _first(entry, ("language",)),
            "deel": _first(entry, ("volume",)),
            "nummer": _first(entry, ("number",)),
            "uitgever": publisher,
            "redacteuren": [] if csl == "article-journal" else _editors(entry),
            "publicatietype": csl,
            "url": next((url for url in _many(entry, "urls") if url.startswith("http")), ""),
            "pmid": next((tag for tag in _many(entry.get("unknown_tag") or {}, "PMID") if tag.isdigit()), ""),
            "trefwoorden": _many(entry, "keywords"),
            "ingetrokken": "ja" if "retracted publication" in kinds.lower() else "",
        },
    )


def _pages(entry: dict[str, Any]) -> str:
    """Return first and last page; databases write words where there is none (`No-Specified`)."""
    pages = [_first(entry, (key,)) for key in ("start_page", "end_page")]
    return "-".join(page for page in pages if page) if any(map(_PAGE.search, pages)) else ""


def _editors(entry: dict[str, Any]) -> list[str]:
    """Return the second authors: editors of a book or a chapter; for an article databases put cited authors there."""
    return [*_many(entry, "secondary_authors"), *_many(entry.get("unknown_tag") or {}, "ED")]


def _first(entry: dict[str, Any], keys: Iterable[str]) -> str:
    return next((said for key in keys for said in _many(entry, key) if said.strip()), "")


def _many(entry: dict[str, Any], key: str) -> list[str]:
    value = entry.get(key) or []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
