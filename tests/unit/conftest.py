"""A data folder that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def home(starter_home: Path, tmp_path: Path) -> Path:
    """A copy of the starter graph, of this test alone."""
    return Path(shutil.copytree(starter_home, tmp_path / "dww-data"))
