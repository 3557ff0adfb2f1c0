"""Reading a trace however large it is: whole when it is small, else the cards that matter most, with the number of all.

The shelf tells at once which cards there are under the elements of a learning outcome and what sources do to them. So a trace of
tens of thousands of cards is chosen from before any of it is read; contradicted cards come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice, zip_longest
from operator import or_
from typing import Final

from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.things import Graph, Thing, cells
from dww_graph.explorer.viewmodels.trace import IMPORTANCE, NO_EVIDENCE, Outcome, Step, in_order, load_steps, read_step
from dww_graph.shelf import EVIDENCE, places

LARGE: Final = 400
"""A trace with more cards than this is not read whole."""
SOME: Final = 100
"""Number of cards of a large trace that are read."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The steps that were read, all cards of the trace, and whether the steps are all there are."""

    steps: tuple[Step, ...]
    cards: Cards
    whole: bool = True


def under(cards: Cards, elements: Iterable[Thing]) -> Cards:
    """Give the cards under one of some elements."""
    return reduce(or_, (cards.under("element", element.key) for element in elements), cards & 0)


def load(graph: Graph, cards: Cards, outcomes: Sequence[Outcome], large: int = LARGE, some: int = SOME) -> Loaded | None:
    """Read the trace of one learning outcome, or of all of them together; None when all together are too many to read."""
    held = under(cards, (element for outcome in outcomes for element in outcome.elements))
    if len(held) <= large:
        return Loaded(load_steps(graph, outcomes[0].thing.iri if len(outcomes) == 1 else ""), held)
    if len(outcomes) > 1:
        return None
    steps = (*_gaps(graph, outcomes[0]), *_steps(graph, outcomes[0], most_important(held, outcomes[0].elements, some)))
    return Loaded(in_order(steps), held, whole=False)


def most_important(cards: Cards, elements: Sequence[Thing], most: int) -> Cards:
    """Choose cards: contradicted ones, then qualified and supported ones, then those without evidence; elements in turn."""
    chosen = islice(dict.fromkeys(_ranked(cards, elements)), most)
    return cards & reduce(or_, (1 << place for place in chosen), 0)


def _ranked(cards: Cards, elements: Sequence[Thing]) -> Iterator[int]:
    for stance in (*IMPORTANCE[:3], NO_EVIDENCE):
        group = cards.under(EVIDENCE, stance)
        turns = zip_longest(*(places(group.under("element", element.key).bits) for element in elements))
        yield from (place for turn in turns for place in turn if place is not None)


def _steps(graph: Graph, outcome: Outcome, cards: Cards) -> Iterator[Step]:
    for card in cards:
        answer = graph.screen("spoor-kaart", kaart=card.iri)
        own = [element for element in outcome.elements if element.iri in card.found_under.get("element", ())]
        for row, origins in zip(cells(answer), answer.origins, strict=True):
            yield from (_marked(read_step(answer, row, origins, outcome.told, element), outcome) for element in own)


def _gaps(graph: Graph, outcome: Outcome) -> Iterator[Step]:
    answer = graph.screen("spoor-gaten", leeruitkomst=outcome.thing.iri)
    named = {element.iri: element for element in outcome.elements}
    for row, origins in zip(cells(answer), answer.origins, strict=True):
        element = row["element"]
        if element and element.value in named:
            yield _marked(read_step(answer, row, origins, outcome.told, named[element.value]), outcome)


def _marked(step: Step, outcome: Outcome) -> Step:
    return step if step.mark or not outcome.mark else replace(step, mark=outcome.mark)
