"""One sheet of a workbook as rows of text: where its header stands, what its cells say, and which of them may not be read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dww_graph.errors import Fault, Text
from dww_graph.read.decoding import normalised
from dww_graph.read.table_csv import letters

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

IsHeader = Callable[[Sequence[str]], bool]
MAX_ROWS = 20_000
MAX_COLUMNS = 500
_TOP = 5
_CARRIAGE_RETURN = re.compile(r"_x000[dD]_\n?")


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet with a header: `names` as they are mapped, `shown` as a message names a column, and the filled rows by number."""

    title: str
    first: int
    names: tuple[str, ...]
    shown: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    faults: tuple[Fault, ...]
    notes: tuple[Text, ...]
    file: str

    def where(self, row: int, column: int) -> str:
        """Return the place of a cell: `kaarten.xlsx, blad Kaarten, rij 4, kolom Titel (B4)`."""
        return f"{self.file}, {self.place(row)}, kolom {self.shown[column]} ({letters(column)}{row})"

    def place(self, row: int) -> str:
        """Return the place of a record: `blad Kaarten, rij 4`."""
        return f"blad {self.title}, rij {row}"

    def head_at(self, column: int) -> str:
        """Return the place of a column head."""
        return f"{self.file}, blad {self.title}, kopregel ({letters(column)}{self.first})"


def has_header(sheet: Worksheet, is_header: IsHeader) -> bool:
    """True when one of the first rows is the header that is asked for."""
    return bool(_headers(sheet, is_header))


def grid(file: str, sheet: Worksheet, is_header: IsHeader, renamed: Callable[[str], str]) -> Grid:
    """Return a sheet that has the header. A second header under the first (machine names under labels) decides the mapping."""
    headers = _headers(sheet, is_header)
    first, last = headers[0], headers[0] + (headers[0] + 1 in headers)
    labels, heads = ([text_of(cell.value) for cell in sheet[row]] for row in (first, last))
    names = tuple(renamed(head or label) for head, label in zip(heads, labels, strict=True))
    shown = tuple((label or head).strip().removesuffix("*").rstrip() for head, label in zip(heads, labels, strict=True))
    made = Grid(sheet.title, first, names, shown, (), (), (), file)
    body = list(enumerate(sheet.iter_rows(min_row=last + 1), last + 1))
    cells = ((number, at, cell) for number, row in body for at, cell in enumerate(row) if names[at])
    faults = [fault for number, at, cell in cells for fault in _faults(cell, made, number, at)]
    texts = [(number, tuple(text_of(cell.value) for cell in row)) for number, row in body]
    rows = tuple((n, row) for n, row in texts if any(map(str.strip, row)) and not is_header(row) and not _is_help(row))
    faults += _merged(sheet, made, last)
    return Grid(sheet.title, first, names, shown, rows, tuple(faults), _unseen(sheet, rows), file)


def vast(file: str, sheet: Worksheet) -> tuple[Fault, ...]:
    """Return a fault for a sheet that runs on further than a table would: it may not be walked."""
    if sheet.max_row <= MAX_ROWS and sheet.max_column <= MAX_COLUMNS:
        return ()
    where = f"{file}, blad {sheet.title} ({letters(sheet.max_column - 1)}{sheet.max_row})"
    return (
        Fault(
            "blad-te-groot",
            Text("Dit blad loopt veel verder door dan een tabel met kaarten.", "This sheet runs on far beyond a table of cards."),
            where,
            Text(f"hoogstens {MAX_ROWS} rijen en {MAX_COLUMNS} kolommen", f"at most {MAX_ROWS} rows and {MAX_COLUMNS} columns"),
            Text("Verwijder de lege rijen en kolommen achter de tabel.", "Delete the empty rows and columns behind the table."),
        ),
    )


def text_of(value: object) -> str:
    """Return what a cell holds as text: a date as ISO day, a tick as ja or nee, a whole number without decimals."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return normalised(_CARRIAGE_RETURN.sub("\n", str(value)))


def _headers(sheet: Worksheet, is_header: IsHeader) -> list[int]:
    top = sheet.iter_rows(min_row=1, max_row=_TOP, max_col=min(sheet.max_column, MAX_COLUMNS), values_only=True)
    return [number for number, row in enumerate(top, 1) if is_header([text_of(value) for value in row])]


def _is_help(row: Sequence[str]) -> bool:
    return row[0].lower().startswith("uitleg")


def _faults(cell: SheetCell | MergedCell, made: Grid, number: int, at: int) -> Iterator[Fault]:
    kind = getattr(cell, "data_type", "")
    if kind == "f":
        yield _formula(made.where(number, at))
    elif kind == "e":
        yield _error_value(made.where(number, at))


def _merged(sheet: Worksheet, made: Grid, last: int) -> Iterator[Fault]:
    for area in sheet.merged_cells.ranges:
        at = (area.min_col or 1) - 1
        if (area.max_row or 0) > last and at < len(made.names):
            yield Fault(
                "samengevoegde-cel",
                Text("Hier zijn cellen samengevoegd.", "Cells are merged here."),
                made.where(area.min_row or 1, at),
                Text("elke waarde in een eigen cel", "each value in a cell of its own"),
                Text(f"Hef de samenvoeging van {area.coord} op en vul elke cel.", f"Unmerge {area.coord} and fill each cell."),
            )


def _unseen(sheet: Worksheet, rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[Text, ...]:
    """Return a note when rows were read that the person who sees the sheet does not see."""
    hidden = [str(number) for number, _ in rows if number in sheet.row_dimensions and sheet.row_dimensions[number].hidden]
    if not hidden:
        return ()
    told = ", ".join(hidden[:_TOP]) + (" …" if len(hidden) > _TOP else "")
    return (
        Text(f"Verborgen rijen op blad {sheet.title} zijn wel gelezen: {told}.",
             f"Hidden rows of sheet {sheet.title} were read all the same: {told}."),
    )


def _formula(where: str) -> Fault:
    return Fault(
        "formule",
        Text("In deze cel staat een formule.", "This cell holds a formula."),
        where,
        Text("gewone tekst", "plain text"),
        Text("Plak de cel als waarde.", "Paste the cell as a value."),
    )


def _error_value(where: str) -> Fault:
    return Fault(
        "foutwaarde",
        Text("In deze cel staat een foutwaarde van het rekenblad.", "This cell holds an error value of the spreadsheet."),
        where,
        Text("gewone tekst", "plain text"),
        Text("Maak de cel leeg of schrijf de waarde zelf.", "Clear the cell or write the value yourself."),
    )
