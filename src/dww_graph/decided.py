"""What people decided, as triples for a build: the ledger of consents, and the mapping of codes to concepts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dww_graph import journal, ledger, sources
from dww_graph.answer import Triple
from dww_graph.map import koppeling
from dww_graph.model import RINGS, Ring
from dww_graph.store import TripleFile

_CODE_BOOK = b"/id/codeboek/"
_ACTS = frozenset({ledger.GIVEN, ledger.WITHDRAWN, koppeling.ACT})


def write(home: Path, work: Path, contributions: Sequence[Path]) -> Mapping[Ring, Path]:
    """Write the decisions that hold into one file a ring under `work`, and return the files; each ring sees those before it."""
    paths = {ring: work / f"besluiten-{ring}.nt" for ring in RINGS}
    files = {ring: TripleFile(path) for ring, path in paths.items()}
    try:
        for ring, triple in _triples(home, contributions):
            files[ring].write(triple)
    finally:
        for file in files.values():
            file.close()
    return paths


def visible(paths: Mapping[Ring, Path], ring: Ring) -> list[Path]:
    """Return the files of decisions that a ring may see."""
    return [paths[each] for each in RINGS[: RINGS.index(ring) + 1]]


def fingerprint(home: Path) -> str:
    """Return the SHA-256 over every decision that a build takes in."""
    digest = hashlib.sha256(str(journal.illustrative_shown(home)).encode())
    for line in journal.read(home):
        if line.daad in _ACTS:
            digest.update(line.hash.encode())
    return digest.hexdigest()


def code_book_ring(contribution: Path) -> Ring | None:
    """Return the ring in which the code book of a contribution stands, None when it has none."""
    for ring in RINGS:
        path = contribution / f"{ring}.nt"
        if path.is_file() and _CODE_BOOK in path.read_bytes():
            return ring
    return None


def _triples(home: Path, contributions: Sequence[Path]) -> Iterator[tuple[Ring, Triple]]:
    for triple in ledger.triples(ledger.load(home)):
        yield "beheer", triple
    lines = [line for line in journal.read(home) if line.daad == koppeling.ACT]
    about = {line.waarover for line in lines}
    for path in contributions:
        manifest = sources.read_manifest(path)
        ring = code_book_ring(path) if manifest.sleutel in about else None
        if ring:
            decided = koppeling.decisions_of(lines, manifest.sleutel)
            yield from koppeling.triples(decided, manifest.sleutel, ring, manifest.illustratief)
