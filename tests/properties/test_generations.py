"""What holds of every generation: rings nest, no person shows outside beheer, derived is told apart, a switch undoes itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from benchmarks.cards import write_table

from dww_graph import curation, generation, terms
from dww_graph.answer import Triple
from dww_graph.graph import open_graph
from dww_graph.model import RINGS, Ring, Terms
from dww_graph.store import Store

DERIVED = f" <{terms.DERIVED}> ."
PERSONAL = re.compile(r"id/(toestemming|professional|pseudoniem)/|def#(onderToestemming|vanProfessional|pseudoniem)>")
Lines = Mapping[Ring, frozenset[str]]


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter graph with forty invented cards, spread over the three rings."""
    home = tmp_path_factory.mktemp("wijd") / "dww-data"
    curation.build_starter(home)
    curation.ingest(home, [write_table(home / "t.csv", 40)], Terms())
    return home


@pytest.fixture(scope="module")
def lines(wide: Path) -> Lines:
    """Every quad of each ring as one line."""
    now = generation.current(wide)
    return {ring: frozenset(now.open(ring).canonical_lines()) for ring in RINGS}


def asserted(found: frozenset[str]) -> set[str]:
    """The lines of the default graph that no rule wrote."""
    derived = {line.removesuffix(DERIVED) + " ." for line in found if line.endswith(DERIVED)}
    return {line for line in found if not line.endswith(DERIVED)} - derived


def subjects(found: set[str]) -> set[str]:
    return {line.split(" ", 1)[0] for line in found}


def shown(home: Path) -> tuple[str, ...]:
    return tuple(generation.current(home).info.ringen[ring].sha256 for ring in RINGS)


def test_each_ring_holds_all_of_the_ring_before_it_and_more(lines: Lines) -> None:
    assert lines["openbaar"] < lines["programma"] < lines["beheer"]


def test_no_consent_and_no_person_is_seen_outside_ring_beheer(lines: Lines) -> None:
    def traces(ring: Ring) -> list[str]:
        return [line for line in lines[ring] if PERSONAL.search(line)]

    about_data = {ring: [line for line in traces(ring) if line.startswith(f"<{terms.ID}")] for ring in RINGS}
    assert about_data["openbaar"] == []
    assert about_data["programma"] == []
    assert about_data["beheer"]


def test_no_consent_code_stands_in_the_text_of_a_lower_ring(lines: Lines) -> None:
    assert not [line for ring in ("openbaar", "programma") for line in lines[ring] if "ILLUSTRATIEF-2026" in line]
    assert [line for line in lines["beheer"] if "ILLUSTRATIEF-2026" in line]


@pytest.mark.parametrize("ring", RINGS)
def test_what_is_derived_stands_in_the_default_graph_and_in_the_named_one(ring: Ring, lines: Lines) -> None:
    derived = {line for line in lines[ring] if line.endswith(DERIVED)}
    assert derived
    assert {line.removesuffix(DERIVED) + " ." for line in derived} <= lines[ring]


def test_the_only_named_graph_is_that_of_what_was_derived(wide: Path) -> None:
    for ring in RINGS:
        found = generation.current(wide).open(ring).query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        assert [row[0].value for row in found.rows if row[0]] == [terms.DERIVED]


@pytest.mark.parametrize("ring", RINGS)
def test_a_ring_derives_only_from_what_it_holds(ring: Ring, lines: Lines) -> None:
    known = subjects(asserted(lines[ring]))
    derived = {line for line in lines[ring] if line.endswith(DERIVED)}
    ends = {part for line in derived for part in (line.split(" ")[0], line.split(" ")[2]) if part.startswith("<")}
    cells = {end for end in ends if end.startswith(f"<{terms.ID}bewijscel/")}
    assert ends - cells <= known
    assert all(any(line.startswith(f"{cell} <{terms.DEF}celVanElement>") for line in derived) for cell in cells)


def test_a_higher_ring_derives_more(lines: Lines) -> None:
    counts = [sum(line.endswith(DERIVED) for line in lines[ring]) for ring in RINGS]
    assert counts == sorted(set(counts))


@pytest.mark.parametrize("ring", RINGS)
def test_the_stated_number_of_triples_is_what_a_query_counts(ring: Ring, wide: Path) -> None:
    info = generation.current(wide).info.ringen[ring]
    store = generation.current(wide).open(ring)
    assert info.tripels == number(store, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert open_graph(wide, ring).generation.triples == info.tripels


@pytest.mark.parametrize("ring", RINGS)
def test_no_blank_node_is_in_any_ring(ring: Ring, wide: Path) -> None:
    store = generation.current(wide).open(ring)
    assert store.query("ASK { ?s ?p ?o FILTER(isBLANK(?s) || isBLANK(?o)) }").boolean is False


def test_the_switch_off_leaves_no_statement_about_an_invented_thing_and_on_restores_every_ring(wide: Path) -> None:
    before = shown(wide)
    now = generation.current(wide)
    invented = {triple.subject.value for triple in now.open("beheer").triples(None, terms.term("dww:isIllustratief"))}
    curation.show_illustrative(wide, shown=False)
    assert not generation.current(wide).info.illustratief
    for ring in RINGS:
        left = list(generation.current(wide).open(ring).triples())
        assert [triple for triple in left if names_one_of(invented, triple)] == []
        assert f"{terms.DEF}isIllustratief" not in {triple.predicate.value for triple in left}
    assert shown(wide) != before
    curation.show_illustrative(wide, shown=True)
    assert shown(wide) == before
    assert invented


def test_the_switch_leaves_everything_real(starter_home: Path, home: Path) -> None:
    curation.show_illustrative(home, shown=False)
    counts = generation.current(home).info.ringen["openbaar"].tellingen
    full = generation.current(starter_home).info.ringen["openbaar"].tellingen
    for kind in ("Bevinding", "Aanbeveling", "Programmaclaim", "Fragment", "WerkzaamElement", "Onderzoeksbron"):
        assert counts[kind] == full[kind]
    assert "Handelingskennis" not in counts
    assert full["Handelingskennis"] > 0


def names_one_of(things: set[str], triple: Triple) -> bool:
    return triple.subject.value in things or triple.object.value in things


def number(store: Store, query: str) -> int:
    (row,) = store.query(query).rows
    assert row[0] is not None
    return int(row[0].value)
