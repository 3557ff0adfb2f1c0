"""What only the template workbook has: its version, the identifiers behind its lists, and its sheets Bronnen and Fragmenten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from dww_graph import terms
from dww_graph.errors import Fault, Text
from dww_graph.fields import (
    CARD_FIELDS,
    LINKED_FIELDS,
    QUOTE_FIELDS,
    RENAMED_COLUMNS,
    SOURCE_FIELDS,
    TEMPLATE_VERSION,
    Field,
    list_key,
)
from dww_graph.model import Cell, RawRecord
from dww_graph.read import table
from dww_graph.read.bronnen import doi_of
from dww_graph.read.grid import Grid, text_of

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

PASSED_BY = frozenset({"lees mij", "voorbeeld", "lijsten", "over", "fouten"})
"""Sheets of the workbook that hold no records; the last one is in a copy with faults."""
_VERSION = "sjabloonversie"
_KNOWN = frozenset({*RENAMED_COLUMNS, TEMPLATE_VERSION})
_MANY = 5000
_WITH_LIST = {field.name: list_key(field) for field in (*CARD_FIELDS, *LINKED_FIELDS) if field.schemes}
_OF_THE_CARD = ("toestemming", "toestemming_id", "zichtbaarheid", "illustratief")
Lists = Mapping[str, Mapping[str, str]]
Names = Mapping[str, str]
_Cells = dict[str, tuple[Cell, ...]]


def version_of(book: Workbook) -> str | None:
    """Return the template version that the sheet Over tells (empty when it was cleared); None when this is no template."""
    for sheet in book.worksheets:
        if sheet.title.lower() == "over":
            for head, value, *_ in sheet.iter_rows(min_row=1, max_row=30, max_col=2, values_only=True):
                if text_of(head).strip().lower() == _VERSION:
                    return text_of(value).strip()
    return None


def version_fault(name: str, version: str | None) -> tuple[Fault, ...]:
    """Return the fault of a template that this program does not know, because it is newer or was changed."""
    if version is None or version in _KNOWN:
        return ()
    newer = version.isdigit() and int(version) > int(TEMPLATE_VERSION)
    what = Text(f"Dit werkboek is van sjabloonversie {version[:10]}; ik ken tot en met {TEMPLATE_VERSION}.",
                f"This workbook is of template version {version[:10]}; I know them up to {TEMPLATE_VERSION}.")
    unknown = Text("Dit werkboek zegt niet goed van welke sjabloonversie het is.",
                   "This workbook does not properly say of which template version it is.")
    return (
        Fault(
            "sjabloon-te-nieuw" if newer else "sjabloon-onbekend",
            what if newer else unknown,
            f"{name}, blad Over",
            Text(f"sjabloonversie {' of '.join(sorted(_KNOWN))}", f"template version {' or '.join(sorted(_KNOWN))}"),
            Text("Werk dww-graph bij.", "Update dww-graph.") if newer else
            Text("Maak een nieuw sjabloon met dww template BESTAND.xlsx en plak uw rijen daarin.",
                 "Make a new template with dww template FILE.xlsx and paste your rows into it."),
        ),
    )


def renaming(version: str | None) -> Callable[[str], str]:
    """Return what turns a column head of a template version into the name it has now; heads that are unknown stay."""
    later = [RENAMED_COLUMNS[each] for each in sorted(RENAMED_COLUMNS, key=int) if version and int(each) >= int(version)]

    def renamed(head: str) -> str:
        base, _, number = head.rpartition("_")
        for names in later:
            if head in names:
                return names[head]
            if number.isdigit() and base in names:
                return f"{names[base]}_{number}"
        return head

    return renamed


def migration_note(version: str | None, changed: Iterable[tuple[str, str]]) -> tuple[Text, ...]:
    """Return the note that a workbook of an older template was read, and which columns are called otherwise now."""
    if version is None or version == TEMPLATE_VERSION:
        return ()
    told = ", ".join(f"{old} → {new}" for old, new in changed) or "-"
    return (
        Text(f"Ouder sjabloon (versie {version}) omgezet naar versie {TEMPLATE_VERSION}. Andere kolomnamen: {told}.",
             f"Older template (version {version}) converted to version {TEMPLATE_VERSION}. Renamed columns: {told}."),
    )


def lists_of(book: Workbook) -> Lists:
    """Return what the sheet Lijsten says: list name → choice → identifier. So a label that got another name is still known."""
    sheet = next((sheet for sheet in book.worksheets if sheet.title.lower() == "lijsten"), None)
    if sheet is None:
        return {}
    width = min(sheet.max_column, 200)
    columns = list(zip(*sheet.iter_rows(max_row=min(sheet.max_row, _MANY), max_col=width, values_only=True), strict=True))
    found = {}
    for labels, identifiers in zip(columns, islice(columns, 1, None), strict=False):
        pairs = [(_choice(text_of(label)), text_of(iri)) for label, iri in zip(labels, identifiers, strict=True)]
        known = {label: iri for label, iri in pairs if label and iri.startswith(terms.ID)}
        if known and len(labels) > 1:
            found[text_of(labels[1])] = known
    return found


def identified(records: Iterable[RawRecord], lists: Lists) -> Iterator[RawRecord]:
    """Yield the cards with the identifier for every choice that stands in a list of their own workbook."""
    for record in records:
        cells = {name: tuple(_identified(cell, lists.get(_WITH_LIST.get(name, ""), {})) for cell in found)
                 for name, found in record.cells.items()}
        yield replace(record, cells=cells, parts=tuple(identified(record.parts, lists)))


def is_source_header(heads: Sequence[str]) -> bool:
    """True for the header of the sheet Bronnen."""
    return {"bron_id", "titel"} <= {_SOURCE_NAMES.get(table.plain_name(head)) for head in heads}


def is_quote_header(heads: Sequence[str]) -> bool:
    """True for the header of the sheet Fragmenten."""
    return {"kaart_id", "citaat"} <= {_QUOTE_NAMES.get(table.plain_name(head)) for head in heads}


def sources(grid: Grid) -> tuple[list[RawRecord], list[Fault]]:
    """Return the records of the sheet Bronnen, and what is wrong in its cells."""
    records, faults = _records(grid, _SOURCE_NAMES, SOURCE_FIELDS)
    seen: dict[str, str] = {}
    made = []
    for number, cells in records:
        faults += _source_faults(cells, seen)
        doi = tuple(Cell(doi_of(cell.text), cell.where) for cell in cells.get("doi", ()))
        authors = tuple(part for cell in cells.get("auteurs", ()) for part in table.split(cell, ";"))
        made.append(RawRecord("bron", grid.place(number), {**cells, "doi": doi, "auteurs": authors}))
    return made, faults


def quotes(grid: Grid, cards: Sequence[RawRecord]) -> tuple[list[RawRecord], list[Fault]]:
    """Return the records of the sheet Fragmenten: codings without a position, under the consent and in the ring of their card."""
    by_number = {cell.text.casefold(): card for card in cards if (cell := card.first("kaart_id"))}
    records, faults = _records(grid, _QUOTE_NAMES, QUOTE_FIELDS)
    made = []
    for number, cells in records:
        named = cells["kaart_id"][0] if "kaart_id" in cells else Cell("", grid.place(number))
        card = by_number.get(named.text.casefold())
        if card is None and named.text:
            faults.append(_no_card(named))
        around = {name: card.cells[name] for name in _OF_THE_CARD if card and name in card.cells}
        said = {name: found for name, found in cells.items() if name != "kaart_id"}
        made.append(RawRecord("codering", grid.place(number), {"kaart": (named,), **said, **around}))
    return made, faults


def _names(fields: Iterable[Field]) -> Names:
    return {name: field.name for field in fields for name in (field.name, table.plain_name(field.label.nl))}


_SOURCE_NAMES = _names(SOURCE_FIELDS)
_QUOTE_NAMES = _names(QUOTE_FIELDS)


def _choice(text: str) -> str:
    return " ".join(text.split()).casefold()


def _identified(cell: Cell, choices: Mapping[str, str]) -> Cell:
    return Cell(choices.get(_choice(cell.text), cell.text), cell.where)


def _records(
    grid: Grid, names: Names, fields: Sequence[Field]
) -> tuple[list[tuple[int, _Cells]], list[Fault]]:
    """Return the rows of a sheet as cells by field name, and the faults against what the fields demand."""
    heads = reversed([(column, table.plain_name(head)) for column, head in enumerate(grid.names)])
    at = {names[head]: column for column, head in heads if head in names}
    rows: list[tuple[int, _Cells]] = []
    faults = table.loose_cells(grid.names, grid.rows, grid.where)
    for number, row in grid.rows:
        cells = {name: (Cell(row[column].strip(), grid.where(number, column)),) for name, column in at.items()}
        if any(found[0].text for found in cells.values()):
            checked = {field.name: _checked(field, cells[field.name][0]) for field in fields if field.name in cells}
            faults += [each for each in checked.values() if isinstance(each, Fault)]
            rows.append((number, {name: (each,) for name, each in checked.items() if isinstance(each, Cell)}))
    return rows, faults


def _checked(field: Field, cell: Cell) -> Cell | Fault:
    """Return a cell (a choice as it is written in the list), or what is wrong in it."""
    if not cell.text:
        return _empty(field, cell.where) if field.required else cell
    if field.choices:
        chosen = next((each for each in field.choices if each.casefold() == cell.text.casefold()), None)
        return Cell(chosen, cell.where) if chosen else _no_such_choice(field, cell)
    return cell if len(cell.text) <= field.longest else _long(field, cell)


def _source_faults(cells: _Cells, seen: dict[str, str]) -> Iterator[Fault]:
    for cell in cells.get("bron_id", ()):
        first = seen.setdefault(terms.key_of(cell.text), cell.where)
        if cell.text and first != cell.where:
            yield _key_again(cell, first)
    for cell in cells.get("doi", ()):
        if cell.text and not doi_of(cell.text):
            yield _no_doi(cell.where)


def _empty(field: Field, where: str) -> Fault:
    return Fault(
        "ontbreekt",
        Text(f"Deze cel is nog leeg: {field.label.nl}.", f"This cell is still empty: {field.label.en}."),
        where,
        Text("een waarde; deze kolom is verplicht", "a value; this column is required"),
        Text("Vul de cel, of maak de hele rij leeg.", "Fill the cell, or clear the whole row."),
    )


def _long(field: Field, cell: Cell) -> Fault:
    return Fault(
        "te-lang",
        Text(f"{field.label.nl}: {len(cell.text)} tekens.", f"{field.label.en}: {len(cell.text)} characters."),
        cell.where,
        Text(f"hoogstens {field.longest} tekens", f"at most {field.longest} characters"),
        Text("Kort de tekst in.", "Shorten the text."),
    )


def _no_such_choice(field: Field, cell: Cell) -> Fault:
    told = ", ".join(field.choices)
    return Fault(
        "onbekende-keuze",
        Text(f"'{cell.text[:40]}' is hier geen keuze.", f"'{cell.text[:40]}' is no choice here."),
        cell.where,
        Text(f"een van: {told}", f"one of: {told}"),
        Text("Kies uit de lijst van de cel.", "Choose from the list of the cell."),
    )


def _key_again(cell: Cell, first: str) -> Fault:
    return Fault(
        "dubbel-nummer",
        Text(f"De sleutel {cell.text[:40]} is al van een andere bron.", f"The key {cell.text[:40]} is already taken."),
        cell.where,
        Text(f"elke sleutel één keer (eerst in: {first})", f"each key once (first at: {first})"),
        Text("Geef deze bron een eigen sleutel.", "Give this source a key of its own."),
    )


def _no_doi(where: str) -> Fault:
    return Fault(
        "geen-doi",
        Text("Dit is geen DOI.", "This is no DOI."),
        where,
        Text("een DOI zoals 10.1000/182, ook als webadres", "a DOI such as 10.1000/182, also as a web address"),
        Text("Verbeter de DOI, of maak de cel leeg.", "Mend the DOI, or clear the cell."),
    )


def _no_card(cell: Cell) -> Fault:
    return Fault(
        "onbekende-kaart",
        Text(f"Er is geen kaart met nummer '{cell.text[:40]}'.", f"There is no card with number '{cell.text[:40]}'."),
        cell.where,
        Text("een kaartnummer van het blad Kaarten", "a card number of the sheet Kaarten"),
        Text("Verbeter het nummer, of voeg de kaart toe.", "Mend the number, or add the card."),
    )
