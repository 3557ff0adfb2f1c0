"""Leren: in which situations an element can be learned, from whom or what, and what a team has at hand there.

Everything shown stands in the graph: a card that says how it was learned, a learning opportunity somebody made, or a
learning unit that practises in the situation. The page adds no opportunity of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from dww_graph.answer import Answer
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.table import as_csv, status_word
from dww_graph.explorer.viewmodels.things import Graph, Thing, by_label, cells, dutch, iri, key_of, text, thing
from dww_graph.terms import term

SIDES: Final = ("direct", "indirect")
"""Learning in contact with people, and through a protocol, an intervention model or other things of the work."""
Crossing = tuple[Thing, Thing]


@dataclass(frozen=True, slots=True)
class Origin:
    """From whom or what cards say it was learned; `side` is "direct", "indirect" or "" when the form has none."""

    form: Thing
    side: str
    cards: Cards


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A chance to learn that somebody made on purpose, with its intention in their words."""

    thing: Thing
    intention: str
    forms: tuple[Thing, ...]
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A learning unit that practises here, the outcomes it serves and the places of learning of those."""

    thing: Thing
    outcomes: tuple[Thing, ...]
    places: tuple[Thing, ...]
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One professional situation with all that can be learned from in it."""

    situation: Thing
    cards: Cards
    origins: tuple[Origin, ...]
    opportunities: tuple[Opportunity, ...]
    units: tuple[Unit, ...]

    @property
    def silent(self) -> Cards:
        """The cards that do not say from whom or what it was learned."""
        told = reduce(or_, (origin.cards for origin in self.origins), self.cards & 0)
        return self.cards & ~told.bits

    def through(self, form: str) -> bool:
        """Say whether something here was or can be learned through a form of interaction (key)."""
        forms = [origin.form for origin in self.origins] + [one for chance in self.opportunities for one in chance.forms]
        return any(one.key == form for one in forms)


def load_places(graph: Graph, element: str, cards: Cards) -> tuple[Place, ...]:
    """Give the situations of an element (IRI); those with most kinds of ground come first, then by label.

    `cards` holds the cards the reader may see.
    """
    held = cards.under("element", key_of(element)).values("situatie")
    rows = _offered(graph.screen("leren-aanbod", element=element))
    sides = sides_of(graph, cards)
    nothing = cards & 0
    places = (_place(place, held.get(place, nothing), rows.get(place, ()), sides) for place in by_label((*held, *rows)))
    return tuple(sorted(places, key=lambda place: (-_kinds(place), dutch(place.situation.label))))


def together(places: Sequence[Place]) -> Cards:
    """Give the cards of some places (at least one), each once."""
    return reduce(or_, (place.cards for place in places))


def sides_of(graph: Graph, cards: Cards) -> dict[Thing, str]:
    """Give every form of interaction that cards name with its side, direct ones first."""
    found = {form: _side(graph, form) for form in cards.values("vorm")}
    return dict(sorted(found.items(), key=lambda held: (held[1] != SIDES[0], dutch(held[0].label))))


def forms(places: Iterable[Place]) -> tuple[Thing, ...]:
    """Give every form of interaction that occurs, by label."""
    return by_label(origin.form for place in places for origin in place.origins)


def overview(graph: Graph, cards: Cards) -> tuple[tuple[Thing, ...], tuple[Thing, ...], dict[Crossing, str]]:
    """Count cards per situation and origin of the learning: the situations, the forms (direct first) and numbers as shown."""
    forms = tuple(sides_of(graph, cards))
    crossings = {
        (place, form): held.under("vorm", form.key) for place, held in cards.values("situatie").items() for form in forms
    }
    told = {at: held.number for at, held in crossings.items() if held}
    return by_label(place for place, _ in told), forms, told


def to_csv(places: Sequence[Place], word: Callable[[str], str]) -> str:
    """Write one row per ground: situation, kind, title, from whom or what, outcomes, status of a card, invented, IRI."""
    names = ("situatie", "grond", "titel", "vorm", "leeruitkomst", "kaartstatus", "illustratief")
    rows = ((place.situation.label, *row) for place in places for row in _lines(place, word))
    return as_csv((*(word(f"kolom.{name}") for name in names), "iri"), rows)


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    ground: Thing
    intention: str
    found: Mapping[str, Thing | None]
    invented: bool


def _lines(place: Place, word: Callable[[str], str]) -> Iterable[tuple[str, ...]]:
    forms = {origin.form.key: origin.form.label for origin in place.origins}
    for card in place.cards:
        learned = "; ".join(label for key, label in forms.items() if key in map(key_of, card.found_under.get("vorm", ())))
        mark = word("ja" if card.illustrative else "nee")
        yield word("leren.grond.kaart"), card.title, learned, "", status_word(card, word), mark, card.iri
    for chance in place.opportunities:
        learned = "; ".join(form.label for form in chance.forms)
        mark = word("ja" if chance.invented else "nee")
        yield word("leren.grond.leermogelijkheid"), chance.thing.label, learned, "", "", mark, chance.thing.iri
    for unit in place.units:
        outcomes = "; ".join(one.label for one in unit.outcomes)
        mark = word("ja" if unit.invented else "nee")
        yield word("leren.grond.leereenheid"), unit.thing.label, "", outcomes, "", mark, unit.thing.iri


def _kinds(place: Place) -> int:
    return sum(map(bool, (place.cards, place.opportunities, place.units)))


def _side(graph: Graph, form: Thing) -> str:
    above = (key_of(iri(node)) for prop, node in graph.describe(form.iri) if prop == term("skos:broader"))
    return next((key for key in above if key in SIDES), "")


def _offered(answer: Answer) -> dict[Thing, list[_Row]]:
    rows: defaultdict[Thing, list[_Row]] = defaultdict(list)
    for row, mark in zip(cells(answer), answer.marks, strict=True):
        place, ground = thing(answer, row["situatie"]), thing(answer, row["grond"])
        if place and ground:
            found = {name: thing(answer, row[name]) for name in ("vorm", "leeruitkomst", "leerplek")}
            rows[place].append(_Row(text(row["soort"]), ground, text(row["bedoeling"]), found, bool(mark)))
    return rows


def _place(situation: Thing, cards: Cards, offered: Sequence[_Row], sides: Mapping[Thing, str]) -> Place:
    by_kind: defaultdict[str, dict[Thing, list[_Row]]] = defaultdict(dict)
    for row in offered:
        by_kind[row.kind].setdefault(row.ground, []).append(row)
    origins = (Origin(form, side, cards.under("vorm", form.key)) for form, side in sides.items())
    return Place(
        situation=situation,
        cards=cards,
        origins=tuple(origin for origin in origins if origin.cards),
        opportunities=tuple(
            Opportunity(ground, rows[0].intention, _things(rows, "vorm"), rows[0].invented)
            for ground, rows in by_kind["leermogelijkheid"].items()
        ),
        units=tuple(
            Unit(ground, _things(rows, "leeruitkomst"), _things(rows, "leerplek"), rows[0].invented)
            for ground, rows in by_kind["leereenheid"].items()
        ),
    )


def _things(rows: Iterable[_Row], name: str) -> tuple[Thing, ...]:
    return by_label(found for row in rows if (found := row.found[name]))
