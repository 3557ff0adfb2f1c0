"""View models: facets count truly, texts are read aright, gaps and contradiction stay visible, no Streamlit."""

from __future__ import annotations

import ast
import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from fake import FakeGraph, iri  # type: ignore[import-not-found,unused-ignore]

import dww_graph.explorer.viewmodels as package
from dww_graph.answer import Answer, Literal
from dww_graph.errors import QueryRefused, QueryTimeout, Text
from dww_graph.explorer.i18n import translate
from dww_graph.explorer.viewmodels import card, cards, compare, concept, facets, hands, start, table, things, trace, workbench
from dww_graph.explorer.viewmodels.facets import Selection
from dww_graph.graph import KnowledgeGraph, open_graph
from dww_graph.terms import term

ROWS = cards.load_cards(FakeGraph())
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


def test_search_folds_accents_and_case_and_reads_concepts() -> None:
    assert [row.code for row in facets.pick(ROWS, Selection("echt KIEZEN"))] == ["X-2"]
    assert [row.code for row in facets.pick(ROWS, Selection("doelen"))] == ["X-3"]


def test_the_way_out_names_each_filter_with_what_comes_back() -> None:
    chosen = Selection("luister", {"situatie": ("mdo",)})
    assert not facets.pick(ROWS, chosen)
    assert facets.way_out(ROWS, chosen) == (("situatie", "mdo", 1), ("zoek", "luister", 1))


def test_csv_marks_invented_cards_and_disarms_formulas() -> None:
    rows = list(csv.reader(io.StringIO(table.to_csv(ROWS, word))))
    assert rows[0][-2:] == ["verzonnen voorbeeld", "iri"]
    assert all(row[-2] == "ja" and row[-1].startswith("https://") for row in rows[1:])


def test_support_and_contradiction_are_both_counted_and_never_added() -> None:
    found = trace.summary(trace.load_steps(FakeGraph()))
    assert (found.support, found.nuance, found.contradiction) == (1, 0, 1)
    assert (found.cards, found.gaps) == (2, 2)


def test_the_trace_keeps_a_row_for_each_gap() -> None:
    rows = [trace.readable(step, word) for step in trace.load_steps(FakeGraph())]
    assert ("De student beslist samen", "doelen stellen", "Nog geen handelingskennis", "", "", "nee") in rows
    assert any(row[2:] == ("Écht samen kiezen", "nog geen bewijs", "Nog geen bewijs", "nee") for row in rows)


def test_the_picture_has_a_node_for_each_stance_and_each_gap() -> None:
    option = trace.sankey(trace.load_steps(FakeGraph()), word, "light", "#000000")
    names = [node["name"] for node in option["series"][0]["data"]]
    assert {"ondersteunt", "spreekt tegen", "nog geen bewijs", "Nog geen handelingskennis"} <= set(names)
    assert len(names) == len(set(names))
    ends = {end for link in option["series"][0]["links"] for end in (link["source"], link["target"])}
    assert ends == set(names)


def test_red_is_only_for_contradiction() -> None:
    option = trace.sankey(trace.load_steps(FakeGraph()), word, "light", "#000000")
    red = [node["name"] for node in option["series"][0]["data"] if node["itemStyle"]["color"] == "#b3261e"]
    assert red == ["spreekt tegen"]


def test_a_chosen_node_leaves_only_its_steps() -> None:
    steps = trace.load_steps(FakeGraph())
    assert {step.relation for step in trace.through(steps, "tegengesproken-door")} == {"tegengesproken-door"}


def test_equal_labels_stay_different_nodes() -> None:
    names = trace.unique_names({"a": "zelfde", "b": "zelfde"})
    assert names["a"] != names["b"]


def test_sub_elements_come_in_the_order_of_their_number() -> None:
    facts = {iri("element/a5").value: ((term("skos:notation"), Literal("A5")),)}
    detail = concept.load_concept(FakeGraph(facts=facts), iri("element/a5").value)
    assert detail is not None
    assert [thing.key for thing in detail.narrower] == ["a5-1", "a5-2", "a5-10"]
    assert [thing.label for thing in detail.broader] == ["relatie"]


def test_an_unknown_thing_is_nothing() -> None:
    assert concept.load_concept(FakeGraph(), iri("element/zz").value) is None


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
    assert {found.code for ref in refs if (found := card.find_card(ROWS, ref))} == {"X-1"}
    assert card.find_card(ROWS, "") is None


def test_an_address_stands_for_one_iri_and_back() -> None:
    thing = things.Thing(things.from_ref("element/a5"), "samen beslissen")
    assert (thing.kind, thing.key, thing.ref) == ("element", "a5", "element/a5")
    assert things.from_ref(thing.iri) == thing.iri


@pytest.mark.parametrize("ref", ["", "a5", "<b>/x", "element/", "element/a b", "http://elders.example/x", "element/A5"])
def test_what_cannot_be_ours_is_no_iri(ref: str) -> None:
    assert things.from_ref(ref) == ""


def test_the_page_of_a_card_shows_what_supports_and_what_contradicts(starter: KnowledgeGraph) -> None:
    rows = cards.load_cards(starter)
    row = card.find_card(rows, "VB3")
    assert row is not None
    detail = card.load_card(starter, row, rows)
    assert {link.relation for link in detail.research} == {"ondersteund-door", "tegengesproken-door"}
    assert detail.boundary
    assert detail.file
    assert detail.illustrative
    assert {link.relation for link in detail.practice} >= {"verfijnt"}
    assert all(link.explanation and link.status for link in detail.links)


def test_a_recorded_search_tells_where_and_when(starter: KnowledgeGraph) -> None:
    rows = cards.load_cards(starter)
    row = card.find_card(rows, "VB4")
    assert row is not None
    searches = [link for link in card.load_card(starter, row, rows).research if link.relation == "geen-bewijs-gevonden"]
    assert searches
    assert all(link.search[0] and link.search[1] for link in searches)


def test_key_numbers_equal_the_counts_of_the_generation(starter: KnowledgeGraph) -> None:
    held = starter.generation.counts
    shown = {figure.key: int(figure.number) for figure in start.figures(starter)}
    assert shown["handelingskennis"] == held["Handelingskennis"] == len(cards.load_cards(starter))
    assert shown["bronnen"] == held["Onderzoeksbron"] + held["Richtlijn"]


def test_every_example_runs_as_it_stands_and_gives_what_the_question_gives(starter: KnowledgeGraph) -> None:
    for example in workbench.load_examples(starter, "nl"):
        found = workbench.run(starter, example.query, "nl")
        assert isinstance(found, Answer), example.slug
        assert set(found.rows) == set(starter.ask(example.slug).rows), example.slug


class Refusing:
    """A graph that refuses every query with the failure it was given."""

    questions: dict[str, object] = {}  # noqa: RUF012

    def __init__(self, failure: Exception) -> None:
        self.failure = failure

    def query(self, text: str) -> Answer:
        """Refuse."""
        raise self.failure

    def resolve(self, text: str, scheme: str | None = None) -> str:
        """Give the text back."""
        return text


@pytest.mark.parametrize(("lang", "what"), [("nl", "Dat mag niet."), ("en", "Not allowed.")])
def test_a_refusal_tells_line_and_column_in_plain_words(lang: str, what: str) -> None:
    failure = QueryRefused(Text("Dat mag niet.", "Not allowed."), "3:7", do=Text("Haal het weg.", "Take it out."))
    found = workbench.run(Refusing(failure), "SELECT", "en" if lang == "en" else "nl")  # type: ignore[arg-type]
    assert isinstance(found, workbench.Problem)
    assert (found.kind, found.what, found.line, found.column) == ("fout", what, 3, 7)


def test_a_timeout_is_a_value_too() -> None:
    found = workbench.run(Refusing(QueryTimeout(Text("te lang", "too long"))), "SELECT", "nl")  # type: ignore[arg-type]
    assert isinstance(found, workbench.Problem)
    assert (found.kind, found.line) == ("tijd", 0)


def test_a_syntax_error_names_its_line(starter: KnowledgeGraph) -> None:
    found = workbench.run(starter, "SELECT ?a WHERE {\n  ?a ?b\n}", "nl")
    assert isinstance(found, workbench.Problem)
    assert found.line == 3
    assert workbench.line_of("a\nb", 2) == "b"
    assert workbench.line_of("a\nb", 9) == ""


def test_turtle_of_a_thing_holds_every_statement(starter: KnowledgeGraph) -> None:
    subject = things.from_ref("element/a5")
    assert things.turtle(starter, subject).count(f"<{subject}> ") >= len(starter.describe(subject))


def test_a_value_that_all_compared_cards_have_is_shared_and_any_other_differs(starter: KnowledgeGraph) -> None:
    rows, unknown = compare.found(cards.load_cards(starter), ["VB1", "vb4", "VB1", "VB99"])
    assert ([row.code for row in rows], unknown) == (["VB1", "VB4"], ("VB99",))
    lines = {line.name: line for line in compare.concept_lines([card.load_card(starter, row, ()) for row in rows])}
    both = {thing.label for thing in rows[0].concepts["element"]} & {thing.label for thing in rows[1].concepts["element"]}
    assert both
    for cell in lines["element"].cells:
        assert {value.label for value in cell if value.shared} == both
    assert lines["situatie"].differs


def like(row: cards.CardRow, key: str, **found_under: str) -> cards.CardRow:
    """Give a card of element A5 under a key of its own, found under one value of each facet that is named."""
    under = {facet: frozenset({f"https://voorbeeld.nl/{value}"}) for facet, value in {"element": "a5", **found_under}.items()}
    return replace(row, iri=f"{row.iri}-{key}", code=key, title=key, found_under=under)


def test_at_most_four_cards_are_compared() -> None:
    many = [like(ROWS[0], f"K{number}") for number in range(6)]
    assert [row.code for row in compare.found(many, [row.code for row in many])[0]] == ["K0", "K1", "K2", "K3"]


def test_three_hands_begin_with_the_cards_that_differ_most() -> None:
    alike = [like(ROWS[0], f"K{number}", situatie="mdo", clienttype="puber", context="ambulant") for number in range(4)]
    elsewhere = like(ROWS[0], "A", situatie="huisbezoek", clienttype="puber", context="ambulant")
    quite_other = like(ROWS[0], "B", situatie="telefoon", clienttype="kleuter", context="residentieel")
    order = hands.of_element([*alike, elsewhere, quite_other], "a5")
    assert [row.code for row in hands.shown(order, ())] == ["K0", "B", "A"]
    assert len(order) == 6


def test_hands_that_were_asked_for_keep_their_place_and_unknown_ones_are_passed_over() -> None:
    order = [like(ROWS[0], f"k{number}") for number in range(5)]
    keys = [row.thing.key for row in order]
    assert [row.thing.key for row in hands.shown(order, [keys[4], "bestaat-niet", keys[0]])] == [keys[4], keys[0], keys[1]]


def test_showing_another_walks_through_all_cards_before_one_comes_back(starter: KnowledgeGraph) -> None:
    order = hands.of_element(cards.load_cards(starter), "a5")
    now, seen = hands.shown(order, ()), set()
    for _ in range(len(order) - 2):
        seen.add(now[0].thing.key)
        now = hands.shown(order, hands.another(order, now, 0))
        assert len({row.iri for row in now}) == 3
    assert seen == {row.thing.key for row in order} - {row.thing.key for row in now[1:]}
