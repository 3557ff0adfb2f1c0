"""The effect ladder, and where a card stands on it: who put it there and what it lacks for the next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dww_graph.answer import Answer, Literal
from dww_graph.explorer.viewmodels.card import CardDetail
from dww_graph.explorer.viewmodels.concept import in_language
from dww_graph.explorer.viewmodels.things import Cells, Graph, Thing, cells, key_of, text, thing
from dww_graph.terms import ID, term

SCHEME: Final = f"{ID}schema/effectladder"
LAST_FROM_A_CARD: Final = "1"
"""From this step a card can still rise by what is in it; what is needed above the next one, no card holds."""


LACKS: Final = ("metClienttype", "gevolg", "handelwijze", "overweging", "ondersteundDoor")
"""What a card may lack, in the order in which the steps ask for it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it means, what our scheme remarks on it, and whether it was checked against a source (a slug)."""

    thing: Thing
    number: str
    meaning: str
    remark: str
    verification: str

    @property
    def checked(self) -> bool:
        """True when the step was checked against a source; its remark says what of it was."""
        return self.verification == "geverifieerd"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a card stands: its step, the next one (None on top), whether a person put it there, and what it still lacks."""

    now: Step
    next: Step | None
    given: bool
    lacking: tuple[str, ...]

    @property
    def from_card(self) -> bool:
        """True when what the next step asks for can be read from a card."""
        return self.now.number <= LAST_FROM_A_CARD


def load_ladder(graph: Graph) -> tuple[Step, ...]:
    """Read the steps, the lowest first, in the reader's language."""
    answer = graph.screen("effectladder")
    rows: dict[str, list[Cells]] = {}
    for row in cells(answer):
        rows.setdefault(text(row["nummer"]), []).append(row)
    return tuple(_step(answer, number, found, graph.lang) for number, found in sorted(rows.items()))


def remark_on_all(graph: Graph) -> str:
    """Give what the scheme remarks on the ladder as a whole."""
    return in_language([node for prop, node in graph.describe(SCHEME)
                        if prop == term("skos:scopeNote") and isinstance(node, Literal)], graph.lang)


def standing(detail: CardDetail, ladder: Sequence[Step]) -> Standing | None:
    """Give where a card stands; None when the graph does not say."""
    on = [at for at, step in enumerate(ladder) if step.thing in detail.named("dww:staatOpTrede")]
    if not on:
        return None
    above = ladder[on[0] + 1 :]
    lacking = {key_of(lack.iri) for lack in detail.named("dww:mistVoorVolgendeTrede")}
    return Standing(
        now=ladder[on[0]],
        next=above[0] if above else None,
        given=bool(detail.named("dww:bewijsniveauVan")),
        lacking=tuple(name for name in LACKS if name in lacking),
    )


def _step(answer: Answer, number: str, rows: Sequence[Cells], lang: str) -> Step:
    found, checked = (thing(answer, rows[0][name]) for name in ("trede", "verificatie"))
    assert found is not None, "the question asks for steps"
    said = ([each for row in rows if isinstance(each := row[name], Literal)] for name in ("omschrijving", "opmerking"))
    meaning, remark = (in_language(values, lang) for values in said)
    return Step(found, number, meaning, remark, checked.key if checked else "")
