"""What is kept for all visitors goes with its generation: what was withdrawn does not stay in the memory of the server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dww_graph.explorer import state
from dww_graph.graph import KnowledgeGraph


@pytest.fixture
def home(starter_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the starter graph, in which a generation can be published anew."""
    copied = shutil.copytree(starter_home, tmp_path / "graaf", symlinks=True)
    monkeypatch.setenv("DWW_HOME", str(copied))
    state.forget()
    yield copied
    state.forget()


def test_a_new_generation_lets_go_of_what_was_made_of_the_one_before(home: Path) -> None:
    made: list[str] = []

    def make(graph: KnowledgeGraph) -> str:
        made.append(graph.lang)
        return graph.lang

    kept = state.kept(4)(make)
    assert [kept(state.graph("nl")), kept(state.graph("nl")), kept(state.graph("en"))] == ["nl", "nl", "en"]
    assert made == ["nl", "en"]
    pointer = home / "current"
    os.utime(pointer, ns=(1, 1), follow_symlinks=pointer.is_symlink())
    kept(state.graph("nl"))
    assert made == ["nl", "en", "nl"]
    state._KEPT.pop()
