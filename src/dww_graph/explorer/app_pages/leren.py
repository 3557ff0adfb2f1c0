"""Leren (?element=&vorm=): in which situations an element can be learned, from whom or what, and what a team has at hand."""

from dww_graph.explorer.components import learning as parts
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.learning import load_places
from dww_graph.explorer.viewmodels.things import key_of

ui = screen()
heading(ui, ui.t("leren.kop"), ui.t("leren.zin"))
element = parts.choose_element(ui)
if not element:
    parts.overview(ui)
    as_sparql(ui, "leren-overzicht")
else:
    found = load_places(ui.graph, element, ui.cards())
    form = parts.choose_form(ui, found)
    shown = [place for place in found if not form or place.through(form)]
    parts.places(ui, shown, element, form) if shown else parts.nothing(ui, element)
    as_sparql(ui, "leren-kaarten", "leren-aanbod", element=key_of(element))
