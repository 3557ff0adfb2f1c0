"""Bytes become text by a fixed rule: a mark decides, then strict UTF-8, then cp1252, and what was used is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph.errors import InputRefused
from dww_graph.read.decoding import decode, normalised, read_text

WORDS = "coïncidentie, crèche, één; € 5"


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", None), ("utf-8-sig", None), ("utf-16", "Gelezen als utf-16."), ("cp1252", "Gelezen als cp1252.")],
)
def test_dutch_words_come_out_alike(encoding: str, note: str | None) -> None:
    """Detection would make `coďncidentie` of cp1252; a rule does not."""
    text, said = decode(WORDS.encode(encoding))
    assert text == WORDS
    assert (said.nl if said else None) == note


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_the_mark_gives_the_order_of_the_bytes(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert decode(mark + WORDS.encode(encoding))[0] == WORDS


def test_line_ends_are_one_kind() -> None:
    assert decode(b"a\r\nb\rc\nd")[0] == "a\nb\nc\nd"


def test_accents_are_one_kind() -> None:
    assert normalised("e\u0301e\u0308n\r\n") == "éën\n"


def test_a_head_that_is_cut_in_a_character_is_still_read() -> None:
    """Recognising a file looks at its first bytes, which may end half-way."""
    assert decode("één".encode()[:-2])[0].startswith("Ã©")


@pytest.mark.parametrize(
    "data", [b"a\nb\x81c", b"\xef\xbb\xbfa\n\xff", b"\xff\xfea\x00\n\x00\x00\xd8"], ids=["cp1252", "UTF-8", "UTF-16"]
)
def test_a_character_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path, data: bytes) -> None:
    """Nothing is put in its place: the words of a professional stay as they are, or stay out."""
    path = tmp_path / "k.csv"
    path.write_bytes(data)
    with pytest.raises(InputRefused) as caught:
        read_text(path)
    (fault,) = caught.value.faults
    assert fault.code == "onleesbaar-teken" and fault.where == "k.csv, regel 2"


def test_a_replacement_character_that_was_typed_is_text(tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text("a\ufffdb", encoding="utf-8")
    assert read_text(tmp_path / "k.csv")[0] == "a\ufffdb"
