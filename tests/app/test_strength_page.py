"""Strength, exact words and marks through Streamlit's own test runner: on the starter graph, and on one with a draft in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.app import marked
from tests.app.test_pages import link_labels, opened, said

from dww_graph.explorer.i18n import LANGUAGES, Lang, translate
from dww_graph.explorer.viewmodels import evidence_texts, learning
from dww_graph.explorer.viewmodels.cards import STANCES, Cards
from dww_graph.explorer.viewmodels.evidence_map import load_map
from dww_graph.explorer.viewmodels.table import card_table, to_csv
from dww_graph.graph import KnowledgeGraph, open_graph


@pytest.fixture(scope="module")
def marked_home(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter graph with a draft card, a passage, and a link that a program proposed."""
    return marked.home(starter_home, tmp_path_factory.mktemp("merk"))


@pytest.fixture
def starter(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show the starter graph."""
    monkeypatch.setenv("DWW_HOME", str(starter_home))


@pytest.fixture
def with_marks(marked_home: Path, monkeypatch: pytest.MonkeyPatch) -> KnowledgeGraph:
    """The pages show the graph with a draft."""
    monkeypatch.setenv("DWW_HOME", str(marked_home))
    return open_graph(marked_home)


def expanders(at: AppTest) -> list[str]:
    """Give the names of what one click unfolds."""
    return [each.label for each in at.expander]


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_support_and_contradiction_stand_beside_each_other_in_boxes_of_one_kind(lang: Lang) -> None:
    words = said(opened("kaart", lang, id="VB3"))
    assert [words.count(f'<section class="dww-stance dww-r-{stance}">') for stance in STANCES] == [1, 1, 1]
    assert translate(lang, "sterkte.beeld.steun-en-tegenspraak") in words
    assert translate(lang, "sterkte.geen.genuanceerd-door") in words


@pytest.mark.usefixtures("starter")
def test_the_reasons_say_design_directness_whose_certainty_and_whether_it_was_checked() -> None:
    words = said(opened("kaart", id="VB1"))
    for told in ("1 bevinding, uit 1 bron.", "1 aanbeveling, uit 1 bron.", "Onderzoeksopzet: meta-analyse.",
                 "Directheid: zelfde populatie.", "Zekerheid: matig. Dat vinden redactie-1 en redactie-2.",
                 "De tekst is nagekeken bij de bron."):  # fmt: skip
        assert told in words, told


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reasons_come_after_when_not_to_and_the_sentence_and_before_the_links(lang: Lang) -> None:
    at = opened("kaart", lang, id="VB3")
    words = said(at)
    order = ["dww-boundary", "dww-sentence", "dww-stances", "dww-strand"]
    assert sorted(order, key=words.index) == order
    assert translate(lang, "sterkte.kop") in [header.value for header in at.header]


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize(("lang", "step"), [("nl", "descriptief"), ("en", "descriptive")])
def test_the_step_is_told_in_words_with_what_is_lacking_and_what_was_checked(lang: Lang, step: str) -> None:
    words = said(opened("kaart", lang, id="K07"))
    assert f"<strong>{step}</strong>" in words
    assert f"<li>{translate(lang, 'ladder.mist.ondersteundDoor')}</li>" in words
    assert translate(lang, "ladder.mist.overweging") not in words
    remark = {"nl": "De naam van de trede is nagekeken, onze omschrijving niet.", "en": "our description was not"}[lang]
    assert remark in words
    assert '<li aria-current="step">' in words
    assert f"{translate(lang, 'ladder.trede')} 1" not in words


@pytest.mark.usefixtures("starter")
def test_a_card_on_the_second_step_needs_a_person_for_the_next() -> None:
    words = said(opened("kaart", id="VB1"))
    assert "De volgende trede is indicatief: Cijfers uit de praktijk" in words
    assert "Onderzoek over een element telt daarvoor niet." in words


@pytest.mark.usefixtures("starter")
def test_a_search_that_found_nothing_says_when_where_and_who() -> None:
    words = said(opened("kaart", id="K07"))
    where = "Gezocht in: Alleen het startbestand van 81 werken."
    assert f"Gezocht en niets gevonden, op 2026-11-23. {where} Door: redactie-1." in words
    assert translate("nl", "sterkte.nietgezocht") not in words


@pytest.mark.usefixtures("starter")
def test_practice_that_supports_is_no_research() -> None:
    words = said(opened("kaart", id="K07"))
    assert translate("nl", "sterkte.beeld.niets") in words
    assert "ondersteunt (1). Dat is praktijk, geen onderzoek." in words


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_exact_words_are_one_click_away_whole_and_in_their_own_marks(lang: Lang) -> None:
    at = opened("kaart", lang, id="K07")
    assert translate(lang, "woorden.kop") in expanders(at)
    words = said(at)
    assert "&quot;Als hij volloopt, zeg ik één zin: wij praten als de wekker gaat." in words
    assert "k07-later-mag-maar-wel-zichtbaar.md, regel 1" in words
    assert translate(lang, "woorden.verzonnen") in words
    assert translate(lang, "merk.samengesteld") in words


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_claim_shows_the_passage_and_its_place_and_a_finding_says_that_it_has_none(lang: Lang) -> None:
    claim = opened("begrip", lang, id="claim/t6")
    assert translate(lang, "woorden.bron.kop") in expanders(claim)
    assert "zien we leren als dé \nveranderknop." in said(claim)
    assert translate(lang, "woorden.tekens", begin=3346, eind=3399) in said(claim)
    finding = said(opened("begrip", lang, id="bevinding/b07-1"))
    assert translate(lang, "woorden.bron.geen") in finding
    assert "146-170" in finding


@pytest.mark.usefixtures("starter")
def test_a_step_of_the_ladder_shows_the_cards_that_stand_on_it(starter_home: Path) -> None:
    cards = Cards.of(open_graph(starter_home)).under("trede", "1")
    assert 0 < len(cards) < 12
    words = said(opened("begrip", id="effectladder/1"))
    assert words.count('class="dww-excerpt"') == len(cards)


# Marks

PLACES: dict[str, Callable[[Lang], AppTest]] = {
    "its own page": lambda lang: opened("kaart", lang, id="PROEF-1"),
    "a list": lambda lang: opened("kennis", lang, q="jas"),
    "the search page": lambda lang: opened("zoek", lang, q="jas"),
    "a comparison": lambda lang: opened("vergelijk", lang, id=["PROEF-1", "VB1"]),
    "three hands": lambda lang: opened("handen", lang, element="a5-4"),
    "the graph": lambda lang: opened("graaf", lang, focus=marked.CARD),
    "a concept": lambda lang: opened("begrip", lang, id="element/a5-4"),
}


@pytest.mark.usefixtures("with_marks")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_a_draft_and_an_invented_card_say_so_wherever_they_stand(place: str, lang: Lang) -> None:
    words = said(PLACES[place](lang))
    assert f'edit_note</span><span>{translate(lang, "merk.concept")}' in words
    assert f'draw</span><span>{translate(lang, "illustratief")}' in words


@pytest.mark.usefixtures("starter")
def test_a_confirmed_card_bears_no_mark_of_a_draft() -> None:
    assert translate("nl", "merk.concept") not in said(opened("vergelijk", id=["VB1", "VB2"]))


@pytest.mark.usefixtures("with_marks")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_of_a_program_says_so_and_counts_for_nothing(lang: Lang) -> None:
    words = said(opened("kaart", lang, id="PROEF-1"))
    assert f'smart_toy</span><span>{translate(lang, "merk.machine")}' in words
    assert translate(lang, "sterkte.beeld.niets") in words
    assert translate(lang, "sterkte.wacht.een", n=1) in words
    assert translate(lang, "sterkte.wacht.machine.een", n=1) in words


@pytest.mark.usefixtures("with_marks")
def test_a_card_of_which_little_is_told_says_what_it_lacks_and_where_its_words_come_from() -> None:
    words = said(opened("kaart", id="PROEF-1"))
    for lack in ("metClienttype", "gevolg"):
        assert translate("nl", f"ladder.mist.{lack}") in words
    assert translate("nl", "ladder.deels") in words
    assert marked.WORDS in words
    assert marked.QUOTE in words
    assert translate("nl", "woorden.tekens", begin=12, eind=40) in words


@pytest.mark.usefixtures("with_marks")
@pytest.mark.parametrize(
    ("page", "ref", "offered"),
    [("kaart", "PROEF-1", True), ("kaart", "VB1", False), ("begrip", "claim/t6", True), ("begrip", "bevinding/b07-1", False)],
)
def test_a_page_offers_the_question_of_its_passages_where_there_are_any(page: str, ref: str, offered: bool) -> None:
    assert ("In welke letterlijke passage staat dit?" in link_labels(opened(page, id=ref))) is offered


@pytest.mark.usefixtures("with_marks")
@pytest.mark.parametrize(("code", "key"), [("PROEF-2", "ladder.top"), ("PROEF-3", "ladder.klaar")])
def test_a_step_that_a_person_gave_says_so_and_is_not_passed_off_as_derived(code: str, key: str) -> None:
    words = said(opened("kaart", id=code))
    assert translate("nl", "ladder.opgegeven") in words
    assert translate("nl", "ladder.afgeleid") not in words and translate("nl", "ladder.deels") not in words
    assert translate("nl", key, trede="descriptief") in words


@pytest.mark.usefixtures("with_marks")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_graph_marks_an_open_link_in_picture_sentence_and_evidence(lang: Lang) -> None:
    words = said(opened("graaf", lang, focus=marked.CARD, rand=marked.LINK))
    for key in ("graaf.met.voorgesteld", "graaf.met.concept", "graaf.met.verzonnen", "status.voorgesteld", "merk.machine"):
        assert translate(lang, key) in words, key
    tables = words[words.index("<table") :]
    for key in ("merk.concept", "illustratief", "status.voorgesteld"):
        assert translate(lang, key) in tables, key


@pytest.mark.check(40)
@pytest.mark.parametrize(("lang", "status", "step"), [("nl", "concept", "impliciet"), ("en", "draft", "implicit")])
def test_a_table_and_its_file_say_in_columns_what_is_draft_what_is_invented_and_on_which_step(
    lang: Lang, status: str, step: str, with_marks: KnowledgeGraph
) -> None:
    graph = with_marks.with_lang(lang)
    cards = Cards.of(graph).among([marked.ID + marked.CARD])
    heads, (row,) = card_table(cards, lambda key: translate(lang, key))
    told = dict(zip(heads, row, strict=True))
    named = {"kaartstatus": status, "illustratief": translate(lang, "ja"), "trede": step}
    assert {name: told[translate(lang, f"kolom.{name}")] for name in named} == named
    assert f",{status},{translate(lang, 'ja')}," in to_csv(cards, lambda key: translate(lang, key))


@pytest.mark.check(40)
@pytest.mark.parametrize(("lang", "status"), [("nl", "concept"), ("en", "draft")])
def test_the_files_of_learning_and_of_the_map_say_what_is_draft_and_what_is_invented(
    lang: Lang, status: str, with_marks: KnowledgeGraph
) -> None:
    def word(key: str) -> str:
        return translate(lang, key)

    graph = with_marks.with_lang(lang)
    cards = Cards.of(graph)
    yes, no = word("ja"), word("nee")
    lines = learning.to_csv(learning.load_places(graph, f"{marked.ID}element/a5-4", cards), word).splitlines()
    assert [line.split(",")[-3:-1] for line in lines if line.endswith(marked.CARD)] == [[status, yes]]
    for only, told in ((f"{marked.ID}{marked.CARD}", [yes, yes]), (f"{marked.ID}handelingskennis/kaarten-vb1", [no, yes])):
        cell = load_map(graph, cards.among([only])).named("situatie", "a5-4.huisbezoek")
        assert cell is not None and list(evidence_texts.line(cell, "a", "b", word)[-2:]) == told
    assert evidence_texts.heads("situatie", word)[-2:] == (word("kolom.concept"), word("kolom.illustratief"))


@pytest.mark.check(40)
@pytest.mark.parametrize(("lang", "draft", "machine"), [
    ("nl", "concept", "voorgesteld door een programma"), ("en", "draft", "proposed by a program"),
])  # fmt: skip
def test_answers_carry_the_marks_into_csv_and_json(lang: Lang, draft: str, machine: str, with_marks: KnowledgeGraph) -> None:
    answer = with_marks.with_lang(lang).screen("kaart-verbindingen", kaart=marked.ID + marked.CARD)
    for made in (answer.to_csv(), answer.to_json()):
        assert f"; {draft})" in made
        assert f"; {machine})" in made
    sound = with_marks.with_lang(lang).screen("kaart-verbindingen", kaart="VB1")
    assert f"; {draft})" not in sound.to_csv() and f"; {machine})" not in sound.to_csv()
