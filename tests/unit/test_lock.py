"""One writer at a time, named by process and verb; the lock ends with its process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dww_graph import curation, lock
from dww_graph.errors import Locked
from dww_graph.model import Terms

HOLD = """
import sys, pathlib
from dww_graph import lock
with lock.writing(pathlib.Path(sys.argv[1]), "ingest"):
    print("vast", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_by_another(home: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until its standard input is closed."""
    command = [sys.executable, "-c", HOLD, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "vast\n"
        yield process
        process.kill()


def test_a_second_writer_is_refused_and_told_who_holds_the_lock(tmp_path: Path) -> None:
    with held_by_another(tmp_path) as holder, pytest.raises(Locked) as caught, lock.writing(tmp_path, "rebuild"):
        pass
    assert f"proces {holder.pid}" in caught.value.where
    assert "dww ingest" in caught.value.where
    assert caught.value.exit_code == 3


def test_a_killed_writer_leaves_no_lock_behind(tmp_path: Path) -> None:
    with held_by_another(tmp_path) as holder:
        holder.kill()
        holder.wait()
        with lock.writing(tmp_path, "rebuild"):
            assert f'"proces": {os.getpid()}' in (tmp_path / "lock").read_text(encoding="utf-8")


def test_the_lock_is_free_again_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock.writing(tmp_path, "ingest"):
        raise ZeroDivisionError
    with lock.writing(tmp_path, "ingest"):
        pass
    assert (tmp_path / "lock").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("verb", ["ingest", "build", "rebuild", "rollback", "illustrative"])
def test_every_verb_that_writes_waits_for_no_other_writer(verb: str, tmp_path: Path) -> None:
    calls: dict[str, Callable[[], object]] = {
        "ingest": lambda: curation.ingest(tmp_path, [tmp_path / "x.csv"], Terms()),
        "build": lambda: curation.build_starter(tmp_path),
        "rebuild": lambda: curation.rebuild(tmp_path),
        "rollback": lambda: curation.rollback(tmp_path),
        "illustrative": lambda: curation.show_illustrative(tmp_path, shown=False),
    }
    with lock.writing(tmp_path, "proef"), pytest.raises(Locked):
        calls[verb]()
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]
