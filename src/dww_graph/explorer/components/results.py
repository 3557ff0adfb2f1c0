"""The list of cards under the facets: count, view, page, table, CSV, and the way out of an empty result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import basket, saved_view, search
from dww_graph.explorer.components.cards import card_grid
from dww_graph.explorer.components.choice import choose
from dww_graph.explorer.components.facets import filter_label
from dww_graph.explorer.components.html import table
from dww_graph.explorer.components.page import link, own_address
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.cards import CardRow, Cards
from dww_graph.explorer.viewmodels.facets import FACETS, Selection, way_out
from dww_graph.explorer.viewmodels.table import card_table, to_csv
from dww_graph.search import CARD

PER_PAGE: Final = 12
TABLE_PAGE: Final = 100
_PAGE: Final = re.compile(r"^\d{1,5}$", re.ASCII)
VIEWS: Final = ("kaarten", "tabel")


def bar(ui: Screen, hits: Cards) -> None:
    """Draw the number of cards, the choice of view and the download, in one line."""
    with st.container(horizontal=True, vertical_alignment="center", key="dww-balk"):
        total = escape(ui.t("kennis.van", totaal=ui.cards().number))
        count = escape(ui.amount(hits))
        st.html(f'<p class="dww-count" role="status">{count} <small>{total}</small></p>', width="stretch")
        choose(ui, "weergave", VIEWS, "kennis.weergave")
        saved_view.button(ui, ui.t("kennis.kop"))
        st.download_button(
            ui.t("kennis.csv"),
            lambda: to_csv(hits, ui.t),
            "handelingskennis.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )


def show(ui: Screen, hits: Cards) -> None:
    """Draw the cards as boxes or as a table, a page at a time."""
    tabular = url_state.one("weergave") == "tabel"
    size = TABLE_PAGE if tabular else PER_PAGE
    last = -(-len(hits) // size)
    asked = url_state.one("pagina")
    now = min(max(int(asked), 1), last) if _PAGE.match(asked) else 1
    shown = hits[(now - 1) * size : now * size]
    if tabular:
        _table(ui, shown)
    else:
        card_grid(ui, shown, "lijst", partial(basket.choice, ui))
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


def meant(ui: Screen, chosen: Selection) -> None:
    """Draw words that do find cards, for a typing error or a word we avoid; the filters stay."""
    instead = ui.graph.meant(chosen.word, CARD) if chosen.word else ()
    search.meant(ui, instead, "kennis", _kept(chosen))


def _kept(chosen: Selection) -> dict[str, str | Iterable[str]]:
    """Give what a link to another search keeps: the filters and the basket."""
    return {**{name: chosen.chosen.get(name, ()) for name in FACETS}, "vergelijk": url_state.keys("vergelijk")}


def nothing(ui: Screen, chosen: Selection) -> None:
    """Tell why there is nothing and offer each step that brings cards back."""
    steps = [step for step in way_out(ui.cards(), chosen) if step[2]]
    advice = ui.t("kennis.nul.uitleg" if steps else "kennis.nul.geen")
    st.info(f"{ui.t('kennis.nul')} {advice}", icon=":material/filter_alt_off:")
    for facet, key, without in steps:
        rest = chosen.without(facet, key)
        label = ui.t("kennis.nul.zonder", naam=filter_label(ui, facet, key), aantal=ui.amount(without))
        link(ui, "kennis", label, f"uit-{facet}-{key}", ":material/undo:", params={"q": rest.word, **_kept(rest)})
    link(ui, "kennis", ui.t("kennis.nul.alles"), "nul-alles", ":material/restart_alt:")
