"""The list of cards under the facets: count, view, page, table, CSV, and the way out of an empty result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import basket
from dww_graph.explorer.components.cards import card_grid
from dww_graph.explorer.components.choice import choose
from dww_graph.explorer.components.facets import filter_label
from dww_graph.explorer.components.html import table
from dww_graph.explorer.components.page import link, own_address
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.cards import CardRow, counted
from dww_graph.explorer.viewmodels.facets import FACETS, Selection, pick, way_out
from dww_graph.explorer.viewmodels.table import card_table, to_csv

PER_PAGE: Final = 12
_PAGE: Final = re.compile(r"^\d{1,5}$", re.ASCII)
VIEWS: Final = ("kaarten", "tabel")


def bar(ui: Screen, hits: Sequence[CardRow]) -> None:
    """Draw the number of cards, the choice of view and the download, in one line."""
    with st.container(horizontal=True, vertical_alignment="center", key="dww-balk"):
        total = escape(ui.t("kennis.van", totaal=counted(ui.cards())))
        count = escape(ui.amount(hits))
        st.html(f'<p class="dww-count" role="status">{count} <small>{total}</small></p>', width="stretch")
        choose(ui, "weergave", VIEWS, "kennis.weergave")
        st.download_button(
            ui.t("kennis.csv"),
            lambda: to_csv(hits, ui.t),
            "handelingskennis.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )


def show(ui: Screen, hits: Sequence[CardRow]) -> None:
    """Draw the cards, a page at a time, or all of them as a table."""
    if url_state.one("weergave") == "tabel":
        _table(ui, hits)
        return
    last = -(-len(hits) // PER_PAGE)
    asked = url_state.one("pagina")
    now = min(max(int(asked), 1), last) if _PAGE.match(asked) else 1
    card_grid(ui, hits[(now - 1) * PER_PAGE : now * PER_PAGE], "lijst", partial(basket.choice, ui))
    if last > 1:
        key = f"pagina-{now}"
        st.pagination(last, default=now, key=key, on_change=url_state.put_widget, args=("pagina", key))


def _table(ui: Screen, hits: Sequence[CardRow]) -> None:
    heads, rows = card_table(hits, ui.t)
    cells = (_cells(ui, card, row) for card, row in zip(hits, rows, strict=True))
    st.html(table(ui.t("kennis.kop"), heads, cells))


def _cells(ui: Screen, card: CardRow, row: tuple[str, ...]) -> tuple[str, ...]:
    code, _, *rest = row
    return (escape(code), own_address(ui, "kaart", card.thing.ref, card.title), *map(escape, rest))


def nothing(ui: Screen, chosen: Selection) -> None:
    """Tell why there is nothing and offer each step that brings cards back."""
    steps = [step for step in way_out(ui.cards(), chosen) if step[2]]
    advice = ui.t("kennis.nul.uitleg" if steps else "kennis.nul.geen")
    st.info(f"{ui.t('kennis.nul')} {advice}", icon=":material/filter_alt_off:")
    for facet, key, _ in steps:
        rest = chosen.without(facet, key)
        found = ui.amount(pick(ui.cards(), rest))
        label = ui.t("kennis.nul.zonder", naam=filter_label(ui, facet, key), aantal=found)
        kept: dict[str, str | Iterable[str]] = {name: rest.chosen.get(name, ()) for name in FACETS}
        kept["vergelijk"] = url_state.keys("vergelijk")
        link(ui, "kennis", label, f"uit-{facet}-{key}", ":material/undo:", params={"q": rest.word, **kept})
    link(ui, "kennis", ui.t("kennis.nul.alles"), "nul-alles", ":material/restart_alt:")
