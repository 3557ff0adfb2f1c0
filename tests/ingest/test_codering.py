"""Coded conversations become annotations: nothing merged that was two, nothing doubled that was one, no text and no name."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from dww_graph import assets, catalogue, controls
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.export import project, qdpx
from dww_graph.map.codering import Coderingen, check, code_iri
from dww_graph.map.koppeling import Koppeling
from dww_graph.model import Cell, RawRecord
from dww_graph.read import qda
from dww_graph.shapes import validate
from dww_graph.store import Store, serialize, to_ntriples
from dww_graph.terms import term

from . import coded
from .coded import (
    A54,
    EVERYTHING,
    HASH,
    HUISBEZOEK,
    ID,
    PROJECT,
    TEXT,
    THUIS,
    TIENER,
    UITLEG,
    built,
    coding,
    decision,
    mapped,
    of_class,
    record,
    ringed,
    seen,
    texts,
    transcript,
    values,
)

WORLDS = sorted((Path(__file__).resolve().parents[1] / "competency").glob("*.ttl"))


def codings(records: tuple[RawRecord, ...]) -> set[str]:
    return of_class(built(ringed(records)), "Codering")


# Codings and passages


def test_a_coding_is_an_annotation_with_a_code_a_coder_a_day_and_a_passage() -> None:
    store = built(ringed((transcript(), coding("Dag 😀"))))
    (one,) = of_class(store, "Codering")
    assert values(store, one, term("oa:hasBody")) == {code_iri("proef", UITLEG)}
    assert values(store, one, term("oa:motivatedBy")) == {term("oa:classifying")}
    assert values(store, one, term("prov:wasAttributedTo")) == {f"{ID}codeur/proef-1"}
    assert values(store, one, term("dcterms:created")) == {"2026-01-02"}
    assert values(store, one, term("dcterms:identifier")) == {coded.guid(1)}
    assert values(store, one, term("dww:vindplaats")) == {"codering 1"}
    assert values(store, one, term("dww:positieNagekeken")) == {"true"}


def test_the_quote_at_the_recorded_position_equals_the_text_in_code_points() -> None:
    rows = built(ringed()).query(assets.read_text("queries", "bouw", "project-coderingen.rq"),
                                 {"inlezing": Iri(f"{ID}inlezing/proef")})
    found = [dict(zip(rows.columns, (node.value if node else "" for node in row), strict=True)) for row in rows.rows]
    assert len(found) == 4
    for row in found:
        begin, end = int(row["begin"]), int(row["eind"])
        assert TEXT[begin:end] == row["citaat"]
        assert TEXT[begin - len(row["voor"]) : begin] == row["voor"] and TEXT[end : end + len(row["na"])] == row["na"]


def test_no_node_is_blank_and_nothing_points_at_what_is_not_there() -> None:
    store = built([*ringed(), *mapped(*EVERYTHING)])
    assert not any(part.startswith("_:") for triple in seen(ringed(), "beheer") for part in texts([triple]))
    dangling = next(control for control in controls.load_controls() if control.id == "S75")
    assert controls.run(dangling, store.query) == ()


def test_two_coders_on_one_selection_stay_two() -> None:
    both = (transcript(), coding("Dag 😀"), coding("Dag 😀", number=2, codeur="codeur 2"))
    assert len(codings(both)) == 2
    assert len(values(built(ringed(both)), f"{ID}transcript/proef-{HASH[:20]}", term("dww:teksthash"))) == 1


def test_a_new_export_with_new_identifiers_doubles_nothing() -> None:
    new = (Cell("NIEUW", "elders"),)
    renamed = tuple(replace(each, place="elders", cells={**each.cells, "guid": new}) for each in PROJECT)
    assert codings(PROJECT) == codings((*PROJECT, *renamed)) == codings(tuple(reversed(renamed)))


def test_two_codes_on_one_selection_are_two_codings_of_one_passage() -> None:
    store = built(ringed((transcript(), coding("Dag 😀"), coding("Dag 😀", THUIS, 2))))
    assert len(of_class(store, "Codering")) == 2
    assert len({triple.object.value for triple in store.triples(None, term("oa:hasTarget"))}) == 1


def test_two_conversations_with_the_same_words_stay_two() -> None:
    answer = "Nee."
    one, other = (transcript(name, answer, number) for number, name in enumerate(("respondent 1", "respondent 2"), 1))
    said = [coding(answer, text=answer, bron=f"respondent {number}", number=number) for number in (1, 2)]
    store = built(ringed((one, said[0], other, said[1])))
    assert len(of_class(store, "Transcript")) == len(of_class(store, "Codering")) == 2


def test_a_coding_without_a_position_keeps_its_words_and_its_text_by_name() -> None:
    bare = record("codering", "rij 2", bron="a.docx", citaat="Ik wachtte.", code="Wachten")
    store = built(ringed((bare,)))
    assert len(of_class(store, "Codering")) == len(of_class(store, "Transcript")) == 1
    assert {triple.object.value for triple in store.triples(None, term("oa:exact"))} == {"Ik wachtte."}
    assert not list(store.triples(None, term("oa:start")))


# Codes


def test_codes_of_one_name_in_two_branches_are_two_codes() -> None:
    store = built(ringed())
    first, second = code_iri("proef", UITLEG), code_iri("proef", "Waar/Uitleg")
    assert first != second
    for code, parent in ((first, "Doen"), (second, "Waar")):
        assert values(store, code, term("skos:prefLabel")) == {"Uitleg"}
        assert values(store, code, term("skos:broader")) == {code_iri("proef", parent)}


def test_a_code_keeps_what_its_project_says_of_it() -> None:
    store, code = built(ringed()), code_iri("proef", UITLEG)
    assert values(store, code, term("dcterms:description")) == {"Zegt wat vaststaat."}
    assert values(store, code, term("dww:kleur")) == {"#3366cc"}
    assert values(store, code_iri("proef", "Doen"), term("dww:codeerbaar")) == {"false"}
    assert values(store, code, term("skos:inScheme")) == {f"{ID}codeboek/proef"}


def test_a_parent_that_the_file_never_names_is_there_all_the_same() -> None:
    store = built(ringed((record("code", "code 1", pad="Ver/Weg/Blad"),)))
    assert of_class(store, "Code") == {code_iri("proef", pad) for pad in ("Ver", "Ver/Weg", "Ver/Weg/Blad")}
    assert values(store, f"{ID}codeboek/proef", term("skos:hasTopConcept")) == {code_iri("proef", "Ver")}


def test_a_slash_inside_a_name_is_no_step_of_the_path() -> None:
    store = built(ringed((record("code", "code 1", pad="Ouder∕kind"),)))
    assert values(store, code_iri("proef", "Ouder∕kind"), term("skos:prefLabel")) == {"Ouder/kind"}


# Notes


def test_a_note_finds_its_coding_at_the_build_and_its_code_text_or_project_at_once() -> None:
    store = built(ringed())
    notes = {text.object.value: values(store, text.subject.value, term("oa:hasTarget"))
             for text in store.triples(None, term("oa:bodyValue"))}
    known = store.triples(None, term("dcterms:identifier"))
    (first,) = {each.subject.value for each in known if each.object.value == coded.guid(1)}
    assert notes == {
        "Mooi voorbeeld.": {first, code_iri("proef", UITLEG)},
        "Lang gesprek.": {f"{ID}transcript/proef-{HASH[:20]}"},
        "Eerste ronde.": {f"{ID}inlezing/proef"},
    }


def test_a_note_of_which_the_writer_is_unknown_has_none() -> None:
    store = built(ringed())
    writers = {text.object.value: values(store, text.subject.value, term("prov:wasAttributedTo"))
               for text in store.triples(None, term("oa:bodyValue"))}
    assert writers["Lang gesprek."] == set() and writers["Mooi voorbeeld."] == {f"{ID}codeur/proef-1"}


# Who may see what


def test_the_text_is_in_no_ring_and_the_name_of_a_conversation_in_ring_beheer_only() -> None:
    everything = list(ringed())
    assert TEXT not in texts(seen(everything, "beheer"))
    assert "Gesprek Piet" in texts(seen(everything, "beheer"))
    assert "Gesprek Piet" not in texts(seen(everything, "programma"))


def test_consent_is_in_ring_beheer_only_and_with_every_coding_text_and_note() -> None:
    everything = list(ringed(ring="openbaar"))
    assert not any("toestemming" in value.lower() for value in texts(seen(everything, "programma")))
    store = built(everything)
    for thing in (name for kind in ("Codering", "Transcript", "Notitie") for name in of_class(store, kind)):
        assert values(store, thing, term("dww:onderToestemming")) == {f"{ID}toestemming/t-2026-03"}


def test_nothing_is_in_a_wider_ring_than_was_offered() -> None:
    assert seen(ringed(ring="programma"), "openbaar") == []
    assert seen(ringed(ring="beheer"), "programma") == []


def test_a_coder_is_a_number_even_when_a_reader_lets_a_name_through() -> None:
    named = (transcript(), coding("Dag 😀", codeur="Anna A."), coding("Dag 😀", number=2, codeur="Bram B."))
    everything = seen(ringed(named), "beheer")
    assert not any("anna" in value.lower() or "bram" in value.lower() for value in texts(everything))
    assert len(of_class(built(ringed(named)), "Codeur")) == 2


def test_the_one_switch_leaves_nothing_of_an_invented_project_but_its_run_consent_and_who_decided() -> None:
    store = Store.in_memory()
    store.add(seen([*ringed(illustratief=True), *mapped(*EVERYTHING, illustratief=True)], "beheer"))
    store.update(assets.read_text("queries", "bouw", "zonder-illustratief.ru"))
    left = {triple.subject.value.removeprefix(ID) for triple in store.triples()}
    assert left == {"inlezing/proef", "toestemming/t-2026-03", "medewerker/redactie-1"}


def test_a_candidate_from_an_invented_project_says_that_it_is_invented() -> None:
    for invented, said in ((True, {"true"}), (False, set[str]())):
        store = built([*ringed(illustratief=invented), *mapped(*EVERYTHING, illustratief=invented)])
        (one,) = of_class(store, "Kandidaatkennis")
        assert values(store, one, term("dww:isIllustratief")) == said


def test_the_shapes_find_nothing_against_a_project_with_the_ontology_beside_it() -> None:
    ontology = to_ntriples([*assets.files(("ontology",), "*.ttl"), *assets.files(("ontology", "begrippen"), "*.ttl")])
    data = ontology + serialize(seen([*ringed(), *mapped(*EVERYTHING)], "beheer"), "application/n-triples")
    assert validate(data, assets.files(("ontology", "shapes"), "*.ttl")) == ()


def test_no_control_fires_on_a_project_with_candidates() -> None:
    store = built([*ringed(), *mapped(*EVERYTHING)])
    found = [finding for control in controls.load_controls() for finding in controls.run(control, store.query)]
    assert [finding for finding in found if "/proef" in finding.focus or "kandidaat" in finding.focus] == []


# Record by record


def peak(number: int) -> int:
    mapping = Coderingen("proef")
    words = "Dag 😀"
    begin = coding(words)
    tracemalloc.start()
    for at in range(number):
        moved = {name: (Cell(str(place), ""),) for name, place in (("begin", at), ("eind", at + 5))}
        for _ in mapping.triples(replace(begin, cells={**begin.cells, **moved}), "programma", "T-2026-03"):
            pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_memory_does_not_grow_with_the_number_of_codings() -> None:
    assert peak(100) and peak(4000) < peak(400) + 200_000


@pytest.mark.parametrize(
    ("record_", "code"),
    [
        (record("codering", "codering 1", bron="a", code="x"), "onvolledig-gecodeerd"),
        (record("code", "code 1", naam="x"), "onvolledig-gecodeerd"),
        (record("notitie", "notitie 1", tekst="x"), "onvolledig-gecodeerd"),
        (coding("Dag 😀", begin="7", eind="7"), "plaats-klopt-niet"),
        (coding("Dag 😀", eind=""), "plaats-klopt-niet"),
        (coding("Dag 😀", begin="-1"), "plaats-klopt-niet"),
    ],
)
def test_a_record_that_cannot_be_mapped_is_refused_by_itself_with_its_place(record_: RawRecord, code: str) -> None:
    (fault,) = check(record_, "p.qdpx")
    assert (fault.code, fault.severity) == (code, "waarschuwing")
    assert record_.place in fault.where


def test_a_sound_project_has_no_faults() -> None:
    assert [fault for each in PROJECT for fault in check(each, "p.qdpx")] == []


# Candidates


def test_a_passage_with_a_mapped_code_is_one_candidate_with_the_situations_and_client_types_that_overlap_it() -> None:
    store = built([*ringed(), *mapped(*EVERYTHING)])
    (one,) = of_class(store, "Kandidaatkennis")
    assert values(store, one, term("dww:kandidaatVoorElement")) == {A54}
    assert values(store, one, term("dww:kandidaatVoorSituatie")) == {HUISBEZOEK}
    assert values(store, one, term("dww:kandidaatVoorClienttype")) == {TIENER}
    assert values(store, one, term("dww:kandidaatstatus")) == {f"{ID}status/voorgesteld"}
    assert len(values(store, one, term("dww:berustOpCodering"))) == 3
    assert values(store, one, term("dww:onderToestemming")) == {f"{ID}toestemming/t-2026-03"}
    assert values(store, one, term("dww:zichtbaarheidVan")) == {f"{ID}zichtbaarheid/programma"}


def test_codes_that_only_touch_or_stand_elsewhere_in_the_text_say_nothing_of_a_candidate() -> None:
    apart = (transcript(), coding("Ik legde uit"), coding(" wat de rechter", THUIS, 2), coding("Dag 😀", coded.KIND, 3))
    store = built([*ringed(apart), *mapped(*EVERYTHING)])
    (one,) = of_class(store, "Kandidaatkennis")
    assert not values(store, one, term("dww:kandidaatVoorSituatie"))
    assert not values(store, one, term("dww:kandidaatVoorClienttype"))


def test_two_coders_on_one_passage_give_one_candidate() -> None:
    both = (transcript(), coding("Ik legde uit"), coding("Ik legde uit", number=2, codeur="codeur 2"))
    (one,) = of_class(store := built([*ringed(both), *mapped(*EVERYTHING)]), "Kandidaatkennis")
    assert len(values(store, one, term("dww:berustOpCodering"))) == 2


@pytest.mark.parametrize("decisions", [(), (decision(UITLEG, "geen", "geen"),), (decision(UITLEG, A54, "narrowMatch"),),
                                       (decision(UITLEG, HUISBEZOEK),)])
def test_without_a_decision_for_an_element_there_is_no_candidate(decisions: tuple[Koppeling, ...]) -> None:
    assert of_class(built([*ringed(), *mapped(*decisions)]), "Kandidaatkennis") == set()


def test_a_mapping_that_changes_takes_effect_by_building_again() -> None:
    other = f"{ID}element/a1-2"
    before, after = (built([*ringed(), *mapped(decision(UITLEG, iri))]) for iri in (A54, other))
    (one,) = of_class(before, "Kandidaatkennis")
    assert of_class(after, "Kandidaatkennis") == {one}
    assert values(after, one, term("dww:kandidaatVoorElement")) == {other}


def test_a_decision_about_a_code_that_is_gone_leaves_nothing() -> None:
    store = built([*ringed(), *mapped(decision("Weg/Code", A54))])
    assert of_class(store, "Codekoppeling") == set()
    assert not list(store.triples(code_iri("proef", "Weg/Code")))


def test_a_candidate_is_not_in_a_wider_ring_and_its_consent_in_ring_beheer_only() -> None:
    everything = [*ringed(), *mapped(*EVERYTHING)]
    assert of_class(built(everything, "openbaar"), "Kandidaatkennis") == set()
    store = built(everything, "programma")
    assert len(of_class(store, "Kandidaatkennis")) == 1
    assert not list(store.triples(None, term("dww:onderToestemming")))


def test_no_rule_and_none_of_the_questions_takes_a_candidate_for_knowledge() -> None:
    worlds = [path.read_text(encoding="utf-8") for path in WORLDS]
    plain, with_candidates = built([], worlds=worlds), built([*ringed(), *mapped(*EVERYTHING)], worlds=worlds)
    assert of_class(with_candidates, "Kandidaatkennis")
    questions = catalogue.load_questions("vragen")
    assert len(questions) == 25
    for question in questions.values():
        before, after = (Counter(store.query(question.text).rows) for store in (plain, with_candidates))
        assert before == after, question.id
    assert sum(len(plain.query(question.text).rows) for question in questions.values()) > 100


def test_candidates_can_be_told_from_what_was_asserted() -> None:
    store = built([*ringed(), *mapped(*EVERYTHING)])
    ask = "ASK { GRAPH <https://w3id.org/dww/id/graaf/afgeleid> { ?k a <https://w3id.org/dww/def#Kandidaatkennis> } }"
    assert store.query(ask).boolean


# Out again


def test_a_project_out_of_the_graph_and_read_again_gives_the_same_annotations(tmp_path: Path) -> None:
    store = built(ringed())
    found = project.read_project(store.query, "proef")
    assert found.zonder_plaats == 0
    qdpx.write(tmp_path / "uit.qdpx", found.project)
    again = [item for item in qda.read(tmp_path / "uit.qdpx") if isinstance(item, RawRecord)]
    rebuilt = built(ringed(again))
    for kind in ("Code", "Codering", "Transcript"):
        assert of_class(store, kind) == of_class(rebuilt, kind), kind
    assert quotes(store.triples(None, term("oa:exact"))) == quotes(rebuilt.triples(None, term("oa:exact")))
    assert notes(project.read_project(rebuilt.query, "proef")) == notes(found)


def quotes(triples: Iterable[Triple]) -> set[tuple[str, str]]:
    return {(triple.subject.value, triple.object.value) for triple in triples}


def notes(found: project.Found) -> set[tuple[str, frozenset[str]]]:
    return {(each.tekst, frozenset(each.over)) for each in found.project.notities}


def test_a_text_without_a_name_in_this_ring_is_called_by_a_number() -> None:
    found = project.read_project(built(ringed(), "programma").query, "proef")
    assert [each.bron_id for each in found.project.bronnen] == ["bron 1"]
    assert {each.bron for each in found.project.coderingen} == {"bron 1"}


def test_words_that_were_replaced_for_privacy_are_counted_and_stay_out_of_an_export() -> None:
    replaced = (transcript(), coding("Ik legde uit"), coding("zegt moeder", number=2, citaat="zegt [iemand]"))
    found = project.read_project(built(ringed(replaced)).query, "proef")
    assert (len(found.project.coderingen), found.zonder_plaats) == (1, 1)


def test_an_unknown_contribution_gives_an_empty_project() -> None:
    found = project.read_project(built(ringed()).query, "ander")
    assert (found.project.codes, found.project.coderingen, found.project.notities) == ((), (), ())


def test_positions_are_numbers() -> None:
    starts = [triple.object for triple in built(ringed()).triples(None, term("oa:start"))]
    assert starts and all(isinstance(node, Literal) and (node.datatype or "").endswith("#integer") for node in starts)
