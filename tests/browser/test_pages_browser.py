"""Every page in a real browser: no foreign request, no error, no accessibility violation, right language, no sideways scroll."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

PAGES = {
    "start": "",
    "kennis": "kennis?element=a5",
    "kaart": "kaart?id=VB3",
    "begrip": "begrip?id=element/a5",
    "spoor": "spoor?uitkomst=lu-01",
    "werkbank": "werkbank?vraag=o1-samen-beslissen-gedwongen-kader",
    "vergelijk": "vergelijk?id=VB1&id=VB4&id=VB5",
    "handen": "handen?element=a5",
    "over": "over",
    "inname": "inname",
}
STATES = {
    "zoeken": "?q=huisbezoek",
    "tabel": "kennis?weergave=tabel",
    "nul": "kennis?element=a5&situatie=mdo",
    "mand": "kennis?element=a5&vergelijk=bestaat-niet",
    "vergelijkweg": "vergelijk?id=VB1&id=bestaat-niet",
    "weg": "kaart?id=bestaat-niet",
    "bron": "begrip?id=bron/werken-b24",
    "fout": "werkbank?query=SELECT%20%3Fa%20WHERE%20%7B",
}
SIZES = {"breed": (1400, 900), "smal": (390, 844)}
IDLE = """() => { const app = document.querySelector('[data-testid="stApp"]');
  return app && app.getAttribute('data-test-script-state') === 'notRunning' }"""
WIDTHS = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
  .map(box => box.scrollWidth - box.clientWidth)"""
CUT = """() => [...document.querySelectorAll('[class*="st-key-dwwlink"] a')]
  .filter(a => a.scrollWidth > a.clientWidth + 1).map(a => a.innerText)"""


@dataclass
class Visit:
    """A page that was opened, with what the browser asked for and complained about."""

    page: Page
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Light or dark."""
    return str(request.param)


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    """Wide or narrow."""
    return str(request.param)


@pytest.fixture(params=["nl", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """The language of the reader."""
    return str(request.param)


@pytest.fixture
def blank(browser: Browser, scheme: str, size: str) -> Iterator[Page]:
    """An empty page in a context of its own."""
    width, height = SIZES[size]
    viewport = {"width": width, "height": height}
    context = browser.new_context(locale="nl-NL", color_scheme=scheme, viewport=viewport)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def visit(page: Page, base: str, path: str, lang: str = "nl") -> Visit:
    """Open an address, listen from the start, and wait until the script has run."""
    seen, own = Visit(page), urlparse(base).netloc

    def asked(request: Request) -> None:
        address = urlparse(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != own:
            seen.foreign.append(request.url)

    page.on("request", asked)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda said: seen.errors.append(f"{said.text} {said.location}") if said.type == "error" else None)
    joint = "&" if "?" in path else "?"
    page.goto(f"{base}/{path}{joint}lang={lang}")
    settle(page)
    return seen


def settle(page: Page) -> None:
    """Wait until the title stands, the script has run and the pictures are drawn."""
    page.wait_for_selector("h1")
    page.wait_for_function(IDLE)
    page.wait_for_timeout(500)


def violations(page: Page) -> list[str]:
    """Give every accessibility rule that the page breaks, with the first place."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']} ({len(rule['nodes'])}): {rule['nodes'][0]['html'][:200]}" for rule in found]


def inspect(seen: Visit, lang: str) -> None:
    """Hold a page to everything that every page must keep."""
    page = seen.page
    assert not seen.foreign
    assert not [said for said in seen.errors if "/_stcore/" not in said]
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.lang") == lang
    assert max(page.evaluate(WIDTHS)) <= 0
    assert not page.evaluate(CUT)
    assert not violations(page)


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, blank: Page, base: str, lang: str) -> None:
    inspect(visit(blank, base, PAGES[name], lang), lang)


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    """A wide, light page."""
    context = browser.new_context(locale="nl-NL", color_scheme="light", viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", STATES)
def test_a_state_of_a_page(name: str, wide: Page, base: str) -> None:
    inspect(visit(wide, base, STATES[name]), "nl")


def test_the_checks_notice_what_is_wrong(wide: Page, base: str) -> None:
    visit(wide, base, PAGES["over"])
    wide.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"/x.png\">')")
    assert any(rule.startswith("image-alt") for rule in violations(wide))


def test_every_page_has_a_tab_title_of_its_own(wide: Page, base: str) -> None:
    titles = {visit(wide, base, path).page.title() for path in PAGES.values()}
    assert len(titles) == len(PAGES)
    assert all(title.endswith("· DWW-graaf") for title in titles)


def test_the_language_switch_keeps_filters_and_names_the_language_of_the_page(wide: Page, base: str) -> None:
    visit(wide, base, PAGES["kennis"])
    wide.locator(".st-key-dwwtop").get_by_text("EN", exact=True).click()
    wide.wait_for_selector("h1:has-text('Practice knowledge')")
    settle(wide)
    assert "element=a5" in wide.url
    assert "lang=en" in wide.url
    assert wide.evaluate("document.documentElement.lang") == "en"
    assert "7 cards" in wide.locator(".dww-count").inner_text()


def test_a_filter_is_in_the_address_and_the_address_gives_the_same_cards(wide: Page, base: str) -> None:
    visit(wide, base, "kennis")
    wide.get_by_text("samen beslissen (7)").click()
    wide.locator(".dww-count", has_text="7 kaarten").wait_for()
    address = wide.url
    assert "element=a5" in address
    wide.goto("about:blank")
    wide.goto(address)
    settle(wide)
    assert wide.locator(".dww-count").inner_text().startswith("7 ")


def test_a_card_opens_in_the_same_tab_and_the_language_stays(wide: Page, base: str) -> None:
    visit(wide, base, "kennis", "en")
    wide.get_by_role("link", name="Achter de bank").click()
    wide.wait_for_selector("h1:has-text('Achter de bank')")
    assert len(wide.context.pages) == 1
    assert "id=handelingskennis" in wide.url
    assert "lang=en" in wide.url


def test_when_not_to_is_visible_without_scrolling(wide: Page, base: str) -> None:
    visit(wide, base, PAGES["kaart"])
    for name in (".dww-boundary", ".dww-sentence"):
        box = wide.locator(name).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 900


def test_the_first_visitor_may_come_in_anywhere(wide: Page, base: str) -> None:
    seen = visit(wide, base, "spoor?uitkomst=alle")
    assert wide.locator("h1").inner_text() == "Herleidspoor"
    assert wide.locator(".dww-table tbody tr").count() > 50
    assert not seen.foreign
