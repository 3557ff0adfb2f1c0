"""The header of a query or rule file: the run of lines at its top that open with `#+`, together YAML; comments to SPARQL."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

_MARK = "#+"


def split_header(content: str) -> tuple[str, str]:
    """Return the YAML of the header and the text after it; line numbers of the YAML equal those of the file."""
    lines = content.splitlines(keepends=True)
    size = next((at for at, line in enumerate(lines) if not line.startswith(_MARK)), len(lines))
    header = "".join(line.removeprefix(_MARK).removeprefix(" ") for line in lines[:size])
    return header, "".join(lines[size:]).strip() + "\n"


def read_header(content: str) -> dict[str, Any]:
    """Return the header as a dictionary, empty when there is none; raises ruamel's YAMLError when it is no YAML."""
    found = YAML(typ="safe", pure=True).load(split_header(content)[0])
    return found if isinstance(found, dict) else {}
