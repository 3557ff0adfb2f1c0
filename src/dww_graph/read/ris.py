"""Bibliographies as RIS, by rispy on text decoded by our rule (with a BOM rispy loses the first record)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from dww_graph.model import RawRecord, Reading
from dww_graph.read import bronnen
from dww_graph.read.decoding import decode, read_text

_START = re.compile(r"^TY\s{1,2}-", re.MULTILINE)
_CONTAINERS = ("journal_name", "alternate_title3", "secondary_title", "alternate_title1", "publisher")


def recognises(head: bytes, _path: Path) -> bool:
    """True when a line `TY  - ` stands near the top."""
    return bool(_START.search(decode(head)[0]))


def read(path: Path) -> Reading:
    """Read the sources; the number of `TY` lines must come out again."""
    import rispy

    text, note = read_text(path)
    starts = [text.count("\n", 0, found.start()) + 1 for found in _START.finditer(text)]
    try:
        entries = rispy.loads(text)
    except (ValueError, KeyError, IndexError, OSError, TypeError) as error:
        return Reading("ris", (), (bronnen.broken(path.name, "", str(error)),))
    records = tuple(_record(path.name, number, line, entry) for number,
                    (line, entry) in enumerate(zip(starts, entries, strict=False), 1))
    return Reading("ris", records, bronnen.count_fault(path.name, len(starts), len(entries)), (note,) if note else ())


def _record(name: str, number: int, line: int, entry: dict[str, Any]) -> RawRecord:
    attached = [*_many(entry.get("unknown_tag") or {}, "L3"), *_many(entry, "file_attachments2")]
    links = [*_many(entry, "doi"), *attached, *_many(entry, "urls")]
    doi = next((found for link in links if (found := bronnen.doi_of(link))), "")
    title = next((str(entry[key]) for key in ("title", "primary_title", "short_title") if entry.get(key)), "")
    container = next((str(entry[key]) for key in _CONTAINERS if entry.get(key)), "")
    fields = {
        "bron_id": str(entry.get("id") or number),
        "titel": title,
        "auteurs": [*_many(entry, "authors"), *_many(entry, "first_authors")],
        "jaar": bronnen.year_of(str(entry.get("year") or entry.get("publication_year") or entry.get("date") or "")),
        "verschenen_in": container,
        "bladzijden": "-".join(str(entry[key]) for key in ("start_page", "end_page") if entry.get(key)),
        "doi": doi,
        "taal": str(entry.get("language") or ""),
        "soort": bronnen.SOORTEN.get(str(entry.get("type_of_reference", "")).lower(), "Onderzoeksbron"),
    }
    return bronnen.record(name, f"regel {line}", fields)


def _many(entry: dict[str, Any], key: str) -> list[str]:
    value = entry.get(key) or []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
