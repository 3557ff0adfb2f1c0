"""Every attack that was measured against other readers is refused here with a reason, and costs one file and nothing else.

Files are judged as the product judges them: in the child process that reads the files of others. Nothing may be written, fetched
or read beside the file, and nothing may be thrown.
"""

from __future__ import annotations

import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from dww_graph.errors import DwwError
from dww_graph.guard import limits, xml_form, zips
from dww_graph.guard.refusals import MESSAGES, Refused, is_plain
from dww_graph.model import RawRecord
from dww_graph.read import rdf, registry, table_xlsx
from dww_graph.reading import FileReader

from .attacks import ATTACKS
from .files import (
    CELLS,
    SECRET,
    SHEET,
    XML,
    Attack,
    Ground,
    damaged,
    fault_texts,
    items_of,
    judged,
    many_members,
    wandering_source,
    workbook,
)

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")  # zipfile says so while it builds the attack


@pytest.fixture(scope="module")
def trap() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback that notes every request."""
    met: list[str] = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            met.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_said: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", met
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    """The child that reads; one for all, because it must outlive every attack."""
    with closing(FileReader(silence=60)) as child:
        yield child


@pytest.fixture
def ground(tmp_path: Path, trap: tuple[str, list[str]]) -> Ground:
    return prepared(tmp_path, trap[0])


@dataclass(frozen=True, slots=True)
class Offered:
    """An attack as it was built, and how the folder around it looked."""

    attack: Attack
    path: Path
    around: Path
    before: dict[Path, tuple[int, int]]


@pytest.fixture(scope="module", params=ATTACKS, ids=lambda attack: attack.name)
def offered(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, trap: tuple[str, list[str]]
) -> Iterator[Offered]:
    """Each attack, built once, and taken away after use."""
    around = tmp_path_factory.mktemp("aanval")
    path = request.param.build(prepared(around, trap[0]))
    yield Offered(request.param, path, around, everything(around))
    shutil.rmtree(around)


def prepared(around: Path, url: str) -> Ground:
    """A folder with a secret beside it."""
    (around / "in").mkdir()
    secret = around / "geheim.txt"
    secret.write_text(SECRET, encoding="utf-8")
    return Ground(around / "in", url, secret)


def everything(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def test_an_attack_is_refused_with_a_reason(offered: Offered, reader: FileReader) -> None:
    """With a code of its own, a place, and words in two languages that repeat nothing of the file."""
    faults = judged(offered.path, reader)
    assert faults and {fault.code for fault in faults} <= offered.attack.codes
    for fault in faults:
        assert fault.where and is_plain(fault.where) and fault.what.nl != fault.what.en and fault.do.nl and fault.do.en
    assert not [text for text in fault_texts(faults) if SECRET in text or "http://127" in text or "\x1b" in text]
    assert everything(offered.around) == offered.before


def test_without_the_walls_of_the_child_an_attack_still_reaches_nothing(offered: Offered, trap: tuple[str, list[str]]) -> None:
    """Gate and readers alone, in a process with a network: no request, nothing written, nothing thrown but a refusal."""
    path = offered.path
    said = [str(fault) for fault in limits.check_file(path)]
    if not said:
        try:
            said += map(str, registry.choose(path).read(path))
        except DwwError as error:
            said.append(str(error.args))
        if rdf.recognises(path.read_bytes()[:4096], path):
            said += map(str, rdf.read(path))
    assert said and SECRET not in "".join(said)
    assert trap[1] == []
    assert everything(offered.around) == offered.before


def test_the_child_that_met_every_attack_still_reads(ground: Ground, reader: FileReader) -> None:
    found = items_of(ground.save("a.ris", "TY  - JOUR\nTI  - Een titel\nER  - \n"), reader)
    assert [item.kind for item in found if isinstance(item, RawRecord)] == ["bron"]


def test_a_source_outside_its_project_is_not_read(ground: Ground, reader: FileReader) -> None:
    """`internal://../../..` names nothing; at most the source is told as absent."""
    found = items_of(wandering_source(ground), reader)
    assert found and SECRET not in "".join(map(str, found))
    assert [item for item in found if isinstance(item, RawRecord) and item.kind == "transcript"] == []


def test_a_tag_for_an_object_makes_no_object(ground: Ground, reader: FileReader) -> None:
    marker = ground.folder / "gedaan"
    card = f'---\nkaart_id: !!python/object/apply:os.system ["touch {marker}"]\n---\n## Wat ik doe\nx\n'
    assert items_of(ground.save("k.md", card), reader)
    registry.choose(ground.folder / "k.md").read(ground.folder / "k.md")
    assert not marker.exists()


def test_a_sheet_that_says_it_is_one_cell_is_read_whole(ground: Ground) -> None:
    head = "".join(f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>' for letter, name in zip(
        "ABCDE", ("kaart_id", "titel", "werkzaam_element", "handeling", "waarom"), strict=True))
    rows = "".join(f'<row r="{n}">' + "".join(
        f'<c r="{letter}{n}" t="inlineStr"><is><t>x{n}</t></is></c>' for letter in "ABCDE") + "</row>" for n in range(2, 52))
    path = workbook(ground, f'{SHEET}<dimension ref="A1"/><sheetData><row r="1">{head}</row>{rows}</sheetData></worksheet>')
    assert limits.check_file(path) == ()
    found = [item for item in items_of(path) if isinstance(item, RawRecord)]
    assert len(found) == 50 and found[-1].place.endswith("rij 51")


@pytest.mark.parametrize(("name", "data"), [
    ("windows.csv", "kaart_id;titel\nA;coïncidentie\n".encode("cp1252")),
    ("haken.json", '[{"id": "a", "type": "book", "title": "' + "[" * 5000 + '"}]'),
    ("rij.json", "[" + "{}," * 100_000 + "{}]"),
    ("doctype-in-tekst.md", "---\nkaart_id: A\n---\n## Wat ik doe\nIk typ <!DOCTYPE html> over.\n"),
    ("spreker.txt", "<Anna> hallo\n<Bert> dag\n"),
    ("opmerking.md", "<!-- concept -->\n---\nkaart_id: A\n---\n"),
    ("adressen.nt", "<urn:x:a> <urn:x:b> <urn:x:c> .\n"),
    ("relatief.ttl", "<a> <b> <c> .\n"),
    ("id3.csv", "ID3;titel\n"),
    ("bm.txt", "BM zegt: hallo\n"),
    ("project.qda", b"SQLite format 3\x00" + bytes(100)),
    ("oud.xml", "<?xml version='1.0' encoding='ISO-8859-1'?><xml><a>é</a></xml>".encode("latin-1")),
    ("diep.xml", XML + b"<a>" * 256 + b"</a>" * 256),
    ("commentaar.xml", XML + b"<a><!-- <!DOCTYPE x> --><![CDATA[<!DOCTYPE x>]]></a>"),
])
def test_what_only_looks_like_an_attack_passes_the_gate(ground: Ground, name: str, data: bytes | str) -> None:
    assert limits.check_file(ground.save(name, data)) == ()


@pytest.mark.parametrize("text", [
    SHEET + CELLS + '<mergeCells><mergeCell ref="A1:D40"/></mergeCells></worksheet>',
    SHEET + '<dimension ref="A1:SF1000000"/><sheetData><row r="1000000"><c r="SF1000000"/></row></sheetData></worksheet>',
    '<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c r="$B$2"/></x:row></x:sheetData></x:worksheet>',
])
def test_an_ordinary_sheet_passes_the_gate(ground: Ground, text: str) -> None:
    assert limits.check_file(workbook(ground, text)) == ()


def test_a_far_cell_is_seen_however_the_sheet_is_written(ground: Ground) -> None:
    """With a prefix, as a character reference, in UTF-16, and in a part with an odd name."""
    far = '<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c r="&#88;FD1"/></x:row></x:sheetData></x:worksheet>'
    forms: list[str | bytes] = [far, far.encode("utf-16"), far.replace("&#88;FD1", "xfd1")]
    for number, data in enumerate(forms):
        (fault,) = limits.check_file(workbook(ground, SHEET + CELLS + "</worksheet>", {"xl/blad.dat": data}, f"{number}.xlsx"))
        assert fault.code == "verre-cel"


def test_a_list_of_too_many_members_is_not_even_read(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a list can be as long as the file; taking it in would cost seconds."""
    path = many_members(60_000)(ground)
    monkeypatch.setattr(zips, "_check_names", lambda *_said: pytest.fail("the list was read"))
    assert [fault.code for fault in limits.check_file(path)] == ["te-veel-onderdelen"]


def test_a_sheet_of_too_many_rows_is_not_even_parsed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting is many times faster than parsing."""
    path = workbook(ground, SHEET + "<sheetData>" + "<row><c/></row>" * 600_000 + "</sheetData></worksheet>")
    feed = xml_form.Pass.feed
    monkeypatch.setattr(
        xml_form.Pass, "feed", lambda own, data: pytest.fail("rows were parsed") if b"<row>" in data else feed(own, data)
    )
    assert [fault.code for fault in limits.check_file(path)] == ["te-veel-elementen"]


@pytest.mark.parametrize("around", [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?x ", "?>")])
def test_what_only_looks_like_many_rows_is_not_counted(ground: Ground, around: tuple[str, str]) -> None:
    """In a comment, in quoted text and in an instruction to a program `<` begins no element."""
    text = SHEET + around[0] + "<r/>" * 1_100_000 + around[1] + CELLS + "</worksheet>"
    assert limits.check_file(workbook(ground, text)) == ()


def test_a_long_source_with_many_names_between_brackets_passes_the_gate(ground: Ground) -> None:
    path = ground.pack("p.qdpx", {"project.qde": XML + b"<Project/>", "sources/a.txt": b"<Anna> " * 1_100_000})
    assert limits.check_file(path) == ()


def test_elements_are_counted_wherever_the_text_is_cut() -> None:
    text = b'version="1.0"?><a b=">"><c/><d>&lt;</d><e></e></a>'
    assert [xml_form.fewest_elements((text[:cut], text[cut:])) for cut in range(len(text))] == [4] * len(text)
    assert xml_form.fewest_elements(["<a><b/></a>".encode("utf-16")]) == 0


def test_json_that_begins_as_no_bibliography_is_not_read_on(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """A title behind a long beginning is found; a file of 50 MB without one is not taken in to learn that."""
    late = ground.save("laat.json", '[{"note": "' + "x" * 900_000 + '", "type": "book", "title": "Een titel"}]')
    assert registry.choose(late).name == "csl-json"
    none = ground.save("k.json", "[" + "[]," * 1_000_000 + "[]]")
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path.name} was read whole"))
    with pytest.raises(DwwError):
        registry.choose(none)


def test_a_workbook_with_a_changed_byte_tells_to_save_it_again(ground: Ground) -> None:
    """Even to who asks its reader alone, without the gate."""
    reading = table_xlsx.read(damaged(ground))
    assert [fault.code for fault in reading.faults] == ["kapotte-xlsx"] and not reading.records


def test_what_comes_out_of_a_zip_is_counted_whatever_its_headers_say(ground: Ground) -> None:
    path = ground.pack("p.qdpx", {"a.txt": b"x" * 1000, "b.txt": b"x" * 1000})
    for most, refused in ((2000, False), (1999, True), (999, True)):
        with zipfile.ZipFile(path) as archive, pytest.raises(Refused) if refused else nullcontext():
            zips._Unpacking(archive, most, "p.qdpx").check()


@pytest.mark.parametrize(
    "front", ["titel:\n" + "- " * 200 + "x", "titel:\n" + " " * 200 + "a: x", "? " * 200, "titel: " + "{a: " * 200]
)
def test_a_card_nested_too_deep_never_meets_the_parser(ground: Ground, front: str) -> None:
    (fault,) = limits.check_file(ground.save("k.md", f"---\n{front}\n---\n## Wat ik doe\nx\n"))
    assert fault.code == "te-diep"


def test_a_member_that_holds_speech_is_counted_and_not_taken_for_xml(ground: Ground) -> None:
    members = {"project.qde": XML + b"<Project/>", "sources/a.txt": b"<Anna> hallo <!DOCTYPE", "sources/": b""}
    path = ground.pack("p.qdpx", members)
    assert limits.check_file(path) == ()


def test_a_name_of_a_person_in_a_zip_is_not_told(ground: Ground) -> None:
    (fault,) = limits.check_file(ground.pack("p.qdpx", {"project.qde": "<Project/>", "../Jan Jansen.txt": "x"}))
    assert fault.where == "p.qdpx, onderdeel 2" and not [text for text in fault_texts([fault]) if "Jansen" in text]


def test_every_refusal_of_the_gate_speaks_both_languages() -> None:
    assert [code for code, told in MESSAGES.items() for text in told if not text.nl or not text.en or text.nl == text.en] == []
    assert {code for attack in ATTACKS for code in attack.codes} >= set(MESSAGES) - {"geen-bestand"}
