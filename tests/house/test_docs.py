"""The documents: the generated ones are current, and the written ones agree with the code."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dww_graph import __version__, assets, store, terms
from dww_graph.catalogue import load_questions
from dww_graph.cli import main
from dww_graph.errors import CouldNotRun
from dww_graph.export import columns, docs, markdown, questions
from dww_graph.export.reference import cli_reference, example
from dww_graph.guard import limits, text_form, zips
from dww_graph.guard import query as gate
from dww_graph.read.table import COLUMNS
from dww_graph.workers import Limits

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for pattern in ("*.md", "ontology/**/*.md", "queries/*.md", "starter/*.md") for path in ROOT.glob(pattern))
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with a copy of the documents."""
    for name in docs.documents(ROOT, cli_reference(main)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_generated_documents_are_current() -> None:
    """Glossary, catalogue and the generated parts of the README are what `dww docs` would write now."""
    assert docs.differences(ROOT, cli_reference(main)) == ()


def test_a_stale_document_is_told_and_mended(copy: Path) -> None:
    """A changed and an absent document are named; writing mends them and touches nothing else."""
    reference = cli_reference(main)
    docs.write(copy, reference)
    (copy / "ontology/BEGRIPPEN.md").unlink()
    readme = copy / docs.README
    readme.write_text(readme.read_text(encoding="utf-8").replace("`kaart_id`", "`kaartnummer`"), encoding="utf-8")
    assert docs.differences(copy, reference) == ("ontology/BEGRIPPEN.md", docs.README)
    assert docs.write(copy, reference) == (copy / "ontology/BEGRIPPEN.md", copy / docs.README)
    assert docs.differences(copy, reference) == ()


def test_words_around_generated_parts_stay() -> None:
    """Filling in a part leaves the text before and after it as it was."""
    text = "Voor\n<!-- generated: cli -->\noud\n<!-- /generated -->\nNa\n"
    assert docs.filled(text, {"cli": "nieuw"}) == text.replace("oud", "nieuw")


@pytest.mark.parametrize("parts", [{"cli": "x", "card": "y"}, {}])
def test_a_part_without_a_place_is_refused(parts: dict[str, str]) -> None:
    """A part that has no place in the README, or a place without a part, is a failure and not passed over."""
    with pytest.raises(CouldNotRun) as raised:
        docs.filled("<!-- generated: cli -->\n\n<!-- /generated -->\n", parts)
    assert "<!-- generated:" in raised.value.tell("nl")


def test_documents_are_only_made_beside_the_source(tmp_path: Path) -> None:
    """Without a README there is a message, not a trace."""
    with pytest.raises(CouldNotRun):
        docs.documents(tmp_path, "")


def test_a_pipe_does_not_break_a_table() -> None:
    """A cell with a pipe or a line feed stays one cell on one line."""
    assert markdown.table(["a"], [["x|y\nz"]])[-1] == "| x\\|y z |"


def test_glossary_holds_every_term_in_both_languages() -> None:
    """Each term and each concept of the ontology has its own row with name and meaning, Dutch and English."""
    page = read("ontology/BEGRIPPEN.md")
    said = {terms.term(each) for each in ("skos:definition", "skos:prefLabel", "rdfs:label")}
    paths = (*assets.files(("ontology",), "*.ttl"), *assets.files(("ontology", "begrippen"), "*.ttl"))
    for triple in (triple for path in paths for triple in store.parse_file(path)):
        if (
            triple.predicate.value in said
            and triple.subject.value.startswith(terms.BASE)
            and triple.subject.value != terms.DEF[:-1]
        ):
            assert markdown.cell(triple.object.value) in page, f"{triple.subject.value}: {triple.object.value}"


def test_glossary_keeps_marks_of_verification() -> None:
    """A concept that was not verified says so in its row."""
    row = next(line for line in read("ontology/BEGRIPPEN.md").splitlines() if line.startswith("| A `a` |"))
    assert row.endswith("niet geverifieerd |")


def test_catalogue_holds_every_question_once() -> None:
    """Each question has its number, both languages, its file and a command."""
    page = read("queries/VRAGEN.md")
    for question in load_questions().values():
        assert page.count(f"### {question.id} · {question.vraag.nl}\n\n*{question.vraag.en}*\n") == 1
        assert f"```sh\n{questions.command(question)}\n```" in page
        assert f"(vragen/{question.slug}.rq)" in page


def test_a_question_without_parameters_has_no_table() -> None:
    """A question that takes nothing is told without an empty table."""
    question = replace(load_questions()["o3-praktijk-zonder-gevonden-onderzoek"], params=())
    page = questions.catalogue([question])
    assert "### CQ-O3" in page
    assert "| parameter |" not in page


def test_command_of_a_question_spells_out_its_defaults() -> None:
    """A parameter with a default is in the example, one without is not."""
    found = {questions.command(question) for question in load_questions().values()}
    assert "dww ask t2 element=B4" in found
    assert "dww ask o3" in found


def test_readme_tells_every_column_that_is_read() -> None:
    """The table of columns and the reader of tables know the same names; toestemming_id is another name of toestemming."""
    assert columns.documented_columns() == COLUMNS - {"toestemming_id"}


def test_every_verb_has_help_and_an_example() -> None:
    """A verb without help or example does not exist."""
    silent = [name for name, command in main.commands.items() if not command.help or not example(command)]
    assert silent == []


def test_every_verb_named_in_a_document_exists() -> None:
    """A document tells no verb that the command line does not have."""
    told = {verb for page in PAGES for verb in re.findall(r"`dww (?:--\w+ \w+ )?([a-z]+)", page.read_text(encoding="utf-8"))}
    assert told - set(main.commands) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every link inside the repository leads to a file, and to a place in it when it names one."""
    for name, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        target = page.parent / name if name else page
        assert target.exists(), name
        if anchor:
            text = target.read_text(encoding="utf-8")
            heads = {
                re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
            }
            assert f'<a id="{anchor}"></a>' in text or anchor in heads, f"{name}#{anchor}"


def test_versions_agree() -> None:
    """Package, pyproject, citation and change log name the same version."""
    released = re.findall(r"^## \[(\d.+?)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert f'version = "{__version__}"' in read("pyproject.toml")
    assert f"\nversion: {__version__}\n" in read("CITATION.cff")
    assert released[0] == __version__


def test_security_page_names_the_limits_of_the_code() -> None:
    """The figures in SECURITY.md are those that the gates keep."""
    page, worker = read("SECURITY.md"), Limits()
    told = (
        f"{limits.MAX_BYTES // 1024**2} MB",
        f"{zips.MAX_MEMBERS} members",
        f"{text_form.MAX_DEPTH} levels",
        f"{gate.MAX_BYTES // 1024} kB",
        f"{gate.MAX_DEPTH} deep",
        f"{worker.seconds:.0f} seconds",
        f"{worker.rows} rows",
        f"{worker.bytes // 1024**2} MiB of answer",
        f"{worker.memory_mb} MiB of memory",
    )
    assert [each for each in told if each not in page] == []


@pytest.mark.parametrize("page", sorted((ROOT / "ontology/decisions").glob("*.md")), ids=lambda page: page.stem)
def test_a_decision_names_what_was_rejected(page: Path) -> None:
    """Each decision is numbered, dated, and says what was rejected."""
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.stem[:4]} ")
    assert re.search(r"^Status: accepted, \d+ \w+ \d{4}\.", text, re.MULTILINE)
    assert "rejected" in text.lower()


def test_decisions_are_numbered_without_a_gap() -> None:
    """The numbers run from 1, each once."""
    numbers = [int(page.name[:4]) for page in sorted((ROOT / "ontology/decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
