"""Bibliographies as CSL-JSON. `custom.dww` may say what was verified of a work: {"verificatie": …, "nietGeverifieerd": […]}."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from dww_graph.errors import Fault, Text
from dww_graph.model import RawRecord, Reading
from dww_graph.read import bronnen, json_items
from dww_graph.read.json_items import csl_name, csl_year, listed, mapping, string

_KEYWORDS = re.compile(r"[;,]")


def recognises(head: bytes, path: Path) -> bool:
    """True for JSON that opens with a list (or one object), names CSL fields, and is of no other kind."""
    return json_items.kind_of(head, path) == "csl"


def read(path: Path) -> Reading:
    """Read the items; an item that is no object or has no title is a fault with its number."""
    records: list[RawRecord] = []
    faults: list[Fault] = []
    notes: list[Text] = []
    for item in json_items.works(path, ("items", "references"), ()):
        if isinstance(item, Fault):
            faults.append(item)
        elif isinstance(item, Text):
            notes.append(item)
        else:
            records.append(_record(path.name, len(records) + 1, item))
    return Reading("csl-json", tuple(records), tuple(faults), tuple(notes))


def _record(name: str, number: int, item: dict[str, Any]) -> RawRecord:
    own = mapping(mapping(item.get("custom")).get("dww"))
    publisher = string(item.get("publisher"))
    withdrawn = string(item.get("status")).lower() in ("retracted", "withdrawn", "ingetrokken")
    return bronnen.record(
        name,
        f"bron {number}",
        {
            "bron_id": string(item.get("id")) or str(number),
            "titel": string(item.get("title")),
            "auteurs": [csl_name(author) for author in listed(item.get("author"))],
            "jaar": csl_year(item.get("issued")),
            "verschenen_in": string(item.get("container-title")) or publisher,
            "bladzijden": string(item.get("page")),
            "doi": bronnen.first_doi(string(item.get(key)) for key in ("DOI", "URL")),
            "taal": string(item.get("language")),
            "soort": string(own.get("soort")),
            "deel": string(item.get("volume")),
            "nummer": string(item.get("issue") or item.get("number")),
            "uitgever": publisher,
            "redacteuren": [csl_name(editor) for editor in listed(item.get("editor"))],
            "publicatietype": string(item.get("type")),
            "url": string(item.get("URL")),
            "pmid": string(item.get("PMID")),
            "trefwoorden": _KEYWORDS.split(string(item.get("keyword"))),
            "ingetrokken": "ja" if withdrawn else "",
            "verificatie": string(own.get("verificatie")),
            "niet_geverifieerd": [string(field) for field in listed(own.get("nietGeverifieerd"))],
        },
    )
