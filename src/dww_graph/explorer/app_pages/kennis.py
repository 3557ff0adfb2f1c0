"""Handelingskennis: facets with true counts, result count on top, cards or a table, CSV, a basket, and a way out of zero."""

from dww_graph.explorer.components import basket, facets, results
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.as_sparql import CHOSEN
from dww_graph.explorer.viewmodels.facets import pick

ui = screen()
chosen = facets.selection(ui)
facets.remember()
hits = pick(ui.cards(), chosen)
heading(ui, ui.t("kennis.kop"), ui.t("kennis.zin"))
facets.side_bar(ui, chosen)
results.bar(ui, hits)
facets.active_filters(ui, chosen)
facets.hands(ui, chosen)
basket.bar(ui)
results.meant(ui, chosen)
if hits:
    results.show(ui, hits)
else:
    results.nothing(ui, chosen)
as_sparql(ui, CHOSEN, q=chosen.word, **chosen.chosen)
