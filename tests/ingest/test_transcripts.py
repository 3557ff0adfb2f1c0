"""Transcripts: words arrive in order and whole, names of speakers never, marked passages are quotes at their position."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dww_graph.read import transcript, transcript_docx
from dww_graph.read.transcript_roles import Line

from .documents import READERS, TALK, TALK_TEXT, Read, bold, cells, docx, in_every_form, para, read, run, sha, taken
from .tables import saved

QUOTE = "Ik bleef zitten tot hij zelf begon."


def talked(*lines: str | Line) -> Read:
    """Read these lines as a transcript."""
    made = [line if isinstance(line, Line) else Line(line, f"regel {number}") for number, line in enumerate(lines, 1)]
    return taken(lambda path: transcript.items(path.name, made), Path("gesprek.txt"))


# The same conversation in every form


@pytest.mark.parametrize("ending", READERS)
def test_the_same_conversation_is_the_same_transcript_in_every_form(tmp_path: Path, ending: str) -> None:
    """Hash, length, roles and turns do not depend on the program in which it was written out."""
    found = read(tmp_path, ending, in_every_form()[ending])
    assert found.faults == ()
    assert found.transcript == {
        "bron_id": "bron 1", "hash": sha(TALK_TEXT), "lengte": str(len(TALK_TEXT)), "taal": "nl", "hoofdletters": "ja",
        "sprekers": "3", "beurten": "5", "rollen": "interviewer, spreker 1, spreker 2",
    }


@pytest.mark.parametrize("ending", READERS)
def test_a_marked_passage_becomes_one_coding_for_each_code(tmp_path: Path, ending: str) -> None:
    found = read(tmp_path, ending, in_every_form()[ending]).codings
    assert [each["code"] for each in found] == ["Alliantie/Band", "Moed"]
    for each in found:
        begin, end = int(each["begin"]), int(each["eind"])
        assert each["citaat"] == QUOTE == TALK_TEXT[begin:end]
        assert TALK_TEXT[:begin].endswith(each["voor"]) and TALK_TEXT[end:].startswith(each["na"])
        assert len(each["voor"]) == len(each["na"]) == 32
        assert (each["bron"], each["bronhash"], each["posities"]) == ("bron 1", sha(TALK_TEXT), "nagekeken")


@pytest.mark.parametrize("ending", READERS)
def test_no_name_of_a_speaker_is_in_anything_that_is_handed_on(tmp_path: Path, ending: str) -> None:
    """Not as label, not in a quote or beside it, not where another speaker says it."""
    everything = read(tmp_path, ending, in_every_form()[ending]).everything
    assert not re.search(r"Anna|Wit\b|Jan\b", everything)


def test_a_coding_tells_where_its_passage_stood(tmp_path: Path) -> None:
    path = saved(tmp_path, "gesprek.docx", docx(*TALK))
    record = next(item for item in taken(transcript_docx.read, path).records if item.kind == "codering")
    assert record.cells["citaat"][0].where == "gesprek.docx, alinea 4, citaat" and record.place == "codering 1"


def test_that_a_name_was_replaced_in_running_text_is_told() -> None:
    """It changes the words of the research, so it is no secret; the name itself is."""
    (note,) = talked(*TALK).notes
    assert note.nl.startswith("In de lopende tekst is 1 keer") and "Anna" not in note.nl + note.en


# Speakers


def roles(*lines: str | Line) -> tuple[str, str]:
    """The roles in these lines, and the number of turns."""
    found = talked(*lines)
    return found.transcript.get("rollen", ""), found.transcript["beurten"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("I: Hoe ging het?", "R: Goed.", "I: Fijn."), ("interviewer, spreker 1", "3")),
        (("P1: Ja.", "P2: Nee.", "P1: Toch wel."), ("spreker 1, spreker 2", "3")),
        (("Vraag: Hoe ging het?", "Antwoord: Goed."), ("interviewer, spreker 1", "2")),
        (("Onderzoeker 1: Hoe?", "Onderzoeker 2: En?", "Moeder: Zo.", "Vader: Ja."),
         ("interviewer, interviewer 2, moeder, vader", "4")),
        (("[00:00:02] Anna: Hoi.", "[00:00:04] Bob: Dag."), ("spreker 1, spreker 2", "2")),
        (("Anna (00:02): Hoi.", "Bob (00:04): Dag."), ("spreker 1, spreker 2", "2")),
        (("Anna de Wit   0:03", "Hoi daar.", "Bob   0:07", "Dag."), ("spreker 1, spreker 2", "2")),
        (("00:00:02 Anna", "Hoi daar.", "00:00:05 Bob", "Dag."), ("spreker 1, spreker 2", "2")),
        (("[id1] hello there", "[id2] so hello", "[id1] yes"), ("spreker 1, spreker 2", "3")),
        (("Anna\tIk denk van wel.", "Bob\tIk niet."), ("spreker 1, spreker 2", "2")),
        (("SAM: Ja.", "Sam: Nog iets.", "Sam : En nog."), ("spreker 1", "3")),
        (("anna: ja hoor", "bob: nee", "anna: jawel", "bob: nou", "anna: ok", "bob: goed"), ("spreker 1, spreker 2", "6")),
        (("R (moeder van Tim): Ja.", "I: En toen?"), ("spreker 1, interviewer", "2")),
        (("\tMODERATOR: Wilt u beginnen?", "\tGoed, ik begin met de eerste taak."), ("interviewer", "1")),
    ],
)
def test_every_usual_way_to_name_a_speaker_gives_roles(lines: tuple[str, ...], expected: tuple[str, str]) -> None:
    """By first appearance; a role stays the role that it was, a speaker with two turns in a row has two."""
    assert roles(*lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ("Ik zei: doe maar rustig.", "Kortom: het hielp.", "Let op: niet bij iedereen."),
        ("Datum: 3-2-2026", "Locatie: Almere", "We spraken lang over wat er was gebeurd."),
        ("Het was om 10:30 uur.", "Zie https://example.org: daar staat het.", "Verhouding 2:1 bleef."),
        ("[lacht] Nee hoor.", "[onverstaanbaar] dat weet ik niet.", "Goed."),
    ],
)
def test_a_colon_or_bracket_in_prose_is_no_speaker(lines: tuple[str, ...]) -> None:
    found = talked(*lines)
    text = "\n".join(lines)
    assert found.transcript["sprekers"] == "0" and found.transcript["hash"] == sha(text)
    assert found.transcript["beurten"] == str(len(lines))


def test_a_name_that_is_also_a_word_is_only_replaced_where_it_is_a_name() -> None:
    """`Wil` at the start of a sentence may be the verb; inside a sentence its capital says that it is the man."""
    assert "Anna" not in talked("Anna: Ja.", "Bob: Dank. Anna, [[ga door]].", "Anna: Goed.").everything
    found = talked("I: Wil je dat, of wil hij het?", "Wil: Ik niet.", "I: Dank je, Wil.", "Wil: Graag.")
    text = "interviewer: Wil je dat, of wil hij het?\nspreker 1: Ik niet.\ninterviewer: Dank je, spreker 1.\nspreker 1: Graag."
    assert found.transcript["hash"] == sha(text)


def test_a_label_inside_the_marks_is_replaced_and_stays_outside_the_quote() -> None:
    (coding,) = talked("I: En?", "[[Bob: dat hielp]]", "Bob: Echt.").codings
    assert coding["citaat"] == "dat hielp" and coding["voor"] == "interviewer: En?\nspreker 1: "


@pytest.mark.parametrize(("name", "text"), [("Bob", "**Bob**: Ja"), ("Bob", "**Bob:** Ja"), ("Bob", "**Bob** Ja"),
                                            ("Bob de Wit", "**Bob de Wit** 0:03 Ja")])
def test_a_name_in_bold_is_a_speaker_in_word(tmp_path: Path, name: str, text: str) -> None:
    _, label, rest = text.split("**")
    found = read(tmp_path, "docx", docx(para("Zo begon het gesprek dus."), para(bold(label), run(rest))))
    assert found.transcript["hash"] == sha("Zo begon het gesprek dus.\nspreker 1: Ja") and name not in found.everything


# Marked passages


@pytest.mark.parametrize(
    ("written", "text", "quotes"),
    [
        ("Hij zei [[ dat 👩🏽‍🦰 kwam ]] gisteren.", "Hij zei  dat 👩🏽‍🦰 kwam  gisteren.", ["dat 👩🏽‍🦰 kwam"]),
        ("De cre\u0300che [[belde\u0308]].", "De crèche beldë.", ["beldë"]),
        ("\ufeff[[Zo]] en [[zo]].", "\ufeffZo en zo.", ["Zo", "zo"]),
        ("[[Een\r\ntwee]] drie", "Een\ntwee drie", ["Een\ntwee"]),
        ("[[Zo]] (lacht", "Zo (lacht", ["Zo"]),
        ("[[Zo [lacht]]] ging het.", "Zo [lacht] ging het.", ["Zo [lacht]"]),
    ],
)
def test_a_quote_is_what_stands_at_its_position(written: str, text: str, quotes: list[str]) -> None:
    """With emoji, combining characters, CRLF and a byte order mark; the marks themselves are no part of the text."""
    found = talked(*written.split("\r\n"))
    assert found.transcript["hash"] == sha(text)
    assert [each["citaat"] for each in found.codings] == quotes
    assert [text[int(each["begin"]) : int(each["eind"])] for each in found.codings] == quotes


def test_a_passage_without_a_code_has_none() -> None:
    (coding,) = talked("[[Zo]] ging het.").codings
    assert "code" not in coding and "codeur" not in coding


@pytest.mark.parametrize("line", ["Dit [[is open", "Dit is]] dicht", "[[een [[twee]]", "[[ ]] leeg", "[[a]] en ]]"])
def test_marks_that_do_not_pair_are_told_with_their_place(line: str) -> None:
    found = talked("Eerste regel.", line)
    assert found.records == () and set(found.codes) == {"haken-niet-gesloten"}
    assert found.faults[0].where == "gesprek.txt, regel 2"


# Capitals and language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toen kwam zij binnen. Ik zei niets en wachtte.", "ja"),
        ("toen kwam zij binnen ik zei niets en wachtte", "nee"),
        ("TOEN KWAM ZIJ BINNEN EN IK ZEI NIETS", "nee"),
        ("Toen kwam zij binnen. " * 20 + "toen kwam zij binnen en anna zei niets " * 20, "nee"),
    ],
)
def test_text_without_capitals_says_so(text: str, expected: str) -> None:
    """Names in lower case are seen by no detector, so half a text of them is enough; role labels do not count."""
    assert talked(f"I: {text}", "R: ja.").transcript["hoofdletters"] == expected


@pytest.mark.parametrize(
    ("text", "lang"), [("Ik heb het niet van je", "nl"), ("I have not the time and you", "en"), ("Caption #1", "")]
)
def test_the_language_is_told_when_the_small_words_tell(text: str, lang: str) -> None:
    assert transcript.language(text) == lang
    assert talked(text).transcript.get("taal", "") == lang


def test_cells_are_told_with_file_place_and_field(tmp_path: Path) -> None:
    path = saved(tmp_path, "gesprek.txt", "I: Hoe ging het?\nR: Goed.\n")
    (record,) = taken(READERS["txt"].read, path).records
    assert record.place == "transcript" and record.cells["hash"][0].where == "gesprek.txt, transcript, hash"
    assert "tekst" not in cells(record) and "Goed" not in repr(record)
