"""Transcripts from Word and OpenDocument: all that is seen is read, what is hidden is refused, what is broken says so."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from dww_graph.errors import InputRefused
from dww_graph.read import transcript_docx
from dww_graph.read.transcript_office import Package

from .documents import (
    ENCRYPTED,
    HTML,
    OLE,
    TALK,
    TALK_TEXT,
    VTT,
    as_captions,
    docx,
    odt,
    para,
    read,
    run,
    sha,
    table,
    taken,
)
from .tables import saved

# Word


def test_tables_are_read_in_their_place_and_a_row_is_a_line(tmp_path: Path) -> None:
    found = read(tmp_path, "docx", docx("Vooraf.", table(("Anna", "Hoi daar."), ("Bob", "Dag.")), "Achteraf."))
    assert found.transcript["hash"] == sha("Vooraf.\nspreker 1: Hoi daar.\nspreker 2: Dag.\nAchteraf.")


def test_tabs_line_breaks_and_text_boxes_arrive(tmp_path: Path) -> None:
    box = ("<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:drawing></mc:Choice>"
          "<mc:Fallback><w:pict><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>")
    found = read(tmp_path, "docx", docx(para("Een\ttwee\ndrie", box.format(run("In een kader"))), "Slot."))
    assert found.transcript["hash"] == sha("Een\ttwee\ndrie\nIn een kader\nSlot.") and found.skipped == {}


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ('<w:p><w:ins w:author="Piet Prins"><w:r><w:t>erbij</w:t></w:r></w:ins></w:p>', 1),
        ('<w:p><w:del w:author="Piet Prins"><w:r><w:delText>eraf</w:delText></w:r></w:del></w:p>', 1),
        ('<w:p><w:pPr><w:rPr><w:ins w:author="Piet Prins"/></w:rPr></w:pPr></w:p>', 1),
        ('<w:p><w:moveFrom w:author="Piet Prins"/><w:moveTo w:author="Piet Prins"/></w:p>', 2),
    ],
)
def test_open_tracked_changes_are_refused_and_counted(tmp_path: Path, change: str, number: int) -> None:
    found = read(tmp_path, "docx", docx(*TALK, change))
    (fault,) = found.faults
    assert found.records == () and fault.code == "open-wijzigingen" and f" {number} " in fault.what.nl
    assert "accepteren" in fault.do.nl and "Prins" not in found.everything


STYLES = ('<w:style w:styleId="Weg"><w:rPr><w:vanish/></w:rPr></w:style>'
          '<w:style w:styleId="Ook"><w:basedOn w:val="Weg"/></w:style>')


@pytest.mark.parametrize(
    "block",
    [
        para(run("geheim", "<w:vanish/>"), "zichtbaar"),
        para(run("geheim", '<w:rStyle w:val="Weg"/>')),
        para("geheim", settings='<w:pStyle w:val="Ook"/>'),
        table(("zichtbaar",)).replace("<w:rPr>", "<w:rPr><w:vanish/>"),
    ],
)
def test_hidden_text_is_refused(tmp_path: Path, block: str) -> None:
    found = read(tmp_path, "docx", docx(*TALK, block, styles=STYLES))
    assert found.records == () and found.codes == ("verborgen-tekst",) and "geheim" not in found.everything


def test_text_that_is_switched_visible_again_is_not_hidden(tmp_path: Path) -> None:
    shown = para(run("zichtbaar", '<w:rStyle w:val="Weg"/><w:vanish w:val="0"/>'))
    assert read(tmp_path, "docx", docx(*TALK, shown, styles=STYLES)).faults == ()


def test_comments_notes_and_pictures_are_counted_and_left_out(tmp_path: Path) -> None:
    marks = "<w:r><w:commentReference/></w:r><w:r><w:footnoteReference/></w:r><w:r><w:drawing/></w:r>"
    comment = f'<w:comment w:author="Piet Prins">{para("Bel Kees")}</w:comment>'
    data = docx(*TALK, para(marks), comments=comment, header1="<w:p/>")
    found = read(tmp_path, "docx", data)
    assert found.skipped == {"opmerking": 1, "voetnoot": 1, "afbeelding": 1, "kop- of voettekst": 1}
    assert found.transcript["hash"] == sha(TALK_TEXT) and not re.search("Prins|Kees", found.everything)
    assert any("1 opmerking" in note.nl for note in found.notes)


FIELD = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTHOR </w:instrText></w:r>'
         '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


SIMPLE_FIELD = '<w:fldSimple w:instr="FILENAME \\p">{}</w:fldSimple>'


@pytest.mark.parametrize("field", [FIELD.format(run("Prins")), SIMPLE_FIELD.format(run("Prins"))])
def test_fields_with_the_author_or_the_path_are_not_read(tmp_path: Path, field: str) -> None:
    found = read(tmp_path, "docx", docx(para("Slot", field, ".")))
    assert found.transcript["hash"] == sha("Slot.") and found.skipped == {"veld met een naam": 1}


def test_a_document_under_another_name_in_the_package_is_found(tmp_path: Path) -> None:
    assert read(tmp_path, "docx", docx(*TALK, main="word/document2.xml")).transcript["hash"] == sha(TALK_TEXT)


# OpenDocument

CHANGE = ("<text:tracked-changes><text:changed-region><dc:creator>Piet Prins</dc:creator>"
          "</text:changed-region></text:tracked-changes>")

def test_odt_spaces_tabs_breaks_tables_and_boxes_arrive_as_meant(tmp_path: Path) -> None:
    row = ("<table:table><table:table-row><table:table-cell><text:p>Anna</text:p></table:table-cell>"
          "<table:table-cell><text:p>Hoi daar.</text:p></table:table-cell></table:table-row></table:table>")
    box = "<drawing:frame><drawing:text-box><text:p>kader</text:p></drawing:text-box></drawing:frame>"
    block = f'<text:p>  Een\n  <text:span>twee</text:span><text:tab/>x<text:s text:c="3"/>y<text:line-break/>z{box}</text:p>'
    found = read(tmp_path, "odt", odt(block, row, "<text:h>Bob: Dag.</text:h>", "Bob: Nog iets."))
    text = "Een twee\tx   y\nz\nkader\nspreker 1: Hoi daar.\nspreker 2: Dag.\nspreker 2: Nog iets."
    assert found.transcript["hash"] == sha(text)


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (CHANGE, "open-wijzigingen"),
        ("<text:p>x<text:hidden-text>geheim</text:hidden-text></text:p>", "verborgen-tekst"),
        ('<text:p text:style-name="Weg">geheim</text:p>', "verborgen-tekst"),
        ('<text:p>x<text:span text:style-name="Ook">geheim</text:span></text:p>', "verborgen-tekst"),
        ('<text:section text:display="none"><text:p>geheim</text:p></text:section>', "verborgen-tekst"),
    ],
)
def test_odt_tracked_changes_and_hidden_text_are_refused(tmp_path: Path, block: str, code: str) -> None:
    styles = ('<style:style style:name="Weg"><style:text-properties text:display="none"/></style:style>'
             '<style:style style:name="Ook" style:parent-style-name="Weg"/>')
    found = read(tmp_path, "odt", odt(*TALK, block, styles=styles))
    assert found.records == () and found.codes == (code,) and not re.search("geheim|Prins", found.everything)


def test_odt_comments_and_names_of_authors_are_left_out(tmp_path: Path) -> None:
    block = ("<text:p>Slot<office:annotation><dc:creator>Piet Prins</dc:creator><text:p>Bel Kees</text:p></office:annotation>"
            "<text:author-name>Piet Prins</text:author-name>.</text:p>")
    found = read(tmp_path, "odt", odt(block))
    assert found.transcript["hash"] == sha("Slot.") and found.skipped == {"opmerking": 1, "veld met een naam": 1}
    assert not re.search("Prins|Kees", found.everything) and len(found.notes) == 1


# What is no document


@pytest.mark.parametrize("ending", ["docx", "odt"])
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "leeg"),
        (OLE, "oud-office-bestand"),
        (ENCRYPTED, "met-wachtwoord"),
        (HTML, "html"),
        (b"{\\rtf1 I: Hoe ging het?}", "rtf"),
        (docx(*TALK)[:400], "half-bestand"),
        (b"I: Hoe ging het?\nR: Goed.\n", "geen-document"),
    ],
)
def test_a_file_that_is_no_document_says_what_it_is(tmp_path: Path, ending: str, data: bytes, code: str) -> None:
    found = read(tmp_path, ending, data)
    assert found.records == () and found.codes == (code,) and found.faults[0].do.nl


@pytest.mark.parametrize(
    ("ending", "data"),
    [("docx", docx("", " ")), ("odt", odt("", " ")), ("vtt", VTT + as_captions(("",), "."))],
)
def test_a_document_without_text_says_so(tmp_path: Path, ending: str, data: bytes | str) -> None:
    assert read(tmp_path, ending, data).codes == ("leeg-transcript",)


def test_an_odt_with_a_password_says_so(tmp_path: Path) -> None:
    closed = odt("x", manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
    assert read(tmp_path, "odt", closed).codes == ("met-wachtwoord",)


ENTITY = '<!DOCTYPE d [<!ENTITY a "geheim">]>'
WHOLE = '<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'


@pytest.mark.parametrize(
    ("xml", "code"),
    [(WHOLE.format("tekst"), None), (ENTITY + WHOLE.format("tekst &a;"), "half-bestand"),
     (ENTITY + WHOLE.format("tekst"), "half-bestand"), (WHOLE.format("tekst")[:-9], "half-bestand"),
     ('<w:document xmlns:w="x"/>', "geen-document")],
    ids=["in order", "entity", "dtd", "half", "no body"],
)
def test_a_document_with_broken_or_hostile_xml_is_refused(tmp_path: Path, xml: str, code: str | None) -> None:
    path = tmp_path / "gesprek.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert taken(transcript_docx.read, path).codes == ((code,) if code else ())


def test_an_entity_is_never_filled_in(tmp_path: Path) -> None:
    """The gate refuses a DTD before; should it ever pass one, nothing of it is read either."""
    path = saved(tmp_path, "gesprek.docx", docx("x"))
    with Package(path, "Word") as package, pytest.raises(InputRefused) as caught:
        package._parsed((ENTITY + WHOLE.format("&a;")).encode())
    assert "geheim" not in caught.value.tell("nl") + repr(caught.value.faults)
