"""Coding projects: every code and coding comes out, each on its own, and a quote is what stands at its positions."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from dww_graph.model import RawRecord
from dww_graph.read import qda, wire

from .projects import (
    ANNA,
    BRAM,
    CODE,
    NO_SAMPLES,
    OTHER_CODE,
    SAMPLES,
    TEXT,
    USERS,
    Out,
    code,
    codebook,
    coding,
    described,
    element,
    guid,
    one_source,
    qde,
    qdpx,
    quoted,
    read,
    selection,
    source,
    sources,
)

PROJECTS = sorted(path for path in SAMPLES.glob("*/*") if path.suffix in (".qdpx", ".qde", ".qdc"))


def count(path: Path) -> Counter[str]:
    """Elements of a project by local name, counted by another parser run than ours."""
    data = path.read_bytes()
    if path.suffix == ".qdpx":
        with zipfile.ZipFile(path) as archive:
            data = archive.read(next(name for name in archive.namelist() if name.endswith(".qde")))
    return Counter(etree.QName(each).localname for each in etree.fromstring(data).iter("{*}*"))


@pytest.mark.skipif(not PROJECTS, reason=NO_SAMPLES)
@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.name)
def test_a_real_project_gives_as_many_codes_and_codings_as_it_holds(path: Path) -> None:
    held, out = count(path), read(path)
    texts = len(out.of("transcript")) + out.refused().count("tekst-ontbreekt")
    assert qda.recognises(path.read_bytes()[:4096], path)
    assert (len(out.of("code")), len(out.of("codering")), texts) == (held["Code"], held["Coding"], held["TextSource"])
    assert len(set(out.values("code", "pad"))) == held["Code"]
    assert {kind: number for kind, number in held.items() if kind == "Set"} == out.skipped


@pytest.mark.skipif(not PROJECTS, reason=NO_SAMPLES)
def test_the_codings_of_qc_stand_where_the_file_says() -> None:
    path = next(path for path in PROJECTS if path.name == "qc_demo.qdpx")
    out, held = read(path), count(path)
    with zipfile.ZipFile(path) as archive:
        text = archive.read("sources/board_2017.txt").decode()
    assert (held["Code"], held["PlainTextSelection"], held["Coding"]) == (262, 158, 205)
    assert all(text[int(each["begin"]) : int(each["eind"])] == each["citaat"] for each in out.of("codering"))
    assert {each["bronhash"] for each in out.of("codering")} == {hashlib.sha256(text.encode()).hexdigest()}
    assert set(out.values("codering", "posities")) == {"niet nagekeken"}
    assert any("niet nagekeken" in note for note in out.notes)


def test_a_coding_tells_source_place_words_code_coder_and_day(tmp_path: Path) -> None:
    out = read(one_source(tmp_path, TEXT, quoted("rustig zitten", coding(1, date="2026-02-03T10:00:00Z"))))
    transcript, = out.of("transcript")
    record, = out.of("codering")
    assert record == {
        "bron": "gesprek", "bronhash": hashlib.sha256(TEXT.encode()).hexdigest(), "begin": "9", "eind": "22",
        "citaat": "rustig zitten", "voor": "Ik bleef ", "na": TEXT[22:54], "code": "Alliantie", "codeur": "codeur 1",
        "datum": "2026-02-03", "guid": guid(1), "posities": "nagekeken",
    }
    assert transcript["hash"] == record["bronhash"] and transcript["lengte"] == str(len(TEXT))
    assert (transcript["hoofdletters"], transcript["sprekers"]) == ("ja", "0")
    where = next(item for item in out.records if item.kind == "codering").cells["citaat"][0].where
    assert where == "p.qdpx, codering 1, citaat"


def test_two_codes_two_coders_and_overlaps_all_stay_apart(tmp_path: Path) -> None:
    same = quoted("rustig zitten", coding(1), coding(2, OTHER_CODE), coding(3, user=BRAM))
    xml = qde(USERS, codebook(code("A"), code("B", OTHER_CODE)), sources(source(same, quoted("bleef rustig", coding(4)))))
    out = read(qdpx(tmp_path, xml, {"sources/a.txt": TEXT}))
    assert [(each["code"], each["codeur"], each["citaat"]) for each in out.of("codering")] == [
        ("A", "codeur 1", "rustig zitten"), ("B", "codeur 1", "rustig zitten"), ("A", "codeur 2", "rustig zitten"),
        ("A", "codeur 1", "bleef rustig"),
    ]


def test_who_marked_the_passage_coded_it_when_the_coding_does_not_say(tmp_path: Path) -> None:
    marked = quoted("rustig", coding(1, user=None)).replace(" guid=", f' creatingUser="{BRAM}" guid=', 1)
    others = quoted("school", coding(2, user=None)), quoted("praten", coding(3, user=guid(70)))
    out = read(one_source(tmp_path, TEXT, marked, *others))
    assert out.values("codering", "codeur") == ["codeur 2", "codeur onbekend", "codeur 3"]


def test_codes_go_by_their_path_so_names_may_return(tmp_path: Path) -> None:
    tree = code("Alliantie", CODE, code("Band/contact", guid(1)) + code("Rust", guid(2)), isCodable="false", color="#aabbcc")
    xml = qde(codebook(tree, code("Gezin", guid(3), described("Wie er is.") + code("Rust", guid(4)))))
    out = read(qdpx(tmp_path, xml))
    assert out.values("code", "pad") == ["Alliantie", "Alliantie/Band∕contact", "Alliantie/Rust", "Gezin", "Gezin/Rust"]
    assert out.values("code", "ouder") == ["", "Alliantie", "Alliantie", "", "Gezin"]
    assert out.of("code")[0] == {
        "pad": "Alliantie", "naam": "Alliantie", "codeerbaar": "nee", "guid": CODE, "kleur": "#aabbcc",
    }
    assert out.of("code")[1]["naam"] == "Band/contact" and out.of("code")[3]["omschrijving"] == "Wie er is."


def test_two_codes_side_by_side_with_one_name_stay_two(tmp_path: Path) -> None:
    xml = qde(codebook(code("Rust"), code("Rust", OTHER_CODE)), sources(source(quoted("rustig", coding(1, OTHER_CODE)))))
    out = read(qdpx(tmp_path, xml, {"sources/a.txt": TEXT}))
    assert out.values("code", "pad") == ["Rust", "Rust (2)"]
    assert out.values("codering", "code") == ["Rust (2)"] and any("1 code(s)" in note for note in out.notes)


def test_a_guid_is_the_same_in_capitals_and_in_braces(tmp_path: Path) -> None:
    mixed = "abcdefab-abcd-abcd-abcd-abcdefabcdef"
    xml = qde(codebook(code("A", f"{{{mixed.upper()}}}")), sources(source(quoted("rustig", coding(1, mixed)))))
    assert read(qdpx(tmp_path, xml, {"sources/a.txt": TEXT})).values("codering", "code") == ["A"]


def test_what_cannot_be_right_is_refused_alone_and_by_its_guid(tmp_path: Path) -> None:
    end = len(TEXT)
    out = read(one_source(
        tmp_path, TEXT, quoted("rustig zitten", coding(1), coding(2, OTHER_CODE), coding(1)),
        selection(5, end + 1, coding(3)), selection(-1, 4, coding(4)), selection(9, 3, coding(5)), selection(7, 7, coding(6)),
        selection("x", 9, coding(7)), selection(0, end, coding(8)),
    ))
    assert out.values("codering", "guid") == [guid(1), guid(8)]
    assert [(fault.code, fault.severity) for fault in out.faults] == [
        ("onbekende-code", "waarschuwing"), ("dubbele-guid", "waarschuwing"), *[("positie-buiten-tekst", "waarschuwing")] * 5,
    ]
    assert all(guid(number) in fault.what.nl and guid(number) in fault.what.en
               for number, fault in zip((2, 1, 3, 4, 5, 6, 7), out.faults, strict=True))
    assert OTHER_CODE in out.faults[0].what.nl
    assert {fault.where for fault in out.faults} == {f"p.qdpx, codering {number}" for number in range(2, 9)}


def test_a_code_whose_guid_is_taken_is_refused_and_its_codes_with_it(tmp_path: Path) -> None:
    out = read(qdpx(tmp_path, qde(codebook(code("A"), code("B", CODE, code("C", guid(5)))))))
    assert out.values("code", "pad") == ["A"]
    assert out.refused() == ["dubbele-guid", "ouder-geweigerd"] and guid(5) in out.faults[1].what.nl


def test_a_passage_that_is_coded_as_a_case_is_counted_and_not_refused(tmp_path: Path) -> None:
    cases = element("Cases", element("Case", name="Jongere A", guid=guid(50)))
    xml = qde(codebook(), cases, sources(source(quoted("rustig", coding(1, guid(50)), coding(2)))))
    out = read(qdpx(tmp_path, xml, {"sources/a.txt": TEXT}))
    assert out.skipped == {"Case": 1, "Coding van een Case": 1}
    assert out.values("codering", "guid") == [guid(2)] and not out.faults


def test_notes_say_what_they_are_about_and_who_wrote_them(tmp_path: Path) -> None:
    def ref(number: int) -> str:
        return element("NoteRef", targetGUID=guid(number))

    def note(number: int, text: str, **attributes: object) -> str:
        return element("Note", element("PlainTextContent", text), guid=guid(number), **attributes)

    notes = element("Notes", "".join((
        note(60, "Bij de code.", creatingUser=BRAM, creationDateTime="2026-01-02T03:04:05Z"), note(61, "Bij de codering."),
        note(62, "Los."), note(63, "Bij een mens."), note(65, ""),
        element("Note", guid=guid(64), name="Titel", plainTextPath="internal://N.TXT"),
    )))
    cases = element("Cases", element("Case", ref(63), guid=guid(50)))
    marked = quoted("rustig", described("Mooi moment."), coding(1, inside=ref(61)), ref(64))
    bare = quoted("school", described("Hier nog over praten."))
    xml = qde(USERS, codebook(code("A", CODE, ref(60))), cases, sources(source(described("Thuis."), marked, bare)), notes)
    out = read(qdpx(tmp_path, xml, {"sources/a.txt": TEXT, "sources/n.txt": "Wat lang."}))
    assert [(each["tekst"], each["over"], each["codeur"], each.get("datum")) for each in out.of("notitie")] == [
        ("Mooi moment.", f"codering {guid(1)}", "codeur onbekend", None),
        ("Hier nog over praten.", "bron gesprek", "codeur onbekend", None),
        ("Thuis.", "bron gesprek", "codeur onbekend", None),
        ("Bij de code.", "code A", "codeur 2", "2026-01-02"),
        ("Bij de codering.", f"codering {guid(1)}", "codeur onbekend", None),
        ("Los.", "project", "codeur onbekend", None),
        ("Titel\n\nWat lang.", f"codering {guid(1)}", "codeur onbekend", None),
    ]
    assert out.skipped == {
        "Case": 1, "Note bij iets dat niet is opgenomen": 1, "Note zonder tekst": 1, "PlainTextSelection zonder code": 1,
    }


def test_what_has_no_place_in_the_graph_is_counted_by_kind(tmp_path: Path) -> None:
    coded = element("PictureSelection", coding(1))
    parts = (
        element("Variables", element("Variable", name="leeftijd")), element("Cases", element("Case") * 2),
        sources(
            source(coding(2), element("VariableValue", element("TextValue", "12"))),
            element("PictureSource", coded + element("TextDescription", element("PlainTextContent", "Een tekening."))),
            element("AudioSource", element("Transcript", element("TranscriptSelection", coding(3))) + element("AudioSelection")),
            element("VideoSource", element("VideoSelection")),
            element("PDFSource", element("PDFSelection", element("Representation", selection(0, 1, coding(4))) + coding(5))),
        ),
        element("Notes", element("Note", element("PlainTextContent", "x") + selection(0, 1, coding(6)))),
        element("Links", element("Link")), element("Sets", element("Set")), element("Graphs", element("Graph")),
        element("JanJansen", element("Onderdeel")),
    )
    out = read(qdpx(tmp_path, qde(codebook(), *parts), {"sources/a.txt": TEXT}))
    assert out.skipped == {
        "Variable": 1, "Case": 2, "VariableValue": 1, "Coding in TextSource": 1, "PictureSource": 1, "PictureSelection": 1,
        "Coding in PictureSelection": 1, "AudioSource": 1, "Transcript": 1, "TranscriptSelection": 1, "AudioSelection": 1,
        "Coding in TranscriptSelection": 1, "VideoSource": 1, "VideoSelection": 1, "PDFSource": 1, "PDFSelection": 1,
        "Coding in PDFSelection": 1, "PlainTextSelection in Representation": 1, "Coding in Representation": 1,
        "PlainTextSelection in Note": 1, "Coding in Note": 1, "Link": 1, "Set": 1, "Graph": 1, "onbekend element": 2,
    }
    assert out.values("transcript", "bron_id") == ["gesprek", "bron 2"]


def test_the_text_of_a_pdf_is_a_source_like_any_other(tmp_path: Path) -> None:
    shown = element("Representation", quoted("rustig zitten", coding(1)), name="brief", plainTextPath="internal://a.txt")
    out = read(qdpx(tmp_path, qde(codebook(), sources(element("PDFSource", shown, name="brief.pdf"))), {"sources/a.txt": TEXT}))
    assert out.values("codering", "citaat") == ["rustig zitten"] and out.values("codering", "bron") == ["brief"]


def test_no_path_and_no_name_of_a_coder_gets_out(tmp_path: Path) -> None:
    home = "/Users/anna.achternaam/Onderzoek"
    hidden = {"richTextPath": f"absolute://{home}/a.docx", "currentPath": f"{home}/a.docx", "creatingUser": ANNA}
    text = source(quoted("rustig", described("Goed."), coding(1)), name=f"{home}/gesprek.docx", **hidden)
    windows = source(name="C:\\Users\\anna.achternaam\\gesprek 2.docx")
    xml = qde(USERS, codebook(), sources(text, windows), basePath=home, creatingUserGUID=ANNA)
    out = read(qdpx(tmp_path, xml, {"sources/a.txt": TEXT}))
    told = json.dumps([wire.encode(item) for item in out.items]).casefold()
    assert len(out.of("codering")) == 1
    assert not [word for word in ("achternaam", "users", "onderzoek/", ANNA, str(tmp_path)) if word in told]
    assert out.values("transcript", "bron_id") == ["gesprek.docx", "gesprek 2.docx"]


def test_sources_without_a_name_or_with_the_same_name_are_told_apart(tmp_path: Path) -> None:
    out = read(qdpx(tmp_path, qde(sources(source(), source(name=None), source())), {"sources/a.txt": TEXT}))
    assert out.values("transcript", "bron_id") == ["gesprek", "bron 2", "gesprek (2)"]


def test_codings_in_a_text_that_is_not_there_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "p.qde"
    path.write_bytes(qde(codebook(), sources(source(selection(0, 4, coding(1)), richTextPath="internal://a.docx", path=None))))
    out = read(path)
    assert out.refused() == ["tekst-ontbreekt"] and out.faults[0].severity == "waarschuwing"
    assert out.skipped == {"Coding zonder brontekst": 1} and out.values("code", "pad") == ["Alliantie"]


def test_a_text_inside_the_xml_is_read_and_an_empty_text_is_no_fault(tmp_path: Path) -> None:
    inline = source(element("PlainTextContent", TEXT), quoted("rustig", coding(1)), path=None)
    out = read(qdpx(tmp_path, qde(codebook(), sources(inline, source())), {"sources/a.txt": "", "sources/.root": ""}))
    assert out.values("transcript", "lengte") == [str(len(TEXT)), "0"] and not out.faults
    assert out.values("codering", "citaat") == ["rustig"]


def test_a_passage_too_long_for_a_quote_is_refused(tmp_path: Path) -> None:
    out = read(one_source(tmp_path, "woord " * 20_000, selection(0, 100_001, coding(1)), selection(0, 100_000, coding(2))))
    assert out.refused() == ["citaat-te-lang"] and out.values("codering", "guid") == [guid(2)]


def test_a_code_may_hang_straight_under_a_passage(tmp_path: Path) -> None:
    """Some programs leave the Coding out; the GUID of the passage then stands in, for two codes too."""
    reference = element("CodeRef", targetGUID=CODE)
    out = read(one_source(tmp_path, TEXT, quoted("rustig", reference, reference)))
    assert out.values("codering", "guid") == [guid(900), guid(900)] and not out.faults


def many(folder: Path, per_source: int) -> Path:
    """Five sources with many codings each."""
    numbers = iter(range(1, 10 * per_source * 5))
    texts = {f"sources/{each}.txt": TEXT * 20 for each in range(5)}
    made = []
    for each in range(5):
        marked = (quoted("rustig", coding(next(numbers))) for _ in range(per_source))
        made.append(source(*marked, name=f"s{each}", path=f"internal://{each}.txt"))
    return qdpx(folder, qde(codebook(), sources(*made)), texts, name=f"{per_source}.qdpx")


def peak(path: Path) -> tuple[int, int]:
    """Records read one by one, and the most memory that was held meanwhile, in bytes."""
    tracemalloc.start()
    read_ = sum(isinstance(item, RawRecord) and item.kind == "codering" for item in qda.read(path))
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return read_, held


def test_memory_does_not_grow_with_the_number_of_codings(tmp_path: Path) -> None:
    """A coding may cost some tens of bytes (its fingerprint, to find doubles), never its record."""
    few, many_ = peak(many(tmp_path, 20)), peak(many(tmp_path, 1000))
    assert (few[0], many_[0]) == (100, 5000)
    assert many_[1] - few[1] < 100 * (many_[0] - few[0])


def test_of_the_xml_only_what_is_open_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine, held = etree.iterparse, []

    def watched(*given: Any, **told: Any) -> Iterator[tuple[str, Any]]:
        roots: list[Any] = []
        for number, (event, each) in enumerate(genuine(*given, **told)):
            roots = roots or [each]
            if number % 500 == 0:
                held.append(sum(1 for _ in roots[0].iter()))
            yield event, each

    monkeypatch.setattr(etree, "iterparse", watched)
    read(many(tmp_path, 1000))
    assert len(held) > 100 and max(held) < 1000, "of 15,000 elements no more than one stretch that the parser reads ahead"


def test_each_transcript_comes_before_its_codings(tmp_path: Path) -> None:
    out: Any = Out(qda.read(many(tmp_path, 2)))
    kinds = [record.kind for record in out.records]
    assert kinds == ["code", *["transcript", "codering", "codering"] * 5]
