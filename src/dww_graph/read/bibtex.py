"""Bibliographies as BibTeX, by bibtexparser 2; a block that it could not read is a fault with its line.

A field that stands twice in an entry, and a key that two entries share, lose no source: the longest text is taken, the
second entry gets a number, and both are said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dww_graph.errors import Fault, Text
from dww_graph.model import RawRecord, Reading
from dww_graph.read import bronnen, publicatietypen
from dww_graph.read.decoding import decode, read_text

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Entry

_START = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*[{(]", re.MULTILINE | re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_KEYWORDS = re.compile(r"[;,]")
_CONTAINERS = ("journal", "journaltitle", "booktitle")
_PUBLISHERS = ("publisher", "school", "institution", "organization", "howpublished")
_SHOWN = 5


def recognises(head: bytes, path: Path) -> bool:
    """True when an entry such as `@article{` opens near the top."""
    return bool(_START.search(decode(head)[0])) and path.suffix.lower() not in (".md", ".csv")


def read(path: Path) -> Reading:
    """Read the entries; the number of `@` starts must come out again."""
    from bibtexparser.entrypoint import parse_string

    text, note = read_text(path)
    try:
        library = parse_string(text)
        entries = sorted([*library.entries, *_mended(library)], key=lambda entry: entry.start_line or 0)
        records = tuple(_record(path.name, entry) for entry in entries)
    except RecursionError:
        return Reading("bibtex", (), (bronnen.broken(path.name, "", "accolades te diep genest (braces nested too deep)"),))
    faults: list[Fault] = [
        bronnen.broken(path.name, f"regel {(block.start_line or 0) + 1}", _reason(block.error))
        for block in library.failed_blocks if not _is_mendable(block)
    ]
    counted = bronnen.count_fault(path.name, len(_START.findall(text)), len(records) + len(faults))
    notes = [*([note] if note else []), *_told(library)]
    return Reading("bibtex", records, (*faults, *counted), tuple(notes))


def _is_mendable(block: object) -> bool:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

    mendable = isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock)
    return mendable and isinstance(getattr(block, "ignore_error_block", None), Entry)


def _mended(library: Library) -> Iterator[Entry]:
    """Yield the entries with a field twice, the longest text of each field kept, and those whose key was taken, numbered."""
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry, Field

    times: dict[str, int] = {}
    for block in library.failed_blocks:
        entry = getattr(block, "ignore_error_block", None)
        if not (_is_mendable(block) and isinstance(entry, Entry)):
            continue
        fields: dict[str, Field] = {}
        for field in entry.fields:
            field.value = _unquoted(str(field.value))
            kept = fields.get(field.key)
            if kept is None or (len(kept.value), kept.value) < (len(field.value), field.value):
                fields[field.key] = field
        key = entry.key
        if isinstance(block, DuplicateBlockKeyBlock):
            times[key] = times.get(key, 1) + 1
            key = f"{key}-{times[key]}"
        yield Entry(entry.entry_type, key, list(fields.values()), start_line=entry.start_line)


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _told(library: Library) -> Iterator[Text]:
    from bibtexparser.model import DuplicateFieldKeyBlock

    mended = [block for block in library.failed_blocks if _is_mendable(block)]
    fields = [block for block in mended if isinstance(block, DuplicateFieldKeyBlock)]
    keys = [block for block in mended if not isinstance(block, DuplicateFieldKeyBlock)]
    if fields:
        lines = _lines([block.start_line or 0 for block in fields])
        yield Text(f"Bij {len(fields)} bron(nen) staat een veld twee keer (regel {lines}); de langste tekst is genomen.",
                   f"{len(fields)} source(s) have a field twice (line {lines}); the longest text was taken.")
    if keys:
        lines = _lines([block.start_line or 0 for block in keys])
        yield Text(f"{len(keys)} bron(nen) hebben een sleutel die al bestond (regel {lines}); de sleutel kreeg een volgnummer.",
                   f"{len(keys)} source(s) have a key that was there already (line {lines}); the key got a number.")


def _lines(starts: Sequence[int]) -> str:
    return ", ".join(str(line + 1) for line in starts[:_SHOWN]) + (" …" if len(starts) > _SHOWN else "")


def _reason(error: Exception | None) -> str:
    told = str(error or "").strip() or str(getattr(error, "abort_reason", "")) or "onbekend"
    return told.splitlines()[0].rstrip(".")


def _record(name: str, entry: Entry) -> RawRecord:
    raw = {field.key.lower(): str(field.value) for field in entry.fields}
    fields = {key: _plain(value) for key, value in raw.items()}
    publisher = next((fields[key] for key in _PUBLISHERS if fields.get(key)), "")
    title = ": ".join(fields[key] for key in ("title", "subtitle") if fields.get(key))
    return bronnen.record(
        name,
        f"regel {(entry.start_line or 0) + 1}",
        {
            "bron_id": entry.key,
            "titel": title,
            "auteurs": _people(raw.get("author", "")),
            "jaar": bronnen.year_of(fields.get("year", "") or fields.get("date", "")),
            "verschenen_in": next((fields[key] for key in _CONTAINERS if fields.get(key)), "") or publisher,
            "bladzijden": fields.get("pages", "").replace("--", "-"),
            "doi": bronnen.first_doi(fields.get(key, "") for key in ("doi", "url", "note")),
            "taal": fields.get("language", "") or fields.get("langid", ""),
            "deel": fields.get("volume", ""),
            "nummer": fields.get("number", "") or fields.get("issue", ""),
            "uitgever": publisher,
            "redacteuren": _people(raw.get("editor", "")),
            "publicatietype": publicatietypen.publicatietype(entry.entry_type),
            "url": fields.get("url", ""),
            "pmid": fields.get("pmid", ""),
            "trefwoorden": _KEYWORDS.split(fields.get("keywords", "")),
        },
    )


def _people(raw: str) -> list[str]:
    """Return the names of a field, family name first; a name in braces is that of an organisation."""
    whole: list[str] = []
    for part in _AND.split(" ".join(raw.split())):
        if whole and whole[-1].count("{") > whole[-1].count("}"):
            whole[-1] += f" and {part}"
        else:
            whole.append(part)
    named = [part.strip() for part in whole if part.strip()]
    return [_plain(part) if part.startswith("{") and part.endswith("}") else bronnen.family_first(_plain(part)) for part in named]


def _plain(text: str) -> str:
    """Return BibTeX text without the braces and accents commands of LaTeX."""
    if "\\" in text:
        from pylatexenc.latex2text import LatexNodes2Text

        text = str(LatexNodes2Text().latex_to_text(text))
    return text.replace("{", "").replace("}", "")
