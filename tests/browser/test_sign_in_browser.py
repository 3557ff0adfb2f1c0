"""Signing in as a curator with an identity provider, in a real browser, from the first button to the journal's code."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.app import offered
from tests.browser.conftest import World, free_port, serving
from tests.browser.looking import settle, visit
from tests.browser.provider import Provider, providing, secrets_toml
from tests.conftest import Noted

from dww_graph import journal
from dww_graph.http import uploads

FORM = "application/x-www-form-urlencoded"
PARTS = ("aanbieden", "codes", "bijdragen")


@pytest.fixture(scope="module")
def folder(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the starter graph with one consent."""
    top = tmp_path_factory.mktemp("aanmelden")
    shutil.copytree(starter_home, top / "dww-data")
    offered.consent(top / "dww-data")
    return top


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """A running identity provider."""
    with providing() as running:
        yield running


@pytest.fixture(scope="module")
def server(browser: Browser, folder: Path, provider: Provider) -> Iterator[str]:
    """A server for several people, with that provider and one curator."""
    del browser
    port = free_port()
    (folder / ".streamlit").mkdir()
    text = secrets_toml(provider.address, f"http://127.0.0.1:{port}")
    (folder / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")
    people = {"HOME": str(folder), "DWW_CURATORS": "redactie-7=persoon-7"}
    with serving(folder / "dww-data", folder / "log.txt", port, **people) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page in a context of its own."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


def signed_in(page: Page, server: str, provider: Provider, person: str) -> None:
    """Press the button of the page, and come back on that page as that person."""
    provider.person = person
    visit(page, server, "inname")
    came_from = page.url
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("button", name="Afmelden").wait_for()
    settle(page)
    assert page.url == came_from


@pytest.mark.check(38)
def test_a_visitor_sees_the_way_in_and_no_box_for_files(page: Page, server: str, noted: Noted) -> None:
    visit(page, server, "inname")
    assert page.get_by_role("button", name="Aanmelden").is_visible()
    assert page.locator('input[type="file"]').count() == 0
    noted("the way in, and no box")


@pytest.mark.check(38)
def test_who_is_no_curator_sees_nothing_and_can_send_nothing(page: Page, world: World, noted: Noted) -> None:
    """Files go to an address of Streamlit's own; updates of the graph would go to `/sparql`."""
    for part in PARTS:
        visit(page, world.base, f"inname?deel={part}")
        assert page.locator('input[type="file"], main textarea').count() == 0
        assert page.locator('[data-testid="stMain"] [data-testid="stButton"]').count() == 0
    before = tuple(journal.read(world.home))
    for headers in ({}, {"x-forwarded-for": "127.0.0.1"}, {"cookie": f"{uploads.SIGNED_IN}=verzonnen"}):
        sent = page.request.put(f"{world.base}/_stcore/upload_file/a/b", data=offered.GOOD, headers=headers)
        assert (sent.status, "alleen een beheerder" in sent.text()) == (403, True)  # our word: Streamlit refuses some by itself
    for asked in ("update=DROP ALL", "query=DELETE WHERE { ?a ?b ?c }"):
        sent = page.request.post(f"{world.base}/sparql", data=asked, headers={"content-type": FORM})
        assert 400 <= sent.status < 500
    assert tuple(journal.read(world.home)) == before
    noted("nothing shown, 0 of 5 requests taken")


@pytest.mark.check(38)
def test_a_curator_signs_in_offers_a_file_and_stands_in_the_journal_by_code_only(
    page: Page, server: str, provider: Provider, folder: Path, noted: Noted
) -> None:
    signed_in(page, server, provider, "persoon-7")
    box = page.locator('input[type="file"]')
    box.set_input_files({"name": "kaarten.csv", "mimeType": offered.CSV, "buffer": offered.GOOD})
    page.get_by_role("button", name="Neem op", exact=True).click()
    page.get_by_text("opgenomen", exact=True).wait_for()
    assert [each.rol for each in journal.read(folder / "dww-data")][-1] == "redactie-7"
    kept = b"".join(path.read_bytes() for path in (folder / "dww-data").rglob("*") if path.is_file())
    assert b"persoon-7" not in kept
    noted("back on the same page")


@pytest.mark.check(38)
def test_a_sign_in_that_expired_leads_back_to_the_same_part_and_language(
    page: Page, server: str, provider: Provider, noted: Noted
) -> None:
    signed_in(page, server, provider, "persoon-7")
    page.context.clear_cookies()
    page.goto(f"{server}/inname?deel=bijdragen&lang=en")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    settle(page)
    assert page.url == f"{server}/inname?deel=bijdragen&lang=en"
    noted("back on the same page")


def test_who_signs_in_and_is_no_curator_may_only_read(page: Page, server: str, provider: Provider) -> None:
    signed_in(page, server, provider, "persoon-8")
    assert page.locator('input[type="file"]').count() == 0
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url(f"{server}/", timeout=30_000)
    settle(page)
    visit(page, server, "inname")
    page.get_by_role("button", name="Aanmelden").wait_for()
