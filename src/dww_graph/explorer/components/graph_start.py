"""The start of the graph page: three questions, each with an example that is ready to open, and the choice of a thing."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components.page import link
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.paths import examples
from dww_graph.explorer.viewmodels.things import Thing

PATH: Final = "pad"
BRIDGES: Final = "brug"


def questions(ui: Screen) -> None:
    """Draw the three questions."""
    subject, start, end = examples(ui.cards())
    grid = st.grid(3, min_column_width=300)
    with grid.container(border=True, height="stretch", key="dwwbox-graaf-samenhang"):
        _question(ui, "samenhang")
        choose_focus(ui, None)
        if subject is not None:
            _example(ui, ui.t("graaf.voorbeeld.samenhang", naam=subject.label), "samenhang", {"focus": subject.ref})
    with grid.container(border=True, height="stretch", key="dwwbox-graaf-pad"):
        _question(ui, "pad")
        link(ui, "graaf", ui.t("graaf.pad.kies"), "graaf-pad", ":material/conversion_path:", params={"vraag": PATH})
        if start is not None and end is not None:
            told = ui.t("graaf.voorbeeld.pad", van=start.label, naar=end.label)
            _example(ui, told, "pad", {"van": start.ref, "naar": end.ref})
    with grid.container(border=True, height="stretch", key="dwwbox-graaf-brug"):
        _question(ui, "brug")
        _example(ui, ui.t("graaf.voorbeeld.brug"), "brug", {"vraag": BRIDGES})


def _question(ui: Screen, name: str) -> None:
    st.html(f'<h2 class="dww-chosen">{escape(ui.t(f"graaf.vraag.{name}"))}</h2>'
            f'<p class="dww-soft">{escape(ui.t(f"graaf.vraag.{name}.zin"))}</p>')


def _example(ui: Screen, label: str, key: str, params: dict[str, str]) -> None:
    link(ui, "graaf", label, f"graaf-vb-{key}", ":material/arrow_forward:", params=dict(params))


def choose_focus(ui: Screen, now: Thing | None) -> None:
    """Draw the choice of what stands in the middle."""
    choose(ui, "focus", ui.t("graaf.kies"), now, ("uit", "kies", "rand"))


def choose(ui: Screen, name: str, label: str, now: Thing | None, clears: tuple[str, ...] = ()) -> None:
    """Draw the choice of a thing for the address; one that came in by a link is among them, whatever its kind."""
    named = {thing.ref: f"{thing.label} ({ui.t(f'soort.{thing.kind}')})" for thing in ui.choices()}
    if now is not None:
        named.setdefault(now.ref, f"{now.label} ({ui.t(f'soort.{now.kind}')})")
    widget = f"graaf_{name}"
    url_state.follow(widget, now.ref if now else None)
    st.selectbox(
        label,
        list(named),
        index=None,
        key=widget,
        format_func=lambda ref: named[ref],
        placeholder=ui.t("graaf.kies.tip"),
        on_change=url_state.put_choice,
        args=(name, widget, named, clears),
    )
