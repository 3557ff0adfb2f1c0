"""The workbench in a real browser: typing, completing, the mark at an error, Ctrl+Enter, Stop, and the way in from every page."""

from __future__ import annotations

import re
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import World
from tests.browser.looking import IDLE, inspect, settle, visit
from tests.conftest import Noted

SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SHORT = "SELECT ?kaart WHERE { ?kaart a <https://w3id.org/dww/def#Handelingskennis> } ORDER BY ?kaart LIMIT 3"
SOON = 5000
WAYS_IN = {
    "kennis?element=a5": (".dww-count", r"(\d+) kaart"),
    "kennis?situatie=huisbezoek": (".dww-count", r"(\d+) kaart"),
    "handen?element=a5": (".dww-soft", r"(\d+) kaart"),
}


def write(page: Page, query: str) -> None:
    """Replace what stands in the editor as a person does: once it is there and nothing is being asked any more."""
    expect(page.locator(".cm-content")).to_be_visible(timeout=30_000)
    expect(page.locator(".dww-busy")).to_have_count(0, timeout=30_000)
    page.wait_for_function(IDLE)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)


def typed(page: Page) -> str:
    """Give what stands in the editor, once it is there."""
    expect(page.locator(".cm-content")).to_be_visible(timeout=30_000)
    return "\n".join(page.locator(".cm-line").all_inner_texts())


def count(page: Page, rows: str) -> None:
    """Wait for an answer of so many rows."""
    expect(page.locator(".dww-count")).to_have_text(rows, timeout=30_000)


def test_the_editor_has_a_name_and_says_which_keys_it_knows(laptop: Page, base: str) -> None:
    visit(laptop, base, "werkbank")
    editor = laptop.get_by_role("textbox", name="De vraag in SPARQL")
    expect(editor).to_be_visible()
    assert "Ctrl+Enter" in laptop.locator(".dww-hint").inner_text()


def test_ctrl_enter_asks_and_the_query_goes_into_the_address(laptop: Page, base: str) -> None:
    visit(laptop, base, "werkbank")
    write(laptop, SHORT)
    laptop.keyboard.press("Control+Enter")
    count(laptop, "3 rijen")
    assert "query=SELECT" in laptop.url
    address = laptop.url
    laptop.goto("about:blank")
    laptop.goto(address)
    count(laptop, "3 rijen")
    assert typed(laptop) == SHORT


def test_tab_leaves_the_editor_for_the_button(laptop: Page, base: str) -> None:
    visit(laptop, base, "werkbank")
    write(laptop, SHORT)
    laptop.keyboard.press("Tab")
    laptop.keyboard.press("Enter")
    count(laptop, "3 rijen")


def test_words_of_the_ontology_are_completed_by_meaning_with_their_prefix(laptop: Page, base: str) -> None:
    visit(laptop, base, "werkbank")
    write(laptop, "SELECT ?kaart WHERE { ?kaart dww:relevantVoorElement ")
    laptop.keyboard.type("samen")
    laptop.locator(".cm-tooltip-autocomplete", has_text="samen beslissen").wait_for()
    laptop.locator(".cm-tooltip-autocomplete li", has_text="element:a5samen beslissen").first.click()
    assert "PREFIX element: <https://w3id.org/dww/id/element/>" in typed(laptop)
    assert typed(laptop).endswith("element:a5")


def test_a_completed_word_takes_the_place_of_the_whole_word_that_the_caret_is_in(laptop: Page, base: str) -> None:
    visit(laptop, base, "werkbank")
    write(laptop, "SELECT ?s WHERE { ?s a dww:WerkzaamElement")
    for _ in range(2):
        laptop.keyboard.press("ArrowLeft")
    laptop.keyboard.press("Control+Space")
    laptop.locator(".cm-tooltip-autocomplete li", has_text="dww:WerkzaamElement").first.click()
    assert typed(laptop).endswith("?s a dww:WerkzaamElement")


@pytest.mark.check(33)
def test_an_error_is_marked_where_it_is_and_what_was_typed_stays(laptop: Page, world: World, noted: Noted) -> None:
    visit(laptop, world.base, "werkbank")
    wrong = "SELECT ?a WHERE {\n  ?a nergens:b ?c\n}"
    write(laptop, wrong)
    laptop.keyboard.press("Control+Enter")
    laptop.get_by_text("Regel 2, kolom 6").wait_for()
    assert laptop.locator(".cm-lintRange-error").inner_text() == "nergens:b"
    assert typed(laptop) == wrong
    laptop.locator(".st-key-dwwtop").get_by_text("EN", exact=True).click()
    laptop.get_by_text("Line 2, column 6").wait_for()
    assert typed(laptop) == wrong
    laptop.locator(".cm-content").click()
    laptop.keyboard.type(" ")
    expect(laptop.locator(".cm-lintRange-error")).to_have_count(0)
    noted("line and column, in both languages; the query stays")


@pytest.mark.check(33)
def test_what_was_typed_and_not_yet_asked_stays_through_a_change_of_language(laptop: Page, world: World, noted: Noted) -> None:
    visit(laptop, world.base, "werkbank")
    write(laptop, SHORT)
    laptop.locator(".st-key-dwwtop").get_by_text("EN", exact=True).click()
    laptop.wait_for_selector("h1:has-text('SPARQL workbench')")
    settle(laptop)
    assert typed(laptop) == SHORT
    noted("what was not asked yet stays too")


def test_stop_ends_a_slow_query_within_seconds_and_the_next_one_answers(laptop: Page, base: str) -> None:
    visit(laptop, base, "werkbank")
    write(laptop, SLOW)
    laptop.keyboard.press("Control+Enter")
    laptop.locator(".dww-busy").wait_for(timeout=20_000)
    laptop.get_by_role("button", name="Stop").click()
    laptop.get_by_text("De vraag is gestopt", exact=True).wait_for(timeout=SOON)
    write(laptop, SHORT)
    laptop.keyboard.press("Control+Enter")
    count(laptop, "3 rijen")


def test_two_readers_do_not_stop_each_other(laptop: Page, browser: Browser, base: str) -> None:
    other = browser.new_context(locale="nl-NL").new_page()
    for page in (laptop, other):
        visit(page, base, "werkbank")
        write(page, SLOW)
    for page in (other, laptop):
        page.keyboard.press("Control+Enter")
    laptop.locator(".dww-busy").wait_for(timeout=20_000)
    laptop.get_by_role("button", name="Stop").click()
    laptop.get_by_text("De vraag is gestopt", exact=True).wait_for(timeout=SOON)
    expect(other.get_by_text("De vraag duurde te lang", exact=True)).to_be_visible(timeout=30_000)
    other.context.close()


@pytest.mark.parametrize("path", WAYS_IN)
def test_show_as_sparql_opens_a_query_with_as_many_rows_as_the_page_says(path: str, laptop: Page, base: str) -> None:
    visit(laptop, base, path)
    where, pattern = WAYS_IN[path]
    told = re.search(pattern, "\n".join(laptop.locator(where).all_inner_texts()))
    assert told
    laptop.get_by_role("link", name="Toon als SPARQL").click()
    laptop.wait_for_selector("h1:has-text('SPARQL-werkbank')")
    count(laptop, f"{told[1]} rijen" if told[1] != "1" else "1 rij")


def test_the_table_of_the_trace_has_as_many_rows_as_its_query(laptop: Page, base: str) -> None:
    visit(laptop, base, "spoor?uitkomst=lu-01")
    laptop.locator(".dww-table tbody tr").first.wait_for()
    number = laptop.locator(".dww-table tbody tr").count()
    laptop.get_by_role("link", name="Toon als SPARQL").click()
    laptop.wait_for_selector("h1:has-text('SPARQL-werkbank')")
    count(laptop, f"{number} rijen")


@pytest.mark.check(34)
def test_the_csv_is_that_of_the_endpoint(laptop: Page, world: World, noted: Noted) -> None:
    visit(laptop, world.base, "werkbank?vraag=scherm:kaartenlijst")
    with laptop.expect_download() as kept:
        laptop.get_by_role("button", name="CSV", exact=True).click()
    query = typed(laptop)
    asked = Request(f"{world.base}/sparql", query.encode(), {"accept": "text/csv", "content-type": "application/sparql-query"})
    with urlopen(asked, timeout=30) as answer:
        mine = kept.value.path().read_bytes()
        assert mine == answer.read()
    noted(f"{len(mine)} bytes, all equal")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["vraag=scherm:kerncijfers&beeld=grafiek", "vraag=scherm:begrip-verwant&begrip=element/a5&beeld=graaf"]
)
def test_a_chart_and_a_graph_have_a_name_and_a_table_that_says_the_same(
    path: str, scheme: str, browser: Browser, base: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844})  # type: ignore[arg-type]
    seen = visit(context.new_page(), base, f"werkbank?{path}")
    seen.page.wait_for_function(IDLE)
    seen.page.locator('[data-testid="stEChartsChart"], [data-testid*="ECharts"]').first.wait_for()
    assert seen.page.locator(".dww-table tbody tr").count() > 1
    inspect(seen, "nl")
    context.close()
