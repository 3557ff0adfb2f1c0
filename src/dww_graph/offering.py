"""Files offered in one call: each is judged, mapped and written aside, and is known to the files after it.

Bibliographies go first, so that a card may point at a source that came in the same call. Nothing here changes the graph.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dww_graph import intake, sources
from dww_graph.errors import Fault, InputRefused, Text
from dww_graph.intake import Contribution, Known
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import Manifest, Outcome, Receipt, Terms
from dww_graph.read import registry

Progress = Callable[[int, int], None]
_BIBLIOGRAPHIES = frozenset({"ris", "bibtex", "csl-json"})


@dataclass(slots=True)
class Offering:
    """One call: its terms, what is in the graph already, and what was written aside by path (folder and manifest)."""

    home: Path
    offered: Terms
    replaces: str | None
    vocabulary: Vocabulary = field(default_factory=intake.load_vocabulary)
    staged: dict[Path, Path] = field(default_factory=dict)
    there: list[Manifest] = field(default_factory=list)

    def offer_all(self, files: Sequence[Path], progress: Progress | None) -> list[Receipt]:
        """Offer every file, bibliographies first; return the receipts in the order in which the files were given."""
        self.there = [manifest for manifest in sources.manifests(self.home) if manifest.sleutel != self.replaces]
        once = list(dict.fromkeys(files))
        receipts = {path: self._offer(path, progress) for path in sorted(once, key=_cards_last)}
        return [receipts[path] for path in once]

    def withdraw(self, path: Path) -> None:
        """Take a file out of what was written aside."""
        shutil.rmtree(self.staged.pop(path), ignore_errors=True)

    def key_of(self, path: Path) -> str:
        """Return the key under which a file was written aside."""
        return sources.read_manifest(self.staged[path]).sleutel

    def _offer(self, path: Path, progress: Progress | None) -> Receipt:
        same = self._same(path)
        if same:
            return Receipt(path, "ongewijzigd", same.format, same.gelezen, 0, 0, same.sleutel)
        try:
            return self._stage(path, progress)
        except InputRefused as refusal:
            return Receipt(path, "geweigerd", "", 0, 0, 0, faults=refusal.faults)

    def _same(self, path: Path) -> Manifest | None:
        """Return the contribution that was made of these very bytes, the one that is to be replaced among them."""
        digest = sources.sha256_of(path) if path.is_file() else ""
        known = (*self.there, *(each for each in sources.manifests(self.home) if each.sleutel == self.replaces))
        return next((manifest for manifest in known if manifest.sha256 == digest), None)

    def _stage(self, path: Path, progress: Progress | None) -> Receipt:
        key = self.replaces or sources.new_key()
        contribution = intake.prepare([path], key, path.name, self.offered, self._known(), progress)
        earlier = self._earlier(contribution)
        if earlier:
            raise InputRefused(path.name, [earlier])
        self.staged[path] = intake.write(self.home, contribution, datetime.now(UTC).isoformat(timespec="seconds"))
        self.there.append(sources.read_manifest(self.staged[path]))
        return self._taken(path, contribution)

    def _known(self) -> Known:
        references = {name: each for manifest in self.there for name, each in manifest.identifiers.items()}
        return Known(self.vocabulary, references, datetime.now(UTC).date())

    def _earlier(self, contribution: Contribution) -> Fault | None:
        """Return a fault when the cards carry numbers that another contribution already uses."""
        own = {name for name, each in contribution.identifiers.items() if each.soort == "Handelingskennis"}
        for manifest in self.there:
            shared = sorted(own & manifest.identifiers.keys())
            if shared:
                return _in_use(contribution, manifest, shared)
        return None

    def _taken(self, path: Path, contribution: Contribution) -> Receipt:
        number = sum(map(len, contribution.triples.values()))
        outcome: Outcome = "vervangen" if self.replaces else "opgenomen"
        read = contribution.gelezen
        return Receipt(path, outcome, contribution.format, read, read, number, contribution.sleutel, notes=contribution.notes)


def _cards_last(path: Path) -> bool:
    try:
        return registry.choose(path).name not in _BIBLIOGRAPHIES
    except InputRefused:
        return True


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
