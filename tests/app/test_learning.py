"""Leren: only what cards, opportunities and units say; contact with people first; what is silent stays visible."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from fake import FakeGraph, answer, entries, iri, stocked  # type: ignore[import-not-found,unused-ignore]
from test_pages import link_labels, opened, said  # type: ignore[import-not-found,unused-ignore]

from dww_graph.answer import Answer, Literal, Node
from dww_graph.explorer.i18n import LANGUAGES, Lang, translate
from dww_graph.explorer.viewmodels import learning
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.graph import open_graph
from dww_graph.shelf import Entry, Shelf
from dww_graph.terms import ID, term

COLUMNS = ("situatie", "soort", "grond", "vorm", "bedoeling", "leeruitkomst", "leerplek")
WHY = Literal("Om verklaringen vragen.")
ALL = f"{ID}element/a"
ELEMENT = f"{ID}element/a5"
BROADER = term("skos:broader")
SIDES = {"collega": "direct", "client": "direct", "protocol": "indirect"}
LEARNED = {"x-1": ("protocol", "collega"), "x-2": ("client",)}


class Taught(FakeGraph):  # type: ignore[misc,unused-ignore]
    """The small graph, in which three cards, an opportunity and a unit tell where to learn."""

    def screen(self, name: str, /, **params: str) -> Answer:
        """Answer the question of the page here, every other as the small graph does."""
        found: Answer = answer(COLUMNS, self.offered()) if name == "leren-aanbod" else FakeGraph.screen(self, name, **params)
        return found

    def describe(self, subject: str) -> tuple[tuple[str, Node], ...]:
        """Give what is above a form of interaction."""
        above = SIDES.get(subject.removeprefix(f"{ID}interactie/"))
        return ((BROADER, iri(f"interactie/{above}")),) if above else ()

    @property
    def shelf(self) -> Shelf:
        """Give the three cards, two of which say from whom it was learned; all are about the element and at home or in a team."""
        return Shelf.of(map(taught, entries()))

    def offered(self) -> list[list[Node | None]]:
        """Give the rows of the question."""
        team, unit, chance = iri("situatie/mdo"), Literal("leereenheid"), Literal("leermogelijkheid")
        return [
            [team, unit, iri("leereenheid/een"), None, None, iri("leeruitkomst/lu-01"), iri("leerplek/werkplek")],
            [team, chance, iri("leermogelijkheid/een"), iri("interactie/collega"), WHY, None, None],
        ]


def taught(entry: Entry, invented: bool = True) -> Entry:
    entry.features["element"].add(ELEMENT)
    entry.features["vorm"] |= {f"{ID}interactie/{key}" for key in LEARNED.get(entry.code.casefold(), ())}
    entry.invented = invented
    return entry


TOLD = """PREFIX dww: <https://w3id.org/dww/def#>
SELECT DISTINCT ?s WHERE { ?k dww:inBeroepssituatie ?s ; dww:geleerdIn/dww:metInteractievorm ?v }"""
COUNTED = """PREFIX dww: <https://w3id.org/dww/def#>
SELECT ?s ?v (COUNT(DISTINCT ?k) AS ?n) WHERE {
  ?k dww:inBeroepssituatie ?s ; dww:geleerdIn/dww:metInteractievorm ?v } GROUP BY ?s ?v"""
PLACES = learning.load_places(Taught(), ELEMENT, Cards.of(Taught()))


@pytest.fixture(autouse=True)
def _home(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWW_HOME", str(starter_home))


def test_a_situation_with_most_kinds_of_ground_comes_first() -> None:
    assert [place.situation.key for place in PLACES] == ["mdo", "huisbezoek"]


def test_people_come_before_protocols_and_a_silent_card_is_told_apart() -> None:
    home = PLACES[1]
    assert [(origin.form.key, origin.side, len(origin.cards)) for origin in home.origins] == [
        ("collega", "direct", 1),
        ("protocol", "indirect", 1),
    ]
    assert [card.thing.key for card in home.cards] == ["x-3", "x-1"]
    assert [card.thing.key for card in home.silent] == ["x-3"]


def test_units_bring_their_outcomes_and_places_and_opportunities_their_intention() -> None:
    team = PLACES[0]
    assert [(unit.outcomes[0].key, unit.places[0].key) for unit in team.units] == [("lu-01", "werkplek")]
    assert [chance.intention for chance in team.opportunities] == ["Om verklaringen vragen."]
    assert team.through("client") and team.through("collega") and not team.through("protocol")


def test_what_was_invented_is_marked_on_every_ground(starter_home: Path) -> None:
    graph = open_graph(starter_home)
    found = learning.load_places(graph, ELEMENT, Cards.of(graph))
    marks = [chance.invented for place in found for chance in place.opportunities]
    marks += [unit.invented for place in found for unit in place.units]
    assert marks and all(marks)


def test_a_few_real_cards_are_not_told_apart_in_the_overview() -> None:
    few = stocked(taught(entry, invented=False) for entry in entries())
    situations, forms, numbers = learning.overview(Taught(), few)
    assert [form.key for form in forms] == ["client", "collega", "protocol"]
    assert numbers == {(situations[1], forms[0]): "< 5", (situations[0], forms[1]): "< 5", (situations[0], forms[2]): "< 5"}
    assert set(learning.overview(Taught(), Cards.of(Taught()))[2].values()) == {"1"}


def test_the_table_has_a_row_for_every_ground() -> None:
    rows = list(csv.reader(io.StringIO(learning.to_csv(PLACES, lambda key: key))))
    assert len(rows) == 1 + 5
    assert {row[1] for row in rows[1:]} == {"leren.grond.kaart", "leren.grond.leereenheid", "leren.grond.leermogelijkheid"}


def test_every_number_of_the_overview_is_that_of_a_count_of_its_own(starter_home: Path) -> None:
    graph = open_graph(starter_home)
    shown = {(place.iri, form.iri): number for (place, form), number in learning.overview(graph, Cards.of(graph))[2].items()}
    counted = {(row[0], row[1]): row[2] for row in graph.query(COUNTED).rows}
    assert shown == {(str(s.value), str(v.value)): str(n.value) for (s, v), n in counted.items() if s and v and n}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_an_element_every_situation_is_counted(lang: Lang, starter_home: Path) -> None:
    words = said(opened("leren", lang))
    assert translate(lang, "leren.overzicht.uitleg") in words
    answer = open_graph(starter_home, lang=lang).query(TOLD)
    named = set(answer.labels.values())
    assert named and all(name in words for name in named)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_element_leads_to_its_situations_its_cards_and_three_hands(lang: Lang) -> None:
    at = opened("leren", lang, element="a5")
    words = said(at)
    assert 'href="/kaart?id=handelingskennis/kaarten-k21' in words
    assert translate(lang, "leren.deel.direct") in words and translate(lang, "leren.probeer") in words
    assert translate(lang, "leren.handen") in link_labels(at)


def test_one_form_of_interaction_leaves_only_its_situations() -> None:
    every, one = (said(opened("leren", element="a5", **more)).count("dww-place") for more in ({}, {"vorm": "student"}))
    assert 0 < one < every


def test_an_unknown_element_and_one_without_ground_lead_on() -> None:
    at = opened("leren", element="bestaat-niet")
    assert [info.value for info in at.info] == [translate("nl", "leren.onbekend")]
    at = opened("leren", element="a5", vorm="bestaat-niet")
    assert "dww-place" in said(at)
