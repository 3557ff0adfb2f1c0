"""Transcripts as subtitles and plain text, which texts are transcripts at all, and real files against a count of our own."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path

import pytest

from dww_graph.read import (
    bibtex,
    cards,
    csl,
    ris,
    table_csv,
    table_xlsx,
    transcript_captions,
    transcript_docx,
    transcript_odt,
    transcript_txt,
)

from .documents import READERS, VTT, as_captions, in_every_form, read, sample, sha, taken
from .tables import saved

# Subtitles


def test_voices_become_roles_and_one_stretch_is_one_turn(tmp_path: Path) -> None:
    """Teams names the speaker in every cue; two voices in one cue are two turns; tags and entities are no text."""
    cues = ("<v Anna de Wit>Hoi &amp; <i>welkom</i></v>", "<v.luid Anna de Wit>in dit gesprek.</v>",
            "<v Bob>Dag.</v>\n<v Anna de Wit>Ja.</v>", "en <00:00:04.500>verder")
    found = read(tmp_path, "vtt", VTT + as_captions(cues, "."))
    assert found.transcript["hash"] == sha("spreker 1: Hoi & welkom in dit gesprek.\nspreker 2: Dag.\nspreker 1: Ja. en verder")
    assert found.transcript["beurten"] == "3" and not re.search("Anna|Bob", found.everything)


def test_the_lines_of_one_cue_are_one_line(tmp_path: Path) -> None:
    found = read(tmp_path, "srt", as_captions(("Een\ntwee.", "Drie."), ","))
    assert found.transcript["hash"] == sha("Een twee.\nDrie.") and found.transcript["beurten"] == "2"


def test_empty_cues_and_notes_are_counted(tmp_path: Path) -> None:
    cues = as_captions(("Een.", "", "Drie."), ".")
    assert read(tmp_path, "vtt", f"{VTT}NOTE door Bob\n\n{cues}").skipped == {"lege ondertitel": 1, "notitie in ondertitels": 1}
    assert read(tmp_path, "srt", as_captions(("Een.", "", "Drie."), ",")).skipped == {"lege ondertitel": 1}


@pytest.mark.parametrize(
    ("ending", "text", "code", "line"),
    [
        ("vtt", VTT + "00:00:01.000 --> 00:00:02.000\nx\n\n00:xx:01.000 --> 00:00:02.000\ny\n", "kapotte-ondertitel", 6),
        ("vtt", VTT + "00:00:01,000 --> 00:00:02,000\nx\n", "kapotte-ondertitel", 3),
        ("vtt", "00:00:01.000 --> 00:00:02.000\nx\n", "geen-ondertitels", 1),
        ("vtt", VTT + "alleen tekst\n", "geen-ondertitels", 1),
        ("srt", "1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\n00:00:0x,000 --> 00:00:03,000\ny\n", "kapotte-ondertitel", 6),
        ("srt", "1\n00:00:01,000 --> 00:00:02,000\nx\n\n00:00:02,000 --> 00:00:03,000\ny\n", "kapotte-ondertitel", 5),
        ("srt", "\nzomaar tekst\n", "geen-ondertitels", 2),
    ],
)
def test_a_cue_that_would_be_lost_is_told_with_its_line(tmp_path: Path, ending: str, text: str, code: str, line: int) -> None:
    """The library passes over such a cue without a word."""
    found = read(tmp_path, ending, text)
    assert found.records == ()
    assert [(each.code, each.where) for each in found.faults] == [(code, f"gesprek.{ending}, regel {line}")]


def test_cues_that_the_library_drops_are_counted_and_the_file_is_refused(tmp_path: Path) -> None:
    """Half a file: the last cue has times and no line below them."""
    found = read(tmp_path, "srt", "1\n00:00:01,000 --> 00:00:02,000")
    assert found.codes == ("telling",) and "1 ondertitels" in found.faults[0].what.nl


def test_cues_without_a_blank_line_between_them_are_all_there(tmp_path: Path) -> None:
    cues = as_captions(("Een.", "Twee."), ".").replace("\n\n2\n", "\n")
    assert read(tmp_path, "vtt", VTT + cues).transcript["hash"] == sha("Een.\nTwee.")


# What is a transcript among texts

PROSE = "Toen zij kwam, zei ik een tijd lang helemaal niets.\nDaarna gingen wij met zijn allen samen naar buiten.\n"

@pytest.mark.parametrize(
    "text",
    [
        "I: Hoe ging het?\nR: Goed.\n",
        "00:01 Toen kwam zij binnen\n00:05 en ik wachtte\n",
        "Toen zij binnenkwam, zei ik eerst een tijdje niets.\n\nPas daarna vroeg ik hoe het op school was gegaan.\n",
        "Anna\tIk denk van wel.\nBob\tIk niet.\nAnna\tToch wel.\nBob\tNee.\n",
        "[[Ik bleef zitten tot hij zelf begon.]]\nDat was wat ik die dag deed met hem.\nEn toen gingen wij samen naar buiten.\n",
    ],
)
def test_text_with_turns_times_or_prose_is_a_transcript(tmp_path: Path, text: str) -> None:
    path = saved(tmp_path, "gesprek.txt", text)
    assert transcript_txt.recognises(text.encode(), path)
    others = (transcript_docx, transcript_odt, transcript_captions, table_xlsx, cards, ris, bibtex, csl, table_csv)
    assert not any(reader.recognises(text.encode(), path) for reader in others)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "id;document;code\n1;gesprek 1;Moed\n2;gesprek 1;Band\n",
        'id,document,content\n1,p1,"Toen zij kwam, zei ik een tijd lang niets."\n2,p1,"Toen gingen wij, samen, naar buiten."\n',
        "code\tomschrijving\nMoed\tIemand durft iets te doen wat spannend is\nBand\tIemand hoort bij een ander en weet dat\n",
        "TY  - JOUR\nTI  - Een titel die lang genoeg is om een zin te zijn\nER  - \n",
        "PMID- 123\nOWN - NLM\nTI  - Een titel die lang genoeg is om een zin te zijn\n",
        "%0 Journal Article\n%T Een titel die lang genoeg is om een zin te zijn\n",
        "@article{x,\n title = {Een titel die lang genoeg is om een zin te zijn}\n}\n",
        '[{"type": "book", "title": "Een titel die lang genoeg is"}]',
        '{"a": "Een titel die lang genoeg is om een zin te zijn"}\n',
        "---\ntitel: Later maar wel zichtbaar voor ons\n---\n## Wat ik doe\nIk zet de wekker neer waar wij hem allebei zien.\n",
        "<html><body>Een titel die lang genoeg is om een zin te zijn</body></html>",
        "# Termen van ons samen, in het kort verteld\n@prefix a: <https://a.org/> .\na:b a:c 'Een zin die lang genoeg is' .\n",
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nToen zij binnenkwam, zei ik eerst niets.\n",
        "Provider: een databank van ons\n" + PROSE + "TY  - JOUR\nTI  - Een titel\nER  - \n",
        "% Een lijst van ons allen samen\n" + PROSE + "@article{x,\n title = {Een titel}\n}\n",
        "PMID- 123\nAB  - " + PROSE + PROSE,
        "%0 Journal Article\n%X " + PROSE + PROSE,
        "<html>\n" + PROSE + PROSE + "</html>",
        "melk\nbrood\nkaas\n",
    ],
)
def test_other_files_are_no_transcript_even_when_they_are_called_txt(tmp_path: Path, text: str) -> None:
    assert not transcript_txt.recognises(text.encode(), tmp_path / "bestand.txt")


def test_a_transcript_in_an_old_encoding_is_read_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, "txt", "I: Hoe ging het op de crèche?\nR: Goed, één keer huilde hij.\n".encode("cp1252"))
    assert found.transcript["hash"] == sha("interviewer: Hoe ging het op de crèche?\nspreker 1: Goed, één keer huilde hij.")
    assert [note.nl for note in found.notes] == ["Gelezen als cp1252."]


def test_no_other_reader_takes_our_documents(tmp_path: Path) -> None:
    for ending, data in in_every_form().items():
        path = saved(tmp_path, f"gesprek.{ending}", data)
        head = path.read_bytes()[:4096]
        taking = {reader for reader in (*READERS.values(), table_xlsx, cards, ris, bibtex, csl, table_csv)
                  if reader.recognises(head, path)}
        assert taking == {READERS[ending]}


# Real files, against a count of our own


def plain(xml: str) -> str:
    return re.sub(r"<[^>]+>", "", xml).strip()


def test_a_real_interview_is_the_same_from_word_and_from_text() -> None:
    """Somebody else made the twin, with another program; every turn that the text opens with a label is there."""
    word = taken(transcript_docx.read, sample("scope-impact_QualCoder-v2/sheffield_Sam.docx"))
    path = sample("scope-impact_QualCoder-v2/sheffield_Sam.txt")
    text = taken(transcript_txt.read, path)
    labels = re.findall(r"(?m)^(Researcher 1|Sam):", path.read_text(encoding="utf-8"))
    assert word.transcript == text.transcript and word.faults == ()
    assert word.transcript["beurten"] == str(len(labels)) and word.transcript["rollen"] == "interviewer, spreker 1"


@pytest.mark.parametrize("name", ["ccbogel_QualCoder/ID1.docx", "scope-impact_QualCoder-v2/sheffield_README.docx"])
def test_every_paragraph_of_a_real_word_file_is_there(name: str) -> None:
    """Counted and measured on the raw XML, without our walk."""
    path = sample(name)
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode()
    paragraphs = (re.findall(r"<w:t(?: [^>]*)?>.*?</w:t>", each) for each in re.findall(r"<w:p [^>]*>.*?</w:p>", xml))
    filled = [html.unescape(text) for each in paragraphs if (text := plain("".join(each)))]
    found = taken(transcript_docx.read, path)
    assert found.faults == () and found.transcript["sprekers"] == "0"
    assert found.transcript["beurten"] == str(len(filled))
    assert abs(int(found.transcript["lengte"]) - len("\n".join(filled))) <= 2  # a line break in a paragraph is no w:t


def test_every_paragraph_of_a_real_odt_is_there() -> None:
    path = sample("navarral_swj2022-usability-paper/P1_GMT20211118.odt")
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("content.xml").decode()
    found = taken(transcript_odt.read, path)
    words = sum(len(plain(each)) > 0 for each in re.findall(r"<text:[ph][ >].*?</text:[ph]>", xml, re.DOTALL))
    walk = transcript_odt._Walk(frozenset())
    with zipfile.ZipFile(path) as archive:
        from lxml import etree

        body = transcript_odt._body(etree.fromstring(archive.read("content.xml")))
    assert body is not None
    assert sum(bool(line.text.strip()) for line in walk.lines(body)) == words > 150
    assert found.faults == () and found.transcript["rollen"] == "interviewer"


@pytest.mark.parametrize("name", ["captions_with_bom.vtt", "sample.srt", "sample.vtt", "using_identifiers.vtt"])
def test_every_cue_of_real_subtitles_is_there(name: str) -> None:
    path = sample(f"glut23_webvtt-py/webvtt_{name}")
    texts = re.findall(r"(?m)^Caption text #\d+", path.read_text(encoding="utf-8"))
    found = taken(transcript_captions.read, path)
    assert found.faults == ()
    assert found.transcript["hash"] == sha("\n".join(texts)) and found.transcript["beurten"] == str(len(texts))


def test_a_real_group_talk_with_bracketed_labels_is_read() -> None:
    path = sample("ccbogel_QualCoder/transcript.txt")
    labels = re.findall(r"(?m)^\[(id\d)\]", path.read_text(encoding="utf-8"))
    found = taken(transcript_txt.read, path).transcript
    assert (found["beurten"], found["sprekers"]) == (str(len(labels)), str(len(set(labels))))
