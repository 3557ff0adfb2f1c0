"""The filters of the list of cards: their numbers add up and follow each other, and an answer comes soon; so do pages."""

from __future__ import annotations

import re
import time
from statistics import median
from typing import Final

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import World
from tests.browser.looking import settle, visit
from tests.conftest import Noted

pytestmark = pytest.mark.thorough

FILTER, PAGE = 0.6, 1.2
"""Seconds until the new count, and until the heading of another page (2 cores, nothing else running)."""
MANY: Final = 8
"""So many times that, on a machine that does other things too."""
COUNTS: Final = """facet => Object.fromEntries([...document.querySelectorAll(`[class*="st-key-facet-${facet}-"] label`)]
  .map(label => [label.closest('[class*="st-key-facet-"]').className.match(/st-key-(facet-\\S+)/)[1],
    Number(label.innerText.match(/\\((\\d+)\\)/)[1])]))"""
BAR: Final = ("bewijskaart", "kennis", "leren", "over", "kennis")


def number(page: Page) -> int:
    """Give how many cards the page says there are."""
    return int(re.findall(r"\d+", page.locator(".dww-count").first.inner_text())[0])


def counts(page: Page, facet: str) -> dict[str, int]:
    """Give the number beside each value of a facet."""
    page.wait_for_selector(".dww-foot")
    page.wait_for_selector(f'[class*="st-key-facet-{facet}-"] label')
    found: dict[str, int] = page.evaluate(COUNTS, facet)
    return found


def tick(page: Page, key: str) -> float:
    """Tick a value, and give the seconds until another count stands."""
    told = page.locator(".dww-count").first.inner_text()
    began = time.perf_counter()
    page.locator(f".st-key-{key} label").first.click()
    page.wait_for_function("told => document.querySelector('.dww-count')?.innerText !== told", arg=told)
    return time.perf_counter() - began


@pytest.mark.check(25)
def test_the_number_beside_a_value_is_what_one_gets_and_follows_the_other_filters(
    laptop: Page, world: World, noted: Noted
) -> None:
    """Every card has one year, so those numbers add up; cards have several elements, so those add up to no fewer than all."""
    visit(laptop, world.base, "kennis?jaar=2020")
    laptop.locator(".st-key-wis-alles button").click()
    laptop.wait_for_function("() => !location.search.includes('jaar')")
    settle(laptop)
    every, years, before = number(laptop), counts(laptop, "jaar"), counts(laptop, "element")
    assert sum(years.values()) == every
    assert sum(before.values()) >= every
    for facet in ("element", "situatie"):
        key, promised = next(iter(counts(laptop, facet).items()))
        tick(laptop, key)
        settle(laptop)
        assert number(laptop) == promised
        assert sum(counts(laptop, "jaar").values()) == promised
    after = counts(laptop, "element")
    followed = sum(after[key] != before[key] for key in before if key in after)
    assert followed > 0
    assert all(after[key] <= before[key] for key in after if key in before)
    noted(f"years add up to {every}, 2 promises kept, {followed} numbers followed")


@pytest.mark.check(26)
@pytest.mark.timed
def test_a_filter_and_a_page_answer_soon(laptop: Page, world: World, noted: Noted) -> None:
    visit(laptop, world.base, "kennis")
    one, other = list(counts(laptop, "situatie"))[:2]
    filters = []
    for key in (one, other, one, other, one, other, one):
        filters.append(tick(laptop, key))
        settle(laptop)
    pages = []
    for name in BAR:
        told = laptop.locator("h1").inner_text()
        began = time.perf_counter()
        laptop.locator(f'header a[href*="/{name}"]').first.click()
        laptop.wait_for_function("name => location.pathname === `/${name}` && document.querySelector('h1')", arg=name)
        laptop.wait_for_function("told => document.querySelector('h1').innerText !== told", arg=told)
        pages.append(time.perf_counter() - began)
        settle(laptop)
    noted(f"filter median {median(filters):.2f} s (target {FILTER})")
    noted(f"page median {median(pages):.2f} s (target {PAGE})")
    assert median(filters) < FILTER * MANY
    assert median(pages) < PAGE * MANY
