"""What the doctor says: every part looked at, and what is lacking is told with its use."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pytest

from dww_graph import doctor, generation
from dww_graph.doctor import Part


class Usage(NamedTuple):
    """What the disk says, in bytes."""

    free: float



def part(home: Path, name: str) -> Part:
    (found,) = [each for each in doctor.examine(home) if each.name == name]
    return found


def test_on_a_built_graph_everything_that_is_needed_is_fine(starter_home: Path) -> None:
    assert [each.name for each in doctor.examine(starter_home) if each.needed and not each.fine] == []


def test_versions_are_those_of_the_installed_packages(starter_home: Path) -> None:
    for name in ("pyoxigraph", "rdflib", "pyshacl", "streamlit"):
        assert part(starter_home, name).said.nl == version(name)


def test_the_generation_is_told_with_number_and_size(starter_home: Path) -> None:
    told = part(starter_home, "generation").said
    size = generation.current(starter_home).info.ringen["openbaar"].tripels
    assert told.nl.startswith(f"0001, {size} tripels")
    assert told.en.startswith(f"0001, {size} triples")


def test_without_a_graph_the_generation_is_lacking_and_it_says_what_to_type(tmp_path: Path) -> None:
    found = part(tmp_path / "nieuw", "generation")
    assert not found.fine
    assert found.needed
    assert "dww build" in found.said.nl
    assert not (tmp_path / "nieuw").exists()


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*"])
def test_a_damaged_store_is_found(name: str, home: Path) -> None:
    for path in (generation.folder(home) / "0001" / "openbaar").glob(name):
        path.unlink()
    assert not part(home, "generation").fine


def test_a_program_that_is_absent_is_not_needed_and_its_use_is_told(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    for name in ("java", "chromium"):
        found = part(starter_home, name)
        assert (found.fine, found.needed) == (False, False)
        assert "nodig voor" in found.said.nl
        assert "needed for" in found.said.en


def test_a_package_that_is_absent_is_lacking_unless_it_is_an_extra(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_ENGINES", ("bestaat-niet-1",))
    assert (part(starter_home, "bestaat-niet-1").fine, part(starter_home, "bestaat-niet-1").needed) == (False, True)
    monkeypatch.setattr(doctor, "_OPTIONAL", frozenset({"bestaat-niet-1"}))
    assert part(starter_home, "bestaat-niet-1").needed is False


@pytest.mark.parametrize(("gigabytes", "fine"), [(0.5, False), (20, True)])
def test_less_than_a_gigabyte_of_disk_is_too_little(
    gigabytes: float, fine: bool, starter_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(gigabytes * 1024**3))
    assert part(starter_home, "disk").fine is fine
