"""Things as documents and data: by what is asked for, without a script, and whole on paper; and pages on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.conftest import World
from tests.browser.looking import settle, visit
from tests.conftest import Noted

THINGS: Final = ("handelingskennis/kaarten-vb3", "element/a5", "bron/werken-b24", "leeruitkomst/lu-04")
DOCUMENTS: Final = (*THINGS, "spoor/lu-04")
DATA: Final = {"text/turtle": ox.RdfFormat.TURTLE, "application/ld+json": ox.RdfFormat.JSON_LD}
PAPER: Final = {"width": 794, "height": 1123}
"""A4 upright, in pixels of CSS."""
OVER: Final = """() => [document.documentElement,
  ...document.querySelectorAll('main, table, td, th, section, article, dd, p, h1, h2, li')]
  .filter(e => e.offsetHeight && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
  .map(e => `${e.tagName} ${e.className} ${e.innerText.slice(0, 40)}`)"""
CONTROLS: Final = """() => [...document.querySelectorAll('nav, header, [data-testid="stSidebar"], [class*="st-key-dwwtop"]')]
  .filter(e => e.offsetHeight).map(e => `${e.tagName} ${e.className}`)"""


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which scripts are off."""
    context = browser.new_context(locale="nl-NL", java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context
    context.close()


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A page that is laid out as it is printed."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 794, "height": 1123})
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.check(36)
def test_a_thing_comes_as_what_is_asked_for_and_its_document_needs_no_script(
    plain: BrowserContext, world: World, noted: Noted
) -> None:
    for thing in THINGS:
        address = f"{world.base}/id/{thing}"
        held = []
        for kind, form in DATA.items():
            got = plain.request.get(address, headers={"accept": kind})
            assert (got.status, got.headers["content-type"].split(";")[0]) == (200, kind)
            held.append(set(map(str, ox.parse(got.body(), format=form))))
        assert held[0] == held[1]
        assert len(held[0]) > 3
        page = plain.new_page()
        page.goto(address)
        assert page.url.startswith(f"{world.base}/doc/{thing}")
        assert page.locator("h1").count() == 1
        assert len(page.inner_text("main")) > 200
        page.close()
    noted(f"{len(THINGS)} things as HTML, Turtle and JSON-LD, read without a script")


@pytest.mark.check(37)
def test_a_document_on_paper_is_whole_and_says_where_and_when(paper: Page, world: World, noted: Noted) -> None:
    sheets = 0
    for thing in DOCUMENTS:
        for lang in ("nl", "en"):
            paper.goto(f"{world.base}/doc/{thing}?lang={lang}")
            words = paper.inner_text("footer")
            assert paper.evaluate(OVER) == [], thing
            assert paper.evaluate(CONTROLS) == [], thing
            assert paper.url in words
            assert f"{datetime.now(UTC):%Y-%m-%d}" in words
        printed = paper.pdf(prefer_css_page_size=True)
        assert printed.startswith(b"%PDF")
        sheets += printed.count(b"/Type /Page\n")
    assert sheets >= len(DOCUMENTS)
    noted(f"{len(DOCUMENTS)} documents, nothing cut, address and date")


def test_paper_is_white_and_ink_is_dark_whatever_the_screen_was_and_a_card_is_not_cut_in_two(browser: Browser, base: str) -> None:
    context = browser.new_context(locale="nl-NL", color_scheme="dark", viewport=PAPER)  # type: ignore[arg-type]
    page = context.new_page()
    visit(page, base, "handen?element=a5")
    page.emulate_media(media="print")
    looks = """name => { const e = document.querySelector(name), s = getComputedStyle(e)
      return [s.color, s.backgroundColor, s.breakInside] }"""
    assert page.evaluate(looks, "body")[1] == "rgb(255, 255, 255)"
    assert page.evaluate(looks, "h1")[0] == page.evaluate(looks, ".dww-own")[0] == "rgb(20, 17, 12)"
    assert page.evaluate(looks, '[class*="st-key-dwwbox"]')[2] == "avoid"
    assert page.evaluate(CONTROLS) == []
    useless = page.locator('[data-testid="stSelectbox"], [data-testid="stButton"], .st-key-dwwsparql')
    assert useless.evaluate_all("all => all.filter(e => e.offsetHeight).length") == 0
    assert "samen beslissen" in page.inner_text('[data-testid="stMain"]')
    context.close()


@pytest.mark.check(37)
def test_a_comparison_on_paper_is_whole_and_says_where_and_when(paper: Page, world: World, noted: Noted) -> None:
    visit(paper, world.base, "vergelijk?id=VB1&id=VB4&id=VB5")
    settle(paper)
    assert paper.evaluate(CONTROLS) == []
    assert paper.evaluate(OVER) == []
    assert "Stand van de gegevens" in paper.inner_text(".dww-foot")
    assert paper.url in paper.inner_text(".dww-foot")
    noted("a comparison, nothing cut, address and date")
