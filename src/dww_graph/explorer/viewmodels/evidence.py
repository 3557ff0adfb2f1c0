"""What one tie rests on, and what a thing is in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from dww_graph.answer import Literal
from dww_graph.explorer.viewmodels.concept import DEFINING, in_language
from dww_graph.explorer.viewmodels.things import Graph, Thing, cells, iri, is_true, key_of, text, thing
from dww_graph.terms import term


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a link records: the claim it points at and its source, and how direct and how certain that is; "" for unknown.

    `machine` is true for a link that a program proposed.
    """

    claim: str
    source: Thing | None
    explanation: str
    directness: str
    certainty: str
    status: str
    maker: str
    date: str
    machine: bool = False


def load_evidence(graph: Graph, link: str) -> Evidence | None:
    """Read a link (IRI); None when there is none."""
    answer = graph.screen("verbinding", verbinding=link) if link else None
    rows = tuple(cells(answer)) if answer else ()
    if answer is None or not rows:
        return None
    row = rows[0]
    target = thing(answer, row["doel"])
    source = thing(answer, row["bron"]) or (target if target and target.kind == "bron" else None)
    told = {name: found.label if (found := thing(answer, row[name])) else "" for name in ("directheid", "zekerheid", "maker")}
    return Evidence(
        claim=in_language([each["tekst"] for each in rows if isinstance(each["tekst"], Literal)], graph.lang),
        source=source,
        explanation=text(row["toelichting"]),
        directness=told["directheid"],
        certainty=told["zekerheid"],
        status=key_of(iri(row["status"])) if row["status"] else "",
        maker=told["maker"],
        date=text(row["gemaaktOp"])[:10],
        machine=is_true(row.get("machinaal")),
    )


def definition(graph: Graph, subject: str) -> str:
    """Give what a concept, a claim or a source is, in the reader's language; "" when nothing says so."""
    facts = graph.about(subject)
    for name in DEFINING:
        said = in_language([node for prop, node in facts if prop == term(name) and isinstance(node, Literal)], graph.lang)
        if said:
            return said
    return ""
