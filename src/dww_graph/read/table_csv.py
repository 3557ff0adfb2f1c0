"""The handelingskennis table as CSV, with Dutch habits: `;` or `,` or tab, UTF-8 or UTF-16 or cp1252."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

from dww_graph.errors import Fault, Text
from dww_graph.model import Reading
from dww_graph.read import table
from dww_graph.read.decoding import decode, read_text

_DELIMITERS = (";", ",", "\t")


def recognises(head: bytes, path: Path) -> bool:
    """True when the first line holds our column names, or the file is called .csv or .tsv."""
    first = decode(head)[0].split("\n", 1)[0]
    return path.suffix.lower() in (".csv", ".tsv") or _delimiter(first) is not None


def read(path: Path) -> Reading:
    """Read the table; faults name the row and the column (`rij 14, kolom datum (K14)`)."""
    text, note = read_text(path)
    delimiter = _delimiter(text.split("\n", 1)[0])
    notes = (note,) if note else ()
    if delimiter is None:
        return Reading("csv", (), (_no_header(path.name),), notes)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return Reading("csv", (), (_broken(path.name, str(error)),), notes)
    return _reading(path.name, rows, notes)


def _reading(name: str, rows: list[list[str]], notes: tuple[Text, ...]) -> Reading:
    heads = rows[0]

    def where(row: int, column: int) -> str:
        return f"{name}, rij {row}, kolom {heads[column].strip()} ({letters(column)}{row})"

    filled = [(number, row) for number, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)]
    straight = [(number, row) for number, row in filled if len(row) == len(heads)]
    faults = table.header_faults(heads, lambda at: f"{name}, kopregel ({letters(at)}1)")
    faults += [table.ragged(n, len(row), len(heads), f"{name}, rij {n}") for n, row in filled if len(row) != len(heads)]
    faults += table.loose_cells(heads, straight, where)
    records = table.to_records(heads, straight, where)
    return Reading("csv", tuple(records), tuple(faults), notes + table.unknown_columns(heads))


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
