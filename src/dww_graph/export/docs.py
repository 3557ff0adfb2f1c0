"""The generated documents: written by `dww docs`, compared by `dww docs --check`.

    ontology/BEGRIPPEN.md    glossary                 from ontology/*.ttl and ontology/begrippen/*.ttl
    queries/VRAGEN.md        catalogue of questions   from queries/vragen/*.rq
    README.md                the parts between `<!-- generated: name -->` and `<!-- /generated -->`

Each text is a function of what stands in the repository; nothing in it depends on the day or the machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from dww_graph.catalogue import load_questions
from dww_graph.errors import CouldNotRun, Text
from dww_graph.export.columns import card_keys, table_columns
from dww_graph.export.glossary import glossary
from dww_graph.export.questions import catalogue

README = "README.md"
_PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(\n<!-- /generated -->)", re.DOTALL)


def documents(root: Path, cli_reference: str) -> Mapping[str, str]:
    """Return every generated document by its path under `root`; `cli_reference` is the Markdown of the command line.

    Raises CouldNotRun when the README is absent or lacks the place for a part.
    """
    parts = {
        "columns": "\n".join(table_columns()),
        "card": "\n".join(card_keys()),
        "cli": cli_reference.strip("\n"),
    }
    return {
        "ontology/BEGRIPPEN.md": glossary(),
        "queries/VRAGEN.md": catalogue(load_questions().values()),
        README: filled(_read(root / README), parts),
    }


def write(root: Path, cli_reference: str) -> tuple[Path, ...]:
    """Write the documents that differ, and return their paths."""
    stale = _stale(root, documents(root, cli_reference))
    for name, text in stale.items():
        (root / name).write_text(text, encoding="utf-8")
    return tuple(root / name for name in stale)


def differences(root: Path, cli_reference: str) -> tuple[str, ...]:
    """Return the paths under `root` of the documents that are absent or out of date."""
    return tuple(_stale(root, documents(root, cli_reference)))


def _stale(root: Path, made: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in made.items() if not (root / name).is_file() or _read(root / name) != text}


def filled(text: str, parts: Mapping[str, str]) -> str:
    """Return text with each generated part in its place; raises CouldNotRun for a part without a place or the reverse."""
    places = [found[2] for found in _PART.finditer(text)]
    if sorted(places) != sorted(parts):
        raise CouldNotRun(
            Text("De plekken voor gegenereerde delen kloppen niet.", "The places for generated parts are not right."),
            README,
            Text(f"elk één keer: {', '.join(parts)}", f"each once: {', '.join(parts)}"),
            Text(
                "Zet ze tussen <!-- generated: naam --> en <!-- /generated -->.",
                "Put them between <!-- generated: name --> and <!-- /generated -->.",
            ),
        )
    return _PART.sub(lambda found: f"{found[1]}{parts[found[2]]}{found[3]}", text)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CouldNotRun(
            Text("Dit document is er niet.", "This document is not there."),
            str(path),
            do=Text("Draai dit in de map van de broncode.", "Run this in the folder of the source code."),
        ) from error
