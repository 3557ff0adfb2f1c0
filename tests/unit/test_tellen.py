"""Numbers that rest on people: how many professionals there are at least, and how a small number is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.facets import Selection, facet_values
from dww_graph.shelf import Entry, Shelf
from dww_graph.tellen import BEHIND, People, people, shown
from dww_graph.terms import thing

PERSON, CONSENT = BEHIND


def known(by: Mapping[str, str], consents: Mapping[str, str]) -> People:
    """Cards with their professional, and cards with their consent."""
    said = [(card, PERSON, who) for card, who in by.items()] + [(card, CONSENT, code) for card, code in consents.items()]
    return people(said)


def number(who: People, cards: str) -> int:
    return who.number([who.behind([card]) for card in cards])


@pytest.mark.parametrize(
    ("real", "invented", "told"),
    [(0, 0, "0"), (0, 3, "3"), (1, 0, "< 5"), (4, 0, "< 5"), (5, 0, "5"), (4, 7, "< 12"), (6, 7, "13")],
)
def test_a_few_real_ones_are_not_told_apart(real: int, invented: int, told: str) -> None:
    assert shown(real, invented, 5) == told
    assert shown(real, invented, 0) == str(real + invented)


def test_a_consent_counts_for_nobody_beside_the_professional_who_gave_it() -> None:
    who = known({"a": "p1"}, {"a": "T1", "b": "T1", "c": "T2"})
    assert number(who, "ab") == 1
    assert number(who, "abc") == 2


def test_two_consents_of_one_professional_are_one_person() -> None:
    who = known({"a": "p", "b": "p"}, {"a": "T1", "b": "T2", "c": "T1", "d": "T2"})
    assert number(who, "cd") == 1


def test_a_card_of_a_group_counts_everybody_in_it_and_cards_of_nobody_known_count_as_one() -> None:
    who = people([("a", PERSON, "p1"), ("a", PERSON, "p2")])
    assert number(who, "a") == 2
    assert number(who, "xyz") == 1


@dataclass(frozen=True)
class Stock:
    """A shelf without names."""

    shelf: Shelf

    def label(self, iri: str) -> str:
        """Give an IRI as its own name."""
        return iri


def cards(*invented: bool) -> Cards:
    found = {"situatie": {thing("situatie", "mdo")}, "clienttype": {thing("clienttype", "probleemgebied")}}
    made = (Entry(str(at), str(at), str(at), invented=each, features=defaultdict(set, found)) for at, each in enumerate(invented))
    return Cards.of(Stock(Shelf.of(made)))


def test_the_counts_beside_the_filters_hide_a_few_real_cards() -> None:
    (value,) = facet_values(cards(False, False), Selection(), "situatie", {})
    assert value.shown == "< 5"
    (value,) = facet_values(cards(True, True), Selection(), "situatie", {})
    assert value.shown == "2"
    assert cards(*[False] * 5).number == "5"


def test_a_card_with_the_facet_alone_is_found_beside_those_with_a_value_of_it() -> None:
    both = Selection(chosen={"clienttype": ("probleem-lvb", "probleemgebied")})
    (value,) = facet_values(cards(True), both, "situatie", {})
    assert value.count == 1
