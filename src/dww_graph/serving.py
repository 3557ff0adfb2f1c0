"""Starts the one process that serves explorer, `/sparql`, `/id/…`, `/doc/…` and `/healthz`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from dww_graph import assets


def run(home: Path, port: int) -> int:
    """Serve until stopped and return the exit code of the server; it listens on this machine only."""
    app = assets.asset("app.py")
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    environment = {**os.environ, "DWW_HOME": str(home.resolve())}
    try:
        return subprocess.run(command, env=environment, cwd=app.parent, check=False).returncode  # noqa: S603 our own command
    except KeyboardInterrupt:
        return 0
