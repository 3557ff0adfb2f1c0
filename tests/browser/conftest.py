"""Running servers, on the starter graph and on 1,000 cards, once per session, and a headless browser, once per file."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from benchmarks import graphs
from playwright.sync_api import Browser, Page, sync_playwright
from tests.checks import GRAPHS

pytest.register_assert_rewrite("tests.browser.looking")  # so that a failure there says what is wrong

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The names of Chromium, the lightest first: its headless shell draws the same pages with a fifth to a third less work."""
PATIENCE = 90
SIZES = {"breed": (1400, 900), "smal": (390, 844)}


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the Chromium of this machine is; absent means skipped, except in CI."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None and os.environ.get("CI") != "true":
        pytest.skip("2026-11-23: no Chromium on this machine; CI has one and does not skip")
    assert found, "CI must have Chromium"
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser, once per file: while it is open it keeps an event loop running, in which no other file may run its own."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def base(starter_home: Path, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server; it is asked for after the browser, so that nothing starts for nothing."""
    del chromium
    with serving(starter_home, tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield address


@dataclass(frozen=True, slots=True)
class World:
    """One of the two graphs that the checks are held on: its name, its data folder and the address of its server."""

    name: str
    home: Path
    base: str


@pytest.fixture(scope="session")
def thousand_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with 1,000 invented cards around the starter content, built once for all processes of a run."""
    folder = tmp_path_factory.getbasetemp()
    home = (folder if worker_id == "master" else folder.parent) / "duizend"
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            graphs.build(home.with_suffix(".part"))
            home.with_suffix(".part").rename(home)
    return home


@pytest.fixture(scope="session", params=GRAPHS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The starter graph, or 1,000 cards."""
    if request.param == "starter":
        yield World("starter", request.getfixturevalue("starter_home"), request.getfixturevalue("base"))
        return
    home: Path = request.getfixturevalue("thousand_home")
    with serving(home, tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield World(request.param, home, address)


@contextmanager
def serving(home: Path, log: Path, port: int = 0, **environment: str) -> Iterator[str]:
    """Run a server on a data folder, and give its address; what it says goes to `log`. Port 0 is any that is free."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "DWW_HOME": str(home), **environment}, stdout=out, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    """Give a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(PATIENCE * 2):
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    pytest.fail(f"the server did not answer within {PATIENCE} s")


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Light or dark."""
    return str(request.param)


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    """Wide or narrow."""
    return str(request.param)


@pytest.fixture
def blank(browser: Browser, scheme: str, size: str) -> Iterator[Page]:
    """An empty page in a context of its own."""
    width, height = SIZES[size]
    viewport = {"width": width, "height": height}
    context = browser.new_context(locale="nl-NL", color_scheme=scheme, viewport=viewport)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def laptop(browser: Browser) -> Iterator[Page]:
    """A wide, light page in a context of its own."""
    context = browser.new_context(locale="nl-NL", color_scheme="light", viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()
