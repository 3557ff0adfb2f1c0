"""A graph in which a few cards pass for real ones among hundreds of invented ones, to see what is masked.

The real ones come in as tables do, each under a consent of its own. Of a group with the same situation, client types and setting
there are at least five, or the small cells would be coarsened; what is small is how many of them share an element.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.cards import HEADER, rows, write_rows
from benchmarks.graphs import accept, varied

from dww_graph import curation, sources
from dww_graph.model import Terms, Toestemming
from dww_graph.offering import Offering

INVENTED: Final = 300
Cells = dict[str, str]
HOME: Final[Cells] = {
    "beroepssituatie": "huisbezoek", "clienttype_1": "leeftijd-8-11", "clienttype_2": "kader-drang", "context": "wijkteam",
    "functie": "jeugdbeschermer", "ervaring": "3-5",
}  # fmt: skip
SCHOOL: Final[Cells] = {
    "beroepssituatie": "schooloverleg", "clienttype_1": "probleem-schoolverzuim", "clienttype_2": "", "context": "ambulante-hulp",
    "functie": "ambulant-hulpverlener", "ervaring": "6-10",
}  # fmt: skip
ALONE: Final[Cells] = {**HOME, "beroepssituatie": "mdo", "clienttype_1": "leeftijd-16-17"}
GROUPS: Final = ((HOME, ("A5.1", "A5.1", "B2", "B2", "B2", "B2")), (SCHOOL, ("D3", "D3", "D3", "C1.2", "C1.2", "K1", "K1")),
                 (ALONE, ("C9.1",)))


def build(starter: Path, home: Path, invented: int = INVENTED) -> Path:
    """Build the starter content, invented cards and fourteen real ones into a new data folder, from a copy of `starter`."""
    shutil.copytree(starter, home)
    for code in consents():
        given = Toestemming(code, "openbaar", "2026-01-05", "ECO-2026-1", "2036-01-05")
        curation.give_consent(home, given)
    with TemporaryDirectory() as name, curation.writing(home, "mixed"):
        tables = [write_rows(Path(name) / "verzonnen.csv", varied(invented, 7)), write_rows(Path(name) / "echt.csv", real())]
        offering = Offering(home, Terms(), None)
        receipts = offering.offer_all(tables, None)
        assert {receipt.outcome for receipt in receipts} == {"opgenomen"}, [receipt.faults[:3] for receipt in receipts]
        for path, folder in offering.staged.items():
            accept(folder / "openbaar.nt")
            sources.take_in(home, folder, offering.key_of(path))
        curation.publish_all(home)
    return home


def real() -> Iterator[tuple[str, ...]]:
    """Yield the rows of the real cards, under the header of `benchmarks.cards`."""
    wanted = [(cells, element) for cells, elements in GROUPS for element in elements]
    for number, ((cells, element), row) in enumerate(zip(wanted, rows(len(wanted), 11), strict=True)):
        own = {
            "kaart_id": f"ECHT-{number:02d}", "titel": f"Kaart van een collega {number}", "toestemming": f"T-2026-{number:02d}",
            "werkzaam_element_1": element, "werkzaam_element_2": "", "illustratief": "nee", "zichtbaarheid": "openbaar",
            "datum": "3-2-2025", "relatie_1": "ondersteund-door", "bron_1": "B07-1", "toelichting_1": "Om te tellen.",
            "geleerd_van": "student" if number % 2 else "collega", "methode": "intervisie",
        }  # fmt: skip
        told = {**dict(zip(HEADER, row, strict=True)), **cells, **own}
        yield tuple(told[name] for name in HEADER)


def consents() -> Iterator[str]:
    """Yield the code of the consent of each real card."""
    yield from (f"T-2026-{number:02d}" for number in range(sum(len(elements) for _, elements in GROUPS)))
