"""The outside of coding projects: what is recognised and found in an archive, and what is refused before a record goes out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dww_graph.read import qda, qda_project

from .projects import CODE, TEXT, code, codebook, coding, element, guid, one_source, qde, qdpx, quoted, read, source, sources

REFERENCES = ("internal://A.TXT", "a.txt", "relative:///map/a.txt", "absolute://C:\\x\\a.txt", "internal://../../a.txt")


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_source_is_found_by_its_base_name_inside_the_archive_only(tmp_path: Path, reference: str) -> None:
    (tmp_path / "a.txt").write_text("buiten het archief", encoding="utf-8")
    out = read(qdpx(tmp_path, qde(sources(source(path=reference))), {"Sources/a.txt": TEXT}))
    assert out.values("transcript", "lengte") == [str(len(TEXT))]
    assert read(qdpx(tmp_path, qde(sources(source(path=reference))))).refused() == ["tekst-ontbreekt"]


@pytest.mark.parametrize("namespace", [None, "urn:QDA-XML:project:1.5", "http://elders.example/"])
def test_namespaces_and_the_name_of_the_inner_file_do_not_matter(tmp_path: Path, namespace: str | None) -> None:
    book = element("CodeBook", element("Codes", code("A")), xmlns="urn:QDA-XML:codebook:0:4")
    path = qdpx(tmp_path, qde(book, xmlns=namespace), {"map/ander.qde": "x", "._Trial.qde": "x"}, root="Trial.QDE")
    assert qda.recognises(path.read_bytes()[:4096], path.rename(tmp_path / "export.zip"))
    assert read(tmp_path / "export.zip").values("code", "pad") == ["A"]


@pytest.mark.parametrize("inside", ["", element("CodeBook"), element("CodeBook", element("Codes")), element("Sources")])
def test_every_part_of_a_project_may_be_absent(tmp_path: Path, inside: str) -> None:
    assert read(qdpx(tmp_path, qde(inside))).items == []


def test_a_codebook_alone_gives_its_codes(tmp_path: Path) -> None:
    path = tmp_path / "boek.qdc"
    inside = element("Codes", code("A", CODE, code("B", guid(1)))), element("Sets")
    path.write_bytes(qde(*inside, root="CodeBook", xmlns="urn:QDA-XML:codebook:1.0"))
    assert qda.recognises(path.read_bytes()[:4096], path)
    assert read(path).values("code", "pad") == ["A", "A/B"] and len(read(path).items) == 2


def test_xml_in_utf16_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "p.qde"
    path.write_bytes(qde(codebook(code("Eén"))).decode().replace("utf-8", "utf-16").encode("utf-16"))
    assert qda.recognises(path.read_bytes()[:4096], path) and read(path).values("code", "pad") == ["Eén"]


def test_other_files_are_left_to_other_readers(tmp_path: Path) -> None:
    xml, card = b"<?xml version='1.0'?><rdf:RDF/>", b"---\ntitel: Project\n---"
    others = {"a.xml": xml, "a.md": card, "a.csv": b"id;document\n", "a.qde": b"{}"}
    for name, data in others.items():
        (tmp_path / name).write_bytes(data)
        assert not qda.recognises(data, tmp_path / name)
    book = qdpx(tmp_path, b"x", root="word/document.xml", name="a.docx")
    assert not qda.recognises(book.read_bytes()[:4096], book)


@pytest.mark.parametrize(("names", "code_"), [
    (["project.txt"], "geen-projectbestand"), (["a.qde", "b.qde"], "geen-projectbestand"),
    (["map/project.qde"], "geen-projectbestand"),
    (["project.qde", "sources/a.txt", "sources/A.txt"], "dubbel-lid"),
])
def test_an_archive_without_exactly_one_project_or_with_doubles_is_refused(tmp_path: Path, names: list[str], code_: str) -> None:
    with zipfile.ZipFile(tmp_path / "p.qdpx", "w") as archive:
        for name in names:
            archive.writestr(name, qde(codebook()))
    out = read(tmp_path / "p.qdpx")
    assert out.refused() == [code_] and out.faults[0].severity == "fout" and len(out.items) == 1


LAUGHS = b'<!DOCTYPE Project [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Project>&b;</Project>'


@pytest.mark.parametrize(("xml", "code_"), [
    (qde(codebook())[:-20], "kapot-project"), (b"", "kapot-project"), (b"<html/>", "kapot-project"), (LAUGHS, "dtd"),
    (b'<!DOCTYPE Project SYSTEM "file:///etc/passwd"><Project/>', "dtd"),
    (b"<Project>" + b"<Set>" * 100_000, "kapot-project"),
])
def test_broken_or_hostile_xml_gives_one_fault_and_no_records(tmp_path: Path, xml: bytes, code_: str) -> None:
    out = read(qdpx(tmp_path, xml))
    assert out.refused() == [code_] and len(out.items) == 1


def test_a_damaged_archive_gives_one_fault(tmp_path: Path) -> None:
    path = one_source(tmp_path, TEXT * 50, quoted("rustig", coding(1)))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert read(path).refused() == ["kapot-project"]
    path.write_bytes(whole.replace(TEXT[:20].encode(), b"X" * 20, 1))
    assert read(path).refused() == ["kapot-project"]


def test_what_unpacks_to_more_than_may_be_is_refused_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = one_source(tmp_path, TEXT, quoted("rustig", coding(1)))
    monkeypatch.setattr(qda_project, "MAX_TEXT", 20)
    assert read(path).refused() == ["te-groot"]
    monkeypatch.undo()
    monkeypatch.setattr(qda_project, "MAX_PROJECT", 200)
    assert read(path).refused() == ["te-groot"] and len(read(path).items) == 1
