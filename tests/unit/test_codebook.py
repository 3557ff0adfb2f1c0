"""A code book is mapped by people: names propose, a person decides, and the table says what is wrong with it."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest

from dww_graph import codebook, intake, journal
from dww_graph.codebook import BY_HAND, NO_TERM, Regel, decided, from_sssom, propose, to_sssom, with_decisions
from dww_graph.errors import Fault
from dww_graph.map.codering import code_key
from dww_graph.map.koppeling import ACT, LAPSED, NONE, Koppeling, changes, decisions_of, details, triples
from dww_graph.map.vocabulary import Vocabulary

ID = "https://w3id.org/dww/id/"
TODAY = datetime.date(2026, 11, 23)
PATHS = ("Situaties/Huisbezoek", "Anders/Huisbezoek", "Situaties/Huisbezoeken", "Doen/A5.4", "Zomaar/Xyzzy")
HUISBEZOEK, A54 = f"{ID}situatie/huisbezoek", f"{ID}element/a5-4"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The concepts of the shipped ontology."""
    return intake.load_vocabulary()


def by_path(rows: list[Regel]) -> dict[str, list[Regel]]:
    found: dict[str, list[Regel]] = {}
    for row in rows:
        found.setdefault(row.pad, []).append(row)
    return found


def table(vocabulary: Vocabulary, **changed: str) -> str:
    """A table of one row, `Situaties/Huisbezoek`, with cells changed."""
    cells = {
        "subject_id": f"code:proef-{code_key(PATHS[0])}", "subject_label": PATHS[0], "predicate_id": "skos:exactMatch",
        "object_id": "situatie:huisbezoek", "object_label": "", "mapping_justification": BY_HAND, "author_id": "redactie-1",
        "mapping_date": "2026-11-20",
    }
    return "#mapping_set_id: x\n" + "\t".join(cells) + "\n" + "\t".join((cells | changed).values()) + "\n"


def read(text: str, vocabulary: Vocabulary) -> tuple[list[Regel], list[Fault]]:
    return from_sssom(text, "tabel.tsv", "proef", PATHS, vocabulary)


# Proposals


def test_the_same_name_is_proposed_as_an_exact_match_and_a_near_one_as_a_close_match(vocabulary: Vocabulary) -> None:
    rows = by_path(propose(PATHS, vocabulary))
    assert [(row.relatie, row.begrip) for row in rows["Situaties/Huisbezoek"]] == [("exactMatch", HUISBEZOEK)]
    assert ("closeMatch", HUISBEZOEK) in {(row.relatie, row.begrip) for row in rows["Situaties/Huisbezoeken"]}
    assert [(row.relatie, row.begrip) for row in rows["Doen/A5.4"]] == [("exactMatch", A54)]


def key(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].replace("-", " ")


def test_a_hidden_label_proposes_too_with_less_confidence_than_the_label(vocabulary: Vocabulary) -> None:
    names = vocabulary.found["situaties"].items()
    other = next(name for name, (iri, *more) in names if not more and name not in (key(iri), vocabulary.labels[iri].lower()))
    (hidden,) = propose([other], vocabulary)
    (label,) = propose([vocabulary.labels[hidden.begrip]], vocabulary)
    assert hidden.begrip == label.begrip
    assert float(hidden.zekerheid) < float(label.zekerheid)


def test_two_codes_of_one_name_in_different_branches_are_two_rows(vocabulary: Vocabulary) -> None:
    rows = propose(PATHS[:2], vocabulary)
    assert [row.pad for row in rows] == list(PATHS[:2])
    assert len({row.code for row in rows}) == 2


def test_only_elements_situations_and_client_types_are_proposed(vocabulary: Vocabulary) -> None:
    names = [name for scheme in vocabulary.found for name in vocabulary.found[scheme]]
    kinds = {row.begrip.removeprefix(ID).split("/")[0] for row in propose(names, vocabulary) if row.begrip != NONE}
    assert kinds == {"element", "situatie", "clienttype"}


def test_a_code_like_nothing_is_proposed_as_no_term_found_and_no_code_is_left_out(vocabulary: Vocabulary) -> None:
    rows = by_path(propose(PATHS, vocabulary))
    assert [row.begrip for row in rows["Zomaar/Xyzzy"]] == [NONE]
    assert set(rows) == set(PATHS)


def test_a_proposal_decides_nothing(vocabulary: Vocabulary) -> None:
    assert decided(propose(PATHS, vocabulary), "redactie-1", TODAY) == []


# The table


def test_the_table_is_sssom_with_every_column_and_every_prefix_it_uses(vocabulary: Vocabulary) -> None:
    text = to_sssom(propose(PATHS, vocabulary), "proef", TODAY)
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines[len(head):])), delimiter="\t"))
    assert tuple(rows[0]) == codebook.COLUMNS
    prefixes = {line.removeprefix("#  ").split(": ")[0] for line in head if line.startswith("#  ")}
    named = ("subject_id", "predicate_id", "object_id", "mapping_justification")
    used = {row[name].split(":")[0] for row in rows for name in named}
    assert used <= prefixes
    assert {row["object_id"] for row in rows} >= {NO_TERM, "situatie:huisbezoek"}
    assert all(row["author_id"] == row["mapping_date"] == "" for row in rows)


def test_a_table_that_was_written_reads_the_same(vocabulary: Vocabulary) -> None:
    rows = propose(PATHS, vocabulary)
    decisions = [Koppeling(code_key(PATHS[0]), HUISBEZOEK, "closeMatch", "redactie-1", "2026-11-20"),
                 Koppeling(code_key(PATHS[4]), NONE, NONE, "redactie-1", "2026-11-20")]
    shown = with_decisions(rows, {each.code: (each,) for each in decisions}, vocabulary)
    again, faults = read(to_sssom(shown, "proef", TODAY), vocabulary)
    assert faults == []
    assert [(row.code, row.begrip, row.relatie, row.door) for row in again] == [
        (row.code, row.begrip, row.relatie, row.door) for row in shown]
    assert sorted(map(str, decided(again, "ander", TODAY))) == sorted(map(str, decisions))


def test_a_name_that_a_spreadsheet_would_run_is_written_as_text(vocabulary: Vocabulary) -> None:
    path = '=HYPERLINK("x")'
    text = to_sssom(propose([path], vocabulary), "proef", TODAY)
    assert "\t'=HYPERLINK" in text or "\t\"'=HYPERLINK" in text
    rows, faults = from_sssom(text, "tabel.tsv", "proef", [path], vocabulary)
    assert (faults, [row.pad for row in rows]) == ([], [path])


@pytest.mark.parametrize("said", ["situatie:huisbezoek", HUISBEZOEK, "huisbezoek", "Huisbezoek"])
def test_a_concept_may_be_written_short_in_full_or_by_its_name(vocabulary: Vocabulary, said: str) -> None:
    rows, faults = read(table(vocabulary, object_id=said), vocabulary)
    assert (faults, [row.begrip for row in rows]) == ([], [HUISBEZOEK])


def test_a_table_saved_by_a_spreadsheet_with_a_byte_order_mark_and_crlf_is_read(vocabulary: Vocabulary) -> None:
    rows, faults = read("\ufeff" + table(vocabulary).replace("\n", "\r\n"), vocabulary)
    assert (faults, len(rows)) == ([], 1)


@pytest.mark.parametrize(
    ("changed", "code", "place", "do"),
    [
        ({"subject_id": "code:proef-0000", "subject_label": "Situaties/Huisbezok"}, "onbekende-onderzoekscode", "subject_id",
         "Situaties/Huisbezoek"),
        ({"subject_id": f"code:ander-{code_key(PATHS[0])}"}, "onbekende-onderzoekscode", "subject_id", ""),
        ({"object_id": "situatie:huisbezok"}, "onbekende-term", "object_id", "huisbezoek"),
        ({"object_id": f"{ID}context/wijkteam"}, "onbekende-term", "object_id", ""),
        ({"object_id": ""}, "onbekende-term", "object_id", ""),
        ({"predicate_id": "skos:relatedMatch"}, "onbekende-keuze", "predicate_id", ""),
        ({"author_id": "Anna Achternaam"}, "verkeerde-code", "author_id", ""),
        ({"mapping_date": "31-02-2026"}, "geen-datum", "mapping_date", ""),
        ({"mapping_date": "2026-02-31"}, "geen-datum", "mapping_date", ""),
    ],
)
def test_what_is_wrong_in_a_row_is_told_with_its_place_and_a_way_out(
    vocabulary: Vocabulary, changed: dict[str, str], code: str, place: str, do: str
) -> None:
    rows, (fault,) = read(table(vocabulary, **changed), vocabulary)
    assert rows == []
    assert fault.code == code
    assert fault.where == f"tabel.tsv, regel 3, {place}"
    assert do in fault.do.nl


def test_a_message_never_repeats_the_name_of_a_person(vocabulary: Vocabulary) -> None:
    _, (fault,) = read(table(vocabulary, author_id="Anna Achternaam"), vocabulary)
    assert "Anna" not in fault.tell("nl") + fault.tell("en")


def test_the_same_pair_twice_is_told_with_both_places(vocabulary: Vocabulary) -> None:
    text = table(vocabulary)
    _, (fault,) = read(text + text.splitlines()[-1] + "\n", vocabulary)
    assert fault.code == "dubbele-regel" and "regel 4" in fault.where and "regel 3" in fault.expected.nl


def test_a_code_that_matches_and_matches_nothing_is_a_contradiction(vocabulary: Vocabulary) -> None:
    none = table(vocabulary, object_id=NO_TERM).splitlines()[-1]
    _, (fault,) = read(table(vocabulary) + none + "\n", vocabulary)
    assert fault.code == "tegenstrijdig-besluit"
    proposed = table(vocabulary, object_id=NO_TERM, mapping_justification=codebook.BY_NAME, author_id="").splitlines()[-1]
    assert read(table(vocabulary) + proposed + "\n", vocabulary)[1] == []


@pytest.mark.parametrize("text", ["", "a;b;c\n1;2;3\n", 'subject_id\tsubject_label\n"open'])
def test_something_that_is_no_such_table_is_told_so(vocabulary: Vocabulary, text: str) -> None:
    rows, (fault,) = read(text, vocabulary)
    assert (rows, fault.code) == ([], "kolom-ontbreekt")


# Decisions


def test_a_row_marked_by_hand_is_signed_by_who_offers_the_table_and_a_name_in_it_stays(vocabulary: Vocabulary) -> None:
    unsigned, _ = read(table(vocabulary, author_id="", mapping_date=""), vocabulary)
    wanted = Koppeling(code_key(PATHS[0]), HUISBEZOEK, "exactMatch", "redactie-2", "2026-11-23")
    assert decided(unsigned, "redactie-2", TODAY) == [wanted]
    signed, _ = read(table(vocabulary, mapping_justification=codebook.BY_NAME), vocabulary)
    assert decided(signed, "redactie-2", TODAY)[0].door == "redactie-1"


def test_no_match_is_a_decision_too(vocabulary: Vocabulary) -> None:
    rows, _ = read(table(vocabulary, object_id=NO_TERM), vocabulary)
    assert [(each.begrip, each.relatie) for each in decided(rows, "r-1", TODAY)] == [(NONE, NONE)]


def said(begrip: str, relatie: str = "exactMatch", code: str = "c1") -> Koppeling:
    return Koppeling(code, begrip, relatie, "r-1", "2026-11-23")


def after(home: Path, *decisions: Koppeling, key: str = "proef") -> dict[str, tuple[Koppeling, ...]]:
    """What holds after these decisions were written, one by one."""
    for each in decisions:
        journal.append(home, "2026-11-23T10:00:00+00:00", "r-1", ACT, key, details(each))
    return decisions_of(journal.read(home), "proef")


def test_the_last_word_on_a_pair_holds_and_one_code_may_match_two_concepts(tmp_path: Path) -> None:
    held = after(tmp_path, said(A54), said(HUISBEZOEK), said(A54, "closeMatch"))
    assert held == {"c1": (said(A54, "closeMatch"), said(HUISBEZOEK))}


def test_no_match_and_a_match_replace_one_another(tmp_path: Path) -> None:
    assert after(tmp_path, said(A54), said(HUISBEZOEK), said(NONE, NONE)) == {"c1": (said(NONE, NONE),)}
    assert after(tmp_path, said(A54)) == {"c1": (said(A54),)}


def test_a_lapsed_decision_is_gone_and_other_contributions_do_not_count(tmp_path: Path) -> None:
    assert after(tmp_path, said(A54), said(A54, LAPSED)) == {}
    assert after(tmp_path, said(A54), key="ander") == {}


def test_the_same_table_twice_writes_nothing_the_second_time() -> None:
    held = {"c1": (said(A54), said(HUISBEZOEK))}
    assert changes(held, [said(HUISBEZOEK), said(A54)]) == []
    assert changes({}, [said(A54)]) == [said(A54)]


def test_a_pair_that_a_code_is_no_longer_decided_to_have_lapses_and_other_codes_stay() -> None:
    held = {"c1": (said(A54),), "c2": (said(A54, code="c2"),)}
    assert changes(held, [said(HUISBEZOEK)]) == [said(A54, LAPSED), said(HUISBEZOEK)]
    assert changes(held, [said(A54, "broadMatch")]) == [said(A54, "broadMatch")]


def test_the_journal_holds_no_words_of_the_project(vocabulary: Vocabulary) -> None:
    rows, _ = read(table(vocabulary), vocabulary)
    lines = [details(each) for each in decided(rows, "r-1", TODAY)]
    assert lines and "Situaties" not in str(lines)


def test_a_decision_becomes_a_mapping_with_who_and_when_and_a_skos_match_unless_nothing_matches() -> None:
    for begrip, number in ((A54, 1), (NONE, 0)):
        one = said(begrip, NONE if begrip == NONE else "exactMatch")
        found = [triple for _, triple in triples({"c1": (one,)}, "proef", "beheer")]
        matches = [triple for triple in found if triple.predicate.value.endswith("exactMatch")]
        assert len(matches) == number
        who = {triple.object.value for triple in found if triple.predicate.value.endswith("wasAttributedTo")}
        assert who == {f"{ID}medewerker/r-1"}
