"""The shelf: what stands in its file is what the graph says, card by card and feature by feature, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dww_graph import shelf
from dww_graph.graph import KnowledgeGraph, open_graph
from dww_graph.shelf import Entry, Shelf, places
from dww_graph.terms import ID

SAID = {
    "eigenelement": "?kaart dww:geeftVormAan ?waarde",
    "element": "?kaart dww:geeftVormAan/skos:broader* ?waarde",
    "situatie": "?kaart dww:inBeroepssituatie ?waarde",
    "clienttype": "?kaart dww:metClienttype ?waarde",
    "context": "?kaart dww:inContext ?waarde",
    "mechanisme": "?kaart dww:verwachtMechanisme ?waarde",
    "beroep": "?kaart dww:uitgesprokenDoorProfiel/dww:heeftBeroep ?waarde",
    "ervaring": "?kaart dww:uitgesprokenDoorProfiel/dww:heeftErvaring ?waarde",
    "methode": "?kaart dww:geexpliciteerdIn/dww:metMethode ?waarde",
    "vorm": "?kaart dww:geleerdIn/dww:metInteractievorm ?waarde",
    "trede": "?kaart dww:staatOpTrede ?waarde",
    "bewijs": """?link dww:heeftOnderwerp ?kaart ; dww:relatietypeVan ?waarde ; dww:heeftBewijs ?bewijs .
      ?link dww:status status:vastgesteld . ?bewijs a ?soort FILTER(?soort IN (dww:Bevinding, dww:Aanbeveling))
      FILTER(?waarde IN (relatie:ondersteund-door, relatie:genuanceerd-door, relatie:tegengesproken-door))""",
    "verzonnen": '?kaart dww:isIllustratief true BIND("ja" AS ?waarde)',
    "jaar": "?kaart dcterms:created ?dag BIND(SUBSTR(STR(?dag), 1, 4) AS ?waarde)",
    "status": "?kaart dww:kaartstatus ?waarde",
}
"""Each feature in the words of who stated it; no derived shortcut but the step, which a rule derives."""
NAMES = ("zus", "één", "K10", "K2")
QUERY = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dww: <https://w3id.org/dww/def#>
PREFIX relatie: <https://w3id.org/dww/id/relatietype/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX status: <https://w3id.org/dww/id/status/>
SELECT DISTINCT ?kaart ?waarde WHERE { ?kaart a dww:Handelingskennis . %s }"""


@pytest.fixture(scope="module")
def graph(starter_home: Path) -> KnowledgeGraph:
    """The starter graph."""
    return open_graph(starter_home)


def test_every_feature_is_on_the_shelf_or_is_counted_by_it(graph: KnowledgeGraph) -> None:
    assert {*shelf.FEATURES, shelf.EVIDENCE, "verzonnen", "jaar", "status"} == set(SAID)


@pytest.mark.parametrize("feature", SAID)
def test_a_value_holds_exactly_the_cards_that_say_it(graph: KnowledgeGraph, feature: str) -> None:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for card, value in graph.query(QUERY % SAID[feature]).rows:
        if card and value:
            wanted[value.value].add(card.value)
    held = {value: {graph.shelf.iri(place) for place in places(cards)} for value, cards in graph.shelf.values(feature).items()}
    assert held == wanted
    assert held


def test_the_file_of_a_generation_says_the_same_as_a_shelf_in_memory(graph: KnowledgeGraph, starter_home: Path) -> None:
    found = next((starter_home / "generations").rglob("openbaar.kaarten"))
    filed, made = Shelf.open(found), Shelf.of(shelf.read(graph._store))
    every = range(len(made))
    assert list(filed.entries(every)) == list(made.entries(every))
    assert len(filed) == len(made) == graph.generation.counts["Handelingskennis"]


def test_cards_stand_in_dutch_order_and_are_found_by_code_whatever_the_capitals() -> None:
    held = Shelf.of(Entry(f"{ID}handelingskennis/{title}", code=f"K-{title}", title=title) for title in NAMES)
    assert [held.iri(place).rsplit("/", 1)[-1] for place in range(4)] == ["één", "K2", "K10", "zus"]
    assert held.coded("k-ZUS") == f"{ID}handelingskennis/zus"
    assert held.coded("k-bestaat-niet") == ""
    assert held.place("bestaat-niet") is None


@given(st.sets(st.integers(0, 300)))
def test_a_set_of_cards_keeps_every_place(chosen: set[int]) -> None:
    assert list(places(sum(1 << place for place in chosen))) == sorted(chosen)


@given(st.lists(st.sets(st.integers(0, 5)), min_size=1, max_size=20))
def test_a_card_knows_its_own_values(values: list[set[int]]) -> None:
    made = [Entry(str(at), title=f"{at:03}") for at in range(len(values))]
    for entry, held in zip(made, values, strict=True):
        entry.features["situatie"] |= {str(value) for value in held}
    found = Shelf.of(made)
    assert [{int(value) for value in found.of_card(at, "situatie")} for at in range(len(values))] == values
