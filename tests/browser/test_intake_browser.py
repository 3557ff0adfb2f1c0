"""A curator at work in a real browser: a faulty file, the mended one, and words that somebody must decide about."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, FilePayload, Page
from tests.app import offered
from tests.browser.conftest import SIZES, serving
from tests.browser.looking import inspect, settle, visit


@pytest.fixture(scope="module")
def folder(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the starter graph with one consent, and beside it the log of the server."""
    top = tmp_path_factory.mktemp("inname")
    shutil.copytree(starter_home, top / "dww-data")
    offered.consent(top / "dww-data")
    return top


@pytest.fixture(scope="module")
def curated(browser: Browser, folder: Path) -> Iterator[str]:
    """The address of a server on which whoever sits at this machine may curate."""
    del browser
    with serving(folder / "dww-data", folder / "log.txt", DWW_CURATOR="1") as address:
        yield address


def opened(browser: Browser, scheme: Literal["light", "dark"], size: str) -> Iterator[Page]:
    """Give an empty page in a context of its own."""
    width, height = SIZES[size]
    context = browser.new_context(locale="nl-NL", color_scheme=scheme, viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    """A wide, light page."""
    yield from opened(browser, "light", "breed")


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    """A narrow, dark page."""
    yield from opened(browser, "dark", "smal")


def drop(page: Page, name: str, data: bytes, button: str = "Neem op") -> None:
    """Drop a file in the box and have it taken in."""
    page.locator('input[type="file"]').set_input_files(FilePayload(name=name, mimeType=offered.CSV, buffer=data))
    page.get_by_role("button", name=button, exact=True).click()


def test_a_fault_is_told_and_the_mended_file_is_taken_in(wide: Page, curated: str) -> None:
    seen = visit(wide, curated, "inname")
    inspect(seen, "nl")
    drop(wide, "kaarten.csv", offered.FAULTY)
    wide.get_by_text("geweigerd", exact=True).wait_for()
    assert wide.get_by_text("kolom datum (M2)").is_visible()
    with wide.expect_download() as copy:
        wide.get_by_role("button", name="Kopie met opmerkingen").click()
    assert copy.value.suggested_filename == "kaarten-met-opmerkingen.xlsx"
    wide.get_by_text("Meer bestanden aanbieden").click()
    drop(wide, "kaarten.csv", offered.GOOD)
    wide.get_by_text("opgenomen", exact=True).wait_for()
    settle(wide)
    inspect(seen, "nl")


def test_words_are_decided_beside_their_passage_and_stand_nowhere_afterwards(narrow: Page, curated: str, folder: Path) -> None:
    """Not in the address, the data folder or the log of the server; a role may be typed that is not in the list."""
    seen = visit(narrow, curated, "inname", "en")
    drop(narrow, "namen.csv", offered.NAMED.replace(b"HK-", b"HN-"), "Take in")
    question = narrow.locator('[class*="st-key-dwwbox-vlag"]', has=narrow.locator("mark", has_text=offered.NAME))
    question.get_by_text("Replace by a role").click()
    question.get_by_role("combobox").fill("oudere zus")
    question.get_by_role("combobox").press("Enter")
    narrow.get_by_text("1 of 2 decided").wait_for()
    settle(narrow)
    inspect(seen, "en")
    narrow.get_by_role("button", name="Choose ‘keep’ for the rest").click()
    narrow.get_by_role("button", name="Record and offer again").click()
    narrow.get_by_text("taken in", exact=True).wait_for()
    settle(narrow)
    assert narrow.locator("mark").count() == 0
    assert "Achterberg" not in narrow.url
    assert not [path for path in folder.rglob("*") if path.is_file() and b"Achterberg" in path.read_bytes()]


def test_the_page_is_in_the_bar_only_for_who_may_curate(wide: Page, base: str, curated: str) -> None:
    visit(wide, base, "over")
    assert wide.get_by_role("link", name="Inname").count() == 0
    visit(wide, curated, "over")
    assert wide.get_by_role("link", name="Inname").count() == 1
