"""Facts about the starter cards (starter/kaarten/*.md): shape, coverage, honest links, no personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

FOLDER = Path(__file__).resolve().parents[2] / "starter" / "kaarten"
REQUIRED_FIELDS = (
    *(
        "kaart_id",
        "titel",
        "werkzaam_element",
        "beroepssituatie",
        "clienttype",
        "context",
        "functie",
        "ervaring",
    ),
    *("methode", "geleerd_van", "geleerd_toelichting", "datum", "zichtbaarheid", "toestemming"),
    *("privacy_gecontroleerd", "status", "illustratief"),
)
REQUIRED_SECTIONS = ("Wat ik doe", "Waarom het werkt", "Waaraan ik het zie", "Voorwaarden", "Wanneer niet")
MISHAP = "Wat vaak misgaat"
EVIDENCE_RELATIONS = {"ondersteund-door", "genuanceerd-door", "tegengesproken-door"}
CONTRIBUTION_RELATIONS = {"verfijnt", "breidt-uit", "illustreert", "roept-vraag-op"}
NOT_FOUND = "geen-bewijs-gevonden"
WORK = re.compile(r"B(?:0[1-9]|[1-7]\d|8[01])")
FINDING = re.compile(r"B(?:04|07|09|2[1-8]|33|37|38|40|42|43|48|81)-1")
ADVICE = re.compile(r"G-SB-[123]")
CARD = re.compile(r"(?:VB[1-6]|K\d\d)")
ELEMENT = re.compile(r"K[1-3]|A[1-7](?:\.[1-5])?|B[1-8]|C[1-9](?:\.[1-5])?|D[1-5]")
MECHANISMS = {
    *("rust-door-helderheid", "gezicht-houden", "durven-proberen", "keuzes-vasthouden", "eigenaarschap"),
    *(
        "meer-verklaringen",
        "vertrouwen-in-de-ander",
        "hoop-op-verandering",
        "voorspelbaarheid",
        "bekrachtiging",
    ),
}
SOURCES_OF_LEARNING = {"collega", "client", "student", "trainer", "protocol", "interventiemodel"}
PHASES = {
    "start": {"aanmelding-en-triage", "kennismakingsgesprek", "intakegesprek", "startgesprek-met-plan"},
    "uitvoering": {"huisbezoek", "gezinsgesprek", "oefenmoment-thuis", "groepsmoment", "mentorgesprek"},
    "crisis": {"veiligheidsplan-opstellen", "crisisinterventie", "uithuisplaatsing"},
    "afsluiting": {"evaluatiegesprek", "overdracht-of-afronding"},
    "organisatie": {"mdo", "intervisie", "dagstart-en-overdracht"},
}
PERSONAL_DATA = {
    "mail": re.compile(r"\S+@\S+"),
    "address on the web": re.compile(r"https?://|www\."),
    "phone or citizen number": re.compile(r"\d(?:[\s.-]?\d){7,}"),
    "postcode": re.compile(r"\b\d{4}\s?[A-Z]{2}\b"),
    "bank account": re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}"),
    "age in years": re.compile(
        r"(?i)\b(?:\d+|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|\w+tien)[\s-]*jar"
    ),
    "age in words": re.compile(r"(?i)\b\d+\s+(?:jaar|maanden|mnd)\b"),
    "date": re.compile(r"\b\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b|\b(?:19|20)\d\d\b"),
    "month or weekday": re.compile(
        r"(?i)\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
        r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag)\b"
    ),
    "form of address": re.compile(r"(?i)\b(?:meneer|mevrouw|dhr|mevr|dr|drs)\b"),
    "name or place": re.compile(r"(?<=[a-zéë0-9,;'\)] )(?!LVB\b|K\d|VB\d|B\d|G-SB|C8\b)[\"'(]?[A-Z][\w-]*"),
}


@dataclass(frozen=True)
class Card:
    """One card: file path, front matter, and body sections by heading."""

    path: Path
    meta: Mapping[str, Any]
    sections: Mapping[str, str]

    @property
    def key(self) -> str:
        """The kaart_id."""
        return str(self.meta["kaart_id"])

    @property
    def links(self) -> Sequence[Mapping[str, Any]]:
        """The links; empty when the card has none."""
        return self.meta.get("verbindingen") or ()

    @property
    def written_texts(self) -> Iterator[str]:
        """Every free text a reader sees: title, sections, and the texts of learning and links."""
        yield str(self.meta["titel"])
        yield str(self.meta["geleerd_toelichting"])
        yield from self.sections.values()
        for link in self.links:
            yield from (str(link[name]) for name in ("toelichting", "vraag", "zoekbereik") if name in link)


def read_card(path: Path) -> Card:
    """Read one Markdown card. ValueError when the front matter is not closed by '---'."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    parts = re.split(r"^## (.+)$", body, flags=re.MULTILINE)[1:]
    sections = {head.strip(): text.strip() for head, text in zip(parts[::2], parts[1::2], strict=True)}
    return Card(path, YAML(typ="safe", pure=True).load(front), sections)


CARD_FILES = sorted(FOLDER.glob("*.md"))


@pytest.fixture(scope="module")
def cards() -> Mapping[str, Card]:
    """All starter cards by kaart_id."""
    return {card.key: card for card in map(read_card, CARD_FILES)}


@pytest.fixture(params=CARD_FILES, ids=lambda path: path.stem)
def card(request: pytest.FixtureRequest) -> Card:
    """Each starter card in turn."""
    return read_card(request.param)


def values(cards: Mapping[str, Card], field: str) -> set[str]:
    """The set of all values of one field over all cards; lists are flattened."""
    found: set[str] = set()
    for one in cards.values():
        value = one.meta.get(field) or []
        found.update(map(str, value if isinstance(value, list) else [value]))
    return found


def having(cards: Mapping[str, Card], field: str, wanted: set[str]) -> list[Card]:
    """Cards of which the list or value in this field shares something with wanted."""
    return [one for one in cards.values() if values({one.key: one}, field) & wanted]


def personal_data(text: str) -> list[str]:
    """Names of the personal-data patterns that match the text."""
    return [name for name, pattern in PERSONAL_DATA.items() if pattern.search(text)]


def test_there_are_at_least_24_cards_with_own_id(cards: Mapping[str, Card]) -> None:
    """At least 24 cards, six of them the worked examples, and no id is used twice."""
    assert len(cards) == len(CARD_FILES) >= 24
    assert {f"VB{n}" for n in range(1, 7)} | {f"K{n:02}" for n in range(7, 25)} <= set(cards)


def test_card_has_every_required_field(card: Card) -> None:
    """No field is empty, the consent code fits its pattern, and the file name starts with the id."""
    assert [name for name in REQUIRED_FIELDS if not card.meta.get(name)] == []
    assert re.fullmatch(r"[A-Z0-9][A-Z0-9-]{2,39}", card.meta["toestemming"])
    assert card.path.stem.startswith(card.key.lower() + "-")


def test_card_is_marked_illustrative_and_privacy_checked(card: Card) -> None:
    """Invented content says so, carries the illustrative consent, and was checked for privacy."""
    assert card.meta["illustratief"] in ("ja", True)
    assert card.meta["privacy_gecontroleerd"] in ("ja", True)
    assert card.meta["toestemming"] == "ILLUSTRATIEF-2026"


def test_card_has_every_section_in_one_to_four_sentences(card: Card) -> None:
    """Five sections are required, one is optional, and each stays short; the acting is told in full."""
    assert list(card.sections)[:5] == list(REQUIRED_SECTIONS)
    assert set(card.sections) - set(REQUIRED_SECTIONS) <= {MISHAP}
    assert len(card.sections["Wat ik doe"]) >= 40
    for heading, text in card.sections.items():
        assert 1 <= len(re.findall(r"[.!?](?=[\s\"']|$)", text)) <= 4, heading
        assert len(text) <= 420, heading


def test_card_uses_known_elements_and_mechanisms(card: Card) -> None:
    """Elements are notations of the scheme; mechanisms come from the list of ten."""
    assert all(ELEMENT.fullmatch(code) for code in card.meta["werkzaam_element"])
    assert set(card.meta.get("mechanisme") or ()) <= MECHANISMS


def test_every_link_says_why(card: Card) -> None:
    """Every link has a relation, a rationale and a maker."""
    for link in card.links:
        assert link["relatie"] in EVIDENCE_RELATIONS | CONTRIBUTION_RELATIONS | {NOT_FOUND}
        assert len(link["toelichting"]) >= 40
        assert link["gemaakt_door"]


def test_settled_link_is_reviewed_by_another(card: Card) -> None:
    """A link that is vastgesteld or besproken was reviewed by someone who did not make it."""
    for link in card.links:
        if link["status"] != "voorgesteld":
            assert link["beoordeeld_door"] not in (None, "", link["gemaakt_door"])


def test_link_points_to_something_that_may_be_pointed_at(card: Card, cards: Mapping[str, Card]) -> None:
    """Evidence is a finding, recommendation, work or other card; a contribution goes to an element."""
    for link in card.links:
        target = str(link.get("naar", ""))
        if link["relatie"] in CONTRIBUTION_RELATIONS:
            assert ELEMENT.fullmatch(target)
        elif link["relatie"] == NOT_FOUND:
            assert not target
        elif CARD.fullmatch(target):
            assert target in cards and target != card.key
        else:
            assert any(kind.fullmatch(target) for kind in (WORK, FINDING, ADVICE)), target


def test_link_to_a_bare_work_stays_proposed(card: Card) -> None:
    """Without a finding that is pointed at, nobody can settle the link."""
    targets = [
        (link, str(link.get("naar", ""))) for link in card.links if link["relatie"] in EVIDENCE_RELATIONS
    ]
    assert {link["status"] for link, target in targets if WORK.fullmatch(target)} <= {"voorgesteld"}


def test_nothing_found_states_where_when_and_by_whom(card: Card) -> None:
    """'Geen bewijs gevonden' is a dated statement about a named place; a raised question has a text."""
    for link in card.links:
        if link["relatie"] == NOT_FOUND:
            assert link["zoekbereik"] and link["gezocht_door"]
            assert str(link["zoekdatum"]) == "2026-11-23"
        if link["relatie"] == "roept-vraag-op":
            assert link["vraag"].endswith("?")


def test_open_card_links_only_to_open_cards(cards: Mapping[str, Card]) -> None:
    """A public card never points at a card that the public cannot see."""
    for one in having(cards, "zichtbaarheid", {"openbaar"}):
        targets = {str(link.get("naar")) for link in one.links} & set(cards)
        assert {cards[key].meta["zichtbaarheid"] for key in targets} <= {"openbaar"}


def test_texts_hold_no_personal_data(card: Card) -> None:
    """No names, ages in years, places, dates, numbers or addresses in any text of the card."""
    for text in card.written_texts:
        assert personal_data(text) == [], text


@pytest.mark.parametrize(
    "text",
    [
        "Bel 06-12345678 even.",
        "Zij is 14 jaar en boos.",
        "Een veertienjarige jongen.",
        "Dat was op 3-4-2025.",
        "Zij woont in Utrecht bij haar oma.",
        "Ik vroeg aan Sanne wat er was.",
        "Mail naar a@b.nl als het kan.",
        "Het adres is 1234 AB.",
        "Ik belde mevrouw op.",
        "Vorige dinsdag ging het mis.",
    ],
)
def test_personal_data_is_recognised(text: str) -> None:
    """The patterns do catch what must not be there."""
    assert personal_data(text)


def test_cards_cover_elements_phases_and_facets(cards: Mapping[str, Card]) -> None:
    """All top elements with many below them, K1-K3, all phases, all five facets of client type."""
    elements = values(cards, "werkzaam_element")
    assert {code[0] for code in elements} == set("ABCDK")
    assert {"K1", "K2", "K3"} <= elements and len(elements) >= 40
    assert all(values(cards, "beroepssituatie") & slugs for slugs in PHASES.values())
    clienttypes = values(cards, "clienttype")
    assert {slug.split("-")[0] for slug in clienttypes} == {
        "leeftijd",
        "probleem",
        "gezin",
        "kader",
        "zorgvorm",
    }
    assert sum(slug.startswith("leeftijd-") for slug in clienttypes) == 7
    assert sum(slug.startswith("kader-") for slug in clienttypes) == 4


def test_cards_vary_in_person_learning_and_method(cards: Mapping[str, Card]) -> None:
    """All six sources of learning, all experience bands, many professions, methods and mechanisms."""
    assert values(cards, "geleerd_van") == SOURCES_OF_LEARNING
    assert values(cards, "ervaring") == {"0-2", "3-5", "6-10", "11-plus"}
    assert len(values(cards, "functie")) >= 10
    assert len(values(cards, "methode")) >= 10
    assert values(cards, "mechanisme") == MECHANISMS


def test_some_elements_are_left_open(cards: Mapping[str, Card]) -> None:
    """Elements with evidence but without a card remain, so that the gap question has an answer."""
    assert {"C1.2", "C2.5"}.isdisjoint(values(cards, "werkzaam_element"))


def test_rival_cards_contradict_each_other(cards: Mapping[str, Card]) -> None:
    """At least three pairs of cards choose the opposite, among them waiting versus naming it at once."""
    pairs = {
        (key, str(link["naar"]))
        for key, one in cards.items()
        for link in one.links
        if link["relatie"] == "tegengesproken-door" and link.get("naar") in cards
    }
    assert len({frozenset(pair) for pair in pairs}) >= 3
    assert ("K08", "VB2") in pairs


def test_trainer_finds_three_examples_of_de_escalation(cards: Mapping[str, Card]) -> None:
    """Three public cards by experienced group workers on C9.1 with adolescents in a group or incident."""
    found = [
        one
        for one in having(cards, "werkzaam_element", {"C9.1"})
        if one.meta["functie"] == "pedagogisch-medewerker-residentieel"
        and one.meta["ervaring"] in ("6-10", "11-plus")
        and {"leeftijd-12-15", "leeftijd-16-17"} & set(one.meta["clienttype"])
        and {"incident", "groepsmoment"} & set(one.meta["beroepssituatie"])
        and one.meta["zichtbaarheid"] == "openbaar"
    ]
    assert len(found) >= 3


def test_questions_of_researchers_have_cards(cards: Mapping[str, Card]) -> None:
    """LVB, shared decisions under mandate, one element in two settings, goals in several situations."""
    assert len(having(cards, "clienttype", {"probleem-lvb"})) >= 3
    mandated = having(cards, "clienttype", {"kader-jeugdbescherming"})
    assert sum(any(c.startswith("A5.") for c in one.meta["werkzaam_element"]) for one in mandated) >= 3
    group = {one.key: one for one in having(cards, "context", {"residentiele-groep"})}
    home = {one.key: one for one in having(cards, "context", {"ambulante-hulp"})}
    assert {"C1.1", "B4"} <= values(group, "werkzaam_element") & values(home, "werkzaam_element")
    goals = {one.key: one for one in having(cards, "werkzaam_element", {"B4"})}
    assert len(values(goals, "beroepssituatie")) >= 4


def test_links_differ_in_state_and_some_cards_have_none(cards: Mapping[str, Card]) -> None:
    """Unlinked cards, searched-but-not-found, proposed links, restricted and concept cards all occur."""
    assert sum(not one.links for one in cards.values()) >= 2
    links = [link for one in cards.values() for link in one.links]
    assert sum(link["relatie"] == NOT_FOUND for link in links) >= 4
    assert {link["relatie"] for link in links} == EVIDENCE_RELATIONS | CONTRIBUTION_RELATIONS | {NOT_FOUND}
    assert {link["status"] for link in links} == {"voorgesteld", "besproken", "vastgesteld"}
    assert len(having(cards, "zichtbaarheid", {"programma"})) == 3
    assert values(cards, "zichtbaarheid") == {"programma", "openbaar"}
    assert having(cards, "status", {"concept"})


def test_at_least_three_critical_incidents_tell_what_goes_wrong(cards: Mapping[str, Card]) -> None:
    """Cards from critical incidents say what often goes wrong and how it worked out."""
    told = {one.key for one in cards.values() if MISHAP in one.sections}
    incidents = {one.key for one in having(cards, "methode", {"critical-incident"})}
    assert len(incidents) >= 3
    assert incidents <= told
