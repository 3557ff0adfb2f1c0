"""One card of handelingskennis as Markdown: YAML front matter for the facets, a heading for each text.

YAML 1.2 by ruamel: `ja`, `12:30` and `010` stay text, a key that stands there twice is refused.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from dww_graph.errors import Fault, Text
from dww_graph.model import Cell, RawRecord, Reading
from dww_graph.read.decoding import decode

HEADINGS: Mapping[str, str] = {
    "wat ik doe": "handeling",
    "waarom het werkt": "waarom",
    "waaraan ik het zie": "waaraan_zie_je_het",
    "voorwaarden": "voorwaarden",
    "wanneer niet": "wanneer_niet",
    "wat vaak misgaat": "wat_misgaat",
}
_FENCE = "---"
_HEADING = re.compile(r"^##\s+(.+?)\s*$")
_LINKS = "verbindingen"


def recognises(head: bytes, path: Path) -> bool:
    """True for text that opens with a front-matter fence."""
    return decode(head)[0].lstrip().startswith(_FENCE + "\n") and path.suffix.lower() in (".md", ".markdown", ".txt", "")


def read(path: Path) -> Reading:
    """Read one card; faults name line and column."""
    text, note = decode(path.read_bytes())
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        return Reading("kaart", (), (_no_end(path.name),))
    front = _front_matter("\n".join(lines[1:end]), path.name)
    if isinstance(front, Fault):
        return Reading("kaart", (), (front,))
    texts, faults = _sections(lines[end + 1 :], end + 2, path.name)
    cells = {name: _cells(front, name, path.name) for name in front if name != _LINKS} | texts
    parts = tuple(_link(link, path.name) for link in front.get(_LINKS) or () if isinstance(link, CommentedMap))
    return Reading("kaart", (RawRecord("kaart", "regel 1", cells, parts),), tuple(faults), (note,) if note else ())


def _front_matter(text: str, name: str) -> CommentedMap | Fault:
    try:
        front = YAML(typ="rt").load(text)
    except YAMLError as error:
        return _bad_yaml(error, text, name)
    return front if isinstance(front, CommentedMap) else _no_end(name)


def _cells(front: CommentedMap, field: str, name: str) -> tuple[Cell, ...]:
    value = front[field]
    where = f"{name}, regel {front.lc.key(field)[0] + 2}, {field}"
    values = value if isinstance(value, list) else [value]
    return tuple(Cell(_text(each), where) for each in values)


def _link(link: CommentedMap, name: str) -> RawRecord:
    cells = {field: _cells(link, field, name) for field in link}
    return RawRecord("verbinding", f"regel {link.lc.line + 2}", cells)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value.strftime("%Y-%m-%d") if isinstance(value, datetime.date) else str(value).strip()


def _sections(lines: list[str], first: int, name: str) -> tuple[dict[str, tuple[Cell, ...]], list[Fault]]:
    texts: dict[str, list[str]] = {}
    starts: dict[str, int] = {}
    faults: list[Fault] = []
    field = ""
    for number, line in enumerate(lines, first):
        heading = _HEADING.match(line)
        if heading:
            field = HEADINGS.get(heading[1].lower(), "")
            starts[field] = number
            faults += [] if field else [_unknown_heading(heading[1], f"{name}, regel {number}")]
        elif field:
            texts.setdefault(field, []).append(line)
    cells: dict[str, tuple[Cell, ...]] = {}
    for field, body in texts.items():
        cells[field] = (Cell("\n".join(body).strip(), f"{name}, regel {starts[field]}"),)
    return cells, faults


def _unknown_heading(heading: str, where: str) -> Fault:
    known = ", ".join(HEADINGS)
    return Fault(
        "onbekende-kop",
        Text(f"De kop '{heading}' ken ik niet.", f"I do not know the heading '{heading}'."),
        where,
        Text(known, known),
        Text("Gebruik een van deze koppen.", "Use one of these headings."),
    )


def _no_end(name: str) -> Fault:
    return Fault(
        "geen-kopregels",
        Text("De kopregels van de kaart zijn niet compleet.", "The front matter of the card is not complete."),
        f"{name}, regel 1",
        Text("regels 'naam: waarde' tussen twee regels met ---", "lines 'name: value' between two lines with ---"),
        Text("Sluit de kopregels af met een regel ---.", "Close the front matter with a line ---."),
    )


def _bad_yaml(error: YAMLError, text: str, name: str) -> Fault:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    where = f"{name}, regel {mark.line + 2}, teken {mark.column + 1}" if mark else name
    line = text.split("\n")[mark.line] if mark and mark.line < text.count("\n") + 1 else ""
    problem = getattr(error, "problem", None) or "YAML"
    return Fault(
        "kapotte-kopregels",
        Text(f"De kopregels zijn niet te lezen: {problem}.", f"The front matter cannot be read: {problem}."),
        where,
        Text("naam: waarde; een dubbele punt in de tekst tussen aanhalingstekens", "name: value; quote text with a colon in it"),
        _repaired(line),
    )


def _repaired(line: str) -> Text:
    name, colon, value = line.partition(":")
    if colon and value.strip() and '"' not in value:
        better = f'{name}: "{value.strip()}"'
        return Text(f"Schrijf bijvoorbeeld: {better}", f"Write for example: {better}")
    return Text("Kijk deze regel na.", "Check this line.")
