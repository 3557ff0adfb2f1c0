"""The seven rules derive what they must, and nothing from what is only proposed."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from grond import ID, grond, instead, plus, without

from dww_graph.derive import Rule, compile_rule, in_order, load_rules
from dww_graph.errors import StoreError, Text
from dww_graph.terms import DEF, DERIVED

KAART, B = "handelingskennis/kaart", "bevinding/b"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
CELL = (RDF_TYPE, "celVanElement", "celVanSituatie", "celVanClienttype", "metVerzonnenKaart", "oordeel")
"""What a cell of the evidence map says; a card makes a cell whatever its links."""
STEP = ("staatOpTrede", "mistVoorVolgendeTrede")
"""What a card says of the effect ladder; it stands on a step whatever its links."""


def derived(store: ox.Store) -> set[tuple[str, str, str]]:
    """Run the rules and return what is new, with short names."""
    before = set(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    for rule in load_rules():
        store.update(rule.insert)
    after = set(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    return {
        (
            str(q.subject)[1:-1].removeprefix(ID),
            q.predicate.value.removeprefix(DEF),
            str(q.object)[1:-1].removeprefix(ID),
        )
        for q in after - before
    }


def of(found: set[tuple[str, str, str]], name: str) -> set[tuple[str, str]]:
    return {(subject, value) for subject, predicate, value in found if predicate == name}


def test_every_ancestor_is_a_transitive_broader_element() -> None:
    assert of(derived(grond()), "heeftBrederElementTransitief") == {
        ("element/a1", "element/a"),
        ("element/a1-1", "element/a1"),
        ("element/a1-1", "element/a"),
    }


def test_a_card_counts_for_its_own_and_every_broader_element_and_for_no_narrower_one() -> None:
    found = derived(grond())
    assert of(found, "relevantVoorElement") == {
        (KAART, "element/a1-1"),
        (KAART, "element/a1"),
        (KAART, "element/a"),
        (B, "element/a1"),
        (B, "element/a"),
        ("aanbeveling/g", "element/a1"),
        ("aanbeveling/g", "element/a"),
    }
    assert of(found, "krijgtVormIn") == {
        (value, subject) for subject, value in of(found, "relevantVoorElement")
    }


def test_an_element_that_is_absent_from_the_data_still_counts_as_itself() -> None:
    found = derived(grond(instead(f"<{ID}{KAART}>", "dww:geeftVormAan", "element:afwezig")))
    assert (KAART, "element/afwezig") in of(found, "relevantVoorElement")
    assert ("element/afwezig", KAART) in of(found, "krijgtVormIn")


def test_an_element_without_a_hierarchy_above_it_counts_as_itself() -> None:
    found = derived(grond(instead(f"<{ID}{KAART}>", "dww:geeftVormAan", "element:a")))
    assert {value for subject, value in of(found, "relevantVoorElement") if subject == KAART} == {"element/a"}


def test_an_accepted_link_gives_a_shortcut_by_its_relation() -> None:
    for relation, name in [
        ("ondersteund-door", "ondersteundDoor"),
        ("genuanceerd-door", "genuanceerdDoor"),
        ("tegengesproken-door", "tegengesprokenDoor"),
    ]:
        store = (
            grond()
            if relation == "ondersteund-door"
            else grond(instead("v:v1", "dww:relatietypeVan", f"relatie:{relation}"))
        )
        found = derived(store)
        shortcuts = {"ondersteundDoor", "genuanceerdDoor", "tegengesprokenDoor"}
        assert {triple for triple in found if triple[1] in shortcuts} == {(KAART, name, B)}


@pytest.mark.parametrize("status", ["voorgesteld", "besproken", "afgewezen", "ingetrokken"])
def test_a_link_that_is_not_accepted_gives_no_shortcut_and_no_trace(status: str) -> None:
    names = {name for _, name, _ in derived(grond(instead("v:v1", "dww:status", f"status:{status}")))}
    assert names == {
        "heeftBrederElementTransitief",
        "relevantVoorElement",
        "krijgtVormIn",
        "heeftHandelingskennis",
        *CELL,
        *STEP,
    }


def test_a_search_without_result_gives_no_shortcut() -> None:
    found = derived(grond(instead("v:v1", "dww:relatietypeVan", "relatie:geen-bewijs-gevonden")))
    assert not of(found, "ondersteundDoor") and not of(found, "tegengesprokenDoor")


def test_a_link_to_a_whole_source_gives_no_shortcut_and_no_trace() -> None:
    store = grond(without("v:v1", "dww:heeftBewijs"), plus("v:v1 dww:heeftBewijsbron bron:werken"))
    found = derived(store)
    assert not of(found, "ondersteundDoor") and not of(found, "ondersteundDoorBron")


def test_a_learning_outcome_finds_cards_of_narrower_elements_and_no_research() -> None:
    assert of(derived(grond()), "heeftHandelingskennis") == {("leeruitkomst/lu", KAART)}


def test_a_learning_outcome_on_a_narrower_element_does_not_find_a_card_of_a_broader_one() -> None:
    store = grond(
        instead(f"<{ID}leeruitkomst/lu>", "dww:richtZichOp", "element:a1-1"),
        instead(f"<{ID}{KAART}>", "dww:geeftVormAan", "element:a1"),
    )
    assert not of(derived(store), "heeftHandelingskennis")


def test_the_trace_runs_to_the_source_of_accepted_support() -> None:
    found = derived(grond())
    assert of(found, "ondersteundDoorBron") == {(KAART, "bron/werken")}
    assert of(found, "traceertNaarBron") == {("leeruitkomst/lu", "bron/werken")}


def test_contradiction_is_no_trace() -> None:
    found = derived(grond(instead("v:v1", "dww:relatietypeVan", "relatie:tegengesproken-door")))
    assert of(found, "tegengesprokenDoor") == {(KAART, B)}
    assert not of(found, "ondersteundDoorBron") and not of(found, "traceertNaarBron")


def test_what_is_derived_is_also_in_its_own_graph_and_a_second_run_adds_nothing() -> None:
    store = grond()
    new = derived(store)
    named = {
        (
            str(q.subject)[1:-1].removeprefix(ID),
            q.predicate.value.removeprefix(DEF),
            str(q.object)[1:-1].removeprefix(ID),
        )
        for q in store.quads_for_pattern(None, None, None, ox.NamedNode(DERIVED))
    }
    assert named == new
    assert derived(store) == set()


def test_a_construct_gives_what_its_insert_writes() -> None:
    store = grond()
    for rule in load_rules():
        built = store.query(rule.construct)
        assert isinstance(built, ox.QueryTriples)
        wanted = {(t.subject, t.predicate, t.object) for t in built}
        assert wanted, rule.name
        store.update(rule.insert)
        graph = store.quads_for_pattern(None, None, None, ox.NamedNode(DERIVED))
        assert wanted <= {(q.subject, q.predicate, q.object) for q in graph}


def test_every_rule_comes_after_the_rules_whose_output_it_reads() -> None:
    rules = load_rules()
    assert len(rules) == 7
    for position, rule in enumerate(rules):
        written_later = {name for later in rules[position:] for name in later.writes}
        assert not written_later & set(rule.reads), rule.name
    assert [rule.order for rule in rules] == [1, 2, 3, 4, 5, 6, 7]


def rule(name: str, reads: tuple[str, ...], writes: tuple[str, ...], order: int = 1) -> Rule:
    return Rule(name, Text("", ""), reads, writes, order, "", "")


def test_reads_and_writes_decide_the_order_before_the_number_does() -> None:
    first, second, third = (
        rule("a", ("p",), ("q",), 9),
        rule("b", ("q",), ("r",), 1),
        rule("c", (), ("s",), 2),
    )
    assert in_order([second, third, first]) == (third, first, second)


@pytest.mark.parametrize(
    "rules",
    [(rule("a", ("q",), ("p",)), rule("b", ("p",), ("q",))), (rule("zelf", ("p",), ("p",)),)],
    ids=["two", "itself"],
)
def test_rules_that_wait_for_one_another_are_refused(rules: tuple[Rule, ...]) -> None:
    with pytest.raises(StoreError) as caught:
        in_order(rules)
    assert rules[0].name in caught.value.where


GOOD = """#+ name: proef
#+ nl: Proef.
#+ en: Test.
#+ reads: [p]
#+ writes: [q]
#+ order: 1
PREFIX dww: <https://w3id.org/dww/def#>
CONSTRUCT { ?a dww:q ?b }
WHERE { ?a dww:p ?b FILTER ( ?b != dww:Klasse ) }
"""


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("reads: [p]", "reads: [p, z]", "reads"),
        ("writes: [q]", "writes: []", "writes"),
        ("#+ order: 1\n", "", "order"),
        ("#+ order: 1", "#+ order: [", "proef.rq"),
        ("CONSTRUCT", "DESCRIBE", "proef.rq"),
        ("WHERE { ?a dww:p ?b FILTER ( ?b != dww:Klasse ) }", "WHERE { ?a dww:p ?b", "proef.rq"),
        ("dww:Klasse ) }", "dww:Klasse ) } LIMIT 1", "proef.rq"),
    ],
)
def test_a_file_that_is_no_good_rule_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, where: str
) -> None:
    path = tmp_path / "proef.rq"
    path.write_text(GOOD, encoding="utf-8")
    assert compile_rule(path).name == "proef"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        compile_rule(path)
    assert where in caught.value.where


def test_rules_of_a_folder_are_loaded_from_there(tmp_path: Path) -> None:
    (tmp_path / "1-proef.rq").write_text(GOOD, encoding="utf-8")
    assert [found.name for found in load_rules(tmp_path)] == ["proef"]
