"""Makes tables of invented cards, any number of them, the same for the same seed; every card is marked as illustrative."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

HEADER = (
    "kaart_id", "titel", "werkzaam_element_1", "werkzaam_element_2", "beroepssituatie", "clienttype_1", "clienttype_2", "context",
    "mechanisme", "handeling", "waarom", "waaraan_zie_je_het", "voorwaarden", "wanneer_niet", "functie", "ervaring", "methode",
    "geleerd_van", "geleerd_toelichting", "datum", "relatie_1", "bron_1", "toelichting_1", "toestemming", "privacy_gecontroleerd",
    "zichtbaarheid", "status", "illustratief",
)
_ELEMENTS = ("A1.1", "A1.2", "A2", "A4", "A5.1", "A5.3", "A5.4", "A6.1", "B1", "B2", "B4", "B7", "C1.2", "C2.3", "C4",
             "C9.1", "D1", "D3")
_SITUATIONS = ("huisbezoek", "intakegesprek", "oudergesprek", "mentorgesprek", "netwerkberaad", "incident", "mdo")
_AGES = ("leeftijd-4-7", "leeftijd-8-11", "leeftijd-12-15", "leeftijd-16-17")
_PROBLEMS = ("probleem-angst", "probleem-trauma", "probleem-lvb", "probleem-schoolverzuim", "probleem-complexe-scheiding")
_CONTEXTS = ("wijkteam", "ambulante-hulp", "residentiele-groep", "pleegzorg", "gezinshuis", "dagbehandeling")
_MECHANISMS = ("rust-door-helderheid", "gezicht-houden", "durven-proberen", "eigenaarschap", "voorspelbaarheid", "bekrachtiging")
_PROFESSIONS = ("jeugdbeschermer", "ambulant-hulpverlener", "wijkteammedewerker", "pleegzorgbegeleider", "jongerenwerker")
_METHODS = ("interview", "stimulated-recall", "critical-incident", "intervisie", "hardop-denken")
_FROM = ("collega", "student", "client", "protocol")
_ACTS = (
    "Ik leg eerst uit wat er vandaag gebeurt en wat nog open is.", "Ik schrijf de afspraak op in woorden van het gezin zelf.",
    "Ik laat een stilte vallen en wacht tot de ander begint.", "Ik vraag wie er aan tafel mist en bel die samen op.",
    "Ik noem wat ik zie en vraag of dat klopt.", "Ik maak de volgende stap zo klein dat hij morgen kan.",
)
_WHYS = (
    "Wie weet wat komen gaat, hoeft niet te raden.", "Een besluit in eigen woorden blijft langer staan.",
    "Wie zelf begint, vertelt wat ertoe doet.", "Kleine stappen laten zien dat het kan.",
)
_SIGNS = ("De ouder belt zelf terug.", "De stem wordt rustiger en de schouders zakken.", "De jongere stelt een vraag terug.")
_WHEN = ("Er is een half uur zonder telefoon.", "Iemand uit het netwerk zit erbij.", "De veiligheid is besproken.")
_WHEN_NOT = ("Niet bij acute onveiligheid.", "Niet als er een tolk nodig is en die er niet is.", "Niet in het eerste gesprek.")
_RELATIONS = ("verfijnt", "illustreert", "breidt-uit")


def rows(number: int, seed: int = 7, first: int = 1) -> Iterator[tuple[str, ...]]:
    """Yield `number` rows under HEADER, cards GEN-00001 and up from `first`; the same seed gives the same rows."""
    chance = random.Random(seed)  # noqa: S311 - invented cards hold no secret
    for at in range(first, first + number):
        yield _row(at, chance)


def write_table(path: Path, number: int, seed: int = 7, first: int = 1) -> Path:
    """Write `number` cards as CSV (semicolon, UTF-8) and return the path."""
    return write_rows(path, rows(number, seed, first))


def write_rows(path: Path, cards: Iterable[Sequence[str]]) -> Path:
    """Write rows under HEADER as CSV (semicolon, UTF-8) and return the path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(cards)
    return path


def _row(at: int, chance: random.Random) -> tuple[str, ...]:
    pick = chance.choice
    elements = chance.sample(_ELEMENTS, 2)
    return (
        f"GEN-{at:05d}", f"Verzonnen kaart {at}", *elements, pick(_SITUATIONS), pick(_AGES), pick(_PROBLEMS), pick(_CONTEXTS),
        pick(_MECHANISMS), _some(_ACTS, 2, chance), pick(_WHYS), pick(_SIGNS), pick(_WHEN), pick(_WHEN_NOT),
        pick(_PROFESSIONS), pick(("0-2", "3-5", "6-10")), pick(_METHODS), pick(_FROM), "meelopen",
        f"{chance.randint(1, 28)}-{chance.randint(1, 9)}-2026", pick(_RELATIONS), pick(_ELEMENTS), "Verzonnen om te meten.",
        "ILLUSTRATIEF-2026", "ja", chance.choices(("openbaar", "programma", "beheer"), (8, 1, 1))[0], "concept", "ja",
    )


def _some(sentences: Sequence[str], number: int, chance: random.Random) -> str:
    return " ".join(chance.sample(sentences, number))
