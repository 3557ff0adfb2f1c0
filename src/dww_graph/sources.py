"""The records of truth: one folder a contribution, with a manifest and its triples by ring.

    sources/{key}/manifest.json · openbaar.nt · programma.nt · beheer.nt

A folder appears whole (written aside, then renamed) or not at all. Its key is random and ordered by time; it says nothing of
people or content.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from dww_graph.errors import StoreError, Text
from dww_graph.model import RINGS, Manifest, Reference, Ring

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_STAGING = ".in-wording-"
_OLD = f"{_STAGING}oud-"


def new_key() -> str:
    """Return a contribution key of 18 characters: 10 of time (milliseconds), 8 at random."""
    return _base32(int(time.time() * 1000), 10) + _base32(secrets.randbits(40), 8)


def _base32(number: int, width: int) -> str:
    text = ""
    for _ in range(width):
        number, rest = divmod(number, 32)
        text = _ALPHABET[rest] + text
    return text


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder(home: Path) -> Path:
    """Return the folder of all contributions."""
    return home / "sources"


def stage(home: Path, key: str) -> Path:
    """Return a new folder in which a contribution is written before it is taken in."""
    path = folder(home) / f"{_STAGING}{key}"
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def sweep(home: Path) -> None:
    """Remove what an interrupted intake left half-written; an old version whose successor never came goes back to its place."""
    for path in folder(home).glob(f"{_OLD}*"):
        target = folder(home) / path.name.removeprefix(_OLD)
        if not target.exists():
            path.replace(target)
    for path in folder(home).glob(f"{_STAGING}*"):
        shutil.rmtree(path, ignore_errors=True)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write the manifest of a contribution."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    (path / "manifest.json").write_text(text + "\n", encoding="utf-8")


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; raises StoreError when it is damaged."""
    try:
        data = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
        data["identifiers"] = {name: Reference(**each) for name, each in data["identifiers"].items()}
        return Manifest(**data)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreError(
            Text(f"Deze bijdrage is beschadigd: {error}", f"This contribution is damaged: {error}"),
            str(path),
            do=Text("Zet de map terug uit een back-up, of verwijder hem.", "Restore the folder from a backup, or remove it."),
        ) from error


def take_in(home: Path, staged: Path, key: str) -> Path:
    """Make a staged contribution part of the truth; one of the same key moves aside and is removed."""
    target = folder(home) / key
    old = folder(home) / f"{_OLD}{key}"
    if target.exists():
        target.replace(old)
    staged.replace(target)
    shutil.rmtree(old, ignore_errors=True)
    return target


def all_folders(home: Path) -> tuple[Path, ...]:
    """Return the folders of all contributions, oldest key first."""
    found = folder(home).glob("*/manifest.json") if folder(home).is_dir() else ()
    return tuple(sorted(path.parent for path in found if not path.parent.name.startswith(_STAGING)))


def manifests(home: Path) -> Iterator[Manifest]:
    """Yield the manifest of every contribution."""
    return map(read_manifest, all_folders(home))


def visible_files(path: Path, ring: Ring) -> tuple[Path, ...]:
    """Return the triple files of a contribution that a ring may see: openbaar ⊂ programma ⊂ beheer."""
    upto = RINGS[: RINGS.index(ring) + 1]
    return tuple(file for level in upto if (file := path / f"{level}.nt").is_file())


def sha256_of_text(text: str) -> str:
    """Return the SHA-256 of a text (UTF-8), as hexadecimal text."""
    return hashlib.sha256(text.encode()).hexdigest()
