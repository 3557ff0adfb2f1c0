"""The JavaScript that is shipped is what its sources give, with the licence of everything that is in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "dww_graph"
SOURCES = PACKAGE / "explorer" / "frontend"
BUILT = PACKAGE / "explorer" / "components" / "build"


def lock() -> dict[str, dict[str, str]]:
    """The packages of the lock file, by folder; without the entry for the project itself."""
    found: dict[str, dict[str, str]] = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return {name: entry for name, entry in found.items() if name}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_rebuild_gives_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    if shutil.which("npm") is None and os.environ.get("CI") != "true":
        pytest.skip("2026-11-24: no npm on this machine; CI has one and does not skip")
    sources = tmp_path / "frontend"
    shutil.copytree(SOURCES, sources, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(SOURCES.parent / "assets", tmp_path / "assets")
    subprocess.run(["npm", "ci"], cwd=sources, check=True, capture_output=True)
    subprocess.run(["node", "build.mjs", str(tmp_path / "build")], cwd=sources, check=True, capture_output=True)
    made, shipped = contents(tmp_path / "build"), contents(BUILT)
    assert made.keys() == shipped.keys()
    assert [name for name in made if made[name] != shipped[name]] == [], "run `make frontend` and commit what it makes"


def test_the_lock_names_what_to_install_by_its_content_and_no_place_to_fetch_it() -> None:
    assert len(lock()) > 20
    assert [name for name, entry in lock().items() if not entry.get("integrity")] == []
    assert [name for name, entry in lock().items() if "resolved" in entry] == []


def test_every_component_streamlit_is_told_of_has_one_bundle_and_its_licences() -> None:
    told = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))
    own = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {told["project"][name] for name in ("name", "version")} == {own["name"], own["version"]}
    components = told["tool"]["streamlit"]["component"]["components"]
    names = {entry["name"] for entry in components}
    assert {PACKAGE / entry["asset_dir"] for entry in components} == {BUILT}
    assert {path.name for path in BUILT.iterdir()} == {f"{name}{end}" for name in names for end in (".js", ".licences.txt")}


@pytest.mark.parametrize(("component", "package"), [("graph", "cytoscape"), ("editor", "codemirror")])
def test_the_licences_name_the_packages_and_their_versions(component: str, package: str) -> None:
    words = (BUILT / f"{component}.licences.txt").read_text(encoding="utf-8")
    assert f"{package} {lock()[f'node_modules/{package}']['version']} (MIT)" in words
    assert "Permission is hereby granted" in words
