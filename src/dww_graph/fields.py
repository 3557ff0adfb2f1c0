"""The fields of a card, as a table: what each may hold. Mapping, messages and the README's list of columns come from here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from dww_graph.errors import NOTHING, Text

CONSENT_CODE = re.compile(r"^[A-Z0-9][A-Z0-9-]{2,39}$")
Kind = Literal["id", "text", "concept", "choice", "date"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, its kind, and the bounds of a value. Lengths are in characters.

    `columns` is how many columns it has in the template workbook, where a cell holds one choice; `hint` is the help there.
    """

    name: str
    kind: Kind
    label: Text
    required: bool = False
    many: bool = False
    shortest: int = 0
    longest: int = 2000
    schemes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    columns: int = 1
    hint: Text = NOTHING


CARD_FIELDS: tuple[Field, ...] = (
    Field("kaart_id", "id", Text("kaartnummer, zoals HK-001", "card number, like HK-001"), required=True, longest=40,
          hint=Text("Elke kaart een eigen nummer, zonder spaties.", "Each card a number of its own, without spaces.")),
    Field("titel", "text", Text("titel", "title"), required=True, shortest=3, longest=120,
          hint=Text("Kort, in uw eigen woorden. 5 tot 10 woorden is genoeg.", "In your own words; 5 to 10 will do.")),
    Field("werkzaam_element", "concept", Text("werkzaam element", "effective element"), required=True, many=True,
          schemes=("elementen", "kernelementen"), columns=3,
          hint=Text("Wat maakt dat het werkt? Kies uit de lijst; een is genoeg.",
                    "What makes it work? Choose from the list; one is enough.")),
    Field("beroepssituatie", "concept", Text("beroepssituatie", "professional situation"), many=True, schemes=("situaties",),
          columns=2, hint=Text("In welke situatie doet u dit? Kies uit de lijst.", "In which situation? Choose from the list.")),
    Field("clienttype", "concept", Text("cliënttype", "client type"), many=True, schemes=("clienttypen",), columns=3,
          hint=Text("Bij wie? Kies grof: leeftijd, gezin, kader. Nooit één herkenbaar gezin.",
                    "With whom? Choose broadly: age, family, framework. Never one family that can be recognised.")),
    Field("context", "concept", Text("beroepscontext", "professional context"), many=True, schemes=("contexten",),
          hint=Text("Het soort organisatie, niet de naam ervan.", "The kind of organisation, not its name.")),
    Field("mechanisme", "concept", Text("werkingsmechanisme", "mechanism"), many=True, schemes=("mechanismen",),
          hint=Text("Wat brengt het op gang bij de ander?", "What does it set in motion in the other?")),
    Field("handeling", "text", Text("wat doet u, wat zegt u", "what you do and say"), required=True, shortest=40,
          hint=Text("Stap voor stap, in de ik-vorm, zo dat een collega het morgen kan doen. Minstens 40 tekens.",
                    "Step by step, as I, so that a colleague can do it tomorrow. At least 40 characters.")),
    Field("waarom", "text", Text("waarom werkt dit volgens u", "why it works, in your view"), required=True, shortest=10,
          hint=Text("Uw eigen uitleg. Die hoeft niet uit een boek te komen.", "Your own words; no book needed.")),
    Field("bewering", "text", Text("de kaart in één zin", "the card in one sentence"), longest=400,
          hint=Text("Als u het in één zin moest zeggen.", "If you had to say it in one sentence.")),
    Field("situatie_toelichting", "text", Text("toelichting op de situatie", "note on the situation"),
          hint=Text("Wat moet een lezer weten van de situatie?", "What must a reader know of the situation?")),
    Field("waaraan_zie_je_het", "text", Text("waaraan ziet u dat het werkt", "how you see that it works"),
          hint=Text("Wat doet of zegt de ander dan?", "What does the other do or say then?")),
    Field("voorwaarden", "text", Text("voorwaarden", "conditions"),
          hint=Text("Wat moet er zijn voordat u dit doet?", "What must be there before you do this?")),
    Field("wanneer_niet", "text", Text("wanneer niet", "when not"),
          hint=Text("Wanneer doet u dit juist niet?", "When do you not do this?")),
    Field("wat_misgaat", "text", Text("wat vaak misgaat", "what often goes wrong"),
          hint=Text("Waar gaat het mis, en hoe loopt dat af?", "Where does it go wrong, and how does that end?")),
    Field("instrument", "text", Text("protocol of methode", "protocol or method"), longest=200,
          hint=Text("De naam van een methode waar dit bij hoort.", "The name of a method that this belongs to.")),
    Field("functie", "concept", Text("functie", "profession"), schemes=("beroepen",),
          hint=Text("De functie van wie dit vertelt.", "The profession of the one who tells this.")),
    Field("ervaring", "concept", Text("jaren ervaring, als klasse", "years of experience, as a band"), schemes=("ervaring",),
          hint=Text("Kies een klasse, geen precies aantal jaren.", "Choose a band, not an exact number of years.")),
    Field("professional", "id", Text("code van de professional", "code of the professional"), longest=40,
          hint=Text("Een code zoals P-07. Alleen ring beheer ziet hem; nooit een naam.",
                    "A code such as P-07. Only ring beheer sees it; never a name.")),
    Field("methode", "concept", Text("manier van expliciteren", "way of eliciting"), schemes=("expliciteren",),
          hint=Text("Hoe is dit opgehaald?", "How was this elicited?")),
    Field("geleerd_van", "concept", Text("geleerd van", "learned from"), schemes=("interactievormen",),
          hint=Text("Van wie of waarvan hebt u dit geleerd?", "From whom or what did you learn this?")),
    Field("geleerd_toelichting", "text", Text("hoe geleerd", "how it was learned"), longest=400,
          hint=Text("Bijvoorbeeld: meelopen met een collega.", "For example: walking along with a colleague.")),
    Field("datum", "date", Text("datum, d-m-jjjj", "date, d-m-yyyy"),
          hint=Text("De dag waarop de kaart is gemaakt, zoals 3-2-2026.", "The day the card was made, such as 3-2-2026.")),
    Field("status", "choice", Text("status", "status"), choices=("concept", "vastgesteld"),
          hint=Text("Leeg is: concept.", "Empty means: concept.")),
    Field("illustratief", "choice", Text("illustratief", "illustrative"), choices=("ja", "nee"),
          hint=Text("ja als de kaart verzonnen is, als voorbeeld.", "ja (yes) when the card was invented, as an example.")),
)

GUARD_FIELDS: tuple[Field, ...] = (
    Field("toestemming", "text", Text("code van de toestemming", "code of the consent"), required=True, longest=40,
          hint=Text("De code, zoals T-2026-03. Geen toestemming? Dan geen kaart.",
                    "The code, such as T-2026-03. No consent? Then no card.")),
    Field("privacy_gecontroleerd", "choice", Text("privacy gecontroleerd", "checked for privacy"), required=True,
          choices=("ja", "nee"),
          hint=Text("ja als een collega de tekst op privacy heeft nagelezen. Bij nee gaat de kaart niet mee.",
                    "ja (yes) when a colleague has read the text for privacy. With nee (no) the card is left out.")),
    Field("zichtbaarheid", "choice", Text("zichtbaarheid", "visibility"), choices=("openbaar", "programma", "beheer"),
          hint=Text("Wie mag dit zien: iedereen, het programma, of alleen beheer. Leeg: zo ver als de toestemming reikt.",
                    "Who may see this: everybody, the programme, or its keepers. Empty: as far as the consent reaches.")),
)

LINK_FIELDS: tuple[Field, ...] = (
    Field("relatie", "concept", Text("relatie", "relation"), required=True, schemes=("relatietypen",)),
    Field("toelichting", "text", Text("toelichting", "rationale")),
    Field("vraag", "text", Text("vraag", "question"), longest=400),
    Field("zoekbereik", "text", Text("waar is gezocht", "where was searched"), longest=400),
    Field("zoekdatum", "date", Text("wanneer is gezocht", "when was searched")),
    Field("gezocht_door", "id", Text("wie zocht (code)", "who searched (code)"), longest=40),
    Field("directheid", "concept", Text("directheid", "directness"), schemes=("directheid",)),
    Field("zekerheid", "concept", Text("zekerheid", "certainty"), schemes=("zekerheid",)),
    Field("status", "concept", Text("status van de verbinding", "status of the link"), schemes=("statussen",)),
    Field("gemaakt_door", "id", Text("gemaakt door (code)", "made by (code)"), longest=40),
    Field("beoordeeld_door", "id", Text("beoordeeld door (code)", "reviewed by (code)"), longest=40),
)

RELATION_WORDS = {
    "onderbouwt": "ondersteund-door",
    "ondersteunt": "ondersteund-door",
    "steunt": "ondersteund-door",
    "nuanceert": "genuanceerd-door",
    "spreekt tegen": "tegengesproken-door",
    "weerspreekt": "tegengesproken-door",
    "niets gevonden": "geen-bewijs-gevonden",
}

LINKED_FIELDS: tuple[Field, ...] = (
    Field("bron", "text", Text("bron", "source"), longest=200,
          hint=Text("De sleutel van een bron op het blad Bronnen, of een nummer (B07, B07-1) of DOI.",
                    "The key of a source on the sheet Bronnen, or a number (B07, B07-1) or DOI.")),
    Field("relatie", "concept", Text("relatie", "relation"), schemes=("relatietypen",),
          hint=Text("Wat doet de bron met de kaart?", "What does the source do to the card?")),
    Field("toelichting", "text", Text("toelichting", "rationale"),
          hint=Text("Waarom past deze bron hierbij?", "Why does this source fit?")),
)
"""What the table says of one link; a table has three of them on a row, as `bron_1`, `relatie_1`, `toelichting_1`."""

SOURCE_FIELDS: tuple[Field, ...] = (
    Field("bron_id", "id", Text("sleutel van de bron", "key of the source"), required=True, longest=40,
          hint=Text("Een korte eigen sleutel, zoals jansen-2019. Deze sleutel zet u op de kaart.",
                    "A short key of your own, such as jansen-2019. This key goes on the card.")),
    Field("titel", "text", Text("titel", "title"), required=True, shortest=3, longest=500),
    Field("auteurs", "text", Text("auteurs", "authors"), many=True, longest=1000,
          hint=Text("Achternaam, voorletters; tussen auteurs een puntkomma.",
                    "Family name, initials; a semicolon between authors.")),
    Field("jaar", "text", Text("jaar", "year"), longest=10),
    Field("verschenen_in", "text", Text("verschenen in", "published in"), longest=300,
          hint=Text("Tijdschrift, boek of website.", "Journal, book or website.")),
    Field("deel", "text", Text("jaargang of deel", "volume"), longest=20),
    Field("nummer", "text", Text("nummer", "issue"), longest=20),
    Field("bladzijden", "text", Text("bladzijden", "pages"), longest=40),
    Field("uitgever", "text", Text("uitgever", "publisher"), longest=200),
    Field("doi", "text", Text("doi", "doi"), longest=200, hint=Text("Begint met 10.", "Begins with 10.")),
    Field("url", "text", Text("webadres", "web address"), longest=500),
    Field("taal", "choice", Text("taal", "language"), choices=("nl", "en", "de", "fr")),
    Field("soort", "choice", Text("soort bron", "kind of source"),
          choices=("Onderzoeksbron", "Richtlijn", "Interventiemodel", "Protocol", "Praktijkbron", "Theorie", "Wet"),
          hint=Text("Leeg is: Onderzoeksbron.", "Empty means: Onderzoeksbron (research).")),
)

QUOTE_FIELDS: tuple[Field, ...] = (
    Field("kaart_id", "id", Text("nummer van de kaart", "number of the card"), required=True, longest=40,
          hint=Text("Het kaartnummer van het blad Kaarten.", "The card number of the sheet Kaarten.")),
    Field("citaat", "text", Text("citaat", "quote"), required=True, shortest=3,
          hint=Text("Letterlijk, maar zonder namen of plaatsen.", "Word for word, but without names or places.")),
    Field("bron", "text", Text("waar het citaat staat", "where the quote stands"), longest=200,
          hint=Text("Bijvoorbeeld: interview 3. Nooit een naam.", "For example: interview 3. Never a name.")),
)

LINKS_ON_A_ROW: Final = 3
ASK_FOR_MORE: Final = frozenset({"geen-bewijs-gevonden", "roept-vraag-op"})
"""Relation types that need a field which the workbook does not have; on a card in Markdown they can be used."""

TEMPLATE_VERSION: Final = "1"
RENAMED_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "0": {
        "ervaring_klasse": "ervaring",
        "manier_van_expliciteren": "methode",
        "handelwijze": "handeling",
        "element": "werkzaam_element",
        "situatie": "beroepssituatie",
        "grens": "wanneer_niet",
        "ring": "zichtbaarheid",
        "kaart": "kaart_id",
    },
}
"""By version of the template: a column name of that version → the name it has now. Version 0 is a table without a version."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the template workbook: machine name (`clienttype_2`), Dutch head, field, and whether it must be filled."""

    name: str
    head: str
    field: Field
    required: bool


def columns(fields: Iterable[Field]) -> tuple[Column, ...]:
    """Return the columns of a sheet with these fields; of a field with more columns only the first must be filled."""
    return tuple(
        _column(field, number if field.columns > 1 else 0) for field in fields for number in range(1, field.columns + 1)
    )


def card_columns() -> tuple[Column, ...]:
    """Return the columns of the sheet Kaarten: the card, its guards, and three links."""
    links = (_column(field, number) for number in range(1, LINKS_ON_A_ROW + 1) for field in LINKED_FIELDS)
    return (*columns((*CARD_FIELDS, *GUARD_FIELDS)), *links)


def list_key(field: Field) -> str:
    """Return the name of the list that a field is chosen from (`elementen+kernelementen`, `ja|nee`); empty when it has none."""
    return "+".join(field.schemes) or "|".join(field.choices)


def _column(field: Field, number: int) -> Column:
    label = field.label.nl[0].upper() + field.label.nl[1:]
    if not number:
        return Column(field.name, label, field, field.required)
    return Column(f"{field.name}_{number}", f"{label} {number}", field, field.required and number == 1)
