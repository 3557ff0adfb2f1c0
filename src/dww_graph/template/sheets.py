"""The sheets with columns: heads, help, guards on what is typed, the lists behind them, and the filled example."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dww_graph.errors import Lang, Text
from dww_graph.fields import LINKED_FIELDS, Column, Field, list_key
from dww_graph.template import style
from dww_graph.template.lists import ChoiceList

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

FIRST = 4
"""The first row with records."""
LAST = 2003
_IDS = ("kaart_id", "bron_id")
_SOURCE = LINKED_FIELDS[0]
_SOURCES = f"'Bronnen'!$A${FIRST}:$A${LAST}"
_NO_CHOICE = Text("Kies uit de lijst.", "Choose from the list.")
_NO_DATE = Text("Typ een datum als 3-2-2026, vandaag of eerder.", "Type a date such as 3-2-2026, today or earlier.")
_NO_ID = Text("Een eigen nummer zonder spaties, dat nog niet in deze kolom staat.",
              "A number of its own without spaces that is not yet in this column.")
_TITLE = Text("Nog niet goed", "Not right yet")


def write_table(sheet: Worksheet, columns: Sequence[Column], top: int) -> None:
    """Write the three head rows of a table from row `top` on, with widths, text formats and frozen panes."""
    for at, column in enumerate(columns, 1):
        letter = _letter(at)
        head, name, hint = (sheet.cell(top + row, at) for row in range(3))
        head.value = f"{column.head} *" if column.required else column.head
        head.font = style.font(11, "FFFFFF" if column.required else style.INK, bold=True)
        head.fill = style.fill(style.TEAL if column.required else style.PALE)
        head.alignment, head.border = style.wrapped("center", indent=1), style.lines("FFFFFF", "FFFFFF")
        name.value = column.name
        name.font = style.font(9, style.GREY)
        hint.value = _hint(column, at == 1)
        hint.font = style.font(9, style.GREY, italic=True)
        hint.fill = style.fill(style.SAND)
        hint.alignment, hint.border = style.wrapped(indent=1), style.lines(style.TEAL, "FFFFFF")
        look = sheet.column_dimensions[letter]
        look.width = style.width(column.field)
        look.alignment = style.wrapped()
        look.font = style.font()
        look.number_format = "d-m-yyyy" if column.field.kind == "date" else "@"
    sheet.row_dimensions[top].height = 33
    sheet.row_dimensions[top + 1].hidden = True
    sheet.row_dimensions[top + 2].height = style.TALL
    sheet.freeze_panes = f"C{top + 3}"
    _printable(sheet, f"{top}:{top + 2}")


def guard(sheet: Worksheet, columns: Sequence[Column], places: Mapping[str, str], lang: Lang) -> None:
    """Guard what is typed in a table: lists, dates, lengths, one number once; show what is twice and what is still missing."""
    for at, column in enumerate(columns, 1):
        letter = _letter(at)
        validation = _validation(column, letter, places, lang)
        validation.add(f"{letter}{FIRST}:{letter}{LAST}")
        sheet.add_data_validation(validation)
        if column.field.name in _IDS:
            _shade(sheet, letter, f"COUNTIF(${letter}${FIRST}:${letter}${LAST},${letter}{FIRST})>1", style.TWICE)
        if column.required:
            last = _letter(len(columns))
            _shade(sheet, letter, f'AND({letter}{FIRST}="",COUNTA($A{FIRST}:${last}{FIRST})>0)', style.MISSING)


def write_lists(sheet: Worksheet, chosen: Iterable[ChoiceList]) -> Mapping[str, str]:
    """Write each list as two columns, choice and identifier, and protect them; return the range of its choices by name."""
    places = {}
    for number, each in enumerate(chosen):
        at = number * 3 + 1
        sheet.cell(1, at, each.title[0].upper() + each.title[1:]).font = style.font(11, style.TEAL, bold=True)
        sheet.cell(2, at, each.key).font = style.font(8, style.GREY)
        for offset, head in enumerate(("keuze", "sleutel")):
            cell = sheet.cell(3, at + offset, head)
            cell.font, cell.fill = style.font(9, style.GREY, italic=True), style.fill(style.SAND)
            cell.border = style.lines(style.TEAL)
        for row, choice in enumerate(each.choices, FIRST):
            sheet.cell(row, at, choice.label).font = style.font(10)
            sheet.cell(row, at + 1, choice.identifier).font = style.font(8, style.GREY)
        letter = _letter(at)
        sheet.column_dimensions[letter].width = max(16, *(len(choice.label) + 2 for choice in each.choices))
        sheet.column_dimensions[_letter(at + 1)].width = 18
        sheet.column_dimensions[_letter(at + 2)].width = 3
        places[each.key] = f"'{sheet.title}'!${letter}${FIRST}:${letter}${FIRST + len(each.choices) - 1}"
    sheet.freeze_panes = f"A{FIRST}"
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    return places


def write_example(sheet: Worksheet, rows: Iterable[Mapping[str, str]]) -> None:
    """Write the filled rows under the heads, and above them that they were invented."""
    told = sheet.cell(1, 1, "Drie verzonnen kaarten, om naar te kijken. Wat op dit blad staat, wordt niet ingelezen.")
    told.font = style.font(12, style.TEAL, bold=True)
    sheet.row_dimensions[1].height = 24
    for number, row in enumerate(rows, FIRST + 1):
        for at, (name, text) in enumerate(row.items(), 1):
            cell = sheet.cell(number, at, datetime.date.fromisoformat(text) if name == "datum" and text else text or None)
            cell.font, cell.alignment = style.font(10), style.wrapped()
            cell.number_format = "d-m-yyyy" if name == "datum" else "@"
            if cell.value and name != "datum":
                cell.data_type = "s"
        sheet.row_dimensions[number].height = 120
    sheet.sheet_properties.tabColor = style.GREY


def _hint(column: Column, first: bool) -> str:
    hint = column.field.hint.nl
    if column.name.endswith(("_2", "_3")):
        hint = "Alleen als er nog een is."
    need = "Verplicht. " if column.required else ""
    return f"{'Uitleg: ' if first else ''}{need}{hint}".strip()


def _validation(column: Column, letter: str, places: Mapping[str, str], lang: Lang) -> DataValidation:
    from openpyxl.worksheet.datavalidation import DataValidation as Made

    rule, told = _rule(column.field, letter, places)
    made = Made(allow_blank=True, showErrorMessage=column.field is not _SOURCE, showInputMessage=True, **rule)
    made.errorTitle, made.error = _TITLE.in_(lang), told.in_(lang)
    made.promptTitle, made.prompt = column.head[:32], (column.field.hint.in_(lang) or told.in_(lang))[:255]
    return made


def _rule(field: Field, letter: str, places: Mapping[str, str]) -> tuple[dict[str, Any], Text]:
    """Return what may be typed in a column, as a validation tells it, and the words for what may not."""
    if field is _SOURCE:
        return {"type": "list", "formula1": _SOURCES}, _NO_CHOICE
    if key := list_key(field):
        return {"type": "list", "formula1": places[key]}, _NO_CHOICE
    if field.kind == "date":
        return {"type": "date", "operator": "between", "formula1": "DATE(1990,1,1)", "formula2": "TODAY()"}, _NO_DATE
    if field.name in _IDS:
        own, whole = f"{letter}{FIRST}", f"${letter}${FIRST}:${letter}${LAST}"
        formula = f'AND(LEN({own})<={field.longest},ISERROR(FIND(" ",{own})),COUNTIF({whole},{own})=1)'
        return {"type": "custom", "formula1": formula}, _NO_ID
    low = max(1, field.shortest)
    told = Text(f"{low} tot {field.longest} tekens.", f"{low} to {field.longest} characters.")
    return {"type": "textLength", "operator": "between", "formula1": str(low), "formula2": str(field.longest)}, told


def _shade(sheet: Worksheet, letter: str, formula: str, colour: str) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles.differential import DifferentialStyle

    rule = Rule(type="expression", formula=[formula], dxf=DifferentialStyle(fill=style.fill(colour)))
    sheet.conditional_formatting.add(f"{letter}{FIRST}:{letter}{LAST}", rule)


def _printable(sheet: Worksheet, heads: str) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8  # A3
    sheet.print_title_rows, sheet.print_title_cols = heads, "A:B"


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))
