"""Zotero, EndNote, PubMed, OpenAlex and Crossref: what the fields of each format become, and what is refused or passed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dww_graph.errors import Fault, Text
from dww_graph.model import Item, RawRecord, Skipped
from dww_graph.read import bibtex, bronnen, crossref, csl, endnote, nbib, openalex, publicatietypen, ris, zotero, zotero_rdf

from .tables import saved

READERS: tuple[ModuleType, ...] = (ris, nbib, bibtex, csl, zotero, openalex, crossref, endnote, zotero_rdf)
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
ZOTERO_RDF = f"""<rdf:RDF {RDF} xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
 <bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType><dcterms:isPartOf rdf:resource="urn:issn:1"/>
  <bib:authors><rdf:Seq>
   <rdf:li><foaf:Person><foaf:surname>de Vries</foaf:surname><foaf:givenName>Bas</foaf:givenName></foaf:Person></rdf:li>
   <rdf:li><foaf:Person><foaf:surname>Jansen</foaf:surname><foaf:givenName>A.</foaf:givenName></foaf:Person></rdf:li>
  </rdf:Seq></bib:authors><dc:title>Een artikel</dc:title><dc:date>3 maart 2016</dc:date><bib:pages>1-9</bib:pages></bib:Article>
 <bib:Journal rdf:about="urn:issn:1"><dc:title>Blad</dc:title><prism:volume>12</prism:volume><prism:number>3</prism:number>
  <dc:identifier>DOI 10.1000/ABC</dc:identifier><dc:identifier>ISSN 1</dc:identifier></bib:Journal>
 <bib:BookSection rdf:about="urn:isbn:1"><z:itemType>bookSection</z:itemType>
  <dcterms:isPartOf><bib:Book><dc:title>Het boek</dc:title></bib:Book></dcterms:isPartOf>
  <dc:publisher><foaf:Organization><foaf:name>Uitgever</foaf:name></foaf:Organization></dc:publisher>
  <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Redder</foaf:surname></foaf:Person></rdf:li></rdf:Seq></bib:editors>
  <dc:title>Een hoofdstuk</dc:title><dc:date>2018</dc:date></bib:BookSection>
 <z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType><dc:title>/home/iemand/x.pdf</dc:title></z:Attachment>
 <bib:Memo rdf:about="#item_3"><rdf:value>privé</rdf:value></bib:Memo>
</rdf:RDF>"""
BIBO = f"""<rdf:RDF {RDF} xmlns:bibo="http://purl.org/ontology/bibo/" xmlns:dc="http://purl.org/dc/terms/"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"><bibo:AcademicArticle rdf:about="http://example.org/a">
 <dc:title>Titel</dc:title><dc:creator rdf:resource="http://example.org/p"/><dc:issued>2015</dc:issued>
 <bibo:doi>10.1000/Q</bibo:doi><dc:language rdf:resource="http://id.loc.gov/vocabulary/iso639-2/dut"/>
 <dc:isPartOf><bibo:Journal><dc:title>Blad</dc:title></bibo:Journal></dc:isPartOf></bibo:AcademicArticle>
 <foaf:Person rdf:about="http://example.org/p">
 <foaf:familyName>Bos</foaf:familyName><foaf:givenName>Ina</foaf:givenName></foaf:Person>
</rdf:RDF>"""
SCHEMA = f"""<rdf:RDF {RDF} xmlns:s="http://schema.org/"><s:ScholarlyArticle rdf:about="https://doi.org/10.1000/S">
 <s:name>Titel</s:name><s:author><s:Person><s:name>Anna de Wit</s:name></s:Person></s:author>
 <s:datePublished>2019-02-01</s:datePublished>
 <s:isPartOf><s:PublicationIssue><s:issueNumber>2</s:issueNumber>
 <s:isPartOf><s:PublicationVolume><s:volumeNumber>7</s:volumeNumber>
 <s:isPartOf><s:Periodical><s:name>Blad</s:name></s:Periodical></s:isPartOf></s:PublicationVolume></s:isPartOf>
 </s:PublicationIssue>
 </s:isPartOf><s:pageStart>3</s:pageStart><s:pageEnd>9</s:pageEnd></s:ScholarlyArticle></rdf:RDF>"""
ENDNOTE = """<?xml version="1.0" encoding="UTF-8"?><xml><records>
<record><database name="x.enl" path="/home/iemand/x.enl">x.enl</database><rec-number>7</rec-number>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Jansen, </style><style>A.</style>
</author></authors><secondary-authors><author>Niet, N.</author></secondary-authors></contributors>
<titles><title><style face="normal">Over </style><style face="italic">hechting</style></title>
<secondary-title>Blad</secondary-title>
</titles><pages>1-9</pages><volume>3</volume><number>2</number><dates><year><style>2016</style></year></dates>
<electronic-resource-num>doi:10.1000/ABC</electronic-resource-num></record>
<record><ref-type>5</ref-type><contributors><authors><author>Bos, I.</author></authors>
<secondary-authors><author>Redder, R.</author>
</secondary-authors></contributors><titles><title>Hoofdstuk</title><secondary-title>Boek</secondary-title></titles>
<publisher>Boom</publisher></record></records></xml>"""
PUBMED = """PMID- 111
OWN - NLM
DP  - 2022 Oct 7
TI  - A title that goes on
      over two lines.
LID - S1080(22)1 [pii]
LID - 10.1000/X.1 [doi]
FAU - de Vries, Bas C
AU  - de Vries BC
AD  - An address with a@voorbeeld.nl
LA  - eng
PT  - Journal Article
PT  - Retracted Publication
JT  - The journal
VI  - 3
IP  - 2
PG  - 1-9

PMID- 222
TI  - Second
AU  - Van Dijk AB
AID - http://www.voorbeeld.nl/een-adres
dat-doorloopt-zonder-inspringen
TA  - J
"""
ERIC = """OWN - ERIC
TI  - First of ERIC
AU  - Jansen, A.
AB  - An abstract that is broken
in the middle without spaces
DP  - 2014
OID - EJ1
VI  - 2

OWN - ERIC
TI  - Second of ERIC
AU  - Bos, I.
OID - EJ2
"""


def read(reader: ModuleType, folder: Path, name: str, data: str | bytes) -> list[Item]:
    """Read a file that this reader alone must know."""
    path = saved(folder, name, data)
    head = path.read_bytes()[:4096]
    assert [each.__name__ for each in READERS if each.recognises(head, path)] == [reader.__name__]
    found: Iterator[Item] = reader.read(path)
    return list(found)


def cells(item: Item) -> dict[str, str | list[str]]:
    """The filled cells of a record: one text, or a list of several."""
    assert isinstance(item, RawRecord)
    told = {name: [cell.text for cell in values] for name, values in item.cells.items() if values}
    return {name: texts[0] if len(texts) == 1 else texts for name, texts in told.items()}


def some(item: Item, *names: str) -> tuple[object, ...]:
    """Some of the cells of a record, in order."""
    told = cells(item)
    return tuple(told.get(name, "") for name in names)


CORE = ("titel", "auteurs", "jaar", "verschenen_in", "deel", "nummer", "bladzijden", "doi", "publicatietype")


def zotero_item(**data: Any) -> dict[str, Any]:
    """An item as the web API of Zotero gives it."""
    return {"key": "ABCD2345", "version": 1, "library": {"type": "user", "id": 1}, "data": {"key": "ABCD2345", **data}}


def test_a_zotero_library_gives_its_sources_and_counts_what_is_no_source(tmp_path: Path) -> None:
    library = [
        zotero_item(itemType="journalArticle", title="Titel", date="12. März 2019", publicationTitle="Blad", volume="3",
                    issue="2", pages="1-9", DOI="10.1000/ABC", language="de-DE", extra="PMID: 123\niets",
                    tags=[{"tag": "jeugd"}],
                    creators=[{"creatorType": "author", "lastName": "de Vries", "firstName": "Bas"},
                              {"creatorType": "author", "name": "NJi"}, {"creatorType": "editor", "lastName": "Redder"}]),
        zotero_item(itemType="note", note="<p>Over een jongere</p>"),
        zotero_item(itemType="attachment", title="PDF", path="/home/iemand/x.pdf"),
        zotero_item(itemType="note", note="nog een"),
        zotero_item(itemType="bookSection", title="Hoofdstuk", date="mei 2018", bookTitle="Boek", publisher="Boom",
                    extra="DOI: 10.1000/def", creators=[]),
    ]
    first, second, *rest = read(zotero, tmp_path, "z.json", json.dumps(library))
    assert some(first, *CORE) == (
        "Titel", ["de Vries, Bas", "NJi"], "2019", "Blad", "3", "2", "1-9", "10.1000/abc", "article-journal"
    )
    assert some(first, "bron_id", "taal", "pmid", "redacteuren", "trefwoorden") == ("ABCD2345", "de", "123", "Redder", "jeugd")
    assert some(second, "titel", "jaar", "verschenen_in", "doi", "publicatietype") == (
        "Hoofdstuk", "2018", "Boek", "10.1000/def", "chapter"
    )
    assert rest == [Skipped("attachment", 1), Skipped("note", 2)]
    assert [item.place for item in (first, second) if isinstance(item, RawRecord)] == ["bron 1", "bron 5"]


def test_zotero_items_without_their_envelope_are_read_as_well(tmp_path: Path) -> None:
    text = json.dumps([{"itemType": "report", "title": "Rapport", "institution": "NJi", "date": "2020"}])
    (record,) = read(zotero, tmp_path, "z.json", text)
    assert some(record, "titel", "verschenen_in", "publicatietype") == ("Rapport", "NJi", "report")


def test_the_rdf_of_zotero_gives_sources_with_what_stands_at_their_journal(tmp_path: Path) -> None:
    """Zotero writes volume, issue and DOI with the journal; attachments and notes stay out, with what is in them."""
    first, second, *rest = read(zotero_rdf, tmp_path, "z.rdf", ZOTERO_RDF)
    assert some(first, *CORE) == (
        "Een artikel", ["de Vries, Bas", "Jansen, A."], "2016", "Blad", "12", "3", "1-9", "10.1000/abc", "article-journal"
    )
    assert some(second, "titel", "verschenen_in", "uitgever", "redacteuren", "publicatietype") == (
        "Een hoofdstuk", "Het boek", "Uitgever", "Redder", "chapter"
    )
    assert rest == [Skipped("attachment", 1), Skipped("note", 1)]


def test_a_doi_at_a_journal_with_two_of_them_is_nobodys(tmp_path: Path) -> None:
    text = ZOTERO_RDF.replace("<dc:identifier>ISSN 1<", "<dc:identifier>DOI 10.1000/other<")
    assert "doi" not in cells(read(zotero_rdf, tmp_path, "z.rdf", text)[0])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BIBO, ("Titel", "Bos, Ina", "2015", "Blad", "", "", "", "10.1000/q", "article-journal")),
        (SCHEMA, ("Titel", "de Wit, Anna", "2019", "Blad", "7", "2", "3-9", "10.1000/s", "article-journal")),
    ],
    ids=["bibo", "schema.org"],
)
def test_rdf_in_other_vocabularies_gives_its_sources(tmp_path: Path, text: str, told: tuple[str, ...]) -> None:
    (record,) = read(zotero_rdf, tmp_path, "b.rdf", text)
    assert some(record, *CORE) == told


def test_a_journal_or_a_person_alone_is_no_source(tmp_path: Path) -> None:
    text = (f'<rdf:RDF {RDF} xmlns:bibo="http://purl.org/ontology/bibo/" xmlns:dc="http://purl.org/dc/terms/">'
            "<bibo:Journal><dc:title>Blad</dc:title></bibo:Journal></rdf:RDF>")
    assert read(zotero_rdf, tmp_path, "b.rdf", text) == []


def test_rdf_of_a_graph_like_ours_is_no_bibliography(tmp_path: Path) -> None:
    text = ZOTERO_RDF.replace("<rdf:RDF", '<rdf:RDF xmlns:dww="https://w3id.org/dww/def#"')
    path = saved(tmp_path, "g.rdf", text)
    assert not zotero_rdf.recognises(path.read_bytes()[:4096], path)


def test_endnote_text_is_taken_across_styles_and_the_name_of_the_type_decides(tmp_path: Path) -> None:
    first, second = read(endnote, tmp_path, "e.xml", ENDNOTE)
    assert some(first, *CORE) == (
        "Over hechting", "Jansen, A.", "2016", "Blad", "3", "2", "1-9", "10.1000/abc", "article-journal"
    )
    assert some(first, "redacteuren", "bron_id") == ("", "7")
    assert some(second, "titel", "verschenen_in", "uitgever", "redacteuren", "publicatietype") == (
        "Hoofdstuk", "Boek", "Boom", "Redder, R.", "chapter"
    )
    assert not any("iemand" in str(cells(item)) for item in (first, second))


def test_older_endnote_numbers_do_not_count_when_there_is_a_name(tmp_path: Path) -> None:
    """An export of an older program calls a report 10, which in EndNote is a conference."""
    text = ENDNOTE.replace('<ref-type name="Journal Article">17<', '<ref-type name="Report">10<')
    assert some(read(endnote, tmp_path, "e.xml", text)[0], "publicatietype") == ("report",)


@pytest.mark.parametrize(
    ("reader", "name", "text", "root"),
    [(endnote, "e.xml", ENDNOTE, "xml"), (zotero_rdf, "z.rdf", ZOTERO_RDF, "rdf:RDF")],
    ids=["endnote", "rdf"],
)
def test_a_dtd_and_a_cut_off_file_are_refused(tmp_path: Path, reader: ModuleType, name: str, text: str, root: str) -> None:
    head, _, body = text.rpartition("?>")
    bomb = f'<!DOCTYPE {root} [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    for data in (f"{head}?>{bomb}{body}" if head else bomb + body, text[: len(text) * 3 // 4]):
        found = [item for item in reader.read(saved(tmp_path, name, data)) if isinstance(item, Fault)]
        assert [(fault.code, fault.severity) for fault in found] == [("kapotte-bronnenlijst", "fout")]


def test_pubmed_fields_arrive_and_a_retraction_stays_visible(tmp_path: Path) -> None:
    first, second, note = read(nbib, tmp_path, "p.nbib", PUBMED)
    assert some(first, *CORE) == (
        "A title that goes on over two lines.", "de Vries, Bas C", "2022", "The journal", "3", "2", "1-9", "10.1000/x.1",
        "article-journal",
    )
    assert some(first, "pmid", "taal", "ingetrokken") == ("111", "en", "ja")
    assert some(second, "titel", "auteurs", "url", "ingetrokken") == (
        "Second", "Van Dijk, A. B.", "http://www.voorbeeld.nl/een-adres dat-doorloopt-zonder-inspringen", ""
    )
    assert isinstance(note, Text) and note.nl.startswith("1 regel(s) zonder veldnaam")
    assert "voorbeeld.nl" not in str(cells(first))


def test_eric_without_numbers_of_pubmed_gives_every_record(tmp_path: Path) -> None:
    first, second, _note = read(nbib, tmp_path, "e.nbib", ERIC)
    assert some(first, "titel", "jaar", "auteurs", "bron_id") == ("First of ERIC", "2014", "Jansen, A.", "EJ1")
    assert some(second, "titel", "bron_id") == ("Second of ERIC", "EJ2")
    assert [item.place for item in (first, second) if isinstance(item, RawRecord)] == ["regel 1", "regel 10"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_pubmed_in_another_encoding_keeps_its_first_record(tmp_path: Path, encoding: str) -> None:
    found = read(nbib, tmp_path, "p.nbib", PUBMED.replace("Second", "Tweede één").encode(encoding))
    assert [cells(item)["titel"] for item in found if isinstance(item, RawRecord)][1] == "Tweede één"


def work(**changes: Any) -> dict[str, Any]:
    """One work of OpenAlex that is in order."""
    return {
        "id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/ABC", "title": "A <i>title</i> &amp; more",
        "publication_year": 2016, "language": "en", "type": "article", "is_retracted": False,
        "authorships": [{"author": {"display_name": "Anna van der Berg"}}], "biblio": {"volume": "3", "issue": "2",
        "first_page": "1", "last_page": "9"}, "primary_location": {"source": {"display_name": "Blad"}},
        "abstract_inverted_index": {"Secret": [0]}, **changes,
    }


def test_openalex_fields_arrive(tmp_path: Path) -> None:
    (record,) = read(openalex, tmp_path, "o.json", json.dumps(work()))
    assert some(record, *CORE) == (
        "A title & more", "van der Berg, Anna", "2016", "Blad", "3", "2", "1-9", "10.1000/abc", "article-journal"
    )
    assert some(record, "bron_id", "ingetrokken", "taal") == ("W1", "", "en")
    assert "Secret" not in str(cells(record))


@pytest.mark.parametrize("wrap", [lambda works: works, lambda works: {"meta": {"count": 2}, "results": works}])
def test_openalex_lists_with_nulls_are_read_and_a_retraction_stays_visible(tmp_path: Path, wrap: Any) -> None:
    empty = work(doi=None, language=None, title=None, display_name="Named", biblio=None, primary_location=None, is_retracted=True)
    first, second = read(openalex, tmp_path, "o.json", json.dumps(wrap([work(), empty])))
    assert some(second, "titel", "doi", "ingetrokken", "taal") == ("Named", "", "ja", "")
    assert some(first, "ingetrokken") == ("",)


def crossref_work(**changes: Any) -> dict[str, Any]:
    """One work of Crossref that is in order."""
    return {
        "reference-count": 3, "DOI": "10.1000/ABC", "type": "journal-article", "title": ["Een titel"], "subtitle": ["erbij"],
        "abstract": "<jats:p>Lang</jats:p>", "issued": {"date-parts": [[2016]]}, "container-title": ["Blad", "Bl."],
        "author": [{"family": "Vries", "given": "B.", "suffix": ""}, {"name": "NJi"}], "volume": "3", "issue": "2", "page": "1-9",
        **changes,
    }


@pytest.mark.parametrize(
    "wrap",
    [
        lambda item: item,
        lambda item: [item],
        lambda item: {"status": "ok", "message-type": "work", "message": item},
        lambda item: {"status": "ok", "message": {"total-results": 1, "items": [item]}},
    ],
    ids=["one", "list", "message", "items"],
)
def test_crossref_in_each_of_its_shapes_gives_the_same(tmp_path: Path, wrap: Any) -> None:
    (record,) = read(crossref, tmp_path, "c.json", json.dumps(wrap(crossref_work())))
    assert some(record, *CORE) == (
        "Een titel: erbij", ["Vries, B.", "NJi"], "2016", "Blad", "3", "2", "1-9", "10.1000/abc", "article-journal"
    )
    assert "Lang" not in str(cells(record))


@pytest.mark.parametrize(
    "changes",
    [
        {"updated-by": [{"type": "retraction", "DOI": "10.1/r"}]},
        {"update-to": [{"type": "retraction", "DOI": "10.1/r"}]},
        {"relation": {"is-retracted-by": [{"id": "10.1/r"}]}},
        {"title": ["RETRACTED: Een titel"]},
        {"title": ["[Retracted] Een titel"]},
        {"title": ["WITHDRAWN ARTICLE: Een titel"]},
    ],
)
def test_a_retraction_that_crossref_knows_stays_visible(tmp_path: Path, changes: dict[str, Any]) -> None:
    (record,) = read(crossref, tmp_path, "c.json", json.dumps(crossref_work(**changes)))
    assert some(record, "ingetrokken") == ("ja",)


@pytest.mark.parametrize(
    "changes", [{"update-to": [{"type": "correction"}]}, {"title": ["Retracted papers: a study"]}, {"relation": {"cites": []}}]
)
def test_a_correction_or_a_study_of_retractions_is_not_withdrawn(tmp_path: Path, changes: dict[str, Any]) -> None:
    (record,) = read(crossref, tmp_path, "c.json", json.dumps(crossref_work(**changes)))
    assert some(record, "ingetrokken") == ("",)


@pytest.mark.parametrize("reader,item", [(openalex, work()), (crossref, crossref_work()), (zotero, zotero_item(itemType="book"))])
def test_json_that_holds_something_else_among_its_works_is_refused_with_the_count(
    tmp_path: Path, reader: ModuleType, item: dict[str, Any]
) -> None:
    found = read(reader, tmp_path, "j.json", json.dumps([item, 7, None]))
    (fault,) = [each for each in found if isinstance(each, Fault)]
    assert (fault.code, fault.severity) == ("telling", "fout")
    assert fault.what.nl == "In het bestand beginnen 3 bronnen, gelezen zijn er 1."


@pytest.mark.parametrize("tail", ["", "]]", ", }", "] x"])
def test_json_that_is_cut_off_or_goes_on_is_refused_with_its_line(tmp_path: Path, tail: str) -> None:
    found = read(openalex, tmp_path, "j.json", f"[\n{json.dumps(work())}{tail}")
    (fault,) = [each for each in found if isinstance(each, Fault)]
    assert fault.code == "kapotte-bronnenlijst" and "regel 2" in fault.where


def test_the_kind_of_a_json_file_is_found_also_when_an_abstract_comes_first(tmp_path: Path) -> None:
    """The first bytes may be all abstract; then the rest of the file tells."""
    text = json.dumps([{"abstractNote": "a" * 9000, "itemType": "book", "title": "Titel"}])
    assert some(read(zotero, tmp_path, "z.json", text)[0], "titel") == ("Titel",)
    text = json.dumps([{"abstract": "a" * 9000, "type": "book", "title": "Titel"}])
    path = saved(tmp_path, "c.json", text)
    assert [each.__name__ for each in READERS if each.recognises(path.read_bytes()[:4096], path)] == [csl.__name__]


@pytest.mark.parametrize(
    ("said", "csl_type"),
    [("JOUR", "article-journal"), ("journalArticle", "article-journal"), ("article", "article-journal"),
     ("Book Section", "chapter"),
     ("inproceedings", "paper-conference"), ("posted-content", "article"), ("phdthesis", "thesis"), ("RPRT", "report"),
     ("AcademicArticle", "article-journal"), ("motion_picture", "motion_picture"), ("iets anders", "document")],
)
def test_words_for_kinds_of_publication_become_one(said: str, csl_type: str) -> None:
    assert publicatietypen.publicatietype(said) == csl_type


@pytest.mark.parametrize(
    ("name", "told"),
    [("A. B. de Vries", "de Vries, A. B."), ("de Vries, A.", "de Vries, A."), ("NJi", "NJi"), ("et al.", "e.a."),
     ("Raad voor de Kinderbescherming", "Raad voor de Kinderbescherming")],
)
def test_initials_in_front_go_behind_and_bodies_stay(name: str, told: str) -> None:
    assert bronnen.author(name) == told
