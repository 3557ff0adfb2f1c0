"""The command line: every verb has help and an example that runs; exit codes and messages are as they say."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from benchmarks.cards import write_table
from click.testing import CliRunner, Result

from dww_graph import generation, lock, sources
from dww_graph.cli import ANSWER_FORMATS, main
from dww_graph.graph import FORMATS
from dww_graph.reasoning import java_available
from dww_graph.store import Store

VERBS = {name: command for name, command in main.commands.items() if isinstance(command, click.Command)}
RIS = "TY  - JOUR\nTI  - Een verzonnen titel over gesprekken\nAU  - Jansen, A.\nPY  - 2020\nER  - \n"
SERVICE = "SELECT * WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }"
Run = Callable[..., Result]


@pytest.fixture
def run(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `dww` on the starter graph; reads only."""
    monkeypatch.setenv("DWW_HOME", str(starter_home))
    monkeypatch.delenv("DWW_LANG", raising=False)
    return lambda *words, stdin="": CliRunner().invoke(main, list(words), input=stdin, catch_exceptions=False)


@pytest.fixture
def write(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `dww` on a copy, in a folder of its own."""
    monkeypatch.setenv("DWW_HOME", str(home))
    monkeypatch.chdir(home.parent)
    return run


def example_of(command: click.Command) -> str:
    assert command.callback is not None
    found = re.search(r"^\s*Example: (.+)$", command.callback.__doc__ or "", re.MULTILINE)
    return found[1] if found else ""


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help_with_a_sentence_and_an_example(verb: str, run: Run) -> None:
    told = run(verb, "--help")
    assert told.exit_code == 0
    assert told.stdout.split("\n\n")[1].endswith(".")
    assert "Example: " in told.stdout
    assert f"dww {verb}" in example_of(VERBS[verb])


def test_the_help_names_every_verb(run: Run) -> None:
    told = run("--help").stdout
    assert [verb for verb in VERBS if f"\n  {verb} " not in told] == []


def with_project(write: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take in a coded conversation under the key that the examples name."""
    monkeypatch.setattr(sources, "new_key", lambda: "01kgcx0m2vq4t8e1wz")
    given = ("--scope", "openbaar", "--date", "2026-01-05", "--ethics", "ECO-1", "--until", "2036-01-05")
    assert write("consent", "add", "T-2026-03", *given).exit_code == 0
    Path("gesprek.txt").write_text("Interviewer: En toen?\nWerker: [[Ik bleef rustig zitten.]] (Band)\n", encoding="utf-8")
    told = write("ingest", "gesprek.txt", "--consent", "T-2026-03")
    assert told.exit_code == 0, told.output


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {"serve"}))
def test_the_example_of_every_verb_runs(verb: str, write: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = example_of(VERBS[verb])
    if "--ontology" in example and not java_available():
        pytest.skip("2026-11-23: no Java on this machine")
    write_table(Path("kaarten.csv"), 3)
    Path("bronnen.ris").write_text(RIS, encoding="utf-8")
    shutil.copytree(generation.folder(home) / "0001", generation.folder(home) / "0003")
    Path("interview.qdpx").write_bytes(b"TY  - JOUR\nTI  - niets om over te beslissen\nER  - \n")
    if verb in ("receipt", "withdraw", "map", "project"):
        with_project(write, home, monkeypatch)
    before, _, command = example.rpartition("dww ")
    stdin = shlex.split(before)[1] if before else ""
    told = write(*shlex.split(command), stdin=stdin)
    assert told.exit_code == 0, told.output
    assert told.stdout.strip()


def test_the_example_of_serve_starts_the_server_on_that_port(write: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[list[str], str]] = []

    def start(command: list[str], env: dict[str, str], **_: object) -> subprocess.CompletedProcess[str]:
        started.append((command, env["DWW_HOME"]))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", start)
    told = write(*shlex.split(example_of(VERBS["serve"]))[1:])
    ((command, folder),) = started
    assert told.exit_code == 0
    assert (command[command.index("--server.port") + 1], folder) == ("8501", str(home.resolve()))


@pytest.mark.parametrize(("words", "code"), [
    (("ask", "o1"), 0), (("generations",), 0), (("--version",), 0),
    (("ask", "zz"), 2), (("ask", "o1", "elemant=A5"), 2), (("ask", "o1", "element=QQ"), 2), (("ask", "o1", "element"), 2),
    (("trace", "QQ"), 2), (("export", "graaf.doc"), 2), (("bestaat-niet",), 2), (("ask",), 2), (("illustrative", "maybe"), 2),
    (("rollback", "9"), 2), (("--ring", "geheim", "ask", "o1"), 2), (("query", "bestaat-niet.rq"), 2),
    (("ingest", "weg.csv"), 1), (("--home", "leeg", "ask", "o1"), 3), (("--home", "leeg", "generations"), 3),
    (("--home", "leeg", "doctor"), 3), (("export", "weg/graaf.ttl"), 3),
])
def test_the_exit_code_says_what_it_was(words: tuple[str, ...], code: int, write: Run) -> None:
    assert write(*words).exit_code == code


def test_a_locked_folder_is_exit_code_three_and_names_the_holder(write: Run, home: Path) -> None:
    with lock.writing(home, "proef"):
        told = write("rebuild")
    assert told.exit_code == 3
    assert "dww proef" in told.stderr


def test_a_failure_is_told_on_standard_error_without_a_trace(run: Run) -> None:
    told = run("ask", "zz")
    assert told.stdout == ""
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(("words", "nl", "en"), [
    (("ask", "zz"), "is er niet", "There is no question"),
    (("ask", "o1", "elemant=A5"), "een van: element, kader", "one of: element, kader"),
    (("ask", "o1", "element=samen beslisen"), "Bedoelde u: samen beslissen", "Did you mean: samen beslissen"),
    (("ask", "o1", "element"), "is geen parameter", "is not a parameter"),
    (("trace", "A5"), "loopt geen spoor", "No trace runs"),
    (("export", "graaf.doc"), "Gebruik een van", "Use one of"),
    (("rollback",), "geen oudere generatie", "no older generation"),
    (("rollback", "9"), "Generatie 0009 is er niet", "Generation 0009 is not there"),
    (("--home", "leeg", "ask", "o1"), "nog geen graaf", "no graph here yet"),
    (("ingest", "weg.csv"), "geweigerd", "refused"),
    (("ingest", "weg.csv", "--replace", "xyz"), "Er is geen bijdrage 'xyz'", "There is no contribution 'xyz'"),
    (("terms", "qqqxxzz"), "Geen begrip gevonden", "No concept found"),
    (("ask", "o1"), "rij(en)", "row(s)"),
    (("questions",), "vraag", "question"),
    (("check",), "waarschuwingen", "warnings"),
    (("doctor",), "tripels", "triples"),
    (("generations",), "gebouwd", "built"),
])
def test_messages_are_dutch_and_with_lang_en_english(words: tuple[str, ...], nl: str, en: str, write: Run) -> None:
    assert nl in write(*words).output
    assert en in write("--lang", "en", *words).output


def test_the_language_can_stand_in_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWW_LANG", "en_GB")
    assert "There is no question" in run("ask", "zz").stderr
    assert "is er niet" in run("--lang", "nl", "ask", "zz").stderr


@pytest.mark.parametrize("fmt", ANSWER_FORMATS)
@pytest.mark.parametrize("words", [("ask", "o1"), ("trace", "LU-01"), ("query", "-")])
def test_an_answer_comes_in_every_format(words: tuple[str, ...], fmt: str, run: Run) -> None:
    told = run(*words, "--format", fmt, stdin="SELECT ?s WHERE { ?s a <https://w3id.org/dww/def#Handelingskennis> }")
    assert told.exit_code == 0
    assert len(told.stdout) > 100


def test_csv_of_an_answer_has_columns_their_iris_and_the_origin(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("ask", "o1", "element=A5", "--format", "csv").stdout)))
    assert rows
    assert {row["element"] for row in rows} == {"samen beslissen"}
    assert {row["element_iri"] for row in rows} == {"https://w3id.org/dww/id/element/a5"}
    assert all(".md" in row["herkomst"] for row in rows)


def test_json_of_an_answer_is_a_sparql_result_with_a_citation(run: Run) -> None:
    found = json.loads(run("ask", "o1", "--format", "json").stdout)
    assert found["head"]["vars"][0] == "element"
    assert len(found["results"]["bindings"]) == len(found["herkomst"]) > 0
    assert "generatie 0001" in found["citatie"]


@pytest.mark.parametrize("words", [("ask", "o1"), ("query", "-")])
def test_turtle_of_an_answer_parses(words: tuple[str, ...], run: Run) -> None:
    told = run(*words, "--format", "ttl", stdin="ASK { ?s ?p ?o }")
    parsed = Store.in_memory()
    parsed.load_text(told.stdout)
    assert parsed.query("ASK { ?r a <http://www.w3.org/2001/sw/DataAccess/tests/result-set#ResultSet> }").boolean is True


def test_the_table_of_an_answer_names_origin_number_of_rows_and_citation(run: Run) -> None:
    told = run("ask", "o1").stdout
    assert "herkomst" in told
    assert "rij(en)" in told
    assert "DOEN WAT WERKT-kennisgraaf, generatie 0001" in told


@pytest.mark.parametrize(("lang", "yes", "no"), [("nl", "ja", "nee"), ("en", "yes", "no")])
def test_a_yes_or_no_question_is_answered_so(lang: str, yes: str, no: str, run: Run) -> None:
    assert run("--lang", lang, "query", "-", stdin="ASK { ?s ?p ?o }").stdout.startswith(yes)
    assert run("--lang", lang, "query", "-", stdin="ASK { <urn:x> ?p ?o }").stdout.startswith(no)
    assert run("query", "-", "--format", "csv", stdin="ASK { ?s ?p ?o }").stdout.strip() == "true"
    assert json.loads(run("query", "-", "--format", "json", stdin="ASK { ?s ?p ?o }").stdout)["boolean"] is True


def test_a_query_refuses_service_and_says_where(run: Run) -> None:
    told = run("query", "-", stdin=SERVICE)
    assert told.exit_code == 2
    assert "SERVICE mag niet" in told.stderr
    assert "1:18" in told.stderr
    assert "SERVICE is not allowed" in run("--lang", "en", "query", "-", stdin=SERVICE).stderr


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_a_ring_is_exported_in_every_form(fmt: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / f"graaf.{fmt}"
    assert run("export", str(path)).exit_code == 0
    again = Store.in_memory()
    again.load_text(path.read_text(encoding="utf-8"), FORMATS[fmt])
    assert again.query("ASK { ?s a <https://w3id.org/dww/def#Handelingskennis> }").boolean is True


def test_the_ring_that_is_asked_is_the_ring_that_answers(run: Run) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?k a <https://w3id.org/dww/def#Handelingskennis> }"
    counts = [int(run("--ring", ring, "query", "-", "--format", "csv", stdin=query).stdout.split()[1].rstrip(","))
              for ring in ("openbaar", "programma", "beheer")]
    assert counts[0] < counts[1] <= counts[2]


def test_a_receipt_tells_what_was_read_stored_and_under_which_key(write: Run, home: Path) -> None:
    told = write("ingest", str(write_table(home.parent / "t.csv", 3)))
    assert told.exit_code == 0
    assert re.search(r"gelezen: 3\n\s+opgeslagen: 3\n\s+tripels: \d+\n\s+bijdrage: [0-9a-z]{18}", told.stdout)


def test_a_refused_file_is_told_fault_by_fault(write: Run, home: Path) -> None:
    path = write_table(home.parent / "t.csv", 3)
    path.write_text(path.read_text(encoding="utf-8").replace("ILLUSTRATIEF-2026", "nee"), encoding="utf-8")
    told = write("ingest", str(path))
    assert told.exit_code == 1
    assert told.stdout.count("rij ") >= 3
    assert "geen-toestemming 3" in told.stdout
