"""Withdrawing: what rests on a consent or a contribution goes, and a search through every byte shows that nothing is left.

    preview → journal (the tombstone) → sources rewritten → a new generation → older ones and exports removed → proof

A deleted statement stays readable in the files of a store, so nothing is deleted from one: a new one is built, and the old ones
go. The tombstone says code, day, reason and counts. It holds no content.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dww_graph import curation, generation, journal, ledger, removal, sources, terms
from dww_graph.errors import NotFound, Text, UsageError
from dww_graph.removal import Held, Part
from dww_graph.rights import OWNER

GONE, EXPORTED = "ingetrokken", "uitgevoerd"
_CHUNK = 16 * 1024 * 1024
_SHORTEST = 12
_PLAIN = re.compile(r'[^"\\\n\r\t]+')
_REASON = re.compile(r"^[a-z][a-z -]{2,39}$")


@dataclass(frozen=True, slots=True)
class Export:
    """An export that was made: day, ring, file name, and whether it stands in our own export folder."""

    dag: str
    ring: str
    bestand: str
    in_huis: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a withdrawal would remove: by contribution, from which generations, and which exports hold it."""

    what: str
    is_consent: bool
    parts: tuple[Part, ...]
    generations: tuple[int, ...]
    exports: tuple[Export, ...]

    def total(self) -> dict[str, int]:
        """Return how many things of each class go."""
        counts: dict[str, int] = {}
        for part in self.parts:
            for kind, number in part.counts.items():
                counts[kind] = counts.get(kind, 0) + number
        return dict(sorted(counts.items()))


@dataclass(frozen=True, slots=True)
class Proof:
    """What a search found after a withdrawal: texts looked for, files and bytes searched, and where a text still stands.

    `shared` counts texts that other contributions hold in the very same words; those stay theirs and are not looked for.
    """

    texts: int
    shared: int
    files: int
    bytes: int
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A withdrawal that was carried out: what was planned, the generation that answers now, and the proof."""

    plan: Plan
    generation: int
    proof: Proof


def preview(home: Path, what: str) -> Plan:
    """Return what rests on a consent code or a contribution key, without changing anything; raises NotFound."""
    return _plan(home, what, _held(home))


def withdraw(
    home: Path, what: str, reason: str, tell: Callable[[Text], None] | None = None, door: str = OWNER
) -> Withdrawn:
    """Take out everything that rests on a consent code or a contribution key; `reason` is a few plain words.

    `door` is the code of who does it, for the journal.

    Raises NotFound for what is not there, UsageError for a reason that could hold more than a reason.
    """
    if not _REASON.match(reason):
        raise UsageError(
            Text("De reden mag geen namen of cijfers bevatten.", "The reason may hold no names or figures."), reason,
            Text("een paar gewone woorden, zoals 'op verzoek'", "a few plain words, such as 'on request'"),
        )
    with curation.writing(home, "withdraw"):
        held = _held(home)
        plan = _plan(home, what, held)
        texts = tuple(removal.words(held, _things(plan)))
        _tombstone(home, plan, reason, door)
        for each in held:
            _rewrite(home, each, plan)
        published = curation.publish_all(home, tell)
        _clear(home, published.number)
        return Withdrawn(plan, published.number, prove(home, texts))


def tombstones(home: Path) -> frozenset[str]:
    """Return the hashes of everything that was withdrawn; `hashed` makes the hash of an IRI."""
    lines = (decision.gegevens.get("weg", "") for decision in journal.read(home) if decision.daad == GONE)
    return frozenset(each for line in lines for each in line.split())


def hashed(iri: str) -> str:
    """Return the hash by which a tombstone knows an IRI."""
    return hashlib.sha256(iri.encode()).hexdigest()[:16]


def prove(home: Path, texts: Iterable[str]) -> Proof:
    """Search every byte under the data folder for these texts, as far as no contribution that stays holds the same words."""
    needles = tuple(dict.fromkeys(_needle(text) for text in texts if len(_needle(text)) >= _SHORTEST))
    ours = [path for folder in sources.all_folders(home) for path in sorted(folder.iterdir())]
    held = set(_hits(ours, needles))
    wanted = [needle for needle in needles if needle not in {found for _, found in held}]
    rest = [path for path in sorted(home.rglob("*")) if path.is_file() and path not in ours]
    found = sorted({str(path.relative_to(home)) for path, _ in _hits(rest, wanted)})
    size = sum(path.stat().st_size for path in (*ours, *rest))
    return Proof(len(wanted), len(needles) - len(wanted), len(ours) + len(rest), size, tuple(found))


def exports_folder(home: Path) -> Path:
    """Return the folder for exports that stay under our control: a withdrawal removes them."""
    return home / "exports"


def note_export(home: Path, path: Path, ring: str, number: int) -> None:
    """Write an export into the journal, so that a withdrawal can name it."""
    inside = path.absolute().is_relative_to(exports_folder(home).absolute())
    details = {"ring": ring, "generatie": f"{number:04d}", "bestand": path.name, "in_huis": "ja" if inside else "nee"}
    journal.append(home, _now(), OWNER, EXPORTED, f"{number:04d}", details)


def _held(home: Path) -> tuple[Held, ...]:
    return tuple(map(removal.hold, sources.all_folders(home)))


def _plan(home: Path, what: str, held: Sequence[Held]) -> Plan:
    keys = {each.folder.name for each in held}
    iri = terms.thing("toestemming", terms.key_of(what))
    parts = removal.parts(held, set() if what in keys else {iri}, keys & {what})
    known = what in ledger.load(home)
    if not parts and not known:
        raise NotFound(
            Text(f"Er is geen toestemming of bijdrage '{what}'.", f"There is no consent or contribution '{what}'."), what,
            do=Text("Zie dww consent list, en de sleutels op de ontvangstbewijzen.",
                    "See dww consent list, and the keys on the receipts."),
        )
    numbers = tuple(each.number for each in generation.all_generations(home))
    return Plan(what, what not in keys, parts, numbers, tuple(_exports(home, {part.sleutel for part in parts})))


def _things(plan: Plan) -> frozenset[str]:
    return frozenset(thing for part in plan.parts for thing in part.things)


def _exports(home: Path, keys: set[str]) -> Iterator[Export]:
    """Yield the exports that were made while one of these contributions was there."""
    there: set[str] = set()
    for line in journal.read(home):
        if line.daad in ("opgenomen", "vervangen"):
            there.add(line.waarover)
        elif line.daad == EXPORTED and keys & there:
            said = line.gegevens
            yield Export(line.moment[:10], said["ring"], said["bestand"], said["in_huis"] == "ja")


def _tombstone(home: Path, plan: Plan, reason: str, door: str) -> None:
    gone = sorted(hashed(thing) for thing in _things(plan))
    counts = ", ".join(f"{number} {kind}" for kind, number in plan.total().items())
    details = {"reden": reason, "bijdragen": " ".join(part.sleutel for part in plan.parts), "aantallen": counts,
               "weg": " ".join(gone)}
    journal.append(home, _now(), door, GONE, plan.what, details)
    if plan.is_consent and plan.what in ledger.load(home):
        journal.append(home, _now(), door, ledger.WITHDRAWN, plan.what, {"reden": reason})


def _rewrite(home: Path, held: Held, plan: Plan) -> None:
    """Write a contribution anew without what goes, or remove it; its receipt goes along only as long as it stays."""
    part = next((part for part in plan.parts if part.sleutel == held.folder.name), None)
    if part is not None and part.whole:
        shutil.rmtree(held.folder)
    elif part is not None:
        folder = sources.stage(home, part.sleutel)
        removal.without(held, _things(plan) | part.alone, folder)
        sources.take_in(home, folder, part.sleutel)


def _clear(home: Path, number: int) -> None:
    """Remove every other generation and every export of ours."""
    for each in generation.folder(home).iterdir():
        if each.name != f"{number:04d}":
            shutil.rmtree(each, ignore_errors=True)
    shutil.rmtree(exports_folder(home), ignore_errors=True)


def _needle(text: str) -> str:
    """Return the longest stretch of a text that every form of storage writes alike (no quotes, no line ends)."""
    return max(_PLAIN.findall(text), key=len, default="")


def _hits(paths: Iterable[Path], needles: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """Yield where each text stands; files are read in pieces that overlap, so that no text falls between two."""
    coded = [(needle, needle.encode()) for needle in needles]
    overlap = max((len(code) for _, code in coded), default=0)
    for path in paths:
        with path.open("rb") as file:
            tail = b""
            while piece := file.read(_CHUNK):
                data = tail + piece
                yield from ((path, needle) for needle, code in coded if code in data)
                tail = data[-overlap:]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
