"""Over: the programme, the building blocks, method, strength, privacy, licences, what is invented or not verified."""

from dww_graph.explorer.components import about as parts
from dww_graph.explorer.components.as_sparql import as_sparql
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen

ui = screen()
heading(ui, ui.t("over.kop"), ui.t("over.zin"))
parts.sections(ui)
parts.unverified(ui)
parts.version(ui)
as_sparql(ui, "kerncijfers", "niet-nagekeken")
