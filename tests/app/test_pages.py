"""Every page through Streamlit's own test runner, on the starter graph, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dww_graph import explorer
from dww_graph.explorer.i18n import LANGUAGES, Lang, translate

MAIN = str(Path(explorer.__file__).with_name("main.py"))
HEADINGS = {
    "start": "start.kop",
    "zoek": "zoek.kop",
    "kennis": "kennis.kop",
    "bewijskaart": "bewijskaart.kop",
    "spoor": "spoor.kop",
    "graaf": "graaf.kop",
    "werkbank": "werkbank.kop",
    "over": "over.kop",
    "vergelijk": "vergelijk.kop",
    "handen": "handen.kop",
    "leren": "leren.kop",
}


@pytest.fixture(autouse=True)
def _home(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWW_HOME", str(starter_home))


def opened(page: str, lang: Lang = "nl", **params: str | list[str]) -> AppTest:
    """Open a page with an address; fail on any exception."""
    at = AppTest.from_file(MAIN, default_timeout=60)
    at.query_params["lang"] = lang
    at.run()
    for name, value in params.items():
        at.query_params[name] = value
    at = at.run() if page == "start" else at.switch_page(f"app_pages/{page}.py").run()
    assert not at.exception, [problem.message for problem in at.exception]
    return at


def said(at: AppTest) -> str:
    """Give all HTML of a page as one text."""
    return "\n".join(str(getattr(element, "body", "")) for element in at.get("html"))


def values(at: AppTest, name: str) -> list[str]:
    """Give the values under one name of the address."""
    held = at.query_params[name]
    return [held] if isinstance(held, str) else list(held)


def link_labels(at: AppTest) -> list[str]:
    """Give the labels of all links of a page."""
    return [str(getattr(element, "label", "")).replace("\\", "") for element in at.get("page_link")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", HEADINGS)
def test_a_page_has_one_title_in_the_language_of_the_reader(page: str, lang: Lang) -> None:
    at = opened(page, lang)
    assert [title.value for title in at.title] == [translate(lang, HEADINGS[page])]
    assert not at.warning


@pytest.mark.parametrize("page", HEADINGS)
def test_every_page_says_what_is_invented_and_which_generation_this_is(page: str) -> None:
    words = said(opened(page))
    assert translate("nl", "voet.illustratief") in words
    assert "generatie 0001" in words


def test_start_shows_three_tasks_and_a_card_that_is_contradicted() -> None:
    at = opened("start")
    assert {translate("nl", f"start.taak.{page}") for page in ("kennis", "spoor", "werkbank")} <= set(link_labels(at))
    assert "spreekt tegen" in said(at)
    assert "Verzonnen voorbeeld" in said(at)


def test_searching_finds_concepts_and_cards() -> None:
    labels = link_labels(opened("zoek", q="huisbezoek"))
    assert "huisbezoek" in labels
    assert "Wat vaststaat en wat niet" in labels


def test_the_box_on_start_leads_to_the_search_page_and_keeps_the_language() -> None:
    at = opened("start", "en").text_input(key="zoekdeur").set_value("huisbezoek").run()
    assert [title.value for title in at.title] == [translate("en", "zoek.kop")]
    assert (values(at, "q"), values(at, "lang")) == (["huisbezoek"], ["en"])


def test_the_number_of_cards_on_the_search_page_is_that_of_the_list_it_leads_to() -> None:
    number = re.findall(r"Kaarten met handelingskennis<small>(\d+)<", said(opened("zoek", q="gezin")))
    assert number
    assert translate("nl", "kennis.aantal.meer", n=number[0]) in said(opened("kennis", q="gezin"))


@pytest.mark.parametrize(("words", "meant"), [("samne beslisen", "samen beslissen"), ("vechtscheiding", "complexe scheiding")])
@pytest.mark.parametrize("page", ["zoek", "kennis"])
def test_a_typing_error_and_a_word_we_avoid_lead_to_what_was_meant(page: str, words: str, meant: str) -> None:
    at = opened(page, q=words, vergelijk="kaarten-vb1")
    assert meant in link_labels(at)
    assert translate("nl", "zoek.bedoelde") in said(at)


def test_one_kind_can_be_seen_whole() -> None:
    few, all_of_them = (link_labels(opened("zoek", q="gezin", soort=kind)) for kind in ("", "clienttype"))
    assert translate("nl", "zoek.meer", n=14) in few
    assert sum(label != "" for label in all_of_them) > 14


def test_searching_for_nothing_gives_a_way_out() -> None:
    at = opened("zoek", q="xqzwxqzw")
    assert "xqzwxqzw" in at.info[0].value
    assert translate("nl", "kennis.nul.alles") in link_labels(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_address_with_filters_gives_the_same_cards_in_both_languages(lang: Lang) -> None:
    at = opened("kennis", lang, element=["a5"], clienttype=["kader-jeugdbescherming"])
    assert translate(lang, "kennis.aantal.meer", n=3) in said(at)
    assert at.checkbox(key="facet-element-a5").value


def test_a_facet_click_narrows_the_result_and_the_other_counts() -> None:
    at = opened("kennis")
    before = at.checkbox(key="facet-situatie-huisbezoek").label
    at.checkbox(key="facet-element-a5").check().run()
    after = at.checkbox(key="facet-situatie-huisbezoek").label
    assert values(at, "element") == ["a5"]
    assert (before, after) == ("huisbezoek (3)", "huisbezoek (1)")
    assert at.checkbox(key="facet-element-a5").label == "samen beslissen (7)"
    assert "7 kaarten" in said(at)


def test_one_click_removes_one_filter_and_another_click_all() -> None:
    at = opened("kennis", element=["a5"], situatie=["huisbezoek"])
    at.button(key="weg-situatie-huisbezoek").click().run()
    assert "situatie" not in at.query_params
    assert values(at, "element") == ["a5"]
    at.button(key="wis-alles").click().run()
    assert "element" not in at.query_params
    assert "21 kaarten" in said(at)


def test_an_empty_result_offers_the_steps_that_bring_cards_back() -> None:
    at = opened("kennis", element=["a5"], situatie=["mdo"])
    assert "0 kaarten" in said(at)
    assert any(label.startswith("Zonder") and label.endswith("kaarten") for label in link_labels(at))


def test_an_unknown_filter_value_does_no_harm() -> None:
    at = opened("kennis", element=["bestaat-niet", "<script>"])
    assert "0 kaarten" in said(at)
    assert "<script>" not in said(at)


def test_the_table_says_the_same_as_the_cards() -> None:
    table = said(opened("kennis", weergave="tabel"))
    assert table.count("<tr ") == 21 + 1
    assert 'href="/kaart?id=handelingskennis/kaarten-vb1"' in table


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_card_says_when_not_to_before_the_advice(lang: Lang) -> None:
    at = opened("kaart", lang, id="VB1")
    words = said(at)
    assert [title.value for title in at.title] == ["Wat vaststaat en wat niet"]
    assert words.index(translate(lang, "kaart.wanneerniet")) < words.index("Ik leg twee vellen neer")
    assert translate(lang, "illustratief") in words


def test_a_card_shows_support_and_contradiction_with_source_status_and_origin() -> None:
    at = opened("kaart", id="handelingskennis/kaarten-vb3")
    words = said(at)
    assert {"dww-r-ondersteund-door", "dww-r-tegengesproken-door"} <= set(words.replace('"', " ").split())
    assert "vb3-achter-de-bank.md, regel 1" in words
    assert any(label.startswith("Gubbels") for label in link_labels(at))
    assert "vastgesteld" in words


def test_a_card_tells_a_search_that_found_nothing() -> None:
    words = said(opened("kaart", id="VB4"))
    assert "gezocht, geen bewijs gevonden" in words
    assert "Gezocht in:" in words


@pytest.mark.parametrize("page", ["kaart", "begrip"])
@pytest.mark.parametrize("ref", ["", "bestaat-niet", "<b>x</b>", "element/zz"])
def test_an_unknown_address_gives_a_friendly_page(page: str, ref: str) -> None:
    at = opened(page, id=ref)
    assert [title.value for title in at.title] == [translate("nl", "nietgevonden.titel")]
    assert link_labels(at) == [translate("nl", f"nietgevonden.{way}") for way in ("weg", "zoek")]


@pytest.mark.parametrize(("lang", "name"), [("nl", "samen beslissen"), ("en", "shared decision-making")])
def test_a_concept_shows_definition_hierarchy_cards_findings_and_outcomes(lang: Lang, name: str) -> None:
    at = opened("begrip", lang, id="element/a5")
    assert [title.value for title in at.title] == [name]
    labels = link_labels(at)
    assert "Wat vaststaat en wat niet" in labels
    assert any(label.startswith("LU-01") for label in labels)
    assert f"{translate(lang, 'soort.bevinding')} B38-1" in labels
    assert translate(lang, "leren.handen") in labels
    assert translate(lang, "begrip.smaller") in said(at)


def test_a_source_says_whether_it_was_checked() -> None:
    assert translate("nl", "verificatie.geverifieerd") in said(opened("begrip", id="bron/werken-b24"))


def test_the_doi_of_a_source_is_a_link_that_opens_a_tab_of_its_own() -> None:
    assert '<a class="dww-new" href="https://doi.org/10.' in said(opened("begrip", id="bron/werken-b07"))


@pytest.mark.parametrize(("outcome", "silent"), [("lu-05", True), ("lu-01", False)])
def test_a_trace_on_which_nothing_from_research_is_confirmed_says_so(outcome: str, silent: bool) -> None:
    assert (translate("nl", "spoor.nietsvast") in said(opened("spoor", uitkomst=outcome))) == silent


def test_about_lists_what_was_not_verified() -> None:
    at = opened("over")
    assert "B76" in said(at)
    assert at.expander[0].label.startswith(translate("nl", "over.nietnagekeken.bronnen"))


def test_the_language_switch_keeps_page_and_filters() -> None:
    at = opened("kennis", element=["a5"])
    at.segmented_control(key="taalkeuze").set_value("en").run()
    assert [title.value for title in at.title] == [translate("en", "kennis.kop")]
    assert values(at, "element") == ["a5"]
    assert values(at, "lang") == ["en"]
    assert translate("en", "kennis.aantal.meer", n=7) in said(at)


def test_without_a_graph_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWW_HOME", str(tmp_path))
    at = AppTest.from_file(MAIN, default_timeout=60).run()
    assert [title.value for title in at.title] == [translate("nl", "fout.titel")]
    assert "dww build" in at.warning[0].value
    assert not at.exception


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cards_stand_beside_each_other_with_what_differs_marked(lang: Lang) -> None:
    words = said(opened("vergelijk", lang, id=["VB1", "VB2"]))
    assert "Wat vaststaat en wat niet" in words
    assert "Eerst de pan, dan het gesprek" in words
    assert translate(lang, "vergelijk.verschilt") in words
    first, later = (words.index(translate(lang, f"vergelijk.regel.{name}")) for name in ("wanneerniet", "handelen"))
    assert first < later


def test_a_card_that_is_not_here_is_named_and_the_others_are_compared() -> None:
    at = opened("vergelijk", id=["VB1", "VB2", "VB<b>99"])
    assert "VB\\<b\\>99" in at.info[0].value
    assert "Eerst de pan, dan het gesprek" in said(at)


def test_one_card_is_no_comparison_and_the_page_says_how_to_choose() -> None:
    at = opened("vergelijk", id=["VB1"])
    assert [message.value for message in at.info] == [translate("nl", "vergelijk.teweinig")]


def choices(at: AppTest) -> dict[str, bool]:
    """Give the boxes of the basket by the key of their card, and whether each can be ticked."""
    boxes = {str(box.key): not box.disabled for box in at.checkbox}
    return {key.removeprefix("vergelijk-"): free for key, free in boxes.items() if key.startswith("vergelijk-")}


def test_a_card_is_put_in_the_basket_and_taken_out_of_it() -> None:
    at = opened("kennis")
    first, second, *_ = choices(at)
    at = at.checkbox(key=f"vergelijk-{second}").check().run()
    assert values(at, "vergelijk") == [second]
    assert translate("nl", "vergelijk.toon") not in link_labels(at)
    at = at.checkbox(key=f"vergelijk-{first}").check().run()
    assert translate("nl", "vergelijk.toon") in link_labels(at)
    at = at.button(key="mand-leeg").click().run()
    assert "vergelijk" not in at.query_params
    assert not any(at.checkbox(key=f"vergelijk-{key}").value for key in (first, second))


def test_a_full_basket_takes_no_fifth_card() -> None:
    keys = list(choices(opened("kennis")))
    assert list(choices(opened("kennis", vergelijk=keys[:4])).values()) == [True] * 4 + [False] * (len(keys) - 4)


def test_a_basket_counts_the_cards_that_exist_and_no_other_key_takes_a_place() -> None:
    keys = list(choices(opened("kennis")))
    at = opened("kennis", vergelijk=["bestaat-niet", keys[0], "ook-niet", keys[1], keys[2]])
    assert translate("nl", "vergelijk.mand.meer", n=3) in said(at)
    assert all(choices(at).values())
    assert translate("nl", "vergelijk.mand.een", n=1) in said(opened("kennis", vergelijk=["bestaat-niet", keys[0]]))
    assert "gekozen om te vergelijken" not in said(opened("kennis", vergelijk="bestaat-niet"))


def test_who_listens_hears_which_card_a_box_of_the_basket_is_for() -> None:
    at = opened("kennis")
    titles = [card.replace("\\", "") for card in link_labels(at) if card]
    names = [box.label.replace("\\", "") for box in at.checkbox if str(box.key).startswith("vergelijk-")]
    assert names and all(any(title in name for title in titles) for name in names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_view_can_be_kept_as_a_line_with_its_filters_generation_and_name(lang: Lang) -> None:
    at = opened("kennis", lang, element=["a5", "b4"])
    assert "element=a5&element=b4" in at.code[0].value
    assert "0001" in at.code[0].value
    at = at.text_input(key="bewaarnaam").set_value("Les van dinsdag").run()
    assert at.code[0].value.startswith("Les van dinsdag: ")


def test_start_asks_what_the_reader_wants_to_do() -> None:
    assert translate("nl", "start.taak.kop") in [header.value for header in opened("start").header]


def test_another_hand_comes_in_the_place_of_the_one_that_was_asked_away() -> None:
    at = opened("handen", element="a5")
    before = [label for label in link_labels(at) if label]
    at = at.button(key="ander-1").click().run()
    after = [label for label in link_labels(at) if label]
    assert len(values(at, "toon")) == 3
    assert [one == other for one, other in zip(before, after, strict=True)].count(False) == 1


@pytest.mark.parametrize(("lang", "title"), [("nl", "Bevinding B07-1"), ("en", "Finding B07-1")])
def test_a_finding_too_long_for_a_title_is_called_by_its_code_and_told_whole_below_it(lang: Lang, title: str) -> None:
    at = opened("begrip", lang, id="bevinding/b07-1")
    assert [each.value for each in at.title] == [title]
    assert "28 stud" in said(at)
    assert "…" not in at.title[0].value


def test_a_step_of_the_ladder_is_called_by_its_name_and_not_by_its_number() -> None:
    words = said(opened("begrip", id="effectladder/1"))
    assert "begrip: trede van de effectladder" in words
    assert "begrip 1" not in words


@pytest.mark.parametrize(("lang", "yes"), [("nl", "ja"), ("en", "yes")])
def test_what_is_true_is_told_in_the_language_of_the_reader(lang: Lang, yes: str) -> None:
    words = said(opened("begrip", lang, id="leeruitkomst/lu-04"))
    assert f"<dd>{yes}</dd>" in words
    assert "<dd>true</dd>" not in words
