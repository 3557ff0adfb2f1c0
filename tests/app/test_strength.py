"""Strength in reasons, the effect ladder and the exact words: nothing counts that nobody accepted, nothing is added up or cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fake import FakeGraph, answer, iri  # type: ignore[import-not-found,unused-ignore]

from dww_graph.answer import Answer, Iri, Literal
from dww_graph.explorer.viewmodels.card import CardDetail, Link, load_card
from dww_graph.explorer.viewmodels.cards import STANCES, Cards
from dww_graph.explorer.viewmodels.ladder import Step, load_ladder, remark_on_all, standing
from dww_graph.explorer.viewmodels.strength import Stance, tally, weigh
from dww_graph.explorer.viewmodels.things import Thing
from dww_graph.explorer.viewmodels.words import load_fields, load_passages, load_wording
from dww_graph.graph import KnowledgeGraph, open_graph
from dww_graph.terms import ID, term

ROOT = Path(__file__).parents[2]
SUPPORT, NUANCE, CONTRADICTION = STANCES
BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


@pytest.fixture(scope="module")
def starter(starter_home: Path) -> KnowledgeGraph:
    """The starter graph, in Dutch."""
    return open_graph(starter_home)


@pytest.fixture(scope="module")
def detail(starter: KnowledgeGraph) -> Callable[[str], CardDetail]:
    """A function from the code of a card of the starter to the card in full."""
    cards = Cards.of(starter)

    def load(code: str) -> CardDetail:
        row = cards.find(code)
        assert row is not None
        return load_card(starter, row)

    return load


def thing(ref: str) -> Thing:
    """Give a thing by what stands after ``/id/``."""
    return Thing(ID + ref, ref)


def link(relation: str = SUPPORT, target: str = "bevinding/b1", source: str = "bron/w1", **told: object) -> Link:
    """Give an accepted link to a finding of which everything is known; `told` is what differs."""
    first = Link(
        iri=f"{ID}verbinding/{relation}-{target}", relation=relation, incoming=False, target=thing(target), target_text="",
        source=thing(source), citation="", explanation="", question="", design="meta-analyse", directness="zelfde populatie",
        certainty="matig", verification="geverifieerd", status="vastgesteld", maker="redactie-1", date="",
        search=("", "", ""), reviewers=("redactie-2",),
    )  # fmt: skip
    return replace(first, **told)  # type: ignore[arg-type]


def stance(*links: Link) -> Stance:
    """Give the reasons of the first stance, support."""
    return weigh(links).stances[0]


@pytest.mark.parametrize("status", ["voorgesteld", "besproken", "afgewezen", "ingetrokken"])
def test_only_an_accepted_link_is_a_reason(status: str) -> None:
    weighed = weigh([link(status=status)])
    assert not any(each.links for each in weighed.stances)
    assert len(weighed.waiting) == (status in ("voorgesteld", "besproken"))


def test_the_three_stances_are_always_there_in_one_order_and_apart() -> None:
    weighed = weigh([link(CONTRADICTION), link(SUPPORT), link(SUPPORT, "bevinding/b2")])
    assert [each.relation for each in weighed.stances] == list(STANCES)
    assert [len(each.links) for each in weighed.stances] == [2, 0, 1]
    assert [each.relation for each in weigh([]).stances] == list(STANCES)


@pytest.mark.parametrize(
    ("relations", "picture"),
    [
        ([], "niets"),
        ([SUPPORT], "steun"),
        ([NUANCE], "nuance"),
        ([CONTRADICTION], "tegenspraak"),
        ([SUPPORT, CONTRADICTION], "steun-en-tegenspraak"),
        ([SUPPORT, NUANCE], "steun"),
        ([NUANCE, CONTRADICTION], "tegenspraak"),
        ([SUPPORT, NUANCE, CONTRADICTION], "steun-en-tegenspraak"),
    ],
)
def test_the_picture_names_the_sides_and_no_balance(relations: list[str], picture: str) -> None:
    assert weigh([link(relation) for relation in relations]).picture == picture


def test_ten_supports_do_not_outweigh_one_contradiction() -> None:
    many = [link(SUPPORT, f"bevinding/b{number}") for number in range(10)]
    assert weigh([*many, link(CONTRADICTION)]).picture == "steun-en-tegenspraak"


def test_findings_from_one_study_are_one_source() -> None:
    told = stance(link(), link(target="bevinding/b2"), link(target="aanbeveling/g1", source="bron/w2"))
    assert (told.sources, dict(told.kinds)) == (2, {"bevinding": 2, "aanbeveling": 1})


def test_a_recommendation_has_no_design_and_what_is_not_known_comes_last() -> None:
    told = stance(link(design=""), link(target="bevinding/b2"), link(target="aanbeveling/g1", design=""))
    assert told.designs == (("meta-analyse", 1), ("", 1))
    assert tally(["", "", "a", "b", "b"]) == (("b", 2), ("a", 1), ("", 2))


def test_a_certainty_is_of_who_made_and_who_reviewed_the_link_and_never_of_a_program() -> None:
    assert stance(link(), link(target="bevinding/b2")).judges == ("redactie-1", "redactie-2")
    assert stance(link(maker="zoeker", machine=True)).judges == ("redactie-2",)
    assert stance(link(certainty="")).judges == ()


def test_practice_that_supports_is_told_apart_from_research() -> None:
    weighed = weigh([link(target="handelingskennis/x", source=""), link(SUPPORT, "handelingskennis/y", status="voorgesteld")])
    assert weighed.practice == ((SUPPORT, 1),)
    assert not weighed.stances[0].links and not weighed.waiting


def test_a_search_that_found_nothing_is_told_with_its_date_and_only_when_accepted() -> None:
    searched = link("geen-bewijs-gevonden", "zoekverslag/z", search=("een register", "2026-11-23", "redactie-1"))
    weighed = weigh([searched, replace(searched, iri="anders", status="voorgesteld")])
    assert [each.search for each in weighed.searches] == [("een register", "2026-11-23", "redactie-1")]
    assert len(weighed.waiting) == 1


def test_a_card_of_the_starter_knows_who_reviewed_its_links(detail: Callable[[str], CardDetail]) -> None:
    reviewed = {each.relation: each.reviewers for each in detail("VB3").links if each.research}
    assert reviewed == {SUPPORT: ("redactie-2",), CONTRADICTION: ("redactie-2",)}


# The effect ladder


def by_hand(graph: KnowledgeGraph, card: CardDetail) -> str:
    """Give the step of a card as the definitions of the steps read, from its statements and links, apart from the rule."""
    has = {prop for prop, _ in graph.describe(card.iri)}
    told = all(term(name) in has for name in ("dww:metClienttype", "dww:gevolg", "dww:handelwijze"))
    kinds = ("bevinding", "aanbeveling")
    backed = [each for each in card.links if each.accepted and not each.incoming and each.relation in (SUPPORT, NUANCE)
              and each.target and each.target.kind in kinds]
    return "2" if told and backed and term("dww:overweging") in has else "1" if told else "0"


def test_every_card_of_the_starter_stands_where_its_own_words_and_links_put_it(
    starter: KnowledgeGraph, detail: Callable[[str], CardDetail]
) -> None:
    ladder, seen = load_ladder(starter), set()
    for row in Cards.of(starter):
        card = detail(row.code)
        at = standing(card, ladder)
        assert at is not None and at.now.number == by_hand(starter, card), row.code
        seen.add(at.now.number)
    assert seen == {"1", "2"}


def test_the_ladder_is_read_from_the_data_with_what_of_it_was_checked(starter: KnowledgeGraph) -> None:
    ladder = load_ladder(starter)
    assert [step.thing.label for step in ladder] == ["impliciet", "descriptief", "theoretisch", "indicatief", "causaal"]
    assert [step.checked for step in ladder] == [False, True, True, True, False]
    assert all("onze omschrijving niet" in step.remark for step in ladder[1:4])
    assert "efficacious (niet geverifieerd)" in remark_on_all(starter)
    assert load_ladder(starter.with_lang("en"))[4].thing.label == "causal"
    assert "proven" not in load_ladder(starter.with_lang("en"))[4].meaning


def bare(graph: KnowledgeGraph) -> tuple[Step, ...]:
    """Give the ladder without names, as `on` writes steps."""
    return tuple(replace(step, thing=Thing(step.thing.iri, "")) for step in load_ladder(graph))


def on(card: CardDetail, step: str, **others: tuple[Thing, ...]) -> CardDetail:
    """Give a card on another step, with other things the graph says of its step."""
    said = {term("dww:staatOpTrede"): (Thing(f"{ID}effectladder/{step}", ""),)}
    return replace(card, concepts={**said, **{term(f"dww:{name}"): held for name, held in others.items()}})


def test_what_is_lacking_comes_in_the_order_in_which_the_steps_ask_for_it(
    starter: KnowledgeGraph, detail: Callable[[str], CardDetail]
) -> None:
    names = ("gevolg", "handelwijze", "metClienttype")
    lacks = tuple(Thing(term(f"dww:{name}"), name) for name in names)
    at = standing(on(detail("VB1"), "0", mistVoorVolgendeTrede=lacks), bare(starter))
    assert at is not None and at.lacking == ("metClienttype", "gevolg", "handelwijze") and at.from_card


@pytest.mark.parametrize(
    ("step", "above", "from_card"), [("0", "1", True), ("1", "2", True), ("2", "3", False), ("4", None, False)]
)
def test_above_the_second_step_no_card_holds_what_is_needed(
    step: str, above: str | None, from_card: bool, starter: KnowledgeGraph, detail: Callable[[str], CardDetail]
) -> None:
    at = standing(on(detail("VB1"), step), bare(starter))
    assert at is not None
    assert (at.next.number if at.next else None, at.from_card, at.given) == (above, from_card, False)


def test_a_step_that_a_person_gave_is_told_as_given(starter: KnowledgeGraph, detail: Callable[[str], CardDetail]) -> None:
    given = (Thing(f"{ID}effectladder/3", ""),)
    at = standing(on(detail("VB1"), "3", bewijsniveauVan=given), bare(starter))
    assert at is not None and at.given


def test_a_graph_without_steps_gives_no_standing(starter: KnowledgeGraph, detail: Callable[[str], CardDetail]) -> None:
    assert standing(replace(detail("VB1"), concepts={}), load_ladder(starter)) is None


# The exact words


def test_every_field_is_as_it_stands_in_the_file_with_its_own_quotation_marks(
    starter: KnowledgeGraph, detail: Callable[[str], CardDetail]
) -> None:
    card, file = detail("K07"), (ROOT / "starter" / "kaarten" / "k07-later-mag-maar-wel-zichtbaar.md").read_text(encoding="utf-8")
    own = [said for said in load_fields(starter, card.iri, card.title) if not said.composed]
    assert [said.name for said in own] == ["handelwijze", "overweging", "gevolg", "voorwaarde", "grens"]
    assert all(said.text in file for said in own)
    assert own[0].text.startswith('"Als hij volloopt') and own[0].text.endswith('bezig."')


def test_a_sentence_that_the_program_made_says_so_and_no_other_does(
    starter: KnowledgeGraph, detail: Callable[[str], CardDetail]
) -> None:
    card = detail("VB1")
    assert [said.name for said in load_fields(starter, card.iri, card.title) if said.composed] == ["bewering"]
    assert not any(said.composed for said in load_fields(starter, card.iri, "Een andere titel"))


@pytest.mark.parametrize("claim", ["t1", "t6"])
def test_a_passage_is_the_text_of_the_source_at_its_place(starter: KnowledgeGraph, claim: str) -> None:
    text = (ROOT / "starter" / "programmatekst.txt").read_text(encoding="utf-8")
    passages = load_passages(starter, f"{ID}claim/{claim}")
    assert passages
    assert all(text[int(each.start) : int(each.end)] == each.words for each in passages)
    assert [int(each.start) for each in passages] == sorted(int(each.start) for each in passages)
    assert {each.source.key for each in passages if each.source} == {"programmatekst"}


class Coded(FakeGraph):  # type: ignore[misc,unused-ignore]
    """A graph with one coded passage; `edited` says whether words were replaced in it."""

    edited = "false"

    def screen(self, name: str, /, **params: str) -> Answer:
        """Give the passage."""
        columns = ("uiting", "passage", "citaat", "bron", "bladzijden", "begin", "eind", "vindplaats", "bewerkt")
        row = (iri("kandidaat/k"), iri("passage/p"), Literal("[naam] wacht."), iri("bron/w1"), None, None, None, None)
        made: Answer = answer(columns, [[*row, Literal(self.edited, BOOLEAN)]])
        return made


def test_a_quote_in_which_words_were_replaced_says_that_it_is_not_literal() -> None:
    graph = Coded()
    assert [each.edited for each in load_passages(graph, "")] == [False]
    graph.edited = "true"
    assert [(each.words, each.edited) for each in load_passages(graph, "")] == [("[naam] wacht.", True)]


def test_a_finding_tells_its_words_in_both_languages_its_figures_and_the_pages_of_its_source(starter: KnowledgeGraph) -> None:
    told = load_wording(starter, f"{ID}bevinding/b07-1")
    assert [said.lang for said in told.texts] == ["nl", "en"]
    assert told.figures == ("28 studies", "r=.183")
    assert told.source is not None and told.source.key == "werken-b07"
    assert (Iri(told.source.iri).value, told.pages) == (f"{ID}bron/werken-b07", "146-170")
    assert load_passages(starter, f"{ID}bevinding/b07-1") == ()
