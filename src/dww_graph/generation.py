"""Generations: built beside the running one, checked, then published by moving a pointer.

    build = f(ontology, sources, journal):  load → check → derive → count → optimize → back up → index, one store a ring
    generations/0007/{openbaar,programma,beheer}/ + openbaar.zoek + openbaar.kaarten + generation.json
    current: the number that readers open

A published store is a backup that no writer ever touches; a reader keeps the generation it opened.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dww_graph import assets, controls, decided, derive, disclosure, journal, search, shapes, shelf, sources, tellen
from dww_graph.answer import Iri, Literal
from dww_graph.errors import NotFound, StoreError, Text
from dww_graph.model import RINGS, Finding, Ring
from dww_graph.store import Store, discard, parse_file, write_triples

Progress = Callable[[Text], None]
SEARCHED: Final[Ring] = "openbaar"
"""The ring whose words and cards are kept in files: the one that the screens show; for another they are made in memory."""
_BUILDING = ".in-opbouw"
_AT_ONCE = 2
_GRADES = ("fout", "waarschuwing", "info")


@dataclass(frozen=True, slots=True)
class RingInfo:
    """What one ring of a generation holds: triples (derived ones included), SHA-256 of its canonical lines, counts by class."""

    tripels: int
    afgeleid: int
    sha256: str
    tellingen: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Info:
    """What is known of a generation. `invoer` is the SHA-256 of all it was made from; `gebouwd` the moment (UTC)."""

    nummer: int
    gebouwd: str
    invoer: str
    bijdragen: tuple[str, ...]
    illustratief: bool
    ringen: Mapping[Ring, RingInfo]
    bevindingen: Mapping[str, int]
    seconden: float


@dataclass(frozen=True, slots=True)
class Generation:
    """A published generation and where it stands."""

    number: int
    path: Path
    info: Info

    def store_path(self, ring: Ring) -> Path:
        """Return the directory of a ring's store."""
        return self.path / ring

    def search_path(self, ring: Ring) -> Path:
        """Return the file with the words of a ring; there may be none."""
        return self.path / f"{ring}.zoek"

    def shelf_path(self, ring: Ring) -> Path:
        """Return the file with the cards of a ring; there may be none."""
        return self.path / f"{ring}.kaarten"

    def open(self, ring: Ring) -> Store:
        """Open the store of a ring, read only."""
        return Store.open_read_only(self.store_path(ring))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A generation that was built but not published, with what the checks found."""

    path: Path
    info: Info
    findings: tuple[Finding, ...]


def folder(home: Path) -> Path:
    """Return the folder of all generations."""
    return home / "generations"


def fingerprint_of_inputs(home: Path, extra: Sequence[Path] = (), without: Sequence[str] = ()) -> str:
    """Return the SHA-256 over everything a generation is made from."""
    digest = hashlib.sha256(f"{decided.fingerprint(home)} {sorted(tellen.SMALLEST.items())}".encode())
    files = (*_ontology_files(), *_rule_files(), *_data_files(home, "beheer", extra, without))
    for part in sorted(path.name.encode() + b"\0" + bytes.fromhex(sources.sha256_of(path)) for path in files):
        digest.update(part)
    return digest.hexdigest()


def sweep(home: Path) -> None:
    """Remove a candidate that was never published."""
    discard(folder(home) / _BUILDING)


def build(
    home: Path, extra: Sequence[Path] = (), without: Sequence[str] = (), tell: Progress | None = None
) -> Candidate:
    """Build a generation of all contributions, `extra` staged ones included and `without` some keys. Publishes nothing."""
    start, say = time.monotonic(), tell or _silent
    work = folder(home) / _BUILDING
    discard(work)
    work.mkdir(parents=True)
    ontology = work / "ontology.nt"
    write_triples((triple for path in _ontology_files() for triple in parse_file(path)), ontology)
    decisions = decided.write(home, work, [*_folders(home, without), *extra])

    def files(ring: Ring) -> list[Path]:
        return [ontology, *decided.visible(decisions, ring), *_data_files(home, ring, extra, without)]

    say(Text("Controleren", "Checking"))
    findings = _check(work, files("beheer"))
    say(Text("Drie ringen bouwen", "Building three rings"))
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # the engine does its work outside Python, so two rings go side by side
        who = tellen.people(tellen.said(file for file in _data_files(home, "beheer", extra, without) if file.stem == "beheer"))
        built = pool.map(lambda ring: _build_ring(home, work, ring, files(ring), who), RINGS)
        parts = dict(zip(RINGS, built, strict=True))
    infos = {ring: info for ring, (info, _, _) in parts.items()}
    findings += [finding for _, found, _ in parts.values() for finding in found]
    disclosure.write(work, [plan for _, _, plan in parts.values()])
    for made in (ontology, *decisions.values()):
        made.unlink()
    info = _info(home, extra, without, infos, findings, time.monotonic() - start)
    return Candidate(work, info, tuple(findings))


def publish(home: Path, candidate: Candidate) -> Generation:
    """Give a candidate its number and move the pointer; atomic for readers. Raises CouldNotRun when a small cell shows in it."""
    disclosure.release(candidate.path)
    target = folder(home) / f"{candidate.info.nummer:04d}"
    text = json.dumps(asdict(candidate.info), ensure_ascii=False, indent=1)
    (candidate.path / "generation.json").write_text(text + "\n", encoding="utf-8")
    candidate.path.replace(target)
    _point(home, candidate.info.nummer)
    return Generation(candidate.info.nummer, target, candidate.info)


def _point(home: Path, number: int) -> None:
    temporary = home / ".current"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(f"{number:04d}\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(home / "current")


def current(home: Path) -> Generation:
    """Return the generation the pointer names; raises StoreError when there is none or when it is damaged."""
    try:
        return load(home, pointed(home))
    except NotFound as error:
        raise StoreError(error.what, error.where, do=Text("Typ: dww rollback, of dww rebuild.",
                                                          "Type: dww rollback, or dww rebuild.")) from error


def pointed(home: Path) -> int:
    """Return the number the pointer names, whether or not that generation can be read; raises StoreError when there is none."""
    try:
        return int((home / "current").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(
            Text("Er is hier nog geen graaf.", "There is no graph here yet."),
            str(home),
            do=Text("Typ `make run`, of `dww build`.", "Type `make run`, or `dww build`."),
        ) from error


def load(home: Path, number: int) -> Generation:
    """Return one generation; raises NotFound when it is not there, StoreError when it is damaged."""
    path = folder(home) / f"{number:04d}"
    if not path.is_dir():
        raise NotFound(Text(f"Generatie {number:04d} is er niet.", f"Generation {number:04d} is not there."), str(folder(home)),
                       do=Text("Zie de lijst: dww generations.", "See the list: dww generations."))
    try:
        return Generation(number, path, _read_info(path))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreError(Text("Deze generatie is beschadigd.", "This generation is damaged."), str(path),
                         do=Text("Typ: dww rollback, of dww rebuild.", "Type: dww rollback, or dww rebuild.")) from error


def all_generations(home: Path) -> tuple[Generation, ...]:
    """Return every published generation that can be read, oldest first; a damaged one is passed over."""
    found = []
    for number in sorted(int(path.name) for path in folder(home).glob("[0-9]*")):
        with suppress(StoreError):
            found.append(load(home, number))
    return tuple(found)


def rollback(home: Path, number: int | None = None) -> Generation:
    """Move the pointer to an older generation (default: the one before the current) and return it."""
    now = pointed(home)
    older = [generation.number for generation in all_generations(home) if generation.number < now]
    if number is None and not older:
        raise NotFound(Text("Er is geen oudere generatie.", "There is no older generation."), str(folder(home)),
                       do=Text("Typ: dww rebuild.", "Type: dww rebuild."))
    chosen = load(home, number if number is not None else older[-1])
    _point(home, chosen.number)
    return chosen


def is_fresh(home: Path) -> bool:
    """True when the current generation was made from exactly what is there now."""
    try:
        return current(home).info.invoer == fingerprint_of_inputs(home)
    except (StoreError, NotFound):
        return False


def check(home: Path) -> tuple[Finding, ...]:
    """Check all that was taken in, without building: shapes over the sources, violation queries over the current generation."""
    with TemporaryDirectory() as folder_name:
        work = Path(folder_name)
        ontology = work / "ontology.nt"
        write_triples((triple for path in _ontology_files() for triple in parse_file(path)), ontology)
        decisions = decided.write(home, work, _folders(home, ()))
        found = _check(work, [ontology, *decisions.values(), *_data_files(home, "beheer", (), ())])
    opened = current(home).open("beheer")
    found += [finding for control in controls.load_controls() for finding in controls.run(control, opened.query)]
    return tuple(sorted(found, key=lambda finding: (_GRADES.index(finding.severity), finding.shape, finding.focus)))


def _silent(_: Text) -> None:
    return None


def _ontology_files() -> tuple[Path, ...]:
    return (*assets.files(("ontology",), "*.ttl"), *assets.files(("ontology", "begrippen"), "*.ttl"))


def _rule_files() -> tuple[Path, ...]:
    return (*assets.files(("ontology", "regels"), "*.rq"), *assets.files(("queries", "bouw"), "*"))


def _data_files(home: Path, ring: Ring, extra: Sequence[Path], without: Sequence[str]) -> list[Path]:
    return [file for path in (*_folders(home, without), *extra) for file in sources.visible_files(path, ring)]


def _folders(home: Path, without: Sequence[str]) -> list[Path]:
    return [path for path in sources.all_folders(home) if path.name not in without]


def _check(work: Path, files: Sequence[Path]) -> list[Finding]:
    """Check what was asserted, before anything is derived: a shape must see what people said, not what rules add."""
    asserted = work / "beweerd.nt"
    with asserted.open("wb") as out:
        for file in files:
            with file.open("rb") as part:
                shutil.copyfileobj(part, out)
    found = list(shapes.validate(asserted, assets.files(("ontology", "shapes"), "*.ttl")))
    asserted.unlink()
    return found


def _build_ring(
    home: Path, work: Path, ring: Ring, files: Sequence[Path], who: tellen.People
) -> tuple[RingInfo, list[Finding], disclosure.Plan]:
    store = Store.create(work / f"{ring}-werk")
    plan = disclosure.plan(files, ring, who)  # before anything is derived: the rules of this ring never see what it hides
    store.bulk_load(disclosure.coarsened(files, plan, work / f"{ring}-grover") if plan.changes else files)
    hidden = () if journal.illustrative_shown(home) else ("zonder-illustratief.ru",)
    for name in ("een-beschrijving-per-bron.ru", *hidden, "kandidaten.ru"):
        store.update(assets.read_text("queries", "bouw", name))
    checks = controls.load_controls() if ring == "beheer" else ()
    findings = [finding for control in checks for finding in controls.run(control, store.query)]
    asserted = len(store)
    for rule in derive.load_rules():
        store.update(rule.insert)
    store.optimize()
    info = RingInfo(len(store), len(store) - asserted, store.fingerprint(work), _counts(store))
    store.backup(work / ring)
    if ring == SEARCHED:
        search.write(store, work / f"{ring}.zoek")
        shelf.write(store, work / f"{ring}.kaarten")
    del store
    for made in ("werk", "grover"):
        discard(work / f"{ring}-{made}")
    return info, findings, plan


def _counts(store: Store) -> dict[str, int]:
    rows = store.query(assets.read_text("queries", "bouw", "tellingen.rq")).rows
    pairs = ((name.value.rsplit("#", 1)[-1], int(number.value)) for name, number in rows
             if isinstance(name, Iri) and isinstance(number, Literal))
    return dict(sorted(pairs))


def _info(
    home: Path, extra: Sequence[Path], without: Sequence[str], rings: Mapping[Ring, RingInfo], findings: Sequence[Finding],
    seconds: float,
) -> Info:
    numbers = [int(path.name) for path in folder(home).glob("[0-9]*")]
    keys = [sources.read_manifest(path).sleutel for path in (*_folders(home, without), *extra)]
    return Info(
        nummer=max(numbers, default=0) + 1,
        gebouwd=datetime.now(UTC).isoformat(timespec="seconds"),
        invoer=fingerprint_of_inputs(home, extra, without),
        bijdragen=tuple(sorted(keys)),
        illustratief=journal.illustrative_shown(home),
        ringen=dict(rings),
        bevindingen={level: sum(finding.severity == level for finding in findings) for level in _GRADES},
        seconden=round(seconds, 2),
    )


def _read_info(path: Path) -> Info:
    data = json.loads((path / "generation.json").read_text(encoding="utf-8"))
    data["ringen"] = {ring: RingInfo(**info) for ring, info in data["ringen"].items()}
    data["bijdragen"] = tuple(data["bijdragen"])
    return Info(**data)
