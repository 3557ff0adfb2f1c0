"""Bibliographies as BibTeX, by bibtexparser 2; a block that it could not read is a fault with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from dww_graph.errors import Fault
from dww_graph.model import RawRecord, Reading
from dww_graph.read import bronnen
from dww_graph.read.decoding import decode, read_text

if TYPE_CHECKING:
    from bibtexparser.model import Entry

_START = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*[{(]", re.MULTILINE | re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def recognises(head: bytes, path: Path) -> bool:
    """True when an entry such as `@article{` opens near the top."""
    return bool(_START.search(decode(head)[0])) and path.suffix.lower() not in (".md", ".csv")


def read(path: Path) -> Reading:
    """Read the entries; the number of `@` starts must come out again."""
    from bibtexparser.entrypoint import parse_string

    text, note = read_text(path)
    try:
        library = parse_string(text)
        records = tuple(_record(path.name, entry) for entry in library.entries)
    except RecursionError:
        return Reading("bibtex", (), (bronnen.broken(path.name, "", "accolades te diep genest (braces nested too deep)"),))
    faults: list[Fault] = [
        bronnen.broken(path.name, f"regel {(block.start_line or 0) + 1}", _reason(block.error)) for block in library.failed_blocks
    ]
    counted = bronnen.count_fault(path.name, len(_START.findall(text)), len(records) + len(faults))
    return Reading("bibtex", records, (*faults, *counted), (note,) if note else ())


def _reason(error: Exception | None) -> str:
    told = str(error or "").strip() or str(getattr(error, "abort_reason", "")) or "onbekend"
    return told.splitlines()[0].rstrip(".")


def _record(name: str, entry: Entry) -> RawRecord:
    fields = {field.key.lower(): _plain(str(field.value)) for field in entry.fields}
    container = next((fields[key] for key in ("journal", "journaltitle", "booktitle", "publisher", "school",
                                              "institution") if key in fields), "")
    return bronnen.record(
        name,
        f"regel {(entry.start_line or 0) + 1}",
        {
            "bron_id": entry.key,
            "titel": fields.get("title", ""),
            "auteurs": [part for part in _AND.split(fields.get("author", "")) if part],
            "jaar": bronnen.year_of(fields.get("year", "") or fields.get("date", "")),
            "verschenen_in": container,
            "bladzijden": fields.get("pages", "").replace("--", "-"),
            "doi": bronnen.doi_of(fields.get("doi", "") or fields.get("url", "")),
            "taal": fields.get("language", ""),
            "soort": bronnen.SOORTEN.get(entry.entry_type.lower(), "Onderzoeksbron"),
        },
    )


def _plain(text: str) -> str:
    """Return BibTeX text without the braces and accents commands of LaTeX."""
    if "\\" in text:
        from pylatexenc.latex2text import LatexNodes2Text

        text = str(LatexNodes2Text().latex_to_text(text))
    return text.replace("{", "").replace("}", "")
