"""What is around one thing: one step away, and one step further where the reader asked for it; never more than can be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import zip_longest
from operator import or_
from typing import Final

from dww_graph.answer import Answer
from dww_graph.explorer.palette import KINDS
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.things import Graph, Thing, cells, dutch, iri, key_of, kind_of, thing

MOST: Final = 150
"""More things than this and nobody reads the picture."""
SHOWN_KINDS: Final = tuple(kind for kind in KINDS if kind != "overig")
OPEN: Final = ("voorgesteld", "besproken")
"""Statuses of a link on which nobody has decided yet."""
DERIVED: Final = "relevantVoorElement"
"""A tie that follows from others."""
NAMED_BY: Final = {
    "geeftVormAan": ("element", "eigenelement"),
    DERIVED: ("element", "element"),
    "inBeroepssituatie": ("situatie", "situatie"),
    "metClienttype": ("clienttype", "clienttype"),
    "inContext": ("context", "context"),
}
"""Property of a card to the kind of its values, and the feature of the shelf that holds them."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One statement about two things (IRIs), with the link it was recorded in, "" for a property of the first.

    `status` is the slug of the status of that link; only an accepted link counts.
    """

    start: str
    relation: str
    end: str
    link: str = ""
    status: str = ""

    @property
    def open(self) -> bool:
        """True for a link that was proposed or discussed, and on which nobody has decided."""
        return self.status in OPEN

    @property
    def key(self) -> str:
        """Name of the tie in an address: that of its link, or its two ends and the relation."""
        return ref(self.link) if self.link else f"{ref(self.start)}~{self.relation}~{ref(self.end)}"


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties between things, and the names of the things by IRI."""

    ties: tuple[Tie, ...]
    names: Mapping[str, str]

    def thing(self, subject: str) -> Thing:
        """Give a thing of these ties with its name."""
        return Thing(subject, self.names.get(subject) or key_of(subject))


@dataclass(frozen=True, slots=True)
class View:
    """What is drawn: the focus first, then the opened things, then the rest; ties between them; and what did not fit.

    `kinds` counts every kind that is around, also those that the reader left out; `missing` holds what the bound left out.
    """

    focus: Thing
    opened: tuple[str, ...]
    nodes: tuple[Thing, ...]
    ties: tuple[Tie, ...]
    kinds: Mapping[str, tuple[str, ...]]
    missing: Mapping[str, tuple[str, ...]]
    asked: frozenset[str]

    def named(self, subject: str) -> Thing | None:
        """Give a drawn thing by IRI."""
        return next((node for node in self.nodes if node.iri == subject), None)

    def tie(self, key: str) -> Tie | None:
        """Give a drawn tie by its name in the address."""
        return next((tie for tie in self.ties if tie.key == key), None)


def ref(subject: str) -> str:
    """Give what stands after ``/id/`` in an IRI."""
    return Thing(subject, "").ref


def read_ties(answer: Answer) -> Ties:
    """Read an answer of the question "netwerk"; a tie with a thing of a kind that is not drawn is left out."""
    found: dict[Tie, None] = {}
    for row in cells(answer):
        status = key_of(iri(row.get("status")))
        tie = Tie(iri(row["van"]), key_of(iri(row["verband"])), iri(row["naar"]), iri(row["verbinding"]), status)
        if {kind_of(tie.start), kind_of(tie.end)} <= set(SHOWN_KINDS) and tie.start != tie.end:
            found[tie] = None
    ends = [node for row in cells(answer) for node in (row["van"], row["naar"])]
    named = filter(None, (thing(answer, node) for node in ends))
    return Ties(tuple(found), {item.iri: item.label for item in named})


def ties_of(graph: Graph, subject: str, cards: Cards) -> Ties:
    """Read every tie of one thing, whichever way it was recorded.

    Thousands of cards may name one concept: those come from the shelf, and the graph tells the rest.
    """
    named = _of_cards(subject, cards)
    onwards = graph.screen("netwerk-begrippen" if named.ties else "netwerk", van=subject)
    return joined((named, read_ties(onwards), read_ties(graph.screen("netwerk-naar", naar=subject))))


def _of_cards(subject: str, cards: Cards) -> Ties:
    """Give the ties of all cards that name a concept themselves, or that are about it through something narrower."""
    end = Thing(subject, "")
    found = {relation: cards.under(feature, end.key) for relation, (kind, feature) in NAMED_BY.items() if kind == end.kind}
    if end.kind == "element":
        found[DERIVED] = found[DERIVED] & ~found["geeftVormAan"].bits
    ties = tuple(Tie(card, relation, subject) for relation, held in found.items() for card in held.iris)
    every = reduce(or_, found.values(), cards & 0)
    return Ties(ties, every.titles)


def look(
    graph: Graph, focus: str, cards: Cards, opened: Sequence[str] = (), kinds: Collection[str] = (), most: int = MOST
) -> View | None:
    """Give what is around a thing (IRI); None when the graph knows nothing about it. No kinds means all of them.

    `cards` are those the reader may see.
    """
    if not focus or kind_of(focus) not in SHOWN_KINDS or not graph.about(focus):
        return None
    known = [focus, *dict.fromkeys(each for each in opened if each != focus and kind_of(each) in SHOWN_KINDS)]
    ties = joined([ties_of(graph, each, cards) for each in known])
    around = _reached(focus, ties.ties)
    opened = tuple(each for each in known[1:] if each in around)
    wanted = [each for each in around if not kinds or each in known or kind_of(each) in kinds]
    nodes, missing = _bounded(ties, wanted, [focus, *opened], most)
    kept = set(nodes)
    shown = _reached(focus, [tie for tie in ties.ties if tie.start in kept and tie.end in kept])
    drawn = [each for each in nodes if each in shown]
    return View(
        focus=Thing(focus, graph.label(focus)),
        opened=opened,
        nodes=tuple(Thing(each, graph.label(each)) if each == focus else ties.thing(each) for each in drawn),
        ties=tuple(tie for tie in ties.ties if tie.start in shown and tie.end in shown),
        kinds=_by_kind(around),
        missing=missing,
        asked=frozenset(kinds),
    )


def joined(parts: Iterable[Ties]) -> Ties:
    """Take ties together, each once."""
    many = tuple(parts)
    names = {subject: name for part in many for subject, name in part.names.items()}
    return Ties(tuple(dict.fromkeys(tie for part in many for tie in part.ties)), names)


def degrees(ties: Iterable[Tie]) -> Counter[str]:
    """Count the ties of each thing."""
    return Counter(end for tie in ties for end in (tie.start, tie.end))


def _reached(focus: str, ties: Iterable[Tie]) -> dict[str, None]:
    """Give what can be reached from the focus, the focus first and then in order of distance."""
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for tie in ties:
        beside[tie.start].append(tie.end)
        beside[tie.end].append(tie.start)
    found, edge = {focus: None}, [focus]
    while edge:
        edge = [other for node in edge for other in dict.fromkeys(beside[node]) if other not in found]
        found |= dict.fromkeys(edge)
    return found


def _bounded(ties: Ties, wanted: Sequence[str], first: Sequence[str], most: int) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Keep what fits: first what must be there, then of every kind in turn, so that no kind crowds out another."""
    rest = [each for each in wanted if each not in {*first}]
    groups = _by_kind(sorted(rest, key=lambda each: dutch(ties.thing(each).label)))
    queue = [*first, *_in_turn(groups.values())]
    return queue[:most], _by_kind(queue[most:])


def _in_turn(groups: Iterable[Sequence[str]]) -> Iterator[str]:
    return (each for turn in zip_longest(*groups) for each in turn if each is not None)


def _by_kind(things: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in things:
        found[kind_of(each)].append(each)
    return {kind: tuple(found[kind]) for kind in SHOWN_KINDS if kind in found}
