"""Optional alignments and mappings to other vocabularies: they start from our terms and stay consistent."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from rdflib import RDFS, BNode, Graph, Literal, Namespace

DWW = Namespace("https://w3id.org/dww/def#")
MATCHES = {f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}


def mapping_faults(graph: Graph, text: str) -> list[str]:
    """Return what is wrong in an SSSOM table: unknown subject, label, match, prefix or justification."""
    prefixes = set(re.findall(r"^#  (\w+): ", text, re.MULTILINE))
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")
    faults = []
    for row in rows:
        subject = DWW[row["subject_id"].removeprefix("dww:")]
        labelled = (subject, RDFS.label, Literal(row["subject_label"], lang="nl")) in graph
        reachable = {row[c].split(":")[0] for c in ("subject_id", "predicate_id", "object_id")} <= prefixes
        by_hand = row["mapping_justification"] == "semapv:ManualMappingCuration"
        if not (labelled and reachable and by_hand and row["predicate_id"] in MATCHES):
            faults.append(row["subject_id"])
    return faults


def test_mappings_start_from_declared_terms(terms: Graph, root: Path) -> None:
    """Every mapping starts from a term of ours with its label, by a SKOS match, made by hand."""
    text = (root / "ontology" / "mappings" / "kern.sssom.tsv").read_text(encoding="utf-8")
    assert text.count("\tskos:") > 30
    assert mapping_faults(terms, text) == []


def test_a_wrong_mapping_is_seen(terms: Graph, root: Path) -> None:
    """A mapping of an unknown term and one with an unknown prefix are reported."""
    text = (root / "ontology" / "mappings" / "kern.sssom.tsv").read_text(encoding="utf-8")
    assert mapping_faults(terms, text.replace("dww:Leermiddel\t", "dww:Leermidel\t")) == ["dww:Leermidel"]
    assert mapping_faults(terms, text.replace("\tmp:Claim", "\txx:Claim")) == ["dww:Programmaclaim"]


@pytest.mark.parametrize("name", ["cito", "sepio", "schema"])
def test_alignments_touch_known_terms_only(terms: Graph, root: Path, concepts: Graph, name: str) -> None:
    """An alignment is about our own terms and concepts, and declares each outside term it builds on."""
    graph = Graph().parse(root / "ontology" / "uitlijning" / f"{name}.ttl")
    known = {*terms.subjects(), *concepts.subjects()}
    stubs = set(graph.subjects(RDFS.isDefinedBy))
    for subject, prop, target in graph:
        assert subject in known or subject in stubs, subject
        if prop in (RDFS.subClassOf, RDFS.subPropertyOf):
            assert target in stubs, target
    assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]
