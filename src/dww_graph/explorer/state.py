"""What one run of a page works with: language, texts, graph, cards. The graph is opened once per generation and language.

The ring is always "openbaar": the explorer shows nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st

from dww_graph.explorer.i18n import Lang, plural, translate
from dww_graph.explorer.viewmodels.cards import STANCES, CardRow, counted, facet_labels, load_cards
from dww_graph.explorer.viewmodels.facets import NO_EVIDENCE
from dww_graph.explorer.viewmodels.things import key_of
from dww_graph.graph import KnowledgeGraph, default_home, open_graph

RING: Final = "openbaar"


@dataclass(frozen=True, slots=True)
class Screen:
    """The things every page needs; made once per run by ``main.py`` and fetched with :func:`screen`."""

    lang: Lang
    graph: KnowledgeGraph
    pages: Mapping[str, Any]

    def t(self, key: str, **values: object) -> str:
        """Give a text of the catalogue in the reader's language."""
        return translate(self.lang, key, **values)

    def n(self, key: str, number: int) -> str:
        """Give a text that counts, singular or plural."""
        return plural(self.lang, key, number)

    def decimal(self, number: str) -> str:
        """Give a number with the decimal sign of the reader's language."""
        return number.replace(".", ",") if self.lang == "nl" else number

    def amount(self, cards: Iterable[CardRow]) -> str:
        """Give the number of cards in words, as a reader may see it."""
        number = counted(cards)
        return self.t("kennis.aantal.een" if number == "1" else "kennis.aantal.meer", n=number)

    def cards(self) -> tuple[CardRow, ...]:
        """Give all cards of this generation."""
        return _cards(self.graph)

    def labels(self) -> dict[str, str]:
        """Give the label of every facet value by its key."""
        return _labels(self.graph)


@contextmanager
def shown(ui: Screen) -> Iterator[None]:
    """Let a page fetch `ui` while it runs, and not keep its generation open after that."""
    st.session_state["_scherm"] = ui
    try:
        yield
    finally:
        st.session_state.pop("_scherm", None)


def screen() -> Screen:
    """Give the values of this run; raises KeyError outside of ``main.py``."""
    found: Screen = st.session_state["_scherm"]
    return found


def graph(lang: Lang) -> KnowledgeGraph:
    """Open the current public generation in ``lang``; raises DwwError when there is none."""
    home = default_home()
    return _graph(str(home), _stamp(home), lang)


def forget() -> None:
    """Close every generation that is kept open; the next run opens the one that answers now."""
    for kept in (_graph, _cards, _labels):
        kept.clear()


def _stamp(folder: Path) -> str:
    """Tell one published generation from the next by its pointer."""
    pointer = folder / "current"
    return f"{os.path.realpath(pointer)}:{pointer.stat().st_mtime_ns}" if pointer.exists() else ""


def _identity(graph: KnowledgeGraph) -> tuple[str, str]:
    """Tell one opened graph from another by what it holds and the language it speaks."""
    return graph.generation.sha256, graph.lang


@st.cache_resource(show_spinner=False, max_entries=4)
def _graph(folder: str, stamp: str, lang: Lang) -> KnowledgeGraph:
    """Open once per pointer: ``stamp`` is only there to tell one published generation from the next."""
    del stamp
    return open_graph(Path(folder), ring=RING, lang=lang)


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={KnowledgeGraph: _identity})
def _cards(graph: KnowledgeGraph) -> tuple[CardRow, ...]:
    return load_cards(graph)


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={KnowledgeGraph: _identity})
def _labels(graph: KnowledgeGraph) -> dict[str, str]:
    lang: Lang = "en" if graph.lang == "en" else "nl"
    named = {key_of(iri): label for iri, label in facet_labels(graph).items()}
    named |= {stance: translate(lang, f"relatie.{stance}") for stance in STANCES}
    return named | {NO_EVIDENCE: translate(lang, "facet.bewijs.geen")}
