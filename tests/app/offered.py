"""Small files that a curator may bring: one in order, one with a fault, one that names somebody invented, and a coded project."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.ingest import projects
from tests.ingest.tables import as_csv, good_table

from dww_graph import curation
from dww_graph.model import Toestemming

UNLINKED = {"bron_1": "", "relatie_1": "", "toelichting_1": ""}
NAME, TOWN = "Fatima Achterberg", "Zwammerdam"
WORDS = f"Toen {NAME} het zag, durfde zij te zeggen wat niet lukt, en {NAME} bleef tot het avondeten in {TOWN}."
CSV = "text/csv"
GOOD = as_csv(good_table(2, **UNLINKED))
FAULTY = as_csv(good_table(2, **UNLINKED, datum="31-02-2025"))
NAMED = as_csv(good_table(2, **UNLINKED, illustratief="nee", waarom=WORDS))
SOURCE = b"TY  - JOUR\nID  - X01\nTI  - Een studie\nPY  - 2020\nER  - \n"


def project() -> bytes:
    """A project with two codes and no texts."""
    codes = projects.codebook(projects.code("samen beslissen"), projects.code("Iets <b>anders</b>", projects.OTHER_CODE))
    with TemporaryDirectory() as folder:
        return projects.qdpx(Path(folder), projects.qde(codes, projects.sources())).read_bytes()


def consent(home: Path, code: str = "T-2026-03") -> None:
    """Write a consent for the public ring into the ledger."""
    curation.give_consent(home, Toestemming(code, "openbaar", "2026-01-05", "ECO-2026-1", "2036-01-05"))
