"""Every page in English in a real browser, dark and narrow or light and wide by turns."""

from __future__ import annotations

from itertools import cycle

import pytest
from playwright.sync_api import Page
from tests.browser.looking import PAGES, inspect, visit

LOOKS = cycle((("light", "breed"), ("dark", "smal")))

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize(("name", "scheme", "size"), [(name, *look) for name, look in zip(PAGES, LOOKS, strict=False)])
def test_page(name: str, blank: Page, base: str) -> None:
    inspect(visit(blank, base, PAGES[name], "en"), "en")
