"""How the template looks: its colours, fonts and widths, in one place. Colours are RGB in hexadecimal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dww_graph.fields import Field

if TYPE_CHECKING:
    from openpyxl.styles import Alignment, Border, Font, PatternFill

TEAL: Final = "0B6B62"
PALE: Final = "DDEEEB"
SAND: Final = "F6F1E6"
PAPER: Final = "FDFBF7"
INK: Final = "22302E"
GREY: Final = "5C5850"
TWICE: Final = "F6C9B8"
MISSING: Final = "FFF1CC"
TALL: Final = 66.0
"""Height of the help row in points: four lines of small text."""


def font(size: float = 11, colour: str = INK, *, bold: bool = False, italic: bool = False) -> Font:
    """Return the one font of the workbook in a size (points)."""
    from openpyxl.styles import Font as Made

    return Made(name="Calibri", size=size, color=colour, bold=bold, italic=italic)


def fill(colour: str) -> PatternFill:
    """Return a plain fill."""
    from openpyxl.styles import PatternFill as Made

    return Made("solid", start_color=colour, end_color=colour)


def wrapped(vertical: str = "top", indent: int = 0) -> Alignment:
    """Return the alignment of text that runs on over lines."""
    from openpyxl.styles import Alignment as Made

    return Made(wrap_text=True, vertical=vertical, horizontal="left", indent=indent)


def lines(below: str, right: str | None = None) -> Border:
    """Return a thin line under a cell, and one at its right side."""
    from openpyxl.styles import Border as Made
    from openpyxl.styles import Side

    return Made(bottom=Side("thin", color=below), right=Side("thin", color=right) if right else None)


def width(field: Field) -> float:
    """Return the width of a column in characters, by what its field holds."""
    if field.kind == "text":
        return next((wide for longest, wide in ((20, 10), (40, 18), (120, 32), (500, 38)) if field.longest <= longest), 56)
    return {"concept": 28, "id": 17, "date": 14, "choice": 17}[field.kind]
