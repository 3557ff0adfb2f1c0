"""How the trace is said: the names of places and lines, what was left out, and who searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.things import key_of
from dww_graph.explorer.viewmodels.trace import NO_CARD, Choice, Search
from dww_graph.explorer.viewmodels.trace_picture import MORE_CARDS, MORE_ELEMENTS, MORE_SOURCES, Picture, iri_of

_HEADS: Final = {"relatie": "kolom.relatie", "bron": "kolom.bron"}


def head(ui: Screen, column: str) -> str:
    """Name a column of the picture."""
    return ui.t(_HEADS.get(column, f"soort.{column}"))


@dataclass(frozen=True, slots=True)
class Words:
    """Says what stands in one picture in the reader's language."""

    ui: Screen
    picture: Picture

    def place(self, key: str) -> str:
        """Name a place, also one that is not drawn; "" when there is no such thing."""
        node = self.picture.node(key)
        if node and node.more:
            return self._more(key)
        if node and node.stance:
            return self.ui.t("spoor.gat.kaart" if key == NO_CARD else f"relatie.{node.stance}")
        return node.thing.label if node and node.thing else self.ui.graph.label(iri_of(key)) if iri_of(key) else ""

    def line(self, start: str, end: str) -> str:
        """Say a line: from where to where."""
        return self.ui.t("spoor.lijn", van=self.place(start), naar=self.place(end))

    def choice(self, choice: Choice) -> str:
        """Name what is chosen."""
        return self.line(*choice.ends) if len(choice.ends) > 1 else self.place(choice.ends[0])

    def _more(self, key: str) -> str:
        steps, ui = self.picture.left_out[key], self.ui
        if key.startswith(MORE_CARDS):
            return ui.t("spoor.nog.kaarten", aantal=ui.amount(self.not_drawn(iri_of(key))))
        if key == MORE_SOURCES:
            return ui.n("spoor.nog.bronnen", len({step.evidence for step in steps}))
        if key == MORE_ELEMENTS:
            return ui.n("spoor.nog.elementen", len({step.element for step in steps}))
        return ui.n("spoor.nog.leeruitkomsten", len({step.outcome for step in steps}))

    def not_drawn(self, element: str) -> Cards:
        """Give the cards of an element (IRI) that have no place in the picture."""
        drawn = (node.thing.iri for column in self.picture.columns for node in column if node.thing)
        held = self.ui.cards()
        return held.under("element", key_of(element)) & ~held.among(drawn).bits


def searched(ui: Screen, search: Search | None) -> str:
    """Say who searched where and when; without a date nobody did, as far as the graph knows."""
    if search is None:
        return ui.t("spoor.gat.nietgezocht")
    told = [ui.t("spoor.gat.gezocht", datum=search.date)] if search.date else [ui.t("spoor.gat.zonderdatum")]
    told += [ui.t("spoor.gat.waarin", bereik=search.scope)] if search.scope else []
    told += [ui.t("spoor.gat.wie", wie=search.who)] if search.who else []
    return " · ".join(told)
