"""How two things are connected, statement by statement, and which elements hold situations together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, islice, pairwise, product
from operator import or_
from typing import Final

from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.neighbourhood import DERIVED, SHOWN_KINDS, Tie, read_ties, ties_of
from dww_graph.explorer.viewmodels.things import Graph, Thing, by_label, cells, kind_of, thing
from dww_graph.network import Network
from dww_graph.search import CARD
from dww_graph.shelf import LINKED, places

WAYS: Final = 3
"""So many ways of the same length are told."""
THROUGH: Final = ("eigenelement", "situatie", "clienttype", "context", LINKED)
"""Features by which a way runs through a card."""
BETWEEN: Final = 2
"""Steps from one thing to another by way of a card."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What is needed to find a way: ties between things that are no cards, and what cards tie together, as a network.

    Two things that a card ties together are two steps apart; which card that is, is looked up for the ways that are told.
    `held` has, for each thing that cards name or are linked to, those cards, one bit a card.
    """

    graph: Graph
    cards: Cards
    ties: Mapping[frozenset[str], Tie]
    held: Mapping[str, int]
    network: Network


@dataclass(frozen=True, slots=True)
class Route:
    """One way from a thing to another: the things on it, and the tie from each to the next."""

    things: tuple[Thing, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Bridging:
    """An element that joins situations, the cards that show it, and the situations that only it joins to the others."""

    element: Thing
    situations: tuple[Thing, ...]
    cards: Cards
    only: tuple[Thing, ...]


def load_whole(graph: Graph, cards: Cards) -> Whole:
    """Read every tie that is not from a card to something else, and reckon what cards tie together."""
    every = read_ties(graph.bare("netwerk-begrippen")).ties
    kept = _in_order(tie for tie in every if (kind_of(tie.start) == CARD) == (kind_of(tie.end) == CARD))
    paired = dict.fromkeys(end for tie in kept if kind_of(tie.start) == CARD for end in (tie.start, tie.end))
    ties = _by_ends((*kept, *(tie for card in paired for tie in _said(graph, card, cards))))
    held = _held(cards)
    through = (pair for pair in combinations(sorted(held), 2) if held[pair[0]] & held[pair[1]] and frozenset(pair) not in ties)
    steps = dict.fromkeys(through, BETWEEN)
    return Whole(graph, cards, ties, held, Network((*((tie.start, tie.end) for tie in ties.values()), *steps), steps))


def _held(cards: Cards) -> dict[str, int]:
    found: dict[str, int] = {}
    for feature in THROUGH:
        for value, held in cards.library.shelf.values(feature).items():
            if kind_of(value) in SHOWN_KINDS and kind_of(value) != CARD:
                found[value] = found.get(value, 0) | held
    return found


def _said(graph: Graph, subject: str, cards: Cards) -> tuple[Tie, ...]:
    """Give the ties of a thing that somebody said, in order: a way runs over what was said, not over what follows from it."""
    return _in_order(tie for tie in ties_of(graph, subject, cards).ties if tie.relation != DERIVED)


def _in_order(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """Put ties with a link before the others, and the rest by name, so that two things always get the same tie."""
    return tuple(sorted(ties, key=lambda tie: (not tie.link, tie.key)))


def _by_ends(ties: Iterable[Tie]) -> dict[frozenset[str], Tie]:
    found: dict[frozenset[str], Tie] = {}
    for tie in ties:
        found.setdefault(frozenset((tie.start, tie.end)), tie)
    return found


def routes(whole: Whole, start: str, end: str) -> tuple[tuple[Route, ...], bool]:
    """Give the shortest ways between two things (IRIs), and whether there are more of the same length than are told."""
    own = [tie for each in (start, end) if kind_of(each) == CARD for tie in _said(whole.graph, each, whole.cards)]
    known = {**_by_ends(own), **whole.ties}
    network = whole.network.with_pairs((tie.start, tie.end) for tie in own) if own else whole.network
    ways = network.paths(start, end, WAYS + 1)
    found = tuple(islice((route for way in ways for route in _routes(whole, known, way)), WAYS + 1))
    return found[:WAYS], len(found) > WAYS


def _routes(whole: Whole, known: Mapping[frozenset[str], Tie], way: Sequence[str]) -> Iterator[Route]:
    """Yield the routes of a way: one for each choice of the cards that it runs through."""
    for chosen in product(*(_step(whole, known, one, other) for one, other in pairwise(way))):
        ties = tuple(tie for part in chosen for tie in part)
        nodes = [way[0]]
        for tie in ties:
            nodes.append(tie.end if tie.start == nodes[-1] else tie.start)
        yield Route(tuple(Thing(node, whole.graph.label(node)) for node in nodes), ties)


def _step(whole: Whole, known: Mapping[frozenset[str], Tie], one: str, other: str) -> list[tuple[Tie, ...]]:
    """Give the ties from one thing to the next: the one between them, or two by way of each of the first cards."""
    direct = known.get(frozenset((one, other)))
    if direct is not None:
        return [(direct,)]
    shelf = whole.cards.library.shelf
    found = map(shelf.iri, islice(places(whole.held[one] & whole.held[other]), WAYS + 1))
    told = ((card, _by_ends(_said(whole.graph, card, whole.cards))) for card in found)
    return [(own[frozenset((card, one))], own[frozenset((card, other))]) for card, own in told]


def load_choices(graph: Graph) -> tuple[Thing, ...]:
    """Read what one can choose by name; a card comes in by its address."""
    answer = graph.screen("dingen")
    found = filter(None, (thing(answer, row["ding"]) for row in cells(answer)))
    return by_label(item for item in found if item.kind in SHOWN_KINDS)


def examples(cards: Cards) -> tuple[Thing | None, Thing | None, Thing | None]:
    """Give an element to look around from and two situations to connect: those that cards speak of most."""
    elements, situations = (_most(cards, facet) for facet in ("eigenelement", "situatie"))
    start, end = situations[:2] if len(situations) > 1 else (None, None)
    return elements[0] if elements else None, start, end


def _most(cards: Cards, facet: str) -> list[Thing]:
    held = cards.values(facet)
    return sorted(held, key=lambda thing: -len(held[thing]))


def bridging(cards: Cards) -> tuple[Bridging, ...]:
    """Give the elements that lie between situations, the one most in between first; from what cards say themselves."""
    elements, situations = cards.values("eigenelement"), cards.values("situatie")
    named = {item.iri: item for item in (*elements, *situations)}
    pairs = sorted((one.iri, other.iri) for one, held in elements.items() for other, there in situations.items() if held & there)
    found = Network(pairs).bridges((first for first, _ in pairs), (second for _, second in pairs))
    somewhere = reduce(or_, situations.values(), cards & 0)
    return tuple(
        Bridging(
            element=named[bridge.node],
            situations=by_label(named[each] for each in bridge.neighbours),
            cards=elements[named[bridge.node]] & somewhere,
            only=by_label(named[each] for group in bridge.apart[:-1] for each in group),
        )
        for bridge in found
    )
