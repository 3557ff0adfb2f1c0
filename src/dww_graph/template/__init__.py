"""The Dutch template workbook: seven sheets, made from the ontology and from the table of fields.

Lees mij, Kaarten, Bronnen, Fragmenten, Voorbeeld, Lijsten and Over. Row 1 of a table is the Dutch head, row 2 (hidden) the
machine name, row 3 the help; records begin in row 4.
"""

from __future__ import annotations

from pathlib import Path

from dww_graph.errors import Lang
from dww_graph.fields import QUOTE_FIELDS, SOURCE_FIELDS, card_columns, columns
from dww_graph.template import example, lists, pages, sheets

SHEETS = ("Lees mij", "Kaarten", "Bronnen", "Fragmenten", "Voorbeeld", "Lijsten", "Over")


def write(path: Path, lang_of_messages: Lang = "nl") -> None:
    """Write the workbook; its words are Dutch, its prompts and refusals in `lang_of_messages`. Raises OSError."""
    from openpyxl import Workbook

    cards, sources, quotes = card_columns(), columns(SOURCE_FIELDS), columns(QUOTE_FIELDS)
    chosen = lists.chosen((*cards, *sources))
    book = Workbook()
    book.remove(book.worksheets[0])
    read_me, kaarten, bronnen, fragmenten, voorbeeld, lijsten, over = (book.create_sheet(title) for title in SHEETS)
    places = sheets.write_lists(lijsten, chosen)
    for sheet, own in ((kaarten, cards), (bronnen, sources), (fragmenten, quotes)):
        sheets.write_table(sheet, own, 1)
        sheets.guard(sheet, own, places, lang_of_messages)
    rows = example.rows(cards, chosen)
    sheets.write_table(voorbeeld, cards, 2)
    sheets.write_example(voorbeeld, rows)
    pages.read_me(read_me, cards, rows[0])
    pages.about(over, (*cards, *sources, *quotes))
    book.active = 0
    book.properties.creator = "DOEN WAT WERKT"
    book.properties.title = "Sjabloon voor kaarten met handelingskennis"
    book.save(path)
