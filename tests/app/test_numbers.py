"""Every number on screen equals a SPARQL count of its own, on every page, and a number that nobody counts fails.

The pages run on the starter graph, of which every card is invented, and on one with hundreds of cards of which a few are real,
so that masked numbers are counted too. `number_rows_of_lists` and `number_rows_of_maps` hold the list of all numbers.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Final

import pytest
import streamlit as st
from tests.app import mixed, number_rows_of_lists, number_rows_of_maps, number_rows_of_traces
from tests.app.counts import FEW, Facts, masked
from tests.app.number_rows import Look, Scene, numbers
from tests.app.number_rows_of_traces import LARGE
from tests.app.screens import Line, Screen, read, visit
from tests.app.test_workbench_page import busy
from tests.conftest import Noted

from dww_graph.catalogue import load_questions
from dww_graph.explorer.components import trace
from dww_graph.explorer.i18n import CATALOGUES, Lang, translate
from dww_graph.explorer.viewmodels.trace_load import load

ROWS: Final = (*number_rows_of_lists.ROWS, *number_rows_of_maps.ROWS, *number_rows_of_traces.ROWS)
"""The list of all numbers."""
SAMPLE: Final = 40
"""So many lines that one row reads on one page are counted; the others are only read."""
ZEROS: Final = 8
"""So many of those that are 0."""
STARTER: Final = "starter_home"
MIXED: Final = "mixed_home"
BOTH: Final = (STARTER, MIXED)
COUNT: Final = ("PREFIX dww: <https://w3id.org/dww/def#>\nSELECT ?element (COUNT(DISTINCT ?kaart) AS ?aantal) "
                "WHERE { ?kaart dww:geeftVormAan ?element }\nGROUP BY ?element ORDER BY DESC(?aantal) ?element LIMIT 20")


def scene(page: str, lang: Lang = "nl", **address: str | list[str]) -> Scene:
    """Make a scene; one value may stand alone, and "as_" is "as"."""
    held = {name.rstrip("_"): [value] if isinstance(value, str) else value for name, value in address.items()}
    return Scene(page, held, lang)


ON_BOTH: Final = (
    scene("start"),
    scene("kennis"),
    scene("kennis", element="a5", vergelijk=["kaarten-vb1", "bestaat-niet"]),
    scene("kennis", element=["a", "b4"], clienttype=["kader-drang", "leeftijd-8-11", "leeftijd-12-15"]),
    scene("kennis", bewijs=["tegengesproken-door", "nog-geen-bewijs"], weergave="tabel"),
    scene("kennis", q="gezin", situatie="huisbezoek"),
    scene("zoek", q="gezin"),
    scene("begrip", id="element/a5"),
    scene("bewijskaart", open=["a", "b", "c", "d"]),
    scene("bewijskaart", as_="clienttype", facet="kader", open=["a", "a5"]),
    scene("bewijskaart", open=["a", "c"], weergave="tabel"),
    scene("bewijskaart", cel="a.huisbezoek"),
    scene("leren"),
    scene("leren", element="a"),
    scene("handen", element="a5"),
    scene("spoor", uitkomst="lu-09"),
    scene("spoor", uitkomst="alle"),
    scene("graaf", focus="element/a5"),
    scene("graaf", focus="situatie/huisbezoek", uit="element/a5-4", soort=["element", "handelingskennis"]),
    scene("graaf", vraag="brug"),
    scene("werkbank", vraag="c4-situaties-zonder-registratie"),
)
ON_STARTER: Final = (
    scene("kennis", element="a5", situatie="mdo", methode="portfolio"),
    scene("kennis", "en", element="a5", vergelijk="kaarten-vb1"),
    scene("zoek", q="samen beslissen", soort="element"),
    scene("zoek", "en", q="family"),
    scene("kaart", id="VB1"),
    scene("kaart", "en", id="VB4"),
    scene("kaart", id="VB5"),
    scene("kaart", id="K07"),
    scene("kaart", id="K14"),
    scene("kaart", "en", id="K17"),
    scene("begrip", id="bron/werken-b24"),
    scene("bewijskaart", "en", as_="clienttype", weergave="tabel", cel="a5.kader-jeugdbescherming"),
    scene("leren", "en", element="a5"),
    scene("vergelijk", id=["VB1", "VB2", "VB4"]),
    scene("spoor", "en", uitkomst="lu-04", lijn="element/c9~handelingskennis/kaarten-vb2"),
    scene("graaf"),
    scene("graaf", "en", focus="situatie/huisbezoek", soort="element"),
    scene("graaf", van="situatie/huisbezoek", naar="bron/werken-b23"),
    scene("werkbank", query=COUNT, beeld="grafiek"),
    scene("over"),
    scene("over", "en"),
)
ON_MIXED: Final = (
    scene("spoor", uitkomst="lu-07", knoop="element/a5"),
    scene("leren", element="c", vorm="collega"),
    scene("zoek", q="client"),
    scene("kennis", trede="1", jaar=["2025", "2026"], context="ambulante-hulp"),
    scene("graaf", focus="element/a"),
    scene("werkbank", query="SELECT ?ding ?type WHERE { ?ding a ?type } LIMIT 300"),
)
SCENES: Final = (*((home, each) for home in BOTH for each in ON_BOTH), *((STARTER, each) for each in ON_STARTER),
                 *((MIXED, each) for each in ON_MIXED))
PASSED: Final = (
    r"(?:PREFIX|SELECT) .*$",
    r"https?://\S+|\S*[?&]\S+=\S*",
    r"\d{4}-\d{2}-\d{2}",
    r"\((?:19|20)\d{2}\)",
    r"(?i:generatie|generation) \d{4}",
    r"sha256|\b[0-9a-f]{16,64}\b",
    r"^(?:Weg|Way) \d$",
)
"""What has digits and counts nothing: queries, addresses, days, years of publication, generations, fingerprints, ordinals."""


@pytest.fixture(scope="session")
def mixed_home(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with hundreds of cards, a few of them real."""
    return mixed.build(starter_home, tmp_path_factory.mktemp("gemengd") / "dww-data")


@pytest.fixture
def home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder that a test names; the pages run on it."""
    found: Path = request.getfixturevalue(request.param)
    monkeypatch.setenv("DWW_HOME", str(found))
    return found


@cache
def facts(home: Path) -> Facts:
    """Count in the graph of a data folder."""
    return Facts(home)


def looked_at(home: Path, shown: Scene) -> Screen:
    """Open a page and read it; each once."""
    assert os.environ["DWW_HOME"] == str(home)
    key = (home, name(shown), shown.lang)
    if key not in _READ:
        at = visit(shown.page, shown.lang, shown.address)
        while busy(at):
            time.sleep(0.1)
            at.run()
        _READ[key] = read(at)
    return _READ[key]


_READ: Final[dict[tuple[Path, str, Lang], Screen]] = {}


def name(shown: Scene) -> str:
    """Name a scene."""
    told = "&".join(f"{key}={value}" for key, values in shown.address.items() for value in values)
    return f"{shown.page}-{shown.lang}?{told}"


def rows_of(shown: Scene, screen: Screen) -> tuple[dict[int, list[tuple[Line, Mapping[str, str]]]], list[Line]]:
    """Give for each row of the list (its number) the lines that it reads, and the lines that no row reads."""
    read_by: defaultdict[int, list[tuple[Line, Mapping[str, str]]]] = defaultdict(list)
    others = []
    for line in screen.lines:
        at, found = next(((at, found) for at, row in enumerate(ROWS) if (found := row.reads(shown, line)) is not None), (-1, {}))
        if at < 0:
            others.append(line)
        else:
            read_by[at].append((line, found))
    return read_by, others


GRAPHS: Final = {STARTER: pytest.mark.check(32, graph="starter"), MIXED: pytest.mark.check(32, graph="duizend")}
"""The graph with real cards has hundreds of cards; every number of the evidence map is counted on a thousand, in a browser."""
on_every_page = pytest.mark.parametrize(
    ("home", "shown"),
    [pytest.param(home, each, marks=GRAPHS[home], id=f"{home.split('_')[0]}-{name(each)[:50]}") for home, each in SCENES],
    indirect=["home"],
)


@on_every_page
def test_every_number_on_a_page_equals_a_count_of_its_own(home: Path, shown: Scene) -> None:
    screen = looked_at(home, shown)
    wrong = []
    for at, lines in rows_of(shown, screen)[0].items():
        for line, found in sampled(lines, at):
            wanted = ROWS[at].count(Look(facts(home), shown, screen, found))
            wrong += [(line.where, line.words, dict(wanted))] if wanted != numbers(found) else []
    assert wrong == []


@pytest.mark.parametrize("home", [pytest.param(home, marks=mark) for home, mark in GRAPHS.items()], indirect=True)
def test_there_were_thousands_of_numbers_to_count(home: Path, request: pytest.FixtureRequest, noted: Noted) -> None:
    shown = [each for fixture, each in SCENES if request.getfixturevalue(fixture) == home]
    read_by = [rows_of(each, looked_at(home, each))[0] for each in shown]
    counted = sum(len(sampled(lines, at)) for each in read_by for at, lines in each.items())
    assert counted > 1000
    cards = facts(home).number("?kaart", "?kaart a dww:Handelingskennis")
    noted(f"{counted} numbers on {len(shown)} pages with {cards} cards, 0 differ")


def sampled(lines: list[tuple[Line, Mapping[str, str]]], seed: int) -> list[tuple[Line, Mapping[str, str]]]:
    """Choose what is counted: of many lines a sample, in which few are 0."""
    chance, empty = random.Random(seed), [each for each in lines if each[0].words == "0"]
    told = [each for each in lines if each[0].words != "0"]
    return chance.sample(told, min(SAMPLE, len(told))) + chance.sample(empty, min(ZEROS, len(empty)))


@on_every_page
def test_there_is_no_number_on_a_page_that_nobody_counts(home: Path, shown: Scene) -> None:
    others = rows_of(shown, looked_at(home, shown))[1]
    unread = [(line.where, left) for line in others if (left := unexplained(line, shown.lang, facts(home)))]
    assert unread == []


def unexplained(line: Line, lang: Lang, known: Facts) -> str:
    """Give what has digits in a line and is no day, no number of a generation and no words of the graph or of ourselves."""
    if not re.search(r"\d", line.words) or line.where == "query":
        return ""
    words = line.words
    for own in ours(lang):
        words = words.replace(own, "")
    left = (stripped(passed(words), known), passed(stripped(words, known)))
    return min(left, key=lambda each: len(re.findall(r"\d", each)))


def passed(words: str) -> str:
    """Take out what counts nothing."""
    for each in PASSED:
        words = re.sub(each, "", words)
    return words if re.search(r"\d", words) else ""


def stripped(words: str, known: Facts) -> str:
    """Take out the words of the graph, whole or cut short."""
    told = [text for number in set(re.findall(r"\d+", words)) for text in known.texts.get(number, ())]
    if words.endswith("…") and any(text.startswith(words[:-1].rstrip()) for text in told):
        return ""
    for text in sorted(told, key=len, reverse=True):
        words = words.replace(text, "")
    return words if re.search(r"\d", words) else ""


@cache
def ours(lang: Lang) -> tuple[str, ...]:
    """Give our own texts with a digit in them and without a slot: of the screens, and the questions of the workbench."""
    asked = (text.in_(lang) for question in load_questions("vragen").values() for text in (question.vraag, question.uitleg))
    texts = [*(text for text in CATALOGUES[lang].values() if "{" not in text), *asked]
    return tuple(" ".join(text.split()) for text in texts if re.search(r"\d", text))


def test_a_number_that_nobody_counts_is_seen(starter_home: Path) -> None:
    known = facts(starter_home)
    for words in ("Nog 3 dagen", "samen beslissen (7)", "12", "B38-1 12", "Stand per 2026-11-29: 4 nieuw", "A5 beslissen 2"):
        assert unexplained(Line("p", words), "nl", known), words
    for words in ("8-11 jaar", "Stand per 2026-11-29, generatie 0001.", "B38-1", translate("nl", "voet.licentie")):
        assert not unexplained(Line("p", words), "nl", known), words


def test_every_row_of_the_list_reads_a_number_on_some_page(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: set[int] = set()
    for fixture, shown in SCENES:
        folder: Path = request.getfixturevalue(fixture)
        monkeypatch.setenv("DWW_HOME", str(folder))
        used |= rows_of(shown, looked_at(folder, shown))[0].keys()
    assert [(row.pages, row.where) for at, row in enumerate(ROWS) if at not in used] == []


@pytest.mark.parametrize("home", [MIXED], indirect=True)
def test_a_few_real_cards_are_masked_on_every_page_that_counts_cards(home: Path) -> None:
    pages: defaultdict[str, list[str]] = defaultdict(list)
    for fixture, shown in SCENES:
        if fixture == MIXED:
            lines = (line for group in rows_of(shown, looked_at(home, shown))[0].values() for line, _ in group)
            pages[shown.page] += [line.words for line in lines if "<" in line.words]
    assert {page for page, lines in pages.items() if not lines} == {"start", "werkbank"}
    assert {f"< {FEW}"} <= {line for lines in pages.values() for line in lines}
    assert masked(4, 0) == masked(1, 0) == "< 5" and masked(5, 0) == "5" and masked(2, 9) == "< 14"


@pytest.mark.parametrize("home", [MIXED], indirect=True)
@pytest.mark.parametrize("outcome", ["alle", "lu-07"])
def test_a_trace_that_is_too_large_to_read_whole_counts_all_of_it(
    home: Path, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace, "load_trace", partial(load, large=20, some=10))
    st.cache_resource.clear()
    shown = scene("spoor", uitkomst=outcome)
    screen = read(visit(shown.page, shown.lang, shown.address))
    st.cache_resource.clear()
    lines = [(row, line, found) for line in screen.lines for row in LARGE if (found := row.reads(shown, line)) is not None]
    wrong = [(line, wanted) for row, line, found in lines
             if (wanted := row.count(Look(facts(home), shown, screen, found))) != numbers(found)]
    assert len(lines) == (12 * 5 if outcome == "alle" else 3)
    assert wrong == []
