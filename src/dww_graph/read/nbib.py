"""Bibliographies in the MEDLINE form of PubMed (`.nbib`), also as ERIC and ProQuest write it.

A line is a tag, the continuation of one (six spaces), or neither: those programs break a long address or abstract without
indenting. A line that is neither goes on where the last tag was, and their number is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from dww_graph.errors import Fault, Text
from dww_graph.model import Item, RawRecord
from dww_graph.read import bronnen, publicatietypen
from dww_graph.read.decoding import decode, read_text

_TAG = re.compile(r"^([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*))?$")
_SIGN = re.compile(r"^(?:PMID|OWN |STAT|OID )-\s", re.MULTILINE)
_RIS = re.compile(r"^TY\s{1,2}-", re.MULTILINE)
_OPENING = frozenset({"PMID", "OWN"})
_TYPES: Mapping[str, str] = {
    "book": "book", "books": "book", "book chapter": "chapter", "dissertation": "thesis", "academic dissertation": "thesis",
    "technical report": "report", "reports": "report", "newspaper article": "article-newspaper", "preprint": "article",
    "congress": "paper-conference", "guideline": "standard", "practice guideline": "standard",
    "speeches/meeting papers": "paper-conference", "dissertations/theses": "thesis", "web page": "webpage",
}
_JOURNAL_TAGS = frozenset({"JT", "TA", "JID"})

Fields = dict[str, list[str]]


def recognises(head: bytes, _path: Path) -> bool:
    """True when a line `PMID- ` or `OWN - ` stands near the top and no line `TY  - ` (that is RIS)."""
    text = decode(head)[0]
    return bool(_SIGN.search(text)) and not _RIS.search(text)


def read(path: Path) -> Iterator[Item]:
    """Yield the sources; the number of lines that open one must come out again."""
    text, note = read_text(path)
    if note:
        yield note
    lines = text.split("\n")
    opening = next((found[1] for line in lines if (found := _TAG.match(line))), "PMID")
    begun = _begun(lines, opening)
    strays, given = 0, 0
    for number, start in enumerate(begun, 1):
        end = begun[number] if number < len(begun) else len(lines)
        fields, loose = _fields(lines[start:end])
        strays += loose
        given += 1
        yield _record(path.name, f"regel {start + 1}", str(number), fields)
    yield from _counted(path.name, lines, given)
    if strays:
        yield Text(f"{strays} regel(s) zonder veldnaam zijn bij het veld erboven gelezen.",
                   f"{strays} line(s) without a field name were read with the field above them.")


def _begun(lines: list[str], opening: str) -> list[int]:
    """Return the numbers (from 0) of the lines that open a record.

    That is the tag with which the file opens, and after an empty line any tag that may open one.
    """
    begun: list[int] = []
    seen: set[str] = set()
    blank = True
    for number, line in enumerate(lines):
        found = _TAG.match(line)
        if found:
            tag = found[1]
            if tag == opening or (tag in _OPENING and (tag in seen or (blank and not begun))):
                begun.append(number)
                seen = set()
            seen.add(tag)
        blank = not line.strip()
    return begun


def _counted(name: str, lines: list[str], given: int) -> Iterator[Fault]:
    """Yield a fault when more numbers of PubMed stand in the file than records were given."""
    numbers = sum(line.startswith("PMID-") for line in lines)
    if numbers > given:
        yield from bronnen.count_fault(name, numbers, given)


def _fields(lines: list[str]) -> tuple[Fields, int]:
    """Return the values by tag, and how many lines were neither a tag nor a continuation."""
    fields: Fields = {}
    last: list[str] = []
    loose = 0
    for line in lines:
        found = _TAG.match(line)
        if found:
            last = fields.setdefault(found[1], [])
            last.append((found[2] or "").strip())
        elif line.strip() and last:
            loose += not line.startswith("   ")
            last[-1] = f"{last[-1]} {line.strip()}".strip()
    return fields, loose


def _record(name: str, place: str, number: str, fields: Fields) -> RawRecord:
    publisher = _first(fields, "PB")
    kinds = [kind.casefold() for kind in fields.get("PT", [])]
    return bronnen.record(
        name,
        place,
        {
            "bron_id": _first(fields, "PMID", "OID") or number,
            "titel": _first(fields, "TI", "BTI", "CTI"),
            "auteurs": _people(fields, "FAU", "AU") + fields.get("CN", []),
            "jaar": bronnen.year_of(_first(fields, "DP", "DEP", "YR")),
            "verschenen_in": _container(fields) or publisher,
            "bladzijden": _first(fields, "PG"),
            "doi": _doi(fields),
            "taal": _first(fields, "LA"),
            "deel": _first(fields, "VI"),
            "nummer": _first(fields, "IP"),
            "uitgever": publisher,
            "redacteuren": _people(fields, "FED", "ED"),
            "publicatietype": _type(fields, kinds),
            "url": next((url for url in [*fields.get("AID", []), *fields.get("URL", [])] if url.startswith("http")), ""),
            "pmid": _first(fields, "PMID"),
            "trefwoorden": [*fields.get("OT", []), *fields.get("MH", [])],
            "ingetrokken": "ja" if "retracted publication" in kinds or "RIN" in fields else "",
        },
    )


def _first(fields: Fields, *tags: str) -> str:
    return next((text for tag in tags for text in fields.get(tag, []) if text), "")


def _container(fields: Fields) -> str:
    """Return the journal, or the book in which a chapter stands."""
    return _first(fields, "JT", "TA") or (_first(fields, "BTI") if "TI" in fields else "")


def _people(fields: Fields, full: str, short: str) -> list[str]:
    """Return the names in full where the file has them, else the short ones (`De Vries BC`)."""
    return list(fields[full]) if full in fields else [bronnen.from_medline(name) for name in fields.get(short, [])]


def _doi(fields: Fields) -> str:
    marked = [text for tag in ("LID", "AID", "DOI") for text in fields.get(tag, []) if "[doi]" in text or tag == "DOI"]
    return bronnen.first_doi([*(text.replace("[doi]", "") for text in marked), *fields.get("AID", []), *fields.get("LID", [])])


def _type(fields: Fields, kinds: list[str]) -> str:
    told = next((_TYPES[kind] for kind in kinds if kind in _TYPES), "")
    if told == "book" and "BTI" in fields and "TI" in fields:
        return "chapter"
    if told or _JOURNAL_TAGS & fields.keys():
        return told or "article-journal"
    return next((csl for kind in kinds if (csl := publicatietypen.publicatietype(kind)) != "document"), "document")
