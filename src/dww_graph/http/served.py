"""What is served now: the current generation of a data folder, its public ring only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock

from dww_graph import generation, shelf, withdrawal
from dww_graph.generation import Generation
from dww_graph.model import Ring
from dww_graph.shelf import Shelf
from dww_graph.store import Store

RING: Ring = "openbaar"


@dataclass(frozen=True)
class Snapshot:
    """One generation with its public store open, its shelf of cards, and the hashes of what was withdrawn."""

    generation: Generation
    store: Store
    withdrawn: frozenset[str] = frozenset()

    def is_gone(self, iri: str | None) -> bool:
        """Tell what was withdrawn from what never was."""
        return iri is not None and withdrawal.hashed(iri) in self.withdrawn

    @cached_property
    def shelf(self) -> Shelf:
        """Every public card, with what each can be found under."""
        path = self.generation.shelf_path(RING)
        return Shelf.open(path) if path.is_file() else Shelf.of(shelf.read(self.store))

    @property
    def store_path(self) -> Path:
        """The directory of the public store, for a worker."""
        return self.generation.store_path(RING)


class Served:
    """Opens a generation once and again when the pointer has moved. Safe for several threads."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._lock = Lock()
        self._snapshot: Snapshot | None = None

    def now(self) -> Snapshot:
        """Return the current generation; raises StoreError when there is none."""
        found = generation.current(self.home)
        with self._lock:
            if self._snapshot is None or self._snapshot.generation != found:
                self._snapshot = Snapshot(found, found.open(RING), withdrawal.tombstones(self.home))
            return self._snapshot
