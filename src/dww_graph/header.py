"""The header of a query or rule file: lines that open with `#+ `, together YAML; to SPARQL they are comments."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

_MARK = "#+ "


def read_header(text: str) -> dict[str, Any]:
    """Return the header as a dictionary, empty when there is none; raises ruamel's YAMLError when it is no YAML."""
    lines = [line.removeprefix(_MARK) for line in text.splitlines() if line.startswith(_MARK)]
    found = YAML(typ="safe", pure=True).load("\n".join(lines))
    return found if isinstance(found, dict) else {}
