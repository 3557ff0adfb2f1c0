"""The handelingskennis table as XLSX. openpyxl in normal mode, for a read-only sheet may hide rows without a word."""

from __future__ import annotations

import datetime
import warnings
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from dww_graph.errors import Fault, Text
from dww_graph.model import Reading
from dww_graph.read import table
from dww_graph.read.decoding import normalised
from dww_graph.read.table_csv import letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ZIP = b"PK\x03\x04"
_MAX_ROWS = 20_000
_MAX_COLUMNS = 500


def recognises(head: bytes, path: Path) -> bool:
    """True for a zip that is called .xlsx, or that names a workbook among its first members."""
    return head.startswith(_ZIP) and (path.suffix.lower() == ".xlsx" or b"xl/" in head)


def read(path: Path) -> Reading:
    """Read every visible sheet that carries our header; formula cells and hidden sheets are reported."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which we do not read
            book = load_workbook(file, data_only=False)
    except (InvalidFileException, BadZipFile, SyntaxError, LookupError, AttributeError, TypeError, ValueError, OSError) as error:
        return Reading("xlsx", (), (_broken(path.name, error),))
    tables = [sheet for sheet in book.worksheets if _carries_table(sheet)]
    vast = tuple(_vast(path.name, sheet) for sheet in tables if sheet.max_row > _MAX_ROWS or sheet.max_column > _MAX_COLUMNS)
    if vast:
        return Reading("xlsx", (), vast)
    readings = [_sheet(path.name, sheet) for sheet in tables]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if not readings:
        return Reading("xlsx", (), (_no_table(path.name),))
    return Reading(
        "xlsx",
        tuple(record for reading in readings for record in reading.records),
        tuple(fault for reading in readings for fault in reading.faults),
        tuple(note for reading in readings for note in reading.notes) + _hidden(hidden),
    )


def _carries_table(sheet: Worksheet) -> bool:
    return sheet.sheet_state == "visible" and sheet.title.lower() != "voorbeeld" and _header_row(sheet) is not None


def _header_row(sheet: Worksheet) -> int | None:
    for number, row in enumerate(sheet.iter_rows(min_row=1, max_row=5, values_only=True), 1):
        if table.is_header([_text(value) for value in row]):
            return number
    return None


def _sheet(name: str, sheet: Worksheet) -> Reading:
    start = _header_row(sheet) or 1
    heads = [_text(cell.value) for cell in sheet[start]]

    def where(row: int, column: int) -> str:
        return f"{name}, blad {sheet.title}, rij {row}, kolom {heads[column].strip()} ({letters(column)}{row})"

    rows = list(enumerate(sheet.iter_rows(min_row=start + 1), start + 1))
    faults = table.header_faults(heads, lambda at: f"{name}, blad {sheet.title} ({letters(at)}{start})")
    faults += [
        _formula(where(number, at)) for number, row in rows for at, cell in enumerate(row) if cell.data_type == "f" and heads[at]
    ]
    texts = [(number, [_text(cell.value) for cell in row]) for number, row in rows]
    filled = [(n, row) for n, row in texts if not table.is_header(row) and not _is_help(row)]
    faults += table.loose_cells(heads, filled, where)
    return Reading("xlsx", tuple(table.to_records(heads, filled, where)), tuple(faults), table.unknown_columns(heads))


def _is_help(row: list[str]) -> bool:
    return bool(row) and row[0].lower().startswith("uitleg")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else normalised(str(value))


def _hidden(titles: list[str]) -> tuple[Text, ...]:
    told = ", ".join(titles)
    return (Text(f"Verborgen bladen niet gelezen: {told}.", f"Hidden sheets not read: {told}."),) if titles else ()


def _formula(where: str) -> Fault:
    return Fault(
        "formule",
        Text("In deze cel staat een formule.", "This cell holds a formula."),
        where,
        Text("gewone tekst", "plain text"),
        Text("Plak de cel als waarde.", "Paste the cell as a value."),
    )


def _vast(name: str, sheet: Worksheet) -> Fault:
    where = f"{name}, blad {sheet.title} ({letters(sheet.max_column - 1)}{sheet.max_row})"
    return Fault(
        "blad-te-groot",
        Text("Dit blad loopt veel verder door dan een tabel met kaarten.", "This sheet runs on far beyond a table of cards."),
        where,
        Text(f"hoogstens {_MAX_ROWS} rijen en {_MAX_COLUMNS} kolommen", f"at most {_MAX_ROWS} rows and {_MAX_COLUMNS} columns"),
        Text("Verwijder de lege rijen en kolommen achter de tabel.", "Delete the empty rows and columns behind the table."),
    )


def _broken(name: str, error: Exception) -> Fault:
    return Fault(
        "kapotte-xlsx",
        Text(f"Dit werkboek gaat niet open: {error}.", f"This workbook does not open: {error}."),
        name,
        Text("een werkboek (.xlsx) zonder wachtwoord", "a workbook (.xlsx) without a password"),
        Text("Bewaar het opnieuw als .xlsx.", "Save it again as .xlsx."),
    )


def _no_table(name: str) -> Fault:
    return Fault(
        "geen-kopregel",
        Text("Geen zichtbaar blad noemt onze kolommen.", "No visible sheet names our columns."),
        name,
        Text("een blad met kolommen als kaart_id, titel, handeling", "a sheet with columns such as kaart_id, titel, handeling"),
        Text("Gebruik de kopregel uit de README.", "Use the header of the README."),
    )
