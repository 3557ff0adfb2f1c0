"""How fast the explorer answers a visitor, in a real browser, on a graph of any size; and what its server keeps in memory.

    python -m benchmarks.explorer FOLDER [ROUNDS [WORD]]   FOLDER: a data folder, such as `benchmarks.graphs` makes;
                                                           WORD: only the actions whose name holds it

Each action is timed from the click, or from opening the address, until the page stands and shows the new answer. The first
round is left out: it fills what is kept for all visitors. The peer: the counts behind all filters, asked of pyoxigraph in
SPARQL in the same run, against the same counts from the shelf. Needs Chromium.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.facets import FACETS, Selection, facet_values
from dww_graph.graph import KnowledgeGraph, open_graph
from dww_graph.workers import Limits

ROOT: Final = Path(__file__).parents[1]
ROUNDS: Final = 12
SESSIONS: Final = 20
SLOWEST: Final = 0.95
PATIENCE: Final = 120
STANDS: Final = """() => { const app = document.querySelector('[data-testid="stApp"]')
  return app && app.getAttribute('data-test-script-state') === 'notRunning' && document.querySelector('h1') }"""
COUNTS: Final = """PREFIX dww: <https://w3id.org/dww/def#>
SELECT ?waarde (COUNT(DISTINCT ?kaart) AS ?n) WHERE {
  ?kaart a dww:Handelingskennis ; dww:inBeroepssituatie <https://w3id.org/dww/id/situatie/huisbezoek> ;
    dww:relevantVoorElement|dww:inBeroepssituatie|dww:metClienttype|dww:inContext ?waarde .
} GROUP BY ?waarde"""
"""The numbers beside the filters once "huisbezoek" was chosen; methods, evidence, steps and years are left out."""
Action = Callable[[Page, str, int], float]


def stands(page: Page) -> None:
    """Wait until the script has run and the heading is there."""
    page.wait_for_function(STANDS, timeout=PATIENCE * 1000)


def open_at(path: str, shown: str = "h1") -> Action:
    """Time the opening of an address until something on it is shown; the number of the round keeps answers from being kept."""

    def action(page: Page, base: str, number: int) -> float:
        page.goto(f"{base}/over")
        stands(page)
        start = time.perf_counter()
        page.goto(f"{base}/{path.format(n=number)}")
        page.wait_for_selector(shown, timeout=PATIENCE * 1000)
        stands(page)
        return time.perf_counter() - start

    return action


def click_facet(page: Page, base: str, number: int) -> float:
    """Time a click on a value of a filter until the number of cards has changed."""
    page.goto(f"{base}/kennis?situatie=huisbezoek")
    page.wait_for_selector('[class*="st-key-facet-element-"] label', timeout=PATIENCE * 1000)
    stands(page)
    box = page.locator('[class*="st-key-facet-element-"] label').nth(number % 5)
    before = page.locator(".dww-count").inner_text()
    start = time.perf_counter()
    box.click()
    page.wait_for_function("was => document.querySelector('.dww-count')?.innerText !== was", arg=before, timeout=PATIENCE * 1000)
    return time.perf_counter() - start


def switch_page(page: Page, base: str, number: int) -> float:
    """Time a click in the bar until the other page stands."""
    names = ("kennis", "bewijskaart", "leren", "graaf", "werkbank")
    page.goto(f"{base}/over")
    stands(page)
    link = page.locator(f'a[href$="/{names[number % len(names)]}"]').first
    before = page.locator("h1").inner_text()
    start = time.perf_counter()
    link.click()
    page.wait_for_function("was => document.querySelector('h1')?.innerText !== was", arg=before, timeout=PATIENCE * 1000)
    stands(page)
    return time.perf_counter() - start


def switch_to_map(page: Page, base: str, number: int) -> float:
    """Time a click in the bar until the evidence map is drawn."""
    page.goto(f"{base}/{('over', 'leren')[number % 2]}")
    stands(page)
    start = time.perf_counter()
    page.locator('a[href$="/bewijskaart"]').first.click()
    page.wait_for_selector(".dww-bubble", timeout=PATIENCE * 1000)
    return time.perf_counter() - start


def type_a_word(page: Page, base: str, number: int) -> float:
    """Time a word in the search box, from the Enter key until what it finds is listed."""
    words = ("gezin", "school", "samen", "kind", "gesprek", "huis", "jongere", "plan")
    page.goto(f"{base}/zoek")
    stands(page)
    box = page.locator('[data-testid="stTextInput"] input').first
    box.fill(words[number % len(words)])
    start = time.perf_counter()
    box.press("Enter")
    page.wait_for_selector(".dww-hits", timeout=PATIENCE * 1000)
    return time.perf_counter() - start


def click_card(page: Page, base: str, number: int) -> float:
    """Time a click on a card of a list until the card is there."""
    page.goto(f"{base}/kennis?pagina={number + 1}")
    page.wait_for_selector('[class*="st-key-dwwlinktitle-"] a', timeout=PATIENCE * 1000)
    stands(page)
    start = time.perf_counter()
    page.locator('[class*="st-key-dwwlinktitle-"] a').nth(number % 6).click()
    page.wait_for_selector(".dww-sentence", timeout=PATIENCE * 1000)
    return time.perf_counter() - start


def click_cell(page: Page, base: str, number: int) -> float:
    """Time a click on a bubble of the evidence map until its cards are listed."""
    page.goto(f"{base}/bewijskaart")
    page.wait_for_selector(".dww-bubble", timeout=PATIENCE * 1000)
    stands(page)
    start = time.perf_counter()
    page.locator(".dww-bubble").nth(number * 3).click()
    page.wait_for_selector('[class*="st-key-dwwkaartbalk3"]', timeout=PATIENCE * 1000)
    return time.perf_counter() - start


ACTIONS: Final[Mapping[str, Action]] = {
    "click on a filter → new count": click_facet,
    "click in the bar → other page": switch_page,
    "evidence map, by the bar": switch_to_map,
    "evidence map, opened": open_at("bewijskaart", ".dww-bubble"),
    "evidence map, click on a bubble": click_cell,
    "list, opened on a page": open_at("kennis?element=a&pagina={n}", ".dww-excerpt"),
    "click on a card": click_card,
    "search, a word typed": type_a_word,
    "search, opened": open_at("zoek?q=stilte{n}", "h1"),
    "search among cards": open_at("kennis?q=stilte&pagina={n}", ".dww-count"),
    "concept with most cards": open_at("begrip?id=element/a", "h1"),
    "three hands": open_at("handen?element=a", ".dww-own"),
    "learning": open_at("leren?element=a", ".dww-place"),
    "trace of an outcome": open_at("spoor?uitkomst=lu-01", ".dww-table"),
    "graph around an element": open_at("graaf?focus=element/a5", "table"),
    "way between two things": open_at("graaf?van=situatie/huisbezoek&naar=bron/werken-b23", "ol"),
}


@contextmanager
def serving(home: Path) -> Iterator[tuple[str, int]]:
    """Run a server on a data folder; give its address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true"]
    environment = {**os.environ, "DWW_HOME": str(home.absolute())}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own server
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait(address: str) -> None:
    for _ in range(PATIENCE * 2):
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - an address of this machine
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"no server at {address}")


def memory(pid: int) -> int:
    """Give the resident memory of a process in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def timed(browser: Browser, base: str, rounds: int, word: str = "") -> Iterator[tuple[str, float, list[float]]]:
    """Yield for each action its name, its first time and the times after that, in seconds."""
    for name, action in ACTIONS.items():
        if word not in name:
            continue
        context = browser.new_context(locale="nl-NL", viewport={"width": 1400, "height": 900})
        page = context.new_page()
        first, *rest = [action(page, base, number) for number in range(rounds + 1)]
        context.close()
        yield name, first, rest


def sessions(browser: Browser, base: str, number: int) -> None:
    """Open so many sessions that stay open beside each other, each with filters of its own on the list."""
    for each in range(number):
        page = browser.new_context(locale="nl-NL").new_page()
        page.goto(f"{base}/kennis?situatie=huisbezoek&pagina={each + 1}")
        page.wait_for_selector(".dww-excerpt", timeout=PATIENCE * 1000)
        stands(page)


def counted(graph: KnowledgeGraph, rounds: int) -> tuple[float, float]:
    """Give the median seconds for all numbers beside the filters: from the shelf, and from pyoxigraph for four."""
    cards, chosen = Cards.of(graph), Selection(chosen={"situatie": ("huisbezoek",)})

    def ours() -> None:
        for facet in FACETS:
            facet_values(cards, chosen, facet, {})

    def peer() -> None:
        graph.query(COUNTS, Limits(seconds=PATIENCE))

    return _median(ours, rounds), _median(peer, 3)


def _median(run: Callable[[], None], rounds: int) -> float:
    run()
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def say(line: str) -> None:
    """Write a line at once: a run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(home: Path, rounds: int = ROUNDS, word: str = "") -> None:
    """Measure and write a table."""
    graph = open_graph(home)
    say(f"{len(graph.shelf)} cards, {graph.generation.triples} triples\n")
    ours, peer = counted(graph, rounds)
    say(f"numbers beside the filters: ours {ours * 1000:.1f} ms, pyoxigraph {peer * 1000:.0f} ms, {peer / ours:.0f} times\n")
    say("| action | first s | median s | 95 % within s |\n|---|---|---|---|")
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright, serving(home) as (base, pid):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, first, rest in timed(browser, base, rounds, word):
            slow = sorted(rest)[min(len(rest) - 1, int(SLOWEST * len(rest)))]
            say(f"| {name} | {first:.2f} | {statistics.median(rest):.2f} | {slow:.2f} |")
        before = memory(pid)
        sessions(browser, base, SESSIONS)
        say(f"\nserver: {before} MB after all this, {memory(pid)} MB with {SESSIONS} sessions open")
        browser.close()


if __name__ == "__main__":
    folder, *rest = sys.argv[1:]
    main(Path(folder), int(rest[0]) if rest else ROUNDS, rest[1] if len(rest) > 1 else "")
