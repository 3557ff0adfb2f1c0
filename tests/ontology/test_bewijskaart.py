"""The verdict of a cell of the evidence map, on graphs small enough to judge by hand."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from grond import ID, PREFIXES

from dww_graph.derive import load_rules
from dww_graph.terms import DEF

PLACE = "dww:inBeroepssituatie <https://w3id.org/dww/id/situatie/mdo>"
CARD = f"kaart:k a dww:Handelingskennis ; dww:geeftVormAan element:a1 ; {PLACE} ."
FINDING = "id:b a dww:Bevinding ; dww:gaatOver element:a1 ."
HERE = f"id:b {PLACE} ."
SEARCH = "id:z a dww:Zoekverslag ."
ADVICE = "id:c a dww:Aanbeveling ."
DATED = 'id:z dww:zoekdatum "2026-11-23" .'


def link(relation: str, evidence: str, status: str = "vastgesteld", name: str = "v1") -> str:
    """Return a link from the card to evidence."""
    kind = f"dww:relatietypeVan relatie:{relation} ; dww:status status:{status}"
    return f"v:{name} dww:heeftOnderwerp kaart:k ; dww:heeftBewijs {evidence} ; {kind} ."


def built(*turtle: str) -> ox.Store:
    """Return a graph of one element under another, with these statements, after all rules."""
    store = ox.Store()
    store.update(f"{PREFIXES} INSERT DATA {{ element:a1 dww:heeftBrederElement element:a . {' '.join(turtle)} }}")
    for rule in load_rules():
        store.update(rule.insert)
    return store


def verdicts(store: ox.Store) -> dict[str, str | None]:
    """Return the verdict of each cell by the key of the cell; None for a cell without one."""
    cells = store.quads_for_pattern(None, None, ox.NamedNode(f"{DEF}Bewijscel"), ox.DefaultGraph())
    names = [quad.subject for quad in cells if isinstance(quad.subject, ox.NamedNode)]
    return {name.value.removeprefix(f"{ID}bewijscel/"): _verdict(store, name) for name in names}


def _verdict(store: ox.Store, cell: ox.NamedNode) -> str | None:
    found = list(store.quads_for_pattern(cell, ox.NamedNode(f"{DEF}oordeel"), None, ox.DefaultGraph()))
    assert len(found) <= 1
    return str(found[0].object)[1:-1].removeprefix(f"{ID}celoordeel/") if found else None


VERDICTS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "support": ((CARD, FINDING, link("ondersteund-door", "id:b")), "eens"),
    "qualification": ((CARD, FINDING, link("genuanceerd-door", "id:b")), "eens"),
    "contradiction": ((CARD, FINDING, link("tegengesproken-door", "id:b")), "oneens"),
    "contradiction beside support": (
        (CARD, FINDING, link("ondersteund-door", "id:b"), ADVICE, link("tegengesproken-door", "id:c", name="v2")),
        "oneens",
    ),
    "a card alone": ((CARD,), "alleen-praktijk"),
    "research alone": ((FINDING, HERE), "alleen-onderzoek"),
    "a card with a dated search": ((CARD, SEARCH, DATED, link("geen-bewijs-gevonden", "id:z")), "niets-gevonden"),
    "a dated search alone": ((SEARCH, DATED, f"id:z dww:gaatOver element:a1 ; {PLACE} ."), "niets-gevonden"),
    "an undated search alone": ((SEARCH, f"id:z dww:gaatOver element:a1 ; {PLACE} ."), "niet-gezocht"),
    "a search with half a date": ((SEARCH, f'id:z dww:zoekdatum "2026" ; dww:gaatOver element:a1 ; {PLACE} .'), "niet-gezocht"),
    "a card with an undated search": ((CARD, SEARCH, link("geen-bewijs-gevonden", "id:z")), "alleen-praktijk"),
    "a search that was only proposed": (
        (CARD, SEARCH, DATED, link("geen-bewijs-gevonden", "id:z", "voorgesteld")),
        "alleen-praktijk",
    ),
    "a search that found nothing, and support after it": (
        (CARD, SEARCH, DATED, link("geen-bewijs-gevonden", "id:z"), FINDING, link("ondersteund-door", "id:b", name="v2")),
        "eens",
    ),
    "a dated search beside research": (
        (SEARCH, DATED, f"id:z dww:gaatOver element:a1 ; {PLACE} .", FINDING, HERE),
        "alleen-onderzoek",
    ),
    "card and research that nobody compared": ((CARD, FINDING, HERE), None),
    "another card in support": ((CARD, "id:c a dww:Handelingskennis .", link("ondersteund-door", "id:c")), "alleen-praktijk"),
}  # fmt: skip


@pytest.mark.parametrize("name", VERDICTS)
def test_a_cell_has_the_verdict_that_a_reader_would_give(name: str) -> None:
    """The cell of the element itself and that of the broader one say the same: a narrower element counts in both."""
    turtle, verdict = VERDICTS[name]
    assert verdicts(built(*turtle)) == {"a1.situatie.mdo": verdict, "a.situatie.mdo": verdict}


TWO = "kaart:k a dww:Handelingskennis ; dww:geeftVormAan element:a1 , element:c , element:k1 ; " + PLACE + " ."
ABOUT = {
    "the element of the card": ("id:b dww:gaatOver element:a1 .", {"a1", "a", "k1"}),
    "a broader element": ("id:b dww:gaatOver element:a .", {"a1", "a"}),
    "a narrower element": ("element:c1 dww:heeftBrederElement element:c . id:b dww:gaatOver element:c1 .", {"c"}),
    "an element close to that of the card": ("id:b dww:gaatOver element:k1 .", {"k1", "a1"}),
    "none of the elements of the card": ("id:b dww:gaatOver element:z .", {"a1", "a", "c", "k1"}),
    "no element": ("", {"a1", "a", "c", "k1"}),
}


@pytest.mark.parametrize(("relation", "verdict"), [("tegengesproken-door", "oneens"), ("ondersteund-door", "eens")])
@pytest.mark.parametrize("name", ABOUT)
def test_research_counts_for_those_elements_of_a_card_that_it_is_about(name: str, relation: str, verdict: str) -> None:
    """A card with three elements, and a finding about one of them: the others are not contradicted by it."""
    about, wanted = ABOUT[name]
    store = built(TWO, "id:b a dww:Bevinding .", "element:k1 skos:closeMatch element:a1 .", about, link(relation, "id:b"))
    found = verdicts(store)
    assert {key.split(".")[0] for key, held in found.items() if held == verdict} == wanted
    assert set(found.values()) <= {verdict, "alleen-praktijk"}


def test_all_six_verdicts_are_tried() -> None:
    assert {verdict for _, verdict in VERDICTS.values() if verdict} == {
        "eens", "oneens", "alleen-praktijk", "alleen-onderzoek", "niets-gevonden", "niet-gezocht"
    }  # fmt: skip


@pytest.mark.parametrize("status", ["voorgesteld", "besproken", "afgewezen", "ingetrokken"])
@pytest.mark.parametrize("relation", ["ondersteund-door", "tegengesproken-door", "geen-bewijs-gevonden"])
def test_a_link_that_is_not_accepted_does_not_count(relation: str, status: str) -> None:
    evidence = "id:z" if relation == "geen-bewijs-gevonden" else "id:b"
    store = built(CARD, FINDING, SEARCH, DATED, link(relation, evidence, status))
    assert verdicts(store)["a1.situatie.mdo"] == "alleen-praktijk"


def test_what_nothing_was_said_about_is_no_cell() -> None:
    assert verdicts(built(FINDING, SEARCH, DATED)) == {}


def test_a_client_type_has_cells_of_its_own_and_a_broad_card_none_below_it() -> None:
    store = built("kaart:k a dww:Handelingskennis ; dww:geeftVormAan element:a ; dww:metClienttype id:clienttype\\/drang .")
    assert set(verdicts(store)) == {"a.clienttype.drang"}


def test_a_cell_holds_element_place_and_whether_an_invented_card_counts_in_it_and_no_number() -> None:
    """A number of cards would show a small cell in the store itself."""
    store = built(CARD, "kaart:k dww:isIllustratief true .")
    cell = ox.NamedNode(f"{ID}bewijscel/a1.situatie.mdo")
    quads = store.quads_for_pattern(cell, None, None, ox.DefaultGraph())
    said = {(quad.predicate.value.split("#")[1], str(quad.object)) for quad in quads}
    assert said == {
        ("type", f"<{DEF}Bewijscel>"),
        ("celVanElement", f"<{ID}element/a1>"),
        ("celVanSituatie", f"<{ID}situatie/mdo>"),
        ("metVerzonnenKaart", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ("oordeel", f"<{ID}celoordeel/alleen-praktijk>"),
    }


def test_a_second_run_changes_nothing() -> None:
    store = built(CARD, FINDING, HERE, link("tegengesproken-door", "id:b"))
    before = set(store)
    for rule in load_rules():
        store.update(rule.insert)
    assert set(store) == before
