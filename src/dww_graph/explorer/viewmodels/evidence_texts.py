"""What each finding, recommendation and search record says, for the list under the evidence map; and the map as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dww_graph.answer import Answer
from dww_graph.explorer.viewmodels.evidence_map import STANCES, Cell
from dww_graph.explorer.viewmodels.things import Cells, Graph, Thing, cells, iri, key_of, text, thing

Word = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding or recommendation with its source, or a search record with date, scope and who searched; `mark`: invented."""

    thing: Thing
    code: str
    claim: str
    source: Thing | None
    verification: str
    date: str
    scope: str
    who: str
    mark: str = ""


def load_findings(graph: Graph) -> dict[str, Finding]:
    """Read every piece of evidence and every search record, by IRI."""
    answer = graph.screen("bewijs-teksten")
    found: dict[str, Finding] = {}
    for row, mark in zip(cells(answer), answer.marks, strict=True):
        item = thing(answer, row["ding"])
        if item is not None:
            found.setdefault(item.iri, _finding(answer, row, item, graph.lang, mark))
    return found


def _finding(answer: Answer, row: Cells, item: Thing, lang: str, mark: str) -> Finding:
    dutch, english = text(row["bewering"]), text(row["beweringEn"])
    return Finding(
        thing=item,
        code=text(row["code"]),
        claim=(english or dutch) if lang == "en" else (dutch or english),
        source=thing(answer, row["bron"]),
        verification=key_of(iri(row["verificatie"])) if row["verificatie"] else "",
        date=text(row["zoekdatum"]),
        scope=text(row["zoekbereik"]),
        who=text(row["wie"]),
        mark=mark,
    )


COLUMNS = ("aantalkaarten", "aantalbevindingen", "aantalbronnen")
"""The numbers of a cell in the table, before those of each stance; cards are masked as everywhere."""


def heads(axis: str, word: Word) -> tuple[str, ...]:
    """Give the heads of the table: element, column, verdict, numbers, one for each stance, search records, drafts, invented."""
    stances = (word(f"kracht.{stance}") for stance in STANCES)
    first = (word("kolom.element"), word(f"kolom.{axis}"), word("kolom.oordeel"))
    last = (word("kolom.aantalzoekverslagen"), word("kolom.concept"), word("kolom.illustratief"))
    return (*first, *(word(f"kolom.{name}") for name in COLUMNS), *stances, *last)


def numbers(cell: Cell) -> tuple[str, ...]:
    """Give the numbers of a cell as they are shown, in the order of the heads."""
    stances = (str(len(cell.research.get(stance, ()))) for stance in STANCES)
    return cell.cards.number, str(len(cell.findings)), str(len(cell.sources)), *stances, str(len(cell.searches))


def line(cell: Cell, element: str, column: str, word: Word) -> tuple[str, ...]:
    """Give one line of the table."""
    draft, invented = (word("ja" if there else "nee") for there in (cell.draft, cell.invented))
    return element, column, word(f"oordeel.{cell.verdict}"), *numbers(cell), draft, invented
