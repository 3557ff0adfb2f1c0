"""Bibliographies as CSL-JSON. `custom.dww` may say what was verified of a work: {"verificatie": …, "nietGeverifieerd": […]}."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dww_graph.model import RawRecord, Reading
from dww_graph.read import bronnen
from dww_graph.read.decoding import decode, read_text

_KNOWN = ("title", "DOI", "author", "issued", "container-title")


def recognises(head: bytes, _path: Path) -> bool:
    """True for JSON that opens with a list (or one object) and names CSL fields."""
    text = decode(head)[0].lstrip()
    names_fields = '"type"' in text and any(f'"{field}"' in text for field in _KNOWN)
    return text.startswith(("[", "{")) and names_fields and '"authorships"' not in text and "openalex.org" not in text


def read(path: Path) -> Reading:
    """Read the items; an item that is no object or has no title is a fault with its number."""
    text, note = read_text(path)
    try:
        data = json.loads(text)
        json.dumps(data, ensure_ascii=False).encode()  # a lone surrogate is no character
    except (ValueError, RecursionError) as error:
        place = f"regel {error.lineno}, teken {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        return Reading("csl-json", (), (bronnen.broken(path.name, place, str(error)),))
    items = data if isinstance(data, list) else [data]
    records = tuple(_record(path.name, number, item) for number, item in enumerate(items, 1) if isinstance(item, dict))
    faults = bronnen.count_fault(path.name, len(items), len(records))
    return Reading("csl-json", records, faults, (note,) if note else ())


def _record(name: str, number: int, item: dict[str, Any]) -> RawRecord:
    own = _object(_object(item.get("custom")).get("dww"))
    container = _string(item.get("container-title") or item.get("publisher"))
    volume = _string(item.get("volume")) + (f"({_string(item['issue'])})" if item.get("issue") else "")
    return bronnen.record(
        name,
        f"bron {number}",
        {
            "bron_id": _string(item.get("id")) or str(number),
            "titel": _string(item.get("title")),
            "auteurs": [_author(author) for author in _list(item.get("author"))],
            "jaar": _year(item.get("issued")),
            "verschenen_in": f"{container}, {volume}" if container and volume else container,
            "bladzijden": _string(item.get("page")),
            "doi": bronnen.doi_of(_string(item.get("DOI") or item.get("URL"))),
            "taal": _string(item.get("language")),
            "soort": _string(own.get("soort")) or bronnen.SOORTEN.get(_string(item.get("type")), "Onderzoeksbron"),
            "verificatie": _string(own.get("verificatie")),
            "niet_geverifieerd": [_string(field) for field in _list(own.get("nietGeverifieerd"))],
        },
    )


def _string(value: object) -> str:
    if isinstance(value, list):
        return _string(value[0]) if value else ""
    return "" if value is None else str(value)


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _author(said: object) -> str:
    author = said if isinstance(said, dict) else {"literal": said}
    family = " ".join(_string(author.get(part)) for part in ("non-dropping-particle", "family") if author.get(part))
    given = _string(author.get("given"))
    return _string(author.get("literal")) or (f"{family}, {given}" if given else family)


def _year(said: object) -> str:
    issued = said if isinstance(said, dict) else {"raw": said}
    parts = _list(issued.get("date-parts"))
    first = _string(parts[0] if parts else None)
    return bronnen.year_of(first or _string(issued.get("raw") or issued.get("literal")))
