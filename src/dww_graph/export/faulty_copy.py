"""A copy of a table with its faults in it: a comment and a light colour in each faulty cell, and a last sheet with them all.

The copy is plain: no macros, no links, and what looks like a formula is text.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dww_graph.errors import Fault, Lang, Text
from dww_graph.read import grid, table_csv

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LIST: Final = "Fouten"
AUTHOR: Final = "DOEN WAT WERKT"
_COLOUR: Final = "FFD9CC"
_PLACE = re.compile(r"\(([A-Z]{1,3}[1-9]\d{0,6})\)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST = 32_000
_UNPACKED = 60 * 1024 * 1024
_NEVER_OPENED = frozenset({"blad-te-groot", "kapotte-xlsx", "lezen-gestopt", "leesfout"})
_HEADS = (Text("blad", "sheet"), Text("cel", "cell"), Text("wat", "what"), Text("verwacht", "expected"),
          Text("doe dit", "do this"), Text("waar", "where"))
_WIDTHS = (16, 9, 48, 44, 52, 52)
_SPOTS = dict[tuple[str, str], list[Fault]]


def write(original: Path, faults: Sequence[Fault], out: Path, lang: Lang = "nl") -> int:
    """Write the copy as a workbook to `out`, and return how many cells carry a comment.

    A file that is no table, or that could not be read, gives a workbook with the list alone. Raises OSError.
    """
    book = _copied(original, faults)
    spots = _spots(book, faults)
    for (title, place), own in spots.items():
        _mark(book[title][place], own, lang)
    _list(book, faults, lang)
    book.save(out)
    return len(spots)


def place_of(fault: Fault, titles: Sequence[str]) -> tuple[str, str] | None:
    """Return sheet and cell of a fault; None when it names no cell. Where no sheet is named, it is the only one."""
    found = _PLACE.findall(fault.where)
    named = sorted((title for title in titles if f", blad {title}, " in fault.where), key=len)
    title = named[-1] if named else titles[0] if len(titles) == 1 else None
    return (title, found[-1]) if found and title else None


def _spots(book: Workbook, faults: Sequence[Fault]) -> _SPOTS:
    spots: _SPOTS = {}
    for fault in faults:
        place = place_of(fault, book.sheetnames)
        if place and fault.code not in _NEVER_OPENED:
            spots.setdefault(place, []).append(fault)
    return spots


def _copied(original: Path, faults: Sequence[Fault]) -> Workbook:
    from openpyxl import Workbook as Empty

    if _is_workbook(original):
        opened = None if _too_much(original, faults) else _opened(original)
        if opened is not None:
            return opened
    book = Empty()
    book.remove(book.worksheets[0])
    if not _is_workbook(original):
        _take_rows(book, original)
    return book


def _is_workbook(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _too_much(path: Path, faults: Sequence[Fault]) -> bool:
    """True when the reader could not take the workbook in, or it unpacks to more than a table is."""
    if _NEVER_OPENED & {fault.code for fault in faults} or not any(_PLACE.search(fault.where) for fault in faults):
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(member.file_size for member in archive.infolist()) > _UNPACKED
    except zipfile.BadZipFile:
        return True


def _opened(path: Path) -> Workbook | None:
    from openpyxl import load_workbook

    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(file, keep_vba=False, keep_links=False)
        except (KeyError, ValueError, TypeError, AttributeError, SyntaxError):
            return None
    for names in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name in [name for name, defined in names.items() if "[" in (defined.attr_text or "")]:
            del names[name]
    for sheet in list(book.worksheets):
        if sheet.title == LIST or grid.vast(path.name, sheet):
            book.remove(sheet)
        else:
            _made_plain(sheet)
    return book


def _made_plain(sheet: Worksheet) -> None:
    """Make text of what could act: formulas and links; take away what an earlier copy marked."""
    from openpyxl.cell.cell import Cell as Plain
    from openpyxl.styles import PatternFill

    for cell in (each for row in sheet.iter_rows() for each in row):
        if not isinstance(cell, Plain):
            continue
        cell.hyperlink = None
        if cell.data_type == "f":
            _as_text(cell, cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", None) or "=…")
        elif isinstance(cell.value, str):
            cell.data_type = "s"
        if cell.comment and cell.comment.author == AUTHOR:
            cell.comment = None
            cell.fill = PatternFill()
    sheet.data_validations.dataValidation = [
        each for each in sheet.data_validations.dataValidation if "[" not in f"{each.formula1}{each.formula2}"
    ]


def _take_rows(book: Workbook, path: Path) -> None:
    """Take over a table in text; of any other file nothing."""
    rows = table_csv.rows_of(path)
    if not 0 < len(rows) <= grid.MAX_ROWS:
        return
    sheet = book.create_sheet("Kaarten")
    for number, row in enumerate(rows, 1):
        for at, text in enumerate(row, 1):
            if text:
                _as_text(sheet.cell(number, at), text)
    sheet.freeze_panes = "A2"


def _as_text(cell: Cell, text: str) -> None:
    cell.value = _CONTROL.sub(" ", text)[:_LONGEST]
    cell.data_type = "s"
    cell.number_format = "@"


def _mark(cell: Cell, faults: Sequence[Fault], lang: Lang) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    told = "\n\n".join(_told(fault, lang) for fault in faults)
    height = 40 + 18 * (told.count("\n") + len(told) // 45)
    cell.comment = Comment(_CONTROL.sub(" ", told)[:_LONGEST], AUTHOR, height=height, width=340)
    cell.fill = PatternFill("solid", start_color=_COLOUR, end_color=_COLOUR)


def _told(fault: Fault, lang: Lang) -> str:
    expected = {"nl": "Verwacht", "en": "Expected"}[lang]
    parts = (fault.what.in_(lang), f"{expected}: {fault.expected.in_(lang)}" if fault.expected.nl else "", fault.do.in_(lang))
    return "\n".join(part for part in parts if part)


def _list(book: Workbook, faults: Sequence[Fault], lang: Lang) -> None:
    """Add the last sheet: every fault, also those that have no cell."""
    from openpyxl.styles import Alignment, Font, PatternFill

    titles = book.sheetnames
    sheet = book.create_sheet(LIST)
    for at, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True), 1):
        cell = sheet.cell(1, at, head.in_(lang).capitalize())
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color=_COLOUR, end_color=_COLOUR)
        sheet.column_dimensions[cell.column_letter].width = width
    for number, fault in enumerate(faults, 2):
        title, place = place_of(fault, titles) or ("", "")
        texts = (title, place, fault.what.in_(lang), fault.expected.in_(lang), fault.do.in_(lang), fault.where)
        for at, text in enumerate(texts, 1):
            cell = sheet.cell(number, at)
            _as_text(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
