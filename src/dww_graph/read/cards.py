"""One card of handelingskennis as Markdown: YAML front matter for the facets, a heading for each text.

YAML 1.2 by ruamel, of which only the nodes are read: every value stays the text that was written (`ja`, `12:30`, `010`).
A key that stands there twice, an anchor or alias, and a list in a list are refused.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from dww_graph.errors import Fault, Text
from dww_graph.model import Cell, RawRecord, Reading
from dww_graph.read import table
from dww_graph.read.card_repair import Repair, repair
from dww_graph.read.decoding import decode, read_text

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
_OWN_FIELDS = table.COLUMNS | {_LINKS}
_LINK_FIELDS = frozenset({
    "relatie", "naar", "toelichting", "vraag", "zoekbereik", "zoekdatum", "gezocht_door",
    "directheid", "zekerheid", "status", "gemaakt_door", "beoordeeld_door",
})
_BOOLEANS = {"true": "ja", "false": "nee"}


def recognises(head: bytes, path: Path) -> bool:
    """True for text that opens with a front-matter fence."""
    return decode(head)[0].lstrip().startswith(_FENCE + "\n") and path.suffix.lower() in (".md", ".markdown", ".txt", "")


def read(path: Path) -> Reading:
    """Read one card; faults name line and column."""
    text, note = read_text(path)
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    end = next((number for number, line in enumerate(lines[first + 1 :], first + 1) if line.rstrip() == _FENCE), None)
    if end is None:
        return Reading("kaart", (), (_no_end(path.name),))
    front = _front_matter([*[""] * (first + 1), *lines[first + 1 : end]], first, path.name)
    if isinstance(front, Fault):
        return Reading("kaart", (), (front,))
    texts, faults = _sections(lines[end + 1 :], end + 2, path.name)
    faults = [*_node_faults(front, path.name), *faults]
    if faults:
        return Reading("kaart", (), tuple(faults))
    parts = tuple(RawRecord("verbinding", _line(link), _fields(link, path.name)) for link in _links(front))
    record = RawRecord("kaart", f"regel {first + 1}", _fields(front, path.name) | texts, parts)
    return Reading("kaart", (record,), (), (*((note,) if note else ()), *_unread(front)))


def _front_matter(lines: Sequence[str], first: int, name: str) -> MappingNode | Fault:
    """Compose the front matter; `lines` are blank up to and with the fence at `first`, so that lines count as in the file."""
    try:
        front = YAML(typ="rt").compose("\n".join(lines))
    except YAMLError as error:
        return _bad_yaml(error, repair("\n".join([*lines[:first], _FENCE, *lines[first + 1 :], _FENCE]))[1], name)
    except RecursionError:
        return _too_deep(f"{name}, regel 1")
    return front if isinstance(front, MappingNode) else _no_end(name)


def _line(node: Node) -> str:
    return f"regel {node.start_mark.line + 1}"


def _pairs(front: MappingNode) -> Iterator[tuple[str, Node, Node]]:
    return ((str(key.value), key, value) for key, value in front.value)


def _values(node: Node) -> list[Node]:
    return list(node.value) if isinstance(node, SequenceNode) else [node]


def _links(front: MappingNode) -> list[MappingNode]:
    return [each for each in _listed(front) if isinstance(each, MappingNode)]


def _listed(front: MappingNode) -> list[Node]:
    """Return what stands under `verbindingen`, links or not."""
    return [each for name, _, value in _pairs(front) if name == _LINKS for each in _values(value) if not _is_empty(each)]


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not _text(node)


def _fields(front: MappingNode, name: str) -> dict[str, tuple[Cell, ...]]:
    found = {}
    for field, key, value in _pairs(front):
        if field != _LINKS:
            where = f"{name}, {_line(key)}, {field}"
            found[field] = tuple(Cell(_text(each), where) for each in _values(value))
    return found


def _text(node: Node) -> str:
    text = str(node.value).strip()
    if isinstance(node, ScalarNode) and node.style:  # quoted or block text is text, whatever it looks like
        return text
    kind = str(node.tag).rsplit(":", 1)[-1]
    return "" if kind == "null" else _BOOLEANS.get(text.lower(), text) if kind == "bool" else text


def _node_faults(front: MappingNode, name: str) -> Iterator[Fault]:
    """Yield what our cards may not hold, though YAML may: keys twice, anchors, a list in a list, a link that is no link."""
    for link in _listed(front):
        if isinstance(link, MappingNode):
            yield from _key_faults(link, name)
        else:
            yield _no_link(f"{name}, {_line(link)}, {_LINKS}")
    yield from _key_faults(front, name)


def _key_faults(node: MappingNode, name: str) -> Iterator[Fault]:
    seen: dict[str, Node] = {}
    for field, key, value in _pairs(node):
        where = f"{name}, {_line(key)}, {field}"
        if field in seen:
            yield _key_twice(field, where, _line(seen[field]))
        seen.setdefault(field, key)
        values = () if field == _LINKS else _values(value)
        if not isinstance(key, ScalarNode) or any(not isinstance(each, ScalarNode) for each in values):
            yield _too_deep(where)
        if any(each.anchor for each in (value, *_values(value))):
            yield _anchor(where)


def _unread(front: MappingNode) -> tuple[Text, ...]:
    own = [field for field, _, _ in _pairs(front) if field not in _OWN_FIELDS]
    theirs = [field for link in _links(front) for field, _, _ in _pairs(link) if field not in _LINK_FIELDS]
    told = ", ".join(dict.fromkeys(own + theirs))
    return (Text(f"Niet gelezen velden: {told}.", f"Fields not read: {told}."),) if told else ()


def _sections(lines: list[str], first: int, name: str) -> tuple[dict[str, tuple[Cell, ...]], list[Fault]]:
    texts: dict[str, list[str]] = {}
    starts: dict[str, int] = {}
    faults: list[Fault] = []
    field = ""
    for number, line in enumerate(lines, first):
        heading = _HEADING.match(line)
        if heading:
            field = HEADINGS.get(heading[1].lower(), "")
            faults += _heading_faults(heading[1], field, f"{name}, regel {number}", starts)
            starts.setdefault(field, number)
        elif field:
            texts.setdefault(field, []).append(line)
        elif line.strip() and not starts:
            starts[""] = number
            faults.append(_loose_text(f"{name}, regel {number}"))
    bodies = {field: Cell("\n".join(body).strip(), f"{name}, regel {starts[field]}") for field, body in texts.items()}
    return {field: (cell,) for field, cell in bodies.items()}, faults


def _heading_faults(heading: str, field: str, where: str, starts: Mapping[str, int]) -> list[Fault]:
    if not field:
        return [_unknown_heading(heading, where)]
    return [_key_twice(heading, where, f"regel {starts[field]}")] if field in starts else []


def _key_twice(field: str, where: str, first: str) -> Fault:
    return Fault(
        "dubbele-sleutel",
        Text(f"'{field}' staat twee keer op deze kaart.", f"'{field}' stands on this card twice."),
        where,
        Text(f"elk veld en elke kop één keer (eerst op {first})",
             f"each field and heading once (first at {first.replace('regel', 'line')})"),
        Text("Voeg de twee samen.", "Make the two one."),
    )


def _too_deep(where: str) -> Fault:
    return Fault(
        "te-diep",
        Text("Hier staat een lijst of veld binnen een waarde.", "A list or field stands inside a value here."),
        where,
        Text("tekst, of een lijst van teksten", "text, or a list of texts"),
        Text("Zet tekst met haken of een dubbele punt tussen aanhalingstekens.",
             "Put text with brackets or a colon between quotes."),
    )


def _anchor(where: str) -> Fault:
    return Fault(
        "verwijsteken",
        Text("Een waarde die met & of * begint, is in YAML een verwijzing.",
             "A value that begins with & or * is a reference in YAML."),
        where,
        Text("gewone tekst", "plain text"),
        Text("Zet de tekst tussen aanhalingstekens.", "Put the text between quotes."),
    )


def _no_link(where: str) -> Fault:
    return Fault(
        "geen-verbinding",
        Text("Dit is geen verbinding.", "This is no link."),
        where,
        Text("regels als '- relatie: ondersteund-door' met 'naar:' eronder",
             "lines such as '- relatie: ondersteund-door' with 'naar:' below"),
        Text("Kijk hoe een kaart uit de startinhoud het doet.", "See how a card of the starter content does it."),
    )


def _loose_text(where: str) -> Fault:
    return Fault(
        "tekst-zonder-kop",
        Text("Deze tekst staat onder geen kop en zou verloren gaan.", "This text stands under no heading and would be lost."),
        where,
        Text("elke tekst onder een kop als '## Wat ik doe'", "every text under a heading such as '## Wat ik doe'"),
        Text("Zet er een kop boven.", "Put a heading above it."),
    )


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


def _bad_yaml(error: YAMLError, repairs: Sequence[Repair], name: str) -> Fault:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    why = Text("de opbouw klopt niet", "it is not well formed")
    if repairs:
        line, column, why = repairs[0].line, repairs[0].column, repairs[0].why
    return Fault(
        "kapotte-kopregels",
        Text(f"De kopregels zijn niet te lezen: {why.nl}.", f"The front matter cannot be read: {why.en}."),
        f"{name}, regel {line}, teken {column}",
        Text("naam: waarde; een dubbele punt in de tekst tussen aanhalingstekens", "name: value; quote text with a colon in it"),
        _repaired(repairs, name),
    )


def _repaired(repairs: Sequence[Repair], name: str) -> Text:
    if not repairs:
        return Text("Kijk deze regel en de regel erboven na.", "Check this line and the one above it.")
    line, command = repairs[0].new_line, f"dww ingest {shlex.quote(name)} --fix"
    return Text(f"Schrijf bijvoorbeeld: {line}\nof typ, voor alle {len(repairs)} regel(s): {command}",
                f"Write for example: {line}\nor type, for all {len(repairs)} line(s): {command}")
