"""A graph of three invented cards, small enough to count by hand; it answers the screens that the view models ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dww_graph.answer import Answer, Citation, Iri, Literal, Node
from dww_graph.errors import Lang
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.shelf import Entry, Shelf
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
FEATURES = {"element": "eigenelement", "topelement": "element", "relatie": "bewijs"}
KINDS = {"topelement": "element", "relatie": "relatietype", "vorm": "interactie"}
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


def entries() -> list[Entry]:
    """Give the three cards as they stand on a shelf."""
    return [_entry(card, facets) for card, facets in FACETS.items()]


def _entry(card: str, facets: Mapping[str, Sequence[str]]) -> Entry:
    ref = f"handelingskennis/{card}"
    made = Entry(ID + ref, card.upper(), NAMES[ref], action=SPOKEN[card], status="vastgesteld", date="2026-01-12", invented=True)
    for facet, keys in facets.items():
        made.features[FEATURES.get(facet, facet)] |= {f"{ID}{KINDS.get(facet, facet)}/{key}" for key in keys}
    return made


def named(subject: str) -> str:
    """Give the name of an IRI."""
    return NAMES.get(subject.removeprefix(ID), subject.rsplit("/", 1)[-1])


@dataclass(frozen=True)
class Stock:
    """A shelf of some cards, with names."""

    shelf: Shelf
    label: Callable[[str], str] = named


def stocked(made: Iterable[Entry]) -> Cards:
    """Give some cards as the pages hold them."""
    return Cards.of(Stock(Shelf.of(made)))


TRACE = (
    "leeruitkomst", "element", "kaart", "titel", "verbinding", "relatie", "bewijs", "tekst", "bron", "status", "zoekdatum",
    "zoekbereik", "zoeker",
)  # fmt: skip


def _trace_rows() -> list[list[Node | None]]:
    outcome: dict[str, Node] = {"leeruitkomst": iri("leeruitkomst/lu-01")}
    a5: dict[str, Node] = {"element": iri("element/a5")}
    first: dict[str, Node] = {**a5, "kaart": iri("handelingskennis/x-1"), "titel": Literal("Eerst luisteren")}
    second: dict[str, Node] = {**a5, "kaart": iri("handelingskennis/x-2"), "titel": Literal("Écht samen kiezen")}
    done: dict[str, Node] = {"bron": iri("bron/w1"), "status": iri("status/vastgesteld")}
    yes, no = (iri(f"relatietype/{name}") for name in ("ondersteund-door", "tegengesproken-door"))
    rows: list[dict[str, Node]] = [
        {**first, **done, "verbinding": iri("verbinding/v1"), "relatie": yes, "bewijs": iri("bevinding/b1")},
        {**first, **done, "verbinding": iri("verbinding/v2"), "relatie": no, "bewijs": iri("bevinding/b2")},
        second,
        {"element": iri("element/b4")},
    ]
    return [[{**outcome, **row}.get(column) for column in TRACE] for row in rows]


@dataclass
class FakeGraph:
    """Answers from fixed rows; ``facts`` are the statements of ``describe``."""

    lang: Lang = "nl"
    facts: Mapping[str, tuple[tuple[str, Node], ...]] = field(default_factory=dict)

    def screen(self, name: str, /, **params: str) -> Answer:
        """Give the rows of one screen."""
        del params
        known: dict[str, tuple[Sequence[str], list[list[Node | None]]]] = {
            "spoor": (TRACE, _trace_rows()),
            "begrip-verwant": (("begrip", "verband", "ander"), _kin_rows()),
            "kerncijfers": (("soort", "aantal"), [[Iri(term("dww:Handelingskennis")), Literal("3")]]),
        }
        return answer(*known.get(name, ((), [])))

    def bare(self, name: str, /, **params: str) -> Answer:
        """Give the same rows as `screen`."""
        return self.screen(name, **params)

    def describe(self, subject: str) -> tuple[tuple[str, Node], ...]:
        """Give the statements about a thing."""
        return self.facts.get(subject, ())

    def about(self, subject: str) -> tuple[tuple[str, Node], ...]:
        """Give the same statements as `describe`."""
        return self.describe(subject)

    def label(self, subject: str) -> str:
        """Give the name of an IRI."""
        return named(subject)

    @property
    def shelf(self) -> Shelf:
        """Give the three cards."""
        return Shelf.of(entries())


def _kin_rows() -> list[list[Node | None]]:
    broader, narrower = Iri(term("skos:broader")), Iri(term("skos:narrower"))
    rows: list[list[Node | None]] = [[iri("element/a5"), broader, iri("element/a")]]
    rows.extend([iri("element/a5"), narrower, iri(f"element/a5-{number}")] for number in (10, 2, 1))
    return rows
