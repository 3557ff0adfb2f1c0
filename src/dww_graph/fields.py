"""The fields of a card, as a table: what each may hold. Mapping, messages and the README's list of columns come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dww_graph.errors import Text

Kind = Literal["id", "text", "concept", "choice", "date"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, its kind, and the bounds of a value. Lengths are in characters."""

    name: str
    kind: Kind
    label: Text
    required: bool = False
    many: bool = False
    shortest: int = 0
    longest: int = 2000
    schemes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


CARD_FIELDS: tuple[Field, ...] = (
    Field("kaart_id", "id", Text("kaartnummer, zoals HK-001", "card number, like HK-001"), required=True, longest=40),
    Field("titel", "text", Text("titel", "title"), required=True, shortest=3, longest=120),
    Field("werkzaam_element", "concept", Text("werkzaam element", "effective element"), required=True, many=True,
          schemes=("elementen", "kernelementen")),
    Field("beroepssituatie", "concept", Text("beroepssituatie", "professional situation"), many=True, schemes=("situaties",)),
    Field("clienttype", "concept", Text("cliënttype", "client type"), many=True, schemes=("clienttypen",)),
    Field("context", "concept", Text("beroepscontext", "professional context"), many=True, schemes=("contexten",)),
    Field("mechanisme", "concept", Text("werkingsmechanisme", "mechanism"), many=True, schemes=("mechanismen",)),
    Field("handeling", "text", Text("wat doet u, wat zegt u", "what you do and say"), required=True, shortest=40),
    Field("waarom", "text", Text("waarom werkt dit volgens u", "why it works, in your view"), required=True, shortest=10),
    Field("bewering", "text", Text("de kaart in één zin", "the card in one sentence"), longest=400),
    Field("situatie_toelichting", "text", Text("toelichting op de situatie", "note on the situation")),
    Field("waaraan_zie_je_het", "text", Text("waaraan ziet u dat het werkt", "how you see that it works")),
    Field("voorwaarden", "text", Text("voorwaarden", "conditions")),
    Field("wanneer_niet", "text", Text("wanneer niet", "when not")),
    Field("wat_misgaat", "text", Text("wat vaak misgaat", "what often goes wrong")),
    Field("instrument", "text", Text("protocol of methode", "protocol or method"), longest=200),
    Field("functie", "concept", Text("functie", "profession"), schemes=("beroepen",)),
    Field("ervaring", "concept", Text("jaren ervaring, als klasse", "years of experience, as a band"), schemes=("ervaring",)),
    Field("methode", "concept", Text("manier van expliciteren", "way of eliciting"), schemes=("expliciteren",)),
    Field("geleerd_van", "concept", Text("geleerd van", "learned from"), schemes=("interactievormen",)),
    Field("geleerd_toelichting", "text", Text("hoe geleerd", "how it was learned"), longest=400),
    Field("datum", "date", Text("datum, d-m-jjjj", "date, d-m-yyyy")),
    Field("status", "choice", Text("status", "status"), choices=("concept", "vastgesteld")),
    Field("illustratief", "choice", Text("illustratief", "illustrative"), choices=("ja", "nee")),
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
