"""Invented and draft content says that it is, in words, on every page that shows it and in every file."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import World
from tests.browser.looking import PAGES, visit
from tests.conftest import Noted

pytestmark = pytest.mark.thorough

INVENTED: Final = {"nl": re.compile("verzonnen|illustratief", re.IGNORECASE),
                   "en": re.compile("invented|illustrative", re.IGNORECASE)}  # fmt: skip
DRAFT: Final = {"nl": re.compile("concept", re.IGNORECASE), "en": re.compile("draft", re.IGNORECASE)}
BESIDE: Final = {"over", "inname"}
"""Pages without cards; `over` explains the marks."""
DRAFTS: Final = ("kennis?q=verzonnen", "spoor?uitkomst=lu-07", "graaf?focus=element/a5", "bewijskaart",
                 "vergelijk?id=GEN-00001&id=VB1")
"""Pages on which the large graph shows cards that nobody confirmed."""
BODY: Final = """() => { const main = document.querySelector('[data-testid="stMain"]').cloneNode(true)
  main.querySelectorAll('.dww-foot, style').forEach(e => e.remove()); return main.textContent }"""
FILES: Final = {
    "kennis?element=a5": "CSV", "bewijskaart": "CSV", "leren?element=a5": "CSV", "spoor?uitkomst=lu-01": "CSV",
    "kaart?id=VB3": "Turtle",
    "werkbank?vraag=scherm:kaart-verbindingen&kaart=VB1": "herkomst",
}  # fmt: skip


def words(page: Page) -> str:
    """Give the words of a page without its foot, which says the same on every page."""
    page.wait_for_selector(".dww-foot")
    page.wait_for_timeout(300)
    return str(page.evaluate(BODY))


def says(file: str, mark: str) -> bool:
    """Say whether a row of a CSV file says a mark: in a cell, or with "ja" in a column of that name."""
    heads, *rows = csv.reader(io.StringIO(file))
    asked = [at for at, head in enumerate(heads) if re.search(mark, head)]
    return any(re.search(mark, cell) for row in rows for cell in row) or any(row[at] == "ja" for row in rows for at in asked)


@pytest.mark.check(40)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_page_with_cards_says_that_they_are_invented(lang: str, laptop: Page, world: World, noted: Noted) -> None:
    paths = [path for name, path in PAGES.items() if name not in BESIDE]
    silent = []
    for path in paths:
        visit(laptop, world.base, path, lang)
        silent += [] if INVENTED[lang].search(words(laptop)) else [path]
    if world.name == "duizend":
        for path in DRAFTS:
            visit(laptop, world.base, path, lang)
            silent += [] if DRAFT[lang].search(words(laptop)) else [f"draft {path}"]
    assert silent == []
    noted(f"{len(paths)} pages marked in words")


@pytest.mark.check(40)
def test_every_file_says_so_too(laptop: Page, world: World, noted: Noted) -> None:
    """The plain CSV of the workbench is what the protocol prescribes and holds nothing else; the readable one is marked."""
    for path, kind in FILES.items():
        visit(laptop, world.base, path)
        with laptop.expect_download() as kept:
            named = re.compile(kind, re.IGNORECASE)
            laptop.locator('[data-testid="stDownloadButton"] button').filter(has_text=named).first.click()
        told = kept.value.path().read_text(encoding="utf-8")
        invented = re.search("isIllustratief.*true", told) if kind == "Turtle" else says(told, "verzonnen|illustratief")
        assert invented, path
        no_draft = world.name == "starter" and path.startswith("spoor")
        assert kind != "CSV" or no_draft or says(told, "concept"), path
    for thing in ("handelingskennis/kaarten-vb3", "spoor/lu-04"):
        for lang, said in INVENTED.items():
            assert said.search(laptop.request.get(f"{world.base}/doc/{thing}?lang={lang}").text()), thing
    data = laptop.request.get(f"{world.base}/id/handelingskennis/kaarten-vb3", headers={"accept": "text/turtle"}).text()
    assert re.search("isIllustratief .*true", data)
    noted(f"{len(FILES) + 3} files marked")
