"""A file is read in a process of its own: whatever it does costs its own reading, never server, disk or network."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dww_graph import confined
from dww_graph.errors import Fault, Text
from dww_graph.model import Cell, Item, RawRecord, Skipped
from dww_graph.read import wire
from dww_graph.reading import FileReader

from .tables import as_csv, good_table, read_whole, saved

RIS = "TY  - JOUR\nTI  - Eén titel\nER  - \n"


@pytest.fixture
def reading() -> Iterator[FileReader]:
    with closing(FileReader()) as reader:
        yield reader


def records(items: Iterator[Item]) -> list[RawRecord]:
    return [item for item in items if isinstance(item, RawRecord)]


def test_a_file_gives_the_same_records_as_read_here(reading: FileReader, tmp_path: Path) -> None:
    path = saved(tmp_path, "k.csv", as_csv(good_table(250)))
    assert tuple(records(reading.items(path))) == read_whole(path).records
    assert reading.format == "csv"


def test_one_child_reads_many_files_and_says_what_each_is(reading: FileReader, tmp_path: Path) -> None:
    table, listed = saved(tmp_path, "k.csv", as_csv(good_table(1))), saved(tmp_path, "l.ris", RIS)
    assert [reading.format_of(path) for path in (table, listed, tmp_path / "weg", listed)] == ["csv", "ris", "", "ris"]


def test_a_file_that_is_refused_at_the_gate_gives_its_fault(reading: FileReader, tmp_path: Path) -> None:
    (fault,) = reading.items(saved(tmp_path, "x.bin", b"\x00\x01\x02"))
    assert isinstance(fault, Fault) and fault.what.nl and fault.what.en and fault.do.nl


def test_a_child_that_falls_silent_is_killed_and_the_next_file_is_read(tmp_path: Path) -> None:
    """Here one that is given no time at all."""
    path = saved(tmp_path, "l.ris", RIS)
    with closing(FileReader(silence=0.0001)) as impatient:
        items = list(impatient.items(path))
    assert [item.code for item in items if isinstance(item, Fault)] == ["lezen-gestopt"]
    with closing(FileReader()) as patient:
        assert len(records(patient.items(path))) == 1


def test_stopping_half_way_leaves_nothing_behind(reading: FileReader, tmp_path: Path) -> None:
    long, short = saved(tmp_path, "k.csv", as_csv(good_table(2000))), saved(tmp_path, "l.ris", RIS)
    items = reading.items(long)
    assert isinstance(next(items), RawRecord)
    items.close()  # type: ignore[attr-defined]
    assert len(records(reading.items(short))) == 1


@pytest.mark.parametrize(
    "item",
    [
        RawRecord("kaart", "rij 2", {"a": (Cell("é\n☕", "k, rij 2"), Cell("", "x"))}, (RawRecord("verbinding", "p", {}),)),
        Fault("x", Text("a", "b"), "w", Text("c", "d"), Text("e", "f"), "waarschuwing"),
        Text("nl", "en"),
        Skipped("Case", 12),
    ],
)
def test_what_goes_through_the_pipe_comes_out_the_same(item: Item) -> None:
    assert wire.decode(wire.encode(item)) == item


FORBIDDEN = {
    "write": "open({folder!r} + '/x', 'w')",
    "append": "open({folder!r} + '/x', 'ab')",
    "low-level": "import os; os.open({folder!r} + '/x', os.O_CREAT | os.O_WRONLY)",
    "socket": "import socket; socket.socket().connect(('127.0.0.1', {port}))",
    "http": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:{port}/')",
    "process": "import subprocess; subprocess.run(['touch', {folder!r} + '/x'])",
    "shell": "import os; os.system('touch ' + {folder!r} + '/x')",
    "unzip": "import zipfile; zipfile.ZipFile({folder!r} + '/a.zip').extractall({folder!r})",
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_reader_can_write_nothing_reach_nobody_and_start_nothing(tmp_path: Path, name: str) -> None:
    """Tried in a process that is shut in as the reader is."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x", "x")
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.2)
        deed = FORBIDDEN[name].format(folder=str(tmp_path), port=trap.getsockname()[1])
        shut = "from dww_graph.confined import shut_in, only_read; shut_in(); only_read(); "
        done = subprocess.run(
            [sys.executable, "-B", "-c", shut + deed], env=confined.environment(), capture_output=True, check=False
        )
        with pytest.raises(TimeoutError):
            trap.accept()
    assert done.returncode != 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]
