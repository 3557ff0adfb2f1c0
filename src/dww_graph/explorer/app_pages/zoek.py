"""Zoeken (?q=&soort=): everything that holds the words, a kind at a time, with true counts; "bedoelde u" for a typing error."""

from dww_graph.explorer.components import search
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen

ui = screen()
asked = search.words()
heading(ui, ui.t("zoek.kop"))
search.box(ui)
if asked:
    search.results(ui, asked)
else:
    search.empty(ui)
