"""The verbs that change a graph: take in, rebuild, roll back, and the one switch for illustrative content.

Each holds the writer lock, builds a generation beside the running one, and publishes it only when the checks find no fault.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from dww_graph import generation, intake, journal, lock, sources, starter, terms
from dww_graph.errors import CouldNotRun, Fault, InputRefused, NotFound, Text
from dww_graph.generation import Candidate, Generation
from dww_graph.intake import Contribution, Known
from dww_graph.model import Finding, Manifest, Outcome, Receipt, Terms

Progress = Callable[[int, int], None]
Tell = Callable[[Text], None]


def ingest(
    home: Path, files: Sequence[Path], offered: Terms, replaces: str | None = None, progress: Progress | None = None,
    tell: Tell | None = None,
) -> tuple[Receipt, ...]:
    """Take files in, each as a contribution of its own, and publish one new generation; return a receipt for each.

    A file with a fault is refused whole and changes nothing; the others go on. Raises Locked when another process writes,
    NotFound when there is no contribution `replaces`.
    """
    with _writing(home, "ingest"):
        if replaces is not None:
            _must_be_there(home, replaces)
        staged: dict[Path, Path] = {}
        receipts = [_offer(home, path, offered, replaces, staged, progress) for path in files]
        if staged:
            receipts = _settle(home, receipts, staged, tell)
        elif any(receipt.outcome == "ongewijzigd" for receipt in receipts) and not generation.is_fresh(home):
            _published(home, generation.build(home, tell=tell))  # taken in by a run that was cut off before it could publish
    return tuple(receipts)


def build_starter(home: Path, tell: Tell | None = None) -> Generation:
    """Take in the starter content where it is new or changed, and return a generation of all there is."""
    with _writing(home, "build"):
        changed = [contribution.sleutel for contribution in starter.contributions() if _renewed(home, contribution)]
        for key in changed:
            journal.append(home, _now(), "startinhoud", "opgenomen", key)
        return generation.current(home) if generation.is_fresh(home) else _published(home, generation.build(home, tell=tell))


def rebuild(home: Path, tell: Tell | None = None) -> Generation:
    """Build a generation from nothing but ontology, sources and journal, and publish it."""
    with _writing(home, "rebuild"):
        return _published(home, generation.build(home, tell=tell))


def rollback(home: Path, number: int | None = None) -> Generation:
    """Let readers open an older generation again; the sources stay as they are."""
    with _writing(home, "rollback"):
        chosen = generation.rollback(home, number)
        journal.append(home, _now(), "beheerder", "teruggezet", f"{chosen.number:04d}")
        return chosen


def show_illustrative(home: Path, shown: bool, tell: Tell | None = None) -> Generation:
    """Put everything invented in the graph, or leave it all out, and publish a generation that does so."""
    with _writing(home, "illustrative"):
        journal.append(home, _now(), "beheerder", "illustratief", "aan" if shown else "uit")
        return _published(home, generation.build(home, tell=tell))


@contextmanager
def _writing(home: Path, verb: str) -> Iterator[None]:
    """Hold the writer lock, with what an interrupted verb left behind cleared away before and after."""
    with lock.writing(home, verb):
        _sweep(home)
        try:
            yield
        finally:
            _sweep(home)


def _sweep(home: Path) -> None:
    sources.sweep(home)
    generation.sweep(home)


def _must_be_there(home: Path, key: str) -> None:
    keys = [folder.name for folder in sources.all_folders(home)]
    if key not in keys:
        raise NotFound(Text(f"Er is geen bijdrage '{key}'.", f"There is no contribution '{key}'."), key,
                       Text(*[", ".join(keys)] * 2),
                       Text("Typ een van deze sleutels, of laat --replace weg.",
                            "Type one of these keys, or leave --replace out."))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _renewed(home: Path, contribution: Contribution) -> bool:
    """Take a starter contribution in, unless the very same triples are there; return whether it was taken in."""
    folder = intake.write(home, contribution, _now())
    if starter.same(folder, sources.folder(home) / contribution.sleutel):
        shutil.rmtree(folder)
        return False
    sources.take_in(home, folder, contribution.sleutel)
    return True


def _published(home: Path, candidate: Candidate) -> Generation:
    return generation.publish(home, _sound(candidate))


def _sound(candidate: Candidate) -> Candidate:
    """Return a candidate in which no check found a fault; raises CouldNotRun for another."""
    wrong = [finding for finding in candidate.findings if finding.severity == "fout"]
    if wrong:
        raise CouldNotRun(
            Text(f"De nieuwe graaf heeft {len(wrong)} fout(en) en is niet gepubliceerd; de oude blijft staan.",
                 f"The new graph has {len(wrong)} fault(s) and was not published; the old one stays."),
            "\n    ".join(f"{terms.short(each.focus)}: {each.message.nl}" for each in wrong[:20]),
            do=Text("Verbeter de bron en typ: dww rebuild.", "Mend the source and type: dww rebuild."),
        )
    return candidate


def _offer(
    home: Path, path: Path, offered: Terms, replaces: str | None, staged: dict[Path, Path], progress: Progress | None
) -> Receipt:
    try:
        return _stage(home, path, offered, replaces, staged, progress)
    except InputRefused as refusal:
        return Receipt(path, "geweigerd", "", 0, 0, 0, faults=refusal.faults)


def _stage(
    home: Path, path: Path, offered: Terms, replaces: str | None, staged: dict[Path, Path], progress: Progress | None
) -> Receipt:
    known = list(sources.manifests(home))
    digest = sources.sha256_of(path) if path.is_file() else ""
    same = next((manifest for manifest in known if manifest.sha256 == digest), None)
    if same:
        return Receipt(path, "ongewijzigd", same.format, same.gelezen, 0, 0, same.sleutel)
    key = replaces or sources.new_key()
    contribution = intake.prepare([path], key, path.name, offered, _known_without(home, key), progress)
    earlier = _earlier(contribution, [manifest for manifest in known if manifest.sleutel != key])
    if earlier:
        raise InputRefused(path.name, [earlier])
    staged[path] = intake.write(home, contribution, _now())
    number = sum(map(len, contribution.triples.values()))
    outcome: Outcome = "vervangen" if replaces else "opgenomen"
    return Receipt(
        path, outcome, contribution.format, contribution.gelezen, contribution.gelezen, number, key, notes=contribution.notes
    )


def _known_without(home: Path, key: str) -> Known:
    known = intake.known_of(home, datetime.now(UTC).date())
    own = {name for manifest in sources.manifests(home) if manifest.sleutel == key for name in manifest.identifiers}
    return replace(known, references={name: each for name, each in known.references.items() if name not in own})


def _earlier(contribution: Contribution, known: Sequence[Manifest]) -> Fault | None:
    """Return a fault when the cards of a new contribution carry numbers that another contribution already uses."""
    for manifest in known:
        shared = sorted(
            name for name in contribution.identifiers.keys() & manifest.identifiers.keys()
            if contribution.identifiers[name].soort == "Handelingskennis"
        )
        if shared:
            return _replaces(contribution, manifest, shared)
    return None


def _replaces(contribution: Contribution, manifest: Manifest, shared: Sequence[str]) -> Fault:
    told = ", ".join(name.upper() for name in shared[:5])
    number, again = len(shared), f"dww ingest {contribution.bestand} --replace {manifest.sleutel}"
    return Fault(
        "nummer-bestaat-al",
        Text(f"{number} kaartnummer(s) staan al in bijdrage {manifest.sleutel} ({manifest.bestand}): {told}.",
             f"{number} card number(s) stand in contribution {manifest.sleutel} ({manifest.bestand}) already: {told}."),
        contribution.bestand,
        Text("kaartnummers die nog niet in gebruik zijn", "card numbers that are not in use yet"),
        Text(f"Is dit een nieuwe versie? Typ: {again}. Geef anders eigen nummers.",
             f"Is this a new version? Type: {again}. Otherwise use new numbers."),
    )


def _settle(home: Path, receipts: list[Receipt], staged: dict[Path, Path], tell: Tell | None) -> list[Receipt]:
    """Build with what was staged; files in which the checks find a fault are taken out again, and the rest is built anew."""
    candidate = _candidate(home, staged.values(), tell)
    wrong = _wrong_by_key(candidate.findings)
    refused = {path: wrong[folder.name] for path, folder in _keyed(staged).items() if folder.name in wrong}
    for path in refused:
        shutil.rmtree(staged.pop(path), ignore_errors=True)
    if refused and staged:
        candidate = _candidate(home, staged.values(), tell)
    if staged:
        _commit(home, candidate, staged)
    return [_refused(receipt, refused.get(receipt.bestand)) for receipt in receipts]


def _keyed(staged: Mapping[Path, Path]) -> dict[Path, Path]:
    return {path: folder.with_name(sources.read_manifest(folder).sleutel) for path, folder in staged.items()}


def _candidate(home: Path, folders: Iterable[Path], tell: Tell | None) -> Candidate:
    extra = list(folders)
    return generation.build(home, extra, [sources.read_manifest(folder).sleutel for folder in extra], tell)


def _commit(home: Path, candidate: Candidate, staged: Mapping[Path, Path]) -> None:
    _sound(candidate)
    for folder in staged.values():
        key = sources.read_manifest(folder).sleutel
        sources.take_in(home, folder, key)
        journal.append(home, _now(), "beheerder", "opgenomen", key)
    generation.publish(home, candidate)


def _wrong_by_key(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the faults by contribution key, which is the first part of the key of every thing it brought."""
    wrong: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity == "fout":
            wrong.setdefault(finding.focus.rsplit("/", 1)[-1].split("-")[0], []).append(finding)
    return wrong


def _refused(receipt: Receipt, findings: Sequence[Finding] | None) -> Receipt:
    if findings is None:
        return receipt
    faults = tuple(Fault(each.shape, each.message, terms.short(each.focus)) for each in findings)
    return replace(receipt, outcome="geweigerd", opgeslagen=0, tripels=0, faults=faults)
