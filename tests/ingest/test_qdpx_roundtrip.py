"""Our graph as `.qdpx` and back: the same codes, codings and notes on the same texts, though the texts are not in it."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dww_graph.export import qdpx
from dww_graph.export.qdpx import Bron, Code, Codering, Notitie, Project

from .projects import NO_SAMPLES, SAMPLES, Out, coding, guid, one_source, read, selection

PROJECTS = sorted(SAMPLES.glob("*/qc_demo.qdpx"))
TEXT = "Eén 😀 dag e\u0301n nacht.\nIk bleef rustig zitten & zei niets.\nToen begon hij zelf."
HASH = hashlib.sha256(TEXT.encode()).hexdigest()
ANY = st.characters(codec="utf-8", exclude_characters="\r")
CODES = (
    Code("Alliantie", "Hoe je samen <staat>.", codeerbaar=False, kleur="#aabbcc"), Code("Alliantie/Rust"),
    Code("Gezin/Rust∕stilte"),
)


def coded(words: str, number: int = 1, code: str = "Alliantie/Rust", **changes: str) -> Codering:
    """A coding of words in the text, with what stands around them."""
    begin = TEXT.index(words)
    end = begin + len(words)
    told = {"codeur": "codeur 1", "datum": "2026-01-02", "guid": guid(number), **changes}
    return Codering("gesprek", begin, end, words, code, voor=TEXT[max(0, begin - 32) : begin], na=TEXT[end : end + 32], **told)


def project(*codings: Codering, checked: bool = True, notes: tuple[Notitie, ...] = ()) -> Project:
    """A project with one source."""
    return Project("proef", CODES, (Bron("gesprek", HASH, len(TEXT), checked),), codings, notes)


def there_and_back(made: Project, folder: Path) -> Out:
    """Write a project and read it again."""
    qdpx.write(folder / "uit.qdpx", made)
    return read(folder / "uit.qdpx")


def told(each: Codering, checked: str) -> dict[str, str]:
    """A coding as a reader tells it."""
    fields = {
        "bron": each.bron, "bronhash": HASH, "begin": str(each.begin), "eind": str(each.eind), "citaat": each.citaat,
        "voor": each.voor, "na": each.na, "code": each.code, "codeur": each.codeur, "datum": each.datum, "guid": each.guid,
        "posities": checked,
    }
    return {name: value for name, value in fields.items() if value}


MANY = (
    coded("rustig zitten & zei"), coded("Ik bleef rustig", 2, codeur="codeur 3"), coded("Ik bleef rustig", 3, "Alliantie"),
    coded("😀 dag e\u0301n nacht.\nIk", 4, "Gezin/Rust∕stilte", codeur="codeur onbekend", datum=""),
    coded("zelf.", 5, "Nieuw/Diep"),
)


@pytest.mark.parametrize(("checked", "word"), [(True, "nagekeken"), (False, "niet nagekeken")])
def test_the_same_codings_come_back_on_the_same_text(tmp_path: Path, checked: bool, word: str) -> None:
    out = there_and_back(project(*MANY, checked=checked), tmp_path)
    assert out.of("codering") == [told(each, word) for each in MANY]
    assert out.of("transcript") == [{"bron_id": "gesprek", "hash": HASH, "lengte": str(len(TEXT))}]
    assert not out.faults and not out.skipped and not out.of("notitie")


@pytest.mark.skipif(not PROJECTS, reason=NO_SAMPLES)
def test_a_real_project_comes_back_whole(tmp_path: Path) -> None:
    first = read(PROJECTS[0])
    codes = tuple(Code(each["pad"], codeerbaar=each["codeerbaar"] == "ja", guid=each["guid"]) for each in first.of("code"))
    texts = tuple(Bron(each["bron_id"], each["hash"], int(each["lengte"])) for each in first.of("transcript"))
    codings = tuple(Codering(
        each["bron"], int(each["begin"]), int(each["eind"]), each["citaat"], each["code"], each["codeur"], each.get("datum", ""),
        each["guid"], each.get("voor", ""), each.get("na", ""),
    ) for each in first.of("codering"))
    again = there_and_back(Project("qc", codes, texts, codings), tmp_path)
    assert len(codings) == 205 and again.of("codering") == first.of("codering")
    assert again.of("code") == first.of("code") and again.values("transcript", "hash") == first.values("transcript", "hash")


def test_the_same_codes_come_back_and_those_only_met_in_codings_too(tmp_path: Path) -> None:
    out = there_and_back(project(*MANY), tmp_path)
    assert sorted(out.values("code", "pad")) == [
        "Alliantie", "Alliantie/Rust", "Gezin", "Gezin/Rust∕stilte", "Nieuw", "Nieuw/Diep",
    ]
    codable = {each["pad"]: each["codeerbaar"] for each in out.of("code")}
    assert (codable["Gezin"], codable["Nieuw"], codable["Nieuw/Diep"]) == ("nee", "nee", "ja")
    first = out.of("code")[0]
    assert (first["omschrijving"], first["codeerbaar"], first["kleur"]) == ("Hoe je samen <staat>.", "nee", "#aabbcc")


def test_the_same_notes_come_back_at_what_they_are_about(tmp_path: Path) -> None:
    notes = (
        Notitie("Bij de code.", ("code Alliantie/Rust",), "codeur 2", "2026-02-03"), Notitie("Bij een codering\nen een bron.",
        ("bron gesprek", f"codering {guid(1)}")), Notitie("Over alles.", ("project",)),
    )
    out = there_and_back(project(MANY[0], notes=notes), tmp_path)
    assert [(each["tekst"], each["codeur"], each.get("datum", "")) for each in out.of("notitie")] == [
        (note.tekst, note.codeur, note.datum) for note in notes
    ]
    about = [{cell.text for cell in item.cells["over"]} for item in out.records if item.kind == "notitie"]
    assert about == [set(note.over) for note in notes]


def test_the_file_holds_no_more_of_the_text_than_the_passages(tmp_path: Path) -> None:
    only = Codering("gesprek", TEXT.index("rustig"), TEXT.index("rustig") + 6, "rustig", "Alliantie/Rust")
    qdpx.write(tmp_path / "uit.qdpx", project(only))
    with zipfile.ZipFile(tmp_path / "uit.qdpx") as archive:
        text = archive.read("sources/1.txt").decode("utf-8-sig")
    assert len(text) == len(TEXT) and set(text.replace("rustig", "")) == {"\u2027"}
    out = read(tmp_path / "uit.qdpx")
    assert "voor" not in out.of("codering")[0] and "na" not in out.of("codering")[0]


def test_codings_that_share_a_guid_all_come_back(tmp_path: Path) -> None:
    """Some programs give none to a coding, and that of the passage stands in for all codes on it."""
    out = there_and_back(project(coded("rustig"), coded("rustig", 1, "Alliantie"), coded("zelf", guid="7")), tmp_path)
    assert out.values("codering", "code") == ["Alliantie/Rust", "Alliantie", "Alliantie/Rust"] and not out.faults
    assert out.values("codering", "guid")[0] == guid(1) and len(set(out.values("codering", "guid"))) == 3


def test_equal_projects_give_equal_files(tmp_path: Path) -> None:
    qdpx.write(tmp_path / "a.qdpx", project(*MANY))
    qdpx.write(tmp_path / "b.qdpx", project(*MANY))
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


def test_the_xml_keeps_to_the_order_and_the_rules_of_the_standard(tmp_path: Path) -> None:
    qdpx.write(tmp_path / "uit.qdpx", project(*MANY, notes=(Notitie("x", ("project",)),)))
    with zipfile.ZipFile(tmp_path / "uit.qdpx") as archive:
        root = etree.fromstring(archive.read("project.qde"))
    assert [etree.QName(child).localname for child in root] == ["Users", "CodeBook", "Sources", "Notes", "NoteRef"]
    assert {etree.QName(each).namespace for each in root.iter("{*}*")} == {qdpx.NAMESPACE}
    guids = [str(each.attrib["guid"]) for each in root.iter("{*}*") if "guid" in each.attrib]
    assert len(set(guids)) == len(guids) and all(len(each) == 36 for each in guids)
    names = [str(each.attrib["name"]) for each in root.iter("{*}User")]
    assert names == ["codeur 1", "codeur 2", "codeur 3"]


def test_a_project_without_anything_is_a_valid_file(tmp_path: Path) -> None:
    assert there_and_back(Project("leeg", (), (), ()), tmp_path).items == []
    with zipfile.ZipFile(tmp_path / "uit.qdpx") as archive:
        assert len(etree.fromstring(archive.read("project.qde"))) == 0


def test_a_text_that_begins_as_a_byte_order_mark_keeps_its_positions(tmp_path: Path) -> None:
    made = Project("p", (), (Bron("b", HASH, 4),), (Codering("b", 0, 2, "\ufeffj", "A"), Codering("b", 2, 4, "aa", "A")))
    out = there_and_back(made, tmp_path)
    assert [(each["begin"], each["citaat"]) for each in out.of("codering")] == [("0", "\ufeffj"), ("2", "aa")]


@pytest.mark.parametrize("wrong", [
    Codering("gesprek", 0, 3, "Een", "A"), Codering("elders", 0, 3, "Eén", "A"), Codering("gesprek", 0, 4, "Eén", "A"),
    Codering("gesprek", len(TEXT) - 2, len(TEXT) + 1, "lf.", "A"), Codering("gesprek", -1, 2, "Eén", "A"),
])
def test_a_coding_that_cannot_be_is_not_written(tmp_path: Path, wrong: Codering) -> None:
    with pytest.raises(ValueError, match=r"source|positions|words"):
        qdpx.write(tmp_path / "uit.qdpx", project(coded("Eén 😀"), wrong))
    assert not (tmp_path / "uit.qdpx").exists()


def test_a_hash_in_the_project_of_another_program_is_a_remark_and_no_hash(tmp_path: Path) -> None:
    xml = selection(0, 3, coding(1), name="Eén")
    path = one_source(tmp_path, TEXT, f"<Description>dww:hash {'0' * 64} nagekeken</Description>", xml)
    out = read(path)
    assert out.values("transcript", "hash") == [HASH] and out.values("notitie", "over") == ["bron gesprek"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from('ab é\u0301😀\u2027\ufeff\n\t&<"') | ANY, min_size=1), st.data())
def test_any_passages_of_any_text_come_back(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))), max_size=6))
    spans = [(begin, end) for begin, end in places if begin < end]
    hash_ = hashlib.sha256(text.encode()).hexdigest()
    codings = tuple(Codering("b", begin, end, text[begin:end], "A", guid=guid(at)) for at, (begin, end) in enumerate(spans, 1))
    with TemporaryDirectory() as folder:
        out = there_and_back(Project("p", (), (Bron("b", hash_, len(text)),), codings), Path(folder))
    assert [(int(each["begin"]), int(each["eind"]), each["citaat"], each["guid"]) for each in out.of("codering")] == [
        (each.begin, each.eind, each.citaat, each.guid) for each in codings
    ]
    assert out.values("transcript", "hash") == [hash_] and out.values("transcript", "lengte") == [str(len(text))]
