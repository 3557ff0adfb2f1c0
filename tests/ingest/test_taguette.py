"""Taguette: highlights and codebook as CSV, and the project itself, whose positions are bytes of text without tags."""

from __future__ import annotations

import csv
import html
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dww_graph.read import taguette, wire

from .projects import NO_SAMPLES, SAMPLES, Out

TABLES = sorted(SAMPLES.glob("*/taguette*.csv"))
HEADS = "id,document,tag,content"
HIGHLIGHTS = HEADS + '\n7,gesprek.odt,rust,"Hij zei: ""kom maar""."\n7,gesprek.odt,band/contact,Kom\n8,b.odt,,Los\n'
CODEBOOK = 'tag,description,number of highlights\nrust,"Rustig blijven, ook als het lastig is.",3\nband,,1\n'
PAGE = "<p>Eén 😀 dag &amp; nacht.</p>\n<p>Ik bleef <b>rustig</b> zitten.</p>\n"
PLAIN = "Eén 😀 dag & nacht.\nIk bleef rustig zitten.\n"


def saved(folder: Path, name: str, data: str | bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(path: Path) -> Out:
    """Read a file that Taguette must recognise."""
    assert taguette.recognises(path.read_bytes()[:4096], path)
    return Out(taguette.read(path))


def place(words: str) -> tuple[int, int]:
    """Begin and end of words as Taguette counts them: UTF-8 bytes of the text without tags."""
    begin = len(PLAIN[: PLAIN.index(words)].encode())
    return begin, begin + len(words.encode())


SCHEMA = """
CREATE TABLE users (login TEXT, email TEXT, hashed_password TEXT);
CREATE TABLE documents (id INTEGER, name TEXT, contents TEXT, project_id INTEGER);
CREATE TABLE highlights (id INTEGER, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);
CREATE TABLE tags (id INTEGER, project_id INTEGER, path TEXT, description TEXT);
CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
CREATE TABLE commands (id INTEGER, date TEXT, user_login TEXT, document_id INTEGER, payload TEXT);
INSERT INTO users VALUES ('anna.achternaam', 'anna@example.org', 'geheim');
INSERT INTO tags VALUES (1, 1, 'rust', 'Rustig blijven.'), (2, 1, 'band/contact', ''), (3, 2, 'rust', '');
"""
MARKS = (
    ("Ik bleef rustig", "<p>Ik bleef <b>rustig</b></p>", (1, 2)), ("😀 dag &", "<p>😀 dag &amp;</p>", (1,)),
    ("nacht", "<p>nacht</p>", ()),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A Taguette project with one document and three highlights, open to be changed."""
    with closing(sqlite3.connect(tmp_path / "p.sqlite3")) as connection:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO documents VALUES (1, 'gesprek.odt', ?, 1)", (PAGE,))
        for number, (words, snippet, tags) in enumerate(MARKS, 1):
            connection.execute("INSERT INTO highlights VALUES (?, 1, ?, ?, ?)", (number, *place(words), snippet))
            connection.executemany("INSERT INTO highlight_tags VALUES (?, ?)", [(number, tag) for tag in tags])
        connection.commit()
        yield connection


def reread(connection: sqlite3.Connection, folder: Path) -> Out:
    """Read the project as it stands now."""
    connection.commit()
    return read(folder / "p.sqlite3")


def test_every_row_of_highlights_is_a_coding_with_a_quote_and_no_positions(tmp_path: Path) -> None:
    out = read(saved(tmp_path, "h.csv", HIGHLIGHTS))
    assert out.values("code", "pad") == ["rust", "band∕contact"]
    same = {"bron": "gesprek.odt", "codeur": "codeur onbekend", "guid": "7", "posities": "niet nagekeken"}
    assert out.of("codering") == [
        same | {"citaat": 'Hij zei: "kom maar".', "code": "rust"}, same | {"citaat": "Kom", "code": "band∕contact"},
    ]
    assert out.skipped == {"markering zonder code": 1}
    assert out.records[-1].place == "codering 2 (regel 3)"


@pytest.mark.parametrize("text", [
    "\ufeff" + HIGHLIGHTS, HIGHLIGHTS.replace("\n", "\r\n"),
    HIGHLIGHTS.replace(HEADS, "Document,id,Tag,content").replace("7,gesprek.odt", "gesprek.odt,7").replace("8,b.odt", "b.odt,8"),
    'id;document;tag;content\n7;gesprek.odt;rust;"Hij zei: ""kom maar""."\n7;gesprek.odt;band/contact;Kom\n8;b.odt;;Los\n',
])
def test_a_table_saved_again_by_a_spreadsheet_reads_the_same(tmp_path: Path, text: str) -> None:
    assert read(saved(tmp_path, "a.csv", text)).of("codering") == read(saved(tmp_path, "h.csv", HIGHLIGHTS)).of("codering")


@pytest.mark.parametrize("heads", ["tag", "name", "path"])
def test_a_codebook_gives_codes_with_what_they_mean(tmp_path: Path, heads: str) -> None:
    out = read(saved(tmp_path, "c.csv", CODEBOOK.replace("tag", heads, 1)))
    assert out.of("code") == [
        {"pad": "rust", "naam": "rust", "omschrijving": "Rustig blijven, ook als het lastig is.", "codeerbaar": "ja"},
        {"pad": "band", "naam": "band", "codeerbaar": "ja"},
    ]
    assert len(out.items) == 2


@pytest.mark.parametrize("row", ["9,c.odt,rust\n", '9,c.odt,rust,"open', "9,c.odt,rust,a,b\n"])
def test_a_table_with_a_broken_row_is_refused_whole_and_names_the_line(tmp_path: Path, row: str) -> None:
    out = read(saved(tmp_path, "h.csv", HIGHLIGHTS + row))
    assert out.refused() == ["kapotte-csv"] and len(out.items) == 1
    assert out.faults[0].severity == "fout" and "regel" in out.faults[0].where


def test_other_tables_and_databases_are_left_to_others(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.sqlite3")) as connection:
        connection.execute("CREATE TABLE documents (id INTEGER)")
        connection.commit()
    others = [
        tmp_path / "x.sqlite3", saved(tmp_path, "a.csv", "kaart_id;titel\nVB1;x\n"),
        saved(tmp_path, "b.csv", "id,document\n1,2\n"), saved(tmp_path, "c.sqlite3", b"SQLite format 3\x00" + b"\x01" * 200),
    ]
    assert not [path.name for path in others if taguette.recognises(path.read_bytes()[:4096], path)]


def test_a_project_gives_every_tag_of_every_highlight_with_checked_positions(project: sqlite3.Connection, tmp_path: Path) -> None:
    out = reread(project, tmp_path)
    assert [(each["citaat"], each["code"]) for each in out.of("codering")] == [
        ("😀 dag &", "rust"), ("Ik bleef rustig", "rust"), ("Ik bleef rustig", "band∕contact"),
    ]
    assert all(PLAIN[int(each["begin"]) : int(each["eind"])] == each["citaat"] for each in out.of("codering"))
    assert set(out.values("codering", "posities")) == {"nagekeken"} and any("UTF-8-bytes" in note for note in out.notes)
    assert out.skipped == {"markering zonder code": 1}
    assert out.values("transcript", "lengte") == [str(len(PLAIN))]


def test_tags_of_two_projects_in_one_file_stay_apart(project: sqlite3.Connection, tmp_path: Path) -> None:
    project.execute("INSERT INTO highlight_tags VALUES (3, 3)")
    out = reread(project, tmp_path)
    assert out.values("code", "pad") == ["rust", "band∕contact", "rust (2)"]
    assert [each["code"] for each in out.of("codering") if each["citaat"] == "nacht"] == ["rust (2)"]


def test_who_made_a_highlight_first_is_known_by_number_only(project: sqlite3.Connection, tmp_path: Path) -> None:
    made = [("2026-01-02 10:00:00", "anna.achternaam", 2), ("2026-01-03 10:00:00", "bram", 1), ("2026-01-04 10:00:00", "bram", 2)]
    for number, (moment, login, mark) in enumerate(made, 1):
        payload = json.dumps({"type": "highlight_add", "highlight_id": mark})
        project.execute("INSERT INTO commands VALUES (?, ?, ?, 1, ?)", (number, moment, login, payload))
    project.execute("INSERT INTO commands VALUES (9, '2026-01-01', 'eva', 1, '{\"highlight_add\"')")
    out = reread(project, tmp_path)
    assert [(each["guid"], each["codeur"], each["datum"]) for each in out.of("codering")][:2] == [
        ("2", "codeur 2", "2026-01-02"), ("1", "codeur 1", "2026-01-03"),
    ]
    told = json.dumps([wire.encode(item) for item in out.items])
    assert not [word for word in ("achternaam", "bram", "eva", "example.org", "geheim") if word in told]


def test_a_project_without_history_has_unknown_coders(project: sqlite3.Connection, tmp_path: Path) -> None:
    project.execute("DROP TABLE commands")
    assert set(reread(project, tmp_path).values("codering", "codeur")) == {"codeur onbekend"}


def test_a_highlight_outside_its_text_is_refused_alone(project: sqlite3.Connection, tmp_path: Path) -> None:
    project.execute("UPDATE highlights SET end_offset = 4000 WHERE id = 2")
    out = reread(project, tmp_path)
    assert out.refused() == ["positie-buiten-tekst"] and "2" in out.faults[0].what.nl
    assert len(out.of("codering")) == 2


def test_a_snippet_that_says_something_else_is_not_called_checked(project: sqlite3.Connection, tmp_path: Path) -> None:
    project.execute("UPDATE highlights SET snippet = '<p>iets anders</p>' WHERE id = 2")
    out = reread(project, tmp_path)
    assert out.values("codering", "posities") == ["niet nagekeken", "nagekeken", "nagekeken"]
    assert out.values("codering", "citaat")[0] == "😀 dag &"


def test_a_damaged_project_gives_a_fault(project: sqlite3.Connection, tmp_path: Path) -> None:
    project.execute("UPDATE documents SET contents = ?", (PAGE * 2000,))
    project.commit()
    whole = (tmp_path / "p.sqlite3").read_bytes()
    assert Out(taguette.read(saved(tmp_path, "q.sqlite3", whole[: len(whole) // 3]))).refused() == ["kapot-project"]


@pytest.mark.skipif(not TABLES, reason=NO_SAMPLES)
@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_real_table_gives_as_many_records_as_it_has_rows(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    out, kind = read(path), "codering" if "content" in rows[0] else "code"
    assert len(rows) == {"codering": 97, "code": 22}[kind]
    if kind == "codering":
        assert out.values("codering", "citaat") == [row["content"] for row in rows]
        assert out.values("codering", "code") == [row["tag"].replace("/", "∕") for row in rows]
        assert out.values("code", "pad") == list(dict.fromkeys(row["tag"].replace("/", "∕") for row in rows))
    else:
        assert out.values("code", "naam") == [row["tag"] for row in rows]
        assert out.values("code", "omschrijving") == [row["description"].strip() for row in rows]


def test_text_without_tags_keeps_all_but_the_tags() -> None:
    assert taguette.untagged(PAGE) == html.unescape(re.sub(r"<[^>]*>", "", PAGE)) == PLAIN
