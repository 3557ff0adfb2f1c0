"""kill -9 in the middle of an intake: what answers is an old or a new generation, whole; nothing is lost and nothing half stays.

The intake is a new version of a file that is there: its key stays the same, so the fingerprints of old and new are known. It is
killed at ten moments, spread at random (seeded) over the time an uninterrupted run holds the lock, and once before each rename
by which it changes the truth: the old version aside, the new one in, the generation in its place, the pointer.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from benchmarks.cards import write_table

from dww_graph import curation, generation, sources
from dww_graph.model import RINGS

ROWS, KILLS, RENAMES = 60, 10, 4
Prints = tuple[str, ...]
KILL_AT_RENAME = """
import os, pathlib, signal, sys
left, rename = int(sys.argv.pop(1)), pathlib.Path.replace
def replace(self, target):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
pathlib.Path.replace = replace
from dww_graph.cli import main
main()
"""


@dataclass(frozen=True, slots=True)
class Case:
    """The intake to interrupt: the folder it starts from, its words, how long it writes, fingerprints before and after."""

    home: Path
    words: tuple[str, ...]
    seconds: float
    before: Prints
    after: Prints
    environment: dict[str, str]


def prints(home: Path) -> Prints:
    """The fingerprint of each ring that now answers, as it was stored."""
    return tuple(generation.current(home).info.ringen[ring].sha256 for ring in RINGS)


def start(program: tuple[str, ...], home: Path, words: tuple[str, ...], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, *program, "--home", str(home), "ingest", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)


def wait_for_the_lock(home: Path, process: subprocess.Popen[bytes]) -> None:
    """Return when the process writes, which its lock says by its number."""
    while f'"proces": {process.pid},' not in (home / "lock").read_text(encoding="utf-8"):
        assert process.poll() is None
        time.sleep(0.002)


@pytest.fixture(scope="module")
def case(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Take a table in, then a new version of it on a copy; note how long that held the lock and what came of it."""
    folder = tmp_path_factory.mktemp("val")
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "pyc"), "PYTHONDONTWRITEBYTECODE": ""}
    home, copy = Path(shutil.copytree(starter_home, folder / "oud")), folder / "nieuw"
    with start(("-m", "dww_graph"), home, (str(write_table(folder / "een.csv", ROWS)),), environment) as process:
        assert process.wait() == 0
    (key,) = {path.name for path in sources.all_folders(home)} - {path.name for path in sources.all_folders(starter_home)}
    words = (str(write_table(folder / "twee.csv", ROWS, seed=8)), "--replace", key)
    shutil.copytree(home, copy)
    with start(("-m", "dww_graph"), copy, words, environment) as process:
        wait_for_the_lock(copy, process)
        begun = time.monotonic()
        assert process.wait() == 0
        seconds = time.monotonic() - begun
    return Case(home, words, seconds, prints(home), prints(copy), environment)


def moments() -> list[float]:
    """Parts of the time at which to kill: one in each tenth, at random inside it."""
    chance = random.Random(20261123)
    return [round((at + chance.random()) / KILLS, 3) for at in range(KILLS)]


def garbage(home: Path) -> list[str]:
    folders = (sources.folder(home), generation.folder(home))
    return [path.name for folder in folders for path in folder.iterdir() if path.name.startswith(".")]


def check_what_is_left(home: Path, case: Case) -> None:
    """What answers is whole and known; the next verb clears up; all contributions are there, the old version or the new."""
    assert prints(home) in (case.before, case.after)
    assert prints(home) == tuple(generation.current(home).open(ring).fingerprint() for ring in RINGS)
    rebuilt = curation.rebuild(home)
    assert prints(home) in (case.before, case.after)
    assert garbage(home) == []
    assert set(rebuilt.info.bijdragen) == {path.name for path in sources.all_folders(case.home)}


def test_the_new_version_changes_every_ring(case: Case) -> None:
    assert all(old != new for old, new in zip(case.before, case.after, strict=True))


@pytest.mark.parametrize("part", moments())
def test_an_intake_killed_at_a_random_moment_leaves_the_old_or_the_new(part: float, case: Case, tmp_path: Path) -> None:
    home = Path(shutil.copytree(case.home, tmp_path / "dww-data"))
    with start(("-m", "dww_graph"), home, case.words, case.environment) as process:
        wait_for_the_lock(home, process)
        time.sleep(part * case.seconds)
        process.kill()
    check_what_is_left(home, case)


@pytest.mark.parametrize("rename", range(1, RENAMES + 1))
def test_an_intake_killed_before_a_rename_leaves_the_old_or_the_new(rename: int, case: Case, tmp_path: Path) -> None:
    home = Path(shutil.copytree(case.home, tmp_path / "dww-data"))
    with start(("-c", KILL_AT_RENAME, str(rename)), home, case.words, case.environment) as process:
        assert process.wait() == -signal.SIGKILL
    assert prints(home) == case.before
    check_what_is_left(home, case)
    once = prints(home)
    assert once == (case.before if rename <= 2 else case.after)
    curation.rebuild(home)
    assert prints(home) == once
