"""Ways through the explorer on both graphs: what opens, switching the language, links, filters, nothing found, less motion."""

from __future__ import annotations

import gzip
from urllib.parse import parse_qs, urlparse
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import SIZES, World
from tests.browser.looking import IDLE, PAGES, english, settle, violations, visit
from tests.conftest import Noted

pytestmark = pytest.mark.thorough

CARD = "handelingskennis/kaarten-vb1"
QUERY = "SELECT%20%3Fa%20WHERE%20%7B%20%3Fa%20a%20%3Chttps%3A%2F%2Fw3id.org%2Fdww%2Fdef%23Handelingskennis%3E%20%7D%20LIMIT%203"
EMPTY = "SELECT%20%3Fa%20WHERE%20%7B%20%3Fa%20a%20%3Chttp%3A%2F%2Fx.nl%2Fy%3E%20%7D"
SWITCHED = {
    "kennis?element=a5&situatie=huisbezoek&q=gezin&weergave=tabel": ".dww-table tbody td:first-child",
    f"graaf?focus={CARD}&soort=handelingskennis&soort=element": ".dww-chosen",
    f"werkbank?query={QUERY}": ".cm-content",
    "bewijskaart?as=clienttype&facet=kader&cel=a.kader-drang&kracht=praktijk": ".dww-mapbox button[aria-pressed=true]",
    "spoor?uitkomst=lu-01&knoop=element/k1": '.dww-block[aria-pressed="true"]',
    "vergelijk?id=VB1&id=VB4": ".dww-matrix thead a",
}
"""A state of a page, and what of it is the same in every language."""
BUILT_IN = ("Made with Streamlit",)
"""What stays English on a Dutch page: the name of the maker, in the menu. Read aloud only, and out of our reach: how many
options an open list has."""
MOVING = """() => {
  const deep = root => [...root.querySelectorAll('*')].flatMap(e => e.shadowRoot ? [e, ...deep(e.shadowRoot)] : [e])
  const longest = said => Math.max(...said.split(',').map(x => parseFloat(x) * (x.includes('ms') ? 0.001 : 1)))
  return deep(document.body).filter(e => { const s = getComputedStyle(e)
    return longest(s.transitionDuration) > 0.01 || (s.animationName !== 'none' && longest(s.animationDuration) > 0.01)
  }).map(e => `${e.tagName} ${e.className}`) }"""


@pytest.mark.check(3, 13)
@pytest.mark.parametrize("size", ["breed"])
def test_what_opens_and_what_is_chosen_breaks_no_rule(blank: Page, world: World, noted: Noted) -> None:
    page = blank
    visit(page, world.base, PAGES["kennis"])
    for opener in ('[data-testid="stMainMenuButton"]', '[data-testid="stPopover"] button'):
        page.locator(opener).first.click()
        page.wait_for_timeout(400)
        assert violations(page) == []
        page.keyboard.press("Escape")
    visit(page, world.base, f"graaf?focus=element/a5&kies={CARD}")
    page.locator(".dww-graph[data-ready]").wait_for()
    page.get_by_test_id("stSelectbox").locator("input").first.click()
    page.get_by_role("option").first.wait_for()
    assert violations(page) == []
    visit(page, world.base, "spoor?uitkomst=lu-01")
    page.locator(".dww-block").nth(2).click()
    page.locator('.dww-block[aria-pressed="true"]').wait_for()
    page.wait_for_function(IDLE)
    assert violations(page) == []
    noted("0 axe violations in pop-ups and selections")


@pytest.mark.check(17)
def test_what_streamlit_says_itself_is_dutch_on_a_dutch_page(laptop: Page, world: World, noted: Noted) -> None:
    visit(laptop, world.base, "kennis")
    laptop.get_by_test_id("stMainMenuButton").click()
    menu = laptop.get_by_test_id("stMainMenuPopover")
    expect(menu).to_contain_text("Donker")
    assert not {"Print", "System", "Light", "Record screen"} & set(menu.inner_text().splitlines())
    assert [said for said in english(laptop) if not said.startswith(BUILT_IN)] == []
    laptop.keyboard.press("Escape")
    assert laptop.get_by_label("Volgende pagina").count() == 1
    visit(laptop, world.base, PAGES["zoek"])
    laptop.locator("input").first.press_sequentially("a")
    expect(laptop.get_by_test_id("InputInstructions")).to_have_text("Druk op Enter")
    visit(laptop, world.base, PAGES["graaf"])
    choice = laptop.get_by_test_id("stSelectbox").locator("input").first
    choice.click()
    choice.fill("xqzwxqzw")
    expect(laptop.get_by_test_id("stSelectboxVirtualDropdown")).to_contain_text("Niets gevonden")
    visit(laptop, world.base, "bestaat-niet")
    expect(laptop.get_by_test_id("stDialog").first).to_contain_text("Deze pagina bestaat niet")
    assert english(laptop) == []
    noted("0 English texts")


@pytest.mark.check(4)
def test_the_page_that_is_sent_names_the_language_compressed_or_not(world: World, noted: Noted) -> None:
    for path in PAGES.values():
        for lang in ("nl", "en"):
            for packing in ("gzip", "identity"):
                address = f"{world.base}/{path}{'&' if '?' in path else '?'}lang={lang}"
                with urlopen(Request(address, headers={"Accept": "text/html", "Accept-Encoding": packing}), timeout=30) as answer:
                    body = answer.read()
                sent = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
                assert f'<html lang="{lang}"'.encode() in sent, (address, packing)
    noted("0 wrong languages")


@pytest.mark.check(16)
def test_nothing_moves_for_who_wants_less_motion(browser: Browser, world: World, noted: Noted) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    for name in ("kennis", "bewijskaart", "spoor", "graaf"):
        visit(page, world.base, PAGES[name])
        assert page.evaluate(MOVING) == []
    box = page.locator(".dww-graph[data-ready]")
    box.evaluate("box => { box.cy.zoom(0.2); box.cy.pan({ x: 0, y: 0 }) }")
    box.focus()
    page.keyboard.press("f")
    assert box.evaluate("box => [box.cy.animated(), box.cy.zoom() > 0.3]") == [False, True]
    context.close()
    noted("0 moving parts")


@pytest.mark.check(18)
@pytest.mark.parametrize("path", SWITCHED)
def test_the_language_switch_keeps_everything_else(path: str, laptop: Page, world: World, noted: Noted) -> None:
    visit(laptop, world.base, path)
    before, dutch = kept(laptop, SWITCHED[path]), laptop.locator("h1").inner_text()
    for words, lang in (("EN", "en"), ("NL", "nl")):
        laptop.locator(".st-key-dwwtop").get_by_text(words, exact=True).click()
        laptop.wait_for_function("lang => document.documentElement.lang === lang", arg=lang)
        settle(laptop)
        assert kept(laptop, SWITCHED[path]) == before
    assert before[1]
    assert laptop.locator("h1").inner_text() == dutch
    noted("keeps everything")


def kept(page: Page, chosen: str) -> tuple[dict[str, list[str]], list[str]]:
    """Give the state of the address without the language, and what is chosen on the page."""
    page.locator(chosen).first.wait_for()
    asked = parse_qs(urlparse(page.url).query)
    asked.pop("lang", None)
    return asked, page.locator(chosen).evaluate_all("all => all.map(e => e.dataset.k ?? e.innerText)")


@pytest.mark.check(21)
def test_links_inside_stay_in_the_visit_and_one_outside_opens_a_tab(laptop: Page, world: World, noted: Noted) -> None:
    wires: list[str] = []
    laptop.on("websocket", lambda wire: wires.append(wire.url))
    visit(laptop, world.base, "kennis?weergave=tabel&q=VB1")
    laptop.evaluate("window.same = true")
    link = laptop.locator(".dww-table td a").first
    name = link.inner_text()
    link.click()
    laptop.locator("h1", has_text=name).wait_for()
    settle(laptop)
    laptop.go_back()
    laptop.locator(".dww-table td a").first.wait_for()
    laptop.get_by_test_id("stTopNavLink").nth(2).click()
    laptop.locator("h1", has_text="Bewijskaart").wait_for()
    assert laptop.evaluate("window.same")
    assert (len(wires), len(laptop.context.pages)) == (1, 1)
    visit(laptop, world.base, PAGES["kaart"])
    with laptop.context.expect_page() as opened:
        laptop.get_by_role("link", name="(opent een nieuw tabblad)").first.click()
    assert "/doc/" in opened.value.url
    noted("0 links that go astray")


@pytest.mark.check(23)
@pytest.mark.parametrize("scheme", ["light"])
def test_count_and_filters_are_on_the_first_screen_and_a_click_clears(blank: Page, world: World, size: str, noted: Noted) -> None:
    page, height = blank, SIZES[size][1]
    visit(page, world.base, "kennis?element=a5&situatie=huisbezoek")
    whole = page.locator(".dww-count small").inner_text().split()[-1]
    for shown in (".dww-count", ".st-key-dww-actief", ".st-key-wis-alles button"):
        box = page.locator(shown).bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
    assert page.locator('.st-key-dww-actief [class*="st-key-weg-"]').count() == 2
    page.locator(".st-key-wis-alles button").click()
    expect(page.locator(".dww-count")).to_have_text(f"{whole} kaarten van {whole}")
    assert "element=" not in page.url
    noted("on the first screen, one click")


@pytest.mark.check(24)
def test_nothing_found_says_so_and_leads_on(laptop: Page, world: World, noted: Noted) -> None:
    main = laptop.get_by_test_id("stMain")
    visit(laptop, world.base, "kennis?element=a5&situatie=huisbezoek&clienttype=lvb&context=pleegzorg&methode=portfolio&q=xqzw")
    expect(main).to_contain_text("Geen kaart past bij al deze filters samen.")
    laptop.get_by_role("link", name="Toon alle kaarten").click()
    expect(laptop.locator(".dww-count")).not_to_contain_text("0 kaarten van")
    visit(laptop, world.base, "zoek?q=xqzwxqzw")
    expect(main).to_contain_text("Er is geen kaart, begrip, bevinding, bron of leeruitkomst")
    laptop.get_by_role("link", name="Toon alle kaarten").click()
    laptop.locator("h1", has_text="Handelingskennis").wait_for()
    visit(laptop, world.base, f"werkbank?query={EMPTY}")
    expect(main).to_contain_text("De vraag is goed, maar er is geen antwoord. Maak de vraag ruimer")
    assert main.get_by_test_id("stSelectbox").count() == 1
    visit(laptop, world.base, "bewijskaart?leeg=1")
    laptop.locator('.dww-mapbox button[aria-label$="niet gezocht"]').first.click()
    expect(main).to_contain_text("Er is hier nog geen kaart.", timeout=20_000)
    assert main.get_by_role("link", name="Alles over").count() == 2
    noted("message and way out")
