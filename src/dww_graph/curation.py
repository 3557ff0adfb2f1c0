"""The verbs that change a graph: take in, rebuild, roll back, and the one switch for illustrative content.

Each holds the writer lock, builds a generation beside the running one, and publishes it only when the checks find no fault.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from dww_graph import generation, intake, journal, ledger, lock, sources, starter, terms
from dww_graph.errors import CouldNotRun, Fault, NotFound, StoreError, Text, UsageError
from dww_graph.generation import Candidate, Generation
from dww_graph.intake import Contribution
from dww_graph.model import Finding, Receipt, Terms, Toestemming
from dww_graph.offering import BATCH, Offering, Progress
from dww_graph.rights import OWNER

Tell = Callable[[Text], None]


def ingest(
    home: Path, files: Sequence[Path], offered: Terms, replaces: str | None = None, progress: Progress | None = None,
    tell: Tell | None = None, door: str = OWNER,
) -> tuple[Receipt, ...]:
    """Take files in, each as a contribution of its own, and publish one new generation; return a receipt for each.

    A folder stands for the files in it. A file with a fault is refused whole and changes nothing; the others go on. A long call
    that was cut off goes on where it stopped when it is given again. Raises Locked when another process writes, NotFound when
    there is no contribution `replaces`, UsageError when it is to be replaced by more than one file. `door` is the code of who
    does it, for the journal.
    """
    offered_files = tuple(gathered(files))
    with writing(home, "ingest"):
        if replaces is not None:
            _must_be_there(home, replaces)
            _must_be_one(offered_files)
        offering = Offering(home, offered, replaces)
        keep = partial(_take_in, home, offering, door) if len(offered_files) > BATCH else None
        receipts = offering.offer_all(offered_files, progress, keep)
        if keep:
            keep()
            receipts = _settle_kept(home, receipts, tell)
        elif offering.staged:
            receipts = _settle(home, receipts, offering, door, tell)
        elif any(receipt.outcome == "ongewijzigd" for receipt in receipts) and not generation.is_fresh(home):
            receipts = _settle_kept(home, receipts, tell)  # taken in by a run that was cut off before it could publish
    return tuple(receipts)


def gathered(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield every file once, in order: a folder stands for the files in it and below, hidden ones left out."""
    for path in dict.fromkeys(paths):
        if path.is_dir():
            found = (each for each in path.rglob("*") if each.is_file() and not each.is_symlink())
            yield from sorted(each for each in found if not any(part.startswith(".") for part in each.relative_to(path).parts))
        else:
            yield path


def give_consent(home: Path, given: Toestemming, door: str = OWNER) -> None:
    """Write a consent into the ledger; raises InputRefused with everything that is wrong with it."""
    with lock.writing(home, "consent"):
        ledger.record(home, _now(), door, given, datetime.now(UTC).date())


def build_starter(home: Path, tell: Tell | None = None) -> Generation:
    """Take in the starter content where it is new or changed, and return a generation of all there is."""
    with writing(home, "build"):
        changed = [contribution.sleutel for contribution in starter.contributions(home) if _renewed(home, contribution)]
        for key in changed:
            journal.append(home, _now(), "startinhoud", "opgenomen", key)
        return generation.current(home) if generation.is_fresh(home) else _published(home, generation.build(home, tell=tell))


def rebuild(home: Path, tell: Tell | None = None) -> Generation:
    """Build a generation from nothing but ontology, sources and journal, and publish it."""
    with writing(home, "rebuild"):
        return publish_all(home, tell)


def rollback(home: Path, number: int | None = None) -> Generation:
    """Let readers open an older generation again; the sources stay as they are."""
    with writing(home, "rollback"):
        chosen = generation.rollback(home, number)
        journal.append(home, _now(), OWNER, "teruggezet", f"{chosen.number:04d}")
        return chosen


def show_illustrative(home: Path, shown: bool, tell: Tell | None = None) -> Generation:
    """Put everything invented in the graph, or leave it all out, and publish a generation that does so."""
    with writing(home, "illustrative"):
        journal.append(home, _now(), OWNER, "illustratief", "aan" if shown else "uit")
        return publish_all(home, tell)


def current(home: Path) -> Generation:
    """Return the generation that readers open."""
    return generation.current(home)


def publish_all(home: Path, tell: Tell | None = None) -> Generation:
    """Build a generation of all sources and publish it, inside a `writing` that the caller holds."""
    return _published(home, generation.build(home, tell=tell))


@contextmanager
def writing(home: Path, verb: str) -> Iterator[None]:
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


def _must_be_one(files: Sequence[Path]) -> None:
    if len(files) > 1:
        raise UsageError(
            Text("Eén bijdrage wordt door één bestand vervangen.", "One contribution is replaced by one file only."),
            ", ".join(path.name for path in files),
            do=Text("Geef met --replace één bestand mee.", "Pass one file with --replace."),
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _renewed(home: Path, contribution: Contribution) -> bool:
    """Take a starter contribution in, unless the very same triples are there; return whether it was taken in."""
    intake.write_manifest(contribution, _now())
    if starter.same(contribution.folder, sources.folder(home) / contribution.sleutel):
        shutil.rmtree(contribution.folder)
        return False
    sources.take_in(home, contribution.folder, contribution.sleutel)
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


def _settle(
    home: Path, receipts: list[Receipt], offering: Offering, door: str, tell: Tell | None
) -> list[Receipt]:
    """Build with what was staged; files in which the checks find a fault are taken out again, and the rest is built anew."""
    candidate = _candidate(home, offering, tell)
    wrong = _wrong_by_key(candidate.findings, {offering.key_of(path): folder for path, folder in offering.staged.items()})
    refused = {path: wrong[key] for path in offering.staged if (key := offering.key_of(path)) in wrong}
    for path in refused:
        offering.withdraw(path)
    if refused and offering.staged:
        candidate = _candidate(home, offering, tell)
    if offering.staged:
        _commit(home, candidate, offering, door)
    return [_refused(receipt, refused.get(receipt.bestand)) for receipt in receipts]


def _candidate(home: Path, offering: Offering, tell: Tell | None) -> Candidate:
    keys = [offering.key_of(path) for path in offering.staged]
    return generation.build(home, list(offering.staged.values()), keys, tell)


def _commit(home: Path, candidate: Candidate, offering: Offering, door: str) -> None:
    _sound(candidate)
    _take_in(home, offering, door)
    generation.publish(home, candidate)


def _take_in(home: Path, offering: Offering, door: str) -> None:
    """Make what was written aside part of the sources; no reader sees it before a generation is published."""
    for path, folder in offering.staged.items():
        key = offering.key_of(path)
        sources.take_in(home, folder, key)
        journal.append(home, _now(), door, "vervangen" if offering.replaces else "opgenomen", key)
    offering.staged.clear()


def _settle_kept(home: Path, receipts: Sequence[Receipt], tell: Tell | None) -> list[Receipt]:
    """Build with all sources; of those no reader has seen yet, the ones in which the checks find a fault are taken out again."""
    candidate = generation.build(home, tell=tell)
    published = _published_keys(home)
    fresh = {path.name: path for path in sources.all_folders(home) if path.name not in published}
    wrong = _wrong_by_key(candidate.findings, fresh)
    for key in wrong:
        shutil.rmtree(sources.folder(home) / key)
        journal.append(home, _now(), OWNER, "teruggenomen", key)
    _published(home, generation.build(home, tell=tell) if wrong else candidate)
    return [_refused(receipt, wrong.get(receipt.sleutel)) for receipt in receipts]


def _published_keys(home: Path) -> tuple[str, ...]:
    try:
        return generation.current(home).info.bijdragen
    except StoreError:
        return ()


def _wrong_by_key(findings: Iterable[Finding], folders: Mapping[str, Path]) -> dict[str, list[Finding]]:
    """Return the faults by contribution, of those in `folders` (by key): whose key a thing carries, or that describes it."""
    wrong: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity == "fout":
            key = finding.focus.rsplit("/", 1)[-1].split("-")[0]
            owner = key if key in folders else next((k for k, path in folders.items() if _describes(path, finding.focus)), None)
            if owner:
                wrong.setdefault(owner, []).append(finding)
    return wrong


def _describes(folder: Path, iri: str) -> bool:
    subject = f"<{iri}> ".encode()
    texts = (file.read_bytes() for file in sources.visible_files(folder, "beheer"))
    return any(text.startswith(subject) or b"\n" + subject in text for text in texts)


def _refused(receipt: Receipt, findings: Sequence[Finding] | None) -> Receipt:
    if findings is None:
        return receipt
    faults = tuple(Fault(each.shape, each.message, terms.short(each.focus)) for each in findings)
    return replace(receipt, outcome="geweigerd", opgeslagen=0, tripels=0, faults=faults)
