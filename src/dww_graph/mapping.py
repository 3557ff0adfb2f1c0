"""The codes of a project and the concepts of the programme: propose, let people decide, build with what they decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from dww_graph import codebook, curation, decided, intake, journal, sources, terms
from dww_graph.codebook import Regel
from dww_graph.errors import InputRefused, NotFound, Text
from dww_graph.generation import Generation
from dww_graph.map import koppeling
from dww_graph.store import parse_file

_NOTATION = terms.term("skos:notation")


def projects(home: Path) -> tuple[str, ...]:
    """Return the keys of the contributions that have a code book."""
    return tuple(path.name for path in sources.all_folders(home) if decided.code_book_ring(path))


def code_paths(home: Path, key: str) -> list[str]:
    """Return the paths of the codes of a contribution, in order; raises NotFound when it has no code book."""
    folder = sources.folder(home) / key
    ring = decided.code_book_ring(folder) if key in projects(home) else None
    if ring is None:
        known = ", ".join(projects(home)) or "-"
        raise NotFound(Text(f"Bijdrage '{key}' heeft geen codeboek.", f"Contribution '{key}' has no code book."), key,
                       Text(f"een van: {known}", f"one of: {known}"))
    start = terms.thing("code", f"{key}-")
    found = (triple for triple in parse_file(folder / f"{ring}.nt") if triple.predicate.value == _NOTATION)
    return sorted({triple.object.value for triple in found if triple.subject.value.startswith(start)})


def rows(home: Path, key: str) -> list[Regel]:
    """Return the table of a contribution: what was decided, and proposals for the codes that wait."""
    concepts = intake.load_vocabulary()
    held = koppeling.decisions_of(journal.read(home), key)
    return codebook.with_decisions(codebook.propose(code_paths(home, key), concepts), held, concepts)


def table(home: Path, key: str) -> str:
    """Return that table as SSSOM text, to fill in and hand back."""
    return codebook.to_sssom(rows(home, key), key, _today())


def decide(
    home: Path, key: str, text: str, name: str, by: str, tell: Callable[[Text], None] | None = None
) -> tuple[int, Generation]:
    """Take the decisions of a table in and publish a generation with them; return how many changed.

    Raises InputRefused with every fault of the table; then nothing is decided.
    """
    found, faults = codebook.from_sssom(text, name, key, code_paths(home, key), intake.load_vocabulary())
    if faults:
        raise InputRefused(name, faults)
    return settle(home, key, codebook.decided(found, by, _today()), tell)


def settle(
    home: Path, key: str, decisions: Sequence[koppeling.Koppeling], tell: Callable[[Text], None] | None = None
) -> tuple[int, Generation]:
    """Write decisions on codes into the journal and publish a generation with them; return how many changed."""
    with curation.writing(home, "map"):
        changed = koppeling.changes(koppeling.decisions_of(journal.read(home), key), decisions)
        for each in changed:
            journal.append(home, _now(), each.door, koppeling.ACT, key, koppeling.details(each))
        published = curation.publish_all(home, tell) if changed else curation.current(home)
    return len(changed), published


def counts(found: Sequence[Regel]) -> Iterator[tuple[Text, int]]:
    """Yield how far the mapping of a code book is: decided on a concept, decided on none, and waiting."""
    codes = {row.code for row in found}
    settled = {row.code for row in found if row.besloten and row.begrip != koppeling.NONE}
    none = {row.code for row in found if row.besloten and row.begrip == koppeling.NONE}
    yield Text("codes", "codes"), len(codes)
    yield Text("gekoppeld", "mapped"), len(settled)
    yield Text("geen overeenkomst", "no match"), len(none)
    yield Text("wacht", "waiting"), len(codes - settled - none)


def _today() -> date:
    return datetime.now(UTC).date()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
