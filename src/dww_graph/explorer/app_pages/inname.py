"""Inname: curators drop files, read the receipt, decide about flagged words, map codes, and take out again."""

from dww_graph.explorer.components import intake_codes, intake_held, intake_offer, intake_session, visitor
from dww_graph.explorer.components import intake_parts as parts
from dww_graph.explorer.components.choice import choose
from dww_graph.explorer.components.page import heading
from dww_graph.explorer.state import screen

ui = screen()
heading(ui, ui.t("inname.kop"), ui.t("inname.zin"))
door = visitor.code()
if door is None:
    intake_session.clear()
    visitor.explain(ui)
else:
    session = intake_session.current()
    visitor.line(ui, door)
    if session.job:
        parts.follow(ui.lang, session)
    else:
        shown = {"aanbieden": intake_offer.show, "codes": intake_codes.show, "bijdragen": intake_held.show}
        part = choose(ui, "deel", tuple(shown), "inname.deel")
        parts.messages(ui, session)
        shown[part](ui, session)
