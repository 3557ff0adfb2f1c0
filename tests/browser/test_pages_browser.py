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
    "zoek": "zoek?q=gezin",
    "kennis": "kennis?element=a5",
    "kaart": "kaart?id=VB3",
    "begrip": "begrip?id=element/a5",
    "bewijskaart": "bewijskaart?open=a&cel=a5.huisbezoek",
    "spoor": "spoor?uitkomst=lu-01",
    "graaf": "graaf?focus=element/a5",
    "werkbank": "werkbank?vraag=o1-samen-beslissen-gedwongen-kader",
    "vergelijk": "vergelijk?id=VB1&id=VB4&id=VB5",
    "handen": "handen?element=a5",
    "leren": "leren?element=a5",
    "over": "over",
    "inname": "inname",
}
STATES = {
    "zoeken": "zoek?q=samne%20beslisen",
    "nietgevonden": "zoek?q=xqzwxqzw",
    "tabel": "kennis?weergave=tabel",
    "nul": "kennis?element=a5&situatie=mdo",
    "mand": "kennis?element=a5&vergelijk=bestaat-niet",
    "vergelijkweg": "vergelijk?id=VB1&id=bestaat-niet",
    "bewijskracht": "bewijskaart?as=clienttype&facet=kader&cel=a.kader-drang&kracht=genuanceerd-door",
    "bewijsleeg": "bewijskaart?leeg=1&cel=k1.mdo",
    "bewijstabel": "bewijskaart?weergave=tabel&cel=zz.zz",
    "weg": "kaart?id=bestaat-niet",
    "lerenoverzicht": "leren",
    "bron": "begrip?id=bron/werken-b24",
    "graafvragen": "graaf",
    "graafpad": "graaf?van=situatie/huisbezoek&naar=bron/werken-b23",
    "graafbrug": "graaf?vraag=brug",
    "graafweg": "graaf?focus=element/bestaat-niet",
    "graafbewijs": "graaf?focus=handelingskennis/kaarten-vb3&rand=verbinding/kaarten-vb3-ondersteund-door-b23-1",
    "graafsoort": "graaf?focus=element/a5&soort=handelingskennis&uit=handelingskennis/kaarten-vb1",
    "scherm": "werkbank?vraag=scherm:kaart-verbindingen&kaart=VB1",
    "waarde": "werkbank?vraag=t3-anders-bij-clienttype&clienttype=bestaat-niet",
    "fout": "werkbank?query=SELECT%20%3Fa%20WHERE%20%7B",
}
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
def test_page(name: str, blank: Page, base: str) -> None:
    inspect(visit(blank, base, PAGES[name]), "nl")


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


def test_the_look_can_be_changed_without_losing_the_page_or_its_filters(wide: Page, base: str) -> None:
    visit(wide, base, PAGES["kennis"])
    before = wide.url
    menu = wide.get_by_test_id("stMainMenuButton")
    menu.click()
    wide.get_by_test_id("stMainMenuItem-theme-Dark").click()
    wide.keyboard.press("Escape")
    settle(wide)
    assert wide.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(23, 21, 18)"
    assert wide.url == before
    assert wide.locator(".dww-count").inner_text().startswith("7 ")
    assert not violations(wide)


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
