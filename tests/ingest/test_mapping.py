"""Codes of a project become candidates only where a person mapped them, and stop being so when the mapping changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph import curation, generation, mapping, terms
from dww_graph.errors import InputRefused, NotFound
from dww_graph.graph import open_graph
from dww_graph.model import Terms

from . import many
from .tables import saved

HIGHLIGHTS = "id,document,tag,content\n1,gesprek,Samen beslissen,we kiezen samen wat er gebeurt\n2,gesprek,Koffie,eerst koffie\n"


@pytest.fixture
def project(home: Path, tmp_path: Path) -> tuple[Path, str]:
    """A project of two codings, taken in for ring programma."""
    many.consent(home, "T-2026-03")
    path = saved(tmp_path, "project.csv", HIGHLIGHTS.encode())
    (receipt,) = curation.ingest(home, [path], Terms("T-2026-03", "programma", privacy_akkoord_door="redactie-1"))
    assert receipt.outcome == "opgenomen", [fault.tell("nl") for fault in receipt.faults]
    return home, receipt.sleutel


def candidates(home: Path) -> set[str]:
    """The elements for which there is a candidate."""
    found = generation.current(home).open("programma").triples(None, terms.term("dww:kandidaatVoorElement"))
    return {triple.object.value for triple in found}


def decided(home: Path, key: str, by: str = "redactie-1") -> str:
    """The table as proposed, with the element row decided and the other code decided to match nothing."""
    lines = mapping.table(home, key).splitlines()
    head = next(line for line in lines if line.startswith("subject_id")).split("\t")
    author = head.index("author_id")
    rows = [line.split("\t") for line in lines if line.startswith("code:")]
    chosen = [[*row[:author], by, *row[author + 1 :]] for row in rows if "element:" in row[3] or row[3] == "sssom:NoTermFound"]
    return "\n".join([line for line in lines if not line.startswith("code:")] + ["\t".join(row) for row in chosen]) + "\n"


def test_a_proposal_alone_makes_nothing(project: tuple[Path, str]) -> None:
    home, key = project
    assert mapping.projects(home) == (key,) and mapping.code_paths(home, key) == ["Koffie", "Samen beslissen"]
    assert "samen beslissen" in mapping.table(home, key) and "sssom:NoTermFound" in mapping.table(home, key)
    assert candidates(home) == set()


def test_a_decided_mapping_makes_candidates_and_never_facts(project: tuple[Path, str]) -> None:
    home, key = project
    cards = open_graph(home, "programma").generation.counts.get("Handelingskennis")
    number, _ = mapping.decide(home, key, decided(home, key), "codes.tsv", "redactie-1")
    assert number == 2 and terms.thing("element", "a5") in candidates(home)
    assert open_graph(home, "programma").generation.counts.get("Handelingskennis") == cards
    assert {text.nl: count for text, count in mapping.counts(mapping.rows(home, key))} == {
        "codes": 2, "gekoppeld": 1, "geen overeenkomst": 1, "wacht": 0,
    }


def test_a_mapping_that_is_taken_back_takes_its_candidates_along(project: tuple[Path, str]) -> None:
    home, key = project
    mapping.decide(home, key, decided(home, key), "codes.tsv", "redactie-1")
    table = mapping.table(home, key)
    none = "\n".join(
        "\t".join([*row[:3], "sssom:NoTermFound", "", *row[5:]]) if (row := line.split("\t"))[0].startswith("code:") else line
        for line in table.splitlines()
    )
    mapping.decide(home, key, none, "codes.tsv", "redactie-2")
    assert candidates(home) == set()


def test_a_table_with_a_fault_decides_nothing(project: tuple[Path, str]) -> None:
    home, key = project
    with pytest.raises(InputRefused) as refused:
        mapping.decide(home, key, decided(home, key).replace("element:a5\t", "element:a5-44\t"), "codes.tsv", "redactie-1")
    assert {fault.code for fault in refused.value.faults} == {"onbekende-term"} and candidates(home) == set()


def test_a_contribution_without_codes_is_told(project: tuple[Path, str]) -> None:
    home, key = project
    with pytest.raises(NotFound) as absent:
        mapping.rows(home, "kaarten")
    assert key in absent.value.expected.nl
