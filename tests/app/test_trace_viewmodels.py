"""The trace: gaps are rows, support and contradiction are counted apart, and the picture of any trace can be read."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fake import FakeGraph, stocked  # type: ignore[import-not-found,unused-ignore]
from hypothesis import given
from hypothesis import strategies as st

from dww_graph.explorer.i18n import translate
from dww_graph.explorer.viewmodels import trace, trace_load
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.things import Thing
from dww_graph.explorer.viewmodels.trace import NO_CARD, NO_EVIDENCE, OTHER_CARD, Choice, Step
from dww_graph.explorer.viewmodels.trace_load import load, most_important
from dww_graph.explorer.viewmodels.trace_picture import ELEMENTS, MORE_CARDS, MORE_ELEMENTS, MORE_SOURCES, MOST, Picture, draw
from dww_graph.graph import KnowledgeGraph, open_graph
from dww_graph.shelf import EVIDENCE, Entry
from dww_graph.terms import ID

STEPS = trace.load_steps(FakeGraph())
RELATIONS = ("ondersteund-door", "genuanceerd-door", "tegengesproken-door", "geen-bewijs-gevonden", "")
AGAINST, FOR = "relatietype/tegengesproken-door", "relatietype/ondersteund-door"


@pytest.fixture(scope="module")
def starter(starter_home: Path) -> KnowledgeGraph:
    """The starter graph, in Dutch."""
    return open_graph(starter_home)


def word(key: str) -> str:
    """Give a Dutch text."""
    return translate("nl", key)


def step(card: str, relation: str = "ondersteund-door", end: str = "bron/w", element: str = "e", outcome: str = "lu") -> Step:
    """Make one accepted step; without a relation nothing is known yet, without a card the element is empty."""
    evidence = Thing.of(*end.split("/")) if relation and card else None
    return Step(
        outcome=Thing.of("leeruitkomst", outcome),
        element=Thing.of("element", element),
        card=Thing.of("handelingskennis", card, card) if card else None,
        relation=relation if card else "",
        evidence=evidence,
        source=evidence,
        status="vastgesteld" if evidence else "",
    )


def keys(picture: Picture) -> set[str]:
    """Give the keys of all places in a picture."""
    return {node.key for column in picture.columns for node in column}


def test_support_and_contradiction_are_both_counted_and_never_added() -> None:
    found = trace.summary(STEPS)
    assert found.research == {"ondersteund-door": 1, "tegengesproken-door": 1}
    assert (len(found.cards), found.gaps, found.waiting) == (2, 2, 0)


def test_what_another_card_says_and_what_nobody_judged_is_counted_apart() -> None:
    waiting = replace(step("b"), status="voorgesteld")
    found = trace.summary([step("a"), step("a", "tegengesproken-door", "handelingskennis/z"), waiting])
    assert (found.research, found.practice, found.waiting) == ({"ondersteund-door": 1}, {"tegengesproken-door": 1}, 1)


def test_a_link_under_two_elements_is_counted_once() -> None:
    found = trace.summary([step("a", element="e"), step("a", element="f")])
    assert found.research == {"ondersteund-door": 1}


def test_the_trace_keeps_a_row_for_each_gap() -> None:
    rows = [trace.readable(each, word)[:5] for each in STEPS]
    assert ("De student beslist samen", "doelen stellen", "Nog geen handelingskennis", "", "") in rows
    assert any(row[2:] == ("Écht samen kiezen", "nog geen bewijs", "Nog geen bewijs") for row in rows)


def test_the_file_holds_every_step_with_whole_texts_and_disarms_formulas(starter: KnowledgeGraph) -> None:
    steps = trace.load_steps(starter)
    armed = replace(steps[0], element=Thing(steps[0].element.iri, "=GEVAARLIJK()"))
    rows = list(csv.reader(io.StringIO(trace.to_csv([armed, *steps[1:]], trace.COLUMNS, word))))
    assert len(rows) == len(steps) + 1
    assert rows[1][1] == "'=GEVAARLIJK()"
    assert {len(row) for row in rows} == {len(trace.COLUMNS) + 2}
    assert not [cell for row in rows for cell in row if cell.endswith("…")]
    assert all(row[-1].startswith("https://") == (row[4] != "Nog geen bewijs") for row in rows[1:])


def test_a_choice_is_a_place_a_line_or_everything() -> None:
    against = Choice.of("", f"{AGAINST}~bron/w1")
    assert [each.relation for each in STEPS if against.fits(each.way)] == ["tegengesproken-door"]
    assert [each.relation for each in STEPS if Choice.of(NO_EVIDENCE, "").fits(each.way)] == [""]
    assert not [each for each in STEPS if Choice.of("", f"leeruitkomst/lu-01~{AGAINST}").fits(each.way)]
    assert all(Choice.of("", "").fits(each.way) for each in STEPS)
    assert Choice.of("element/a5", "a~b") == Choice(("a", "b"))


def test_the_picture_has_a_place_for_each_stance_and_each_gap() -> None:
    assert {"relatietype/ondersteund-door", AGAINST, NO_EVIDENCE, NO_CARD} <= keys(draw(STEPS))


@pytest.mark.parametrize(("place", "stance", "number"), [(AGAINST, "tegengesproken-door", 2), (FOR, "ondersteund-door", 2),
                                                          (NO_EVIDENCE, NO_EVIDENCE, 1), (NO_CARD, NO_CARD, 1)])  # fmt: skip
def test_lines_to_and_from_a_stance_look_like_it_and_no_other_line_does(place: str, stance: str, number: int) -> None:
    looks = {line.key: line.stance for line in draw(STEPS).lines}
    found = {key for key, look in looks.items() if look == stance}
    assert found == {key for key in looks if place in key}
    assert len(found) == number


def test_a_line_that_nobody_judged_is_told_from_one_that_people_agreed_on() -> None:
    waiting = replace(step("b"), status="voorgesteld")
    picture = draw([step("a"), waiting, step("c", "")])
    agreed = {line.start: line.agreed for line in picture.lines if line.start.startswith("handelingskennis/")}
    assert agreed == {"handelingskennis/a": True, "handelingskennis/b": False, "handelingskennis/c": True}


@pytest.mark.parametrize("outcome", [f"lu-{number:02}" for number in range(1, 13)])
def test_every_line_runs_to_the_right_also_where_a_card_speaks_about_a_card(outcome: str, starter: KnowledgeGraph) -> None:
    """A card that is evidence of another card is a place of its own, or the picture would run in a circle."""
    picture = draw(trace.load_steps(starter, f"https://w3id.org/dww/id/leeruitkomst/{outcome}"))
    column = {node.key: node.column for nodes in picture.columns for node in nodes}
    assert all(column[line.start] < column[line.end] for line in picture.lines)
    assert len(column) == sum(len(nodes) for nodes in picture.columns) <= MOST


def test_evidence_from_another_card_is_a_place_beside_the_sources() -> None:
    last = draw([step("a", end="handelingskennis/b"), step("b")]).columns[-1]
    assert {node.key for node in last} == {f"{OTHER_CARD}handelingskennis/b", "bron/w"}


def test_a_search_that_found_nothing_ends_there_and_says_who_searched(starter: KnowledgeGraph) -> None:
    steps = [each for each in trace.load_steps(starter) if each.relation == "geen-bewijs-gevonden"]
    assert {len(each.way) for each in steps} == {4}
    assert all(each.search and each.search.date.startswith("20") and each.search.scope and each.search.who for each in steps)


def test_of_many_cards_the_contradicted_one_is_drawn_and_the_rest_is_one_place() -> None:
    many = [step(f"k{number}", end=f"bron/w{number}") for number in range(200)]
    picture = draw([*many, step("zz", "tegengesproken-door", "bron/laatste")])
    rest = MORE_CARDS + "element/e"
    assert {"handelingskennis/zz", "bron/laatste", AGAINST, rest} <= keys(picture)
    assert len(keys(picture)) <= MOST
    drawn = sum(key.startswith("handelingskennis/") for key in keys(picture))
    assert len({each.card for each in picture.left_out[rest]}) == 201 - drawn
    assert picture.chosen(Choice((rest,))) == picture.left_out[rest]


def test_a_place_that_is_not_drawn_can_still_be_chosen() -> None:
    picture = draw([step(f"k{number}", end=f"bron/w{number}") for number in range(200)])
    hidden = next(each for each in picture.left_out[MORE_CARDS + "element/e"] if each.card)
    assert hidden.card
    assert hidden.card.ref not in keys(picture)
    assert picture.chosen(Choice((hidden.card.ref,))) == (hidden,)


def test_of_many_elements_those_with_contradiction_are_drawn() -> None:
    steps = [step(f"k{number}", element=f"e{number}") for number in range(9)]
    picture = draw([*steps, step("zz", "tegengesproken-door", element="z")])
    drawn = [node.key for node in picture.columns[1]]
    assert len(drawn) == ELEMENTS + 1
    assert {"element/z", MORE_ELEMENTS} <= set(drawn)


def test_a_card_with_more_evidence_than_fits_keeps_its_place() -> None:
    picture = draw([step("a", end=f"bron/w{number}") for number in range(100)])
    assert {"handelingskennis/a", MORE_SOURCES} <= keys(picture)
    assert len(keys(picture)) <= MOST


def test_many_learning_outcomes_are_drawn_in_two_columns() -> None:
    picture = draw([step("a", outcome=f"lu-{number:02}") for number in range(60)])
    assert [len(nodes) > 0 for nodes in picture.columns] == [True, False, False, True, False]
    assert len(keys(picture)) <= MOST


def test_a_table_that_is_too_long_holds_the_contradicted_first() -> None:
    steps = [*(step(f"k{number}") for number in range(9)), step("zz", "tegengesproken-door")]
    assert trace.first(steps, 10) == tuple(steps)
    assert trace.first(steps, 3)[0].card == Thing.of("handelingskennis", "zz", "zz")
    assert len(trace.first(steps, 3)) == 3


CARD = st.sampled_from([*map(str, range(12)), ""])
END = st.builds("{}/x{}".format, st.sampled_from(["bron", "handelingskennis"]), st.integers(0, 25))
MADE = st.builds(
    step, CARD, st.sampled_from(RELATIONS), END,
    st.builds("e{}".format, st.integers(0, 8)), st.sampled_from(["lu"]),
)  # fmt: skip


@given(st.lists(MADE, min_size=1, max_size=120, unique=True), st.integers(22, 40))
def test_whatever_the_trace_the_picture_holds_every_step_once_and_stays_small(steps: Sequence[Step], most: int) -> None:
    picture = draw(steps, most)
    assert list(picture.ways) == list(steps)
    assert len(keys(picture)) <= most
    assert keys(picture) == {key for way in picture.ways.values() for key in way}
    starts = Counter(line.start for line in picture.lines for _ in range(line.number))
    assert all(starts[node.key] == node.number for node in picture.columns[0])
    whole = {each.card for each, way in picture.ways.items() if each.card and each.card.ref in way}
    folded = {each.card for each, way in picture.ways.items() if any(key.startswith(MORE_CARDS) for key in way)}
    assert not whole & folded


def test_a_trace_that_is_read_card_by_card_holds_the_same_steps(starter: KnowledgeGraph) -> None:
    cards = Cards.of(starter)
    for outcome in trace.load_outcomes(starter):
        whole, read = load(starter, cards, [outcome]), load(starter, cards, [outcome], large=0, some=1000)
        assert whole and read
        assert (whole.whole, read.whole, len(read.cards)) == (True, False, len(whole.cards))
        assert read.steps == whole.steps


def test_a_trace_from_an_invented_outcome_is_marked_also_over_real_cards() -> None:
    outcome = trace.Outcome(Thing.of("leeruitkomst", "lu"), "LU", "", mark="illustratief")
    assert trace_load._marked(step("a"), outcome).mark == "illustratief"


def test_of_a_large_trace_only_the_cards_that_matter_most_are_read(starter: KnowledgeGraph) -> None:
    outcome = next(each for each in trace.load_outcomes(starter) if each.code == "LU-12")
    read = load(starter, Cards.of(starter), [outcome], large=1, some=2)
    assert read
    assert {each.card.label for each in read.steps if each.card} == {"Achter de bank", "Stop, nog een keer"}
    assert len(read.cards) == 3


def test_all_outcomes_together_are_not_read_when_they_are_too_many(starter: KnowledgeGraph) -> None:
    outcomes = trace.load_outcomes(starter)
    assert load(starter, Cards.of(starter), outcomes, large=5) is None
    whole = load(starter, Cards.of(starter), outcomes)
    assert whole
    assert len({each.outcome for each in whole.steps}) == 12


def test_contradicted_cards_come_first_and_elements_have_their_turn() -> None:
    def entry(title: str, element: str, *stances: str) -> Entry:
        features = {"element": {f"{ID}element/{element}"}, EVIDENCE: {f"{ID}relatietype/{stance}" for stance in stances}}
        return Entry(f"{ID}handelingskennis/{title}", title=title, features=defaultdict(set, features))

    made = [entry(f"a{number}", "e") for number in range(5)] + [entry("b", "f"), entry("c", "f", "ondersteund-door")]
    found = stocked([*made, entry("z", "e", "tegengesproken-door", "ondersteund-door")])
    elements = [Thing.of("element", key) for key in ("e", "f")]
    assert [card.title for card in most_important(found, elements, 2)] == ["c", "z"]
    assert [card.title for card in most_important(found, elements, 4)] == ["a0", "b", "c", "z"]
    assert len(most_important(found, elements, 99)) == 8
