"""The trace in a real browser: blocks, lines and gaps are chosen by mouse, keyboard and address; the document needs no script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import World
from tests.browser.looking import IDLE, inspect, settle, visit
from tests.conftest import Noted

CUT = """() => [...document.querySelectorAll('.dww-block')]
  .filter(b => b.scrollWidth > b.clientWidth + 1 || b.scrollHeight > b.clientHeight + 1 || b.offsetHeight < 24)
  .map(b => b.innerText)"""
ON_LINE = """start => { for (const line of document.querySelectorAll(`.dww-flowline[data-k^="${start}"]`)) {
  const path = line.lastElementChild, box = path.ownerSVGElement.getBoundingClientRect()
  for (let part = 0.01; part < 0.5; part += 0.01) { const at = path.getPointAtLength(path.getTotalLength() * part)
    const [x, y] = [box.left + at.x, box.top + at.y + 1]
    if (y < innerHeight && document.elementFromPoint(x, y)?.parentElement.dataset.k === line.dataset.k) return [x, y] } } }"""
"""Where one of the lines from somewhere can be seen: other lines may lie over most of it."""
CROSSING = """() => { const blocks = [...document.querySelectorAll('.dww-block')]
  const right = new Map(blocks.map(b => [b.dataset.k, b.getBoundingClientRect()]))
  const edge = document.querySelector('.dww-flow').getBoundingClientRect()
  return [...document.querySelectorAll('.dww-flowline')].filter(line => { const box = line.lastChild.getBBox()
    const [a, b] = line.dataset.k.split('~').map(k => right.get(k))
    return Math.abs(box.x + edge.left - a.right) > 2 || Math.abs(box.x + box.width + edge.left - b.left) > 2 }).length }"""
STANCE = "relatietype/tegengesproken-door"


@pytest.fixture
def laptop(browser: Browser) -> Iterator[Page]:
    """A wide page."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1400, "height": 1000})
    yield context.new_page()
    context.close()


def opened(page: Page, base: str, path: str, lang: str = "nl") -> None:
    """Open a trace and wait until its lines lie."""
    visit(page, base, path, lang)
    page.wait_for_selector(".dww-flowline")


def rows(page: Page) -> int:
    """Count the rows of the table."""
    return page.locator(".dww-table tbody tr").count()


def listed(page: Page, number: int) -> None:
    """Wait until the table has so many rows."""
    page.wait_for_function("wanted => document.querySelectorAll('.dww-table tbody tr').length === wanted", arg=number)


def left(page: Page, words: str) -> int:
    """Wait until what is chosen is named, and give how many rows are left: as many as the page says."""
    page.get_by_role("heading", name=f"Gekozen: {words}").wait_for()
    page.wait_for_function(IDLE)
    told = re.match(r"U ziet (\d+) van ", page.locator(".dww-chosen ~ [role=status]").first.inner_text())
    assert told
    listed(page, int(told[1]))
    return int(told[1])


@pytest.mark.check(30)
def test_a_block_a_line_and_a_gap_are_chosen_by_a_click_and_the_address_keeps_them(
    laptop: Page, world: World, noted: Noted
) -> None:
    opened(laptop, world.base, "spoor?uitkomst=lu-07")
    every = rows(laptop)
    laptop.locator('.dww-block[data-k="element/a5-3"]').click()
    through = left(laptop, "opties en voorkeuren wegen")
    settle(laptop)
    laptop.mouse.click(*laptop.evaluate(ON_LINE, "element/a5-3~handelingskennis/"))
    assert 0 < left(laptop, "opties en voorkeuren wegen → ") < through < every
    assert "lijn=" in laptop.url
    assert "knoop=" not in laptop.url
    assert laptop.locator(".dww-flowline.dww-on").count() > 2
    laptop.locator('.dww-block[data-k="nog-geen-bewijs"]').click()
    gaps = left(laptop, "nog geen bewijs")
    assert laptop.get_by_text("Niemand heeft vastgelegd dat er is gezocht").first.is_visible()
    address = laptop.url.replace("lang=nl", "lang=en")
    laptop.goto("about:blank")
    laptop.goto(address)
    settle(laptop)
    assert laptop.locator('.dww-block[aria-pressed="true"]').get_attribute("data-k") == "nog-geen-bewijs"
    listed(laptop, gaps)
    laptop.get_by_role("button", name="Show all steps").click()
    laptop.get_by_role("heading", name="Chosen:").wait_for(state="detached")
    listed(laptop, every)
    noted(f"a block leaves {through} of {every} rows, a line fewer, the gap {gaps}")


def test_a_keyboard_reaches_every_block_and_the_focus_stays(laptop: Page, base: str) -> None:
    opened(laptop, base, "spoor?uitkomst=lu-12")
    blocks = laptop.locator(".dww-block")
    laptop.get_by_role("combobox", name="Kies een leeruitkomst").focus()
    reached = set()
    for _ in range(blocks.count()):
        laptop.keyboard.press("Tab")
        reached.add(laptop.evaluate("document.activeElement.dataset.k"))
    assert reached == set(blocks.evaluate_all("found => found.map(block => block.dataset.k)"))
    laptop.locator('.dww-block[data-k="relatietype/ondersteund-door"]').focus()
    laptop.keyboard.press("ArrowDown")
    laptop.keyboard.press("Enter")
    assert left(laptop, "spreekt tegen") == 4
    assert laptop.evaluate("document.activeElement.dataset.k") == STANCE
    assert laptop.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    laptop.keyboard.press("ArrowLeft")
    assert laptop.evaluate("document.activeElement.dataset.k").startswith("handelingskennis/")
    assert laptop.get_by_role("button", name="handelingskennis: Achter de bank, 4 stappen").get_attribute("data-k")


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1400)])
def test_a_chosen_gap_keeps_to_what_every_page_must_keep(scheme: str, width: int, browser: Browser, base: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    seen = visit(context.new_page(), base, "spoor?uitkomst=lu-07&knoop=nog-geen-bewijs")
    seen.page.wait_for_selector(".dww-flowline")
    assert seen.page.evaluate(CUT) == []
    assert seen.page.evaluate(CROSSING) == 0
    inspect(seen, "nl")
    seen.page.wait_for_function(f"() => ({CROSSING})() === 0")  # the lines follow, now that the page was narrow for a moment
    context.close()


def test_the_document_needs_no_script_and_fits_on_phone_and_paper(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{base}/doc/spoor/lu-04?lang=nl")
    assert page.get_by_role("heading", level=1).inner_text().startswith("LU-04 ")
    context.close()
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{base}/doc/spoor/lu-04?lang=nl")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    page.emulate_media(media="print")
    assert page.evaluate(wide) <= 0
    assert not page.locator("nav").is_visible()
    page.close()
