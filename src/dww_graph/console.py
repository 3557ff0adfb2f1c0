"""How the command line shows things: tables, receipts, findings and progress. It decides nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text as Styled

from dww_graph.answer import Answer
from dww_graph.desk import Passage
from dww_graph.errors import Lang, Text
from dww_graph.model import Finding, Receipt, Toestemming
from dww_graph.terms import short
from dww_graph.withdrawal import Plan, Proof

_PIPED = 160
OUT = Console(soft_wrap=False, width=None if sys.stdout.isatty() else _PIPED)
ERR = Console(stderr=True, soft_wrap=True)
_OUTCOMES = {
    "opgenomen": Text("opgenomen", "taken in"),
    "vervangen": Text("vervangen", "replaced"),
    "ongewijzigd": Text("ongewijzigd: dit bestand was er al", "unchanged: this file was here already"),
    "wacht": Text("wacht op een beslissing: niets van dit bestand is opgeslagen",
                  "waits for a decision: nothing of this file is stored"),
    "geweigerd": Text("geweigerd: niets van dit bestand is opgeslagen", "refused: nothing of this file is stored"),
}
_MANY = 50
_AROUND = 120


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; text wraps inside its column."""
    shown = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False)
    for head in heads:
        shown.add_column(Styled(head), overflow="fold")
    for row in rows:
        shown.add_row(*map(Styled, row))
    OUT.print(shown)


def answer(found: Answer, lang: Lang) -> None:
    """Print an answer as a table, with the origin of each row, the number of rows and how to cite it."""
    if found.boolean is not None:
        OUT.print({"nl": ("nee", "ja"), "en": ("no", "yes")}[lang][found.boolean])
    else:
        origins = found.origins or ((),) * len(found)
        rows = [[*map(found.text, row), "; ".join(map(str, origin))] for row, origin in zip(found.rows, origins, strict=True)]
        heads = [*(found.heads[name] for name in found.columns), Text("herkomst", "origin").in_(lang)]
        (table if _fits(rows) else _stacked)(heads, rows)
        OUT.print(Styled(f"{len(found)} {Text('rij(en)', 'row(s)').in_(lang)}"))
    OUT.print(Styled(str(found.citation), style="dim"))


def _fits(rows: Sequence[Sequence[str]]) -> bool:
    widest = max((sum(min(len(cell), 40) for cell in row) for row in rows), default=0)
    longest = max((len(cell) for row in rows for cell in row), default=0)
    return widest <= 1.5 * OUT.width and longest <= OUT.width


def _stacked(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print each row as a block of lines, for rows that no table can hold."""
    width = max(map(len, heads))
    for row in rows:
        shown = Table.grid(padding=(0, 2))
        shown.add_column(style="dim", min_width=width)
        shown.add_column(overflow="fold")
        for head, cell in zip(heads, row, strict=True):
            if cell:
                shown.add_row(Styled(head), Styled(cell))
        OUT.print(shown, "")


def receipt(made: Receipt, lang: Lang) -> None:
    """Print how a file fared, with every fault: what, where, expected, what to do."""
    OUT.print(Styled(f"{made.bestand.name}: {_OUTCOMES[made.outcome].in_(lang)}", style="bold"))
    for note in made.notes:
        OUT.print(Styled(f"  {note.in_(lang)}"))
    if made.outcome == "geweigerd":
        _faults(made, lang)
        return
    if made.outcome == "wacht":
        _flags(made, lang)
        return
    labels = {"nl": ("gelezen", "opgeslagen", "tripels", "bijdrage"), "en": ("read", "stored", "triples", "contribution")}[lang]
    values = (str(made.gelezen), str(made.opgeslagen), str(made.tripels), made.sleutel)
    for label, value in zip(labels, values, strict=True):
        OUT.print(Styled(f"  {label}: {value}"))
    for kind, number in sorted(made.overgeslagen.items()):
        OUT.print(Styled(f"  {Text('overgeslagen', 'passed over').in_(lang)}: {kind} {number}"))
    if made.geweigerd:
        OUT.print(Styled(f"  {Text('één voor één geweigerd', 'refused one by one').in_(lang)}: {len(made.geweigerd)}"))
        _faults(replace(made, faults=made.geweigerd, geweigerd=()), lang)


def _flags(made: Receipt, lang: Lang) -> None:
    """Print the places at which a person must decide; the words themselves stay in the file."""
    heads = {"nl": ("waar", "soort", "tekens"), "en": ("where", "kind", "characters")}[lang]
    table(heads, [[flag.where, flag.kind, f"{flag.start}-{flag.end}"] for flag in made.vlaggen[:_MANY]])
    if len(made.vlaggen) > _MANY:
        OUT.print(f"… +{len(made.vlaggen) - _MANY}")
    OUT.print(Styled(Text(
        f"{len(made.vlaggen)} plaatsen kunnen naar een persoon wijzen. Beslis per plaats: dww review {made.bestand}",
        f"{len(made.vlaggen)} places may point at a person. Decide on each: dww review {made.bestand}").in_(lang)))


def passage(found: Passage, lang: Lang) -> None:
    """Print a passage with the words in question underlined, for the person at this terminal alone."""
    shown = Styled(f"\n{found.flag.where} ({found.flag.kind})\n", style="dim")
    begin, end = max(0, found.start - _AROUND), found.end + _AROUND
    shown.append(found.text[begin : found.start])
    shown.append(found.text[found.start : found.end], style="bold underline")
    shown.append(found.text[found.end : end])
    OUT.print(shown)
    OUT.print(Text("k = houden   w = weglaten   een rol, zoals moeder of jongere A   leeg = later",
                   "k = keep   w = leave out   a role, such as moeder or jongere A   empty = later").in_(lang), style="dim")


def decision(lang: Lang) -> str:
    """Ask what to do with the words; empty when the person decides later."""
    said = OUT.input(Text("besluit: ", "decision: ").in_(lang)).strip()
    return {"k": "houden", "w": "weglaten"}.get(said.lower(), said)


def summary(made: Sequence[Receipt], lang: Lang) -> None:
    """Print one line for several receipts: how many files fared how, and their counts together."""
    fared = {outcome: sum(each.outcome == outcome for each in made) for outcome in _OUTCOMES}
    told = ", ".join(f"{number} {_OUTCOMES[name].in_(lang).split(':')[0]}" for name, number in fared.items() if number)
    read, stored = sum(each.gelezen for each in made), sum(each.opgeslagen for each in made)
    OUT.print(Styled(Text(f"\n{len(made)} bestanden: {told}. Gelezen {read}, opgeslagen {stored}.",
                          f"\n{len(made)} files: {told}. Read {read}, stored {stored}.").in_(lang), style="bold"))


def consent_state(given: Toestemming, today: str, lang: Lang) -> str:
    """Return how a consent stands: it holds, its retention date is past, or it was withdrawn."""
    if given.ingetrokken_op:
        return Text(f"ingetrokken op {given.ingetrokken_op}", f"withdrawn on {given.ingetrokken_op}").in_(lang)
    held = Text("geldt", "holds") if given.bewaren_tot >= today else Text("bewaartermijn voorbij", "past its retention date")
    return held.in_(lang)


def plan(found: Plan, lang: Lang) -> None:
    """Print what a withdrawal removes: by contribution and class, generations, and exports inside and outside the house."""
    heads = {"nl": ("bijdrage", "hoeveel", "wat"), "en": ("contribution", "how much", "what")}[lang]
    whole, some = Text("alles", "all"), Text("deel", "part")
    table(heads, [
        [part.sleutel, (whole if part.whole else some).in_(lang), ", ".join(f"{n} {kind}" for kind, n in part.counts.items())]
        for part in found.parts
    ])
    OUT.print(Styled(Text(f"Generaties die verdwijnen: {len(found.generations)}.",
                          f"Generations that go: {len(found.generations)}.").in_(lang)))
    outside = [each for each in found.exports if not each.in_huis]
    for each in outside:
        OUT.print(Styled(Text(f"Buitenshuis, zelf terughalen: {each.bestand} (ring {each.ring}, {each.dag})",
                              f"Outside the house, recall it yourself: {each.bestand} (ring {each.ring}, {each.dag})").in_(lang)))


def proof(found: Proof, lang: Lang) -> None:
    """Print what the search through every byte found."""
    size = found.bytes / 1_048_576
    OUT.print(Styled(Text(
        f"Nagezocht: {found.texts} teksten in {found.files} bestanden ({size:.1f} MB); nog gevonden in {len(found.found)}.",
        f"Searched: {found.texts} texts in {found.files} files ({size:.1f} MB); still found in {len(found.found)}.").in_(lang)))
    for place in found.found:
        OUT.print(Styled(f"  {place}"))
    if found.shared:
        OUT.print(Styled(Text(f"{found.shared} teksten staan woordelijk ook in een bijdrage die blijft.",
                              f"{found.shared} texts stand word for word in a contribution that stays.").in_(lang)))


def _faults(made: Receipt, lang: Lang) -> None:
    for fault in made.faults[:_MANY]:
        OUT.print(Styled("\n" + fault.tell(lang)))
    if len(made.faults) > _MANY:
        OUT.print(f"\n… +{len(made.faults) - _MANY}")
    told = "; ".join(f"{code} {number}" for code, number in sorted(made.reasons().items()))
    OUT.print(Styled(f"\n{Text('Geweigerd om', 'Refused for').in_(lang)}: {told}", style="bold"))


def findings(found: Sequence[Finding], lang: Lang) -> None:
    """Print what a check found, the gravest first; nothing when it found nothing."""
    if not found:
        return
    kinds = {"fout": Text("fout", "fault"), "waarschuwing": Text("waarschuwing", "warning"), "info": Text("info", "info")}
    rows = [[kinds[each.severity].in_(lang), short(each.focus), each.message.in_(lang), short(each.shape)] for each in found]
    table(["", *({"nl": ("waar", "wat", "regel"), "en": ("where", "what", "rule")}[lang])], rows)


@contextmanager
def progress(lang: Lang, many: bool) -> Iterator[tuple[Callable[[int, int], None], Callable[[Text], None]]]:
    """Show a bar while records are read and a line while a generation is built; nothing when the output is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=ERR, disable=not (many or sys.stderr.isatty()), transient=True) as bar:
        bar.add_task(Text("Lezen", "Reading").in_(lang), total=None)

        def advanced(done: int, total: int) -> None:
            if done % 100 == 0 or done == total:
                bar.update(bar.task_ids[-1], completed=done, total=total)

        def stepped(step: Text) -> None:
            bar.update(bar.task_ids[-1], visible=False)
            bar.add_task(step.in_(lang), total=None)

        yield advanced, stepped
