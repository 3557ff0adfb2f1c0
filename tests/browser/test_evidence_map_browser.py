"""The evidence map in a real browser: every number has a name and a list behind it, by mouse, keyboard and address."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.looking import IDLE, settle, violations, visit

BUBBLES = """() => [...document.querySelectorAll('.dww-mapbox button.dww-bubble')].map(button => {
  const cell = button.closest('td'), table = button.closest('table')
  return { name: button.getAttribute('aria-label'), key: button.dataset.k, number: button.lastChild.textContent,
    row: cell.parentElement.cells[0].innerText.replace(/^(chevron_right|expand_more)/, '').replace(/\\s+/g, ' ').trim(),
    column: table.rows[0].cells[cell.cellIndex].innerText.replace(/\\s+/g, ' ').trim() } })"""
CUT = """() => [...document.querySelectorAll('.dww-mapbox th')]
  .filter(th => th.scrollWidth > th.clientWidth + 1).map(th => th.innerText)"""
SMALL = """() => [...document.querySelectorAll('.dww-mapbox button')].map(b => b.getBoundingClientRect())
  .filter(box => box.width < 24 || box.height < 24).length"""
PRINTED = """() => { const box = document.querySelector('.dww-mapbox'), link = document.querySelector('.dww-maplink')
  return { over: box.scrollWidth - box.clientWidth, high: box.scrollHeight - box.clientHeight, link: link.innerText,
    controls: [...document.querySelectorAll('[class*="st-key-dwwkaartbalk"]')].filter(e => e.offsetHeight).length,
    bar: [...document.querySelectorAll('header, [data-testid="stSidebar"]')].filter(e => e.offsetHeight).length } }"""
ROUND = "button.dww-bubble"
Told = dict[str, str]


@pytest.fixture(params=[1400, 390], ids=["breed", "smal"])
def sized(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a laptop, and one of a phone."""
    context = browser.new_context(locale="nl-NL", viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def laptop(browser: Browser) -> Iterator[Page]:
    """A wide page."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


def shown(page: Page) -> list[Told]:
    """Give every bubble on the map with its name, its number, and the heads of its row and column."""
    page.wait_for_selector(".dww-mapbox")
    found: list[Told] = page.evaluate(BUBBLES)
    return found


def listed(page: Page, kind: str) -> int:
    """Give how many things of a kind stand in the list under the map."""
    return page.locator(f'[class*="st-key-dwwbox-{kind}-"]').count()


def chosen(page: Page, key: str) -> None:
    """Wait until a bubble or cell is the chosen one and the list under it stands."""
    page.wait_for_selector(f'.dww-mapbox button[data-k="{key}"][aria-pressed="true"]')
    page.wait_for_function(IDLE)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_bubble_names_row_column_strength_and_number(laptop: Page, base: str, lang: str) -> None:
    visit(laptop, base, "bewijskaart?open=a&open=a5&open=c", lang)
    bubbles = shown(laptop)
    assert len(bubbles) > 100
    for bubble in bubbles:
        said = bubble["name"]
        assert said.startswith(bubble["row"])
        assert bubble["column"] in said
        assert re.search(r", (kaarten|onderzoek|cards|research)\b.*: \d+ (kaart|bevinding|card|finding)", said)
        assert f": {bubble['number']} " in said
    assert len({bubble["name"] for bubble in bubbles}) == len(bubbles)


def test_every_number_equals_what_is_listed_under_it(laptop: Page, base: str) -> None:
    """Check 31, on every bubble of the first screen: click it and count."""
    visit(laptop, base, "bewijskaart")
    differing = []
    for bubble in shown(laptop):
        laptop.evaluate('key => document.querySelector(`.dww-mapbox button[data-k="${key}"]`).click()', bubble["key"])
        chosen(laptop, bubble["key"])
        number = listed(laptop, "celkaart"), listed(laptop, "celbewijs")
        wanted = (int(bubble["number"]), 0) if bubble["key"].endswith("|praktijk") else (0, int(bubble["number"]))
        differing += [(bubble["name"], number)] if number != wanted else []
    assert differing == []


def test_enter_selects_and_the_address_gives_the_same_list_in_the_other_language(laptop: Page, base: str) -> None:
    visit(laptop, base, "bewijskaart")
    laptop.wait_for_selector(".dww-mapbox")
    key = next(bubble["key"] for bubble in shown(laptop) if bubble["key"] == "a.huisbezoek|genuanceerd-door")
    laptop.locator(f'.dww-mapbox button[data-k="{key}"]').focus()
    laptop.keyboard.press("Enter")
    chosen(laptop, key)
    before = listed(laptop, "celkaart"), listed(laptop, "celbewijs")
    assert before == (0, 1)
    assert {"cel=a.huisbezoek", "kracht=genuanceerd-door"} <= set(laptop.url.split("?")[1].split("&"))
    assert laptop.evaluate("document.activeElement.dataset.k") == key
    address = laptop.url.replace("lang=nl", "lang=en")
    laptop.goto("about:blank")
    laptop.goto(address)
    settle(laptop)
    chosen(laptop, key)
    assert (listed(laptop, "celkaart"), listed(laptop, "celbewijs")) == before


def test_arrow_keys_walk_over_the_cells_and_unfolding_keeps_the_focus(laptop: Page, base: str) -> None:
    visit(laptop, base, "bewijskaart")
    laptop.wait_for_selector(".dww-mapbox")
    laptop.locator('button[data-fold="a"]').focus()
    laptop.keyboard.press("Enter")
    laptop.wait_for_selector('button[data-fold="a"][aria-expanded="true"]')
    assert laptop.evaluate("document.activeElement.dataset.fold") == "a"
    laptop.keyboard.press("ArrowRight")
    laptop.keyboard.press("ArrowDown")
    assert laptop.evaluate("document.activeElement.dataset.k") == "a1.aanmelding-en-triage|"
    laptop.keyboard.press("Enter")
    chosen(laptop, "a1.aanmelding-en-triage|")
    assert "open=a" in laptop.url
    assert not violations(laptop)


def test_an_empty_cell_is_a_visible_sign_that_can_be_chosen(laptop: Page, base: str) -> None:
    visit(laptop, base, "bewijskaart?leeg=1")
    laptop.wait_for_selector(".dww-mapbox")
    laptop.locator('.dww-mapbox button[data-k="a.begeleid-bezoek|"]').locator("..").click()
    chosen(laptop, "a.begeleid-bezoek|")
    assert laptop.get_by_role("heading", name="relatie en samenwerking × begeleid bezoek").is_visible()
    assert (listed(laptop, "celkaart"), listed(laptop, "celbewijs"), len(shown(laptop))) == (0, 0, 0)


def test_no_head_is_cut_and_every_button_can_be_touched(sized: Page, base: str) -> None:
    for path in ("bewijskaart?open=a&open=c&open=c9", "bewijskaart?as=clienttype&facet=probleemgebied"):
        visit(sized, base, path)
        sized.wait_for_selector(".dww-mapbox")
        assert sized.evaluate(CUT) == []
        assert sized.evaluate(SMALL) == 0


def test_heads_stay_in_view_when_the_map_scrolls_in_its_own_box(sized: Page, base: str) -> None:
    visit(sized, base, "bewijskaart?open=a&open=b&open=c&open=d")
    sized.wait_for_selector(".dww-mapbox")
    where = """() => { const box = document.querySelector('.dww-mapbox'); box.scrollTo(400, 500)
      const edge = box.getBoundingClientRect(), rows = box.querySelector('table').rows
      const top = rows[0].cells[5].getBoundingClientRect().top, left = rows[9].cells[0].getBoundingClientRect().left
      return [top - edge.top, left - edge.left, box.scrollLeft, box.scrollTop] }"""
    top, left, sideways, down = sized.evaluate(where)
    assert (abs(top) <= 2, abs(left) <= 2) == (True, True)
    assert (sideways, down) == (400, 500)


def test_on_paper_nothing_is_cut_and_address_and_date_are_there(laptop: Page, base: str) -> None:
    visit(laptop, base, "bewijskaart?open=a")
    laptop.wait_for_selector(".dww-mapbox")
    laptop.emulate_media(media="print")
    laptop.set_viewport_size({"width": 1050, "height": 740})
    printed = laptop.evaluate(PRINTED)
    assert (printed["over"], printed["high"], printed["controls"], printed["bar"]) == (0, 0, 0, 0)
    assert laptop.url in printed["link"]
    assert laptop.evaluate(CUT) == []
    assert "Stand per 20" in laptop.inner_text("body")
