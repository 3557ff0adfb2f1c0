"""One kind, one colour, one icon: the only place where the explorer's colours are written down.

Every colour is a pair (light, dark). Each half has at least 4.5:1 against the page background of its own scheme,
so it may be used for text as well as for marks. Red is kept for one meaning: "spreekt tegen".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

PAPER: Final = ("#fdfbf7", "#171512")
"""Page background (light, dark); the theme file of the app holds the same two values."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one kind of thing looks: a pair of colours and the name of a Material Symbol."""

    light: str
    dark: str
    icon: str

    def colour(self, scheme: str) -> str:
        """Give the colour for ``scheme`` ("light" or "dark")."""
        return self.dark if scheme == "dark" else self.light

    @property
    def material(self) -> str:
        """The icon as Streamlit writes it, ``:material/name:``."""
        return f":material/{self.icon}:"


KINDS: Final[dict[str, Mark]] = {
    "element": Mark("#0b6b62", "#6fd0c4", "extension"),
    "situatie": Mark("#1d5fa8", "#90c0f7", "place"),
    "clienttype": Mark("#8a2f78", "#e9a2da", "family_restroom"),
    "context": Mark("#4f5b66", "#b7c3ce", "home_work"),
    "handelingskennis": Mark("#7d5600", "#e8c35a", "record_voice_over"),
    "leeruitkomst": Mark("#5f3fb0", "#bda6f7", "school"),
    "bevinding": Mark("#00607a", "#78cdea", "science"),
    "aanbeveling": Mark("#455a7a", "#b2c4de", "fact_check"),
    "zoekverslag": Mark("#5c5850", "#c4bdb0", "manage_search"),
    "bron": Mark("#6a4a3a", "#d9b9a6", "menu_book"),
    "claim": Mark("#5a5a12", "#cfcf7a", "flag"),
    "overig": Mark("#5c5850", "#c4bdb0", "label"),
}
"""Look of each kind of thing; the key is the ``{kind}`` part of its IRI."""

SHAPES: Final[dict[str, str]] = {
    "element": "circle",
    "situatie": "square",
    "clienttype": "hexagon",
    "context": "house",
    "handelingskennis": "diamond",
    "leeruitkomst": "star",
    "bevinding": "triangle",
    "aanbeveling": "down",
    "zoekverslag": "cross",
    "bron": "wide",
    "claim": "flag",
    "overig": "octagon",
}
"""Shape of each kind in a drawing, so that colour is never the only sign; `assets/shapes.json` holds the corners."""
INK: Final = Mark("#15120d", "#f6f2ea", "")
"""Colour of words in a drawing."""


@cache
def _corners() -> dict[str, str]:
    held: dict[str, str] = json.loads((Path(__file__).parent / "assets" / "shapes.json").read_text(encoding="utf-8"))
    return held


def sign(kind: str) -> str:
    """Give the shape of a kind as ECharts draws it: "circle", or the path of its corners."""
    corners = _corners().get(SHAPES[kind], "").split()
    pairs = " L".join(f"{x} {y}" for x, y in zip(corners[::2], corners[1::2], strict=True))
    return f"path://M{pairs} Z" if pairs else SHAPES[kind]


STANCES: Final[dict[str, Mark]] = {
    "ondersteund-door": Mark("#2a6a2f", "#8fd394", "check_circle"),
    "genuanceerd-door": Mark("#8a5300", "#f0b964", "balance"),
    "tegengesproken-door": Mark("#b3261e", "#ff9d94", "cancel"),
    "geen-bewijs-gevonden": Mark("#5c5850", "#c4bdb0", "search_off"),
    "verfijnt": Mark("#7d5600", "#e8c35a", "zoom_in"),
    "breidt-uit": Mark("#7d5600", "#e8c35a", "open_in_full"),
    "illustreert": Mark("#7d5600", "#e8c35a", "image"),
    "roept-vraag-op": Mark("#7d5600", "#e8c35a", "help"),
    "nog-geen-bewijs": Mark("#5c5850", "#c4bdb0", "hourglass_empty"),
}
"""Look of each relation type; the first three are what a source does to an item."""

STATUSES: Final[dict[str, Mark]] = {
    "voorgesteld": Mark("#5c5850", "#c4bdb0", "pending"),
    "besproken": Mark("#455a7a", "#b2c4de", "forum"),
    "vastgesteld": Mark("#2a6a2f", "#8fd394", "task_alt"),
    "afgewezen": Mark("#5c5850", "#c4bdb0", "block"),
    "ingetrokken": Mark("#5c5850", "#c4bdb0", "undo"),
}
"""Look of the status of a link."""

VERDICTS: Final[dict[str, Mark]] = {
    "eens": Mark("#2a6a2f", "#8fd394", "handshake"),
    "oneens": Mark("#b3261e", "#ff9d94", "call_split"),
    "alleen-praktijk": Mark("#7d5600", "#e8c35a", "record_voice_over"),
    "alleen-onderzoek": Mark("#00607a", "#78cdea", "science"),
    "niets-gevonden": Mark("#5c5850", "#c4bdb0", "search_off"),
    "niet-gezocht": Mark("#5c5850", "#c4bdb0", "radio_button_unchecked"),
    "niet-vergeleken": Mark("#455a7a", "#b2c4de", "pending"),
}
"""Look of the verdict of a cell of the evidence map, and last of a cell without one."""


def kind_mark(kind: str) -> Mark:
    """Give the look of ``kind``; an unknown kind looks like "overig"."""
    return KINDS.get(kind, KINDS["overig"])


def stance_mark(relation: str) -> Mark:
    """Give the look of a relation type by its slug; unknown looks like "nog-geen-bewijs"."""
    return STANCES.get(relation, STANCES["nog-geen-bewijs"])


def status_mark(status: str) -> Mark:
    """Give the look of a link status by its slug; unknown looks like "voorgesteld"."""
    return STATUSES.get(status, STATUSES["voorgesteld"])


def verdict_mark(verdict: str) -> Mark:
    """Give the look of a verdict by its slug; unknown looks like "niet-vergeleken"."""
    return VERDICTS.get(verdict, VERDICTS["niet-vergeleken"])


def css_tokens() -> str:
    """Write paper and palette as CSS custom properties that follow the scheme of the page, and a class for each mark."""
    families = {"k": KINDS, "r": STANCES, "s": STATUSES, "o": VERDICTS}
    named = [(f"{family}-{name}", mark) for family, group in families.items() for name, mark in group.items()]
    tokens = " ".join(f"--dww-{name}: light-dark({mark.light}, {mark.dark});" for name, mark in named)
    classes = " ".join(f".dww-{name} {{ --c: var(--dww-{name}); }}" for name, _ in named)
    return f".stApp {{ --dww-paper: light-dark({PAPER[0]}, {PAPER[1]}); {tokens} }} {classes}"
