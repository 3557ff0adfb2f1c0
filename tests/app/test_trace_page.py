"""The trace page: what is chosen stands in the address, gaps say what is missing, and the picture names what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from pathlib import Path

import pytest
from fake import FakeGraph  # type: ignore[import-not-found,unused-ignore]
from streamlit.testing.v1 import AppTest
from tests.app.test_pages import link_labels, opened, said, values

from dww_graph.explorer import state
from dww_graph.explorer.components import trace as parts
from dww_graph.explorer.i18n import LANGUAGES, Lang, plural, translate
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.trace import load_outcomes, load_steps
from dww_graph.explorer.viewmodels.trace_load import Loaded, load, under
from dww_graph.graph import open_graph

GAP = "handelingskennis/kaarten-k18~nog-geen-bewijs"
CONTRADICTED = "relatietype/tegengesproken-door"


@pytest.fixture(autouse=True)
def _home(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWW_HOME", str(starter_home))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The page on the trace of three invented cards, with an element that has no card."""
    monkeypatch.setattr(parts, "load_trace", lambda _graph, cards, _outcomes: Loaded(load_steps(FakeGraph()), cards))
    with forgotten():
        yield


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The page on a graph in which a trace of two cards is too large to be read whole."""
    monkeypatch.setattr(parts, "load_trace", partial(load, large=1, some=2))
    with forgotten():
        yield


@contextmanager
def forgotten() -> Iterator[None]:
    """Keep what was read before and what is read meanwhile apart."""
    state.forget()
    yield
    state.forget()


def rows(at: AppTest) -> int:
    """Count the rows of the table."""
    return said(at).count('<tr role="row"><td')


def infos(at: AppTest) -> list[str]:
    """Give the texts of all messages."""
    return [str(each.value).replace("\\", "") for each in at.info]


def told(key: str, number: int, everything: int, lang: Lang = "nl") -> str:
    """Give the line that says how many steps are seen."""
    return translate(lang, key, n=number, totaal=plural(lang, "spoor.stappen", everything))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_trace_is_a_picture_and_always_a_table(lang: Lang) -> None:
    at = opened("spoor", lang, uitkomst="lu-04")
    assert translate(lang, "spoor.hoe") in said(at)
    assert rows(at) == len(load_steps(open_graph(), "https://w3id.org/dww/id/leeruitkomst/lu-04"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_place_in_the_address_leaves_the_steps_through_it(lang: Lang) -> None:
    at = opened("spoor", lang, uitkomst="lu-12", knoop=CONTRADICTED)
    assert rows(at) == 4
    assert told("spoor.gekozen.aantal", 4, 9, lang) in said(at)
    assert translate(lang, "spoor.gekozen", naam=translate(lang, "relatie.tegengesproken-door")) in said(at)


def test_a_line_in_the_address_leaves_the_steps_along_it() -> None:
    at = opened("spoor", uitkomst="lu-12", lijn=f"handelingskennis/kaarten-vb3~{CONTRADICTED}")
    assert (rows(at), "Achter de bank → spreekt tegen" in said(at)) == (2, True)


def test_from_a_place_every_line_can_be_followed_by_a_link() -> None:
    at = opened("spoor", uitkomst="lu-12", knoop=CONTRADICTED)
    assert "Achter de bank → spreekt tegen (2)" in link_labels(at)
    assert translate("nl", "spoor.pagina", naam="Achter de bank") in link_labels(
        opened("spoor", uitkomst="lu-12", knoop="handelingskennis/kaarten-vb3")
    )


def test_one_click_shows_everything_again_and_empties_the_address() -> None:
    at = opened("spoor", uitkomst="lu-12", knoop=CONTRADICTED)
    at.button(key="spoor-wis").click().run()
    assert ("knoop" in at.query_params, rows(at)) == (False, 9)


def test_the_language_switch_keeps_what_is_chosen() -> None:
    at = opened("spoor", uitkomst="lu-07", lijn=GAP)
    before = rows(at)
    at.segmented_control(key="taalkeuze").set_value("en").run()
    assert (values(at, "lijn"), rows(at), before) == ([GAP], 1, 1)
    assert translate("en", "spoor.gat.bewijs.uitleg") in said(at)


def test_another_learning_outcome_starts_without_a_choice() -> None:
    at = opened("spoor", uitkomst="lu-12", knoop=CONTRADICTED)
    at.selectbox(key="uitkomstkeuze").set_value("lu-01").run()
    assert ("knoop" in at.query_params, values(at, "uitkomst"), rows(at)) == (False, ["lu-01"], 8)


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({"knoop": "element/zz"}, "element/zz"),
        ({"lijn": "element/c1-1~bron/x"}, "element/c1-1 → bron/x"),
        ({"knoop": "<b>*x*"}, "<b>*x*"),
    ],
)
def test_an_unknown_place_is_told_and_everything_is_shown(params: dict[str, str], name: str) -> None:
    at = opened("spoor", "nl", uitkomst="lu-12", **params)
    assert translate("nl", "spoor.onbekend", naam=name) in infos(at)
    assert rows(at) == 9


def test_an_unknown_learning_outcome_is_told() -> None:
    at = opened("spoor", uitkomst="lu-99")
    assert translate("nl", "spoor.uitkomst.onbekend", naam="lu-99") in infos(at)
    assert not infos(opened("spoor", uitkomst="LU-04"))


def test_a_card_without_evidence_says_what_is_missing_and_what_to_do() -> None:
    at = opened("spoor", uitkomst="lu-07", knoop="nog-geen-bewijs")
    assert rows(at) == 1
    assert translate("nl", "spoor.gat.bewijs.uitleg") in said(at)
    assert translate("nl", "spoor.gat.nietgezocht") in said(at)
    assert translate("nl", "spoor.stap.bewijs") in [each.value for each in at.markdown]
    assert translate("nl", "spoor.stap.zoek", naam="samen beslissen") in link_labels(at)


def test_a_search_that_found_nothing_says_when_where_and_who() -> None:
    words = said(opened("spoor", uitkomst="lu-04", knoop="relatietype/geen-bewijs-gevonden"))
    assert translate("nl", "spoor.gat.gezocht.uitleg") in words
    assert "gezocht op 2026-11-23 · bereik: Alleen het startbestand van 81 werken · door redactie-1" in words


@pytest.mark.usefixtures("small")
def test_an_element_without_a_card_says_what_is_missing_and_what_to_do() -> None:
    at = opened("spoor", uitkomst="lu-01", knoop="nog-geen-kaart")
    words = said(at)
    assert rows(at) == 1
    assert translate("nl", "spoor.gat.kaart.uitleg") in words
    assert f"doelen stellen</a>: {translate('nl', 'spoor.gat.nietgezocht')}" in words
    assert translate("nl", "spoor.stap.onderzoek", naam="doelen stellen") in link_labels(at)


def test_all_learning_outcomes_together_lead_to_each_of_them() -> None:
    at = opened("spoor", uitkomst="alle", knoop="leeruitkomst/lu-04")
    assert translate("nl", "spoor.alleen") in link_labels(at)
    assert "/doc/spoor/" not in said(at)
    assert rows(at) == 13


def test_a_trace_that_is_too_large_tells_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "ROWS", 5)
    at = opened("spoor", uitkomst="lu-12")
    assert translate("nl", "spoor.tabel.deel", n=5, totaal=plural("nl", "spoor.stappen", 9)) in infos(at)
    assert rows(at) == 5
    assert said(at).count("spreekt tegen</span>") > 4


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_trace_that_is_too_large_is_read_in_part_and_counts_all_its_cards(lang: Lang) -> None:
    at = opened("spoor", lang, uitkomst="lu-12")
    assert translate(lang, "spoor.groot", aantal=translate(lang, "kennis.aantal.meer", n=3), n=2) in infos(at)
    every = under(Cards.of(open_graph()), next(each.elements for each in load_outcomes(open_graph()) if each.code == "LU-12"))
    number = every.under("bewijs", "ondersteund-door").number
    assert f"{number} × {translate(lang, 'relatie.ondersteund-door')}" in said(at)
    assert translate(lang, "spoor.telling.kaarten") in said(at)
    assert 0 < rows(at) < 9


@pytest.mark.usefixtures("large")
def test_all_traces_together_that_are_too_large_are_a_table_that_leads_to_each(starter_home: Path) -> None:
    words = unescape(said(opened("spoor", "en", uitkomst="alle")))
    outcomes = load_outcomes(open_graph(starter_home, lang="en"))
    ways = [f'href="/spoor?uitkomst={each.thing.key}&lang=en" class="dww-within">{each.name}<' for each in outcomes]
    assert [way in words for way in ways] == [True] * 12
    assert re.findall(r"LU-12 .*?</tr>", words)[0].count(">3</td>") >= 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_trace_can_be_printed_and_kept(lang: Lang) -> None:
    words = unescape(said(opened("spoor", lang, uitkomst="lu-04")))
    assert f'href="/doc/spoor/lu-04?lang={lang}" target="_blank"' in words
    assert f'href="/doc/spoor/lu-04?lang={lang}&vorm=los" download' in words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_trace_over_invented_examples_says_so(lang: Lang) -> None:
    """Neither picture nor table nor file passes an invented learning outcome off as a real one."""
    at = opened("spoor", lang, uitkomst="lu-04")
    assert translate(lang, "spoor.illustratief") in said(at)
    assert said(at).count(f"<span>{translate(lang, 'illustratief')}</span>") == rows(at) == 13


def test_a_draft_card_is_marked_in_its_rows() -> None:
    at = opened("spoor", "nl", uitkomst="lu-07")
    assert translate("nl", "spoor.hierin", staat="concept") in said(at)
    drafts = {card.iri for card in Cards.of(open_graph()) if card.status != "vastgesteld"}
    steps = load_steps(open_graph(), "https://w3id.org/dww/id/leeruitkomst/lu-07")
    resting = [step for step in steps if drafts & {thing.iri for thing in (step.card, step.evidence) if thing}]
    assert said(at).count("<span>concept</span>") == len(resting) > 0


def test_support_and_contradiction_are_told_apart_for_research_and_for_cards() -> None:
    words = said(opened("spoor", uitkomst="lu-04"))
    heads = (translate("nl", f"spoor.telling.{name}") for name in ("onderzoek", "praktijk"))
    research, practice = (words.split(head)[1].split("</div>")[0] for head in heads)
    assert [number in research for number in ("2 × ondersteunt", "0 × spreekt tegen")] == [True, True]
    assert [number in practice for number in ("1 × ondersteunt", "1 × spreekt tegen")] == [True, True]
