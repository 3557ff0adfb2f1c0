"""Every page on both graphs, walked with the Tab key, then at a zoom of 200 % and on the narrowest phone: all stays in reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import World
from tests.browser.looking import PAGES, WALK, WIDTHS, settle, visit
from tests.conftest import Noted

pytestmark = pytest.mark.thorough

MOST = 1500
ZOOMED, NARROW = (700, 450), (320, 640)
"""A laptop of 1400 x 900 px at 200 % has room for 700 x 450; 320 px is the narrowest that WCAG 1.4.10 asks for."""
THERE = """() => { const main = document.querySelector('[data-testid="stMain"]')
  const own = e => [...e.childNodes].filter(x => x.nodeType === 3).map(x => x.nodeValue.trim()).join(' ').trim()
  const left = 'script, style, .dww-maplink, [data-testid="stPagination"]'
  return [...main.querySelectorAll('*')].filter(e => own(e) && !e.closest(left)
    && e.checkVisibility({ visibilityProperty: true })).map(own) }"""
OUTSIDE = """() => { const main = document.querySelector('[data-testid="stMain"]')
  const boxed = e => { for (let box = e.parentElement; box && box !== main; box = box.parentElement)
    if (/auto|scroll/.test(getComputedStyle(box).overflowX) && box.getBoundingClientRect().right <= innerWidth + 1) return true }
  return [...main.querySelectorAll('a, button, input, h1, h2, h3, p, li, dd, td, img, canvas')].filter(e => {
    const box = e.getBoundingClientRect()
    const out = e.checkVisibility() && box.width > 1 && (box.right > innerWidth + 1 || box.left < -1)
    return out && !e.closest('.dww-sr') && !boxed(e)
  }).map(e => `${e.tagName} ${e.innerText.slice(0, 40)}`) }"""


@pytest.fixture(scope="module")
def wide(browser: Browser) -> Iterator[Page]:
    """A wide, light page that all tests of this file go on with."""
    context = browser.new_context(locale="nl-NL", color_scheme="light", viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=PAGES)
def opened(request: pytest.FixtureRequest, world: World, wide: Page) -> Page:
    """A page, opened once for all tests of it."""
    wide.set_viewport_size({"width": 1400, "height": 900})
    visit(wide, world.base, PAGES[request.param])
    return wide


@pytest.mark.check(7, 8)
def test_tab_comes_everywhere_in_the_order_of_the_eye_and_shows_where_it_is(opened: Page, noted: Noted) -> None:
    opened.evaluate(WALK)
    for stop in range(MOST):
        opened.keyboard.press("Tab")
        if stop % 10 == 0 and opened.evaluate("window.walk.done"):
            break
    assert opened.evaluate("window.walk.first") == "A Naar de inhoud"
    assert opened.evaluate("window.walk.missed()") == []
    assert opened.evaluate("window.walk.wrong()") == []
    assert opened.evaluate("window.walk.unseen()") == []
    noted("holds on every page")


@pytest.mark.check(14)
@pytest.mark.parametrize("size", [ZOOMED, NARROW])
def test_nothing_is_lost_or_scrolls_sideways(opened: Page, size: tuple[int, int], noted: Noted) -> None:
    """The numbers of pages in between are left out: Streamlit shows fewer of them, and the ways on and back stay."""
    opened.set_viewport_size({"width": 1400, "height": 900})
    settle(opened)
    before = set(opened.evaluate(THERE))
    opened.set_viewport_size({"width": size[0], "height": size[1]})
    settle(opened)
    assert max(opened.evaluate(WIDTHS)) <= 0
    assert opened.evaluate(OUTSIDE) == []
    assert before - set(opened.evaluate(THERE)) == set()
    noted("0 pages that scroll sideways")


@pytest.mark.check(7)
def test_the_skip_link_goes_to_the_text_past_the_bar_and_the_filters(wide: Page, world: World, noted: Noted) -> None:
    wide.set_viewport_size({"width": 1400, "height": 900})
    for lang, words in (("nl", "Naar de inhoud"), ("en", "Skip to main content")):
        visit(wide, world.base, PAGES["kennis"], lang)
        wide.keyboard.press("Tab")
        assert wide.evaluate("document.activeElement.innerText") == words
        box = wide.locator(":focus").bounding_box()
        assert box
        assert box["width"] > 24
        wide.keyboard.press("Enter")
        assert wide.evaluate("document.activeElement.dataset.testid") == "stMain"
        wide.keyboard.press("Tab")
        assert wide.evaluate("!!document.activeElement.closest('[data-testid=\"stMain\"]')")
    noted("holds on every page")
