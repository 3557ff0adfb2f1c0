"""The evidence map as HTML: a real table in which every number is a button with a full name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from math import log2
from typing import Final

from dww_graph.explorer.components import html
from dww_graph.explorer.palette import kind_mark, stance_mark, verdict_mark
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.evidence_map import NOT_COMPARED, STANCES, Cell, EvidenceMap, Row
from dww_graph.explorer.viewmodels.things import Thing

SMALLEST_BUBBLE: Final = 26
"""Width and height in pixels of a bubble with 1 in it; a finger can hit it."""


@dataclass(frozen=True, slots=True)
class Field:
    """What of the map is shown: rows, columns, and which cells: only the empty ones, or of one verdict ("" for all)."""

    whole: EvidenceMap
    rows: tuple[Row, ...]
    columns: tuple[Thing, ...]
    only_empty: bool
    verdict: str = ""

    def keeps(self, cell: Cell) -> bool:
        """Say whether a cell is one of those that are asked for."""
        return (cell.empty or not self.only_empty) and self.verdict in ("", cell.verdict)

    def cells(self) -> Iterable[tuple[Row, Thing, Cell]]:
        """Give every cell that is shown, row by row."""
        for row in self.rows:
            for column in self.columns:
                cell = self.whole.cell(row.thing, column)
                if self.keeps(cell):
                    yield row, column, cell


def field(whole: EvidenceMap, rows: Sequence[Row], columns: Sequence[Thing], only_empty: bool, verdict: str = "") -> Field:
    """Choose what is shown; when only some cells are, rows and columns without any are left out."""
    every = Field(whole, tuple(rows), tuple(columns), only_empty, verdict)
    if not only_empty and not verdict:
        return every
    held = {(row.thing.iri, column.iri) for row, column, _ in every.cells()}
    kept = tuple(row for row in rows if any(at == row.thing.iri for at, _ in held))
    return replace(every, rows=kept, columns=tuple(item for item in columns if any(at == item.iri for _, at in held)))


def named(row: Row) -> str:
    """Give an element as it is called on the map: code and name."""
    return f"{row.code} {row.thing.label}".strip()


def table(ui: Screen, shown: Field, columns_word: str) -> str:
    """Give the whole table, in a box of its own that scrolls."""
    heads = "".join(f'<th scope="col">{escape(item.label)}</th>' for item in shown.columns)
    lines = "".join(_line(ui, shown, row) for row in shown.rows)
    name = escape(ui.t("bewijskaart.plaatje", kolommen=columns_word))
    return (
        f'<div class="dww-mapbox" tabindex="0" role="region" aria-label="{name}"><table><thead><tr>'
        f'<th scope="col">{escape(ui.t("bewijskaart.hoek"))}</th>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'
    )


def _line(ui: Screen, shown: Field, row: Row) -> str:
    cells = "".join(_cell(ui, shown, row, column) for column in shown.columns)
    return f'<tr><th scope="row" class="dww-d{row.depth}">{_head(ui, row)}</th>{cells}</tr>'


def _head(ui: Screen, row: Row) -> str:
    code = f"<b>{escape(row.code)}</b> " if row.code else ""
    label = f"<span>{code}{escape(row.thing.label)}</span>"
    if not row.foldable:
        return f'<span class="dww-maphead">{label}</span>'
    said = escape(ui.t("bewijskaart.klapin" if row.unfolded else "bewijskaart.klapuit", naam=named(row)))
    sign = html.icon("expand_more" if row.unfolded else "chevron_right")
    state = str(row.unfolded).lower()
    button = f'<button data-fold="{row.thing.key}" aria-expanded="{state}" aria-label="{said}">{sign}</button>'
    return f'<span class="dww-maphead">{button}{label}</span>'


def _cell(ui: Screen, shown: Field, row: Row, column: Thing) -> str:
    cell = shown.whole.cell(row.thing, column)
    if not shown.keeps(cell):
        why = ui.t("bewijskaart.anders" if shown.verdict else "bewijskaart.gevuld")
        return f'<td class="dww-full"><span aria-hidden="true">–</span>{_heard(why)}</td>'
    names = {"element": named(row), "kolom": column.label}
    whole = _verdict(ui, cell, names)
    if cell.empty:
        return f"<td>{whole}</td>"
    left = _practice(ui, cell, names)
    right = "".join(_research(ui, cell, stance, names) for stance in STANCES if stance in cell.research)
    return f'<td class="dww-o-{cell.verdict}">{whole}<div class="dww-two"><span>{left}</span><span>{right}</span></div></td>'


def _heard(words: str) -> str:
    return f'<span class="dww-sr">{escape(words)}</span>'


def _verdict(ui: Screen, cell: Cell, names: dict[str, str]) -> str:
    said = escape(ui.t("bewijskaart.hele", oordeel=ui.t(f"oordeel.{cell.verdict}"), **names))
    sign = html.icon(verdict_mark(cell.verdict).icon)
    classes = f"dww-verdict dww-o-{cell.verdict}"
    return f'<button class="{classes}" data-k="{cell.key}|" aria-pressed="false" aria-label="{said}">{sign}</button>'


def _practice(ui: Screen, cell: Cell, names: dict[str, str]) -> str:
    if not cell.cards:
        return ""
    said = ui.t("bewijskaart.bol", kracht=ui.t("kracht.praktijk"), aantal=ui.amount(cell.cards), **names)
    return _bubble(cell, "praktijk", look("praktijk"), len(cell.cards), cell.cards.number, said, "")


def _research(ui: Screen, cell: Cell, stance: str, names: dict[str, str]) -> str:
    held = cell.research[stance]
    number = from_sources(ui, len(held), len(cell.sources_of(held)))
    said = ui.t("bewijskaart.bol", kracht=ui.t(f"kracht.{stance}"), aantal=number, **names)
    return _bubble(cell, stance, look(stance), len(held), str(len(held)), said, html.icon(sign(stance)))


def from_sources(ui: Screen, findings: int, sources: int) -> str:
    """Say two numbers: findings, and the sources they come from."""
    told = {"bevindingen": ui.n("bewijskaart.bevindingen", findings), "bronnen": ui.n("bewijskaart.bronnen", sources)}
    return ui.t("bewijskaart.uit", **told)


def look(strength: str) -> str:
    """Give the class that holds the colour of a bubble."""
    if strength == "praktijk":
        return "dww-k-handelingskennis"
    return "dww-k-bevinding" if strength in (NOT_COMPARED, "onderzoek") else f"dww-r-{strength}"


def sign(strength: str) -> str:
    """Give the icon of a bubble."""
    if strength == "praktijk":
        return kind_mark("handelingskennis").icon
    return kind_mark("bevinding").icon if strength in (NOT_COMPARED, "onderzoek") else stance_mark(strength).icon


def _bubble(cell: Cell, strength: str, classes: str, size: int, number: str, said: str, mark: str) -> str:
    told = 1 if number.startswith("<") else size  # a number that is not told does not show in the width either
    wide = SMALLEST_BUBBLE + round(3 * min(log2(told), 5))
    kind = "dww-practice" if strength == "praktijk" else "dww-research"
    return (
        f'<button class="dww-bubble {kind} {classes}" style="--d:{wide}px" data-k="{cell.key}|{strength}" aria-pressed="false" '
        f'aria-label="{escape(said)}">{mark}{escape(number.replace(" ", ""))}</button>'
    )
