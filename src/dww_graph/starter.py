"""The starter content as contributions, as `starter/starter.toml` lists them; the same on every machine and every day."""

from __future__ import annotations

import datetime
import filecmp
import tomllib
from collections.abc import Iterator
from pathlib import Path

from dww_graph import assets, intake, sources
from dww_graph.intake import Contribution, Known
from dww_graph.model import RINGS, Reference, Terms


def contributions(home: Path) -> Iterator[Contribution]:
    """Yield the starter contributions, written aside in the data folder; each may point at those before it."""
    plan = tomllib.loads(assets.read_text("starter", "starter.toml"))
    issued = datetime.date.fromisoformat(plan["uitgegeven"])
    concepts = intake.load_vocabulary()
    references: dict[str, Reference] = {}
    for entry in plan["bijdrage"]:
        files = [path for name in entry["bestanden"] for path in sorted(assets.asset("starter").glob(name))]
        named = "starter/" + " ".join(name.removesuffix("/*.md") for name in entry["bestanden"])
        folder = sources.stage(home, entry["sleutel"])
        made = _made(folder, files, entry["sleutel"], named, Known(concepts, references, issued))
        references = {**references, **made.identifiers}
        yield made


def _made(folder: Path, files: list[Path], key: str, named: str, known: Known) -> Contribution:
    if files[0].suffix == ".ttl":
        return intake.from_turtle(folder, files, key, named, known.today)
    return intake.prepare(folder, files, key, named, Terms(nagekeken=True), known)


def same(staged: Path, present: Path) -> bool:
    """True when a contribution written aside holds the same triples as the one that is there."""
    names = [f"{ring}.nt" for ring in RINGS]
    return present.is_dir() and filecmp.cmpfiles(staged, present, names, shallow=False)[0] == names
