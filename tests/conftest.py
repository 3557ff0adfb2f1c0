"""What all tests share: the starter graph, built once, and a place to note the figure of a check."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from tests import checks

from dww_graph import curation

Noted = Callable[[str], None]
_FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture
def noted(request: pytest.FixtureRequest) -> Noted:
    """Note the figure of a check, for the table in CHECKS.md; it counts when the test passes."""
    figures: list[str] = []
    request.node.stash[_FIGURES] = figures
    return figures.append


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep what a passed test noted for each check that it is marked with."""
    report = yield
    if report.when == "call" and report.passed:
        file = item.path.relative_to(checks.HERE).as_posix()
        for mark in item.iter_markers("check"):
            graph = mark.kwargs.get("graph") or _graph(item)
            figures = item.stash.get(_FIGURES, ["holds"])
            checks.note(checks.Figure(number, graph, figure, file) for number in mark.args for figure in figures)
    return report


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what takes long to `make checks`: the graph of 1,000 cards, and tests that are marked so; naming marks runs all."""
    if config.getoption("markexpr"):
        return
    later = {item for item in items if _graph(item) == "duizend" or item.get_closest_marker("thorough")}
    later |= {item for item in items for mark in item.iter_markers("check") if mark.kwargs.get("graph") == "duizend"}
    config.hook.pytest_deselected(items=[*later])
    items[:] = [item for item in items if item not in later]


def _graph(item: pytest.Item) -> str:
    """Say on which graph a test ran: the world it was given, or else the starter graph."""
    spec = getattr(item, "callspec", None)
    return str(spec.params.get("world", "starter")) if spec else "starter"


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
