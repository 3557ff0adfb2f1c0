"""One work is one thing by its DOI, within a file, across files and in the graph; a retraction stays visible."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dww_graph import assets, store, terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.map import bron
from dww_graph.map.statements import a, curie, dww, say
from dww_graph.model import BronRecord, Reference, Terms
from dww_graph.read import ris
from dww_graph.store import Store

from .conftest import Prepare
from .tables import saved

UPDATE = assets.read_text("queries", "bouw", "een-beschrijving-per-bron.ru")
STARTER = Reference(terms.thing("bron", "werken-b07"), "Onderzoeksbron", "openbaar")
WORK = Iri(terms.thing("bron", "doi-0"))


def source(bron_id: str = "x1", doi: str | None = "10.1000/abc", **changes: Any) -> BronRecord:
    """One source that is in order."""
    return BronRecord(bron_id, changes.pop("place", "regel 1"), changes.pop("titel", "Titel"), doi=doi, **changes)


def item(**changes: Any) -> dict[str, Any]:
    """One item of CSL that is in order."""
    return {"id": "x1", "type": "article-journal", "title": "Een titel", **changes}


def values(triples: Sequence[Triple], name: str) -> list[str]:
    """The values of one property, in order."""
    return [triple.object.value for triple in triples if triple.predicate.value == terms.term(name)]


def test_two_records_of_one_doi_in_a_file_become_one_source_and_it_is_told(tmp_path: Path, prepare: Prepare) -> None:
    again = item(id="x3", DOI="https://doi.org/10.1000/abc", title="Langer")
    works = [item(DOI="10.1000/ABC", title="Kort"), item(id="x2"), again]
    made = prepare(saved(tmp_path, "l.json", json.dumps(works)))
    assert (made.gelezen, made.opgeslagen) == (3, 2)
    assert [note.nl for note in made.notes] == ["2 bronnen met dezelfde DOI samengevoegd tot 1: bron 1 = bron 3."]
    assert values(made.triples["openbaar"], "dcterms:title") == ["Langer", "Een titel"]
    assert made.identifiers["x1"].iri == made.identifiers["x3"].iri == made.identifiers["10.1000/abc"].iri


def test_joining_keeps_the_fullest_of_every_field_whatever_the_order() -> None:
    parts = [
        source("a", jaar="2016", auteurs="Bos, I.", trefwoorden=("x",)),
        source("b", titel="Titel lang", soort="Richtlijn", ingetrokken=True, niet_geverifieerd=("jaar",)),
        source("c", titel="Titel land", auteurs="Bos, Ina", jaar="2017", place="regel 9"),
    ]
    told = set()
    for order in itertools.permutations(parts):
        ((one,), (note,)) = bron.merge(order)
        told.add((one.titel, one.jaar, one.auteurs, one.soort, one.ingetrokken, one.niet_geverifieerd, one.trefwoorden))
        assert {one.bron_id, *one.ook_bekend_als} == {"a", "b", "c"} and note.en.startswith("3 sources")
    assert told == {("Titel lang", "2017", "Bos, Ina", "Richtlijn", True, ("jaar",), ("x",))}


def test_sources_without_a_doi_are_never_joined() -> None:
    same = [source(doi=None), source(doi=None)]
    assert bron.merge(same) == (same, [])


def test_a_doi_gives_one_iri_in_every_contribution_and_a_known_one_keeps_its_own() -> None:
    (one,), (two,) = (bron.keys([source("a")], "een", {}), bron.keys([source("b", doi="10.1000/ABC")], "twee", {}))
    assert one == two == bron.doi_iri("10.1000/abc")
    assert bron.keys([source()], "een", {"10.1000/abc": STARTER}) == [STARTER.iri]


def test_the_starter_content_keeps_the_numbers_by_which_it_is_pointed_at() -> None:
    assert bron.keys([source("B07")], "werken", {}, own=True) == [STARTER.iri]


def test_a_doi_that_names_something_else_is_not_followed() -> None:
    """A finding may carry the DOI of its work as identifier; a work is not that finding."""
    finding = Reference(terms.thing("bevinding", "b07-1"), "Bevinding", "openbaar")
    assert bron.keys([source()], "een", {"10.1000/abc": finding}) == [bron.doi_iri("10.1000/abc")]


def test_a_work_of_the_starter_keeps_its_checked_description_when_a_list_has_it_too() -> None:
    """Otherwise the words of a stranger's file would stand under the mark `geverifieerd`."""
    told = list(bron.triples(source(titel="Een heel andere, langere titel", ingetrokken=True), STARTER.iri, "vreemd"))
    assert values(told, "dcterms:title") == values(told, "dww:verificatieVan") == []
    assert values(told, "bibo:doi") == ["10.1000/abc"]
    assert values(told, "dww:isIngetrokken") == ["true"]
    assert values(told, "dww:ingelezenIn") == [terms.thing("inlezing", "vreemd")]


def test_a_retracted_work_keeps_its_mark_in_the_graph_and_in_its_reference() -> None:
    told = list(bron.triples(source(ingetrokken=True, auteurs="Bos, I.", jaar="2016"), bron.doi_iri("10.1000/abc"), "k"))
    assert values(told, "dww:isIngetrokken") == ["true"]
    nl, en = values(told, "dcterms:bibliographicCitation")
    assert nl.endswith("[Ingetrokken]") and en.endswith("[Retracted]")
    assert values(list(bron.triples(source(), bron.doi_iri("10.1000/abc"), "k")), "dww:isIngetrokken") == []


def test_a_source_is_cited_in_two_languages(tmp_path: Path, prepare: Prepare) -> None:
    work = item(DOI="10.1000/a", author=[{"family": "Bos", "given": "Ina"}], volume="3", issue="2", page="1-9",
                **{"container-title": "Blad"})
    made = prepare(saved(tmp_path, "l.json", json.dumps([work])))
    told = {triple.object.lang: triple.object.value for triple in made.triples["openbaar"]
            if triple.predicate == curie("dcterms:bibliographicCitation") and isinstance(triple.object, Literal)}
    assert told == {"nl": "Bos, I. (z.d.). Een titel. Blad, 3(2), 1-9. https://doi.org/10.1000/a",
                    "en": "Bos, I. (n.d.). Een titel. Blad, 3(2), 1–9. https://doi.org/10.1000/a"}
    assert values(made.triples["openbaar"], "dww:verschenenIn") == ["Blad, 3(2)"]


def test_a_mere_number_of_a_list_is_no_identifier_in_the_graph() -> None:
    assert values(list(bron.triples(source("12", pmid="99"), WORK.value, "k")), "dcterms:identifier") == []
    assert dict(bron.identifiers(source("12", pmid="99"), WORK.value)).keys() == {"10.1000/abc", "pmid:99"}


def test_what_a_strangers_file_says_of_its_own_verification_does_not_hold(tmp_path: Path, prepare: Prepare) -> None:
    path = saved(tmp_path, "l.json", json.dumps([item(custom={"dww": {"verificatie": "geverifieerd"}})]))
    mark = terms.thing("verificatie", "niet-geverifieerd")
    assert values(prepare(path).triples["openbaar"], "dww:verificatieVan") == [mark]
    mark = terms.thing("verificatie", "geverifieerd")
    assert values(prepare(path, Terms(nagekeken=True)).triples["openbaar"], "dww:verificatieVan") == [mark]


def built(folder: Path, triples: Sequence[Triple]) -> set[tuple[str, str, str | None]]:
    """What a graph says of WORK after the update: property, value, language."""
    path = folder / "t.nt"
    store.write_triples(triples, path)
    graph = Store.create(folder / "graaf")
    graph.bulk_load([path])
    graph.update(UPDATE)
    told = {(terms.short(t.predicate.value), t.object.value, t.object.lang if isinstance(t.object, Literal) else None)
            for t in graph.triples(WORK.value, None)}
    del graph
    store.discard(folder / "graaf")
    return told


def test_of_two_descriptions_of_a_work_one_stays_whatever_their_order(tmp_path: Path) -> None:
    told = [
        *a(WORK, "Onderzoeksbron", "Richtlijn"),
        *say(WORK, curie("dcterms:title"), Literal("Kort"), Literal("Langer", None, "nl"), Literal("Langes", None, "en")),
        *say(WORK, dww("jaar"), Literal("2016"), Literal("2017")),
        *say(WORK, dww("auteurs"), Literal("Bos, I."), Literal("Bos, Ina")),
        *say(WORK, curie("dcterms:bibliographicCitation"), Literal("a", None, "nl"), Literal("bb", None, "nl"),
             Literal("a", None, "en")),
        *say(WORK, dww("vindplaats"), Literal("regel 1"), Literal("bron 12")),
        *say(WORK, curie("dcterms:identifier"), Literal("a"), Literal("bcd")),
    ]
    expected = {
        ("rdf:type", terms.term("dww:Richtlijn"), None),
        ("dcterms:title", "Langes", "en"),
        ("dww:jaar", "2017", None),
        ("dww:auteurs", "Bos, Ina", None),
        ("dcterms:bibliographicCitation", "bb", "nl"),
        ("dcterms:bibliographicCitation", "a", "en"),
        ("dww:vindplaats", "regel 1", None),
        ("dww:vindplaats", "bron 12", None),
        ("dcterms:identifier", "a", None),
        ("dcterms:identifier", "bcd", None),
    }
    assert built(tmp_path, told) == built(tmp_path, told[::-1]) == expected


def test_the_same_title_with_and_without_a_language_stays_once(tmp_path: Path) -> None:
    told = [*a(WORK, "Wet"), *say(WORK, curie("dcterms:title"), Literal("Titel"), Literal("Titel", None, "nl"))]
    assert built(tmp_path, told) == {("rdf:type", terms.term("dww:Wet"), None), ("dcterms:title", "Titel", "nl")}


def test_what_is_no_source_keeps_its_titles(tmp_path: Path) -> None:
    told = [*a(WORK, "Leermiddel"), *say(WORK, curie("dcterms:title"), Literal("Les", None, "nl"), Literal("Lesson", None, "en"))]
    assert len(built(tmp_path, told)) == 3


@pytest.mark.parametrize("name", ["richtlijnen", "programmatekst"])
def test_the_sources_of_the_starter_are_not_touched(tmp_path: Path, name: str) -> None:
    graph = Store.create(tmp_path / "graaf")
    path = tmp_path / "s.nt"
    store.write_triples(store.parse_file(assets.asset("starter", f"{name}.ttl")), path)
    graph.bulk_load([path])
    before = graph.fingerprint()
    graph.update(UPDATE)
    assert graph.fingerprint() == before


def test_pages_that_are_words_are_no_pages(tmp_path: Path) -> None:
    """Databases write `No-Specified`, and cited authors as second authors of an article."""
    text = (
        "TY  - JOUR\nTI  - x\nSP  - No\nEP  - Specified\nA2  - Bandura, A.\nER  - \n"
        "TY  - CHAP\nTI  - y\nA2  - Redder, R.\nER  - \n"
    )
    article, chapter = ris.read(saved(tmp_path, "l.ris", text)).records
    assert article.first("bladzijden") is None and article.first("redacteuren") is None
    assert [cell.text for cell in chapter.cells["redacteuren"]] == ["Redder, R."]
    assert [cell.text for cell in chapter.cells["publicatietype"]] == ["chapter"]
