"""The workbench without a screen: filled-in questions, problems in words, what can be drawn, a query that is stopped."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.app.fake import answer, iri

from dww_graph import generation
from dww_graph.answer import XSD, Answer, Iri, Literal, Node
from dww_graph.catalogue import Question
from dww_graph.errors import DwwError, Lang, NotFound, QueryRefused, QueryTimeout, Text
from dww_graph.explorer.components.workbench_answer import bare_csv
from dww_graph.explorer.i18n import translate
from dww_graph.explorer.viewmodels import as_sparql, charting, workbench
from dww_graph.explorer.viewmodels.asked import Asked
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.facets import Selection, pick
from dww_graph.graph import KnowledgeGraph, open_graph
from dww_graph.http import sparql
from dww_graph.http.message import HttpRequest
from dww_graph.terms import ID
from dww_graph.workers import Limits, Stop, run_query

SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SAMPLES = {
    "kaart": "VB1",
    "begrip": "element/a5",
    "leeruitkomst": "leeruitkomst/lu-01",
}
SELECTIONS = [
    Selection(),
    Selection(chosen={"element": ("a5",)}),
    Selection(chosen={"element": ("a5", "b4"), "situatie": ("huisbezoek",)}),
    Selection(chosen={"clienttype": ("leeftijd-8-11", "leeftijd-12-15", "kader-jeugdbescherming")}),
    Selection(chosen={"bewijs": ("nog-geen-bewijs",)}),
    Selection(chosen={"bewijs": ("ondersteund-door", "tegengesproken-door")}),
    Selection(chosen={"context": ("ambulant",), "methode": ("think-aloud",)}),
    Selection(word="huisbezoek", chosen={"element": ("a",)}),
    Selection(chosen={"clienttype": ("onbekend-iets",)}),
    Selection(chosen={"element": ("bestaat-niet",)}),
    Selection(chosen={"trede": ("1",), "jaar": ("2026",)}),
    Selection(chosen={"jaar": ("1999",)}),
]


@pytest.fixture(scope="module")
def starter(starter_home: Path) -> KnowledgeGraph:
    """The starter graph, in Dutch."""
    return open_graph(starter_home)


def given(graph: KnowledgeGraph, question: Question) -> dict[str, str]:
    """Give a value for every thing that a question asks for, as an IRI."""
    ours = {name: SAMPLES[name] for name in (param.name for param in question.params) if name in SAMPLES}
    return {name: graph.resolve(ID + text if "/" in text else text) for name, text in ours.items()}


def asked(graph: KnowledgeGraph, query: str) -> Answer:
    """Give the answer to a query of a stranger."""
    found = workbench.ask(graph, query, "nl")
    assert isinstance(found, Answer), found
    return found


def test_every_question_of_a_page_gives_as_sparql_the_rows_that_the_page_stands_on(starter: KnowledgeGraph) -> None:
    for slug, question in starter.screens.items():
        values = given(starter, question)
        example = workbench.screen_example(starter, as_sparql.SCREEN + slug, "nl")
        assert example is not None
        in_address = {name: (value.removeprefix(ID),) for name, value in values.items()}
        found = asked(starter, workbench.query_of(starter, example, in_address))
        own = starter.screen(slug, **values)
        assert sorted(map(repr, found.rows)) == sorted(map(repr, own.rows)), slug


def test_every_example_runs_as_it_stands_and_gives_what_the_question_gives(starter: KnowledgeGraph) -> None:
    for example in workbench.load_examples(starter, "nl"):
        found = asked(starter, workbench.query_of(starter, example, {}))
        assert set(found.rows) == set(starter.ask(example.slug).rows), example.slug


@pytest.mark.parametrize("chosen", SELECTIONS, ids=str)
def test_the_list_of_cards_as_sparql_gives_the_cards_that_the_filters_give(starter: KnowledgeGraph, chosen: Selection) -> None:
    cards = Cards.of(starter)
    query = as_sparql.bound(starter.screens[as_sparql.CHOSEN].text, as_sparql.filters(chosen, cards))
    found = [node.value for node in asked(starter, query).column("kaart") if node]
    assert sorted(found) == sorted(card.iri for card in pick(cards, chosen))


def test_values_stand_before_the_body_and_the_body_stays_as_it_was() -> None:
    text = 'PREFIX x: <http://x.nl/#WHERE>\n# WHERE {\nSELECT ?a ("WHERE {" AS ?b) WHERE {\n  ?a ?p ?o\n}'
    made = as_sparql.bound(text, {"a": (Iri("http://x/1"), Iri("http://x/2")), "n": (Literal("3", f"{XSD}integer"),)})
    assert made == text.replace(
        "WHERE {\n  ?a", "WHERE {\n  VALUES ?a { <http://x/1> <http://x/2> }\n  VALUES ?n { 3 }\n  ?a"
    )
    assert as_sparql.bound(text, {}) == text


def test_no_word_of_a_reader_becomes_a_part_of_the_query(starter: KnowledgeGraph) -> None:
    word = 'a" } ?s ?p ?o #\\\n'
    made = as_sparql.bound("SELECT ?w WHERE { BIND(1 AS ?x) }", {"w": (Literal(word),)})
    assert [row[0] for row in asked(starter, made).rows] == [Literal(word)]


def test_values_of_a_question_are_fields_with_names_to_choose_from(starter: KnowledgeGraph) -> None:
    example = next(each for each in workbench.load_examples(starter, "nl") if each.slug.startswith("t3-"))
    (field,) = workbench.fields(starter, example, {}, "nl")
    assert (field.label, field.value, field.optional) == ("cliënttype", "probleem-lvb", False)
    assert ("leeftijd-8-11", starter.label(f"{ID}clienttype/leeftijd-8-11")) in field.options
    other = workbench.query_of(starter, example, {"clienttype": ("leeftijd-8-11",)})
    assert f"VALUES ?clienttype {{ <{ID}clienttype/leeftijd-8-11> }}" in other
    with pytest.raises(NotFound):
        workbench.query_of(starter, example, {"clienttype": ("bestaat-niet",)})


class Refusing:
    """A graph that refuses every query with the failure it was given."""

    questions: dict[str, Question] = {}  # noqa: RUF012
    screens: dict[str, Question] = {}  # noqa: RUF012

    def __init__(self, failure: DwwError) -> None:
        self.failure = failure

    def query(self, text: str, limits: Limits | None = None, stop: Stop | None = None) -> Answer:
        """Refuse."""
        raise self.failure

    def resolve(self, text: str, scheme: str | None = None) -> str:
        """Give the text back."""
        return text

    def concepts(self, scheme: str) -> tuple[str, ...]:
        """Know no concept."""
        return ()

    def label(self, iri: str) -> str:
        """Give the IRI back."""
        return iri


@pytest.mark.parametrize(("lang", "what"), [("nl", "Dat mag niet."), ("en", "Not allowed.")])
def test_a_refusal_tells_line_and_column_in_plain_words(lang: Lang, what: str) -> None:
    failure = QueryRefused(Text("Dat mag niet.", "Not allowed."), "3:7", do=Text("Haal het weg.", "Take it out."))
    found = workbench.ask(Refusing(failure), "SELECT", lang)
    assert isinstance(found, workbench.Problem)
    assert (found.kind, found.what, found.line, found.column) == ("fout", what, 3, 7)


def test_a_timeout_is_a_value_too() -> None:
    found = workbench.ask(Refusing(QueryTimeout(Text("te lang", "too long"))), "SELECT", "nl")
    assert isinstance(found, workbench.Problem)
    assert (found.kind, found.line) == ("tijd", 0)


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT ?a WHERE {\n  ?a ?b\n}", 3, 2),
        ("SELECT ?a WHERE {\n  ?a nergens:b ?c\n}", 2, 6),
        ("SELECT ?a WHERE { ?a ?b ?c }\nLIMIT tien", 2, 7),
        ("SELECT * WHERE {\n  SERVICE <http://x.nl/> { ?a ?b ?c }\n}", 2, 3),
    ],
)
def test_an_error_of_the_engine_or_the_gate_names_its_place(
    starter: KnowledgeGraph, query: str, line: int, column: int
) -> None:
    found = workbench.ask(starter, query, "nl")
    assert isinstance(found, workbench.Problem)
    assert (found.line, found.column) == (line, column)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ('PREFIX a: <x:y>\nSELECT ?s WHERE { ?s a:b "n:o" ; b:c <d:e> }', "prefix"),
        ("SELECT ?a WHERE { ?a ?b ?c ", "haak"),
        ('SELECT ?a WHERE { ?a ?b "x }', "aanhaling"),
        ("SELECT ?a (COUNT(?b) AS ?n) WHERE { ?a ?b ?c }", "variabele"),
    ],
)
def test_a_fault_that_is_known_by_its_looks_is_told_in_words(starter: KnowledgeGraph, query: str, reason: str) -> None:
    found = workbench.ask(starter, query, "nl")
    assert isinstance(found, workbench.Problem)
    assert (found.reason, found.expected) == (reason, "")
    assert translate("nl", f"werkbank.fout.{reason}") != translate("nl", "werkbank.fout.hulp")


def test_every_reason_has_words() -> None:
    assert all(translate("en", f"werkbank.fout.{reason}") for reason in (*workbench.REASONS, "prefix"))


def test_a_line_that_is_not_there_is_empty() -> None:
    assert workbench.line_of("a\nb", 2) == "b"
    assert workbench.line_of("a\nb", 9) == ""


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?a ?b WHERE { VALUES (?a ?b) { ("é, \\"x\\"" <http://x/1>) ("=1+1" UNDEF) ("r\\nr" 2.50) } }',
        "SELECT ?a WHERE { FILTER(false) }",
        "ASK { ?s ?p ?o }",
        "SELECT ?kaart ?titel WHERE { ?kaart a <https://w3id.org/dww/def#Handelingskennis> ; ?p ?titel } ORDER BY ?titel",
    ],
)
def test_the_csv_is_byte_for_byte_that_of_the_endpoint(starter: KnowledgeGraph, starter_home: Path, query: str) -> None:
    store = generation.current(starter_home).store_path("openbaar")
    request = HttpRequest("GET", (("query", query),), "text/csv", "", b"", "nl")
    endpoint = sparql.answer(request, lambda text: run_query(store, text))
    assert endpoint.status == 200
    assert bare_csv(asked(starter, query)) == endpoint.body


def number(value: int) -> Literal:
    """Give a number as an answer holds it."""
    return Literal(str(value), f"{XSD}integer")


def counts(names: list[str]) -> Answer:
    """Give an answer with a name and a number in each row."""
    return answer(("naam", "aantal"), [[Literal(name), number(at)] for at, name in enumerate(names)])


def test_a_name_and_a_number_a_row_are_bars_and_what_does_not_fit_is_told() -> None:
    found = charting.bars(counts(["a", "b"]))
    assert found is not None
    assert (found.name, found.number, found.rows, found.left_out) == ("naam", "aantal", (("a", 0.0), ("b", 1.0)), 0)
    many = charting.bars(counts([f"n{at}" for at in range(charting.MAX_BARS + 4)]))
    assert many is not None
    assert (len(many.rows), many.left_out) == (charting.MAX_BARS, 4)


@pytest.mark.parametrize(
    "rows",
    [
        [[Literal("a"), number(1)]],
        [[Literal("a"), number(1)], [Literal("a"), number(2)]],
        [[Literal("a"), Literal("< 5")], [Literal("b"), number(2)]],
        [[number(1), number(1)], [number(2), number(2)]],
    ],
    ids=["one row", "one name twice", "a number that is hidden", "no names"],
)
def test_what_bars_would_tell_wrongly_is_not_drawn(rows: list[list[Node | None]]) -> None:
    assert charting.bars(answer(("naam", "aantal"), rows)) is None


def test_three_columns_of_things_are_a_graph_and_others_are_not() -> None:
    rows: list[list[Node | None]] = [[iri("element/a5"), Literal("hoort bij"), iri("element/a")]]
    found = charting.net(answer(("van", "hoe", "naar"), rows))
    assert found is not None
    assert list(found.nodes) == [iri("element/a5").value, iri("element/a").value]
    assert list(found.nodes.values()) == [("samen beslissen", "element"), ("relatie", "element")]
    assert found.ties == (charting.Tie(iri("element/a5").value, "hoort bij", iri("element/a").value),)
    assert charting.net(answer(("van", "naar"), [[iri("element/a5"), iri("element/a")]])) is None
    assert charting.net(answer(("a", "b", "c"), [[iri("element/a5"), Literal("x"), Literal("y")]])) is None


def test_a_graph_holds_at_most_so_many_nodes_and_says_how_many_it_left_out() -> None:
    rows: list[list[Node | None]] = [[iri("element/a"), Literal("x"), Iri(f"http://x/{at}")] for at in range(200)]
    found = charting.net(answer(("van", "hoe", "naar"), rows))
    assert found is not None
    assert (len(found.nodes), found.left_out) == (charting.MAX_NODES, 201 - charting.MAX_NODES)


def test_stop_ends_the_query_and_says_that_it_was_stopped_and_the_next_one_answers(starter: KnowledgeGraph) -> None:
    slow, other = Asked(starter, SLOW, "nl"), Asked(starter, "ASK { ?s ?p ?o }", "nl")
    slow.start()
    other.start()
    slow.stop()
    slow.join(20)
    other.join(20)
    assert isinstance(slow.found, workbench.Problem)
    assert (slow.found.kind, slow.found.what) == ("gestopt", "De vraag is gestopt.")
    assert isinstance(other.found, Answer)


def test_a_query_that_nobody_looks_at_any_more_ends(starter: KnowledgeGraph) -> None:
    left = Asked(starter, SLOW, "nl", patience=0.2)
    left.start()
    left.join(20)
    assert isinstance(left.found, workbench.Problem)
    assert (left.found.kind, left.found.what) == ("gestopt", "De vraag is gestopt.")


def test_equal_labels_stay_different_things_in_a_chart() -> None:
    names = charting.unique_names({"a": "zelfde", "b": "zelfde", "c": "x" * 50}, 20)
    assert len(set(names.values())) == 3
    assert max(map(len, names.values())) == 20


def test_a_query_that_somebody_looks_at_goes_on(starter: KnowledgeGraph) -> None:
    watched = Asked(starter, SLOW, "nl", patience=1.5)
    watched.start()
    for _ in range(12):
        watched.look()
        time.sleep(0.25)
    assert watched.is_alive()
    watched.stop()
    watched.join(20)
