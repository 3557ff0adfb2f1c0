"""Starts the one process that serves explorer, `/sparql`, `/id/…`, `/doc/…` and `/healthz`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from dww_graph import assets, generation, rights
from dww_graph.errors import CouldNotRun, Text

_HERE = "127.0.0.1"


def addresses(port: int) -> Text:
    """Return what a person can open once the server runs."""
    here = f"http://localhost:{port}"
    return Text(
        f"Verkenner: {here}   SPARQL: {here}/sparql   (stoppen: Ctrl+C)",
        f"Explorer: {here}   SPARQL: {here}/sparql   (stop: Ctrl+C)",
    )


def check(home: Path, port: int) -> None:
    """Raise StoreError when there is nothing to serve, CouldNotRun when another program listens at the port."""
    generation.current(home)
    with socket.socket() as probe:
        if probe.connect_ex((_HERE, port)) == 0:
            raise CouldNotRun(
                Text(f"Poort {port} is al in gebruik.", f"Port {port} is in use already."),
                f"{_HERE}:{port}",
                Text("een vrije poort", "a free port"),
                Text(f"Typ: dww serve --port {port + 1}", f"Type: dww serve --port {port + 1}"),
            )


def run(home: Path, port: int, curator: bool = False) -> int:
    """Serve until stopped and return the exit code of the server; it listens on this machine only.

    `curator`: whoever sits at this machine may take files in through the explorer.
    """
    app = assets.asset("app.py")
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    environment = {**os.environ, "DWW_HOME": str(home.resolve()), rights.LOCAL: "1" if curator else "0"}
    try:
        return subprocess.run(command, env=environment, cwd=app.parent, check=False).returncode  # noqa: S603 our own command
    except KeyboardInterrupt:
        return 0
