"""Positions of coding projects: whatever a program counted, the quote is what stands at begin and end in the normalised text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dww_graph.read.qda_text import SourceText, Variant, Votes, variants

from .projects import coding, guid, one_source, read, selection

BOM = "\ufeff"
BODY = "Eén 👩‍👧 zei: “Ik bleef.”\r\nToen 😀 lachte e\u0301e\u0301n jongen.\r\nDaarna was het stil, heel stil."
NORMAL = BODY.replace("\r\n", "\n")
WORDS = ("Ik bleef", "Toen 😀 lachte", "e\u0301e\u0301n jongen", "heel stil")
ALL = variants()
ANY = st.characters(codec="utf-8", exclude_characters="\r\ufeff")
CHARACTERS = st.text(st.sampled_from("ab é\u0301😀👧\n\t“.") | ANY, max_size=40)


def counted(text: str, at: int, variant: Variant) -> int:
    """The position of a code point of normalised text as a program would count it that reads the text in this way."""
    before = text[:at].replace("\n", "\r\n") if variant.crlf else text[:at]
    before = BOM + before if variant.bom else before
    size = {"codepunten": len(before), "utf-16": len(before.encode("utf-16-le")) // 2, "utf-8": len(before.encode())}
    return size[variant.unit]


def written(text: str, begin: int, end: int, variant: Variant, *, unit: bool = False) -> tuple[int, int]:
    """Begin and end as such a program writes them; an inclusive end is where the last character begins, or its last unit."""
    last = counted(text, end, variant) - variant.inclusive if unit or not variant.inclusive else counted(text, end - 1, variant)
    return counted(text, begin, variant), last


def marked(text: str, variant: Variant, *, quoting: bool = True) -> Iterator[str]:
    """One coding for each of the words."""
    for number, words in enumerate(WORDS, 1):
        begin = text.index(words)
        places = written(text, begin, begin + len(words), variant)
        yield selection(*places, coding(number), name=words if quoting else f"1:{number}")


@pytest.mark.parametrize("variant", ALL, ids=str)
def test_every_way_of_counting_is_found_out_by_the_quotes(tmp_path: Path, variant: Variant) -> None:
    out = read(one_source(tmp_path, (BOM + BODY).encode(), *marked(NORMAL, variant)))
    assert out.values("codering", "citaat") == list(WORDS)
    assert all(NORMAL[int(each["begin"]) : int(each["eind"])] == each["citaat"] for each in out.of("codering"))
    assert set(out.values("codering", "posities")) == {"nagekeken"}
    assert out.values("transcript", "lengte") == [str(len(NORMAL))]


def test_a_byte_order_mark_counts_three_bytes_in_plain_letters_too(tmp_path: Path) -> None:
    out = read(one_source(tmp_path, (BOM + "000001000").encode(), selection(3, 7, coding(1), name="0000")))
    assert [(each["begin"], each["citaat"], each["posities"]) for each in out.of("codering")] == [("0", "0000", "nagekeken")]


def test_an_inclusive_end_on_the_first_half_of_a_line_end_takes_the_whole_line_end() -> None:
    assert SourceText("ja\r\nnee").span(0, 2, Variant(crlf=True, inclusive=True)) == (0, 3)


def test_without_quotes_code_points_are_taken_and_it_is_said(tmp_path: Path) -> None:
    out = read(one_source(tmp_path, (BOM + BODY).encode(), *marked(NORMAL, Variant(), quoting=False)))
    assert out.values("codering", "citaat") == list(WORDS)
    assert set(out.values("codering", "posities")) == {"niet nagekeken"}
    assert any("codepunten, eind exclusief" in note and "niet nagekeken" in note for note in out.notes)


@pytest.mark.parametrize("origin", ["NVivo for Windows 14", "MAXQDA 24"])
def test_programs_known_to_count_both_characters_of_a_line_end_are_believed(tmp_path: Path, origin: str) -> None:
    told = list(marked(NORMAL, Variant(crlf=True), quoting=False))
    assert read(one_source(tmp_path, BODY.encode(), *told, origin=origin)).values("codering", "citaat") == list(WORDS)
    told = list(marked(NORMAL, Variant(), quoting=True))
    assert read(one_source(tmp_path, BODY.encode(), *told, origin=origin)).values("codering", "citaat") == list(WORDS)


@pytest.mark.parametrize("shape", [
    lambda words: f"<Description>{words}</Description>",
    lambda words: f"<Representation><PlainTextContent>{words}</PlainTextContent></Representation>",
])
def test_a_description_or_representation_serves_as_quote(tmp_path: Path, shape: object) -> None:
    assert callable(shape)
    begin, end = written(NORMAL, NORMAL.index("heel"), len(NORMAL) - 1, Variant("utf-8"))
    out = read(one_source(tmp_path, NORMAL, selection(begin, end, shape("heel stil"), coding(1))))
    assert out.values("codering", "citaat") == ["heel stil"] and out.values("codering", "posities") == ["nagekeken"]
    assert out.of("notitie") == []


def test_a_quote_that_was_cut_off_shows_the_unit_but_checks_nothing(tmp_path: Path) -> None:
    begin, end = written(NORMAL, NORMAL.index("Daarna"), len(NORMAL), Variant("utf-16"))
    out = read(one_source(tmp_path, NORMAL, selection(begin, end, coding(1), name="Daarna was het…")))
    assert out.values("codering", "citaat") == ["Daarna was het stil, heel stil."]
    assert out.values("codering", "posities") == ["niet nagekeken"]


def test_a_coding_that_quotes_something_else_is_not_called_checked(tmp_path: Path) -> None:
    out = read(one_source(tmp_path, NORMAL, *marked(NORMAL, Variant()), selection(0, 3, coding(9), name="heel andere woorden")))
    assert out.values("codering", "posities") == ["nagekeken"] * 4 + ["niet nagekeken"]
    assert any(note.startswith("Bij 1 codering(en)") for note in out.notes)


def test_a_position_in_the_middle_of_a_character_is_refused(tmp_path: Path) -> None:
    inside = counted(NORMAL, NORMAL.index("😀"), Variant("utf-16")) + 1
    out = read(one_source(tmp_path, NORMAL, *marked(NORMAL, Variant("utf-16")), selection(inside, inside + 4, coding(9))))
    assert out.refused() == ["positie-buiten-tekst"] and guid(9) in out.faults[0].what.nl


def test_the_text_is_not_composed_because_that_would_shift_positions(tmp_path: Path) -> None:
    out = read(one_source(tmp_path, NORMAL, *marked(NORMAL, Variant())))
    assert unicodedata.normalize("NFC", WORDS[2]) != WORDS[2]
    assert out.values("codering", "citaat")[2] == WORDS[2]


def test_a_text_in_an_old_encoding_is_read_and_it_is_said(tmp_path: Path) -> None:
    text = "De crèche belde; hij lachte."
    out = read(one_source(tmp_path, text.encode("cp1252"), selection(3, 9, coding(1), name="crèche")))
    assert out.values("codering", "citaat") == ["crèche"] and "bron 1: gelezen als cp1252." in out.notes
    out = read(one_source(tmp_path, text.encode("utf-16"), selection(3, 9, coding(1), name="crèche")))
    assert out.values("codering", "citaat") == ["crèche"] and "bron 1: gelezen als utf-16." in out.notes


@settings(max_examples=200, deadline=None)
@given(CHARACTERS, st.data(), st.sampled_from(ALL), st.booleans())
def test_any_passage_in_any_text_comes_back_from_any_way_of_counting(
    text: str, data: st.DataObject, variant: Variant, unit: bool
) -> None:
    end = data.draw(st.integers(0, len(text)))
    begin = data.draw(st.integers(0, end))
    if begin == end:
        return
    source = SourceText((BOM + text.replace("\n", "\r\n")).encode())
    assert source.text == text
    assert source.span(*written(text, begin, end, variant, unit=unit), variant) == (begin, end)


@settings(max_examples=100, deadline=None)
@given(CHARACTERS.filter(lambda text: len(text) > 8), st.data(), st.sampled_from(ALL))
def test_the_way_of_counting_that_wins_reproduces_every_quote(text: str, data: st.DataObject, variant: Variant) -> None:
    source, votes = SourceText((BOM + text.replace("\n", "\r\n")).encode()), Votes(ALL)
    ballot = votes.ballot(source)
    begins = data.draw(st.lists(st.integers(0, len(text) - 4), min_size=1, max_size=5))
    passages = [(begin, begin + 4) for begin in begins]
    for begin, end in passages:
        ballot.cast(*written(text, begin, end, variant), [text[begin:end]])
    chosen, established = votes.chosen()
    if not any(len(text[begin:end].strip()) >= 3 for begin, end in passages):
        assert not established
        return
    for begin, end in passages:
        quote, span = text[begin:end], source.span(*written(text, begin, end, variant), chosen)
        if len(quote.strip()) >= 3:
            assert span is not None and " ".join(text[slice(*span)].split()) == " ".join(quote.split())
