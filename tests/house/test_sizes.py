"""Code that is read in one breath: sizes of functions, files and lines; a docstring on all that is public; nothing left to do."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = sorted((ROOT / "src").rglob("*.py"))
CODE = sorted(path for top in ("src", "tests", "benchmarks", "app.py") for path in (ROOT / top, *(ROOT / top).rglob("*.py"))
              if path.suffix == ".py")
LEFT_OVER = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, Function))


def length(node: Function) -> int:
    """Lines of a function from `def` to its last, its docstring not counted."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def public_without_docstring(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if ast.get_docstring(tree) is None:
        yield named(path)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    owners: list[ast.Module | ast.ClassDef] = [tree, *classes]
    for owner in owners:
        for node in owner.body:
            if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and ast.get_docstring(node) is None:
                yield f"{named(path)}: {node.name}"


@pytest.fixture(scope="module")
def lengths() -> dict[str, int]:
    """The length of each function of the product."""
    return {f"{named(path)}:{node.lineno} {node.name}": length(node) for path in SOURCE for node in functions(path)}


def test_no_function_is_longer_than_60_lines(lengths: dict[str, int]) -> None:
    assert {name: size for name, size in lengths.items() if size > 60} == {}


def test_of_twenty_functions_nineteen_have_at_most_40_lines(lengths: dict[str, int]) -> None:
    assert sum(size <= 40 for size in lengths.values()) / len(lengths) >= 0.95


def test_half_of_the_functions_have_at_most_9_lines(lengths: dict[str, int]) -> None:
    assert statistics.median(lengths.values()) <= 9


def test_no_file_has_400_lines() -> None:
    sizes = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {name: size for name, size in sizes.items() if size >= 400} == {}


def test_no_line_is_longer_than_130_characters() -> None:
    long = [f"{named(path)}:{number}" for path in CODE
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if len(line) > 130]
    assert long == []


def test_every_module_and_all_that_is_public_in_it_has_a_docstring() -> None:
    assert [name for path in SOURCE for name in public_without_docstring(path)] == []


def test_nothing_is_left_to_do() -> None:
    shipped = [path for top in ("ontology", "queries", "starter") for path in (ROOT / top).rglob("*.*")]
    files = [*CODE, *(path for path in shipped if path.suffix != ".svg")]
    left = [f"{named(path)}: {found[0]}" for path in files if (found := LEFT_OVER.search(path.read_text(encoding="utf-8")))]
    assert left == []


def test_the_code_that_is_measured_is_all_there() -> None:
    assert len(SOURCE) > 50
    assert ROOT / "src" / "dww_graph" / "store.py" in SOURCE
    assert ROOT / "app.py" in CODE
