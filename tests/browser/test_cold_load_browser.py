"""What a first visit costs, through a proxy that compresses: bytes, and time until the first heading."""

from __future__ import annotations

import gzip
import time
from typing import Final

import pytest
from playwright.sync_api import Browser, Error, Page, Response
from tests.browser.conftest import World
from tests.conftest import Noted

pytestmark = pytest.mark.thorough

MOST: Final = 1_500_000
SECONDS, GENEROUS = 4, 20
"""Seconds until the first heading on a machine that does nothing else, and on one that does."""
PACKED: Final = ("font/", "image/png", "image/jpeg", "application/zip", "application/wasm")


def wire(answer: Response) -> int:
    """Give the bytes of an answer as a compressing proxy sends it; what is compressed already goes as it is."""
    kind = answer.header_value("content-type") or ""
    try:
        body = answer.body()
    except Error:  # a redirect has no body
        return 0
    packed = kind.startswith(PACKED) or answer.url.endswith((".woff2", ".png"))
    return len(body) if packed else len(gzip.compress(body, 6))


def keep_in(answers: list[Response], page: Page) -> None:
    """Keep every answer that a page gets."""

    def kept(answer: Response) -> None:
        answers.append(answer)

    page.on("response", kept)


@pytest.mark.check(27)
@pytest.mark.timed
def test_a_first_visit_is_light_and_soon_shows_a_heading(browser: Browser, world: World, noted: Noted) -> None:
    waited = []
    for _ in range(3):
        answers: list[Response] = []
        context = browser.new_context(locale="nl-NL", viewport={"width": 1400, "height": 900})
        page = context.new_page()
        keep_in(answers, page)
        began = time.perf_counter()
        page.goto(f"{world.base}/")
        page.wait_for_selector("h1")
        waited.append(time.perf_counter() - began)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1000)
        size = sum(map(wire, answers))
        context.close()
    assert len(answers) > 10
    assert size < MOST
    assert sorted(waited)[1] < GENEROUS
    noted(f"{size / 1e6:.2f} MB (target {MOST / 1e6:.1f})")
    noted(f"first heading median {sorted(waited)[1]:.1f} s (target {SECONDS})")
