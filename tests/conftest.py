"""What all tests share: the starter graph, built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dww_graph import curation


@pytest.fixture(scope="session")
def starter_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with the starter graph, for all tests of a process. Read it; who changes things takes a copy.

    A test that leaves a file here fails the last one: it would change what others start from.
    """
    home = tmp_path_factory.mktemp("starter") / "dww-data"
    curation.build_starter(home)
    before = _names(home)
    yield home
    assert _names(home) == before, "a test wrote in the shared starter graph"


def _names(home: Path) -> set[str]:
    """Return the files of a data folder outside its stores, which keep files of their own while they are open."""
    found = {path.relative_to(home) for path in home.rglob("*") if path.is_file()}
    return {path.as_posix() for path in found if path.parts[0] != "generations"}
