"""What is chosen in the trace: its name, how many steps pass there, what is missing in a gap and the next step, and its lines."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer.components.page import escape_markdown, link, own_address, thing_link
from dww_graph.explorer.components.trace_picture import choose
from dww_graph.explorer.components.trace_words import Words, searched
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.things import Thing
from dww_graph.explorer.viewmodels.trace import NO_CARD, NO_EVIDENCE, SEARCHED, Choice, Step, stance_key
from dww_graph.explorer.viewmodels.trace_picture import elements_left_out, iri_of

FIRST: Final = 12
"""Number of lines, cards or searches that are named; the table has them all."""
_GAPS: Final = {NO_CARD: "kaart", NO_EVIDENCE: "bewijs", stance_key(SEARCHED): "gezocht"}


def chosen(words: Words, choice: Choice, outcome: str, everything: int) -> Sequence[Step]:
    """Draw what is chosen in a box of its own; give the steps that pass there, all of them for nothing or something unknown."""
    ui, picture = words.ui, words.picture
    steps = picture.chosen(choice)
    if not choice.ends:
        return steps
    if not steps:
        st.info(escape_markdown(ui.t("spoor.onbekend", naam=" → ".join(choice.ends)[:80])), icon=":material/help:")
        return picture.chosen(Choice())
    with st.container(border=True, key="dwwbox-spoorkeuze", gap="small"):
        _head(words, choice, len(steps), everything)
        _gap(ui, choice, steps)
        if len(choice.ends) == 1:
            _ways(words, choice.ends[0], steps, outcome)
    return steps


def _head(words: Words, choice: Choice, number: int, everything: int) -> None:
    ui = words.ui
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        title = escape(ui.t("spoor.gekozen", naam=words.choice(choice)))
        told = escape(ui.t("spoor.gekozen.aantal", n=number, totaal=ui.n("spoor.stappen", everything)))
        st.html(f'<h2 class="dww-chosen">{title}</h2><p class="dww-soft" role="status">{told}</p>', width="stretch")
        st.button(ui.t("spoor.wis"), key="spoor-wis", icon=":material/close:", on_click=choose, args=("",))


def _gap(ui: Screen, choice: Choice, steps: Sequence[Step]) -> None:
    """Say what is missing in a gap, whether somebody searched, and what to do."""
    gap = next((name for key, name in _GAPS.items() if key in choice.ends), "")
    if not gap:
        return
    named = {step.card or step.element: step for step in steps}
    lines = [f"<li>{_to(ui, item)}: {escape(searched(ui, step.search))}</li>" for item, step in list(named.items())[:FIRST]]
    told = "".join(lines) if gap != "bewijs" else "".join(f"<li>{_to(ui, item)}</li>" for item in list(named)[:FIRST])
    st.html(f'<p class="dww-soft">{escape(ui.t(f"spoor.gat.{gap}.uitleg"))}</p><ul class="dww-plainlist">{told}</ul>')
    _next_step(ui, gap, steps)


def _next_step(ui: Screen, gap: str, steps: Sequence[Step]) -> None:
    st.html(f'<h3 class="dww-label">{escape(ui.t("spoor.stap.kop"))}</h3>')
    st.markdown(ui.t("spoor.stap.kaart" if gap == "kaart" else "spoor.stap.bewijs"))
    for element in list(dict.fromkeys(step.element for step in steps))[:3]:
        key, search = element.key, ui.t("spoor.stap.zoek", naam=element.label)
        link(ui, "zoek", search, f"zoek-{key}", ":material/search:", params={"q": element.label})
        label = ui.t("spoor.stap.onderzoek", naam=element.label)
        link(ui, "begrip", label, f"onderzoek-{key}", ":material/science:", params={"id": element.ref})


def _ways(words: Words, key: str, steps: Sequence[Step], outcome: str) -> None:
    """Draw where one can go from a place: its own page, the list of what was left out, and its lines."""
    ui, subject = words.ui, iri_of(key)
    if words.picture.node(key) and key in words.picture.left_out:
        left_out(ui, words.picture.left_out[key])
    elif subject:
        thing_link(ui, Thing(subject, words.place(key)), "keuze", ui.t("spoor.pagina", naam=words.place(key)))
    if key.startswith("leeruitkomst/") and not outcome:
        own = {"uitkomst": steps[0].outcome.key}
        link(ui, "spoor", ui.t("spoor.alleen"), "keuze-alleen", ":material/account_tree:", params=own)
    _lines(words, key, outcome)


def left_out(ui: Screen, steps: Sequence[Step]) -> None:
    """Draw for each element of what was left out the way to all its cards."""
    for element in elements_left_out(steps)[:FIRST]:
        label = ui.t("spoor.nietgetekend.lijst", naam=element.label)
        link(ui, "kennis", label, f"lijst-{element.key}", ":material/style:", params={"element": (element.key,)})


def _lines(words: Words, key: str, outcome: str) -> None:
    lines = words.picture.along(key)[:FIRST]
    if len(lines) < 2:  # noqa: PLR2004 one line holds the same steps as its place
        return
    st.html(f'<h3 class="dww-label">{escape(words.ui.t("spoor.lijnen"))}</h3>')
    with st.container(horizontal=True, gap="small", key="dwwspoorlijnen"):
        for number, line in enumerate(lines):
            label = f"{words.line(line.start, line.end)} ({line.number})"
            params = {"uitkomst": outcome or "alle", "lijn": line.key}
            link(words.ui, "spoor", label, f"lijn-{number}", params=params)


def _to(ui: Screen, item: Thing) -> str:
    return own_address(ui, "kaart" if item.kind == "handelingskennis" else "begrip", item.ref, item.label)
