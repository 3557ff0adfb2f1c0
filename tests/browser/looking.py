"""Opening a page in a real browser, and holding it to what every page must keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlparse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

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
