"""Every page on both graphs, light and dark, wide and narrow by turns: what can be seen wrong with it while it stands there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import SIZES, World
from tests.browser.looking import PAGES, faults, visit
from tests.conftest import Noted

WORDS = {
    1: "foreign requests",
    2: "console errors",
    3: "axe violations",
    4: "wrong languages",
    5: "titles that are wrong or used twice",
    6: "wrong headings",
    12: "signs by colour alone",
    13: "marks and texts too pale",
    14: "pages that scroll sideways",
    15: "targets below 24 px",
    17: "English texts",
    21: "links that go astray",
    22: "names cut off",
}
LOOKS = {"starter": {"light": "breed", "dark": "smal"}, "duizend": {"light": "smal", "dark": "breed"}}
"""For each graph the two looks of every page; together they are all four."""


@pytest.fixture(scope="module")
def titles() -> dict[str, str]:
    """Each tab title that was seen, and the page it belongs to."""
    return {}


@pytest.fixture(scope="module", params=[(name, scheme) for name in PAGES for scheme in ("light", "dark")], ids="-".join)
def found(request: pytest.FixtureRequest, world: World, browser: Browser, titles: dict[str, str]) -> dict[int, list[str]]:
    """What is wrong with a page, opened once with an empty cache and looked at from all sides."""
    name, scheme = request.param
    width, height = SIZES[LOOKS[world.name][scheme]]
    viewport = {"width": width, "height": height}
    context = browser.new_context(locale="nl-NL", color_scheme=scheme, viewport=viewport)  # type: ignore[arg-type]
    seen = visit(context.new_page(), world.base, PAGES[name])
    wrong = faults(seen, "nl")
    title = seen.page.title()
    wrong[5] += [title] if titles.setdefault(title, name) != name else []
    context.close()
    return wrong


@pytest.mark.parametrize("number", [pytest.param(number, marks=pytest.mark.check(number)) for number in WORDS])
def test_a_page_keeps(number: int, found: dict[int, list[str]], noted: Noted) -> None:
    assert found[number] == []
    noted(f"0 {WORDS[number]}")
