"""Serving begins with what could stop it: no graph, or a port that is taken."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from dww_graph import serving
from dww_graph.errors import CouldNotRun, StoreError


def test_a_port_in_use_is_told_with_what_to_type(starter_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        with pytest.raises(CouldNotRun) as refused:
            serving.check(starter_home, port)
    assert f"dww serve --port {port + 1}" in refused.value.tell("nl")
    serving.check(starter_home, port)


def test_without_a_graph_there_is_nothing_to_serve(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        serving.check(tmp_path, 8501)
    assert "make run" in refused.value.tell("en")


def test_both_addresses_are_told() -> None:
    assert "http://localhost:8501/sparql" in serving.addresses(8501).nl
    assert "http://localhost:8501/sparql" in serving.addresses(8501).en
