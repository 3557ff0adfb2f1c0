"""Graaf (?focus=&uit=&soort=&kies=&rand= or ?van=&naar= or ?vraag=): one thing and its ties, a way between two, or bridges."""

from dww_graph.explorer import url_state
from dww_graph.explorer.components import graph_bridges, graph_focus, graph_path, graph_start
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen

ui = screen()
heading(ui, ui.t("graaf.kop"), ui.t("graaf.zin"))
if url_state.one("focus"):
    graph_focus.around(ui, url_state.one("focus"))
    as_sparql(ui, "netwerk", van=url_state.one("focus"))
elif url_state.one("van") or url_state.one("naar") or url_state.one("vraag") == graph_start.PATH:
    graph_path.between(ui, url_state.one("van"), url_state.one("naar"))
elif url_state.one("vraag") == graph_start.BRIDGES:
    graph_bridges.told(ui)
else:
    graph_start.questions(ui)
