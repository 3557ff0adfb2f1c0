"""Every state of a page in a real browser, and what a visitor does first; the pages are in test_checks_pages_browser.py."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page
from tests.browser.looking import PAGES, STATES, inspect, settle, violations, visit

BAR = """() => [...document.querySelectorAll('header a, header button, .st-key-dwwtop button')]
  .filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .map(e => e.getBoundingClientRect()).filter(box => box.width > 1 && box.right > 0)
  .map(box => [Math.round(box.left), Math.round(box.right)]).sort((a, b) => a[0] - b[0])"""


@pytest.mark.parametrize("name", STATES)
def test_a_state_of_a_page(name: str, laptop: Page, base: str) -> None:
    inspect(visit(laptop, base, STATES[name]), "nl")


@pytest.mark.parametrize("width", [320, 390, 700, 1024])
def test_nothing_in_the_bar_on_top_lies_over_something_else(width: int, laptop: Page, base: str) -> None:
    laptop.set_viewport_size({"width": width, "height": 844})
    visit(laptop, base, PAGES["kaart"])
    boxes = laptop.evaluate(BAR)
    assert len(boxes) >= 4
    assert [(one, next_one) for one, next_one in pairwise(boxes) if one[1] > next_one[0] + 1] == []
    assert boxes[-1][1] <= width


def test_the_checks_notice_what_is_wrong(laptop: Page, base: str) -> None:
    visit(laptop, base, PAGES["over"])
    laptop.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"/x.png\">')")
    assert any(rule.startswith("image-alt") for rule in violations(laptop))


def test_the_language_switch_keeps_filters_and_names_the_language_of_the_page(laptop: Page, base: str) -> None:
    visit(laptop, base, PAGES["kennis"])
    laptop.locator(".st-key-dwwtop").get_by_text("EN", exact=True).click()
    laptop.wait_for_selector("h1:has-text('Action knowledge')")
    settle(laptop)
    assert "element=a5" in laptop.url
    assert "lang=en" in laptop.url
    assert laptop.evaluate("document.documentElement.lang") == "en"
    assert "7 cards" in laptop.locator(".dww-count").inner_text()


def test_the_look_can_be_changed_without_losing_the_page_or_its_filters(laptop: Page, base: str) -> None:
    visit(laptop, base, PAGES["kennis"])
    before = laptop.url
    menu = laptop.get_by_test_id("stMainMenuButton")
    menu.click()
    laptop.get_by_test_id("stMainMenuItem-theme-Dark").click()
    laptop.keyboard.press("Escape")
    settle(laptop)
    assert laptop.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(23, 21, 18)"
    assert laptop.url == before
    assert laptop.locator(".dww-count").inner_text().startswith("7 ")
    assert not violations(laptop)


def test_a_filter_is_in_the_address_and_the_address_gives_the_same_cards(laptop: Page, base: str) -> None:
    visit(laptop, base, "kennis")
    laptop.get_by_text("samen beslissen (7)").click()
    laptop.locator(".dww-count", has_text="7 kaarten").wait_for()
    address = laptop.url
    assert "element=a5" in address
    laptop.goto("about:blank")
    laptop.goto(address)
    settle(laptop)
    assert laptop.locator(".dww-count").inner_text().startswith("7 ")


def test_a_card_opens_in_the_same_tab_and_the_language_stays(laptop: Page, base: str) -> None:
    visit(laptop, base, "kennis", "en")
    laptop.get_by_role("link", name="Achter de bank").click()
    laptop.wait_for_selector("h1:has-text('Achter de bank')")
    assert len(laptop.context.pages) == 1
    assert "id=handelingskennis" in laptop.url
    assert "lang=en" in laptop.url


def test_no_name_that_is_read_aloud_holds_marks_of_markdown(laptop: Page, base: str) -> None:
    visit(laptop, base, PAGES["kennis"])
    names = laptop.evaluate("[...document.querySelectorAll('[aria-label]')].map(each => each.ariaLabel)")
    assert "Vergelijk deze kaart: Drie bakjes" in names
    assert [name for name in names if "[" in name or "\\" in name] == []


def test_headings_have_letters_of_our_own(laptop: Page, base: str) -> None:
    visit(laptop, base, "over")
    loaded = "[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family.replaceAll('\"', ''))"
    assert "DWW Serif" in laptop.evaluate(loaded)
    assert laptop.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").replace('"', "").startswith("DWW Serif")


def test_a_link_to_another_thing_on_the_same_page_goes_into_the_address_and_back_again(laptop: Page, base: str) -> None:
    visit(laptop, base, "begrip?id=element/a1")
    laptop.get_by_role("link", name="herstel van alliantiebreuk").first.click()
    laptop.wait_for_selector("h1:has-text('herstel van alliantiebreuk')")
    settle(laptop)
    assert "a1-" in laptop.url
    laptop.reload()
    settle(laptop)
    assert laptop.locator("h1").inner_text() == "herstel van alliantiebreuk"
    laptop.go_back()
    laptop.wait_for_selector("h1:has-text('werkalliantie')")


def test_what_was_chosen_to_compare_stays_in_sight_in_a_long_list(laptop: Page, base: str) -> None:
    visit(laptop, base, "kennis?vergelijk=kaarten-vb1&vergelijk=kaarten-vb4")
    laptop.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 1400)")
    settle(laptop)
    place = laptop.get_by_role("link", name="Leg ze naast elkaar").bounding_box()
    assert place is not None
    middle = {"x": place["x"] + place["width"] / 2, "y": place["y"] + place["height"] / 2}
    on_top = laptop.evaluate("at => document.elementFromPoint(at.x, at.y)?.closest('a')?.innerText ?? ''", middle)
    assert on_top.endswith("Leg ze naast elkaar")
    bar = laptop.locator('[data-testid="stLayoutWrapper"]:has(> .st-key-dww-mand)')
    assert bar.evaluate("box => getComputedStyle(box).backgroundColor") == "rgb(253, 251, 247)"  # what lies under it is covered


def test_a_comparison_has_a_button_that_prints_it(laptop: Page, base: str) -> None:
    visit(laptop, base, PAGES["vergelijk"])
    laptop.evaluate("() => { window.print = () => { window.printed = true } }")
    assert not laptop.evaluate("window.printed")
    button = laptop.get_by_role("button", name="Druk deze pagina af")
    assert button.evaluate("button => getComputedStyle(button).borderTopStyle") == "solid"
    button.click()
    assert laptop.evaluate("window.printed")
    laptop.emulate_media(media="print")
    assert not laptop.get_by_role("button", name="Druk deze pagina af").is_visible()


def test_when_not_to_is_visible_without_scrolling(laptop: Page, base: str) -> None:
    visit(laptop, base, PAGES["kaart"])
    for name in (".dww-boundary", ".dww-sentence"):
        box = laptop.locator(name).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 900


def test_the_first_visitor_may_come_in_anywhere(laptop: Page, base: str) -> None:
    seen = visit(laptop, base, "spoor?uitkomst=alle")
    assert laptop.locator("h1").inner_text() == "Herleidspoor"
    assert laptop.locator(".dww-table tbody tr").count() > 50
    assert not seen.foreign
