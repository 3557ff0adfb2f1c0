"""What holds for every table and every text: order does not matter, words arrive as written, nothing breaks out of its place."""

from __future__ import annotations

import csv
import datetime
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.ingest.tables import LEDGER, Prepared, prepared

from dww_graph import intake, sources, store, terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.errors import InputRefused
from dww_graph.guard import privacy
from dww_graph.intake import Known
from dww_graph.map import kaart_triples
from dww_graph.model import RINGS, Cell, Kaart, Ring, Terms
from dww_graph.read import decoding
from dww_graph.sorting import dutch_key

TODAY = datetime.date(2026, 11, 23)
FIXED = {"werkzaam_element": "A5.4", "waarom": "Omdat zij dan zelf de vraag stelt.", "privacy_gecontroleerd": "ja"}
OFFERED = Terms("T-2026-03", "openbaar")
RUN, PLACE = terms.thing("inlezing", "proef"), terms.term("dww:vindplaats")
HOSTILE = (
    '"',
    "'",
    "\\",
    "{",
    "}",
    "<script>alert(1)</script>",
    "\n",
    "\r",
    "\t",
    '"""',
    "''' .",
    "> .\n<a> <b> <c> .",
    "\\u0041",
    "^^xsd:x",
    "@nl",
    "\x01",
    "\x08",
    "\x0b",
    "\x0c",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "\U0001f600",
    "${x}",
    "=1+1",
    "; DROP ALL",
    "?x",
    "_:b",
    "#",
)
hostile_text = (
    st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), min_size=1, max_size=20)
    .map("".join)
    .filter(lambda t: "\x00" not in t)
)
printable = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"), include_characters="\n"), min_size=40, max_size=2000
)
around = st.text(st.characters(exclude_categories=("Nd", "Cs")), max_size=20)
slow = settings(deadline=None, max_examples=40)


@pytest.fixture(scope="module")
def known() -> Known:
    """The concepts of the shipped ontology, on a fixed day."""
    return Known(intake.load_vocabulary(), {}, TODAY, LEDGER)


def table(rows: Sequence[tuple[str, str, str]]) -> bytes:
    """A CSV of cards: number, title and handeling of each; the rest is fixed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["kaart_id", "titel", "handeling", *FIXED])
    writer.writerows([*each, *FIXED.values()] for each in rows)
    return out.getvalue().encode()


def taken(data: bytes, known: Known) -> Prepared:
    """A table as it would be taken in under the key `proef`."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kaarten.csv"
        path.write_bytes(data)
        return prepared(path, OFFERED, known)


def said(made: Prepared) -> set[tuple[Ring, Triple]]:
    """Every triple with its ring, but not the row it stood in nor what tells of the file."""
    everything = ((ring, triple) for ring in RINGS for triple in made.triples[ring])
    return {(ring, triple) for ring, triple in everything if triple.predicate.value != PLACE and triple.subject.value != RUN}


def written_and_read(triples: Sequence[Triple]) -> list[Triple]:
    """Triples as they come back from an N-Triples file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "openbaar.nt"
        assert store.write_triples(triples, path) == len(triples)
        assert len(path.read_bytes().splitlines()) == len(triples)
        return list(store.parse_file(path))


def seen(text: str) -> bool:
    """True when the guard sees personal data in a text."""
    return any(privacy.check_cell(Cell(text, "")))


@slow
@given(data=st.data(), number=st.integers(2, 6))
def test_the_order_of_the_rows_does_not_change_what_is_said(data: st.DataObject, number: int, known: Known) -> None:
    """Only the row that is named as the place of a card differs."""
    rows = [(f"HK-{n}", f"Titel {n}", f"Kaart {n}: ik ga zitten, wacht en zeg pas daarna wat ik zie.") for n in range(number)]
    assert said(taken(table(data.draw(st.permutations(rows))), known)) == said(taken(table(rows), known))


@slow
@given(text=printable)
def test_every_printable_text_arrives_as_it_was_written(text: str, known: Known) -> None:
    """In Unicode form NFC, without the blanks around it; nothing is cut off, split or put in other words."""
    words = unicodedata.normalize("NFC", text).strip()
    assume(40 <= len(words) <= 2000 and not seen(words))
    made = taken(table([("HK-1", "Een titel", text)]), known)
    found = [each.object for each in made.triples["openbaar"] if each.predicate.value == terms.term("dww:handelwijze")]
    assert found == [Literal(words, None, "nl")]


@slow
@given(texts=st.lists(hostile_text, min_size=1, max_size=8))
def test_no_text_breaks_out_of_a_literal(texts: list[str]) -> None:
    """Written as N-Triples, one line a triple, and read back: the very same triples, whatever the words."""
    thing = Iri(terms.thing("handelingskennis", "proef-x"))
    kinds = ((None, "nl"), (None, None), (f"{terms.PREFIXES['xsd']}token", None))
    triples = [
        Triple(thing, Iri(f"{terms.DEF}p{at}"), Literal(text, datatype, lang))
        for at, text in enumerate(texts)
        for datatype, lang in kinds
    ]
    assert written_and_read(triples) == triples


@slow
@given(text=hostile_text)
def test_no_card_breaks_out_of_its_triples(text: str) -> None:
    """Hostile words in every free field of a card: the same triples come back, and their subjects and properties are ours."""
    kaart = Kaart(
        "HK-1", "rij 2", text, text, text, "openbaar", "T-1-A", (terms.thing("element", "a5-4"),), gevolg=text, instrument=text
    )
    triples = [triple for _, triple in kaart_triples.triples(kaart, "proef", {})]
    assert written_and_read(triples) == triples
    assert all(triple.subject.value.startswith(terms.ID) for triple in triples)


@slow
@given(rows=st.lists(st.tuples(st.from_regex(r"[A-Z][A-Z0-9]{0,5}", fullmatch=True), hostile_text, hostile_text), max_size=4))
def test_a_table_of_any_words_is_taken_in_whole_or_refused_with_a_place(rows: list[tuple[str, str, str]], known: Known) -> None:
    """No third way: never a crash, never a part of a file."""
    try:
        made = taken(table(rows), known)
    except InputRefused as refusal:
        told = [fault.where for fault in refusal.faults]
    else:
        told = ["kaarten.csv"]
        assert len(made.identifiers) == made.gelezen == len([each for each in rows if any(cell.strip() for cell in each)])
    assert told and all(where.startswith("kaarten.csv") for where in told)


@slow
@given(titles=st.lists(st.text("abcé €", min_size=3, max_size=20).filter(str.strip), min_size=1, max_size=4))
def test_the_same_table_is_the_same_contribution(titles: list[str], known: Known) -> None:
    """Twice in gives once: equal hash, equal triples, equal files on disk."""
    rows = [(f"HK-{at}", f"Titel {title}", f"Ik ga zitten, wacht en zeg pas daarna: {title}.") for at, title in enumerate(titles)]
    once, again = taken(table(rows), known), taken(table(rows), known)
    assert (once.sha256, once.triples, once.identifiers) == (again.sha256, again.triples, again.identifiers)
    with TemporaryDirectory() as folder:
        home = Path(folder)
        path = home / "kaarten.csv"
        path.write_bytes(table(rows))
        for _ in (once, again):
            made = intake.prepare(sources.stage(home, "proef"), [path], "proef", path.name, OFFERED, known)
            intake.write_manifest(made, "2026-11-23T12:00:00+00:00")
            sources.take_in(home, made.folder, made.sleutel)
        assert [path.name for path in sources.folder(home).iterdir()] == ["proef"]
        assert {t for ring in RINGS for t in store.parse_file(home / "sources" / "proef" / f"{ring}.nt")} == {
            t for _, t in said(once)
        } | {t for ring in RINGS for t in once.triples[ring] if t.predicate.value == PLACE or t.subject.value == RUN}


@given(number=st.integers(0, 10**9 - 1))
def test_eleven_proof_agrees_with_its_definition(number: int) -> None:
    """Nine times the first digit, down to twice the eighth, less the ninth, is a multiple of eleven."""
    digits = f"{number:09d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    assert privacy.is_bsn(digits) == (total % 11 == 0 and number > 0)


@given(before=around, after=around)
def test_a_number_is_seen_whatever_stands_around_it(before: str, after: str) -> None:
    """Only a digit, or a sign that makes it part of an amount or a DOI, could hide it."""
    assume(not before.endswith((".", ",")) and "10." not in before)
    assert seen(f"{before}111222333 {after}")


@given(text=st.text(), encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16")))
def test_text_is_decoded_to_one_form_in_every_encoding(text: str, encoding: str) -> None:
    """UTF-8 and UTF-16, with and without a mark, give the same NFC text with LF line ends."""
    assume(not text.startswith("\ufeff"))
    assert decoding.decode(text.encode(encoding))[0] == decoding.normalised(text)


@given(st.lists(st.text(max_size=8), max_size=8))
def test_sorting_depends_on_the_labels_and_not_on_their_order(labels: list[str]) -> None:
    keys = [dutch_key(label) for label in labels]
    assert sorted(keys) == sorted([*keys[1:], *keys[:1]])
