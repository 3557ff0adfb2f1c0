"""The graph page through Streamlit's own test runner, on the starter graph, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.app.test_pages import link_labels, opened, said, values

from dww_graph.explorer.components.graph_view import apply
from dww_graph.explorer.i18n import LANGUAGES, Lang, translate
from dww_graph.explorer.viewmodels.neighbourhood import read_ties
from dww_graph.graph import open_graph

CARD = "handelingskennis/kaarten-vb3"
LINK = "verbinding/kaarten-vb3-ondersteund-door-b23-1"


@pytest.fixture(autouse=True)
def _home(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWW_HOME", str(starter_home))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_choice_the_page_asks_three_questions_with_examples_that_open(lang: Lang) -> None:
    at = opened("graaf", lang)
    words = said(at)
    for name in ("samenhang", "pad", "brug"):
        assert translate(lang, f"graaf.vraag.{name}") in words
    assert translate(lang, "graaf.voorbeeld.brug") in link_labels(at)
    assert at.selectbox(key="graaf_focus").value is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lines_around_a_card_stand_in_sentences_and_the_chosen_one_shows_its_evidence(lang: Lang) -> None:
    words = said(opened("graaf", lang, focus=CARD, rand=LINK))
    assert translate(lang, "graaf.bewijs") in words
    assert translate(lang, "kaart.zekerheid") in words
    assert "werken-b23" in words
    assert re.search(translate(lang, "graaf.zin.ondersteund-door", van=".*Achter de bank.*", naar=".*"), words)


def test_both_languages_hold_the_same_things_and_lines() -> None:
    tables = []
    for lang in LANGUAGES:
        words = said(opened("graaf", lang, focus="element/a5", uit=["handelingskennis/kaarten-vb1"]))
        tables.append(re.findall(r'href="/(?:kaart|begrip)\?id=([^"&]+)', words))
    assert sorted(tables[0]) == sorted(tables[1])
    assert len(tables[0]) > 40


def test_choosing_something_else_in_the_middle_forgets_what_was_expanded() -> None:
    at = opened("graaf", focus="element/a5", uit=["handelingskennis/kaarten-vb1"], kies="element/a")
    at.selectbox(key="graaf_focus").set_value("situatie/huisbezoek").run()
    assert values(at, "focus") == ["situatie/huisbezoek"]
    assert "uit" not in at.query_params
    assert "kies" not in at.query_params


def test_a_chosen_thing_can_be_expanded_and_folded_up_again() -> None:
    at = opened("graaf", focus="element/a5", kies="handelingskennis/kaarten-vb1")
    at.button(key="graaf-klap").click().run()
    assert values(at, "uit") == ["handelingskennis/kaarten-vb1"]
    assert at.button(key="graaf-klap").label == translate("nl", "graaf.klapin")
    at.button(key="graaf-klap").click().run()
    assert "uit" not in at.query_params


def test_hidden_kinds_are_told_and_come_back_with_one_click() -> None:
    at = opened("graaf", focus="element/a5", soort=["handelingskennis"])
    assert "U verbergt nu: werkzaam element (8)" in said(at)
    at.button(key="graaf-alles").click().run()
    assert "soort" not in at.query_params


def test_the_way_between_two_things_is_told_statement_by_statement() -> None:
    words = said(opened("graaf", van="situatie/huisbezoek", naar="bron/werken-b23"))
    (steps,) = re.findall(r'<ol class="dww-steps">.*?</ol>', words)
    assert steps.count("<li>") == 4
    assert translate("nl", "graaf.pad.stappen.meer", n=4) in words


@pytest.mark.parametrize(
    ("params", "key"),
    [
        ({"van": "element/a5"}, "graaf.pad.kies"),
        ({"van": "element/a5", "naar": "element/a5"}, "graaf.pad.zelfde"),
    ],
)
def test_half_a_question_says_what_is_missing(params: dict[str, str | list[str]], key: str) -> None:
    assert [box.value for box in opened("graaf", "nl", **params).info] == [translate("nl", key)]


@pytest.mark.parametrize(
    "params", [{"focus": "element/bestaat-niet"}, {"focus": "<script>"}, {"van": "element/bestaat-niet", "naar": "element/a5"}]
)
def test_an_address_that_names_nothing_says_so_and_offers_a_choice(params: dict[str, str | list[str]]) -> None:
    at = opened("graaf", "nl", **params)
    assert any("kennen we niet" in box.value for box in at.info)
    assert at.selectbox


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_elements_between_situations_are_told_in_sentences(lang: Lang) -> None:
    at = opened("graaf", lang, vraag="brug")
    start = translate(lang, "graaf.brug.toon", element="§").split("§")[0]
    assert translate(lang, "graaf.brug.uitleg") in said(at)
    assert sum(label.startswith(start) for label in link_labels(at)) >= 5


def test_every_relation_of_the_starter_graph_has_its_words(starter_home: Path) -> None:
    relations = {tie.relation for tie in read_ties(open_graph(starter_home).screen("netwerk")).ties}
    assert len(relations) > 12
    for relation in relations:
        assert translate("nl", f"graaf.zin.{relation}", van="A", naar="B")
        assert translate("nl", f"graaf.verband.{relation}")


def test_the_page_of_a_card_and_of_a_concept_leads_to_the_graph() -> None:
    for page, ref in (("kaart", CARD), ("begrip", "element/a5")):
        assert translate("nl", "graaf.in") in link_labels(opened(page, id=ref))


def test_what_the_picture_sends_that_is_no_wish_changes_nothing() -> None:
    apply("kinds", "geen lijst")
    apply("iets anders", None)
