"""Opening a page in a real browser, and holding it to what every page must keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlparse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from dww_graph.explorer.i18n import CATALOGUES, LANGUAGES

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
WATCH = """() => { if (!('dwwMoved' in window)) new MutationObserver(() => { window.dwwMoved = performance.now() })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  window.dwwMoved = performance.now() }"""
QUIET = """still => { const app = document.querySelector('[data-testid="stApp"]')
  const ends = (each) => each.playState === 'running' && Number.isFinite(each.effect.getComputedTiming().endTime)
  return app?.getAttribute('data-test-script-state') === 'notRunning' && document.fonts.status === 'loaded'
    && performance.now() - window.dwwMoved > still && !document.getAnimations().some(ends) }"""
STILL = 250
"""So many milliseconds without a change and a page stands."""
LAPTOP = 1024
HERE = Path(__file__).parent
LOOK, WALK = (f"({(HERE / name).read_text(encoding='utf-8').split(chr(10), 1)[1].strip()})" for name in ("look.js", "walk.js"))
WIDTHS = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
  .map(box => box.scrollWidth - box.clientWidth)"""
WORDS = """() => { const said = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const foreign = (e) => e.closest('[lang="en"], script, style, noscript, .cm-editor, [data-testid="stCode"]')
  while (walk.nextNode()) if (!foreign(walk.currentNode.parentElement)) said.push(walk.currentNode.nodeValue.trim())
  const own = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].filter(e => !foreign(e))
  const names = ['aria-label', 'title', 'placeholder']
  const named = all => all.flatMap(e => names.map(name => e.getAttribute(name) ?? '')).filter(x => x)
  const ours = '[data-testid="stHtml"], [data-testid^="stBidiComponent"], [data-testid="stCheckbox"]'
  const built = own.filter(e => !e.closest(ours))
  return [said.filter(x => x), named(own), named(built)] }"""
READY = "said => document.querySelector('[data-testid=\"stSkipToContent\"]')?.textContent === said"
GIVEN_AWAY = "the|and|with|press|click|close|select|clear|search|page|choose|show|hide|copy|sidebar|download|upload"
ENGLISH = re.compile(rf"\b({GIVEN_AWAY})\b", re.IGNORECASE)
"""Words that only an English name holds."""
KNOWN = ("_stcore/health", "_stcore/host-config")
"""The two requests that Streamlit makes on a deep link and answers with 404."""
PALE = "color-contrast"
"""The rule of axe that belongs to a check of its own."""


@dataclass
class Visit:
    """A page that was opened, with what the browser asked for and complained about."""

    page: Page
    base: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def visit(page: Page, base: str, path: str, lang: str = "nl") -> Visit:
    """Open an address, listen from the start, and wait until the script has run."""
    seen, own = Visit(page, base), urlparse(base).netloc

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
    page.wait_for_function(READY, arg=CATALOGUES["en" if lang == "en" else "nl"]["frame.skip"])
    return seen


def settle(page: Page) -> None:
    """Wait until the title stands, the script has run, and nothing on the page changes or moves any more."""
    page.wait_for_selector("h1")
    page.evaluate(WATCH)
    page.wait_for_function(QUIET, arg=STILL)


def broken(page: Page) -> list[tuple[str, str]]:
    """Give every accessibility rule that the page breaks, with the first place.

    Its rule for the size of targets compares each with each, which takes minutes on the map: look.js measures them.
    """
    found = Axe().run(page).response["violations"]
    return [(rule["id"], f"{rule['id']} ({len(rule['nodes'])}): {rule['nodes'][0]['html'][:200]}") for rule in found]


def violations(page: Page) -> list[str]:
    """Give what the page breaks in words."""
    return [said for _, said in broken(page)]


def english(page: Page) -> list[str]:
    """Give the English of ours, and of Streamlit, that a Dutch page shows: whole texts, long sentences, and words in names."""
    dutch = set(CATALOGUES["nl"].values())
    ours = {text for text in CATALOGUES["en"].values() if text not in dutch and len(text) > 2}
    whole = [pattern(text) for text in ours if "{" in text and len(re.sub(r"\{\w+\}", "", text)) > 5]
    local = [pattern(text) for text in dutch if "{" in text]
    texts, names, built = page.evaluate(WORDS)
    found = [said for said in {*texts, *names} if said in ours or any(len(text) > 25 and text in said for text in ours)]
    filled = [said for said in names if any(each.fullmatch(said) for each in whole)]
    found += [said for said in filled if not any(each.fullmatch(said) for each in local)]
    return found + [said for said in built if ENGLISH.search(said)]


def pattern(text: str) -> re.Pattern[str]:
    """Make a pattern of a text with slots."""
    return re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", text))))


def astray(links: Iterable[Mapping[str, str]], base: str) -> list[str]:
    """Give the links outside that do not open a new tab or do not say so, and those inside that leave the tab."""
    said = [CATALOGUES[lang]["opent.nieuw"] for lang in LANGUAGES]
    paper = tuple(f"{base}/{name}" for name in ("doc/", "id/", "sparql", "ontologie"))
    # A link that downloads opens nothing.
    links = [link for link in links if "vorm=los" not in link["to"]]
    out = [(link, not link["to"].startswith(base) or link["to"].startswith(paper)) for link in links]
    return [
        f"{link['words']} {link['to']}"
        for link, outside in out
        if outside != (link["target"] == "_blank") or outside != any(words in link["words"] for words in said)
    ]


def faults(seen: Visit, lang: str) -> dict[int, list[str]]:
    """Give what is wrong with an open page, by the number of the check that says so."""
    page = seen.page
    rules, look = broken(page), page.evaluate(LOOK)
    levels, title, head = look["headings"], page.title(), page.locator("h1").first.inner_text()
    said = page.evaluate("document.documentElement.lang")
    return {
        1: seen.foreign,
        2: [said for said in seen.errors if not any(name in said for name in KNOWN)],
        3: [words for rule, words in rules if rule != PALE],
        4: [said] if said != lang else [],
        5: [] if title == f"{head} · {CATALOGUES['en' if lang == 'en' else 'nl']['product']}" else [title],
        6: [str(levels)] if levels.count(1) != 1 or levels[0] != 1 or skipped(levels) else [],
        12: look["silent"],
        13: look["pale"] + [words for rule, words in rules if rule == PALE],
        14: [f"{width} px too wide" for width in page.evaluate(WIDTHS) if width > 0],
        15: look["small"],
        17: english(page) if lang == "nl" else [],
        21: astray(look["links"], seen.base),
        22: look["cut"] + laptop(page),
    }


def skipped(levels: Sequence[int]) -> bool:
    """Say whether a level of headings is left out."""
    return any(level > before + 1 for before, level in pairwise(levels))


def laptop(page: Page) -> list[str]:
    """Give what is cut off on a smaller laptop than this page is open on; nothing for a phone."""
    size = page.viewport_size
    if size is None or size["width"] <= LAPTOP:
        return []
    page.set_viewport_size({"width": LAPTOP, "height": size["height"]})
    page.wait_for_timeout(200)
    cut: list[str] = page.evaluate(LOOK)["cut"]
    page.set_viewport_size(size)
    return cut


def inspect(seen: Visit, lang: str) -> None:
    """Hold a page to everything that every page must keep."""
    assert {number: found for number, found in faults(seen, lang).items() if found} == {}
