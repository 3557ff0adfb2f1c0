"""Whatever one asks of the public store about situation, client type, setting, organisation and profile, no answer is small.

The queries here are written for the test and know nothing of how cells are made: every GROUP BY over two or more features, and
every difference between two such groups, over random sets of real cards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dww_graph import assets, tellen
from dww_graph.answer import Iri, Triple
from dww_graph.disclosure import coarsened, plan
from dww_graph.store import Store, parse_file, write_triples
from dww_graph.tellen import SMALLEST, People
from dww_graph.terms import DEF, term, thing

K = SMALLEST["openbaar"]
PATTERNS: Mapping[str, str] = {
    "situatie": "?kaart dww:inBeroepssituatie ?situatie .",
    "client": "?kaart dww:metClienttype ?client .",
    "ander": "?kaart dww:metClienttype ?ander .",
    "facet": "?kaart dww:metClienttype/skos:broader? ?facet .",
    "setting": "?kaart dww:inContext ?setting .",
    "soort": "?kaart dww:inContext/skos:broader? ?soort .",
    "plek": "?kaart dww:uitgesprokenDoorProfiel/dww:inContext ?plek .",
    "organisatie": "?kaart dww:organisatie ?organisatie .",
    "beroep": "?kaart dww:uitgesprokenDoorProfiel/dww:heeftBeroep ?beroep .",
    "ervaring": "?kaart dww:uitgesprokenDoorProfiel/dww:heeftErvaring ?ervaring .",
}
SAME = ({"client", "facet"}, {"client", "ander"}, {"ander", "facet"}, {"setting", "soort", "plek"})
"""Names that ask for one feature twice: beside each other they combine nothing."""
PREFIX = f"PREFIX dww: <{DEF}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


@dataclass(frozen=True)
class Card:
    """One drawn card; a feature may have no value, or two."""

    professional: str
    situatie: tuple[str, ...]
    client: tuple[str, ...]
    setting: tuple[str, ...]
    organisatie: tuple[str, ...]
    beroep: tuple[str, ...]
    ervaring: tuple[str, ...]


def some(*values: str, most: int = 1) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(lambda found: tuple(sorted(found)))


KINDS = st.builds(
    Card,
    st.just(""),
    some("situatie/mdo", "situatie/huisbezoek", most=2),
    some("clienttype/leeftijd-4-7", "clienttype/leeftijd-8-11", "clienttype/probleem-lvb", "clienttype/kader", most=2),
    some("context/pleegzorg", "context/gezinshuis", "context/school"),
    some("organisatie/een", "organisatie/twee"),
    some("beroep/jeugdbeschermer", "beroep/pleegouder"),
    some("ervaring/0-2", "ervaring/3-5"),
)


@st.composite
def drawn(draw: st.DrawFn) -> list[Card]:
    """Cards of a few kinds by up to nine professionals, so that some combinations are rare and some are not."""
    kinds = draw(st.lists(KINDS, min_size=1, max_size=5))
    speakers = st.integers(0, 8).map(lambda at: f"p{at}")
    return [replace(kind, professional=who) for kind in kinds for who in draw(st.lists(speakers, min_size=4, max_size=14))]


CARDS = drawn()


def node(ref: str) -> Iri:
    return Iri(thing(*ref.split("/", 1)))


def triples(at: int, card: Card) -> Iterator[Triple]:
    self, profile = node(f"handelingskennis/k{at}"), node(f"profiel/k{at}")
    yield Triple(self, Iri(term("rdf:type")), Iri(f"{DEF}Handelingskennis"))
    yield Triple(self, Iri(f"{DEF}uitgesprokenDoorProfiel"), profile)
    said = ((self, "inBeroepssituatie", card.situatie), (self, "metClienttype", card.client), (self, "inContext", card.setting),
            (self, "organisatie", card.organisatie), (profile, "inContext", card.setting),
            (profile, "heeftBeroep", card.beroep), (profile, "heeftErvaring", card.ervaring))
    for holder, feature, refs in said:
        for ref in refs:
            yield Triple(holder, Iri(DEF + feature), node(ref))


def groups(store: Store, names: Sequence[str]) -> dict[tuple[str, ...], set[str]]:
    """Ask for the cards of each combination of values of these features."""
    asked = f"{PREFIX}SELECT ?kaart {' '.join(f'?{name}' for name in names)} WHERE {{ ?kaart a dww:Handelingskennis . "
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in store.query(asked + " ".join(PATTERNS[name] for name in names) + " }").rows:
        card, *values = (cell.value for cell in row if cell)
        found[tuple(values)].add(card)
    return found


def combined(names: Sequence[str], values: Sequence[str]) -> bool:
    """True when two or more features are asked for, or two client types that differ."""
    apart = [name for at, name in enumerate(names) if not any(name in same and set(names[:at]) & same for same in SAME)]
    return len(apart) > 1 or (len({value for value in values if "/clienttype/" in value}) > 1 and "facet" not in names)


@pytest.fixture(scope="module")
def lists() -> tuple[Triple, ...]:
    """The client types and the settings, with what is above them."""
    paths = (assets.asset("ontology", "begrippen", name) for name in ("clienttypen.ttl", "contexten.ttl"))
    return tuple(triple for path in paths for triple in parse_file(path))


def who_of(cards: Iterable[tuple[int, Card]]) -> People:
    said = ((f"<{node(f'handelingskennis/k{at}').value}>", f"<{DEF}vanProfessional>", card.professional) for at, card in cards)
    return tellen.people(said)


def file_of(cards: Iterable[tuple[int, Card]], lists: Sequence[Triple], folder: Path) -> Path:
    path = folder / "kaarten.nt"
    write_triples([*lists, *(triple for at, card in cards for triple in triples(at, card))], path)
    return path


def published(cards: Sequence[Card], lists: Sequence[Triple], folder: Path) -> tuple[Store, Store, dict[str, str]]:
    """A store of everything, the store as it is published, and the professional behind each card."""
    file = file_of(enumerate(cards), lists, folder)
    before, after = Store.in_memory(), Store.in_memory()
    before.bulk_load([file])
    after.bulk_load(coarsened([file], plan([file], "openbaar", who_of(enumerate(cards))), folder / "grover"))
    return before, after, {node(f"handelingskennis/k{at}").value: card.professional for at, card in enumerate(cards)}


@settings(max_examples=40, deadline=None)
@given(cards=CARDS)
def test_no_group_over_two_or_more_features_and_no_difference_between_two_isolates_a_few_professionals(
    cards: list[Card], lists: tuple[Triple, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    _, store, by = published(cards, lists, tmp_path_factory.mktemp("ring"))
    seen: list[set[str]] = []
    for size in (2, 3, 4):
        for names in combinations(PATTERNS, size):
            found = {values: group for values, group in groups(store, names).items() if combined(names, values)}
            for values, group in found.items():
                assert len({by[card] for card in group}) >= K, (names, values)
            seen += found.values()
    apart = {frozenset(group) for group in seen}
    for one, other in combinations(apart, 2):
        for rest in (one - other, other - one):
            assert not rest or len({by[card] for card in rest}) >= K


@settings(max_examples=20, deadline=None)
@given(cards=CARDS)
def test_every_card_keeps_its_situations_and_gets_nothing_that_is_not_above_what_it_had(
    cards: list[Card], lists: tuple[Triple, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    before, after, _ = published(cards, lists, tmp_path_factory.mktemp("ring"))
    assert groups(before, ["situatie"]) == groups(after, ["situatie"])
    for coarse in ("facet", "soort"):
        had, has = groups(before, [coarse]), groups(after, [coarse])
        assert all(group <= had[value] for value, group in has.items())


@settings(max_examples=10, deadline=None)
@given(cards=CARDS)
def test_what_is_published_does_not_depend_on_the_order_of_the_cards(
    cards: list[Card], lists: tuple[Triple, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    numbered = [*enumerate(cards)]
    one, other = (
        plan([file_of(order, lists, tmp_path_factory.mktemp("ring"))], "openbaar", who_of(order))
        for order in (numbered, numbered[::-1])
    )
    assert one == other
