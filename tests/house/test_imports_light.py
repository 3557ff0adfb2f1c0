"""`import dww_graph` is light: it loads the engine, and nothing heavier until that is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("rdflib", "pyshacl", "shacl", "owlready2", "streamlit", "pandas", "polars", "openpyxl", "rispy", "networkx", "click")
PROGRAM = "import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"


def loaded_by(module: str) -> set[str]:
    """The top-level packages in memory after importing a module in a fresh process."""
    command = [sys.executable, "-W", "error", "-c", PROGRAM.format(module=module)]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_the_package_loads_no_heavy_library() -> None:
    loaded = loaded_by("dww_graph")
    assert loaded & set(HEAVY) == set()
    assert "pyoxigraph" in loaded


def test_the_command_line_loads_click_and_none_of_the_others() -> None:
    assert loaded_by("dww_graph.cli") & set(HEAVY) == {"click"}


@pytest.mark.parametrize("name", ["rdflib", "streamlit"])
def test_the_look_itself_sees_a_library_that_is_loaded(name: str) -> None:
    assert name in loaded_by(name)
