"""The handelingskennis table as XLSX, plain or in the template workbook.

openpyxl in normal mode, for a read-only sheet may hide rows without a word.
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from dww_graph.errors import Fault, Text
from dww_graph.model import RawRecord, Reading
from dww_graph.read import grid, table, template_book

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ZIP = b"PK\x03\x04"


def recognises(head: bytes, path: Path) -> bool:
    """True for a zip that is called .xlsx, or that names a workbook among its first members."""
    return head.startswith(_ZIP) and (path.suffix.lower() == ".xlsx" or b"xl/" in head)


def read(path: Path) -> Reading:
    """Read every visible sheet that carries our header; formulas, merged cells, hidden sheets and rows are reported."""
    book = _opened(path)
    if isinstance(book, Fault):
        return Reading("xlsx", (), (book,))
    version = template_book.version_of(book)
    sheets = _Sheets(book)
    vast = (fault for sheet in sheets.all for fault in grid.vast(path.name, sheet))
    barred = (*template_book.version_fault(path.name, version), *vast)
    if barred or not sheets.all:
        return Reading("xlsx", (), barred or (_no_table(path.name),))
    reading = _Workbook(path.name, version)
    reading.take(sheets)
    cards = tuple(template_book.identified(reading.cards, template_book.lists_of(book)))
    notes = (*reading.notes, *_hidden(sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"))
    return Reading("xlsx", (*reading.sources, *cards, *reading.quotes), tuple(reading.faults), notes)


def _opened(path: Path) -> Workbook | Fault:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which we do not read
            return load_workbook(file, data_only=False, keep_links=False)
    except (
        InvalidFileException, BadZipFile, zlib.error, SyntaxError, LookupError, AttributeError, TypeError, ValueError, OSError
    ) as error:
        return _broken(path.name, error)


class _Sheets:
    """The visible sheets with records, by what they hold."""

    def __init__(self, book: Workbook) -> None:
        from openpyxl.worksheet.worksheet import Worksheet as Kind

        seen = [sheet for sheet in book.worksheets if isinstance(sheet, Kind) and sheet.sheet_state == "visible"]
        own = [sheet for sheet in seen if sheet.title.lower() not in template_book.PASSED_BY]
        self.cards = self._with(own, table.is_header)
        self.sources = self._with([sheet for sheet in own if sheet.title.lower() == "bronnen"], template_book.is_source_header)
        self.quotes = self._with([sheet for sheet in own if sheet.title.lower() == "fragmenten"], template_book.is_quote_header)
        self.all = [*self.cards, *self.sources, *self.quotes]

    @staticmethod
    def _with(seen: Iterable[Worksheet], is_header: grid.IsHeader) -> list[Worksheet]:
        return [sheet for sheet in seen if grid.has_header(sheet, is_header)]


class _Workbook:
    """Gathers what the sheets of one workbook hold."""

    def __init__(self, name: str, version: str | None) -> None:
        self._name, self._version = name, version
        self.cards: list[RawRecord] = []
        self.sources: list[RawRecord] = []
        self.quotes: list[RawRecord] = []
        self.faults: list[Fault] = []
        self.notes: list[Text] = []

    def take(self, sheets: _Sheets) -> None:
        """Take the cards, then the sources, then the quotes, which name a card."""
        changed: dict[str, str] = {}
        for sheet in sheets.cards:
            self._take_cards(self._grid(sheet, table.is_header, changed))
        for sheet in sheets.sources:
            records, faults = template_book.sources(self._grid(sheet, template_book.is_source_header, changed))
            self.sources += records
            self.faults += faults
        for sheet in sheets.quotes:
            records, faults = template_book.quotes(self._grid(sheet, template_book.is_quote_header, changed), self.cards)
            self.quotes += records
            self.faults += faults
        self.notes += template_book.migration_note(self._version, changed.items())

    def _take_cards(self, found: grid.Grid) -> None:
        self.faults += table.header_faults(found.names, found.head_at)
        self.faults += table.loose_cells(found.names, found.rows, found.where)
        self.cards += table.to_records(found.names, found.rows, found.where, found.place)
        self.notes += table.unknown_columns(found.names)

    def _grid(self, sheet: Worksheet, is_header: grid.IsHeader, changed: dict[str, str]) -> grid.Grid:
        renamed = template_book.renaming(self._version)

        def now_called(head: str) -> str:
            new = renamed(head)
            if new != head:
                changed[head] = new
            return new

        found = grid.grid(self._name, sheet, is_header, now_called)
        self.faults += found.faults
        self.notes += found.notes
        return found


def _hidden(titles: Iterable[str]) -> tuple[Text, ...]:
    told = ", ".join(titles)
    return (Text(f"Verborgen bladen niet gelezen: {told}.", f"Hidden sheets not read: {told}."),) if told else ()


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
