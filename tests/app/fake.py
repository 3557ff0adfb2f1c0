"""A graph of three invented cards, small enough to count by hand; it answers the screens that the view models ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dww_graph.answer import Answer, Citation, Iri, Literal, Node
from dww_graph.errors import Lang
from dww_graph.terms import ID, term

NAMES = {
    "element/a": "relatie",
    "element/a5": "samen beslissen",
    "element/b4": "doelen stellen",
    "situatie/huisbezoek": "huisbezoek",
    "situatie/mdo": "multidisciplinair overleg",
    "clienttype/leeftijd-8-11": "8-11 jaar",
    "clienttype/leeftijd-12-15": "12-15 jaar",
    "clienttype/kader-drang": "drang",
    "relatietype/ondersteund-door": "ondersteund door",
    "relatietype/tegengesproken-door": "tegengesproken door",
    "handelingskennis/x-1": "Eerst luisteren",
    "handelingskennis/x-2": "Écht samen kiezen",
    "handelingskennis/x-3": "Doel op de deur",
    "leeruitkomst/lu-01": "De student beslist samen",
    "bevinding/b1": "Samen beslissen helpt",
    "bevinding/b2": "Samen beslissen helpt niet",
    "bron/w1": "Een onderzoek",
}
FACETS = {
    "x-1": {
        "element": ["a5"],
        "topelement": ["a", "a5"],
        "situatie": ["huisbezoek"],
        "clienttype": ["leeftijd-8-11", "kader-drang"],
        "relatie": ["ondersteund-door", "tegengesproken-door"],
    },
    "x-2": {
        "element": ["a5"],
        "topelement": ["a", "a5"],
        "situatie": ["mdo"],
        "clienttype": ["leeftijd-12-15", "kader-drang"],
        "relatie": ["ondersteund-door"],
    },
    "x-3": {
        "element": ["b4"],
        "topelement": ["b4"],
        "situatie": ["huisbezoek"],
        "clienttype": ["leeftijd-8-11"],
        "relatie": [],
    },
}
KINDS = {"topelement": "element", "relatie": "relatietype"}
SPOKEN = {"x-1": "“Ik zeg niets en luister.”", "x-2": '"We kiezen samen."', "x-3": "=GEVAARLIJK()"}


def iri(ref: str) -> Iri:
    """Give the IRI of a thing by what stands after ``/id/``."""
    return Iri(ID + ref)


def answer(columns: Sequence[str], rows: Sequence[Sequence[Node | None]]) -> Answer:
    """Make an answer whose IRIs carry the names of this file."""
    used = {node.value for row in rows for node in row if isinstance(node, Iri)}
    labels = {ID + ref: name for ref, name in NAMES.items() if ID + ref in used}
    citation = Citation("vraag", {}, 1, "openbaar", "2026-11-23", "SELECT")
    return Answer(tuple(columns), tuple(map(tuple, rows)), labels, {}, ((),) * len(rows), citation)


def _facet_rows() -> list[list[Node | None]]:
    return [
        [iri(f"handelingskennis/{card}"), Literal(facet), iri(f"{KINDS.get(facet, facet)}/{key}")]
        for card, facets in FACETS.items()
        for facet, keys in facets.items()
        for key in keys
    ]


def _card_rows() -> list[list[Node | None]]:
    true = Literal("true", "http://www.w3.org/2001/XMLSchema#boolean")
    return [
        [
            iri(f"handelingskennis/{card}"),
            Literal(card.upper()),
            Literal(NAMES[f"handelingskennis/{card}"], lang="nl"),
            None,
            Literal(SPOKEN[card]),
            None,
            Literal("vastgesteld"),
            true,
            Literal("2026-01-12"),
        ]
        for card in FACETS
    ]


def _trace_rows() -> list[list[Node | None]]:
    outcome, element = iri("leeruitkomst/lu-01"), iri("element/a5")
    first, done = iri("handelingskennis/x-1"), iri("status/vastgesteld")
    title, source = Literal("Eerst luisteren"), iri("bron/w1")
    yes, no = iri("relatietype/ondersteund-door"), iri("relatietype/tegengesproken-door")
    rows: list[list[Node | None]] = [
        [outcome, element, first, title, iri("verbinding/v1"), yes, iri("bevinding/b1"), source, done],
        [outcome, element, first, title, iri("verbinding/v2"), no, iri("bevinding/b2"), source, done],
        [outcome, element, iri("handelingskennis/x-2"), Literal("Écht samen kiezen"), None, None, None, None, None],
        [outcome, iri("element/b4"), None, None, None, None, None, None, None],
    ]
    return rows


@dataclass
class FakeGraph:
    """Answers from fixed rows; ``facts`` are the statements of ``describe``."""

    lang: Lang = "nl"
    facts: Mapping[str, tuple[tuple[str, Node], ...]] = field(default_factory=dict)

    def screen(self, name: str, /, **params: str) -> Answer:
        """Give the rows of one screen."""
        del params
        listing = ("kaart", "code", "titel", "bewering", "handelwijze", "grens", "status", "illustratief", "datum")
        trace = ("leeruitkomst", "element", "kaart", "titel", "verbinding", "relatie", "bewijs", "bron", "status")
        known: dict[str, tuple[Sequence[str], list[list[Node | None]]]] = {
            "kaarten": (("kaart", "facet", "waarde"), _facet_rows()),
            "kaartenlijst": (listing, _card_rows()),
            "spoor": (trace, _trace_rows()),
            "begrip-verwant": (("begrip", "verband", "ander"), _kin_rows()),
            "kerncijfers": (("soort", "aantal"), [[Iri(term("dww:Handelingskennis")), Literal("3")]]),
        }
        return answer(*known.get(name, ((), [])))

    def describe(self, subject: str) -> tuple[tuple[str, Node], ...]:
        """Give the statements about a thing."""
        return self.facts.get(subject, ())

    def label(self, subject: str) -> str:
        """Give the name of an IRI."""
        return NAMES.get(subject.removeprefix(ID), subject.rsplit("/", 1)[-1])


def _kin_rows() -> list[list[Node | None]]:
    broader, narrower = Iri(term("skos:broader")), Iri(term("skos:narrower"))
    rows: list[list[Node | None]] = [[iri("element/a5"), broader, iri("element/a")]]
    rows.extend([iri("element/a5"), narrower, iri(f"element/a5-{number}")] for number in (10, 2, 1))
    return rows
