"""Every state of a page in a real browser, and what a visitor does first; the pages are in test_checks_pages_browser.py."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.looking import PAGES, STATES, inspect, settle, violations, visit


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
