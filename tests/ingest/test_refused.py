"""What is no card, table or bibliography, or is broken, is refused with a reason; a crash is no answer."""

from __future__ import annotations

import io
import zipfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from dww_graph import curation, generation
from dww_graph.errors import Fault, InputRefused
from dww_graph.model import Terms
from dww_graph.read import registry
from dww_graph.reading import FileReader

from .conftest import Refuse
from .tables import as_csv, as_workbook, good_table, read_whole, saved

WORKBOOK = "xl/workbook.xml"


def tampered(folder: Path, member: str, data: bytes) -> Path:
    """A good workbook of which one member was replaced."""
    out = io.BytesIO()
    as_workbook(good_table()).save(out)
    path = folder / "k.xlsx"
    with zipfile.ZipFile(out) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, data if name == member else good.read(name))
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leeg.csv", b""),
        ("leeg.md", b""),
        ("brief.txt", b"Geachte mevrouw,\n"),
        ("pagina.html", b"<html><body>x</body></html>"),
        ("data.json", b'{"a": 1}'),
        ("kaart.md", b"# Een kop\nen tekst\n"),
    ],
)
def test_a_file_of_no_known_form_is_refused(tmp_path: Path, refuse: Refuse, name: str, data: bytes) -> None:
    (fault,) = refuse(saved(tmp_path, name, data))
    assert fault.code in ("onbekend-bestand", "geen-kopregel") and fault.where.startswith(name) and fault.do.nl


def test_an_absent_file_is_refused_by_gate_and_registry(tmp_path: Path) -> None:
    with closing(FileReader()) as reading:
        assert [item.code for item in reading.items(tmp_path / "weg.csv") if isinstance(item, Fault)] == ["geen-bestand"]
    with pytest.raises(InputRefused):
        registry.choose(tmp_path / "weg.csv")


@pytest.mark.parametrize(
    "member", [WORKBOOK, "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize("data", [b"", b"<open", b"<other/>", b"\xff\xfe"], ids=["empty", "open", "other", "bytes"])
def test_a_damaged_workbook_never_crashes(tmp_path: Path, member: str, data: bytes) -> None:
    """Whatever part is damaged: it is refused with a reason, or the sheet is read without that part."""
    reading = read_whole(tampered(tmp_path, member, data))
    assert bool(reading.faults) != bool(reading.records)


def test_a_workbook_with_an_ending_that_lies_is_known_by_its_content(tmp_path: Path) -> None:
    as_workbook(good_table()).save(tmp_path / "k.xlsx")
    moved = (tmp_path / "k.xlsx").rename(tmp_path / "k.doc")
    assert len(read_whole(moved).records) == 3
    assert registry.choose(saved(tmp_path, "k.txt", as_csv(good_table()))).name == "csv"


def test_a_workbook_without_a_visible_table_is_refused(tmp_path: Path, refuse: Refuse) -> None:
    book = as_workbook(good_table())
    book["Kaarten"].sheet_state = "hidden"
    book.save(tmp_path / "k.xlsx")
    assert [fault.code for fault in refuse(tmp_path / "k.xlsx")] == ["geen-kopregel"]


def test_every_refusal_says_what_and_what_to_do_in_both_languages(tmp_path: Path, refuse: Refuse) -> None:
    for path in (
        saved(tmp_path, "x.txt", b"x"),
        saved(tmp_path, "x.csv", b"a;b\n"),
        saved(tmp_path, "x.md", b"---\na: b: c\n---\n"),
    ):
        for fault in refuse(path):
            assert fault.what.nl != fault.what.en and fault.do.nl and fault.do.en and fault.expected.nl


def test_a_good_file_goes_in_beside_a_bad_one(home: Path, tmp_path: Path) -> None:
    """All or nothing holds for a file, not for the whole offer."""
    good, bad = saved(tmp_path, "goed.csv", as_csv(good_table(1))), saved(tmp_path, "fout.csv", as_csv(good_table(1, datum="x")))
    receipts = curation.ingest(home, [bad, good], Terms())
    assert [receipt.outcome for receipt in receipts] == ["geweigerd", "opgenomen"]
    keys = {folder.name for folder in (home / "sources").iterdir()}
    assert receipts[1].sleutel in keys and len(keys) == 6
    assert receipts[1].sleutel in generation.current(home).info.bijdragen


def test_a_refused_file_leaves_no_trace(home: Path, tmp_path: Path) -> None:
    """Not a byte in sources, journal or pointer, and nothing half-written."""

    def everything() -> dict[Path, str]:
        return {path: sha256(path.read_bytes()).hexdigest() for path in home.rglob("*") if path.is_file()}

    before = everything()
    bad = [saved(tmp_path, name, b"rommel") for name in ("a.csv", "b.xlsx", "c.md", "d.ris", "e.bib", "f.json")]
    receipts = curation.ingest(home, [*bad, tmp_path / "weg.csv"], Terms())
    assert {receipt.outcome for receipt in receipts} == {"geweigerd"}
    after = everything()
    for own in ("lock", "sleutel"):  # the lock and the key of the folder hold nothing of a file
        after.pop(home / own, None), before.pop(home / own, None)
    assert after == before
