"""The catalogue reads questions from their headers, and tells every fault of a header at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dww_graph.catalogue import Param, load_questions, parse_question
from dww_graph.errors import InputRefused, StoreError, Text
from dww_graph.header import split_header

GOOD = """#+ id: CQ-C4
#+ vraag: {nl: Welke situaties?, en: Which situations?}
#+ uitleg: {nl: Uitleg., en: Explanation.}
#+ tags: [curriculum, situatie]
#+ params:
#+   leerjaar: {type: integer, default: 2, nl: leerjaar, en: year}
#+   element: {type: concept, scheme: elementen, nl: element, en: element}
#+ columns:
#+   leerjaar: {nl: leerjaar, en: year}
#+   element: {nl: element, en: element}
#+ rows: {min: 0, max: 5}
PREFIX dww: <https://w3id.org/dww/def#>

SELECT ?leerjaar ?element WHERE { ?eenheid dww:leerjaar ?leerjaar ; dww:gaatOver ?element }
"""


def written(tmp_path: Path, content: str) -> Path:
    """Return the path of a question file with this content."""
    path = tmp_path / "c4-proef.rq"
    path.write_text(content, encoding="utf-8")
    return path


def refused(tmp_path: Path, content: str) -> InputRefused:
    """Return the refusal of a question file."""
    with pytest.raises(InputRefused) as caught:
        parse_question(written(tmp_path, content))
    return caught.value


def test_a_header_becomes_a_question(tmp_path: Path) -> None:
    """Every part of the header is a field; the default of an integer is its text, and the scheme stays with a concept."""
    question = parse_question(written(tmp_path, GOOD))
    assert (question.slug, question.id) == ("c4-proef", "CQ-C4")
    assert question.vraag == Text("Welke situaties?", "Which situations?")
    assert question.tags == ("curriculum", "situatie")
    assert question.params == (
        Param("leerjaar", "integer", Text("leerjaar", "year"), default="2"),
        Param("element", "concept", Text("element", "element"), scheme="elementen"),
    )
    assert (question.rows_min, question.rows_max) == (0, 5)


def test_the_text_is_sparql_without_the_header(tmp_path: Path) -> None:
    """What runs and what a person copies starts at the prefixes."""
    question = parse_question(written(tmp_path, GOOD))
    assert question.text.startswith("PREFIX dww:")
    assert "#+" not in question.text


def test_heads_and_defaults(tmp_path: Path) -> None:
    """Heads come in the reader's language and the order of the query; only parameters with a default are in the defaults."""
    question = parse_question(written(tmp_path, GOOD))
    assert list(question.heads("en").items()) == [("leerjaar", "year"), ("element", "element")]
    assert question.heads("nl")["leerjaar"] == "leerjaar"
    assert question.defaults() == {"leerjaar": "2"}


def test_split_header_keeps_line_numbers() -> None:
    """Line n of the YAML is line n of the file, so that a message points to the right line."""
    header, text = split_header("#+ id: CQ-O1\n#+\n#+ tags: [a]\nSELECT * {}\n")
    assert header.splitlines() == ["id: CQ-O1", "", "tags: [a]"]
    assert text == "SELECT * {}\n"


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """Four faults in one header are four faults, each with its place."""
    content = GOOD.replace("CQ-C4", "C4").replace(", en: Explanation.", "").replace("type: integer", "type: getal")
    error = refused(tmp_path, content.replace("min: 0, max: 5", "min: 6, max: 5"))
    assert [fault.where for fault in error.faults] == [
        "c4-proef.rq: id",
        "c4-proef.rq: uitleg",
        "c4-proef.rq: params.leerjaar",
        "c4-proef.rq: rows",
    ]
    assert all(fault.expected.nl and fault.expected.en for fault in error.faults)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("#+ tags: [curriculum, situatie]\n", "", "tags"),
        ("#+ tags: [curriculum, situatie]", "#+ tags: []", "tags"),
        ("type: concept, scheme: elementen", "type: concept", "params.element"),
        ("type: integer", "type: integer, scheme: elementen", "params.leerjaar"),
        ("#+   element: {nl: element, en: element}\n", "", "columns"),
        ("#+   leerjaar: {nl: leerjaar, en: year}", "#+   leerjaar: leerjaar", "columns.leerjaar"),
        ("rows: {min: 0, max: 5}", "rows: {max: 5}", "rows"),
        ("rows: {min: 0, max: 5}", "rows: {min: ja, max: 5}", "rows"),
    ],
)
def test_a_fault_names_its_place(tmp_path: Path, old: str, new: str, where: str) -> None:
    """Each single fault is refused at the key where it stands."""
    assert [fault.where for fault in refused(tmp_path, GOOD.replace(old, new)).faults] == [f"c4-proef.rq: {where}"]


def test_broken_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    """A header that is no YAML is refused with the line, not with a trace."""
    error = refused(tmp_path, GOOD.replace("{nl: Uitleg., en: Explanation.}", "{nl: Uitleg."))
    assert error.faults[0].where.startswith("c4-proef.rq:")
    assert error.exit_code == 1


def test_a_file_without_header_is_refused(tmp_path: Path) -> None:
    """Bare SPARQL misses all seven keys."""
    assert len(refused(tmp_path, "SELECT * WHERE { ?s ?p ?o }\n").faults) == 7


def test_the_shipped_questions_load() -> None:
    """Twenty-five questions with unique ids, by slug and in order of slug; their slug starts with their id."""
    questions = load_questions()
    assert len(questions) == 25
    assert list(questions) == sorted(questions)
    assert len({question.id for question in questions.values()}) == 25
    for slug, question in questions.items():
        assert slug.split("-")[0] == question.id.removeprefix("CQ-").lower()


def test_the_screens_load_and_are_named_after_their_file() -> None:
    """A query of a screen is found by the name of its file."""
    screens = load_questions("schermen")
    assert all(question.id == f"SCHERM-{slug}" for slug, question in screens.items())
    assert screens["kaart-teksten"].params[0].name == "kaart"


def test_an_absent_folder_is_a_store_error() -> None:
    """A folder that does not ship is told as such."""
    with pytest.raises(StoreError):
        load_questions("bestaat-niet")


def test_the_catalogue_cannot_be_changed() -> None:
    """A reader gets a view; nobody can put a question in."""
    with pytest.raises(TypeError):
        load_questions()["x"] = next(iter(load_questions().values()))  # type: ignore[index]
