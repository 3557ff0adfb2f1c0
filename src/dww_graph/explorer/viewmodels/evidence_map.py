"""The evidence map: per element and situation (or client type) what practice and research hold, and the verdict of the build.

A cell counts cards and research of the element and of every narrower one. Research is what an accepted link ties to a card
of the cell and is about the element, with its stance, and what names element and place itself; sources and findings are two
numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Final

from dww_graph.answer import Answer, Iri, Node
from dww_graph.explorer.viewmodels.cards import STANCES as LINKED
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.things import Graph, Thing, cells, dutch, iri, key_of, kind_of, text, thing
from dww_graph.shelf import SEARCHED

AXES: Final = {"situatie": "Beroepssituatie", "clienttype": "Clienttype"}
"""What may stand in the columns, the usual one first, with its class."""
NOT_SEARCHED: Final = "niet-gezocht"
NOT_COMPARED: Final = "niet-vergeleken"
VERDICTS: Final = ("eens", "oneens", "alleen-praktijk", "alleen-onderzoek", "niets-gevonden", NOT_SEARCHED, NOT_COMPARED)
"""The six verdicts of the graph, and last the word for a cell without one."""
STANCES: Final = (*LINKED, NOT_COMPARED)
"""What a piece of evidence does in a cell; the last: it is about the cell, and no card of the cell is linked to it."""
STRENGTHS: Final = ("praktijk", "onderzoek", *STANCES)
"""What of a cell can be looked at: its cards, its research, or the research of one stance."""
RESEARCH: Final = ("bevinding", "aanbeveling", "zoekverslag")
"""Kinds of things that research is; another card is none."""
At = tuple[str, str]
"""Where a cell stands: IRI of the element, IRI of the situation or client type."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its cards, per stance the IRIs of findings, the source of each finding, and IRIs of search records."""

    at: At
    cards: Cards
    verdict: str = NOT_SEARCHED
    research: Mapping[str, frozenset[str]] = field(default_factory=dict)
    source_of: Mapping[str, str] = field(default_factory=dict)
    searches: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """Its name in an address: `a5.huisbezoek`."""
        return f"{key_of(self.at[0])}.{key_of(self.at[1])}"

    @property
    def findings(self) -> frozenset[str]:
        """All findings and recommendations of the cell, each once whatever its stances."""
        return frozenset().union(*self.research.values())

    @property
    def sources(self) -> frozenset[str]:
        """The sources behind the findings, each once."""
        return self.sources_of(self.findings)

    def sources_of(self, findings: Iterable[str]) -> frozenset[str]:
        """Give the sources behind some findings of the cell, each once."""
        return frozenset(self.source_of[each] for each in findings if each in self.source_of)

    @property
    def empty(self) -> bool:
        """True when the cell holds no card and no research; a search that found nothing leaves it empty."""
        return not self.cards and not self.findings

    @property
    def invented(self) -> bool:
        """True when a card of the cell was invented as an example."""
        return self.cards.invented > 0

    @property
    def draft(self) -> bool:
        """True when a card of the cell is not confirmed yet."""
        return self.cards.drafts > 0


@dataclass(frozen=True, slots=True)
class Row:
    """An element as a row: its depth in the hierarchy, and whether narrower elements can be shown and are shown."""

    thing: Thing
    code: str
    depth: int
    foldable: bool
    unfolded: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """Concepts of one kind with what stands above each; `under` maps an IRI ("" for the top) to its concepts in order."""

    under: Mapping[str, tuple[Thing, ...]]
    codes: Mapping[str, str]

    def all(self) -> tuple[Thing, ...]:
        """Give every concept."""
        return tuple(item for group in self.under.values() for item in group)


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """The whole map: its axes by class, and every cell on which something was said."""

    axes: Mapping[str, Axis]
    cells: Mapping[At, Cell]
    none: Cards

    def cell(self, element: Thing, other: Thing) -> Cell:
        """Give a cell; one on which nothing was said is empty and not searched."""
        at = element.iri, other.iri
        return self.cells.get(at) or Cell(at, self.none)

    def rows(self, unfolded: Sequence[str]) -> tuple[Row, ...]:
        """Give the elements to show: the top ones, and those right under a shown element whose key is in `unfolded`."""
        return tuple(_rows(self.axes["WerkzaamElement"], "", 0, frozenset(unfolded)))

    def foldable(self) -> tuple[str, ...]:
        """Give the keys of all elements with narrower ones."""
        return tuple(key_of(above) for above in self.axes["WerkzaamElement"].under if above)

    def facets(self) -> tuple[Thing, ...]:
        """Give the groups of client types."""
        return self.axes["Clienttype"].under.get("", ())

    def columns(self, axis: str, facet: str = "") -> tuple[Thing, ...]:
        """Give the columns: all situations, or the client types of a group (its key), the group first when cells name it."""
        held = self.axes[AXES[axis]]
        if axis == "situatie":
            return tuple(sorted(held.all(), key=lambda item: dutch(item.label)))
        group = next((item for item in self.facets() if item.key == facet), self.facets()[0])
        used = any(at[1] == group.iri for at in self.cells)
        return ((group,) if used else ()) + held.under.get(group.iri, ())

    def named(self, axis: str, key: str) -> Cell | None:
        """Give the cell that an address means by `a5.huisbezoek`; None when element or column does not exist."""
        first, _, second = key.partition(".")
        element = next((item for item in self.axes["WerkzaamElement"].all() if item.key == first), None)
        other = next((item for item in self.axes[AXES[axis]].all() if item.key == second), None)
        return self.cell(element, other) if element and other else None


def load_map(graph: Graph, cards: Cards) -> EvidenceMap:
    """Read the axes, the verdicts, and the research that names its place itself; a cell is laid when it is looked at."""
    verdicts = {_at(row["element"], row["ander"]): _verdict(row["oordeel"]) for row in cells(graph.bare("bewijskaart"))}
    sources = {iri(row["ding"]): iri(row["bron"]) for row in cells(graph.bare("bewijs-teksten")) if row["bron"]}
    own = _research(graph.bare("bewijskaart-zelf"))
    about = _about(graph.bare("bewijskaart-over"))
    return EvidenceMap(_axes(graph.screen("bewijskaart-assen")), _Cells(verdicts, _Linked(cards, about), own, sources), cards & 0)


def crossing(cards: Cards, at: At) -> Cards:
    """Give the cards of a cell: those that count for the element and name the situation or client type."""
    element, other = (Thing(iri, "") for iri in at)
    return cards.under("element", element.key).under(other.kind, other.key)


def all_cells(graph: Graph, cards: Cards, axis: str) -> tuple[Cell, ...]:
    """Give every cell with something in it on one axis, in order of its key, for who wants to count them in another way."""
    found = load_map(graph, cards)
    there = {item.iri for item in found.axes[AXES[axis]].all()}
    return tuple(sorted((cell for cell in found.cells.values() if cell.at[1] in there), key=lambda cell: cell.key))


@dataclass(slots=True)
class _Found:
    research: set[str] = field(default_factory=set)
    searches: set[str] = field(default_factory=set)


class _Linked:
    """What accepted links tie to cards, and for which elements of a card it counts: those that it is about, or all when none."""

    def __init__(self, cards: Cards, about: Mapping[str, frozenset[str]]) -> None:
        self.cards, self._about = cards, about
        self._held = {stance: _evidence(cards, stance) for stance in (*LINKED, SEARCHED)}
        self._shared = {
            one: reduce(or_, (cards.under("element", key_of(each)).bits for each in elements), 0)
            for one, elements in about.items()
        }

    def of(self, stance: str, element: str, here: int) -> frozenset[str]:
        """Give what links of one kind tie to cards of a cell (one bit a card) on an element (IRI)."""
        return frozenset(one for one, held in self._held[stance].items() if held & here & self._counting(one, element))

    def _counting(self, one: str, element: str) -> int:
        """Give the cards, one bit each, for which something counts on an element; -1 is every card."""
        return -1 if one not in self._about or element in self._about[one] else ~self._shared[one]


class _Cells(Mapping[At, Cell]):
    """The cells of a map; one is laid when it is first looked at."""

    def __init__(self, verdicts: Mapping[At, str], linked: _Linked, own: Mapping[At, _Found], sources: Mapping[str, str]) -> None:
        self._verdicts, self._linked, self._own, self._sources = verdicts, linked, own, sources
        self._laid: dict[At, Cell] = {}

    def __len__(self) -> int:
        return len(self._verdicts)

    def __iter__(self) -> Iterator[At]:
        return iter(self._verdicts)

    def __getitem__(self, at: At) -> Cell:
        if at not in self._laid:
            self._laid[at] = self._lay(at, self._verdicts[at])
        return self._laid[at]

    def _lay(self, at: At, verdict: str) -> Cell:
        """Give the cards of a cell, what accepted links tie to one of them, and what names the place itself."""
        here = crossing(self._linked.cards, at)
        said = {stance: self._linked.of(stance, at[0], here.bits) for stance in (*LINKED, SEARCHED)}
        own, searches = self._own.get(at, _Found()), said.pop(SEARCHED)
        said[NOT_COMPARED] = frozenset(own.research.difference(*said.values()))
        research = {stance: said[stance] for stance in STANCES if said[stance]}
        source_of = {each: self._sources[each] for items in research.values() for each in items if each in self._sources}
        return Cell(at, here, verdict, research, source_of, searches | own.searches)


def _evidence(cards: Cards, stance: str) -> dict[str, int]:
    """Give the findings, recommendations and search records that links of one kind tie to cards, each with those cards."""
    values = cards.library.shelf.values(stance)
    return {value: held for value, held in values.items() if kind_of(value) in RESEARCH}


def _about(answer: Answer) -> dict[str, frozenset[str]]:
    """Give for each finding and recommendation (IRI) the elements that it is about."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in cells(answer):
        found[iri(row["ding"])].add(iri(row["element"]))
    return {one: frozenset(elements) for one, elements in found.items()}


def _research(answer: Answer) -> dict[At, _Found]:
    found: defaultdict[At, _Found] = defaultdict(_Found)
    for row in cells(answer):
        held, what = found[_at(row["element"], row["ander"])], iri(row["ding"])
        (held.searches if kind_of(what) == "zoekverslag" else held.research).add(what)
    return dict(found)


def _verdict(node: Node | None) -> str:
    return key_of(node.value) if isinstance(node, Iri) else NOT_COMPARED


def _at(element: Node | None, other: Node | None) -> At:
    return iri(element), iri(other)


def _axes(answer: Answer) -> dict[str, Axis]:
    under: dict[str, dict[str, list[Thing]]] = {}
    codes: dict[str, str] = {}
    for row in cells(answer):
        item = thing(answer, row["begrip"])
        if item is not None:
            under.setdefault(key_of(iri(row["soort"])), {}).setdefault(iri(row["breder"]), []).append(item)
            codes[item.iri] = text(row["code"])
    return {kind: Axis({above: _in_order(group) for above, group in groups.items()}, codes) for kind, groups in under.items()}


def _in_order(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """Sort by key, numbers as numbers, and what is unborn before the other ages."""
    return tuple(sorted(things, key=lambda item: [_part(part) for part in re.split(r"(\d+)", item.key)]))


def _part(part: str) -> tuple[int, str]:
    return (int(part), "") if part.isdigit() else (-1 if "ongeboren" in part else 10**6, part)


def _rows(axis: Axis, above: str, depth: int, unfolded: frozenset[str]) -> Iterable[Row]:
    for item in axis.under.get(above, ()):
        foldable = item.iri in axis.under
        is_open = foldable and item.key in unfolded
        yield Row(item, axis.codes[item.iri], depth, foldable, is_open)
        if is_open:
            yield from _rows(axis, item.iri, depth + 1, unfolded)
