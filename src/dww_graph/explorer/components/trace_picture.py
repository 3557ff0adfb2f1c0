"""The picture of the trace: columns of blocks that are real buttons, and lines between them that the script draws.

The blocks are HTML, so that words wrap, grow with the letters of the reader and are heard; the script measures them and lays the
lines in between. What is chosen goes to the address, and the address says what is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import html
from dww_graph.explorer.components.trace_words import Words, head
from dww_graph.explorer.palette import kind_mark, stance_mark
from dww_graph.explorer.viewmodels.trace import BETWEEN, NO_CARD, NO_EVIDENCE, OTHER_CARD, Choice
from dww_graph.explorer.viewmodels.trace_picture import COLUMNS, Line, Node, Picture

ASSETS: Final = Path(__file__).parents[1] / "assets"
KEY: Final = "spoorplaatje"
HEIGHT: Final = 300
"""Height in pixels of all lines of one column together."""
THICKEST: Final = 12
"""Thickness in pixels of a line of one step, where there are few of them."""


def asked() -> Choice:
    """Read from the address what is chosen."""
    return Choice.of(url_state.one("knoop"), url_state.one("lijn"))


def choose(key: str) -> None:
    """Write a place or a line to the address, "" for everything (callback)."""
    url_state.put("knoop", "" if BETWEEN in key else key)
    url_state.put("lijn", key if BETWEEN in key else "")


def draw(words: Words, choice: Choice) -> None:
    """Draw the picture with what is chosen in it."""
    picture = words.picture
    lit = picture.lit(choice) if choice.ends else frozenset()
    unit = thickness(picture)
    lines = [{**_line(words, line), "on": line.key in lit} for line in picture.lines]
    st.html(ASSETS / "spoor.css")
    data = {"body": body(words, unit), "lines": lines, "chosen": BETWEEN.join(choice.ends), "unit": unit}
    _component()(key=KEY, data=data, on_pick_change=_picked)


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., object]:
    """Register the component once: the blocks are made here, the script lays the lines and tells what was chosen."""
    frame, script = '<div class="dww-flowbox"></div>', (ASSETS / "spoor.js").read_text(encoding="utf-8")
    mount: Callable[..., object] = st.components.v2.component("dww_spoor", html=frame, js=script, isolate_styles=False)
    return mount


def _picked() -> None:
    """Write what was chosen in the picture to the address; the same once more takes it away (callback)."""
    key = str(st.session_state[KEY]["pick"] or "")
    choose("" if key == BETWEEN.join(asked().ends) else key)


def thickness(picture: Picture) -> float:
    """Give the thickness in pixels of a line of one step."""
    fullest = max((sum(node.number for node in column) for column in picture.columns), default=0)
    return min(THICKEST, HEIGHT / max(1, fullest))


def body(words: Words, unit: float) -> str:
    """Give the columns with their blocks; each block is a button with its kind, its name and its number of steps."""
    columns = [(name, nodes) for name, nodes in zip(COLUMNS, words.picture.columns, strict=True) if nodes]
    drawn = "".join(_column(words, name, nodes, unit) for name, nodes in columns)
    few, name = " dww-flowfew" if len(columns) < len(COLUMNS) else "", escape(words.ui.t("spoor.plaatje"))
    return f'<div class="dww-flow{few}" role="group" aria-label="{name}"><svg aria-hidden="true"></svg>{drawn}</div>'


def _column(words: Words, name: str, nodes: Sequence[Node], unit: float) -> str:
    title, look = escape(head(words.ui, name)), "dww-plain" if name == "relatie" else f"dww-k-{name}"
    blocks = "".join(_block(words, node, unit) for node in nodes)
    return (
        f'<div class="dww-flowcolumn" role="group" aria-label="{title}">'
        f'<p class="dww-flowhead {look}" aria-hidden="true">{title}</p><div class="dww-flowblocks">{blocks}</div></div>'
    )


def _block(words: Words, node: Node, unit: float) -> str:
    ui, (look, sign), said = words.ui, _look(node), words.place(node.key)
    kind = f"{ui.t(f'soort.{node.thing.kind}')}: " if node.thing else ""
    note = f"{ui.t('spoor.anderekaart')}: " if node.key.startswith(OTHER_CARD) else ""
    heard = f"{note or kind}{said}, {ui.n('spoor.stappen', node.number)}"
    return (
        f'<button type="button" class="dww-block {look}" data-k="{escape(node.key)}" aria-label="{escape(heard)}"'
        f' style="min-height:{node.number * unit:.0f}px">{html.icon(sign)}'
        f"<span><small>{escape(note)}</small>{escape(said)}</span></button>"
    )


def _look(node: Node) -> tuple[str, str]:
    """Give class and icon of a block: those of its kind or of its stance; a gap and what was left out are dashed."""
    if node.thing is not None:
        return f"dww-k-{node.thing.kind}", kind_mark(node.thing.kind).icon
    if node.more:
        return "dww-plain dww-open", "more_horiz"
    relation = _relation(node.stance)
    return f"dww-r-{relation} dww-saying{' dww-open' if relation == NO_EVIDENCE else ''}", stance_mark(relation).icon


def _relation(stance: str) -> str:
    return NO_EVIDENCE if stance == NO_CARD else stance


def _line(words: Words, line: Line) -> dict[str, object]:
    start = words.picture.node(line.start)
    plain = _look(start)[0].split(" ", 1)[0] if start else ""
    look = f"dww-r-{_relation(line.stance)}" if line.stance else plain
    says = f"{words.line(line.start, line.end)}: {words.ui.n('spoor.stappen', line.number)}"
    return {"k": line.key, "a": line.start, "b": line.end, "n": line.number, "c": look, "says": says, "open": not line.agreed}
