"""The evidence map in a real browser: every number has a name and a list behind it, by mouse, keyboard and address."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import World
from tests.browser.looking import IDLE, settle, violations, visit
from tests.conftest import Noted

from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.evidence_map import load_map
from dww_graph.graph import open_graph

BUBBLES = """() => [...document.querySelectorAll('.dww-mapbox button.dww-bubble')].map(button => {
  const cell = button.closest('td'), table = button.closest('table')
  return { name: button.getAttribute('aria-label'), key: button.dataset.k, number: button.lastChild.textContent,
    row: cell.parentElement.cells[0].innerText.replace(/^(chevron_right|expand_more)/, '').replace(/\\s+/g, ' ').trim(),
    column: table.rows[0].cells[cell.cellIndex].innerText.replace(/\\s+/g, ' ').trim() } })"""
CUT = """() => [...document.querySelectorAll('.dww-mapbox th')]
  .filter(th => th.scrollWidth > th.clientWidth + 1).map(th => th.innerText)"""
SMALL = """() => [...document.querySelectorAll('.dww-mapbox button')].map(b => b.getBoundingClientRect())
  .filter(box => box.width < 24 || box.height < 24).length"""
PRINTED = """() => { const box = document.querySelector('.dww-mapbox'), link = document.querySelector('.dww-maplink')
  return { over: box.scrollWidth - box.clientWidth, high: box.scrollHeight - box.clientHeight, link: link.innerText,
    controls: [...document.querySelectorAll('[class*="st-key-dwwkaartbalk"]')].filter(e => e.offsetHeight).length,
    bar: [...document.querySelectorAll('header, [data-testid="stSidebar"]')].filter(e => e.offsetHeight).length } }"""
CARDS = """PREFIX dww: <https://w3id.org/dww/def#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?element ?situatie (COUNT(DISTINCT ?kaart) AS ?aantal) WHERE {
  ?kaart a dww:Handelingskennis ; dww:inBeroepssituatie ?situatie ; dww:geeftVormAan/skos:broader* ?element
} GROUP BY ?element ?situatie"""
PER_PAGE, SAMPLE = 60, 12
Told = dict[str, str]


@pytest.fixture(params=[1400, 390], ids=["breed", "smal"])
def sized(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a laptop, and one of a phone."""
    context = browser.new_context(locale="nl-NL", viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


def shown(page: Page) -> list[Told]:
    """Give every bubble on the map with its name, its number, and the heads of its row and column."""
    page.wait_for_selector(".dww-mapbox")
    found: list[Told] = page.evaluate(BUBBLES)
    return found


def listed(page: Page, kind: str) -> int:
    """Give how many things of a kind stand in the list under the map."""
    return page.locator(f'[class*="st-key-dwwbox-{kind}-"]').count()


def chosen(page: Page, key: str) -> None:
    """Wait until a bubble or cell is the chosen one and the list under it stands."""
    page.wait_for_selector(f'.dww-mapbox button[data-k="{key}"][aria-pressed="true"]')
    page.wait_for_function(IDLE)


@pytest.mark.check(9)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_bubble_names_row_column_strength_and_number(laptop: Page, world: World, lang: str, noted: Noted) -> None:
    visit(laptop, world.base, "bewijskaart?open=a&open=a5&open=c", lang)
    bubbles = shown(laptop)
    assert len(bubbles) > 100
    for bubble in bubbles:
        said = bubble["name"]
        assert said.startswith(bubble["row"])
        assert bubble["column"] in said
        assert re.search(r", (kaarten|onderzoek|cards|research)\b.*: \d+ (kaart|bevinding|card|finding)", said)
        assert f": {bubble['number']} " in said
    assert len({bubble["name"] for bubble in bubbles}) == len(bubbles)
    noted(f"{len(bubbles)} bubbles, all named in full")


@pytest.mark.check(31)
def test_every_number_equals_what_is_listed_under_it(laptop: Page, world: World, noted: Noted) -> None:
    """Under some bubbles of the first screen, whatever the page; the test below holds every number to a count."""
    visit(laptop, world.base, "bewijskaart")
    bubbles = shown(laptop)
    bubbles = random.Random(31).sample(bubbles, SAMPLE)
    differing = []
    for bubble in bubbles:
        laptop.evaluate('key => document.querySelector(`.dww-mapbox button[data-k="${key}"]`).click()', bubble["key"])
        chosen(laptop, bubble["key"])
        number, pages = int(bubble["number"]), -(-int(bubble["number"]) // PER_PAGE)
        here = [(listed(laptop, "celkaart"), listed(laptop, "celbewijs"))]
        for page in range(2, pages + 1 if bubble["key"].endswith("|praktijk") else 0):
            laptop.get_by_role("button", name=str(page), exact=True).click()
            laptop.wait_for_function("page => location.search.includes(`pagina=${page}`)", arg=page)
            laptop.wait_for_function(IDLE)
            here.append((listed(laptop, "celkaart"), listed(laptop, "celbewijs")))
        found = sum(cards for cards, _ in here), here[0][1]
        wanted = (number, 0) if bubble["key"].endswith("|praktijk") else (0, number)
        differing += [(bubble["name"], found)] if found != wanted else []
    assert differing == []
    noted(f"{len(bubbles)} lists counted, 0 differ")


@pytest.mark.check(31, 32)
def test_every_bubble_of_the_unfolded_map_has_the_number_of_a_count_of_its_own(
    laptop: Page, world: World, noted: Noted
) -> None:
    """Cards are counted by a query; research by the map itself, whose counts are held to queries in test_numbers."""
    graph = open_graph(world.home)
    held = load_map(graph, Cards.of(graph))
    visit(laptop, world.base, "bewijskaart?" + "&".join(f"open={key}" for key in held.foldable()))
    told = {bubble["key"]: int(bubble["number"]) for bubble in shown(laptop)}
    wanted = {f"{key}|praktijk": number for key, number in counted(world.base).items()}
    cells = (held.cell(row.thing, column) for row in held.rows(held.foldable()) for column in held.columns("situatie"))
    wanted |= {f"{cell.key}|{stance}": len(each) for cell in cells for stance, each in cell.research.items()}
    assert told == wanted
    noted(f"{len(told)} numbers counted, 0 differ")


def counted(base: str) -> dict[str, int]:
    """Count the cards of every cell by a query of its own."""
    asked = Request(f"{base}/sparql", CARDS.encode(), {"accept": "text/csv", "content-type": "application/sparql-query"})
    with urlopen(asked, timeout=30) as answer:
        rows = [line.split(",") for line in answer.read().decode().splitlines()[1:]]
    return {f"{element.rsplit('/')[-1]}.{place.rsplit('/')[-1]}": int(number) for element, place, number in rows}


@pytest.mark.check(9)
def test_enter_selects_and_the_address_gives_the_same_list_in_the_other_language(
    laptop: Page, world: World, noted: Noted
) -> None:
    visit(laptop, world.base, "bewijskaart")
    key = "a.huisbezoek|genuanceerd-door"
    number = next(int(bubble["number"]) for bubble in shown(laptop) if bubble["key"] == key)
    laptop.locator(f'.dww-mapbox button[data-k="{key}"]').focus()
    laptop.keyboard.press("Enter")
    chosen(laptop, key)
    assert (listed(laptop, "celkaart"), listed(laptop, "celbewijs")) == (0, number)
    assert {"cel=a.huisbezoek", "kracht=genuanceerd-door"} <= set(laptop.url.split("?")[1].split("&"))
    assert laptop.evaluate("document.activeElement.dataset.k") == key
    address = laptop.url.replace("lang=nl", "lang=en")
    laptop.goto("about:blank")
    laptop.goto(address)
    settle(laptop)
    chosen(laptop, key)
    assert (listed(laptop, "celkaart"), listed(laptop, "celbewijs")) == (0, number)
    noted("Enter selects, the list follows")


def test_arrow_keys_walk_over_the_cells_and_unfolding_keeps_the_focus(laptop: Page, base: str) -> None:
    visit(laptop, base, "bewijskaart")
    laptop.wait_for_selector(".dww-mapbox")
    laptop.locator('button[data-fold="a"]').focus()
    laptop.keyboard.press("Enter")
    laptop.wait_for_selector('button[data-fold="a"][aria-expanded="true"]')
    assert laptop.evaluate("document.activeElement.dataset.fold") == "a"
    laptop.keyboard.press("ArrowRight")
    laptop.keyboard.press("ArrowDown")
    assert laptop.evaluate("document.activeElement.dataset.k") == "a1.aanmelding-en-triage|"
    laptop.keyboard.press("Enter")
    chosen(laptop, "a1.aanmelding-en-triage|")
    assert "open=a" in laptop.url
    assert not violations(laptop)


def test_an_empty_cell_is_a_visible_sign_that_can_be_chosen(laptop: Page, base: str) -> None:
    visit(laptop, base, "bewijskaart?leeg=1")
    laptop.wait_for_selector(".dww-mapbox")
    laptop.locator('.dww-mapbox button[data-k="a.begeleid-bezoek|"]').locator("..").click()
    chosen(laptop, "a.begeleid-bezoek|")
    assert laptop.get_by_role("heading", name="relatie en samenwerking × begeleid bezoek").is_visible()
    assert (listed(laptop, "celkaart"), listed(laptop, "celbewijs"), len(shown(laptop))) == (0, 0, 0)


def test_no_head_is_cut_and_every_button_can_be_touched(sized: Page, base: str) -> None:
    for path in ("bewijskaart?open=a&open=c&open=c9", "bewijskaart?as=clienttype&facet=probleemgebied"):
        visit(sized, base, path)
        sized.wait_for_selector(".dww-mapbox")
        assert sized.evaluate(CUT) == []
        assert sized.evaluate(SMALL) == 0


def test_heads_stay_in_view_when_the_map_scrolls_in_its_own_box(sized: Page, base: str) -> None:
    visit(sized, base, "bewijskaart?open=a&open=b&open=c&open=d")
    sized.wait_for_selector(".dww-mapbox")
    where = """() => { const box = document.querySelector('.dww-mapbox'); box.scrollTo(400, 500)
      const edge = box.getBoundingClientRect(), rows = box.querySelector('table').rows
      const top = rows[0].cells[5].getBoundingClientRect().top, left = rows[9].cells[0].getBoundingClientRect().left
      return [top - edge.top, left - edge.left, box.scrollLeft, box.scrollTop] }"""
    top, left, sideways, down = sized.evaluate(where)
    assert (abs(top) <= 2, abs(left) <= 2) == (True, True)
    assert (sideways, down) == (400, 500)


@pytest.mark.check(37)
def test_on_paper_nothing_is_cut_and_address_and_date_are_there(laptop: Page, world: World, noted: Noted) -> None:
    visit(laptop, world.base, "bewijskaart?open=a")
    laptop.wait_for_selector(".dww-mapbox")
    laptop.emulate_media(media="print")
    laptop.set_viewport_size({"width": 1050, "height": 740})
    printed = laptop.evaluate(PRINTED)
    assert (printed["over"], printed["high"], printed["controls"], printed["bar"]) == (0, 0, 0, 0)
    assert laptop.url in printed["link"]
    assert laptop.evaluate(CUT) == []
    assert "Stand per 20" in laptop.inner_text("body")
    noted("nothing cut, no controls, address and date")


def test_after_a_click_on_a_number_the_beginning_of_its_answer_is_in_sight(laptop: Page, base: str) -> None:
    visit(laptop, base, "bewijskaart")
    laptop.locator(".dww-bubble").first.click()
    answer = laptop.locator('[class*="st-key-dwwkaartbalk3"]')
    answer.wait_for()
    laptop.wait_for_function(
        "() => document.querySelector('[class*=\"st-key-dwwkaartbalk3\"]').getBoundingClientRect().top < 0.75 * innerHeight",
        timeout=10_000,
    )
