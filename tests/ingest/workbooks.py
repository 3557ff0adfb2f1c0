"""Template workbooks as a person fills them in: by column name on each sheet, from row 4 on."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

FIRST = 4
Value = str | int | float | datetime.date | datetime.datetime | None
CARD: Mapping[str, Value] = {
    "kaart_id": "HK-001",
    "titel": "Eerst koffie, dan de crèche",
    "werkzaam_element_1": "transparant over kader",
    "werkzaam_element_2": "empathie",
    "beroepssituatie_1": "huisbezoek",
    "clienttype_1": "8-11 jaar",
    "clienttype_2": "eenoudergezin",
    "context": "ambulante hulp",
    "handeling": "Ik zet de koffie neer en zeg: één ding tegelijk.\nDan wacht ik tot zij begint.",
    "waarom": "Wie ziet dat ik geen haast heb, durft te zeggen wat niet lukt.",
    "functie": "jeugdbeschermer",
    "ervaring": "6-10 jaar ervaring",
    "professional": "P-07",
    "datum": datetime.date(2026, 2, 3),
    "toestemming": "T-2026-03",
    "privacy_gecontroleerd": "ja",
    "zichtbaarheid": "openbaar",
    "illustratief": "ja",
    "bron_1": "jansen-2019",
    "relatie_1": "ondersteund door",
    "toelichting_1": "Deze bron beschrijft hetzelfde.",
}
SOURCE: Mapping[str, Value] = {
    "bron_id": "jansen-2019",
    "titel": "Tempo in het gesprek",
    "auteurs": "Jansen, A.; de Boer, B.",
    "jaar": 2019.0,
    "doi": "https://doi.org/10.1000/ABC.1",
    "soort": "richtlijn",
}


def opened(path: Path) -> Workbook:
    """Return a workbook to change."""
    return load_workbook(path)


def sheet_of(book: Workbook, title: str) -> Worksheet:
    """Return a sheet with cells."""
    sheet = book[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def at(sheet: Worksheet, name: str, row: int = FIRST) -> str:
    """Return the coordinate of a column, by its machine name in row 2, in a row: `D4`."""
    column = next(cell.column for cell in sheet[2] if cell.value == name)
    return sheet.cell(row, column).coordinate


def fill(book: Workbook, title: str, values: Mapping[str, Value], row: int = FIRST) -> None:
    """Fill one row of a sheet, by machine name."""
    sheet = sheet_of(book, title)
    for name, value in values.items():
        sheet[at(sheet, name, row)] = value


def filled(template: Path, out: Path, **changes: Value) -> Path:
    """Return the template with one card, in which `changes` replace cells by column name, and one source."""
    book = opened(template)
    fill(book, "Kaarten", {**CARD, **changes})
    fill(book, "Bronnen", SOURCE)
    book.save(out)
    return out


def rewritten(path: Path, out: Path, change: Callable[[str], str]) -> Path:
    """Return a copy of a workbook in which the XML of every sheet was changed."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name.startswith("xl/worksheets/sheet") else data)
    return out
