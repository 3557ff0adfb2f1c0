"""The step of the effect ladder on which a card stands and what it lacks for the next, on graphs judged by hand."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from grond import ID, PREFIXES, ROOT
from rdflib import Graph

from dww_graph.derive import load_rules
from dww_graph.terms import DEF

CARD = "kaart:k a dww:Handelingskennis ."
WHOM = "kaart:k dww:metClienttype id:clienttype\\/drang ."
AIM = 'kaart:k dww:gevolg "Zij vertelt het zelf."@nl .'
HOW = 'kaart:k dww:handelwijze "Ik wacht."@nl .'
WHY = 'kaart:k dww:overweging "Dan is er rust."@nl .'
TOLD = (CARD, WHOM, AIM, HOW)
FINDING = "id:b a dww:Bevinding ."
ADVICE = "id:b a dww:Aanbeveling ."
OTHER_CARD = "id:b a dww:Handelingskennis ."


def link(relation: str, status: str = "vastgesteld", name: str = "v1", evidence: str = "id:b") -> str:
    """Return a link from the card to evidence."""
    kind = f"dww:relatietypeVan relatie:{relation} ; dww:status status:{status}"
    return f"v:{name} dww:heeftOnderwerp kaart:k ; dww:heeftBewijs {evidence} ; {kind} ."


def given(step: int) -> str:
    """Return that a person put the card on a step."""
    return f"kaart:k dww:bewijsniveauVan <{ID}effectladder/{step}> ."


SUPPORT = link("ondersteund-door")


def built(*turtle: str) -> ox.Store:
    """Return a graph with these statements, after all rules."""
    store = ox.Store()
    store.update(f"{PREFIXES} INSERT DATA {{ {' '.join(turtle)} }}")
    for rule in load_rules():
        store.update(rule.insert)
    return store


def said(store: ox.Store, name: str) -> set[str]:
    """Return the short values of a property of the card."""
    card, prop = ox.NamedNode(f"{ID}handelingskennis/k"), ox.NamedNode(DEF + name)
    values = (str(quad.object)[1:-1] for quad in store.quads_for_pattern(card, prop, None, ox.DefaultGraph()))
    return {value.removeprefix(DEF).removeprefix(f"{ID}effectladder/") for value in values}


STEPS: dict[str, tuple[tuple[str, ...], str, set[str]]] = {
    "nothing but a card": ((CARD,), "0", {"metClienttype", "gevolg", "handelwijze"}),
    "without for whom": ((CARD, AIM, HOW), "0", {"metClienttype"}),
    "without an aim": ((CARD, WHOM, HOW), "0", {"gevolg"}),
    "without how": ((CARD, WHOM, AIM), "0", {"handelwijze"}),
    "an outcome from the list is an aim": (
        (CARD, WHOM, HOW, f"kaart:k dww:beoogdeUitkomst <{ID}uitkomst/rust> ."), "1", {"overweging", "ondersteundDoor"},
    ),
    "described": (TOLD, "1", {"overweging", "ondersteundDoor"}),
    "described, and says why": ((*TOLD, WHY), "1", {"ondersteundDoor"}),
    "described, and tied to research": ((*TOLD, FINDING, SUPPORT), "1", {"overweging"}),
    "explained with research": ((*TOLD, WHY, FINDING, SUPPORT), "2", set()),
    "explained with a recommendation": ((*TOLD, WHY, ADVICE, SUPPORT), "2", set()),
    "explained with research that qualifies": ((*TOLD, WHY, FINDING, link("genuanceerd-door")), "2", set()),
    "explained with another card": ((*TOLD, WHY, OTHER_CARD, SUPPORT), "1", {"ondersteundDoor"}),
    "contradicted and nothing else": ((*TOLD, WHY, FINDING, link("tegengesproken-door")), "1", {"ondersteundDoor"}),
    "supported and contradicted": (
        (*TOLD, WHY, FINDING, SUPPORT, "id:c a dww:Bevinding .", link("tegengesproken-door", name="v2", evidence="id:c")),
        "2",
        set(),
    ),
    "supported, but not described": ((CARD, AIM, HOW, WHY, FINDING, SUPPORT), "0", {"metClienttype"}),
    "given a higher step by a person": ((*TOLD, WHY, FINDING, SUPPORT, given(3)), "3", set()),
    "given the highest step, with nothing told": ((CARD, given(4)), "4", set()),
    "given a lower step by a person": ((*TOLD, WHY, FINDING, SUPPORT, given(1)), "1", set()),
    "given step 1, with nothing told": ((CARD, given(1)), "1", {"overweging", "ondersteundDoor"}),
}  # fmt: skip


@pytest.mark.parametrize("name", STEPS)
def test_a_card_stands_on_the_step_that_a_reader_would_give(name: str) -> None:
    turtle, step, lacking = STEPS[name]
    store = built(*turtle)
    assert (said(store, "staatOpTrede"), said(store, "mistVoorVolgendeTrede")) == ({step}, lacking)


def test_every_step_and_every_lack_is_tried() -> None:
    assert {step for _, step, _ in STEPS.values()} == set("01234")
    lacks = {"metClienttype", "gevolg", "handelwijze", "overweging", "ondersteundDoor"}
    assert {each for _, _, lacking in STEPS.values() for each in lacking} == lacks


@pytest.mark.parametrize("status", ["voorgesteld", "besproken", "afgewezen", "ingetrokken"])
def test_a_link_that_is_not_accepted_lifts_no_card(status: str) -> None:
    store = built(*TOLD, WHY, FINDING, link("ondersteund-door", status))
    assert said(store, "staatOpTrede") == {"1"}


def test_an_element_lends_no_card_the_level_of_an_intervention() -> None:
    high = f"kaart:k dww:geeftVormAan element:a1 . element:a1 dww:bewijsniveauVan <{ID}effectladder/4> ."
    research = f"id:b dww:gaatOver element:a1 ; dww:bewijsniveauVan <{ID}effectladder/4> ."
    store = built(*TOLD, WHY, FINDING, SUPPORT, high, research)
    assert said(store, "staatOpTrede") == {"2"}


def test_what_a_person_gave_stays_and_a_derived_step_never_passes_for_it() -> None:
    assert said(built(*TOLD, given(3)), "bewijsniveauVan") == {"3"}
    assert said(built(*TOLD), "bewijsniveauVan") == set()


def test_only_cards_stand_on_a_step() -> None:
    store = built(FINDING, f"id:b dww:bewijsniveauVan <{ID}effectladder/3> .")
    assert not list(store.quads_for_pattern(None, ox.NamedNode(f"{DEF}staatOpTrede"), None, None))


def test_a_second_run_changes_nothing() -> None:
    store = built(*TOLD, WHY)
    before = set(store)
    for rule in load_rules():
        store.update(rule.insert)
    assert set(store) == before


@pytest.mark.parametrize("name", STEPS)
def test_another_engine_reads_the_rule_the_same_way(name: str) -> None:
    """rdflib, over what the first six rules left, gives the steps and the lacks that pyoxigraph gives."""
    turtle, step, lacking = STEPS[name]
    store = ox.Store()
    store.update(f"{PREFIXES} INSERT DATA {{ {' '.join(turtle)} }}")
    for rule in load_rules()[:-1]:
        store.update(rule.insert)
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert dumped is not None
    text = (ROOT / "ontology" / "regels" / "7-effectladder.rq").read_text(encoding="utf-8")
    graph = Graph().parse(data=dumped.decode(), format="nt")
    found = [tuple(map(str, row)) for row in graph.query(text)]  # type: ignore[arg-type]
    told = {(p.removeprefix(DEF), o.rsplit("/", 1)[-1].split("#")[-1]) for s, p, o in found if s == f"{ID}handelingskennis/k"}
    assert told == {("staatOpTrede", step)} | {("mistVoorVolgendeTrede", each) for each in lacking}
