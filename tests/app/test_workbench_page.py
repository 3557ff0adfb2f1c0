"""The workbench and "Toon als SPARQL" through Streamlit's own test runner, on the starter graph."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest
from tests.app.test_pages import opened, said, values

from dww_graph.explorer.i18n import LANGUAGES, Lang, plural, translate

SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
Address = dict[str, Any]
PAGES: dict[str, Address] = {
    "start": {},
    "kennis": {"element": "a5"},
    "kaart": {"id": "VB1"},
    "begrip": {"id": "element/a5"},
    "spoor": {"uitkomst": "lu-01"},
    "vergelijk": {"id": ["VB1", "VB2"]},
    "handen": {"element": "a5"},
    "zoek": {"q": "gezin"},
    "over": {},
    "leren": {"element": "a5"},
    "bewijskaart": {},
    "graaf": {"focus": "element/a5"},
}
CHOSEN: list[Address] = [{}, {"element": "a5"}, {"element": ["a5", "b4"], "situatie": "huisbezoek"}, {"q": "huisbezoek"}]


@pytest.fixture(autouse=True)
def _home(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWW_HOME", str(starter_home))


def busy(at: AppTest) -> bool:
    """Say whether a query is under way."""
    return any(button.key == "stop" for button in at.button)


def at_page(page: str, lang: Lang, address: Address) -> AppTest:
    """Open a page with an address."""
    return opened(page, lang, **address)


def answered(lang: Lang, params: Address) -> AppTest:
    """Open the workbench and wait until it has its answer, as the page itself does."""
    at = at_page("werkbank", lang, params)
    while busy(at):
        time.sleep(0.2)
        at.run()
    return at


def links(at: AppTest) -> list[Address]:
    """Give the parameters of every link of a page that opens its query in the workbench."""
    found = [parse_qs(link.proto.query_string) for link in at.get("page_link")]
    ours = [params for params in found if "".join(params.get("vraag", ())).startswith("scherm:")]
    return [{name: values for name, values in params.items() if name != "lang"} for params in ours]


def rows(at: AppTest) -> int:
    """Give the number of rows that the workbench tells."""
    told = re.search(r'dww-count" role="status">(\d+)', said(at))
    return int(told[1]) if told else 0


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_its_own_queries_and_they_answer(page: str, lang: Lang) -> None:
    found = links(at_page(page, lang, PAGES[page]))
    assert found
    for params in found:
        at = answered(lang, params)
        assert not at.warning, params
        assert rows(at) > 0, params


def test_the_query_of_a_list_of_cards_gives_as_many_rows_as_the_list_says() -> None:
    for chosen in CHOSEN:
        page = at_page("kennis", "nl", chosen)
        (params,) = links(page)
        told = plural("nl", "kennis.aantal", rows(answered("nl", params)))
        assert f"{told} <small>" in said(page)


@pytest.mark.parametrize("address", [{"q": "gezin"}, {"q": "gezin", "soort": "situatie"}])
def test_the_query_of_the_search_page_gives_the_things_that_the_page_shows(address: Address) -> None:
    page = at_page("zoek", "nl", address)
    shown = {parse_qs(link.proto.query_string)["id"][0] for link in page.get("page_link") if "id=" in link.proto.query_string}
    (params,) = links(page)
    assert params == {"vraag": ["scherm:gevonden"], **{name: [value] for name, value in address.items()}}
    at = answered("nl", params)
    told = set(re.findall(r'href="/(?:kaart|begrip)\?id=([^"&]+)', said(at)))
    assert told == shown
    assert rows(at) == len(shown) > 10


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbench_answers_an_example_with_readable_heads_and_a_citation(lang: Lang) -> None:
    at = answered(lang, {"vraag": "o1-samen-beslissen-gedwongen-kader"})
    assert translate(lang, "werkbank.rijen.meer", n=7) in said(at)
    assert {"nl": "werkzaam element", "en": "effective element"}[lang] in said(at)
    cited = at.code[0].value
    assert "0001" in cited
    assert re.search(r"sha256 [0-9a-f]{64}", cited)
    assert "vraag=o1-samen-beslissen-gedwongen-kader" in cited


def test_every_row_of_an_answer_shows_its_origin() -> None:
    shown = said(answered("nl", {"vraag": "t1-voorbeelden-escalatie-voorkomen"}))
    assert "vb2-eerst-de-pan-dan-het-gesprek.md, regel 1; illustratief)" in shown


def test_another_value_in_the_field_gives_another_answer_and_goes_into_the_address() -> None:
    at = answered("nl", {"vraag": "t3-anders-bij-clienttype"})
    before = rows(at)
    at.selectbox(key="veld-t3-anders-bij-clienttype-clienttype").set_value("leeftijd-8-11").run()
    assert values(at, "clienttype") == ["leeftijd-8-11"]
    again = answered("nl", {"vraag": "t3-anders-bij-clienttype", "clienttype": "leeftijd-8-11"})
    assert rows(again) != before


def test_a_value_that_is_not_here_gets_a_message_and_the_field_stays() -> None:
    at = answered("nl", {"vraag": "t3-anders-bij-clienttype", "clienttype": "bestaat-niet"})
    assert at.warning[0].value
    assert at.selectbox(key="veld-t3-anders-bij-clienttype-clienttype").value == "probleem-lvb"


def test_the_workbench_tells_line_and_column_of_an_error() -> None:
    at = answered("nl", {"query": "SELECT ?a WHERE {\n  ?a ?b\n}"})
    assert "Regel 3, kolom 2" in at.warning[0].value


def test_the_workbench_refuses_an_update() -> None:
    assert answered("nl", {"query": "DROP ALL"}).warning


def test_a_yes_is_told_in_words() -> None:
    assert answered("nl", {"query": "ASK { ?s ?p ?o }"}).info[0].value == translate("nl", "werkbank.waar")


def test_stop_ends_a_query_and_the_page_says_so() -> None:
    at = opened("werkbank", query=SLOW)
    assert busy(at)
    at.button(key="stop").click().run()
    for _ in range(50):
        if not busy(at):
            break
        at.run()
    assert at.warning
    assert "gestopt" in at.warning[0].value
    again = answered("nl", {"query": "ASK { ?s ?p ?o }"})
    assert again.info


@pytest.mark.parametrize(("lang", "yes"), [("nl", "ja"), ("en", "yes")])
def test_a_truth_value_is_told_in_words(lang: Lang, yes: str) -> None:
    shown = said(answered(lang, {"vraag": "t3-anders-bij-clienttype"}))
    assert f">{yes}</td>" in shown
    assert ">true</td>" not in shown
