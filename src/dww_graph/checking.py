"""Checks that a person asks for: the graph against its shapes and controls, the ontology against itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dww_graph import assets, generation, ledger, reasoning, store, terms
from dww_graph.errors import Text
from dww_graph.model import Finding


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in one sentence and in full; `wrong` when there is a fault among it."""

    findings: tuple[Finding, ...]
    summary: Text

    @property
    def wrong(self) -> bool:
        """True when a finding is a fault, not a warning."""
        return any(finding.severity == "fout" for finding in self.findings)


def check_graph(home: Path) -> Report:
    """Check everything that was taken in against the shapes, and the current generation against the violation queries."""
    found = (*_kept_too_long(home), *generation.check(home))
    counts = {grade: sum(each.severity == grade for each in found) for grade in ("fout", "waarschuwing", "info")}
    return Report(
        found,
        Text(f"{counts['fout']} fouten, {counts['waarschuwing']} waarschuwingen, {counts['info']} opmerkingen.",
             f"{counts['fout']} faults, {counts['waarschuwing']} warnings, {counts['info']} remarks."),
    )


def _kept_too_long(home: Path) -> Iterator[Finding]:
    """Yield a fault for every consent whose retention date is past while something still stands under it."""
    opened = generation.current(home).open("beheer")
    used = {triple.object.value for triple in opened.triples(None, terms.term("dww:onderToestemming"))}
    for given in ledger.expired(ledger.load(home), datetime.now(UTC).date()):
        iri = terms.thing("toestemming", terms.key_of(given.code))
        if iri in used:
            yield Finding(
                "bewaartermijn", iri, None, given.bewaren_tot, "fout",
                Text(f"De bewaartermijn van {given.code} is voorbij ({given.bewaren_tot}). Typ: dww withdraw {given.code}",
                     f"The retention date of {given.code} is past ({given.bewaren_tot}). Type: dww withdraw {given.code}"),
            )


def check_ontology() -> Report:
    """Ask HermiT whether the ontology with all its concepts is consistent; raises ReasonerAbsent without Java."""
    paths = (*assets.files(("ontology",), "*.ttl"), *assets.files(("ontology", "begrippen"), "*.ttl"))
    report = reasoning.consistent(store.to_ntriples(paths))
    wrong = Text("De ontologie spreekt zichzelf tegen.", "The ontology contradicts itself.")
    empty = Text("Van deze klasse kan niets bestaan.", "Nothing can be of this class.")
    findings = [Finding("owl", "ontology", None, None, "fout", wrong)] if not report.consistent else []
    findings += [Finding("owl", iri, None, None, "fout", empty) for iri in report.unsatisfiable]
    verdict = Text("consistent", "consistent") if report.consistent else Text("niet consistent", "not consistent")
    return Report(
        tuple(findings),
        Text(f"Ontologie {verdict.nl} volgens {report.reasoner}; {report.classes} klassen ingedeeld, waarvan "
             f"{len(report.unsatisfiable)} onmogelijk ({report.seconds:.1f} s).",
             f"Ontology {verdict.en} by {report.reasoner}; {report.classes} classes placed, {len(report.unsatisfiable)} of them "
             f"impossible ({report.seconds:.1f} s)."),
    )
