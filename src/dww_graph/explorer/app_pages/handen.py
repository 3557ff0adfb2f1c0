"""Drie handen (?element=&toon=): three different ways in which professionals give shape to one element."""

from dww_graph.explorer import url_state
from dww_graph.explorer.components import hands
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.page import heading, print_button
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.as_sparql import CHOSEN

ui = screen()
element = url_state.one("element")
heading(ui, ui.t("handen.kop"), ui.t("handen.zin"))
hands.choose_element(ui, element)
if element:
    hands.three(ui, element)
    print_button(ui)
    as_sparql(ui, CHOSEN, element=element)
