"""The code says only what the ontology knows, builds no query out of pieces, and keeps each engine behind its door."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = sorted((ROOT / "src").rglob("*.py"))
QUERY_WORD = re.compile(r"\b(SELECT|INSERT|DELETE|CONSTRUCT|DESCRIBE|ASK)\b[^a-z]*[{*?$<(]|\bWHERE\s*\{|\bVALUES\s*[?$({]")
BUILDERS = {
    "src/dww_graph/derive.py",  # compiles our own rules
    "src/dww_graph/explorer/viewmodels/as_sparql.py",  # writes a query that its reader sees and changes; it goes past the gate
}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def known_terms() -> set[str]:
    """Local names of dww: that stand as a subject in an ontology file."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ontology").glob("*.ttl"))
    return set(re.findall(r"^dww:(\w+)\s", texts, re.MULTILINE))


def used_terms(tree: ast.AST) -> Iterator[str]:
    """Local names in calls such as `dww("status")`, `a(thing, "Bron")`, and in texts such as "dww:status"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            at = {"dww": 0, "a": 1}.get(name)
            said = node.args[at] if at is not None and at < len(node.args) else None
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                yield said.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"^dww:(\w+)$", node.value)


def strings(*nodes: ast.expr) -> Iterator[str]:
    return (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def built_queries(tree: ast.AST) -> Iterator[int]:
    """Line numbers where text that reads as SPARQL is put together: f-string, %, +, format, join or replace."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and any(isinstance(part, ast.FormattedValue) for part in node.values):
            texts = list(strings(*node.values))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add):
            texts = list(strings(node.left, node.right))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "join",
                                                                                                        "replace"):
            lists = [part.elts for part in node.args if isinstance(part, ast.List | ast.Tuple)]
            texts = list(strings(node.func.value, *node.args, *(each for elements in lists for each in elements)))
        else:
            continue
        if any(QUERY_WORD.search(text) for text in texts):
            yield node.lineno


def imported(tree: ast.AST) -> set[str]:
    """Top-level packages that a module imports, at its head, in a function, or by `import_module`."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module or "")
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
            names |= {str(part.value) for part in node.args if isinstance(part, ast.Constant)}
    return {name.split(".")[0] for name in names}


def test_every_term_in_the_code_stands_in_the_ontology() -> None:
    known = known_terms()
    assert {f"{named(path)}: {term}" for path in SOURCE for term in used_terms(tree_of(path)) if term not in known} == set()


def test_the_code_uses_many_terms_and_the_look_finds_them() -> None:
    used = {term for path in SOURCE for term in used_terms(tree_of(path))}
    assert len(used) > 40
    assert {"handelwijze", "Handelingskennis", "bestand"} <= used


def test_no_query_is_built_from_pieces_except_where_it_is_said() -> None:
    built = {named(path) for path in SOURCE for _ in built_queries(tree_of(path))}
    assert built == BUILDERS


@pytest.mark.parametrize("line", [
    'f"SELECT ?s WHERE {{ ?s a <{kind}> }}"', '"SELECT ?s WHERE { ?s a <%s> }" % kind',
    '"SELECT ?s WHERE { ?s a <" + kind + "> }"', 'f"VALUES ?s {{ <{kind}> }}"',
    '"ASK {{ <{}> ?p ?o }}".format(kind)', '" ".join(["INSERT {", kind, "}"])', '"DELETE { KIND ?p ?o }".replace("KIND", kind)',
])
def test_the_look_finds_a_query_that_is_built_from_pieces(line: str) -> None:
    assert list(built_queries(ast.parse(line))) != []


@pytest.mark.parametrize("line", ['"SELECT ?s WHERE { ?s ?p ?o }"', 'f"Select a card, {name}"', 'f"Delete {name}?"'])
def test_the_look_lets_whole_queries_and_plain_sentences_through(line: str) -> None:
    assert list(built_queries(ast.parse(line))) == []


@pytest.mark.parametrize("library", ["pyoxigraph", "owlready2"])
def test_only_its_door_imports_an_engine(library: str) -> None:
    doors = {"pyoxigraph": {"src/dww_graph/store.py"}, "owlready2": {"src/dww_graph/reasoning.py"}}
    assert {named(path) for path in SOURCE if library in imported(tree_of(path))} == doors[library]


def test_the_reasoner_is_named_in_its_door_and_in_the_list_of_packages_only() -> None:
    naming = {named(path) for path in SOURCE if "owlready2" in path.read_text(encoding="utf-8")}
    assert naming == {"src/dww_graph/reasoning.py", "src/dww_graph/doctor.py"}
