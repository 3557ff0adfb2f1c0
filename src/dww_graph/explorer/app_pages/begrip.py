"""Begrip (?id=): definition, place in the hierarchy, cards, findings and learning outcomes of one thing."""

from dww_graph.explorer import url_state
from dww_graph.explorer.components import concept as parts
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.exact_words import of_thing
from dww_graph.explorer.components.page import not_found
from dww_graph.explorer.state import screen
from dww_graph.explorer.viewmodels.concept import load_concept
from dww_graph.explorer.viewmodels.things import from_ref

ui = screen()
ref = url_state.one("id")
detail = load_concept(ui.graph, from_ref(ref), ui.cards())
if detail is None:
    not_found(ui, ref)
else:
    parts.head(ui, detail)
    quoted = of_thing(ui, detail)
    parts.place(ui, detail)
    parts.strands(ui, detail)
    parts.outcomes(ui, detail)
    parts.details(ui, detail)
    names = ("begrip", "begrip-verwant", "begrip-kaarten", "begrip-bevindingen", "begrip-leeruitkomsten")
    as_sparql(ui, *names, *quoted, begrip=ref, uiting=ref)
