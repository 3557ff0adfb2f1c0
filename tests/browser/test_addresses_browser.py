"""An address is all there is to share: opened afresh it gives the same, in both languages; a broken one gives a message."""

from __future__ import annotations

import re
import time
from typing import Final

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import World
from tests.browser.looking import IDLE, PAGES, STATES, settle, visit
from tests.browser.test_filters_browser import counts, number, tick
from tests.conftest import Noted

pytestmark = pytest.mark.thorough

ASIDE: Final = {"inname", "zoeken", "nietgevonden", "nul", "mand", "weg", "vergelijkweg", "graafweg", "fout", "waarde",
                "lerenoverzicht"}  # fmt: skip
"""Pages without a state of their own, and what is wrong in an address, which is another check."""
BROKEN: Final = (
    "zoek?q=%22%3E%3Cscript%3E&soort=bestaat-niet", "kennis?trede=99",
    "kennis?element=%22%3E&situatie=bestaat-niet&pagina=-1&weergave=zz",
    "kaart?id=%27%3B--", "kaart", "begrip?id=element/..%2F..", "begrip?id=bestaat-niet", "vergelijk?id=%00&id=bestaat-niet",
    "handen?element=bestaat-niet", "leren?element=bestaat-niet&vorm=zz",
    "bewijskaart?as=zz&cel=zz&kracht=zz&open=zz&facet=zz&pagina=zz",
    "bewijskaart?cel=a5.bestaat-niet", "spoor?uitkomst=lu-99&knoop=zz&lijn=a~b~c",
    "graaf?focus=bestaat-niet&uit=zz&soort=zz&kies=zz",
    "graaf?van=zz&naar=zz", "graaf?focus=element/a5&rand=zz&kies=zz", "werkbank?vraag=bestaat-niet&beeld=zz",
    "werkbank?query=SELECT%20%3Fa%20WHERE%20%7B%20%3Fa%20nergens%3Ab%20%7D", "werkbank?query=DROP%20ALL",
    "start?lang=zz", "bestaat-niet",
)  # fmt: skip
TRACE: Final = re.compile(r"Traceback|Error:|Exception|File \"|\.py\b|KeyError|ValueError|site-packages")
SEEN: Final = """() => {
  const texts = name => [...document.querySelectorAll(name)].map(e => e.innerText.trim()).filter(Boolean)
  const on = [...document.querySelectorAll('[aria-pressed="true"], [aria-checked="true"], input:checked, [aria-selected="true"]')]
  const box = document.querySelector('[data-testid="stMain"]')
  const links = [...box.querySelectorAll('a[href*="id="]')]
    .map(a => decodeURIComponent(new URL(a.href).searchParams.get('id') ?? a.href))
  return { numbers: texts('.dww-count, [role="status"]').map(words => words.match(/\\d+/g) ?? []), links,
    chosen: on.map(e => e.dataset.k ?? e.dataset.kind
      ?? e.closest('[class*="st-key-"]')?.className.match(/st-key-\\S+/)?.[0] ?? ''),
    rows: document.querySelectorAll('tbody tr').length,
    boxes: document.querySelectorAll('[class*="st-key-dwwbox-"]').length } }"""
PATIENCE: Final = 20
Seen = dict[str, object]


def seen(page: Page) -> Seen:
    """Give what may not differ: the numbers, what is chosen, what is linked to, how much stands there; once it stays the same."""
    page.wait_for_selector(".dww-foot")
    page.wait_for_function(IDLE)
    found, before = page.evaluate(SEEN), None
    until = time.monotonic() + PATIENCE
    while found != before and time.monotonic() < until:
        page.wait_for_timeout(250)
        found, before = page.evaluate(SEEN), found
    found["chosen"] = sorted(each for each in found["chosen"] if "taalkeuze" not in each)
    found["links"] = sorted(found["links"])
    return dict(found)


def same(mine: Page, yours: Page) -> list[Seen]:
    """Give what two pages show, as soon as it is the same: one may be drawn later than the other."""
    until = time.monotonic() + PATIENCE
    while (found := [seen(page) for page in (mine, yours)]) and found[0] != found[1] and time.monotonic() < until:
        mine.wait_for_timeout(500)
    return found


@pytest.mark.check(19)
def test_an_address_opened_afresh_gives_the_same_in_both_languages(browser: Browser, world: World, noted: Noted) -> None:
    """Every page, and on the starter graph every state of a page, opened by two new visitors at once, one in each language."""
    contexts = [browser.new_context(locale=locale, viewport={"width": 1400, "height": 900}) for locale in ("nl-NL", "en-GB")]
    mine, yours = (context.new_page() for context in contexts)
    held = {**PAGES, **STATES} if world.name == "starter" else PAGES
    paths = {name: path for name, path in held.items() if name not in ASIDE}
    differing: dict[str, object] = {}
    for name, path in paths.items():
        joint = "&" if "?" in path else "?"
        mine.goto(f"{world.base}/{path}", wait_until="commit")
        yours.goto(f"{world.base}/{path}{joint}lang=en", wait_until="commit")
        found = same(mine, yours)
        apart = [(key, found[0][key], found[1][key]) for key in found[0] if found[0][key] != found[1][key]]
        differing |= {name: apart} if apart else {}
        assert mine.evaluate("document.documentElement.lang") + yours.evaluate("document.documentElement.lang") == "nlen"
    for context in contexts:
        context.close()
    assert differing == {}
    noted(f"{len(paths)} addresses, 0 differ")


@pytest.mark.check(19)
def test_what_was_clicked_is_in_the_address_and_comes_back_for_another_visitor(
    laptop: Page, browser: Browser, world: World, noted: Noted
) -> None:
    visit(laptop, world.base, "kennis?weergave=tabel")
    for facet in ("situatie", "element"):
        tick(laptop, next(key for key, held in counts(laptop, facet).items() if held < number(laptop)))
        settle(laptop)
    context = browser.new_context(locale="en-GB", viewport={"width": 1400, "height": 900})
    fresh = context.new_page()
    for address in (laptop.url, laptop.url.replace("lang=nl", "lang=en")):
        fresh.goto(address)
        there, here = same(fresh, laptop)
        assert there == here
    context.close()
    noted("what was clicked comes back")


@pytest.mark.check(20)
def test_a_broken_address_gives_a_friendly_message(laptop: Page, world: World, noted: Noted) -> None:
    """By turns in Dutch and in English."""
    wrong = []
    for at, path in enumerate(BROKEN):
        page = visit(laptop, world.base, path, ("nl", "en")[at % 2]).page
        words = page.inner_text("body")
        crashed = page.locator('[data-testid="stException"]').count()
        if crashed or TRACE.search(words) or page.locator("h1").count() != 1 or len(words) < 200:
            wrong.append((path, crashed, TRACE.findall(words), page.locator("h1").all_inner_texts()))
    assert wrong == []
    noted(f"{len(BROKEN)} broken addresses, 0 traces")


@pytest.mark.check(35)
def test_two_visitors_at_once_keep_their_own_filters_and_language(browser: Browser, world: World, noted: Noted) -> None:
    contexts = [browser.new_context(locale=locale, viewport={"width": 1400, "height": 900}) for locale in ("nl-NL", "en-GB")]
    mine, yours = (context.new_page() for context in contexts)
    visit(mine, world.base, "kennis")
    alone, element = counts(mine, "situatie"), next(iter(counts(mine, "element")))
    visit(mine, world.base, f"kennis?{element.replace('facet-element-', 'element=')}")
    place = next(key for key, held in counts(mine, "situatie").items() if held < min(number(mine), alone.get(key, 0)))
    visit(yours, world.base, f"kennis?{place.replace('facet-situatie-', 'situatie=')}", "en")
    first, second = (page.locator(".dww-count").first.inner_text() for page in (mine, yours))
    for page, key in ((mine, place), (yours, element)):
        page.locator(f".st-key-{key} label").first.click()
    for page, told in ((mine, first), (yours, second)):
        page.wait_for_function("told => document.querySelector('.dww-count').innerText !== told", arg=told)
        settle(page)
    here = [re.findall(r"\d+", page.locator(".dww-count").first.inner_text())[0] for page in (mine, yours)]
    assert here[0] == here[1]
    assert (mine.locator("h1").inner_text(), yours.locator("h1").inner_text()) == ("Handelingskennis", "Action knowledge")
    assert [page.evaluate("document.documentElement.lang") for page in (mine, yours)] == ["nl", "en"]
    plain = contexts[0].new_page()
    plain.goto(f"{world.base}/kennis")  # names no language: that of this reader, not of who came last
    settle(plain)
    assert plain.locator("h1").inner_text() == "Handelingskennis"
    mine.locator(".st-key-wis-alles button").click()
    mine.wait_for_function("() => !location.search.includes('element')")
    settle(mine)
    visit(yours, world.base, "kennis", "en")
    assert yours.locator(".st-key-dww-actief").count() == 0
    assert "element=" not in yours.url
    yours.go_back()
    settle(yours)
    assert yours.locator(".st-key-dww-actief").count() == 1
    for context in contexts:
        context.close()
    noted("0 filters or words of the other")
