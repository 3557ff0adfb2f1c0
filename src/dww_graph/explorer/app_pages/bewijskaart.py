"""Bewijskaart (?as=&facet=&open=&leeg=&weergave=&cel=&kracht=): element against situation or client type."""

from dww_graph.explorer.components import evidence_list
from dww_graph.explorer.components import evidence_map as parts
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen

ui = screen()
heading(ui, ui.t("bewijskaart.kop"), ui.t("bewijskaart.zin"))
held = parts.whole(ui)
axis, shown = parts.controls(ui, held)
parts.legend(ui, shown)
parts.view(ui, axis, shown)
evidence_list.chosen(ui, held, axis)
parts.explained(ui)
as_sparql(ui, "bewijskaart", "bewijskaart-onderzoek")
