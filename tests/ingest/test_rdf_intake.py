"""RDF comes in like any other file: past consent, guard and shapes, and it may say nothing about what others described."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph import curation, generation, terms
from dww_graph.model import Receipt, Terms

from . import many
from .tables import saved

HEAD = """@prefix dww: <https://w3id.org/dww/def#> . @prefix id: <https://w3id.org/dww/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
CARD = """<https://w3id.org/dww/id/handelingskennis/team-1> a dww:Handelingskennis ;
  dcterms:identifier "TEAM-1" ; dcterms:title "Eerst luisteren"@nl ; dww:bewering "Wie eerst luistert, hoort meer."@nl ;
  dww:handelwijze "Ik wacht met mijn vraag tot de ander is uitgesproken en tel in stilte tot tien."@nl ;
  dww:overweging "Wie niet wordt onderbroken, vertelt wat ertoe doet."@nl ; dww:kaartstatus "concept" ;
  dww:bewijsniveauVan <https://w3id.org/dww/id/effectladder/1> ;
  dww:geeftVormAan <https://w3id.org/dww/id/element/a5-4> ;
  dww:inBeroepssituatie <https://w3id.org/dww/id/situatie/huisbezoek> ;
  dww:geexpliciteerdIn <https://w3id.org/dww/id/explicitering/team-1> .
<https://w3id.org/dww/id/explicitering/team-1> a dww:Explicitering .
"""


def offer(home: Path, folder: Path, text: str, terms_: Terms | None = None) -> Receipt:
    """Offer Turtle under a consent of ring openbaar."""
    path = saved(folder, "team.ttl", (HEAD + text).encode())
    (receipt,) = curation.ingest(home, [path], terms_ or Terms("T-2026-03", "programma"))
    return receipt


@pytest.fixture
def agreed(home: Path) -> Path:
    many.consent(home, "T-2026-03")
    return home


def test_a_card_in_turtle_is_a_card_with_origin_and_consent(agreed: Path, tmp_path: Path) -> None:
    receipt = offer(agreed, tmp_path, CARD)
    assert receipt.outcome == "opgenomen", [fault.tell("nl") for fault in receipt.faults]
    opened = generation.current(agreed).open("beheer")
    said = {t.predicate.value for t in opened.triples(terms.thing("handelingskennis", "team-1"))}
    assert {terms.term(f"dww:{name}") for name in ("ingelezenIn", "vindplaats", "onderToestemming", "zichtbaarheidVan")} <= said
    assert not list(generation.current(agreed).open("openbaar").triples(terms.thing("handelingskennis", "team-1")))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<https://w3id.org/dww/id/element/a5-4> skos:prefLabel "overgenomen"@nl .', "niet-van-u"),
        ('<https://w3id.org/dww/id/handelingskennis/kaarten-vb1> dww:grens "nooit"@nl .', "niet-van-u"),
        (f"{CARD} <https://w3id.org/dww/id/handelingskennis/team-1> dww:ondersteundDoor id:bevinding .", "alleen-programma"),
        ("[] a dww:Handelingskennis .", "lege-knoop"),
        (CARD.replace("in stilte", "en bel 06-12345678"), "persoonsgegeven-telefoon"),
        (CARD.replace("dww:kaartstatus", "dww:kaartstattus"), "onbekende-term"),
    ],
)
def test_what_rdf_may_not_say_is_refused(agreed: Path, tmp_path: Path, text: str, code: str) -> None:
    number = generation.current(agreed).number
    receipt = offer(agreed, tmp_path, text)
    assert receipt.outcome == "geweigerd" and code in {fault.code for fault in receipt.faults}
    assert generation.current(agreed).number == number


def test_without_consent_no_card_in_rdf_either(home: Path, tmp_path: Path) -> None:
    assert {fault.code for fault in offer(home, tmp_path, CARD).faults} == {"toestemming-onbekend"}
    assert "geen-toestemming" in {fault.code for fault in offer(home, tmp_path, CARD, Terms(zichtbaarheid="beheer")).faults}


def test_a_card_that_the_shapes_refuse_changes_nothing(agreed: Path, tmp_path: Path) -> None:
    without = CARD.replace('dww:overweging "Wie niet wordt onderbroken, vertelt wat ertoe doet."@nl ;', "")
    receipt = offer(agreed, tmp_path, without)
    assert receipt.outcome == "geweigerd" and any("S49" in fault.code for fault in receipt.faults)
