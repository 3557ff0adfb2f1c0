"""Receipts: what became of a file, as data that can be kept, shown to an ethics committee, and read by a machine.

The counts add up: read = stored + refused one by one + left out or merged. A receipt holds places and codes, never words of a
file; it is kept beside the triples of its contribution and goes when they go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dww_graph import sources, store, terms
from dww_graph.answer import XSD, Literal, Triple
from dww_graph.errors import Fault, NotFound, Text
from dww_graph.guard import deduced
from dww_graph.map.statements import a, concept, curie, dww, moment, number, plain, say
from dww_graph.model import Manifest, Receipt

_FILE = "ontvangst.json"
_READ_WHOLE = ("opgenomen", "vervangen", "wacht")
_PREFIXES = ("dcterms", "dww", "prov", "rdf", "xsd")


@dataclass(frozen=True, slots=True)
class Kept:
    """A receipt as it was kept: its contribution, and its content as plain data."""

    manifest: Manifest
    data: Mapping[str, Any]

    def to_json(self) -> str:
        """Return the receipt as JSON text."""
        return json.dumps(self.data, ensure_ascii=False, indent=1) + "\n"

    def to_prov(self) -> str:
        """Return the receipt as PROV in Turtle: the run, the file it used, what it made, and with what program."""
        prefixes = {name: terms.PREFIXES[name] for name in _PREFIXES}
        return store.serialize(_prov(self), "text/turtle", prefixes).decode()


def as_data(receipt: Receipt, manifest_moment: str, version: str, accepted_by: str | None) -> dict[str, Any]:
    """Return a receipt as plain data: counts, refusals by reason and by place, and what was passed over by kind.

    Whether deduce searched is told only of a file that was read to its end: one that was refused may have met the gate first.
    """
    note = deduced.note()
    searched = {"deduce": [note.nl, note.en]} if receipt.outcome in _READ_WHOLE else {}
    return {
        "bijdrage": receipt.sleutel,
        "bestand": receipt.bestand.name,
        "uitkomst": receipt.outcome,
        "soort": receipt.format,
        "moment": manifest_moment,
        "programma": f"dww-graph {version}",
        "gelezen": receipt.gelezen,
        "opgeslagen": receipt.opgeslagen,
        "tripels": receipt.tripels,
        "overgeslagen": dict(sorted(receipt.overgeslagen.items())),
        "geweigerd": dict(sorted(receipt.reasons().items())),
        "gemarkeerd": len(receipt.vlaggen),
        **searched,
        "privacy_akkoord_door": accepted_by,
        "opmerkingen": [[note.nl, note.en] for note in receipt.notes],
        "fouten": [_fault(fault) for fault in (*receipt.faults, *receipt.geweigerd)],
        "vlaggen": [[flag.kind, flag.where, flag.start, flag.end] for flag in receipt.vlaggen],
    }


def keep(folder: Path, data: Mapping[str, Any]) -> None:
    """Write a receipt beside the triples of its contribution."""
    (folder / _FILE).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(home: Path, key: str) -> Kept:
    """Return the receipt of a contribution; raises NotFound when there is none."""
    folder = sources.folder(home) / key
    if not (folder / _FILE).is_file() or folder not in sources.all_folders(home):
        known = ", ".join(path.name for path in sources.all_folders(home) if (path / _FILE).is_file())
        raise NotFound(Text(f"Er is geen ontvangstbewijs van '{key}'.", f"There is no receipt of '{key}'."), key,
                       Text(known, known), Text("Typ een van deze sleutels.", "Type one of these keys."))
    return Kept(sources.read_manifest(folder), json.loads((folder / _FILE).read_text(encoding="utf-8")))


def _fault(fault: Fault) -> dict[str, Any]:
    return {"code": fault.code, "waar": fault.where, "wat": [fault.what.nl, fault.what.en], "doe": [fault.do.nl, fault.do.en]}


def _prov(kept: Kept) -> Iterator[Triple]:
    run, key = concept("inlezing", kept.manifest.sleutel), kept.manifest.sleutel
    file, made, program = concept("bestand", kept.manifest.sha256), concept("bijdrage", key), concept("programma", "dww-graph")
    entity, agent = curie("prov:Entity"), curie("prov:SoftwareAgent")
    yield from a(run, "Inlezing")
    yield from say(run, curie("rdf:type"), curie("prov:Activity"))
    yield from say(run, curie("prov:endedAtTime"), moment(kept.manifest.ingelezen_op))
    yield from say(run, curie("prov:used"), file)
    yield from say(run, curie("prov:wasAssociatedWith"), program)
    yield from say(run, dww("aantalGelezen"), number(kept.data["gelezen"]))
    yield from say(run, dww("aantalOpgeslagen"), number(kept.data["opgeslagen"]))
    yield from say(run, dww("aantalGeweigerd"), number(sum(kept.data["geweigerd"].values())))
    yield from say(run, dww("aantalOvergeslagen"), number(sum(kept.data["overgeslagen"].values())))
    yield from plain(run, dww("privacyAkkoordDoor"), kept.data["privacy_akkoord_door"])
    yield from say(file, curie("rdf:type"), entity)
    yield from plain(file, dww("bestandshash"), kept.manifest.sha256)
    yield from say(made, curie("rdf:type"), entity)
    yield from say(made, curie("prov:wasGeneratedBy"), run)
    yield from say(made, curie("prov:wasDerivedFrom"), file)
    yield from say(program, curie("rdf:type"), agent)
    yield from plain(program, curie("dcterms:identifier"), kept.data["programma"])
    yield from say(made, curie("dcterms:extent"), Literal(str(kept.manifest.tripels), f"{XSD}integer"))
    for reason, count in kept.data["geweigerd"].items():
        yield from plain(run, curie("dcterms:description"), f"geweigerd: {reason} {count}")
    for kind, count in kept.data["overgeslagen"].items():
        yield from plain(run, curie("dcterms:description"), f"overgeslagen: {kind} {count}")


def rows(data: Mapping[str, Any]) -> Iterator[tuple[Text, str]]:
    """Yield the lines of a receipt as a person reads them: what is counted, and how many."""
    yield Text("gelezen", "read"), str(data["gelezen"])
    yield Text("opgeslagen", "stored"), str(data["opgeslagen"])
    for kind, count in data["overgeslagen"].items():
        yield Text(f"overgeslagen: {kind}", f"passed over: {kind}"), str(count)
    for reason, count in data["geweigerd"].items():
        yield Text(f"geweigerd: {reason}", f"refused: {reason}"), str(count)
    yield Text("gemarkeerd", "flagged"), str(data["gemarkeerd"])
    if "deduce" in data:  # older receipts do not say
        nl, en = data["deduce"]
        yield Text(f"deduce: {nl}", f"deduce: {en}"), ""
    yield Text("tripels", "triples"), str(data["tripels"])
    yield Text("bijdrage", "contribution"), data["bijdrage"]
