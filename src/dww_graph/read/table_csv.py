"""The handelingskennis table as CSV, with Dutch habits: `;` or `,` or tab, UTF-8 or UTF-16 or cp1252."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from dww_graph.errors import Fault, Text
from dww_graph.model import Item
from dww_graph.read import table
from dww_graph.read.decoding import decode, read_text

_DELIMITERS = (";", ",", "\t")


def recognises(head: bytes, path: Path) -> bool:
    """True when the first line holds our column names, or the file is called .csv or .tsv."""
    first = decode(head)[0].split("\n", 1)[0]
    return path.suffix.lower() in (".csv", ".tsv") or _delimiter(first) is not None


def read(path: Path) -> Iterator[Item]:
    """Yield the rows as they are read; faults name the row and the column (`rij 14, kolom datum (K14)`)."""
    text, note = read_text(path)
    delimiter = _delimiter(text.split("\n", 1)[0])
    yield from (note,) if note else ()
    if delimiter is None:
        yield _no_header(path.name)
        return
    rows = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    try:
        yield from _items(path.name, next(rows), rows)
    except csv.Error as error:
        yield _broken(path.name, str(error))


def rows_of(path: Path) -> list[list[str]]:
    """Return the rows of a table as they stand in the file, the header first; none when it is no table or badly formed."""
    text, _ = decode(path.read_bytes())
    delimiter = _delimiter(text.split("\n", 1)[0])
    try:
        return list(csv.reader(_lines(text), delimiter=delimiter, strict=True)) if delimiter else []
    except csv.Error:
        return []


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text with their line feeds, without a second copy of the text."""
    start = 0
    while end := text.find("\n", start) + 1:
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _items(name: str, heads: Sequence[str], rows: Iterable[list[str]]) -> Iterator[Item]:
    faults = table.header_faults(heads, lambda at: f"{name}, kopregel ({letters(at)}1)")

    def where(row: int, column: int) -> str:
        return f"{name}, rij {row}, kolom {heads[column].strip()} ({letters(column)}{row})"

    def straight() -> Iterator[tuple[int, list[str]]]:
        for number, row in enumerate(rows, 2):
            if len(row) == len(heads):
                faults.extend(table.loose_cells(heads, [(number, row)], where))
                yield number, row
            elif any(cell.strip() for cell in row):
                faults.append(table.ragged(number, len(row), len(heads), f"{name}, rij {number}"))

    yield from table.unknown_columns(heads)
    for record in table.to_records(heads, straight(), where):
        yield record
        yield from faults
        faults.clear()
    yield from faults


@cache
def letters(column: int) -> str:
    """Return a column number from 0 as a spreadsheet names it: 0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _delimiter(line: str) -> str | None:
    heads = line[: csv.field_size_limit()]
    return next((one for one in _DELIMITERS if table.is_header(next(csv.reader([heads], delimiter=one), []))), None)


def _no_header(name: str) -> Fault:
    return Fault(
        "geen-kopregel",
        Text("De eerste regel noemt onze kolommen niet.", "The first line does not name our columns."),
        f"{name}, rij 1",
        Text("kolommen als kaart_id, titel, werkzaam_element_1, handeling", "columns such as kaart_id, titel, handeling"),
        Text("Gebruik de kopregel uit de README, met ; ertussen.", "Use the header of the README, with ; between."),
    )


def _broken(name: str, reason: str) -> Fault:
    return Fault(
        "kapotte-csv",
        Text(f"De tabel is niet goed opgebouwd: {reason}.", f"The table is not well formed: {reason}."),
        name,
        Text("aanhalingstekens die openen en sluiten, velden tot 131.072 tekens", "quotes that open and close"),
        Text("Bewaar de tabel opnieuw als CSV vanuit uw rekenblad.", "Save the table again as CSV from your spreadsheet."),
    )
