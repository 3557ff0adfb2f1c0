"""Bibliographies: as many sources out as begin in the file, whatever exported them; nothing unchecked passes as checked."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from dww_graph import assets, terms
from dww_graph.map import bron
from dww_graph.model import BronRecord, RawRecord
from dww_graph.read import bibtex, bronnen, csl, ris
from dww_graph.read.decoding import decode

from .conftest import Prepare, Refuse
from .tables import read_whole, saved

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("DWW_SAMPLES") or ROOT.parent / "shared" / "samples")
STARTS = {
    ".ris": re.compile(r"^TY  ?-", re.MULTILINE),
    ".bib": re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*\{", re.MULTILINE | re.IGNORECASE),
}
LISTS = sorted(path for path in SAMPLES.glob("*/*") if path.suffix in STARTS)
CSL_LISTS = sorted(SAMPLES.glob("*/*CSL_JSON*.json"))
NO_SAMPLES = "2026-11-23: the folder with sample files of others is not here (set DWW_SAMPLES)"
RIS = "TY  - JOUR\nTI  - {title}\nAU  - Jansen, A.\nPY  - 2016//\nDO  - https://doi.org/10.1000/ABC.\nER  - \n"


def field(record: RawRecord, name: str) -> str:
    """The first value of a field, or an empty text."""
    cell = record.first(name)
    return cell.text if cell else ""


def item(**changes: Any) -> dict[str, Any]:
    """One CSL item that is in order."""
    return {"id": "x1", "type": "article-journal", "title": "Een titel", **changes}


def read_csl(tmp_path: Path, *items: Any) -> tuple[RawRecord, ...]:
    """Read items that must be readable."""
    reading = csl.read(saved(tmp_path, "lijst.json", json.dumps(items)))
    assert reading.faults == ()
    return reading.records


def test_the_samples_are_found_or_told_to_be_absent() -> None:
    """Without the folder the tests on real exports are skipped, never passed."""
    if not SAMPLES.is_dir():
        pytest.skip(NO_SAMPLES)
    assert len(LISTS) >= 14 and CSL_LISTS


@pytest.mark.skipif(not LISTS, reason=NO_SAMPLES)
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_real_exports_give_as_many_sources_as_begin_in_the_file(path: Path) -> None:
    """Zotero, Ovid, PsycInfo, IEEE, ACM, Crossref, PubMed and a language model: count in is count out."""
    begun = len(STARTS[path.suffix].findall(decode(path.read_bytes())[0]))
    reading = read_whole(path)
    assert reading.faults == ()
    assert len(reading.records) == begun > 0
    assert len({record.place for record in reading.records}) == begun


@pytest.mark.skipif(not CSL_LISTS, reason=NO_SAMPLES)
@pytest.mark.parametrize("path", CSL_LISTS, ids=lambda path: path.name)
def test_real_csl_gives_every_item(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    reading = read_whole(path)
    assert reading.format == "csl-json" and reading.faults == ()
    assert len(reading.records) == (len(data) if isinstance(data, list) else 1)


@pytest.mark.skipif(not LISTS, reason=NO_SAMPLES)
def test_references_by_a_language_model_are_never_verified(prepare: Prepare) -> None:
    """A well-formed list of works that may not exist is taken in as not verified, each work of it."""
    made = prepare(next(path for path in LISTS if "llm" in path.name))
    said = [
        triple.object.value for triple in made.triples["openbaar"] if triple.predicate.value == terms.term("dww:verificatieVan")
    ]
    assert said == [terms.thing("verificatie", "niet-geverifieerd")] * made.gelezen


def test_the_81_works_of_the_starter_are_all_read() -> None:
    path = assets.asset("starter", "werken.csl.json")
    assert len(csl.read(path).records) == len(json.loads(path.read_text(encoding="utf-8"))) == 81


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_bom_keeps_the_first_record(tmp_path: Path, encoding: str) -> None:
    text = "".join(RIS.format(title=title) for title in ("Eén", "Twee", "Drie"))
    reading = ris.read(saved(tmp_path, "lijst.ris", text.encode(encoding)))
    assert [field(record, "titel") for record in reading.records] == ["Eén", "Twee", "Drie"]
    assert [record.place for record in reading.records] == ["regel 1", "regel 7", "regel 13"]


@pytest.mark.parametrize("open_at", [0, 1, 2])
def test_a_record_without_end_mark_is_read_all_the_same_and_that_is_told(tmp_path: Path, open_at: int) -> None:
    """Wherever the end mark is missing: no record is lost and no two run together."""
    parts = [RIS.format(title=title) for title in ("Een", "Twee", "Drie")]
    parts[open_at] = parts[open_at].replace("ER  - \n", "")
    reading = ris.read(saved(tmp_path, "lijst.ris", "".join(parts)))
    assert [field(record, "titel") for record in reading.records] == ["Een", "Twee", "Drie"]
    assert reading.faults == ()
    (note,) = reading.notes
    assert note.nl == f"Bij 1 bron(nen) ontbrak de slotregel 'ER  - ' (regel {6 * open_at + 1}); ze zijn toch gelezen."


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/abc",
        "10.1000/ABC",
        "https://doi.org/10.1000/abc",
        "http://dx.doi.org/10.1000/ABC.",
        "doi:10.1000/abc;",
        "DOI 10.1000/abc",
        "  10.1000/abc) ",
        "https://doi.org/10.1000%2Fabc",
        "https://www.voorbeeld.nl/doi/full/10.1000/abc/pdf?x=1",
        "https://www.voorbeeld.nl/doi/10.1000/ABC/full",
    ],
)
def test_a_doi_has_one_form(text: str) -> None:
    assert bronnen.doi_of(text) == "10.1000/abc"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1016/s0140-6736(05)66378-7", "10.1016/s0140-6736(05)66378-7"),
        ("10.1016/0022-3956(95)00012-(c)", "10.1016/0022-3956(95)00012-(c)"),
        ("10.1002/1097(1999)55:11&lt;1411::aid-x&gt;3.0.co;2-z", "10.1002/1097(1999)55:11<1411::aid-x>3.0.co;2-z"),
    ],
)
def test_brackets_that_belong_to_a_doi_stay(text: str, doi: str) -> None:
    assert bronnen.doi_of(text) == doi


@pytest.mark.parametrize("text", ["", "geen", "11.1000/abc", "10.1/abc", "https://example.org/10"])
def test_what_is_no_doi_gives_none(text: str) -> None:
    assert bronnen.doi_of(text) == ""


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2016", "2016"),
        ("2016//", "2016"),
        ("2016/03//", "2016"),
        ("2016/10/12/Oct 2016", "2016"),
        ("Nov-Dec 1998", "1998"),
        ("10 15", ""),
        ("NA", ""),
        ("", ""),
        ("20161012", ""),
        ("in druk", ""),
        ("1450", ""),
        ("12. März 2019", "2019"),
        ("3 mei 2016", "2016"),
        ("Jan.-Mär. 2021", "2021"),
    ],
)
def test_a_year_is_found_or_left_open(text: str, year: str) -> None:
    assert bronnen.year_of(text) == year


@pytest.mark.parametrize(
    ("line", "doi"),
    [("DO  - 10.1000/a", "10.1000/a"), ("L3  - 10.1000/b", "10.1000/b"), ("UR  - https://doi.org/10.1000/c", "10.1000/c")],
)
def test_a_doi_is_found_wherever_an_export_puts_it(tmp_path: Path, line: str, doi: str) -> None:
    reading = ris.read(saved(tmp_path, "l.ris", f"TY  - JOUR\nTI  - x\n{line}\nER  - \n"))
    assert field(reading.records[0], "doi") == doi


def test_ris_fields_arrive(tmp_path: Path) -> None:
    text = (
        "TY  - THES\nT1  - Werk\nA1  - De Vries, B.\nAU  - Bakker, C.\nY1  - 2019/01\n"
        "JF  - Blad\nSP  - 3\nEP  - 9\nLA  - nl\nER  - \n"
    )
    (record,) = ris.read(saved(tmp_path, "l.ris", text)).records
    assert {cell.text for cell in record.cells["auteurs"]} == {"De Vries, B.", "Bakker, C."}
    told = {name: field(record, name) for name in ("titel", "jaar", "verschenen_in", "bladzijden", "taal")}
    assert told == {"titel": "Werk", "jaar": "2019", "verschenen_in": "Blad", "bladzijden": "3-9", "taal": "nl"}


def test_a_source_without_title_is_refused_with_its_line_and_the_others_go_on(tmp_path: Path, prepare: Prepare) -> None:
    made = prepare(saved(tmp_path, "l.ris", f"{RIS.format(title='x')}TY  - JOUR\nAU  - A\nER  - \n"))
    (fault,) = made.geweigerd
    assert (fault.code, fault.where, fault.severity) == ("titel-ontbreekt", "l.ris, regel 7", "waarschuwing")
    assert (made.gelezen, made.opgeslagen) == (2, 1)


def test_bibtex_fields_arrive_without_latex(tmp_path: Path) -> None:
    text = (
        "@comment{no}\n@article{sleutel1,\n title = {{Cr\\`eche} \\& thuis},\n author = {Jansen, A. and {de Vries}, B.},\n"
        " date = {2018-05},\n journal = {Blad},\n pages = {1--9},\n url = {https://doi.org/10.1000/XYZ}\n}\n"
    )
    (record,) = bibtex.read(saved(tmp_path, "l.bib", text)).records
    assert [cell.text for cell in record.cells["auteurs"]] == ["Jansen, A.", "de Vries, B."]
    told = [field(record, name) for name in ("bron_id", "titel", "jaar", "verschenen_in", "bladzijden", "doi")]
    assert told == ["sleutel1", "Crèche & thuis", "2018", "Blad", "1-9", "10.1000/xyz"]
    assert record.place == "regel 2"


def test_braces_without_end_are_refused(tmp_path: Path, refuse: Refuse) -> None:
    text = '@article{a, title={\\"{' + "{" * 3000 + "}" * 3000 + "} x}}\n"
    (fault,) = refuse(saved(tmp_path, "l.bib", text))
    assert fault.code == "kapotte-bronnenlijst" and fault.where == "l.bib"


def test_a_field_that_stands_twice_loses_no_source(tmp_path: Path) -> None:
    """The parser gives such an entry back as a failed block; the longest text of the field is taken, and it is told."""
    text = "@article{a, title={Kort},\n note={x}, title={Langer}, author={Jansen, A.}}\n@article{b, title={B}}\n"
    reading = bibtex.read(saved(tmp_path, "l.bib", text))
    assert [(record.place, field(record, "titel")) for record in reading.records] == [("regel 1", "Langer"), ("regel 3", "B")]
    assert reading.faults == ()
    assert [note.nl for note in reading.notes] == [
        "Bij 1 bron(nen) staat een veld twee keer (regel 1); de langste tekst is genomen."
    ]


def test_two_entries_with_one_key_both_stay(tmp_path: Path) -> None:
    text = "@article{a, title={Een}}\n@book{a, title={Twee}}\n@book{a, title={Drie}}\n"
    reading = bibtex.read(saved(tmp_path, "l.bib", text))
    assert [(field(record, "bron_id"), field(record, "titel")) for record in reading.records] == [
        ("a", "Een"), ("a-2", "Twee"), ("a-3", "Drie"),
    ]
    assert reading.faults == () and "(regel 2, 3)" in reading.notes[0].nl


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("Anna van der Berg and Jansen, Bas", ["van der Berg, Anna", "Jansen, Bas"]),
        ("{Raad voor Jeugd and Zorg} and de Vries, C.", ["Raad voor Jeugd and Zorg", "de Vries, C."]),
        ("Jansen, A. and others", ["Jansen, A.", "e.a."]),
        ("NJi", ["NJi"]),
    ],
)
def test_bibtex_names_come_family_first(tmp_path: Path, author: str, told: list[str]) -> None:
    (record,) = bibtex.read(saved(tmp_path, "l.bib", f"@article{{a, title={{x}}, author={{{author}}}}}\n")).records
    assert [cell.text for cell in record.cells["auteurs"]] == told


def test_a_bibtex_entry_that_never_closes_is_not_lost(tmp_path: Path, refuse: Refuse) -> None:
    assert refuse(saved(tmp_path, "l.bib", "@article{a, title={x}}\n@article{b, title={y\n"))


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ({"date-parts": [[2016, 3]]}, "2016"),
        ({"date-parts": [["2016"]]}, "2016"),
        ({"date-parts": [2016]}, "2016"),
        ("2016", "2016"),
        ({"raw": "maart 2016"}, "2016"),
        ({"literal": "z.j."}, ""),
        ({"date-parts": []}, ""),
        (None, ""),
        ({}, ""),
        (2016, "2016"),
    ],
)
def test_csl_years_of_every_shape_are_read(tmp_path: Path, issued: object, year: str) -> None:
    (record,) = read_csl(tmp_path, item(issued=issued))
    assert field(record, "jaar") == year


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ([{"family": "Vries", "given": "A.", "non-dropping-particle": "de"}], ["de Vries, A."]),
        ([{"literal": "Nederlands Jeugdinstituut"}], ["Nederlands Jeugdinstituut"]),
        (["Jansen, A."], ["Jansen, A."]),
        ("Jansen, A.", ["Jansen, A."]),
        ({"family": "Jansen"}, ["Jansen"]),
        (None, []),
        ([{}], []),
    ],
)
def test_csl_authors_of_every_shape_are_read(tmp_path: Path, author: object, told: list[str]) -> None:
    (record,) = read_csl(tmp_path, item(author=author))
    assert [cell.text for cell in record.cells["auteurs"]] == told


@pytest.mark.parametrize("custom", [None, "x", [], {"dww": "x"}, {"dww": {"nietGeverifieerd": "auteurs", "soort": ["Wet"]}}])
def test_csl_custom_of_any_shape_is_no_crash(tmp_path: Path, custom: object) -> None:
    assert len(read_csl(tmp_path, item(custom=custom))) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[{"type": "book", "title": "x"}, 7]', "telling"),
        ('[{"type": "book", "title": "x"},', "kapotte-bronnenlijst"),
        ('[{"type": "book", "title": "\\ud800 x"}]', "kapotte-bronnenlijst"),
    ],
    ids=["no object", "cut off", "lone surrogate"],
)
def test_broken_csl_is_one_fault_and_no_crash(tmp_path: Path, refuse: Refuse, text: str, code: str) -> None:
    assert [fault.code for fault in refuse(saved(tmp_path, "l.json", text))] == [code]


def test_a_class_that_is_no_kind_of_source_is_not_taken_from_a_file(tmp_path: Path, prepare: Prepare) -> None:
    """A file cannot make a person, a card or a broken IRI of a work."""
    kinds = ("Wet", "Professional", "x> <y", "Richtlijn")
    items = [item(id=f"x{n}", custom={"dww": {"soort": kind}}) for n, kind in enumerate(kinds)]
    made = prepare(saved(tmp_path, "l.json", json.dumps(items)))
    assert [each.soort for name, each in sorted(made.identifiers.items())] == [
        "Wet",
        "Onderzoeksbron",
        "Onderzoeksbron",
        "Richtlijn",
    ]


def test_sources_with_equal_ids_stay_apart() -> None:
    """Also when a numbered id was already taken by another source."""
    sources = [BronRecord(number, "regel 1", "x") for number in ("a", "A", "a-2", "a-2", "?", "!")]
    iris = bron.keys(sources, "proef", {})
    assert len(set(iris)) == len(sources)
    assert iris[0] == terms.thing("bron", "proef-a")


def test_a_source_is_found_by_its_id_and_its_doi_but_not_by_a_mere_number(tmp_path: Path, prepare: Prepare) -> None:
    made = prepare(saved(tmp_path, "l.json", json.dumps([item(DOI="10.1000/A"), item(id=12)])))
    assert set(made.identifiers) == {"x1", "10.1000/a"}


def test_a_bibliography_needs_no_consent_and_names_of_authors_are_no_personal_data(tmp_path: Path, prepare: Prepare) -> None:
    made = prepare(saved(tmp_path, "l.json", json.dumps([item(author=[{"literal": "a.jansen@example.org"}])])))
    assert made.gelezen == 1 and not made.illustratief
