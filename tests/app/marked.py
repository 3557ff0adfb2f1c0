"""A graph with one more contribution, invented: draft cards, a passage, and a link that a program made."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.app import offered

from dww_graph import curation
from dww_graph.model import Terms

CARD = "handelingskennis/proef-1"
LINK = "verbinding/proef-1"
WORDS = "“Ik zeg niets.\nEerst gaat de jas uit, dan pas de vraag.”"
QUOTE = "Eerst de jas, zeg ik altijd."
ID = "https://w3id.org/dww/id/"

TURTLE = f"""@prefix dww: <https://w3id.org/dww/def#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<{ID}{CARD}> a dww:Handelingskennis ; dcterms:identifier "PROEF-1" ; dcterms:title "Eerst de jas uit"@nl ;
  dww:bewering "Wie eerst landt, praat daarna rustiger."@nl ; dww:handelwijze \"\"\"{WORDS}\"\"\"@nl ;
  dww:overweging "Wie net binnenkomt, hoort nog niets."@nl ; dww:kaartstatus "concept" ;
  dww:geeftVormAan <{ID}element/a5-4> ; dww:inBeroepssituatie <{ID}situatie/huisbezoek> ;
  dww:berustOpFragment <{ID}fragment/proef-1> ; dww:geexpliciteerdIn <{ID}explicitering/proef-1> .
<{ID}explicitering/proef-1> a dww:Explicitering .
<{ID}bron/proef-gesprekken> a dww:Praktijkbron ; dcterms:title "Gesprekken van een proef"@nl ;
  dcterms:bibliographicCitation "Gesprekken van een proef." ; dww:verificatieVan <{ID}verificatie/niet-geverifieerd> .
<{ID}fragment/proef-1> a dww:Fragment ; dww:staatIn <{ID}bron/proef-gesprekken> ; dww:citaat "{QUOTE}"@nl ;
  dww:positieVan 12 ; dww:positieTot 40 .
<https://example.org/zoekprogramma> a prov:SoftwareAgent .
<{ID}{LINK}> a dww:Bewijsverbinding ; dww:heeftOnderwerp <{ID}{CARD}> ; dww:heeftBewijs <{ID}bevinding/b07-1> ;
  dww:relatietypeVan <{ID}relatietype/ondersteund-door> ; dww:status <{ID}status/voorgesteld> ;
  dww:toelichting "De woorden lijken op elkaar."@nl ; prov:wasAttributedTo <https://example.org/zoekprogramma> ;
  prov:generatedAtTime "2026-01-10T09:00:00Z"^^xsd:dateTime .
"""


def given(number: int, step: int) -> str:
    """Return a whole card that a person put on a step."""
    card = f"<{ID}handelingskennis/proef-{number}>"
    return f"""{card} a dww:Handelingskennis ; dcterms:identifier "PROEF-{number}" ; dcterms:title "Kaart {number}"@nl ;
  dww:bewering "Dit is kaart {number}."@nl ; dww:handelwijze "Ik doe dit, en daarna dat."@nl ; dww:gevolg "Het wordt stil."@nl ;
  dww:overweging "Zo is er rust."@nl ; dww:metClienttype <{ID}clienttype/leeftijd-8-11> ; dww:kaartstatus "concept" ;
  dww:geeftVormAan <{ID}element/b4> ; dww:geexpliciteerdIn <{ID}explicitering/proef-1> ;
  dww:bewijsniveauVan <{ID}effectladder/{step}> .
"""


def home(starter: Path, folder: Path) -> Path:
    """Return a copy of the starter graph in a folder, with the contribution taken in."""
    made = Path(shutil.copytree(starter, folder / "dww-data"))
    offered.consent(made)
    file = folder / "proef.ttl"
    file.write_text(TURTLE + given(2, 4) + given(3, 0), encoding="utf-8")
    (receipt,) = curation.ingest(made, [file], Terms("T-2026-03", "openbaar", illustratief=True))
    assert receipt.outcome == "opgenomen", [fault.tell("nl") for fault in receipt.faults]
    return made
