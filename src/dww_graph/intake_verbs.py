"""The verbs by which material comes in, is decided upon, and goes: ingest, receipt, consent, withdraw."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import cast

import click

from dww_graph import console, curation, desk, disclosure, ledger, mapping, receipts, template, withdrawal
from dww_graph.calls import Call, tell_generation
from dww_graph.errors import Text, UsageError
from dww_graph.export import faulty_copy
from dww_graph.intake import load_vocabulary
from dww_graph.model import RING_OF_SCOPE, RINGS, Receipt, Ring, Scope, Terms, Toestemming
from dww_graph.read import card_repair
from dww_graph.read.decoding import read_text
from dww_graph.reading import FileReader
from dww_graph.rights import OWNER
from dww_graph.terms import short


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--consent", help="Consent code for material that does not state its own, e.g. T-2026-03.")
@click.option("--ring", "visible", type=click.Choice(RINGS), help="Ring for material that does not state its own.")
@click.option("--illustrative", is_flag=True, help="Mark everything in the files as invented.")
@click.option("--replace", metavar="KEY", help="The file is a new version of this contribution.")
@click.option("--fix", is_flag=True, help="Repair the front matter of cards: a mended copy is written beside each file.")
@click.option("--faults-to", "faults_to", type=click.Path(path_type=Path, file_okay=False),
              help="Write a copy of each refused table here, with a comment in every faulty cell.")
@click.option("--privacy-accepted-by", "accepted", metavar="CODE",
              help="Code of the person who read the files and accepts every flagged word; it is kept with the receipt.")
@click.pass_obj
def ingest(
    call: Call, files: tuple[Path, ...], consent: str | None, visible: Ring | None, illustrative: bool, replace: str | None,
    accepted: str | None, fix: bool, faults_to: Path | None,
) -> None:
    """Take files in, or a folder of them: cards, tables, coded projects, transcripts, bibliographies, RDF.

    A file with a fault is refused whole; every fault is told. The same file again changes nothing. A folder that was cut off
    goes on where it stopped when it is given again.

    Example: dww ingest kaarten.csv bronnen.ris --consent T-2026-03 --ring programma
    """
    offered = Terms(consent, visible, illustrative, privacy_akkoord_door=accepted)
    files = _all_fixed(call, files) if fix else files
    with console.progress(call.lang, len(files) > 0 and sys.stderr.isatty()) as (advanced, step):
        found = curation.ingest(call.home, files, offered, replace, advanced, step)
    for receipt in found:
        console.receipt(receipt, call.lang)
        if faults_to and receipt.faults:
            _copy_with_faults(call, receipt, faults_to)
    if len(found) > 1:
        console.summary(found, call.lang)
    sys.exit(any(map(_not_taken, found)))


def _all_fixed(call: Call, files: Sequence[Path]) -> tuple[Path, ...]:
    """Return every file, mended where it can be; what the gate refuses is not opened, and is told as refused later on."""
    with closing(FileReader()) as reading:
        return tuple(_fixed(call, path) if reading.format_of(path) else path for path in curation.gathered(files))


def _fixed(call: Call, path: Path) -> Path:
    """Return the mended copy of a card whose front matter could not be read; any other file as it is."""
    repairs = card_repair.fix_file(path)
    for each in repairs:
        call.say(f"{path.name}, regel {each.line}: {each.old_line} → {each.new_line}",
                 f"{path.name}, line {each.line}: {each.old_line} → {each.new_line}")
    return path.with_name(f"{path.stem}.hersteld.md") if repairs else path


def _copy_with_faults(call: Call, receipt: Receipt, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / f"{receipt.bestand.stem}-fouten.xlsx"
    number = faulty_copy.write(receipt.bestand, receipt.faults, out, call.lang)
    call.say(f"Kopie met {number} opmerkingen: {out}", f"Copy with {number} comments: {out}")


def _not_taken(receipt: Receipt) -> bool:
    return receipt.outcome in ("geweigerd", "wacht")


@click.command()
@click.argument("key")
@click.option("--format", "fmt", type=click.Choice(["table", "json", "prov"]), default="table", show_default=True)
@click.pass_obj
def receipt(call: Call, key: str, fmt: str) -> None:
    """Show the receipt of a contribution: read, stored, passed over, refused, flagged.

    Example: dww receipt 01kgcx0m2vq4t8e1wz --format json
    """
    kept = receipts.load(call.home, key)
    if fmt == "table":
        heads = {"nl": ("wat", "hoeveel"), "en": ("what", "how many")}[call.lang]
        console.table(heads, [[what.in_(call.lang), number] for what, number in receipts.rows(kept.data)])
    else:
        click.echo(kept.to_json() if fmt == "json" else kept.to_prov(), nl=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--by", default=OWNER, show_default=True, help="Code of the person who decides.")
@click.pass_obj
def review(call: Call, file: Path, by: str) -> None:
    """Decide about words that may point at a person: keep, replace by a role, or leave the record out.

    The words are read from the file and shown to you alone; the journal keeps a keyed hash and your decision.

    Example: dww review interview.qdpx --by redactie-1
    """
    waiting = desk.passages(call.home, file, Terms(), load_vocabulary())
    decisions: dict[str, str] = {}
    for passage in waiting:
        if passage.flag.mark not in decisions:
            console.passage(passage, call.lang)
            decisions[passage.flag.mark] = console.decision(call.lang)
    number = desk.decide(call.home, {mark: said for mark, said in decisions.items() if said}, by)
    call.say(f"{number} besluiten vastgelegd. Bied het bestand nu opnieuw aan: dww ingest {file}",
             f"{number} decisions recorded. Now offer the file again: dww ingest {file}")


@click.command("template")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def template_(call: Call, path: Path) -> None:
    """Write the workbook that professionals fill in: cards, sources, quotes, with lists from the ontology.

    Example: dww template kaarten.xlsx
    """
    template.write(path, call.lang)
    call.say(f"Geschreven: {path}", f"Written: {path}")


@click.group()
def audit() -> None:
    """Look back at what protects people: which rare combinations were made coarser, and why.

    Example: dww audit disclosure
    """


@audit.command("disclosure")
@click.pass_obj
def audit_disclosure(call: Call) -> None:
    """List the combinations that were made coarser in each ring, and check that none below the limit can be seen.

    Example: dww audit disclosure
    """
    found = disclosure.audit(curation.current(call.home).path)
    heads = {"nl": ("ring", "combinatie", "professionals", "stap", "kaarten"),
             "en": ("ring", "combination", "professionals", "step", "cards")}[call.lang]
    console.table(heads, [
        [ring, " × ".join(map(short, each.combinatie)), f"{each.professionals} < {found.k[ring]}" if each.professionals else "-",
         ", ".join(each.stappen), str(each.kaarten)]
        for ring, coarser in found.vergroofd.items() for each in coarser
    ])
    console.findings(found.findings, call.lang)
    number = sum(map(len, found.vergroofd.values()))
    call.say(f"{number} combinaties vergroofd; {len(found.findings)} kleine cellen zichtbaar.",
             f"{number} combinations made coarser; {len(found.findings)} small cells visible.")
    sys.exit(bool(found.findings))


@click.command("project")
@click.argument("key")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def project_(call: Call, key: str, path: Path) -> None:
    """Write the codings of a contribution as a REFI-QDA project (.qdpx), for ATLAS.ti, MAXQDA, NVivo or QualCoder.

    Example: dww project 01kgcx0m2vq4t8e1wz terug.qdpx
    """
    made = call.graph().project(key, path)
    withdrawal.note_export(call.home, path, call.ring, call.graph().generation.number)
    call.say(f"Geschreven: {path} ({made} coderingen)", f"Written: {path} ({made} codings)")


@click.group()
def consent() -> None:
    """Keep the ledger of consents: add one, list them.

    Example: dww consent list
    """


@consent.command("add")
@click.argument("code")
@click.option("--scope", type=click.Choice(list(RING_OF_SCOPE)), required=True, help="How far the material may go.")
@click.option("--date", "given", required=True, metavar="YYYY-MM-DD", help="The day on which consent was given.")
@click.option("--ethics", required=True, help="Reference of the ethics committee.")
@click.option("--until", required=True, metavar="YYYY-MM-DD", help="The last day on which the material may be kept.")
@click.pass_obj
def consent_add(call: Call, code: str, scope: str, given: str, ethics: str, until: str) -> None:
    """Write a consent into the ledger; the same code again replaces what was agreed.

    Example: dww consent add T-2026-03 --scope programma --date 2026-03-01 --ethics ECO-2026-12 --until 2036-03-01
    """
    curation.give_consent(call.home, Toestemming(code, cast(Scope, scope), given, ethics, until))
    call.say(f"Vastgelegd: {code}, reikt tot ring {RING_OF_SCOPE[cast(Scope, scope)]}, bewaren tot {until}.",
             f"Recorded: {code}, reaches ring {RING_OF_SCOPE[cast(Scope, scope)]}, keep until {until}.")


@consent.command("list")
@click.pass_obj
def consent_list(call: Call) -> None:
    """List the consents with their scope and dates; what was withdrawn or is past its date says so.

    Example: dww consent list
    """
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    heads = {"nl": ("code", "reikwijdte", "gegeven op", "ethiek", "bewaren tot", "stand"),
             "en": ("code", "scope", "given on", "ethics", "keep until", "state")}[call.lang]
    console.table(heads, [
        [each.code, each.reikwijdte, each.datum, each.ethiek, each.bewaren_tot, console.consent_state(each, today, call.lang)]
        for each in ledger.load(call.home).values()
    ])


@click.command()
@click.argument("what")
@click.option("--yes", "sure", is_flag=True, help="Carry it out. Without it you only see what would go.")
@click.option("--reason", default="op verzoek", show_default=True, help="A few plain words for the tombstone.")
@click.pass_obj
def withdraw(call: Call, what: str, sure: bool, reason: str) -> None:
    """Take out everything that rests on a consent code or a contribution key, and prove that nothing is left.

    Example: dww withdraw T-2026-03
    """
    if not sure:
        console.plan(withdrawal.preview(call.home, what), call.lang)
        return
    with console.progress(call.lang, False) as (_, step):
        done = withdrawal.withdraw(call.home, what, reason, step)
    console.plan(done.plan, call.lang)
    console.proof(done.proof, call.lang)
    tell_generation(call, curation.current(call.home))
    sys.exit(bool(done.proof.found))


@click.command("map")
@click.argument("key")
@click.option("--propose", type=click.Path(path_type=Path, dir_okay=False), help="Write the table of codes to this file (.tsv).")
@click.option("--decide", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="Take in the table you filled in.")
@click.option("--by", default="", help="Code of the person who decided, for rows that name nobody.")
@click.pass_obj
def map_(call: Call, key: str, propose: Path | None, decide: Path | None, by: str) -> None:
    """Map the codes of a project to elements, situations and client types: propose, fill in, decide.

    Without options it shows how far the mapping is. A code may also be decided to match nothing (sssom:NoTermFound).

    Example: dww map 01kgcx0m2vq4t8e1wz --propose codes.tsv
    """
    if propose:
        propose.write_text(mapping.table(call.home, key), encoding="utf-8")
        call.say(f"Geschreven: {propose}. Vul author_id in en typ: dww map {key} --decide {propose}",
                 f"Written: {propose}. Fill in author_id and type: dww map {key} --decide {propose}")
    elif decide:
        if not by:
            raise UsageError(Text("Wie heeft beslist?", "Who decided?"), "--by", Text("een code, zoals redactie-1", "a code"))
        with console.progress(call.lang, False) as (_, step):
            number, built = mapping.decide(call.home, key, read_text(decide)[0], decide.name, by, step)
        call.say(f"{number} besluiten vastgelegd.", f"{number} decisions recorded.")
        tell_generation(call, built)
    else:
        heads = {"nl": ("wat", "hoeveel"), "en": ("what", "how many")}[call.lang]
        console.table(heads, [[w.in_(call.lang), str(n)] for w, n in mapping.counts(mapping.rows(call.home, key))])


VERBS: tuple[click.Command, ...] = (
    ingest, review, receipt, consent, withdraw, map_, template_, audit, project_,
)
