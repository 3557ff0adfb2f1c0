"""The command line `dww`: one short function a verb; each is one call of the library, and shows what came back.

Exit codes: 0 fine, 1 findings or a refused file, 2 a call that is off, 3 could not run.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, cast

import click

from dww_graph import assets, console, curation, doctor, generation, intake_verbs, serving, withdrawal
from dww_graph.answer import Answer
from dww_graph.calls import Call, Verbs, tell_generation
from dww_graph.checking import check_graph, check_ontology
from dww_graph.errors import Lang, Text, UsageError
from dww_graph.export import docs
from dww_graph.export.reference import cli_reference
from dww_graph.graph import FORMATS, default_home
from dww_graph.model import RINGS, Ring

ANSWER_FORMATS = ("table", "csv", "json", "ttl")


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), help="Data folder (default: $DWW_HOME or ./dww-data).")
@click.option("--ring", type=click.Choice(RINGS), default="openbaar", show_default=True, help="The ring to read.")
@click.option("--lang", type=click.Choice(["nl", "en"]), help="Language of messages (default: $DWW_LANG or nl).")
@click.version_option(assets.VERSION, prog_name="dww-graph")
@click.pass_context
def main(ctx: click.Context, home: Path | None, ring: Ring, lang: Lang | None) -> None:
    """The knowledge graph of DOEN WAT WERKT: take in, ask, trace, check."""
    english = os.environ.get("DWW_LANG", "").lower().startswith("en")
    ctx.obj = Call(home or default_home(), ring, lang or ("en" if english else "nl"))


@main.command()
@click.pass_obj
def build(call: Call) -> None:
    """Take in the starter content where it is new, and publish a generation of all there is.

    Example: dww build
    """
    with console.progress(call.lang, False) as (_, step):
        built = curation.build_starter(call.home, step)
    tell_generation(call, built)


@main.command()
@click.pass_obj
def rebuild(call: Call) -> None:
    """Build a new generation from nothing but ontology, sources and journal.

    Example: dww rebuild
    """
    with console.progress(call.lang, False) as (_, step):
        built = curation.rebuild(call.home, step)
    tell_generation(call, built)


@main.command()
@click.argument("number", type=int, required=False)
@click.pass_obj
def rollback(call: Call, number: int | None) -> None:
    """Let readers open an older generation again (default: the one before).

    Example: dww rollback 3
    """
    tell_generation(call, curation.rollback(call.home, number))


@main.command()
@click.pass_obj
def generations(call: Call) -> None:
    """List the generations; the current one is marked.

    Example: dww generations
    """
    now = generation.pointed(call.home)
    rows = [
        ["→" if each.number == now else "", f"{each.number:04d}", each.info.gebouwd, str(each.info.ringen[call.ring].tripels),
         str(len(each.info.bijdragen)), each.info.ringen[call.ring].sha256[:12]]
        for each in generation.all_generations(call.home)
    ]
    heads = {"nl": ("", "generatie", "gebouwd", "tripels", "bijdragen", "sha256"),
             "en": ("", "generation", "built", "triples", "contributions", "sha256")}[call.lang]
    console.table(heads, rows)


@main.command()
@click.argument("shown", type=click.Choice(["on", "off"]))
@click.pass_obj
def illustrative(call: Call, shown: str) -> None:
    """Show everything that was invented, or leave it all out of the graph.

    Example: dww illustrative off
    """
    with console.progress(call.lang, False) as (_, step):
        built = curation.show_illustrative(call.home, shown == "on", step)
    tell_generation(call, built)


@main.command()
@click.pass_obj
def questions(call: Call) -> None:
    """List the questions that can be asked, with their parameters.

    Example: dww questions
    """
    rows = [
        [each.slug, each.vraag.in_(call.lang), ", ".join(f"{p.name}={p.default or ''}" for p in each.params)]
        for each in call.graph().questions.values()
    ]
    console.table({"nl": ("naam", "vraag", "parameters"), "en": ("name", "question", "parameters")}[call.lang], rows)


@main.command()
@click.argument("slug")
@click.argument("params", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--format", "fmt", type=click.Choice(ANSWER_FORMATS), default="table", show_default=True)
@click.pass_obj
def ask(call: Call, slug: str, params: tuple[str, ...], fmt: str) -> None:
    """Answer one of our questions, by name or number.

    Example: dww ask o1 element=A5 --format csv
    """
    for param in params:
        if "=" not in param[1:]:
            raise UsageError(Text(f"'{param}' is geen parameter.", f"'{param}' is not a parameter."), param,
                             Text("NAAM=WAARDE, zoals element=A5", "NAME=VALUE, such as element=A5"))
    given = dict(param.partition("=")[::2] for param in params)
    _show(call, call.graph().ask(slug, **given), fmt)


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--format", "fmt", type=click.Choice(ANSWER_FORMATS), default="table", show_default=True)
@click.pass_obj
def query(call: Call, file: Any, fmt: str) -> None:
    """Answer a SPARQL query from a file, or from standard input (-). Read only.

    Example: echo 'SELECT * WHERE { ?s ?p ?o } LIMIT 5' | dww query -
    """
    _show(call, call.graph().query(file.read()), fmt)


@main.command()
@click.argument("what")
@click.option("--format", "fmt", type=click.Choice(ANSWER_FORMATS), default="table", show_default=True)
@click.pass_obj
def trace(call: Call, what: str, fmt: str) -> None:
    """Trace a learning outcome or a card (IRI or identifier) to practice, evidence and sources.

    Example: dww trace LU-01
    """
    _show(call, call.graph().trace(what), fmt)


@main.command("terms")
@click.argument("word")
@click.pass_obj
def terms_(call: Call, word: str) -> None:
    """Look up concepts by a word, a synonym or a code.

    Example: dww terms alliantie
    """
    found = call.graph().terms(word)
    if not found:
        call.say(f"Geen begrip gevonden bij '{word}'.", f"No concept found for '{word}'.")
        return
    rows = [[each.label, each.kind, each.definition, each.iri] for each in found]
    console.table({"nl": ("begrip", "soort", "betekenis", "iri"), "en": ("concept", "kind", "meaning", "iri")}[call.lang], rows)


@main.command()
@click.option("--ontology", is_flag=True, help="Check the ontology itself: consistency and classification by HermiT (Java).")
@click.pass_obj
def check(call: Call, ontology: bool) -> None:
    """Check the graph against its shapes and violation queries.

    Example: dww check --ontology
    """
    found = check_ontology() if ontology else check_graph(call.home)
    console.findings(found.findings, call.lang)
    click.echo(found.summary.in_(call.lang))
    sys.exit(found.wrong)


@main.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export(call: Call, path: Path) -> None:
    """Write a ring to a file; its ending says the form: .ttl .nt .nq .jsonld.

    Example: dww export graaf.ttl
    """
    fmt = path.suffix.removeprefix(".")
    if fmt not in FORMATS:
        raise click.UsageError(Text(f"Gebruik een van: {', '.join(FORMATS)}", f"Use one of: {', '.join(FORMATS)}").in_(call.lang))
    graph = call.graph()
    graph.export(path, cast(Any, fmt))
    withdrawal.note_export(call.home, path, call.ring, graph.generation.number)
    call.say(f"Geschreven: {path}", f"Written: {path}")


@main.command("doctor")
@click.pass_obj
def doctor_(call: Call) -> None:
    """Say what is present on this machine: versions, Java, Chromium, generation, disk.

    Example: dww doctor
    """
    found = doctor.examine(call.home)
    console.table(("", "", ""), [["✓" if each.fine else "–", each.name, each.said.in_(call.lang)] for each in found])
    sys.exit(0 if all(each.fine or not each.needed for each in found) else 3)


@main.command("docs")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; say which documents are out of date.")
@click.pass_obj
def docs_(call: Call, only_check: bool) -> None:
    """Write the generated documents anew: glossary, questions, and the tables of the README.

    Example: dww docs --check
    """
    root, reference = assets.asset("ontology").parent, cli_reference(main)
    if only_check:
        stale = docs.differences(root, reference)
        told = ", ".join(stale)
        call.say(*((f"Verouderd: {told}", f"Out of date: {told}") if stale else ("Alles is bij.", "All up to date.")))
        sys.exit(bool(stale))
    for path in docs.write(root, reference):
        call.say(f"Geschreven: {path.relative_to(root)}", f"Written: {path.relative_to(root)}")


@main.command()
@click.option("--port", default=8501, show_default=True, help="Port on this machine.")
@click.option("--curator", is_flag=True, help="Let whoever sits at this machine take files in, through the intake page.")
@click.pass_obj
def serve(call: Call, port: int, curator: bool) -> None:
    """Open explorer and SPARQL endpoint on this machine.

    Example: dww serve --port 8501
    """
    serving.check(call.home, port)
    said = serving.addresses(port)
    call.say(said.nl, said.en)
    sys.exit(serving.run(call.home, port, curator))


def _show(call: Call, found: Answer, fmt: str) -> None:
    if fmt == "table":
        console.answer(found, call.lang)
    else:
        click.echo({"csv": found.to_csv, "json": found.to_json, "ttl": found.to_turtle}[fmt](), nl=False)


for verb in intake_verbs.VERBS:
    main.add_command(verb)
