"""When the store fails, a page says so in plain words, `/healthz` too, and both recover by themselves."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import World, serving
from tests.browser.looking import settle, violations
from tests.conftest import Noted

pytestmark = pytest.mark.thorough

PATHS: Final = ("kennis?element=a5", "spoor?uitkomst=lu-01", "werkbank")


@pytest.fixture
def copied(world: World, tmp_path: Path) -> Iterator[World]:
    """A server on a copy of the graph, which may be broken."""
    home = tmp_path / "dww-data"
    shutil.copytree(world.home, home, symlinks=True)
    with serving(home, tmp_path / "log.txt") as address:
        yield World(world.name, home, address)


def healthy(base: str) -> tuple[int, dict[str, str]]:
    """Give the status of `/healthz` and what it says."""
    try:
        with urlopen(f"{base}/healthz", timeout=30) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def words(page: Page, address: str) -> str:
    """Open a page and give its words."""
    page.goto(address)
    settle(page)
    return page.inner_text("body")


@pytest.mark.check(39)
@pytest.mark.parametrize("broken", ["folder", "pointer"])
def test_a_failing_store_is_told_and_the_page_recovers_without_a_restart(
    broken: str, browser: Browser, copied: World, noted: Noted
) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    words(page, f"{copied.base}/kennis?element=a5")
    whole = page.locator(".dww-count").inner_text()
    assert healthy(copied.base)[0] == 200
    name = "generations" if broken == "folder" else "current"
    (copied.home / name).rename(copied.home / f"{name}.weg")
    for path in PATHS:
        told = words(page, f"{copied.base}/{path}")
        assert "dww build" in told
        assert "Traceback" not in told and ".py" not in told
        assert page.locator("h1").count() == 1
    assert not violations(page)
    status, said = healthy(copied.base)
    assert (status, said["status"], bool(said["reason"])) == (503, "unavailable", True)
    (copied.home / f"{name}.weg").rename(copied.home / name)
    assert healthy(copied.base)[0] == 200
    words(page, f"{copied.base}/kennis?element=a5")
    expect(page.locator(".dww-count")).to_have_text(re.sub(r"\s+", " ", whole))
    page.close()
    noted("told on 3 pages, 503, back without a restart")
