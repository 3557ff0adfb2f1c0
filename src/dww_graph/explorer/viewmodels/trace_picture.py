"""The trace as a picture that can be read: at most some thirty places in columns, lines between them, and what was left out.

One learning outcome is drawn in five columns. More of them are drawn in two, learning outcome and stance, for more columns would
cross each other. What does not fit is not lost: it becomes one place "so many more", which can be chosen as any other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from dww_graph.explorer.viewmodels.cards import STANCES
from dww_graph.explorer.viewmodels.things import Thing, kind_of
from dww_graph.explorer.viewmodels.trace import (
    BETWEEN,
    NO_CARD,
    NO_EVIDENCE,
    OTHER_CARD,
    SEARCHED,
    Choice,
    Step,
    Way,
    importance,
    stance_key,
    stances_in,
)
from dww_graph.terms import ID

MOST: Final = 30
"""More places than this and nobody reads the picture."""
ELEMENTS: Final = 5
"""More elements than this and the lines cross too often."""
COLUMNS: Final = ("leeruitkomst", "element", "handelingskennis", "relatie", "bron")
"""Columns of the picture, from left to right."""
MORE_OUTCOMES: Final = "meer-leeruitkomsten"
MORE_ELEMENTS: Final = "meer-elementen"
MORE_CARDS: Final = "meer-kaarten:"
"""What stands before the key of an element for its cards that are not drawn."""
MORE_SOURCES: Final = "meer-bronnen"
_AT: Final = {
    "leeruitkomst": 0, MORE_OUTCOMES: 0, "element": 1, MORE_ELEMENTS: 1, "handelingskennis": 2, NO_CARD: 2, "relatietype": 3,
    NO_EVIDENCE: 3, MORE_SOURCES: 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """A place: its key in an address, its column, what it is (None for a stance, a gap or what was left out), and its steps."""

    key: str
    column: int
    thing: Thing | None
    number: int

    @property
    def stance(self) -> str:
        """The stance or the gap that this place stands for, "" for anything else."""
        return self.key.removeprefix("relatietype/") if self.thing is None and not self.more else ""

    @property
    def more(self) -> bool:
        """True for a place that stands for what was left out."""
        return self.key.startswith("meer-")


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two places: how many steps go along it, its look (a stance, else "") and whether people accepted any."""

    start: str
    end: str
    number: int
    stance: str
    agreed: bool

    @property
    def key(self) -> str:
        """Its name in an address."""
        return f"{self.start}{BETWEEN}{self.end}"


@dataclass(frozen=True)
class Picture:
    """Places by column in the order of drawing, lines, and the way of every step in this picture."""

    columns: tuple[tuple[Node, ...], ...]
    lines: tuple[Line, ...]
    ways: Mapping[Step, Way]

    def node(self, key: str) -> Node | None:
        """Give a drawn place by its key."""
        return next((node for column in self.columns for node in column if node.key == key), None)

    def along(self, key: str) -> tuple[Line, ...]:
        """Give the lines that start or end at a place."""
        return tuple(line for line in self.lines if key in (line.start, line.end))

    def chosen(self, choice: Choice) -> tuple[Step, ...]:
        """Give the steps that a choice lets through; a place that is not drawn here can be chosen too."""
        return tuple(step for step, way in self.ways.items() if choice.fits(way) or choice.fits(step.way))

    def lit(self, choice: Choice) -> frozenset[str]:
        """Give the keys of the lines along which the chosen steps run."""
        ways = {self.ways[step] for step in self.chosen(choice)}
        return frozenset(f"{start}{BETWEEN}{end}" for way in ways for start, end in pairwise(way))

    @cached_property
    def left_out(self) -> dict[str, tuple[Step, ...]]:
        """The steps behind each place that stands for what was left out, by its key."""
        found: defaultdict[str, list[Step]] = defaultdict(list)
        for step, way in self.ways.items():
            for key in way:
                if key.startswith("meer-"):
                    found[key].append(step)
        return {key: tuple(steps) for key, steps in found.items()}


def draw(steps: Sequence[Step], most: int = MOST, elements: int = ELEMENTS) -> Picture:
    """Lay steps out in a picture of at most `most` places."""
    whole = len({step.outcome for step in steps}) <= 1
    ways = _folded(steps, most, elements) if whole else _short(steps, most)
    lines = _lines(ways)
    return Picture(_columns(ways, lines), lines, ways)


def _short(steps: Sequence[Step], most: int) -> dict[Step, Way]:
    """Leave only learning outcome and stance; where there are too many outcomes, the rest is one place."""
    ends = {step: NO_CARD if step.card is None else stance_key(step.stance) for step in steps}
    room = most - len(set(ends.values())) - 1
    outcomes = list(dict.fromkeys(step.outcome.ref for step in steps))
    kept = frozenset(outcomes if len(outcomes) <= room else outcomes[:room])
    return {step: (step.outcome.ref if step.outcome.ref in kept else MORE_OUTCOMES, end) for step, end in ends.items()}


def _folded(steps: Sequence[Step], most: int, elements: int) -> dict[Step, Way]:
    """Give every step its way, folded where it does not fit; after one card of every stance, contradiction comes first."""
    kept = _first_elements(steps, elements)
    inside = [step for step in steps if step.element in kept]
    used = {key for step in inside for key in step.way[:2]} | {stance_key(each) for each in stances_in(inside)}
    whole = {key for step in inside for key in step.way}
    room = most if len(kept) == len({step.element for step in steps}) and len(whole) <= most else most - len(kept) - 2
    drawn: dict[Step, Way] = {step: (step.outcome.ref, MORE_ELEMENTS) for step in steps if step.element not in kept}
    for group in _by_card(inside):
        drawn |= _fitted(group, used, room)
    return {step: drawn[step] for step in steps}


def _first_elements(steps: Iterable[Step], number: int) -> frozenset[Thing]:
    """Choose the elements to draw: those with the most important steps, the first of equals."""
    best: dict[Thing, int] = {}
    for step in steps:
        best[step.element] = min(best.get(step.element, importance(step)), importance(step))
    return frozenset(sorted(best, key=lambda element: best[element])[:number])


def _by_card(steps: Iterable[Step]) -> list[list[Step]]:
    """Give the steps card by card: one card for every stance and for a gap, then the most important; elements take turns."""
    cards: defaultdict[Thing | None, list[Step]] = defaultdict(list)
    for step in steps:
        cards[step.card].append(step)
    turns: Counter[tuple[int, Thing]] = Counter()
    ranked, seen = [], set()
    for group in cards.values():
        best = min(group, key=importance)
        rank = importance(best) if best.card else -1
        turns[rank, best.element] += 1
        ranked.append((rank in seen, rank, turns[rank, best.element], sorted(group, key=importance)))
        seen.add(rank)
    return [group for *_, group in sorted(ranked, key=lambda each: each[:3])]


def _fitted(group: Sequence[Step], used: set[str], room: int) -> dict[Step, Way]:
    """Give the ways of one card: whole as long as there is room, else without its source, else without the card itself."""
    ways: dict[Step, Way] = {}
    for at, step in enumerate(group):
        new = set(step.way) - used
        if len(used) + len(new) <= room:
            used |= new
            ways[step] = step.way
        elif at and step.card and step.card.ref in used:
            ways[step] = (*step.way[:4], MORE_SOURCES)
        else:
            return {each: (*each.way[:2], MORE_CARDS + each.element.ref) for each in group}
    return ways


def _lines(ways: Mapping[Step, Way]) -> tuple[Line, ...]:
    held: defaultdict[tuple[str, str], list[Step]] = defaultdict(list)
    for step, way in ways.items():
        for pair in pairwise(way):
            held[pair].append(step)
    return tuple(
        Line(start, end, len(steps), _look(start, end), any(step.agreed or step.gap for step in steps))
        for (start, end), steps in held.items()
    )


def _look(start: str, end: str) -> str:
    """A line into or out of a stance or a gap has the look of that stance."""
    for key in (end, start):
        if _column(key) == _AT["relatietype"] or key == NO_CARD:
            return key.removeprefix("relatietype/")
    return ""


def _column(key: str) -> int:
    if key.startswith(MORE_CARDS):
        return _AT["handelingskennis"]
    return _AT.get(key.split("/", 1)[0], len(COLUMNS) - 1)


def _columns(ways: Mapping[Step, Way], lines: Sequence[Line]) -> tuple[tuple[Node, ...], ...]:
    """Set places in columns; each column in the order of what leads to it, so that few lines cross."""
    named = _things(ways)
    numbers = Counter(key for way in ways.values() for key in dict.fromkeys(way))
    groups: defaultdict[int, list[Node]] = defaultdict(list)
    for key, number in numbers.items():
        groups[_column(key)].append(Node(key, _column(key), named.get(key), number))
    placed: dict[str, float] = {}
    for at in range(len(COLUMNS)):
        groups[at].sort(key=lambda node: _place(node, lines, placed))
        placed |= {node.key: float(nr) / len(groups[at]) for nr, node in enumerate(groups[at])}
    return tuple(tuple(groups[at]) for at in range(len(COLUMNS)))


_STANCES_IN_ORDER: Final = (*STANCES, SEARCHED, NO_EVIDENCE, NO_CARD)


def _place(node: Node, lines: Iterable[Line], placed: Mapping[str, float]) -> tuple[int, float]:
    """Sort stances as they are shown everywhere, gaps and what was left out below, the rest by what leads to it."""
    if node.stance in _STANCES_IN_ORDER:
        return (1 if node.key == NO_CARD else 0, float(_STANCES_IN_ORDER.index(node.stance)))
    before = [(placed[line.start], line.number) for line in lines if line.end == node.key and line.start in placed]
    total = sum(number for _, number in before)
    return (2 if node.more else 0, sum(at * number for at, number in before) / total if total else 0.0)


def _things(ways: Iterable[Step]) -> dict[str, Thing]:
    named: dict[str, Thing] = {}
    for step in ways:
        for item in filter(None, (step.outcome, step.element, step.card)):
            named[item.ref] = item
        if step.end:
            named[step.way[-1]] = step.end
    return named


def iri_of(key: str) -> str:
    """Give the IRI that a key of a place stands for, "" for a place that is no thing."""
    ref = key.removeprefix(MORE_CARDS).removeprefix(OTHER_CARD)
    return ID + ref if "/" in ref and kind_of(ID + ref) != "relatietype" else ""


def elements_left_out(steps: Iterable[Step]) -> tuple[Thing, ...]:
    """Give the elements of some steps, those with most cards first."""
    cards: defaultdict[Thing, set[Thing | None]] = defaultdict(set)
    for step in steps:
        cards[step.element].add(step.card)
    return tuple(sorted(cards, key=lambda element: -len(cards[element])))
