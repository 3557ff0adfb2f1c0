"""The rules of the graph: one CONSTRUCT a file, compiled to the update that writes what it derives.

A rule file opens with a header: name, nl, en, reads and writes (names of dww: properties), and order. What a
rule derives goes into the default graph, and also into a named graph of its own so that asserted and derived
can be told apart. The store runs the updates; nothing here does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

from ruamel.yaml.error import YAMLError

from dww_graph.assets import files
from dww_graph.errors import StoreError, Text
from dww_graph.header import read_header
from dww_graph.terms import DERIVED

_PROPERTY: Final = re.compile(r"\bdww:([a-z]\w*)")
_COMMENT: Final = re.compile(r"^\s*#.*\n?", re.MULTILINE)
_MEND: Final = Text("Verbeter het regelbestand.", "Mend the rule file.")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the properties it reads and writes, its CONSTRUCT and the INSERT compiled from it."""

    name: str
    meaning: Text
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    order: int
    construct: str
    insert: str


@dataclass(frozen=True, slots=True)
class _Parts:
    """A CONSTRUCT taken apart: prefix lines, template and pattern, both with their braces off."""

    prologue: str
    template: str
    pattern: str


def load_rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """Return the rules of `folder` (the shipped ones when None), each after the rules whose output it reads.

    Raises StoreError for a file that is no rule, and when rules wait for one another.
    """
    paths = files(("ontology", "regels"), "*.rq") if folder is None else sorted(folder.glob("*.rq"))
    return in_order([compile_rule(path) for path in paths])


def compile_rule(path: Path) -> Rule:
    """Return the rule in one `.rq` file; raises StoreError when header and query do not say the same."""
    text = path.read_text(encoding="utf-8")
    head = _header(text, path)
    parts = _parts(_COMMENT.sub("", text), path)
    _agree(head.reads, parts.pattern, "reads", path)
    _agree(head.writes, parts.template, "writes", path)
    construct = f"{parts.prologue}\nCONSTRUCT {{{parts.template}}}\nWHERE {{{parts.pattern}}}\n"
    return Rule(head.name, head.meaning, head.reads, head.writes, head.order, construct, _insert(parts))


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules so that each comes after those whose output it reads; among equals, by `order` and name.

    Raises StoreError for a circle: a rule runs once, so it cannot wait for what follows it.
    """
    known = sorted(rules, key=lambda rule: (rule.order, rule.name))
    sorter = TopologicalSorter({rule: _before(rule, known) for rule in known})
    try:
        sorter.prepare()
    except CycleError as error:
        names = " → ".join(rule.name for rule in error.args[1])
        what = Text("Deze regels wachten op elkaar.", "These rules wait for one another.")
        raise StoreError(
            what, names, do=Text("Haal één regel uit de kring.", "Take one rule out of the circle.")
        ) from error
    return tuple(_taken(sorter, known))


def _taken(sorter: TopologicalSorter[Rule], known: Sequence[Rule]) -> Iterator[Rule]:
    """Yield the rules one by one: of those that wait for nothing, the first in `known`."""
    ready: list[Rule] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()], key=known.index)
        first = ready.pop(0)
        yield first
        sorter.done(first)


def _before(rule: Rule, rules: Iterable[Rule]) -> set[Rule]:
    return {other for other in rules if set(other.writes) & set(rule.reads)}


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    meaning: Text
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    order: int


def _header(text: str, path: Path) -> _Header:
    try:
        said = read_header(text)
        return _Header(
            str(said["name"]),
            Text(str(said["nl"]), str(said["en"])),
            tuple(map(str, said["reads"])),
            tuple(map(str, said["writes"])),
            int(said["order"]),
        )
    except (YAMLError, KeyError, TypeError, ValueError) as error:
        what = Text("De kop van deze regel is niet volledig.", "The header of this rule is not complete.")
        expected = Text("name, nl, en, reads, writes en order", "name, nl, en, reads, writes and order")
        raise StoreError(what, f"{path.name}: {error}", expected, _MEND) from error


def _parts(text: str, path: Path) -> _Parts:
    prologue, construct, rest = text.partition("CONSTRUCT")
    template, rest = _braced(rest, path)
    between, where, rest = rest.partition("WHERE")
    pattern, rest = _braced(rest, path)
    if not construct or not where or between.strip() or rest.strip():
        raise _no_rule(path)
    return _Parts(prologue.strip(), template, pattern)


def _braced(text: str, path: Path) -> tuple[str, str]:
    """Return what stands in the first pair of braces, and what comes after it."""
    depth = 0
    start = text.find("{")
    for position, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if sign == "}" and depth == 0:
            return text[start + 1 : position], text[position + 1 :]
    raise _no_rule(path)


def _no_rule(path: Path) -> StoreError:
    what = Text("Dit bestand is geen regel.", "This file is no rule.")
    expected = Text(
        "voorvoegsels, CONSTRUCT { … } en WHERE { … }", "prefixes, CONSTRUCT { … } and WHERE { … }"
    )
    return StoreError(what, path.name, expected, _MEND)


def _agree(said: tuple[str, ...], text: str, key: str, path: Path) -> None:
    used = set(_PROPERTY.findall(text))
    if used != set(said):
        what = Text("Kop en regel zeggen niet hetzelfde.", "Header and rule do not say the same.")
        wanted = ", ".join(sorted(used))
        raise StoreError(what, f"{path.name}: {key}", Text(wanted, wanted), _MEND)


def _insert(parts: _Parts) -> str:
    both = f"{parts.template} GRAPH <{DERIVED}> {{{parts.template}}}"
    return f"{parts.prologue}\nINSERT {{{both}}}\nWHERE {{{parts.pattern}}}\n"
