"""Works of Crossref as its web API gives them: one work, a list, `{message: work}` or `{message: {items: […]}}`.

A title is a list, a date may stop at the year, an abstract is JATS inside JSON and is not read. A work of which Crossref says
that it was retracted or withdrawn keeps that mark; so does the notice that says it, which is no evidence either.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dww_graph.model import Item, RawRecord
from dww_graph.read import bronnen, json_items, publicatietypen
from dww_graph.read.json_items import csl_name, csl_year, listed, mapping, string

_DATES = ("issued", "published-print", "published", "published-online", "created")
_WITHDRAWING = ("retract", "withdraw", "removal")


def recognises(head: bytes, path: Path) -> bool:
    """True for JSON with the fields that only Crossref has, or with titles in lists."""
    return json_items.kind_of(head, path) == "crossref"


def read(path: Path) -> Iterator[Item]:
    """Yield the works in the order of the file."""
    number = 0
    for item in json_items.works(path, ("items",), ("message",)):
        if isinstance(item, dict):
            number += 1
            yield _record(path.name, number, item)
        else:
            yield item


def _record(name: str, number: int, work: dict[str, Any]) -> RawRecord:
    publisher, doi = string(work.get("publisher")), bronnen.first_doi(string(work.get(key)) for key in ("DOI", "URL"))
    return bronnen.record(
        name,
        f"bron {number}",
        {
            "bron_id": doi or string(work.get("id")) or str(number),
            "titel": _title(work),
            "auteurs": [csl_name(author) for author in listed(work.get("author"))],
            "jaar": next((year for key in _DATES if (year := csl_year(work.get(key)))), ""),
            "verschenen_in": string(work.get("container-title")) or publisher,
            "bladzijden": string(work.get("page") or work.get("article-number")),
            "doi": doi,
            "taal": string(work.get("language")),
            "deel": string(work.get("volume")),
            "nummer": string(work.get("issue")),
            "uitgever": publisher,
            "redacteuren": [csl_name(editor) for editor in listed(work.get("editor"))],
            "publicatietype": publicatietypen.publicatietype(string(work.get("type"))),
            "url": string(work.get("URL")),
            "trefwoorden": [string(subject) for subject in listed(work.get("subject"))],
            "ingetrokken": "ja" if _withdrawn(work) else "",
        },
    )


def _title(work: dict[str, Any]) -> str:
    """Return title and subtitle, the subtitle once."""
    title, subtitle = string(work.get("title")), string(work.get("subtitle"))
    return title if not subtitle or subtitle.casefold() in title.casefold() else f"{title}: {subtitle}" if title else subtitle


def _withdrawn(work: dict[str, Any]) -> bool:
    updates = [string(mapping(each).get("type")) for key in ("updated-by", "update-to") for each in listed(work.get(key))]
    said = " ".join([*updates, *mapping(work.get("relation"))]).lower()
    return any(word in said for word in _WITHDRAWING)
