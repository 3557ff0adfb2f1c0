"""What the bibliography readers share: the fields of a source, normal forms, and the count that must come out.

A source is a raw record of kind `bron` with the fields bron_id, titel, auteurs, jaar, verschenen_in, bladzijden, doi, taal
and soort.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dww_graph.errors import Fault, Text
from dww_graph.model import Cell, RawRecord

SOORTEN: Mapping[str, str] = {
    "jour": "Onderzoeksbron",
    "article": "Onderzoeksbron",
    "article-journal": "Onderzoeksbron",
    "thes": "Onderzoeksbron",
    "thesis": "Onderzoeksbron",
    "phdthesis": "Onderzoeksbron",
    "standard": "Richtlijn",
}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


def doi_of(text: str) -> str:
    """Return the bare, lower-case DOI in a text (URL or `doi:` form), or an empty string."""
    found = _DOI.search(text)
    return found[0].rstrip(".,;)").lower() if found else ""


def year_of(text: str) -> str:
    """Return the first plausible year in a text (`2016/10/12/Oct 2016` → `2016`), or an empty string."""
    found = _YEAR.search(text)
    return found[0] if found else ""


def record(name: str, place: str, fields: Mapping[str, str | Iterable[str]]) -> RawRecord:
    """Return a raw source; every cell tells file, place and field."""
    cells = {}
    for field, value in fields.items():
        values = [value] if isinstance(value, str) else list(value)
        kept = [" ".join(text.split()) for text in values if text and text.strip()]
        cells[field] = tuple(Cell(text, f"{name}, {place}, {field}") for text in kept)
    return RawRecord("bron", place, cells)


def count_fault(name: str, expected: int, found: int) -> tuple[Fault, ...]:
    """Return a fault when fewer (or more) records came out than the file has starts: nothing may be lost silently."""
    if expected == found:
        return ()
    return (
        Fault(
            "telling",
            Text(f"In het bestand beginnen {expected} bronnen, gelezen zijn er {found}.",
                 f"The file starts {expected} sources, {found} were read."),
            name,
            Text("evenveel bronnen gelezen als er beginnen", "as many sources read as there are starts"),
            Text("Sluit elke bron af (RIS: een regel 'ER  - ') en exporteer zo nodig opnieuw.",
                 "Close every source (RIS: a line 'ER  - ') and export again if need be."),
        ),
    )


def broken(name: str, where: str, reason: str) -> Fault:
    """Return the fault for a bibliography that its parser cannot read."""
    return Fault(
        "kapotte-bronnenlijst",
        Text(f"Deze bronnenlijst is niet te lezen: {reason}.", f"This bibliography cannot be read: {reason}."),
        f"{name}, {where}" if where else name,
        Text("een export uit Zotero, EndNote of een databank", "an export from Zotero, EndNote or a database"),
        Text("Exporteer de lijst opnieuw.", "Export the list again."),
    )
