"""The README is true: its examples run, show what they say, and its tree is the tree."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"<!-- (?P<kind>run|make|http)(?:: exit (?P<code>\d))? -->\n```(?P<language>sh|python)\n(?P<text>.*?)```\n"
    r"(?:\n```text\n(?P<shown>.*?)```\n)?",
    re.DOTALL,
)
LEFT_OUT = "…"
OUR_PORT = "8501"
NOT_OURS = frozenset({".git", ".venv", ".github", "dww-data", "dist", "build"})


@dataclass(frozen=True)
class Block:
    """One example: its kind, the exit code it says it has, its language, its text and what it says it shows."""

    kind: str
    code: int
    language: str
    text: str
    shown: str


def blocks(kind: str) -> list[Block]:
    found = [
        Block(each["kind"], int(each["code"] or 0), each["language"], each["text"], each["shown"] or "")
        for each in BLOCK.finditer(README)
    ]
    return [block for block in found if block.kind == kind]


def plain(text: str) -> str:
    return " ".join(text.split())


def shown_lines(block: Block) -> list[str]:
    return [plain(line) for line in block.shown.splitlines() if plain(line) not in ("", LEFT_OUT)]


def first_absent(lines: list[str], output: str) -> str | None:
    """Return the first line that the output does not hold after the line before it; spacing does not count."""
    at, told = 0, plain(output)
    for line in lines:
        place = told.find(line, at)
        if place < 0:
            return line
        at = place + len(line)
    return None


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DWW_", "COLUMNS"))}
    return {**kept, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}", "PYTHONUTF8": "1"}


def run(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", block.text] if block.language == "python" else ["sh", "-ec", block.text]
    return subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of somebody who has just typed `make run`: it holds the starter graph."""
    folder = tmp_path_factory.mktemp("lezer")
    subprocess.run(["dww", "build"], cwd=folder, env=environment(), capture_output=True, check=True)
    return folder


@pytest.fixture(scope="module")
def walked(reader: Path) -> list[subprocess.CompletedProcess[str]]:
    """Return what every example gave, typed one after the other."""
    return [run(block, reader) for block in blocks("run")]


@pytest.fixture(scope="module")
def server(reader: Path) -> Iterator[str]:
    """Yield the port of a running `dww serve`, over the graph of the reader."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = ["dww", "serve", "--port", port]
    with (reader / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=reader, env=environment(), stdout=log, stderr=log, start_new_session=True)
    try:
        wait_for(f"http://localhost:{port}/healthz", process)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server stopped by itself"
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.2)
    pytest.fail("the server did not answer")


def test_every_example_says_how_it_is_tested() -> None:
    """No block of commands or Python stands in the README without a mark before it."""
    fences = re.findall(r"^```(?:sh|python)$", README, re.MULTILINE)
    assert len(fences) == len(list(BLOCK.finditer(README))) > 0


@pytest.mark.parametrize("number", range(len(blocks("run"))))
def test_example_shows_what_it_says(number: int, walked: list[subprocess.CompletedProcess[str]]) -> None:
    """Each example ends with the exit code it says, and shows every line under it, in that order."""
    block, done = blocks("run")[number], walked[number]
    assert done.returncode == block.code, f"{block.text}\n{done.stdout}{done.stderr}"
    assert first_absent(shown_lines(block), done.stdout) is None, f"{block.text}\n{done.stdout}{done.stderr}"


def test_a_line_that_is_not_shown_is_noticed() -> None:
    """The comparison sees a line that is absent, and lines in another order."""
    assert first_absent(["een", "twee"], "een\n  twee") is None
    assert first_absent(["een", "drie"], "een twee") == "drie"
    assert first_absent(["twee", "een"], "een twee") == "een"


def test_make_commands_are_in_the_makefile() -> None:
    """The commands of the first block are targets of the Makefile."""
    lines = [line for block in blocks("make") for line in block.text.splitlines()]
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert lines
    assert {line.removeprefix("make ") for line in lines} <= set(targets)


def test_request_over_http_is_answered(server: str) -> None:
    """The address, header and query of the curl line get the answer shown; the line itself is read, so no curl is needed."""
    for block in blocks("http"):
        _, address, flag, header, data, pair = shlex.split(block.text)
        assert (flag, data) == ("-H", "--data-urlencode")
        request = Request(address.replace(OUR_PORT, server), urlencode(dict([pair.split("=", 1)])).encode())
        request.add_header(*header.split(": ", 1))
        with urlopen(request) as answer:
            output = answer.read().decode()
        assert first_absent(shown_lines(block), output) is None, output
        assert int(output.split()[1]) > 0


def named(mark: str) -> list[tuple[str, str]]:
    """Return the names in a block of the README after a mark, each with the folder it stands in."""
    found = re.search(rf"<!-- {mark} -->\n```text\n(.*?)```", README, re.DOTALL)
    assert found
    folder, names = "", []
    for line in found[1].splitlines():
        told = re.split(r"\s{3,}", line.strip())[0].split()
        folder = folder if line.startswith(" ") else ""
        names += [(folder, name) for name in told]
        folder = folder or (told[0] if told[0].endswith("/") else "")
    return names


def test_tree_names_what_is_there() -> None:
    """Everything that the tree names exists, a folder as a folder."""
    absent = [folder + name for folder, name in named("tree") if not (ROOT / folder / name).exists()]
    assert absent == []
    assert all((ROOT / folder / name).is_dir() for folder, name in named("tree") if name.endswith("/"))


@pytest.mark.parametrize("folder", ["", "ontology/", "queries/", "tests/"])
def test_tree_leaves_nothing_out(folder: str) -> None:
    """Every entry of these folders is named in the tree; `tests` also holds helpers of its own."""
    there = {entry.name for entry in (ROOT / folder).iterdir() if not is_passing(entry)}
    if folder == "tests/":
        there = {entry for entry in there if (ROOT / folder / entry).is_dir()}
    told = {name.rstrip("/") for inside, name in named("tree") if inside == folder}
    assert there - told == set()


def is_passing(entry: Path) -> bool:
    """True for what tools leave behind, which `.gitignore` names."""
    caches = entry.name.startswith("__") or entry.name.endswith(("_cache", ".egg-info"))
    return caches or entry.name in NOT_OURS or entry.name in (".coverage", ".hypothesis")


def test_modules_are_the_modules() -> None:
    """The README names every module of the package, and in the order of the floors in pyproject.toml."""
    source = ROOT / "src" / "dww_graph"
    there = {path.stem for path in source.glob("*.py")} | {path.parent.name for path in source.glob("*/__init__.py")}
    told = [name.rstrip("/") for _, name in named("modules")]
    assert sorted(told) == sorted(there - {"__init__", "__main__"})
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors = config["tool"]["importlinter"]["contracts"][0]["layers"]
    floor_of = {name.strip(): number for number, floor in enumerate(floors) for name in floor.split("|")}
    assert [floor_of[name] for name in told] == sorted(floor_of[name] for name in told)
