"""Every page in English in a real browser; a file of its own, so that it runs beside the Dutch ones."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser.looking import PAGES, inspect, visit


@pytest.mark.parametrize(("scheme", "size"), [("light", "smal"), ("dark", "breed")])
@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, blank: Page, base: str) -> None:
    inspect(visit(blank, base, PAGES[name], "en"), "en")
