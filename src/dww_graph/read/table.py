"""Rows of a handelingskennis table → raw records; shared by CSV and XLSX.

A header names its columns by machine name (`werkzaam_element_1`) or Dutch label; numbered columns are one field with several
cells; `bron_1`, `relatie_1`, `toelichting_1` together are one link.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from dww_graph.errors import Fault, Text
from dww_graph.fields import CARD_FIELDS, GUARD_FIELDS, LINKED_FIELDS, RENAMED_COLUMNS
from dww_graph.model import Cell, RawRecord

_LINK_FIELDS = tuple(field.name for field in LINKED_FIELDS)
_FIELDS = (*CARD_FIELDS, *GUARD_FIELDS, *LINKED_FIELDS)
COLUMNS = frozenset((*(field.name for field in _FIELDS), "toestemming_id"))
_LISTS = frozenset({"werkzaam_element", "beroepssituatie", "clienttype", "context", "mechanisme"})
_SAID = frozenset({"toestemming", "toestemming_id", "privacy_gecontroleerd", "zichtbaarheid"})
_MISSING = frozenset({"", ".", "-", "n.v.t.", "nvt", "onbekend"})
_ENOUGH = 3
_NUMBERED = re.compile(r"^(.*?)_?(\d+)$")

Where = Callable[[int], str]
NumberedRow = tuple[int, Sequence[str]]


def plain_name(head: str) -> str:
    """Return a column head without accents, brackets and punctuation: `Cliënttype 2 (uit de lijst)` → `clienttype_2`."""
    plain = unicodedata.normalize("NFKD", head.split("(", maxsplit=1)[0]).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")


_SYNONYMS = {**{plain_name(field.label.nl): field.name for field in _FIELDS}, **RENAMED_COLUMNS["0"]}


def machine_name(head: str) -> tuple[str, int]:
    """Return a column head as field name and number: `Werkzaam element 2` → ("werkzaam_element", 2)."""
    name = plain_name(head)
    if name in COLUMNS or name in _SYNONYMS:
        return _SYNONYMS.get(name, name), 1
    numbered = _NUMBERED.match(name)
    base, number = (numbered[1].rstrip("_"), int(numbered[2])) if numbered else (name, 1)
    return _SYNONYMS.get(base, base), number


def is_header(heads: Sequence[str]) -> bool:
    """True when a row names enough of our columns to be the header."""
    names = {machine_name(head)[0] for head in heads if head.strip()}
    return len(names & COLUMNS) >= _ENOUGH and bool(names & {"kaart_id", "titel", "handeling"})


def header_faults(heads: Sequence[str], where: Where) -> list[Fault]:
    """Return a fault for each column that stands in the header twice."""
    counts = Counter(machine_name(head) for head in heads if head.strip())
    seen: set[tuple[str, int]] = set()
    faults = []
    for at, head in enumerate(heads):
        name = machine_name(head)
        if counts[name] > 1 and name in seen:
            faults.append(_twice(head, where(at)))
        seen.add(name)
    return faults


def unknown_columns(heads: Sequence[str]) -> tuple[Text, ...]:
    """Return a note that names the columns that are not read."""
    names = [head for head in heads if head.strip() and machine_name(head)[0] not in COLUMNS]
    told = ", ".join(names)
    return (Text(f"Niet gelezen kolommen: {told}.", f"Columns not read: {told}."),) if names else ()


def in_row(number: int) -> str:
    """Return the place of a record in a file with one table."""
    return f"rij {number}"


def to_records(
    heads: Sequence[str], rows: Iterable[NumberedRow], where: Callable[[int, int], str], place: Callable[[int], str] = in_row
) -> Iterator[RawRecord]:
    """Yield one raw record a filled row; `where(row, column)` tells the place of a cell, `place(row)` that of a record."""
    columns = _columns(heads)
    for number, row in rows:
        cells = [(name, order, Cell(_cleaned(row[at], name), where(number, at))) for at, name, order in columns if at < len(row)]
        if any(cell.text for _, _, cell in cells):
            yield _record(place(number), cells)


def ragged(number: int, found: int, expected: int, where: str) -> Fault:
    """Return the fault for a row with too many or too few cells."""
    return Fault(
        "scheve-rij",
        Text(f"Rij {number} heeft {found} cellen.", f"Row {number} has {found} cells."),
        where,
        Text(f"{expected} cellen, net als de kopregel", f"{expected} cells, like the header"),
        Text(
            "Zet tekst met het scheidingsteken erin tussen aanhalingstekens, of vul de ontbrekende cellen aan.",
            "Put text that holds the delimiter between quotes, or add the cells that are missing.",
        ),
    )


def loose_cells(heads: Sequence[str], rows: Iterable[NumberedRow], where: Callable[[int, int], str]) -> list[Fault]:
    """Return a fault for each filled cell that stands under no head: what nobody reads must not get lost in silence."""
    return [
        _headless(where(number, at))
        for number, row in rows
        for at, text in enumerate(row)
        if text.strip() and not heads[at].strip()
    ]


def _headless(where: str) -> Fault:
    return Fault(
        "cel-zonder-kolom",
        Text("Boven deze gevulde cel staat geen kolomnaam.", "There is no column name above this filled cell."),
        where,
        Text("tekst alleen in kolommen met een naam", "text only in columns with a name"),
        Text("Zet de tekst in de goede kolom, of maak de cel leeg.", "Move the text to its column, or clear the cell."),
    )


def _columns(heads: Sequence[str]) -> list[tuple[int, str, int]]:
    """Return position, field and number of each column; of a column that stands there twice the first one."""
    first: dict[tuple[str, int], int] = {}
    for at, head in enumerate(heads):
        if head.strip():
            first.setdefault(machine_name(head), at)
    return [(at, name, number) for (name, number), at in first.items()]


def _cleaned(text: str, field: str) -> str:
    """Return a cell without its margins; words for "nothing" are nothing, but not where a person had to say yes or no."""
    text = text.strip()
    return "" if field not in _SAID and text.lower() in _MISSING else text


def _record(place: str, cells: Sequence[tuple[str, int, Cell]]) -> RawRecord:
    own: dict[str, tuple[Cell, ...]] = {}
    links: dict[int, dict[str, tuple[Cell, ...]]] = {}
    for name, order, cell in cells:
        if name not in _LINK_FIELDS:
            own[name] = (*own.get(name, ()), *(split(cell, "|") if name in _LISTS else (cell,)))
        elif cell.text:
            links.setdefault(order, {})["naar" if name == "bron" else name] = (cell,)
    parts = tuple(RawRecord("verbinding", place, links[order]) for order in sorted(links))
    return RawRecord("kaart", place, own, parts)


def split(cell: Cell, bar: str) -> tuple[Cell, ...]:
    """Return the parts of a cell that holds a list; an empty cell stays, for it has a place."""
    return tuple(Cell(part.strip(), cell.where) for part in cell.text.split(bar) if part.strip()) or (cell,)


def _twice(head: str, where: str) -> Fault:
    return Fault(
        "dubbele-kolom",
        Text(f"De kolom '{head}' staat twee keer in de kopregel.", f"The column '{head}' stands in the header twice."),
        where,
        Text("elke kolom één keer", "each column once"),
        Text("Verwijder of hernoem een van de twee.", "Remove or rename one of the two."),
    )
