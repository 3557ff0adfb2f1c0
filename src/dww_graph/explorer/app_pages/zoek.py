"""Zoeken (?q=&soort=): everything that holds the words, a kind at a time, with true counts; "bedoelde u" for a typing error."""

from dww_graph.explorer import url_state
from dww_graph.explorer.components import search
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.as_sparql import FOUND

ui = screen()
asked = search.words()
heading(ui, ui.t("zoek.kop"))
search.box(ui)
if asked:
    search.results(ui, asked)
    as_sparql(ui, FOUND, q=asked, soort=url_state.one("soort"))
else:
    search.empty(ui)
