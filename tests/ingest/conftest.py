"""What the intake tests share: what is known beforehand, a data folder to change, and one card that is in order."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dww_graph import intake, terms
from dww_graph.errors import Fault, InputRefused
from dww_graph.intake import Known
from dww_graph.map.vocabulary import Vocabulary
from dww_graph.model import Reference, Ring, Terms

from .tables import LEDGER, Prepared, prepared

TODAY = datetime.date(2026, 11, 23)
REFERENCES: Mapping[str, tuple[str, str, str, Ring]] = {
    "b07": ("bron", "werken-b07", "Onderzoeksbron", "openbaar"),
    "b07-1": ("bevinding", "b07-1", "Bevinding", "openbaar"),
    "x9": ("handelingskennis", "kaarten-x9", "Handelingskennis", "programma"),
}
Prepare = Callable[..., Prepared]
Refuse = Callable[..., tuple[Fault, ...]]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The concepts of the shipped ontology."""
    return intake.load_vocabulary()


@pytest.fixture(scope="session")
def known(vocabulary: Vocabulary) -> Known:
    """The concepts, a source, a finding and a card of ring programma that can be pointed at, and a fixed day."""
    things = {name: Reference(terms.thing(kind, key), soort, ring) for name, (kind, key, soort, ring) in REFERENCES.items()}
    return Known(vocabulary, things, TODAY, LEDGER)


@pytest.fixture
def home(starter_home: Path, tmp_path: Path) -> Path:
    """A copy of the starter graph, of this test alone."""
    return Path(shutil.copytree(starter_home, tmp_path / "dww-data"))


@pytest.fixture
def prepare(known: Known) -> Prepare:
    """Read, judge and map one file under the key `proef`; the terms are those of the file unless others are given."""
    return lambda path, offered=None: prepared(path, offered or Terms(), known)


@pytest.fixture
def refuse(prepare: Prepare) -> Refuse:
    """Offer one file that must be refused, and return its faults."""

    def refused(path: Path, offered: Terms | None = None) -> tuple[Fault, ...]:
        with pytest.raises(InputRefused) as caught:
            prepare(path, offered)
        return caught.value.faults

    return refused
