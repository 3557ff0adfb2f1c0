"""One card as Markdown: every field and heading arrives, nothing gets lost in silence, a fault names line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph import assets, intake, sources, starter, terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.intake import Known
from dww_graph.model import RINGS, Cell, RawRecord, Terms
from dww_graph.read import cards

from .conftest import Prepare, Refuse
from .tables import Prepared, saved

FRONT = """---
kaart_id: HK-7
titel: "Later: maar wel zichtbaar"
werkzaam_element: [A5.4, K1]
beroepssituatie: [huisbezoek, incident]
clienttype: [leeftijd-8-11, eenoudergezin]
context: [ambulante-hulp]
mechanisme: [voorspelbaarheid]
functie: jeugdbeschermer
ervaring: 6-10
methode: interview
geleerd_van: collega
geleerd_toelichting: meelopen
datum: 2026-01-12
zichtbaarheid: openbaar
toestemming: T-2026-03
privacy_gecontroleerd: ja
status: vastgesteld
illustratief: ja
"""
LINKS = """verbindingen:
  - relatie: ondersteund-door
    naar: B07-1
    toelichting: Ook daar beslissen gezin en werker samen.
    directheid: overgedragen
    zekerheid: laag
    status: vastgesteld
    gemaakt_door: redactie-1
    beoordeeld_door: redactie-2
  - relatie: geen-bewijs-gevonden
    zoekbereik: Alleen het startbestand
    zoekdatum: 2026-11-20
    gezocht_door: redactie-1
    toelichting: Over uitstel staat er niets.
  - relatie: roept-vraag-op
    naar: C9.1
    vraag: Werkt uitstel ook met een groep?
    toelichting: De kaart gaat over een kind alleen.
"""
TEXTS = {
    "Wat ik doe": ("handelwijze", "Ik zet de kookwekker neer waar wij hem allebei zien,\nen ik sta er als hij afgaat."),
    "Waarom het werkt": ("overweging", "'Straks' is een leeg woord; een wekker kun je zien."),
    "Waaraan ik het zie": ("gevolg", 'Hij kijkt naar de wekker.\n\n### Soms\nroept hij: "Bijna!"'),
    "Voorwaarden": ("voorwaarde", "Alle collega's gebruiken dezelfde wekker."),
    "Wanneer niet": ("grens", "Niet als iemand zich pijn doet."),
    "Wat vaak misgaat": ("kritiekMoment", "De wekker staat in een andere kamer."),
}
BODY = "".join(f"## {heading}\n{text}\n" for heading, (_, text) in TEXTS.items())
CARD = f"{FRONT}{LINKS}---\n{BODY}"
THIS = terms.thing("handelingskennis", "proef-hk-7")


def objects(made: Prepared, predicate: str, subject: str = THIS) -> set[str]:
    """The values of a property over all rings."""
    wanted = terms.term(predicate)
    everything = [triple for ring in RINGS for triple in made.triples[ring]]
    return {triple.object.value for triple in everything if (triple.subject.value, triple.predicate.value) == (subject, wanted)}


def read(tmp_path: Path, text: str) -> RawRecord:
    """Read a card that must be readable."""
    reading = cards.read(saved(tmp_path, "kaart.md", text))
    assert reading.faults == ()
    return reading.records[0]


@pytest.fixture
def made(tmp_path: Path, prepare: Prepare) -> Prepared:
    """The full card, mapped."""
    return prepare(saved(tmp_path, "kaart.md", CARD))


@pytest.mark.parametrize(("name", "text"), TEXTS.values(), ids=list(TEXTS))
def test_every_section_is_mapped_to_its_property(made: Prepared, name: str, text: str) -> None:
    """A text arrives as written, in Dutch, with its line breaks and smaller headings."""
    assert Triple(Iri(THIS), Iri(terms.DEF + name), Literal(text, None, "nl")) in made.triples["openbaar"]


@pytest.mark.parametrize(
    ("predicate", "values"),
    [
        ("dcterms:title", {"Later: maar wel zichtbaar"}),
        ("dcterms:identifier", {"HK-7"}),
        ("dcterms:created", {"2026-01-12"}),
        ("dww:kaartstatus", {"vastgesteld"}),
        ("dww:isIllustratief", {"true"}),
        ("dww:geeftVormAan", {terms.thing("element", "a5-4"), terms.thing("element", "k1")}),
        ("dww:inBeroepssituatie", {terms.thing("situatie", "huisbezoek"), terms.thing("situatie", "incident")}),
        ("dww:metClienttype", {terms.thing("clienttype", "leeftijd-8-11"), terms.thing("clienttype", "gezin-eenouder")}),
        ("dww:inContext", {terms.thing("context", "ambulante-hulp")}),
        ("dww:verwachtMechanisme", {terms.thing("mechanisme", "voorspelbaarheid")}),
        ("dww:zichtbaarheidVan", {terms.thing("zichtbaarheid", "openbaar")}),
        ("dww:ingelezenIn", {terms.thing("inlezing", "proef")}),
        ("dww:vindplaats", {"regel 1"}),
        ("dww:bewering", {"Zo krijgt Transparant over kader bij Huisbezoek vorm: Later: maar wel zichtbaar."}),
    ],
)
def test_every_field_is_mapped(made: Prepared, predicate: str, values: set[str]) -> None:
    assert {value.casefold() for value in objects(made, predicate)} == {value.casefold() for value in values}


def test_a_file_gives_a_card_no_step_of_the_effect_ladder(made: Prepared) -> None:
    """The step follows from the whole graph; only a person may give another."""
    assert objects(made, "dww:bewijsniveauVan") == set()


def test_profile_session_and_learning_stand_around_the_card(made: Prepared) -> None:
    """Profession and experience hang on a profile of this card alone, never on a person."""
    assert objects(made, "dww:heeftBeroep", terms.thing("profiel", "proef-hk-7")) == {terms.thing("beroep", "jeugdbeschermer")}
    assert objects(made, "dww:heeftErvaring", terms.thing("profiel", "proef-hk-7")) == {terms.thing("ervaring", "6-10")}
    assert objects(made, "dww:metMethode", terms.thing("explicitering", "proef-hk-7")) == {terms.thing("methode", "interview")}
    assert objects(made, "dww:metInteractievorm", terms.thing("leerproces", "proef-hk-7")) == {
        terms.thing("interactie", "collega")
    }


def test_links_carry_relation_rationale_target_and_review(made: Prepared) -> None:
    evidence = terms.thing("verbinding", "proef-hk-7-ondersteund-door-b07-1")
    assert objects(made, "dww:heeftBewijs", evidence) == {terms.thing("bevinding", "b07-1")}
    assert objects(made, "dww:toelichting", evidence) == {"Ook daar beslissen gezin en werker samen."}
    assert objects(made, "prov:generatedAtTime", evidence) == {"2026-01-12T00:00:00Z"}
    review = terms.thing("beoordeling", "proef-hk-7-ondersteund-door-b07-1")
    assert objects(made, "prov:wasAssociatedWith", review) == {terms.thing("medewerker", "redactie-2")}
    question = terms.thing("verbinding", "proef-hk-7-roept-vraag-op-c9-1")
    assert objects(made, "dww:heeftDoel", question) == {terms.thing("element", "c9-1")}
    assert objects(made, "dww:vraag", question) == {"Werkt uitstel ook met een groep?"}


def test_nothing_found_is_a_dated_statement_with_its_scope(made: Prepared) -> None:
    search = terms.thing("zoekverslag", "proef-hk-7-geen-bewijs-gevonden-2026-11-20")
    assert objects(made, "dww:zoekbereik", search) == {"Alleen het startbestand"}
    assert objects(made, "dww:zoekdatum", search) == {"2026-11-20"}


def test_a_link_without_any_date_gets_the_day_of_the_intake(tmp_path: Path, prepare: Prepare) -> None:
    """No moment is invented: without a date on the card, the day on which it was taken in stands."""
    undated = prepare(saved(tmp_path, "kaart.md", CARD.replace("datum: 2026-01-12\n", "", 1)))
    evidence = terms.thing("verbinding", "proef-hk-7-ondersteund-door-b07-1")
    assert objects(undated, "prov:generatedAtTime", evidence) == {"2026-11-23T00:00:00Z"}
    assert objects(undated, "dcterms:created") == set()


def test_all_starter_cards_map_without_a_fault(known: Known, tmp_path: Path) -> None:
    """24 files, 24 cards, each with its number, and each marked as illustrative."""
    files = sorted(assets.asset("starter", "kaarten").glob("*.md"))
    references = {name: each for one in starter.contributions(tmp_path) for name, each in one.identifiers.items()}
    all_known = Known(known.vocabulary, references, known.today)
    made = intake.prepare(sources.stage(tmp_path, "proef"), files, "kaarten", "kaarten", Terms(), all_known)
    assert made.gelezen == len(files) == len(made.identifiers) == 24
    assert made.illustratief and made.notes == ()


def test_broken_yaml_names_line_and_column_and_shows_the_repaired_line(tmp_path: Path, refuse: Refuse) -> None:
    """The commonest fault of real cards: a colon in a title without quotes."""
    text = CARD.replace('"Later: maar wel zichtbaar"', "Later: maar wel zichtbaar")
    (fault,) = refuse(saved(tmp_path, "kaart.md", text))
    assert fault.code == "kapotte-kopregels"
    assert fault.where == "kaart.md, regel 3, teken 13"
    repaired, command = fault.do.nl.split("\n")
    assert repaired == 'Schrijf bijvoorbeeld: titel: "Later: maar wel zichtbaar"'
    assert command.endswith("dww ingest kaart.md --fix")


@pytest.mark.parametrize(
    ("extra", "code", "where"),
    [
        ("functie: pleegouder\n", "dubbele-sleutel", "kaart.md, regel 20, functie"),
        ("waarom: &w tekst\n", "verwijsteken", "kaart.md, regel 20, waarom"),
        ("waarom: *w\n", "kapotte-kopregels", "kaart.md, regel 20, teken 9"),
        ("waarom: {a: b}\n", "te-diep", "kaart.md, regel 20, waarom"),
        ("waarom: [[a], b]\n", "te-diep", "kaart.md, regel 20, waarom"),
        ("waarom: 'open\n", "kapotte-kopregels", "kaart.md"),
        ("verbindingen: B07\n", "geen-verbinding", "kaart.md, regel 20, verbindingen"),
        ("verbindingen:\n  - B07\n", "geen-verbinding", "kaart.md, regel 21, verbindingen"),
        ("verbindingen:\n  - {relatie: verfijnt, relatie: illustreert}\n", "dubbele-sleutel", "kaart.md, regel 21, relatie"),
    ],
)
def test_front_matter_that_could_be_read_two_ways_is_refused(
    tmp_path: Path, refuse: Refuse, extra: str, code: str, where: str
) -> None:
    (fault,) = refuse(saved(tmp_path, "kaart.md", f"{FRONT}{extra}---\n{BODY}"))
    assert fault.code == code and fault.where.startswith(where)


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        (f"{BODY}## Wat ik vind\nNiets.\n", "onbekende-kop", 37),
        (f"{BODY}## Voorwaarden\nNog een.\n", "dubbele-sleutel", 37),
        (f"Vooraf.\n{BODY}", "tekst-zonder-kop", 21),
    ],
)
def test_a_body_that_would_lose_text_is_refused(tmp_path: Path, refuse: Refuse, body: str, code: str, line: int) -> None:
    (fault,) = refuse(saved(tmp_path, "kaart.md", f"{FRONT}---\n{body}"))
    assert fault.code == code and fault.where == f"kaart.md, regel {line}"


@pytest.mark.parametrize(
    "text",
    ["---\nkaart_id: X\n", "---\n---\n", "---\njust text\n---\n", "---\n- a\n---\n"],
    ids=["no end", "empty", "text", "list"],
)
def test_front_matter_that_is_not_there_is_told(tmp_path: Path, refuse: Refuse, text: str) -> None:
    assert [fault.code for fault in refuse(saved(tmp_path, "kaart.md", text))] == ["geen-kopregels"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("010", "010"),
        ("1.10", "1.10"),
        ("12:30", "12:30"),
        ("NO", "NO"),
        ("ja", "ja"),
        ("true", "ja"),
        ("False", "nee"),
        ('"true"', "true"),
        ("2026-01-12", "2026-01-12"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("~", ""),
        ("", ""),
        ("'it''s'", "it's"),
        ("null", ""),
        ("!!python/object:os.system x", "x"),
        ("een # geen tekst", "een"),
    ],
)
def test_a_value_stays_the_text_that_was_written(tmp_path: Path, written: str, read_as: str) -> None:
    """YAML 1.1 would make 750 of 12:30, 8 of 010 and False of NO."""
    record = read(tmp_path, f"---\ntitel: {written}\n---\n")
    assert record.cells["titel"] == (Cell(read_as, "kaart.md, regel 2, titel"),)


def test_lists_are_read_in_both_ways_of_writing(tmp_path: Path) -> None:
    record = read(tmp_path, "---\ncontext: [a, 010]\nfunctie:\n  - b\n  - c\n---\n")
    assert [cell.text for cell in record.cells["context"]] == ["a", "010"]
    assert [cell.text for cell in record.cells["functie"]] == ["b", "c"]


def test_blank_lines_before_the_front_matter_do_not_matter(tmp_path: Path) -> None:
    record = read(tmp_path, "\n\n---\ntitel: x\n---\n## Voorwaarden\nGeen.\n")
    assert record.cells["titel"][0].where == "kaart.md, regel 4, titel"
    assert record.cells["voorwaarden"][0] == Cell("Geen.", "kaart.md, regel 6")


def test_crlf_and_a_bom_change_nothing(tmp_path: Path, prepare: Prepare, made: Prepared) -> None:
    windows = prepare(saved(tmp_path, "kaart.md", b"\xef\xbb\xbf" + CARD.replace("\n", "\r\n").encode()))
    different = set(windows.triples["openbaar"]) ^ set(made.triples["openbaar"])
    assert {triple.subject.value for triple in different} == {terms.thing("inlezing", "proef")}


def test_fields_that_are_not_read_are_named(tmp_path: Path, prepare: Prepare) -> None:
    """A typing error in an optional field must not lose what stands there in silence."""
    text = CARD.replace("mechanisme:", "mechanism:").replace("zekerheid:", "zekerhied:")
    assert [note.nl for note in prepare(saved(tmp_path, "kaart.md", text)).notes] == [
        "Niet gelezen velden: mechanism, zekerhied."
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("zoekdatum: 2026-11-20", "zekerheid: laag", "zoekopdracht-ontbreekt"),
        ("vraag: Werkt uitstel ook met een groep?", "zekerheid: laag", "vraag-ontbreekt"),
        ("beoordeeld_door: redactie-2", "beoordeeld_door: redactie-1", "beoordeling-ontbreekt"),
        ("    beoordeeld_door: redactie-2\n", "", "beoordeling-ontbreekt"),
        ("naar: B07-1", "naar: B07", "bevinding-ontbreekt"),
        ("naar: B07-1", "naar: B99", "onbekende-verwijzing"),
        ("naar: C9.1", "naar: Z9.1", "onbekende-verwijzing"),
        ("directheid: overgedragen", "directheid: enigszins", "onbekende-term"),
    ],
)
def test_a_link_that_claims_more_than_it_shows_is_refused(tmp_path: Path, refuse: Refuse, old: str, new: str, code: str) -> None:
    """Settled needs a finding and a second pair of eyes; nothing found needs a scope and a date; a question needs its words."""
    (fault,) = refuse(saved(tmp_path, "kaart.md", CARD.replace(old, new)))
    assert fault.code == code and fault.where.startswith("kaart.md, regel ")
