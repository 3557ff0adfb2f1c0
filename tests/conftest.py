"""What all tests share: the starter graph, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph import curation


@pytest.fixture(scope="session")
def starter_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the starter graph. Read it; who changes things takes a copy."""
    home = tmp_path_factory.mktemp("starter") / "dww-data"
    curation.build_starter(home)
    return home
