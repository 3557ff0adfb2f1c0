"""kill -9 in the middle of an intake: what answers is an old or a new generation, whole; nothing is lost and nothing half stays.

Ten moments, spread at random (seeded) over the time one uninterrupted run holds the lock: half of the runs take a new file in,
half replace a file that is there. A key is random, so it is made the same everywhere before graphs are compared.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from benchmarks.cards import write_table

from dww_graph import curation, generation, sources
from dww_graph.model import RINGS, Terms

ROWS, KILLS = 300, 10
Shape = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """An intake to interrupt: the folder it starts from, its file and options, how long it writes, and what it makes."""

    home: Path
    words: tuple[str, ...]
    seconds: float
    before: Shape
    after: Shape


def shape(home: Path) -> Shape:
    """The fingerprint of each ring of the current generation, with random keys by their order instead."""
    keys = sorted(folder.name for folder in sources.all_folders(home) if len(folder.name) == 18)
    found = []
    for ring in RINGS:
        text = "\n".join(generation.current(home).open(ring).canonical_lines())
        for number, key in enumerate(keys):
            text = text.replace(key, f"sleutel{number}")
        found.append(hashlib.sha256("\n".join(sorted(text.split("\n"))).encode()).hexdigest())
    return tuple(found)


def start(home: Path, words: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dww_graph", "--home", str(home), "ingest", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def wait_for_the_lock(home: Path, process: subprocess.Popen[bytes]) -> None:
    """Return when the process writes, which its lock says by its number."""
    while f'"proces": {process.pid},' not in (home / "lock").read_text(encoding="utf-8"):
        assert process.poll() is None
        time.sleep(0.002)


def uninterrupted(home: Path, words: tuple[str, ...], scratch: Path) -> Case:
    """Run an intake on a copy to its end, and note how long it held the lock and what came of it."""
    copy = Path(shutil.copytree(home, scratch))
    with start(copy, words) as process:
        wait_for_the_lock(copy, process)
        begun = time.monotonic()
        process.wait()
        seconds = time.monotonic() - begun
    assert process.returncode == 0
    return Case(home, words, seconds, shape(home), shape(copy))


@pytest.fixture(scope="module")
def cases(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Case]:
    """A new file on the starter graph, and a new version of a file that is there."""
    folder = tmp_path_factory.mktemp("val")
    first, second = write_table(folder / "een.csv", ROWS), write_table(folder / "twee.csv", ROWS, seed=8)
    full = Path(shutil.copytree(starter_home, folder / "vol"))
    (receipt,) = curation.ingest(full, [first], Terms())
    return {
        "nieuw": uninterrupted(starter_home, (str(first),), folder / "a"),
        "vervangen": uninterrupted(full, (str(second), "--replace", receipt.sleutel), folder / "b"),
    }


def moments() -> list[tuple[str, float]]:
    """Ten kills: which case, and after which part of its time; one in each tenth of the time, at random inside it."""
    chance = random.Random(20261123)
    parts = [(at + chance.random()) / KILLS for at in range(KILLS)]
    return [(("nieuw", "vervangen")[at % 2], part) for at, part in enumerate(parts)]


def killed(case: Case, part: float, home: Path) -> Path:
    """Run the case on a copy and kill it after that part of its time; return the copy."""
    shutil.copytree(case.home, home)
    with start(home, case.words) as process:
        wait_for_the_lock(home, process)
        time.sleep(part * case.seconds)
        os.kill(process.pid, signal.SIGKILL)
    return home


def garbage(home: Path) -> list[str]:
    folders = (sources.folder(home), generation.folder(home))
    return [path.name for folder in folders for path in folder.iterdir() if path.name.startswith(".")]


def test_an_intake_changes_the_graph_in_both_cases(cases: Mapping[str, Case]) -> None:
    for case in cases.values():
        assert case.before != case.after


@pytest.mark.parametrize(("name", "part"), moments())
def test_a_killed_intake_leaves_the_old_or_the_new_generation_whole(
    name: str, part: float, cases: Mapping[str, Case], tmp_path: Path
) -> None:
    case = cases[name]
    home = killed(case, part, tmp_path / "dww-data")
    assert shape(home) in (case.before, case.after)
    assert len(generation.current(home).open("beheer")) > 0
    rebuilt = curation.rebuild(home)
    assert shape(home) in (case.before, case.after)
    assert garbage(home) == []
    assert generation.current(home).number == rebuilt.number
    assert set(rebuilt.info.bijdragen) == {folder.name for folder in sources.all_folders(home)}


def test_rebuild_twice_after_a_kill_gives_the_same_and_the_file_offered_again_gets_in(
    cases: Mapping[str, Case], tmp_path: Path
) -> None:
    case = cases["nieuw"]
    home = killed(case, 0.5, tmp_path / "dww-data")
    first = curation.rebuild(home).info.ringen
    assert {ring: info.sha256 for ring, info in curation.rebuild(home).info.ringen.items()} == {
        ring: info.sha256 for ring, info in first.items()
    }
    curation.ingest(home, [Path(case.words[0])], Terms())
    assert shape(home) == case.after
