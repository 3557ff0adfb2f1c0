"""Small cells: a rare combination is coarsened step by step, the knowledge stays, and what rests on few is not counted out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from dww_graph import assets, generation, sources, tellen
from dww_graph.answer import XSD, Iri, Literal, Node, Triple
from dww_graph.disclosure import STEPS, audit, coarsened, plan, release, small_cells, write
from dww_graph.errors import CouldNotRun
from dww_graph.graph import KnowledgeGraph
from dww_graph.model import Manifest, Ring
from dww_graph.store import Store, parse_file, write_triples
from dww_graph.tellen import People
from dww_graph.terms import DEF, term, thing

SITUATION, CLIENT, SETTING = "inBeroepssituatie", "metClienttype", "inContext"
PROFILE, PROFESSION, EXPERIENCE = "uitgesprokenDoorProfiel", "heeftBeroep", "heeftErvaring"
VALUES = {
    SITUATION: "situatie/huisbezoek", CLIENT: "clienttype/leeftijd-4-7", SETTING: "context/pleegzorg",
    "organisatie": "organisatie/o-zeldzaam", PROFESSION: "beroep/jeugdbeschermer", EXPERIENCE: "ervaring/6-10",
}  # fmt: skip
NOBODY = People({}, {}, {})
TRUE = Literal("true", f"{XSD}boolean")
World = Callable[..., Path]


def dww(name: str) -> str:
    return DEF + name


def node(ref: str) -> Iri:
    return Iri(thing(*ref.split("/", 1)))


def says(subject: str, feature: str, ref: str) -> Triple:
    return Triple(node(subject), Iri(dww(feature)), node(ref))


def card(key: str, invented: bool = False, /, **other: str) -> list[Triple]:
    """A card with a profile of its own; `other` gives a feature another value, or none when empty."""
    self, profile = f"handelingskennis/{key}", f"profiel/{key}"
    said = {**VALUES, **other}
    made = [Triple(node(self), Iri(term("rdf:type")), Iri(dww("Handelingskennis"))), says(self, PROFILE, profile),
            says(self, "geeftVormAan", "element/a5"),
            Triple(node(self), Iri(dww("handelwijze")), Literal(f"Zo doe ik het: <{key}> .", None, "nl"))]
    for feature, ref in said.items():
        holder = profile if feature in (PROFESSION, EXPERIENCE) else self
        made += [says(holder, feature, each) for each in ref.split()]
    made += [says(profile, SETTING, said[SETTING])] if said[SETTING] else []
    return made + ([Triple(node(self), Iri(dww("isIllustratief")), TRUE)] if invented else [])


@cache
def concepts() -> tuple[Triple, ...]:
    """The client types and settings, with what is above them."""
    paths = (assets.asset("ontology", "begrippen", name) for name in ("clienttypen.ttl", "contexten.ttl"))
    return tuple(triple for path in paths for triple in parse_file(path))


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Makes a file with the lists of concepts and the triples that it is given."""

    def write_world(*parts: Iterable[Triple]) -> Path:
        path = tmp_path / f"wereld-{len(list(tmp_path.iterdir()))}.nt"
        write_triples((triple for part in (concepts(), *parts) for triple in part), path)
        return path

    return write_world


def spoken(keys: Iterable[str], by: Mapping[str, str] | None = None, consents: Mapping[str, str] | None = None) -> People:
    """Who speaks on each card: a professional of its own unless said otherwise; `consents` gives the consent of a card."""
    said = [(card_iri(key), dww("vanProfessional"), (by or {}).get(key, key)) for key in keys]
    said += [(card_iri(key), dww("onderToestemming"), consent) for key, consent in (consents or {}).items()]
    return tellen.people((f"<{thing}>", f"<{name}>", who) for thing, name, who in said)


def card_iri(key: str) -> str:
    return node(f"handelingskennis/{key}").value


def seen(store: Store, key: str) -> dict[str, set[str]]:
    """What one sees of a card: feature → values, those of its profile too."""
    found: dict[str, set[str]] = {}
    profiles = [t.object.value for t in store.triples(card_iri(key), dww(PROFILE))]
    for triple in (t for iri in (card_iri(key), *profiles) for t in store.triples(iri)):
        name = triple.predicate.value.removeprefix(DEF)
        if name in VALUES:
            found.setdefault(name, set()).add(triple.object.value.split("/id/")[-1])
    return found


def shows(file: Path, who: People, ring: Ring = "openbaar") -> Store:
    """The store of a ring that is made of a file."""
    store = Store.in_memory()
    store.bulk_load(coarsened([file], plan([file], ring, who), file.with_suffix(f".{ring}")))
    return store


def everything(**other: str) -> dict[str, set[str]]:
    return {feature: set(ref.split()) for feature, ref in {**VALUES, **other}.items() if ref}


FIVE = ("a", "b", "c", "d", "e")


def test_a_combination_on_five_professionals_is_left_as_it_is(world: World) -> None:
    store = world(*(card(key) for key in FIVE))
    assert plan([store], "openbaar", spoken(FIVE)).changes == {}
    assert seen(shows(store, spoken(FIVE)), "a") == everything()


def test_a_combination_on_four_keeps_its_situation_alone(world: World) -> None:
    store = shows(world(*(card(key) for key in FIVE[:4])), spoken(FIVE))
    assert seen(store, "a") == {SITUATION: {"situatie/huisbezoek"}}


@pytest.mark.parametrize(
    ("differs", "left"),
    [
        ({"organisatie": "organisatie/{key}"}, {"organisatie": ""}),
        ({EXPERIENCE: "ervaring/{key}"}, {"organisatie": "", EXPERIENCE: ""}),
        ({PROFESSION: "beroep/{key}"}, {"organisatie": "", EXPERIENCE: "", PROFESSION: ""}),
        ({CLIENT: "clienttype/leeftijd-{age}"}, {"organisatie": "", CLIENT: "clienttype/leeftijd"}),
        ({SETTING: "context/{home}", CLIENT: "clienttype/leeftijd-{age}"},
         {"organisatie": "", CLIENT: "clienttype/leeftijd", SETTING: "context/verblijf"}),
        ({CLIENT: "clienttype/{key}"}, {"organisatie": "", CLIENT: ""}),
        ({CLIENT: "clienttype/{key}", SETTING: "context/{home}"}, {"organisatie": "", CLIENT: "", SETTING: "context/verblijf"}),
        ({CLIENT: "clienttype/{key}", SETTING: "context/{key}"}, {"organisatie": "", CLIENT: "", SETTING: ""}),
    ],
)  # fmt: skip
def test_a_combination_goes_down_only_as_far_as_it_must(differs: dict[str, str], left: dict[str, str], world: World) -> None:
    """Five cards that differ in one or two features: what is left is the same for all, and the rest stays."""
    ages, homes = ("2-3", "4-7", "8-11", "12-15", "16-17"), ("pleegzorg", "gezinshuis", "residentiele-groep", "gezinshuis",
                                                             "gesloten-jeugdhulp")
    made = [
        card(key, False, **{feature: ref.format(key=key, age=age, home=home) for feature, ref in differs.items()})
        for key, age, home in zip(FIVE, ages, homes, strict=True)
    ]
    store = shows(world(*made), spoken(FIVE))
    assert [seen(store, key) for key in FIVE] == [everything(**left)] * 5


def test_the_words_and_everything_else_of_a_card_stay(world: World) -> None:
    before = world(card("a"))
    after = shows(before, spoken("a"))
    had, has = set(parse_file(before)), set(after.triples())
    assert {t.predicate.value.removeprefix(DEF) for t in had - has} == set(VALUES) - {SITUATION}
    assert has < had


def test_ring_programma_asks_for_three_and_ring_beheer_for_none(world: World) -> None:
    store = world(*(card(key) for key in "abc"))
    assert plan([store], "programma", spoken("abc")).changes == {}
    assert plan([world(card("a"), card("b"))], "programma", spoken("ab")).changes
    assert plan([world(card("a"))], "beheer", spoken("a")).changes == {}


def test_an_invented_card_is_left_alone_and_counts_for_nobody(world: World) -> None:
    store = shows(world(*(card(key) for key in FIVE[:4]), card("x", True)), spoken([*FIVE, "x"]))
    assert seen(store, "x") == everything()
    assert seen(store, "a") == {SITUATION: {"situatie/huisbezoek"}}


def test_one_professional_with_many_cards_is_one(world: World) -> None:
    by = dict.fromkeys(FIVE, "p1")
    assert plan([world(*(card(key) for key in FIVE))], "openbaar", spoken(FIVE, by)).changes


def test_cards_without_a_professional_count_one_a_consent(world: World) -> None:
    store = world(*(card(key) for key in FIVE))
    one = dict.fromkeys(FIVE, "T1")
    assert plan([store], "openbaar", spoken((), consents=one)).changes
    assert not plan([store], "openbaar", spoken((), consents={key: f"T-{key}" for key in FIVE})).changes


def test_real_cards_of_nobody_known_count_as_one_together(world: World) -> None:
    assert plan([world(*(card(key) for key in FIVE))], "openbaar", NOBODY).changes


def test_a_finding_of_research_keeps_what_it_says(world: World) -> None:
    finding = [says("bevinding/b1", SITUATION, VALUES[SITUATION]), says("bevinding/b1", CLIENT, VALUES[CLIENT])]
    store = shows(world(card("a"), finding), spoken("a"))
    assert set(finding) <= set(store.triples())


def test_of_coded_material_the_mapping_to_client_types_and_settings_stays_in_ring_beheer(world: World) -> None:
    """A mapping to an element or a situation stays, and so does every mapping of an invented project."""
    concepts_of = {"exactMatch": VALUES[CLIENT], "closeMatch": VALUES[SETTING], "broadMatch": VALUES[SITUATION]}
    mapped = [Triple(node(f"code/{key}-{name.lower()}"), Iri(term(f"skos:{name}")), node(ref))
              for key in ("echt", "verzonnen") for name, ref in concepts_of.items()]
    invented = [Triple(t.subject, Iri(dww("isIllustratief")), TRUE) for t in mapped if "verzonnen" in t.subject.value]
    decided = [says("codekoppeling/d1", "koppeltBegrip", VALUES[CLIENT]),
               says("codekoppeling/d1", "koppeltCode", "code/echt-exactmatch")]
    file = world(mapped, invented, decided)
    left = {short(t)[0].removeprefix("code/") for t in shows(file, NOBODY).triples()}
    assert {f"verzonnen-{name.lower()}" for name in concepts_of} | {"echt-broadmatch"} <= left
    assert not {"echt-exactmatch", "echt-closematch"} & left
    assert ("codekoppeling/d1", VALUES[CLIENT]) not in {short(t) for t in shows(file, NOBODY, "programma").triples()}
    assert ("codekoppeling/d1", VALUES[CLIENT]) in {short(t) for t in shows(file, NOBODY, "beheer").triples()}
    told = plan([file], "openbaar", NOBODY).vergroofd
    assert {(one.combinatie, one.stappen, one.kaarten) for one in told} == {
        ((node(VALUES[CLIENT]).value,), ("koppeling-weg",), 2), ((node(VALUES[SETTING]).value,), ("koppeling-weg",), 1)
    }


def short(triple: Triple) -> tuple[str, str]:
    return triple.subject.value.split("/id/")[-1], triple.object.value.split("/id/")[-1]


def test_a_candidate_rests_on_whoever_gave_consent_for_its_coding() -> None:
    """Should a candidate show a client type beside its situation all the same, the gate sees it."""
    made = [says("kandidaat/k1", "kandidaatVoorSituatie", VALUES[SITUATION]),
            says("kandidaat/k1", "kandidaatVoorClienttype", VALUES[CLIENT]),
            says("kandidaat/k1", "berustOpCodering", "codering/c1")]
    store = Store.in_memory()
    store.add(made)
    who = tellen.people([(f"<{node('codering/c1').value}>", f"<{dww('onderToestemming')}>", "T1")])
    (found,) = small_cells(store, "openbaar", who)
    assert found.focus == node("kandidaat/k1").value


def test_a_profile_of_several_cards_does_not_tie_them(world: World) -> None:
    """Each card gets a profile of its own; the shared one says nothing any more."""
    shared = [says(f"handelingskennis/{key}", PROFILE, "profiel/p") for key in FIVE]
    own = [says("profiel/p", PROFESSION, VALUES[PROFESSION]), says("profiel/p", SETTING, VALUES[SETTING])]
    made = [[t for t in card(key) if "profiel/" not in f"{t.subject.value} {t.object.value}"] for key in FIVE]
    store = shows(world(*made, shared, own), spoken(FIVE))
    profiles = {t.object.value for t in store.triples(None, dww(PROFILE))}
    assert len(profiles) == 5
    assert seen(store, "a")[PROFESSION] == {VALUES[PROFESSION]}
    assert list(store.triples(node("profiel/p").value)) == []


def test_nothing_of_what_is_hidden_comes_into_the_files_that_a_store_is_made_of(tmp_path: Path) -> None:
    """What was deleted from a store can still be read in its files; so it must never get there."""
    write_triples(card("a"), tmp_path / "a.nt")
    made = plan([tmp_path / "a.nt"], "openbaar", spoken("a"))
    (path,) = coarsened([tmp_path / "a.nt"], made, tmp_path / "grover")
    held = path.read_bytes()
    assert b"huisbezoek" in held
    assert b"Zo doe ik het: <a> ." in held
    assert b"o-zeldzaam" not in held
    assert b"leeftijd-4-7" not in held


def test_the_account_tells_what_was_done_and_on_how_many_it_rested(world: World) -> None:
    made = plan([world(card("a"), card("b"), *(card(key, organisatie="") for key in "cde"))], "openbaar", spoken(FIVE))
    (one,) = made.vergroofd
    assert (one.professionals, one.kaarten, one.stappen) == (2, 2, ("organisatie-weg",))
    assert set(one.combinatie) == {node(ref).value for ref in VALUES.values()}


def test_every_step_can_be_told_in_both_languages(world: World) -> None:
    stores = [world(card("a")), world(*(card(key, metClienttype=f"clienttype/{kind}-x clienttype/leeftijd-4-7")
                                        for key, kind in zip(FIVE, "abcde", strict=True)))]
    taken = {step for store in stores for one in plan([store], "openbaar", spoken(FIVE)).vergroofd for step in one.stappen}
    assert taken <= set(STEPS)
    assert all(text.nl and text.en for text in STEPS.values())


# A whole generation


def in_generation(folder: Path, ring: Ring, *parts: Sequence[Triple]) -> None:
    """Write a store of a generation."""
    store = Store.create(folder / ring)
    store.add(triple for part in parts for triple in part)


def test_the_audit_finds_a_small_cell_and_the_gate_stays_shut(tmp_path: Path) -> None:
    in_generation(tmp_path, "openbaar", card("a"))
    in_generation(tmp_path, "programma", *(card(key) for key in "abc"))
    behind = [says(f"handelingskennis/{key}", "vanProfessional", f"professional/{key}") for key in "abc"]
    in_generation(tmp_path, "beheer", *(card(key) for key in "abc"), behind)
    (found,) = audit(tmp_path).findings
    assert found.shape == "kleine-cel-openbaar"
    assert found.focus == card_iri("a")
    assert "id/clienttype/leeftijd-4-7" in str(found.value)
    with pytest.raises(CouldNotRun) as refused:
        release(tmp_path)
    assert refused.value.where == "openbaar"


def contribute(home: Path, openbaar: list[Triple], beheer: list[Triple]) -> None:
    """Take in a contribution with these triples in ring openbaar and ring beheer."""
    folder = sources.stage(home, "bijdrage")
    write_triples(openbaar, folder / "openbaar.nt")
    write_triples(beheer, folder / "beheer.nt")
    sources.write_manifest(folder, Manifest("bijdrage", "k.csv", "0" * 64, "kaarten", "2026-11-23T00:00:00+00:00", False, 1, 1))
    sources.take_in(home, folder, "bijdrage")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generation of six real cards of six professionals, one of them rare, and an invented one; returns its folder."""
    home = tmp_path_factory.mktemp("klein") / "dww-data"
    keys = [*FIVE, "z"]
    seen_by_all = [t for key in FIVE for t in card(key)] + card("z", metClienttype="clienttype/probleem-lvb") + card("x", True)
    behind = [(key, name, ref) for key in keys for name, ref in (("vanProfessional", f"professional/{key}"),
                                                                 ("onderToestemming", "toestemming/t-geheim"))]
    contribute(home, seen_by_all, [says(f"handelingskennis/{key}", name, ref) for key, name, ref in behind])
    return generation.publish(home, generation.build(home)).path


def test_a_generation_hides_the_rare_card_in_two_rings_and_shows_it_in_beheer(built: Path) -> None:
    for ring in ("openbaar", "programma"):
        assert seen(Store.open_read_only(built / ring), "z") == {SITUATION: {"situatie/huisbezoek"}}
        assert seen(Store.open_read_only(built / ring), "a") == everything()
    assert seen(Store.open_read_only(built / "beheer"), "z") == everything(metClienttype="clienttype/probleem-lvb")


def test_a_generation_passes_its_own_gate_and_holds_its_account(built: Path) -> None:
    report = audit(built)
    release(built)
    assert report.findings == ()
    assert report.k == {"openbaar": 5, "programma": 3}
    assert [one.kaarten for one in report.vergroofd["openbaar"]] == [1]
    assert report.vergroofd["programma"] == report.vergroofd["openbaar"]


def test_the_account_names_no_card_no_person_no_consent_and_no_words(built: Path) -> None:
    text = (built / "onthulling.json").read_text(encoding="utf-8")
    assert set(json.loads(text)) == {"openbaar", "programma", "beheer"}
    for word in ("handelingskennis", "professional/", "toestemming", "t-geheim", "Zo doe ik het"):
        assert word not in text


def test_the_key_numbers_tell_how_many_cards_are_real(built: Path) -> None:
    now = generation.load(built.parents[1], int(built.name))
    rows = numbers(KnowledgeGraph(now, "openbaar", "nl"))
    assert rows["Handelingskennis"] == ("7", "6")
    assert rows["WerkzaamElement"] == ("60", "0")


def numbers(graph: KnowledgeGraph) -> dict[str, tuple[str, str]]:
    rows = graph.screen("kerncijfers").rows
    return {text(row[0]).rsplit("#", 1)[-1]: (text(row[1]), text(row[2])) for row in rows}


def text(cell: Node | None) -> str:
    return cell.value if cell else ""


def test_a_count_of_a_question_is_not_told_below_k(tmp_path: Path) -> None:
    """The same three real cards: counted in ring beheer, hidden in ring openbaar, and in every form one takes along."""
    home = tmp_path / "dww-data"
    contribute(home, [t for key in "abc" for t in card(key)], [])
    made = generation.publish(home, generation.build(home))
    assert numbers(KnowledgeGraph(made, "beheer", "nl"))["Handelingskennis"] == ("3", "3")
    public = KnowledgeGraph(made, "openbaar", "nl")
    assert numbers(public)["Handelingskennis"] == ("< 5", "< 5")
    answer = public.screen("kerncijfers")
    assert "< 5" in answer.to_csv()
    assert '"< 5"' in answer.to_json()


def test_the_gate_is_silent_where_k_is_off() -> None:
    store = Store.in_memory()
    store.add(card("a"))
    assert small_cells(store, "beheer", NOBODY) == ()
    assert small_cells(store, "openbaar", NOBODY)


def test_an_account_is_read_back_as_it_was_written(tmp_path: Path, world: World) -> None:
    made = plan([world(card("a"))], "openbaar", spoken("a"))
    write(tmp_path, [made])
    for ring in ("openbaar", "programma", "beheer"):
        in_generation(tmp_path, ring, [])
    assert audit(tmp_path).vergroofd["openbaar"] == made.vergroofd
