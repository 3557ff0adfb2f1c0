"""What is present on this machine, and what it is needed for."""

from __future__ import annotations

import platform
import shutil
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dww_graph import generation
from dww_graph.errors import DwwError, Text

_ENGINES = ("pyoxigraph", "streamlit", "pyshacl", "rdflib", "shacl", "owlready2")
_OPTIONAL = frozenset({"shacl", "owlready2"})


@dataclass(frozen=True, slots=True)
class Part:
    """One thing looked at: whether it is fine, whether the program needs it, and what was seen."""

    name: str
    fine: bool
    needed: bool
    said: Text


def examine(home: Path) -> tuple[Part, ...]:
    """Look at Python, the engines, Java, Chromium, the generation and the disk."""
    python = platform.python_version()
    return (
        Part("python", True, True, Text(python, python)),
        *map(_package, _ENGINES),
        _program("java", ("java",), Text("nodig voor dww check --ontology", "needed for dww check --ontology")),
        _program("chromium", ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
                 Text("nodig voor de browsertests", "needed for the browser tests")),
        _generation(home),
        _disk(home),
    )


def _package(name: str) -> Part:
    try:
        found = version(name)
    except PackageNotFoundError:
        return Part(name, False, name not in _OPTIONAL, Text("niet geïnstalleerd", "not installed"))
    return Part(name, True, name not in _OPTIONAL, Text(found, found))


def _program(name: str, commands: tuple[str, ...], use: Text) -> Part:
    path = next((found for command in commands if (found := shutil.which(command))), None)
    if path:
        return Part(name, True, False, Text(path, path))
    return Part(name, False, False, Text(f"niet gevonden; {use.nl}", f"not found; {use.en}"))


def _generation(home: Path) -> Part:
    try:
        now = generation.current(home)
        now.open("openbaar")
    except DwwError as error:
        return Part("generation", False, True, Text(error.tell("nl"), error.tell("en")))
    number = now.info.ringen["openbaar"].tripels
    return Part("generation", True, True,
                Text(f"{now.number:04d}, {number} tripels ({home})", f"{now.number:04d}, {number} triples ({home})"))


def _disk(home: Path) -> Part:
    existing = next(path for path in (home.resolve(), *home.resolve().parents) if path.exists())
    free = shutil.disk_usage(existing).free / 1024**3
    return Part("disk", free > 1, True, Text(f"{free:.1f} GB vrij", f"{free:.1f} GB free"))
