"""What somebody at the intake page can do about a fault: the library answers in commands, the page in its own buttons."""

from __future__ import annotations

from dataclasses import replace

from dww_graph.errors import Fault, Text
from dww_graph.explorer.i18n import CATALOGUES

_COMMAND = "dww "


def on_page(fault: Fault) -> Fault:
    """Return the fault with a way out that needs no terminal; a line that only names a command is left out."""
    if _COMMAND not in fault.do.nl:
        return fault
    key = f"inname.doe.{fault.code}"
    if key in CATALOGUES["nl"]:
        return replace(fault, do=Text(CATALOGUES["nl"][key], CATALOGUES["en"][key]))
    return replace(fault, do=Text(_without_commands(fault.do.nl), _without_commands(fault.do.en)))


def _without_commands(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if _COMMAND not in line)
