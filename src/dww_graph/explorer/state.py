"""What one run of a page works with: language, texts, graph, cards. The graph is opened once per generation and language.

The ring is always "openbaar": the explorer shows nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

import streamlit as st

from dww_graph import generation
from dww_graph.explorer.i18n import Lang, plural, translate
from dww_graph.explorer.viewmodels.cards import NO_EVIDENCE, STANCES, CardRow, Cards
from dww_graph.explorer.viewmodels.paths import Whole, load_choices, load_whole
from dww_graph.explorer.viewmodels.start import Figure, figures
from dww_graph.explorer.viewmodels.things import Thing
from dww_graph.graph import KnowledgeGraph, default_home, open_graph
from dww_graph.search import CARD
from dww_graph.shelf import EVIDENCE

P = ParamSpec("P")
R = TypeVar("R")
RING: Final = "openbaar"
_KEPT: Final[list[Any]] = []
"""What is kept for all visitors, each with a way to clear it."""


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

    def amount(self, cards: Cards) -> str:
        """Give the number of cards in words, as a reader may see it."""
        number = cards.number
        return self.t("kennis.aantal.een" if number == "1" else "kennis.aantal.meer", n=number)

    def cards(self) -> Cards:
        """Give all cards of this generation."""
        return _cards(self.graph)

    def card(self, ref: str) -> CardRow | None:
        """Give the card that an address names, None when there is none."""
        return self.cards().find(ref)

    def holding(self, words: str) -> int:
        """Give the cards that hold all words, one bit a card; none for no words."""
        return _holding(self.graph, words) if words else 0

    def labels(self, facet: str) -> Mapping[str, str]:
        """Give the label of every value of a facet by its key."""
        if facet == EVIDENCE:
            return {stance: self.t(f"relatie.{stance}") for stance in STANCES} | {NO_EVIDENCE: self.t("facet.bewijs.geen")}
        return self.cards().library.labels(facet)

    def figures(self) -> tuple[Figure, ...]:
        """Give the key numbers of this generation."""
        return _figures(self.graph)

    def choices(self) -> tuple[Thing, ...]:
        """Give what one can choose by name in the graph."""
        return _choices(self.graph)

    def whole(self) -> Whole:
        """Give every tie of the graph; read when it is first asked for."""
        return _whole(self.graph)


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
    _opened.clear()
    _let_go()


def kept(entries: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep what a function makes of a graph for all visitors, `entries` of them, until another generation is opened."""

    def keep(make: Callable[P, R]) -> Callable[P, R]:
        found = st.cache_resource(show_spinner=False, max_entries=entries, hash_funcs={KnowledgeGraph: _identity})(make)
        _KEPT.append(found)
        return found

    return keep


def _let_go() -> None:
    """Let go of all that was made of a generation; what is withdrawn must not stay in memory either."""
    for made in _KEPT:
        made.clear()


def _stamp(folder: Path) -> str:
    """Tell one published generation from the next by its pointer; raises DwwError when what it points at cannot be read."""
    found = generation.current(folder)
    return f"{found.path}:{(folder / 'current').stat().st_mtime_ns}"


def _identity(graph: KnowledgeGraph) -> tuple[str, str]:
    """Tell one opened graph from another by what it holds and the language it speaks."""
    return graph.generation.sha256, graph.lang


@st.cache_resource(show_spinner=False, max_entries=1)
def _opened(folder: str, stamp: str) -> KnowledgeGraph:
    """Open once per pointer: ``stamp`` is only there to tell one published generation from the next."""
    del stamp
    _let_go()
    return open_graph(Path(folder), ring=RING)


@kept(4)
def _graph(folder: str, stamp: str, lang: Lang) -> KnowledgeGraph:
    return _opened(folder, stamp).with_lang(lang)


@kept(4)
def _cards(graph: KnowledgeGraph) -> Cards:
    return Cards.of(graph)


@kept(64)
def _holding(graph: KnowledgeGraph, words: str) -> int:
    return graph.shelf.having(graph.holding(words, CARD))


@kept(4)
def _figures(graph: KnowledgeGraph) -> tuple[Figure, ...]:
    return figures(graph)


@kept(4)
def _choices(graph: KnowledgeGraph) -> tuple[Thing, ...]:
    return load_choices(graph)


@kept(4)
def _whole(graph: KnowledgeGraph) -> Whole:
    return load_whole(graph, _cards(graph))
