"""A library of Zotero as its web API gives it (not CSL-JSON): `itemType`, `creators`, and a date as somebody typed it.

Notes, attachments and annotations are no sources; they are passed over and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dww_graph.model import Item, RawRecord, Skipped
from dww_graph.read import bronnen, json_items, publicatietypen
from dww_graph.read.json_items import listed, mapping, string

NO_SOURCES = frozenset({"note", "attachment", "annotation"})
_CONTAINERS = (
    "publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "dictionaryTitle", "websiteTitle", "blogTitle",
    "forumTitle", "programTitle", "conferenceName", "seriesTitle",
)
_PUBLISHERS = ("publisher", "institution", "university", "organization", "company", "studio", "label", "repository")
_TITLES = ("title", "caseName", "nameOfAct", "subject", "shortTitle")
_DATES = ("date", "dateEnacted", "dateDecided", "issueDate")
_LABELLED = {name: re.compile(rf"^{name}\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE) for name in ("DOI", "PMID")}
_NOT_BY = frozenset({"editor", "seriesEditor", "bookAuthor", "translator", "reviewedAuthor", "recipient"})


def recognises(head: bytes, path: Path) -> bool:
    """True for JSON whose objects have an `itemType`."""
    return json_items.kind_of(head, path) == "zotero"


def read(path: Path) -> Iterator[Item]:
    """Yield the sources in the order of the file, then how much of what was passed over."""
    number, passed = 0, Counter[str]()
    for item in json_items.works(path, ("items",), ()):
        if not isinstance(item, dict):
            yield item
            continue
        number += 1
        data = mapping(item.get("data")) or item
        kind = string(data.get("itemType"))
        if kind in NO_SOURCES:
            passed[kind] += 1
        else:
            yield _record(path.name, number, {"key": item.get("key"), **data})
    yield from (Skipped(kind, times) for kind, times in sorted(passed.items()))


def _record(name: str, number: int, data: dict[str, Any]) -> RawRecord:
    publisher = _first(data, _PUBLISHERS)
    kind, extra = string(data.get("itemType")), string(data.get("extra"))
    return bronnen.record(
        name,
        f"bron {number}",
        {
            "bron_id": _first(data, ("citationKey", "key")) or str(number),
            "titel": _first(data, _TITLES),
            "auteurs": _people(data, editors=False),
            "jaar": next((year for key in _DATES if (year := bronnen.year_of(string(data.get(key))))), ""),
            "verschenen_in": _first(data, _CONTAINERS) or publisher,
            "bladzijden": string(data.get("pages")),
            "doi": bronnen.first_doi([string(data.get("DOI")), _labelled(extra, "DOI"), string(data.get("url"))]),
            "taal": string(data.get("language")),
            "deel": string(data.get("volume")),
            "nummer": _first(data, ("issue", "reportNumber", "number")),
            "uitgever": publisher,
            "redacteuren": _people(data, editors=True),
            "publicatietype": publicatietypen.publicatietype(kind),
            "url": string(data.get("url")),
            "pmid": _labelled(extra, "PMID"),
            "trefwoorden": [string(mapping(tag).get("tag") or tag) for tag in listed(data.get("tags"))],
        },
    )


def _first(data: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((said for key in keys if (said := string(data.get(key)).strip())), "")


def _labelled(extra: str, name: str) -> str:
    """Return what stands behind a label in the field `extra`, where Zotero keeps what has no field of its own."""
    found = _LABELLED[name].search(extra)
    return found[1].strip() if found else ""


def _people(data: dict[str, Any], *, editors: bool) -> list[str]:
    """Return the editors, or whoever made the work; a work with editors alone has no other makers."""
    creators = [mapping(each) for each in listed(data.get("creators"))]
    if editors:
        return [_name(each) for each in creators if string(each.get("creatorType")) == "editor"]
    return [_name(each) for each in creators if string(each.get("creatorType")) not in _NOT_BY]


def _name(creator: dict[str, Any]) -> str:
    last, first = string(creator.get("lastName")), string(creator.get("firstName"))
    return string(creator.get("name")) or (f"{last}, {first}" if last and first else last or first)
