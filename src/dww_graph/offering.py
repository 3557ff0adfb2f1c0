"""Files offered in one call: each is read, judged, mapped and written aside, and is known to the files after it.

Bibliographies go first, so that a card may point at a source that came in the same call. Nothing here changes the graph.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path

from dww_graph import assets, desk, generation, intake, ledger, receipts, sources
from dww_graph.errors import Fault, InputRefused, NotFound, StoreError, Text
from dww_graph.guard.allowed import Allowed
from dww_graph.intake import Contribution, FileReading, Known, Undecided
from dww_graph.map.dubbel import Work
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import Ledger, Manifest, Outcome, Receipt, Reference, Terms
from dww_graph.reading import FileReader
from dww_graph.store import parse_file
from dww_graph.taking import own_rules

Progress = Callable[[int, int], None]
BATCH = 50
_BIBLIOGRAPHIES = frozenset({
    "ris", "bibtex", "csl-json", "zotero-json", "zotero-rdf", "endnote-xml", "nbib", "openalex", "crossref",
})


@dataclass(slots=True)
class Offering:
    """One call: its terms, what is in the graph already, and what was written aside by path (folder and manifest)."""

    home: Path
    offered: Terms
    replaces: str | None
    vocabulary: Vocabulary = field(default_factory=intake.load_vocabulary)
    staged: dict[Path, Path] = field(default_factory=dict)
    there: list[Manifest] = field(default_factory=list)
    consents: Ledger = field(default_factory=dict)
    _replaced: list[Manifest] = field(default_factory=list)
    _references: dict[str, Reference] = field(default_factory=dict)
    _words: Allowed | None = None

    def offer_all(
        self, files: Sequence[Path], progress: Progress | None, keep: Callable[[], None] | None = None
    ) -> list[Receipt]:
        """Offer every file, bibliographies first; return the receipts in the order in which the files were given.

        `keep` is called whenever a batch was written aside, so that a long call that is interrupted need not begin anew.
        """
        present = tuple(sources.manifests(self.home))
        self.there = [manifest for manifest in present if manifest.sleutel != self.replaces]
        self._replaced = [manifest for manifest in present if manifest.sleutel == self.replaces]
        self._references = {name: each for manifest in self.there for name, each in manifest.identifiers.items()}
        self.consents = ledger.load(self.home)
        once = list(dict.fromkeys(files))
        with closing(FileReader()) as reading:
            ordered = sorted(once, key=lambda path: reading.format_of(path) not in _BIBLIOGRAPHIES) if len(once) > 1 else once
            told = {}
            for path in ordered:
                told[path] = self._offer(path, reading, progress)
                if keep and len(self.staged) >= BATCH:
                    keep()
        return [told[path] for path in once]

    def withdraw(self, path: Path) -> None:
        """Take a file out of what was written aside."""
        shutil.rmtree(self.staged.pop(path), ignore_errors=True)

    def key_of(self, path: Path) -> str:
        """Return the key under which a file was written aside."""
        return sources.read_manifest(self.staged[path]).sleutel

    def _offer(self, path: Path, reading: FileReading, progress: Progress | None) -> Receipt:
        same = self._same(path)
        if same:
            return Receipt(path, "ongewijzigd", same.format, same.gelezen, 0, 0, same.sleutel)
        key = self.replaces or sources.new_key()
        folder = sources.stage(self.home, key)
        try:
            return self._stage(path, key, folder, reading, progress)
        except Undecided as waiting:
            shutil.rmtree(folder, ignore_errors=True)
            return Receipt(path, "wacht", reading.format, 0, 0, 0, vlaggen=waiting.flags)
        except InputRefused as refusal:
            shutil.rmtree(folder, ignore_errors=True)
            return Receipt(path, "geweigerd", reading.format, 0, 0, 0, faults=refusal.faults)

    def _same(self, path: Path) -> Manifest | None:
        """Return the contribution that was made of these very bytes, the one that is to be replaced among them."""
        digest = sources.sha256_of(path) if path.is_file() else ""
        return next((manifest for manifest in (*self.there, *self._replaced) if manifest.sha256 == digest), None)

    def _stage(self, path: Path, key: str, folder: Path, reading: FileReading, progress: Progress | None) -> Receipt:
        known = self._known(path)
        made = intake.prepare(folder, [path], key, path.name, self.offered, known, reading, progress)
        earlier = self._earlier(made)
        if earlier:
            raise InputRefused(path.name, [earlier])
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.there.append(intake.write_manifest(made, now))
        self._references |= made.identifiers
        self.staged[path] = folder
        receipt = self._taken(path, made)
        receipts.keep(folder, receipts.as_data(receipt, now, assets.VERSION, self.offered.privacy_akkoord_door))
        return receipt

    def _known(self, path: Path) -> Known:
        words = self._words = self._words or desk.passing(self.home, self.vocabulary)
        judge = desk.judge(self.home, path, self.offered, words)
        rules = partial(own_rules, _Described(self.home, self.replaces))
        return Known(self.vocabulary, self._references, datetime.now(UTC).date(), self.consents, judge, rules, self._works, words)

    def _works(self) -> Iterator[Work]:
        """Yield the sources that are in the graph, for the proposals of likely duplicates."""
        with suppress(StoreError, NotFound):
            rows = generation.current(self.home).open("openbaar").query(assets.read_text("queries", "bouw", "werken.rq")).rows
            for row in rows:
                yield Work(*(node.value if node else "" for node in row))

    def _earlier(self, contribution: Contribution) -> Fault | None:
        """Return a fault when the cards carry numbers that another contribution already uses."""
        own = {name for name, each in contribution.identifiers.items() if each.soort == "Handelingskennis"}
        for manifest in self.there:
            shared = sorted(own & manifest.identifiers.keys())
            if shared:
                return _in_use(contribution, manifest, shared)
        return None

    def _taken(self, path: Path, made: Contribution) -> Receipt:
        outcome: Outcome = "vervangen" if self.replaces else "opgenomen"
        return Receipt(
            path, outcome, made.format, made.gelezen, made.opgeslagen, made.tripels, made.sleutel, notes=made.notes,
            geweigerd=made.geweigerd, overgeslagen=made.overgeslagen,
        )


class _Described:
    """Knows every thing that a contribution describes, the one that is being replaced left out."""

    def __init__(self, home: Path, replaces: str | None) -> None:
        self._home, self._replaces = home, replaces

    def __contains__(self, iri: object) -> bool:
        return iri in self._things

    @cached_property
    def _things(self) -> frozenset[str]:
        folders = (path for path in sources.all_folders(self._home) if path.name != self._replaces)
        files = (file for folder in folders for file in sources.visible_files(folder, "beheer"))
        return frozenset(triple.subject.value for file in files for triple in parse_file(file))


def _in_use(contribution: Contribution, manifest: Manifest, shared: Sequence[str]) -> Fault:
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
