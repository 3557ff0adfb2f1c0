"""The documents on paper: the trace of a learning outcome with its gaps, and a card as a sentence, in both languages."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from tests.protocol.conftest import TestClient, published
from tests.protocol.test_linked_data import Tags

from dww_graph import tellen
from dww_graph.explorer.i18n import LANGUAGES, Lang, translate
from dww_graph.explorer.viewmodels.cards import STANCES
from dww_graph.explorer.viewmodels.trace import load_outcomes, load_steps, summary
from dww_graph.graph import open_graph
from dww_graph.http import strand, trace
from dww_graph.http.facts import Facts
from dww_graph.http.paper import Paper
from dww_graph.http.routes import middleware, routes
from dww_graph.http.served import Served
from dww_graph.store import Store
from dww_graph.workers import Limits, WorkerPool

ID = "https://w3id.org/dww/id/"
HEAD = """
@prefix dww: <https://w3id.org/dww/def#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@base <https://w3id.org/dww/id/> .
"""
CONCEPTS = """
<element/a5-4> skos:prefLabel "samen beslissen"@nl , "deciding together"@en ; skos:notation "A5.4" .
<element/k1> skos:prefLabel "transparant over kader"@nl .
<element/c9> skos:prefLabel "de-escaleren"@nl .
<situatie/huisbezoek> skos:prefLabel "huisbezoek"@nl , "home visit"@en .
<clienttype/a> skos:prefLabel "8-11 jaar"@nl . <clienttype/b> skos:prefLabel "drang"@nl .
<relatietype/ondersteund-door> skos:prefLabel "ondersteund door"@nl , "supported by"@en .
<relatietype/genuanceerd-door> skos:prefLabel "genuanceerd door"@nl .
<relatietype/tegengesproken-door> skos:prefLabel "tegengesproken door"@nl , "contradicted by"@en .
<relatietype/geen-bewijs-gevonden> skos:prefLabel "geen bewijs gevonden"@nl .
<status/vastgesteld> skos:prefLabel "vastgesteld"@nl . <status/voorgesteld> skos:prefLabel "voorgesteld"@nl .
<verificatie/niet-geverifieerd> skos:prefLabel "niet geverifieerd"@nl .
"""
CARDS = """
<leeruitkomst/lu-01> a dww:Leeruitkomst ; dcterms:identifier "LU-01" ; dww:isIllustratief true ;
  dww:bewering "De student beslist samen."@nl , "The student decides together."@en ;
  dww:richtZichOp <element/a5-4> , <element/k1> , <element/c9> .
<leeruitkomst/lu-02> a dww:Leeruitkomst ; dcterms:identifier "LU-02" ; dww:bewering "De student luistert."@nl .
<handelingskennis/x-1> a dww:Handelingskennis ; dcterms:title "Eerst luisteren"@nl ; dcterms:identifier "X1" ;
  dww:kaartstatus "vastgesteld" ; dww:isIllustratief true ;
  dww:relevantVoorElement <element/a5-4> ; dww:geeftVormAan <element/a5-4> ; dww:inBeroepssituatie <situatie/huisbezoek> ;
  dww:metClienttype <clienttype/a> , <clienttype/b> ; dww:handelwijze "Ik zeg <b>niets</b>."@nl ;
  dww:overweging "Dan vertelt zij."@nl ; dww:gevolg "Rust."@nl ; dww:grens "Bij gevaar."@nl .
<handelingskennis/x-2> a dww:Handelingskennis ; dcterms:title "Samen kiezen"@nl ; dww:kaartstatus "concept" ;
  dww:relevantVoorElement <element/a5-4> ; dww:isIllustratief true .
<zoekverslag/z-9> a dww:Zoekverslag ; dww:relevantVoorElement <element/c9> ; dww:zoekdatum "2026-11-01" ;
  dww:zoekbereik "drie databanken"@nl ; dww:gezochtDoor "redactie-1" .
"""
LINKS = """
<verbinding/v1> dww:heeftOnderwerp <handelingskennis/x-1> ; dww:relatietypeVan <relatietype/ondersteund-door> ;
  dww:status <status/vastgesteld> ; dww:heeftBewijs <bevinding/b1> ; dww:toelichting "Zelfde gezinnen."@nl .
<verbinding/v2> dww:heeftOnderwerp <handelingskennis/x-1> ; dww:relatietypeVan <relatietype/tegengesproken-door> ;
  dww:status <status/voorgesteld> ; dww:heeftBewijs <bevinding/b2> .
<verbinding/v3> dww:heeftOnderwerp <handelingskennis/x-1> ; dww:relatietypeVan <relatietype/ondersteund-door> ;
  dww:status <status/afgewezen> ; dww:heeftBewijs <bevinding/b3> .
<verbinding/v4> dww:heeftOnderwerp <handelingskennis/x-2> ; dww:relatietypeVan <relatietype/ondersteund-door> ;
  dww:status <status/vastgesteld> ; dww:heeftBewijs <handelingskennis/x-1> .
<bevinding/b1> a dww:Bevinding ; dww:gerapporteerdIn <bron/w1> ; dww:verificatieVan <verificatie/niet-geverifieerd> ;
  dww:bewering "Wie mee beslist, blijft komen, ook als het spannend is; dat bleek in zestien studies in vier landen."@nl .
<bevinding/b2> a dww:Bevinding ; dww:bewering "Samen beslissen werkt niet altijd."@nl .
<bevinding/b3> a dww:Bevinding ; dww:bewering "Dit is afgewezen."@nl .
<bron/w1> dcterms:title "A study"@en ; dcterms:bibliographicCitation "Jansen (2020). A study."@en .
"""
PAGE = "/doc/spoor/lu-01"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, pool: WorkerPool) -> httpx.Client:
    """A client of a server on one learning outcome with two cards and two gaps."""
    home = published(tmp_path_factory.mktemp("spoor"), HEAD + CONCEPTS + CARDS + LINKS)
    return TestClient(Starlette(routes=routes(Served(home), pool, Limits()), middleware=middleware()))


def plain(page: str) -> str:
    """Give the words of a page without its marks."""
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page)).split())


def test_the_trace_names_every_step_from_outcome_to_source(reader: httpx.Client) -> None:
    page = reader.get(PAGE).text
    words = plain(page)
    assert "<h1>LU-01 De student beslist samen.</h1>" in page
    steps = ("A5.4 samen beslissen", "Eerst luisteren", "dat bleek in zestien studies in vier landen.", "Jansen (2020). A study.")
    for said in (*steps, "vastgesteld · niet nagekeken", "Waarom: Zelfde gezinnen."):
        assert said in words
    assert "…" not in words


def test_support_and_contradiction_stand_in_one_list_and_a_proposal_says_so(reader: httpx.Client) -> None:
    page = reader.get(PAGE).text
    listed = re.search(r"Wat onderzoek en richtlijnen zeggen</h4>(<ul.*?</ul>)", page)
    assert listed
    assert re.findall(r"<li class='([a-z-]+)'>", listed[1]) == ["tegengesproken-door", "ondersteund-door"]
    assert "Samen beslissen werkt niet altijd. voorgesteld" in plain(listed[1])
    assert "Dit is afgewezen" not in page


def test_what_is_counted_is_agreed_and_research_is_counted_apart(reader: httpx.Client) -> None:
    words = plain(reader.get(PAGE).text)
    assert "kaarten met handelingskennis: 2" in words
    assert "richtlijnen, vastgesteld: 0 × spreekt tegen, 0 × nuanceert, 1 × ondersteunt" in words
    assert "andere kaarten, vastgesteld: 0 × spreekt tegen, 0 × nuanceert, 1 × ondersteunt" in words
    assert "verbindingen die nog niemand heeft beoordeeld: 1" in words
    assert "elementen zonder kaart en kaarten zonder bron of zoekactie: 3" in words


def test_the_number_of_cards_is_shown_as_a_reader_may_see_it(reader: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tellen, "shown", lambda real, invented, k: f"{real}/{invented}/{k}")
    assert "kaarten met handelingskennis: 0/2/5" in plain(reader.get(PAGE).text)


def test_a_gap_is_told_as_a_gap_with_who_searched(reader: httpx.Client) -> None:
    sections = {re.sub(r"\W+", " ", part[:60]): plain(part) for part in reader.get(PAGE).text.split("<section>")[1:]}
    empty = next(text for text in sections.values() if text.startswith("transparant over kader"))
    searched = next(text for text in sections.values() if text.startswith("de-escaleren"))
    assert "Nog geen handelingskennis." in empty
    assert "Niemand heeft vastgelegd dat er is gezocht." in empty
    assert "gezocht op 2026-11-01, in drie databanken, door redactie-1" in searched
    bare = next(text for text in sections.values() if "Samen kiezen" in text).split("Samen kiezen")[-1]
    assert "Nog geen bewijs. Niemand heeft vastgelegd dat er is gezocht." in bare
    assert "Wat andere kaarten zeggen ondersteunt: Eerst luisteren" in bare


def test_an_invented_card_and_a_draft_are_marked(reader: httpx.Client) -> None:
    words = plain(reader.get(PAGE).text)
    assert "Samen kiezen concept · verzonnen voorbeeld, geen echte praktijkkennis" in words
    assert "Eerst luisteren X1 · verzonnen voorbeeld, geen echte praktijkkennis" in words
    assert "Dit spoor loopt over verzonnen voorbeelden." in words


@pytest.mark.parametrize("path", [PAGE, "/doc/handelingskennis/x-1"])
def test_when_not_to_do_it_stands_before_the_advice(path: str, reader: httpx.Client) -> None:
    words = plain(reader.get(path).text)
    advice = "In huisbezoek met 8-11 jaar en drang geef ik samen beslissen vorm door: Ik zeg <b>niets</b>."
    assert f"Wanneer niet Bij gevaar. {advice}" in words


def test_a_card_is_a_sentence_in_both_languages_and_its_words_stay_dutch(reader: httpx.Client) -> None:
    dutch, english = (plain(reader.get(f"/doc/handelingskennis/x-1?lang={lang}").text) for lang in ("nl", "en"))
    assert "Omdat: Dan vertelt zij. Ik zie: Rust. Niet als: Bij gevaar." in dutch
    assert "In home visit with 8-11 jaar and drang I give shape to deciding together by: Ik zeg <b>niets</b>." in english
    assert "Because: Dan vertelt zij. I see: Rust. Not if: Bij gevaar." in english
    assert "<span lang='nl'>Rust.</span>" in reader.get("/doc/handelingskennis/x-1?lang=en").text


def test_a_card_whose_maker_said_nothing_about_its_boundary_is_no_licence(reader: httpx.Client) -> None:
    assert "Dat is geen vrijbrief" in plain(reader.get("/doc/handelingskennis/x-2").text)


def test_a_card_says_what_research_says_about_it(reader: httpx.Client) -> None:
    words = plain(reader.get("/doc/handelingskennis/x-1").text)
    assert "Wat onderzoek en richtlijnen zeggen spreekt tegen: Samen beslissen werkt niet altijd." in words
    assert "Dit is afgewezen" not in words


def test_the_trace_speaks_english(reader: httpx.Client) -> None:
    page = reader.get(f"{PAGE}?lang=en").text
    assert "<html lang='en'>" in page
    assert "<h1>LU-01 The student decides together.</h1>" in page
    assert "No action knowledge yet." in page
    assert "href='../../spoor?uitkomst=lu-01&amp;lang=en'" in page
    assert "hreflang='nl'" in page


def test_address_day_generation_and_licence_are_on_the_page_and_at_the_foot_of_each_sheet(reader: httpx.Client) -> None:
    page = reader.get(f"{PAGE}?lang=nl").text
    address = "http://testserver/doc/spoor/lu-01?lang=nl"
    assert re.search(rf"Adres van dit document: {re.escape(address)} \(opgevraagd op \d{{4}}-\d\d-\d\d\)", plain(page))
    assert f"generatie 0001 (2026-11-23), herleidspoor LU-01, {ID}leeruitkomst/lu-01" in plain(page)
    assert "CC BY 4.0" in plain(page)
    assert re.search(rf'@bottom-left{{content:"{re.escape(address)}  \d{{4}}-\d\d-\d\d"', page)
    assert 'counter(page) " / " counter(pages)' in page


def test_an_address_cannot_break_out_of_the_style_sheet() -> None:
    page = Paper("nl", 'https://kwaad.nl/"}body{display:none}</style><script>').page("titel", "", "").text
    assert "script" not in Tags(page).tags
    assert "display:none}<" not in page
    assert "kwaad.nl/\\22 \\7d body" in page


def test_every_style_of_the_page_is_allowed_and_nothing_else(reader: httpx.Client) -> None:
    got = reader.get(PAGE)
    policy = got.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.count("'sha256-") == got.text.count("<style>") == 2
    assert not {"script", "img", "iframe", "b"} & set(Tags(got.text.replace("<b>", "")).tags)


def test_a_page_that_is_kept_names_things_by_their_lasting_addresses(reader: httpx.Client) -> None:
    got = reader.get(f"{PAGE}?lang=en&vorm=los")
    assert got.headers["content-disposition"] == 'attachment; filename="spoor-lu-01-en.html"'
    targets = [value for name, value in Tags(got.text).attributes if name == "href"]
    assert targets
    assert all(target.startswith(ID) for target in targets)
    assert "vorm=los" not in got.text


@pytest.mark.parametrize("path", ["/doc/spoor/lu-99", "/doc/spoor/LU%2201", "/doc/spoor/x-1"])
def test_an_unknown_outcome_is_a_friendly_404(path: str, reader: httpx.Client) -> None:
    got = reader.get(path)
    assert got.status_code == 404
    assert "<h1>Dit staat er niet</h1>" in got.text and "href='../../?lang=nl'" in got.text


def test_an_outcome_without_elements_says_that_no_trace_runs(reader: httpx.Client) -> None:
    got = reader.get("/doc/spoor/lu-02")
    assert got.status_code == 200
    assert "Er loopt dus nog geen spoor." in plain(got.text)


def test_an_outcome_leads_to_its_trace(reader: httpx.Client) -> None:
    assert "href='../../doc/spoor/lu-01?lang=nl'" in reader.get("/doc/leeruitkomst/lu-01").text


def test_more_cards_than_one_prints_are_told_with_their_number(reader: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace, "MOST", 1)
    words = plain(reader.get(PAGE).text)
    assert "Niet in dit document, omdat het er te veel zijn: kaarten: 1. Alle kaarten bij dit element" in words
    assert "Wanneer niet Bij gevaar." in words
    assert "Samen kiezen" not in words


def test_a_link_without_a_name_is_called_after_what_it_ties(reader: httpx.Client) -> None:
    words = plain(reader.get("/doc/bevinding/b2").text)
    assert "‘Eerst luisteren’ tegengesproken door ‘Samen beslissen werkt niet altijd.’" in words


def test_nothing_is_known_of_no_thing() -> None:
    store = Store.in_memory()
    store.load_text(HEAD + CONCEPTS)
    assert Facts.of(store, "nl").about("") == {}


def test_the_document_counts_what_the_page_counts(starter_home: Path, pool: WorkerPool) -> None:
    graph, client = open_graph(starter_home), TestClient(Starlette(routes=routes(Served(starter_home), pool, Limits())))
    for outcome in load_outcomes(graph):
        counts, words = summary(load_steps(graph, outcome.thing.iri)), plain(client.get(f"/doc/spoor/{outcome.thing.key}").text)
        told = [re.findall(rf"{kind}, vastgesteld: (\d+) × spreekt tegen, (\d+) × nuanceert, (\d+) × onder", words)
                for kind in ("richtlijnen", "kaarten")]  # fmt: skip
        held = [tuple(str(group[name]) for name in STANCES[::-1]) for group in (counts.research, counts.practice)]
        assert [each[0] for each in told] == held, outcome.code
        numbers = {"handelingskennis": len(counts.cards), "heeft beoordeeld": counts.waiting, "of zoekactie": counts.gaps}
        assert [said for said, number in numbers.items() if f" {said}: {number} " not in words] == [], outcome.code


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("relation", strand.SAYS)
def test_a_document_says_what_a_source_does_in_the_words_of_the_screen(lang: Lang, relation: str) -> None:
    assert strand.SAYS[relation].in_(lang) == translate(lang, f"relatie.{relation}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("how", strand.CHECKED)
def test_a_document_says_how_a_text_was_checked_in_the_words_of_the_screen(lang: Lang, how: str) -> None:
    assert strand.CHECKED[how].in_(lang) == translate(lang, f"verificatie.{how}")
