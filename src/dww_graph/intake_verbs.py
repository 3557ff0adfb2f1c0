"""The verbs by which material comes in, is decided upon, and goes: ingest, receipt, consent, withdraw."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import cast

import click

from dww_graph import console, curation, ledger, receipts, withdrawal
from dww_graph.calls import Call, tell_generation
from dww_graph.model import RING_OF_SCOPE, RINGS, Receipt, Ring, Scope, Terms, Toestemming


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--consent", help="Consent code for material that does not state its own, e.g. T-2026-03.")
@click.option("--ring", "visible", type=click.Choice(RINGS), help="Ring for material that does not state its own.")
@click.option("--illustrative", is_flag=True, help="Mark everything in the files as invented.")
@click.option("--replace", metavar="KEY", help="The file is a new version of this contribution.")
@click.option("--privacy-accepted-by", "accepted", metavar="CODE",
              help="Code of the person who read the files and accepts every flagged word; it is kept with the receipt.")
@click.pass_obj
def ingest(
    call: Call, files: tuple[Path, ...], consent: str | None, visible: Ring | None, illustrative: bool, replace: str | None,
    accepted: str | None,
) -> None:
    """Take files in, or a folder of them: cards, tables, coded projects, transcripts, bibliographies, RDF.

    A file with a fault is refused whole; every fault is told. The same file again changes nothing. A folder that was cut off
    goes on where it stopped when it is given again.

    Example: dww ingest kaarten.csv bronnen.ris --consent T-2026-03 --ring programma
    """
    offered = Terms(consent, visible, illustrative, privacy_akkoord_door=accepted)
    with console.progress(call.lang, len(files) > 0 and sys.stderr.isatty()) as (advanced, step):
        found = curation.ingest(call.home, files, offered, replace, advanced, step)
    for receipt in found:
        console.receipt(receipt, call.lang)
    if len(found) > 1:
        console.summary(found, call.lang)
    sys.exit(any(map(_not_taken, found)))


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


VERBS: tuple[click.Command, ...] = (ingest, receipt, consent, withdraw)
