"""Items as JSON, for the pipe between the child that reads a file and its parent: data, never code."""

from __future__ import annotations

from typing import Any

from dww_graph.errors import Fault, Text
from dww_graph.model import Cell, Item, RawRecord, Skipped


def encode(item: Item) -> list[Any]:
    """Return an item as lists, texts and numbers; the first element says what it is."""
    match item:
        case RawRecord():
            return ["r", *_record(item)]
        case Fault():
            texts = [[text.nl, text.en] for text in (item.what, item.expected, item.do)]
            return ["f", item.code, item.where, item.severity, *texts]
        case Text():
            return ["t", item.nl, item.en]
        case Skipped():
            return ["s", item.soort, item.aantal]


def decode(said: list[Any]) -> Item:
    """Return the item that `encode` wrote; raises ValueError when it is none."""
    match said:
        case ["r", kind, place, cells, parts]:
            return _to_record(kind, place, cells, parts)
        case ["f", code, where, severity, what, expected, do]:
            return Fault(code, Text(*what), where, Text(*expected), Text(*do), severity)
        case ["t", nl, en]:
            return Text(nl, en)
        case ["s", soort, aantal]:
            return Skipped(soort, aantal)
    raise ValueError(said[:1])


def _record(record: RawRecord) -> list[Any]:
    cells = {name: [[cell.text, cell.where] for cell in found] for name, found in record.cells.items()}
    return [record.kind, record.place, cells, [_record(part) for part in record.parts]]


def _to_record(kind: Any, place: str, cells: dict[str, list[list[str]]], parts: list[Any]) -> RawRecord:
    made = {name: tuple(Cell(text, where) for text, where in found) for name, found in cells.items()}
    return RawRecord(kind, place, made, tuple(_to_record(*part) for part in parts))
