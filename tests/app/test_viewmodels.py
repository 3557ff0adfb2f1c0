"""View models: facets count truly, texts are read aright, gaps and contradiction stay visible, no Streamlit."""

from __future__ import annotations

import ast
import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from fake import FakeGraph, entries, iri, stocked  # type: ignore[import-not-found,unused-ignore]
from hypothesis import given
from hypothesis import strategies as st

import dww_graph.explorer.viewmodels as package
from dww_graph.answer import Literal
from dww_graph.explorer.i18n import translate
from dww_graph.explorer.viewmodels import (
    card,
    cards,
    compare,
    concept,
    facets,
    hands,
    saved_view,
    start,
    table,
    things,
)
from dww_graph.explorer.viewmodels import search as hits
from dww_graph.explorer.viewmodels.facets import Selection
from dww_graph.graph import KnowledgeGraph, open_graph
from dww_graph.search import CARD, Group, Hit
from dww_graph.shelf import Entry
from dww_graph.terms import term

ROWS = cards.Cards.of(FakeGraph())
LABELS = {key: key for key in ("a", "a5", "b4", "huisbezoek", "mdo")}


@pytest.fixture(scope="module")
def starter(starter_home: Path) -> KnowledgeGraph:
    """The starter graph, in Dutch."""
    return open_graph(starter_home)


def word(key: str) -> str:
    """Give a Dutch text."""
    return translate("nl", key)


def counts(selection: Selection, facet: str) -> dict[str, int]:
    """Give the count of each value of a facet."""
    return {value.key: value.count for value in facets.facet_values(ROWS, selection, facet, LABELS)}


def test_view_models_import_no_streamlit() -> None:
    for path in Path(package.__path__[0]).glob("*.py"):
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        names = [a.name for node in tree if isinstance(node, ast.Import) for a in node.names]
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        names += [node.module or "" for node in tree if isinstance(node, ast.ImportFrom)]
        assert not [name for name in names if name.split(".")[0] == "streamlit" or "components" in name], path.name


def test_cards_are_sorted_the_dutch_way() -> None:
    assert [row.title for row in ROWS] == ["Doel op de deur", "Écht samen kiezen", "Eerst luisteren"]


def test_own_quotation_marks_are_not_doubled() -> None:
    assert [row.excerpt for row in ROWS[1:]] == ["We kiezen samen.", "Ik zeg niets en luister."]


@pytest.mark.parametrize(
    ("text", "bare"),
    [('"a"', "a"), ("“a” en “b”", "“a” en “b”"), ("a", "a"), ('"', '"'), ("", ""), ('"a" en "b"', '"a" en "b"')],
)
def test_only_one_pair_around_the_whole_text_goes(text: str, bare: str) -> None:
    assert cards.unquoted(text) == bare


def test_a_broader_element_finds_the_cards_below_it() -> None:
    assert {row.code for row in facets.pick(ROWS, Selection(chosen={"element": ("a",)}))} == {"X-1", "X-2"}


def test_values_of_one_facet_widen_and_facets_narrow() -> None:
    both = Selection(chosen={"situatie": ("huisbezoek", "mdo")})
    narrowed = Selection(chosen={"situatie": ("huisbezoek", "mdo"), "element": ("b4",)})
    assert len(facets.pick(ROWS, both)) == 3
    assert [row.code for row in facets.pick(ROWS, narrowed)] == ["X-3"]


def test_age_and_mandate_narrow_each_other_but_two_ages_widen() -> None:
    chosen = {"clienttype": ("leeftijd-8-11", "leeftijd-12-15", "kader-drang")}
    assert {row.code for row in facets.pick(ROWS, Selection(chosen=chosen))} == {"X-1", "X-2"}


def test_a_count_leaves_its_own_facet_out_and_takes_the_others_in() -> None:
    assert counts(Selection(), "situatie") == {"huisbezoek": 2, "mdo": 1}
    assert counts(Selection(chosen={"element": ("a5",)}), "situatie") == {"huisbezoek": 1, "mdo": 1}
    assert counts(Selection(chosen={"situatie": ("mdo",)}), "situatie") == {"huisbezoek": 2, "mdo": 1}


def test_every_count_is_what_one_sees_after_choosing_it() -> None:
    base = Selection(chosen={"clienttype": ("kader-drang",)})
    for value in facets.facet_values(ROWS, base, "element", LABELS):
        assert value.count == len(facets.pick(ROWS, Selection(chosen={**base.chosen, "element": (value.key,)})))


def test_a_chosen_value_without_cards_stays_to_be_taken_away() -> None:
    found = facets.facet_values(ROWS, Selection(chosen={"situatie": ("bestaat-niet",)}), "situatie", LABELS)
    assert [(value.key, value.count, value.chosen) for value in found if value.chosen] == [("bestaat-niet", 0, True)]


def test_a_card_without_confirmed_evidence_is_found_as_such() -> None:
    picked = facets.pick(ROWS, Selection(chosen={"bewijs": ("nog-geen-bewijs",)}))
    assert [row.code for row in picked] == ["X-3"]


def test_search_words_leave_the_cards_that_hold_them() -> None:
    assert [row.code for row in facets.pick(ROWS, Selection("kiezen", {}, ROWS.among([ROWS[0].iri]).bits))] == [ROWS[0].code]
    assert not facets.pick(ROWS, Selection("kiezen"))


def test_hits_stand_a_kind_at_a_time_cards_first_and_a_few_real_cards_are_not_told_apart() -> None:
    hit = Hit("https://w3id.org/dww/id/x/y", "naam")
    groups = (
        Group("beroep", (hit,), 1, 0),
        Group("element", (hit, hit), 3, 0),
        Group(CARD, (hit,), 2, 7),
        Group("fase", (hit,), 2, 0),
    )
    told = [(each.kind, each.number, len(each.things), each.more) for each in hits.sections(groups, 1)]
    assert told == [(CARD, "< 12", 1, True), ("element", "3", 1, True), ("overig", "3", 1, True)]
    assert [each.kind for each in hits.sections(groups, 200, "element")] == ["element"]


def test_the_way_out_names_each_filter_with_what_comes_back() -> None:
    listening = ROWS.among([row.iri for row in ROWS if row.code == "X-1"]).bits
    chosen = Selection("luister", {"situatie": ("mdo",)}, listening)
    assert not facets.pick(ROWS, chosen)
    found = [(facet, key, len(without)) for facet, key, without in facets.way_out(ROWS, chosen)]
    assert found == [("situatie", "mdo", 1), ("zoek", "luister", 1)]


def test_csv_marks_invented_cards_and_disarms_formulas() -> None:
    rows = list(csv.reader(io.StringIO(table.to_csv(ROWS, word))))
    assert (rows[0][2:4], rows[0][-1]) == (["status van de kaart", "verzonnen voorbeeld"], "iri")
    assert all(row[3] == "ja" and row[-1].startswith("https://") for row in rows[1:])


def test_sub_elements_come_in_the_order_of_their_number() -> None:
    facts = {iri("element/a5").value: ((term("skos:notation"), Literal("A5")),)}
    detail = concept.load_concept(FakeGraph(facts=facts), iri("element/a5").value, ROWS)
    assert detail is not None
    assert [thing.key for thing in detail.narrower] == ["a5-1", "a5-2", "a5-10"]
    assert [thing.label for thing in detail.broader] == ["relatie"]


def test_an_unknown_thing_is_nothing() -> None:
    assert concept.load_concept(FakeGraph(), iri("element/zz").value, ROWS) is None


@pytest.mark.parametrize(("lang", "said"), [("nl", "ja"), ("en", "yes")])
def test_a_text_comes_in_the_language_of_the_reader(lang: str, said: str) -> None:
    assert concept.in_language([Literal("ja", lang="nl"), Literal("yes", lang="en")], lang) == said
    assert concept.in_language([Literal("ja", lang="nl")], lang) == "ja"


@pytest.mark.parametrize(
    ("boundary", "split"),
    [
        ("Als er haast is.", ("als", "er haast is.")),
        ("Niet bij ruzie.", ("", "bij ruzie.")),
        ("Bij acute onveiligheid.", ("", "bij acute onveiligheid.")),
        ("Acute onveiligheid.", (":", "Acute onveiligheid.")),
        ("", (":", "")),
    ],
)
def test_not_if_never_meets_a_second_if(boundary: str, split: tuple[str, str]) -> None:
    assert card.after_not(boundary) == split


def test_a_card_is_found_by_code_address_and_iri() -> None:
    refs = ("x-1", "X-1", "handelingskennis/x-1", iri("handelingskennis/x-1").value)
    assert {found.code for ref in refs if (found := ROWS.find(ref))} == {"X-1"}
    assert ROWS.find("") is None
    assert ROWS.under("situatie", "mdo").find("x-1") is None


def test_an_address_stands_for_one_iri_and_back() -> None:
    thing = things.Thing(things.from_ref("element/a5"), "samen beslissen")
    assert (thing.kind, thing.key, thing.ref) == ("element", "a5", "element/a5")
    assert things.from_ref(thing.iri) == thing.iri


@pytest.mark.parametrize("ref", ["", "a5", "<b>/x", "element/", "element/a b", "http://elders.example/x", "element/A5"])
def test_what_cannot_be_ours_is_no_iri(ref: str) -> None:
    assert things.from_ref(ref) == ""


def test_the_page_of_a_card_shows_what_supports_and_what_contradicts(starter: KnowledgeGraph) -> None:
    rows = cards.Cards.of(starter)
    row = rows.find("VB3")
    assert row is not None
    detail = card.load_card(starter, row, rows)
    assert {link.relation for link in detail.research} == {"ondersteund-door", "tegengesproken-door"}
    assert detail.boundary
    assert detail.file
    assert detail.illustrative
    assert {link.relation for link in detail.practice} >= {"verfijnt"}
    assert all(link.explanation and link.status for link in detail.links)


def test_a_recorded_search_tells_where_and_when(starter: KnowledgeGraph) -> None:
    rows = cards.Cards.of(starter)
    row = rows.find("VB4")
    assert row is not None
    searches = [link for link in card.load_card(starter, row, rows).research if link.relation == "geen-bewijs-gevonden"]
    assert searches
    assert all(link.search[0] and link.search[1] for link in searches)


def test_key_numbers_equal_the_counts_of_the_generation(starter: KnowledgeGraph) -> None:
    held = starter.generation.counts
    shown = {figure.key: int(figure.number) for figure in start.figures(starter)}
    assert shown["handelingskennis"] == held["Handelingskennis"] == len(cards.Cards.of(starter))
    assert shown["bronnen"] == held["Onderzoeksbron"] + held["Richtlijn"] + held["Bron"]


def test_turtle_of_a_thing_holds_every_statement(starter: KnowledgeGraph) -> None:
    subject = things.from_ref("element/a5")
    assert things.turtle(starter, subject).count(f"<{subject}> ") >= len(starter.describe(subject))


def test_a_value_that_all_compared_cards_have_is_shared_and_any_other_differs(starter: KnowledgeGraph) -> None:
    rows, unknown = compare.found(cards.Cards.of(starter), ["VB1", "vb4", "VB1", "VB99"])
    assert ([row.code for row in rows], unknown) == (["VB1", "VB4"], ("VB99",))
    lines = {line.name: line for line in compare.concept_lines([card.load_card(starter, row) for row in rows])}
    both = {thing.label for thing in rows[0].concepts["element"]} & {thing.label for thing in rows[1].concepts["element"]}
    assert both
    for cell in lines["element"].cells:
        assert {value.label for value in cell if value.shared} == both
    assert lines["situatie"].differs


def like(key: str, **found_under: str) -> Entry:
    """Give a card of element A5 under a key of its own, found under one value of each facet that is named."""
    made: Entry = replace(entries()[0], iri=iri(f"handelingskennis/{key.casefold()}").value, code=key, title=key)
    made.features = defaultdict(set, {facet: {f"https://voorbeeld.nl/{value}"}
                                      for facet, value in {"element": "a5", **found_under}.items()})
    return made


def test_at_most_four_cards_are_compared() -> None:
    many = [like(f"K{number}") for number in range(6)]
    shown, _ = compare.found(stocked(many), [each.code for each in many])
    assert [row.code for row in shown] == ["K0", "K1", "K2", "K3"]


def test_an_address_with_a_thousand_names_is_not_looked_up_whole() -> None:
    refs = [f"weg-{number}" for number in range(1000)]
    assert len(compare.found(stocked([]), refs)[1]) == compare.LOOKED_UP


def codes(found: cards.Cards, places: Iterable[int]) -> list[str]:
    return [row.code for row in hands.rows(found, tuple(places))]


def test_three_hands_begin_with_the_cards_that_differ_most() -> None:
    alike = [like(f"K{number}", situatie="mdo", clienttype="puber", context="ambulant") for number in range(4)]
    elsewhere = like("L1", situatie="huisbezoek", clienttype="puber", context="ambulant")
    quite_other = like("L2", situatie="telefoon", clienttype="kleuter", context="residentieel")
    found = stocked([*alike, elsewhere, quite_other])
    order = hands.of_element(found, "a5")
    assert codes(found, hands.shown(order, ())) == ["K0", "L2", "L1"]
    assert len(order) == 6


def test_hands_that_were_asked_for_keep_their_place_and_unknown_ones_are_passed_over() -> None:
    found = stocked(like(f"K{number}") for number in range(5))
    asked = hands.asked(found, ["k4", "bestaat-niet", "k0"])
    assert codes(found, hands.shown(range(5), asked)) == ["K4", "K0", "K1"]


def test_showing_another_walks_through_all_cards_before_one_comes_back(starter: KnowledgeGraph) -> None:
    order = hands.of_element(cards.Cards.of(starter), "a5")
    now, seen = hands.shown(order, ()), set()
    for _ in range(len(order) - 2):
        seen.add(now[0])
        now = hands.shown(order, hands.another(order, now, 0))
        assert len(set(now)) == 3
    assert seen == set(order) - set(now[1:])


def test_of_thousands_of_cards_the_hands_still_come_from_every_situation() -> None:
    many = [like(f"K{number}", situatie=f"s{number % 7}") for number in range(2_000)]
    found = stocked(many)
    order = hands.of_element(found, "a5")
    first = hands.rows(found, order[:7])
    assert len({value for row in first for value in row.found_under["situatie"]}) == 7
    assert sorted(order) == list(range(2_000))


@given(st.lists(st.sets(st.integers(0, 40)), max_size=9), st.integers(1, 5))
def test_cards_that_are_in_most_sets_come_first_whatever_the_sets(sets: list[set[int]], limit: int) -> None:
    told = Counter(place for each in sets for place in each)
    wanted = sorted(told, key=lambda place: (-told[place], place))[:limit]
    assert card.most_shared([sum(1 << place for place in each) for each in sets], limit) == tuple(wanted)


def test_a_page_reads_no_other_cards_than_its_own() -> None:
    found = stocked(like(f"K{number}") for number in range(50))
    assert [row.code for row in found[20:22]] == ["K20", "K21"]
    assert found[-1].code == "K49"
    assert len(found & found.under("situatie", "nergens")) == 0


def test_a_kept_view_holds_every_value_of_its_address_on_one_line() -> None:
    where = saved_view.address("https://voorbeeld.nl/kennis", {"q": ["a&b"], "element": ["a5", "b4"]})
    assert where == "https://voorbeeld.nl/kennis?element=a5&element=b4&q=a%26b"
    assert saved_view.line("Mijn\n keuze", where, "generatie 0001") == f"Mijn keuze: {where} (generatie 0001)"
