"""What the views of the graph share: statements with links, what a thing is, what a line rests on, and the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import html
from dww_graph.explorer.components.cards import card_marks, machine_made, nature
from dww_graph.explorer.components.page import link, own_address, thing_link
from dww_graph.explorer.palette import kind_mark
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.evidence import Evidence, definition, load_evidence
from dww_graph.explorer.viewmodels.neighbourhood import Tie, Ties, degrees
from dww_graph.explorer.viewmodels.things import Thing

Params = Mapping[str, str | Sequence[str]]


def another_question(ui: Screen) -> None:
    """Draw the way back to the questions."""
    link(ui, "graaf", ui.t("graaf.anders"), "graaf-anders", ":material/arrow_back:")


def address(ui: Screen, label: str, params: Params, heard: str = "") -> str:
    """Give a link to this page in another state as HTML; `heard` tells who listens which of many alike this is."""
    query = urlencode(url_state.link_params(ui.lang, params), doseq=True, safe="/")
    hidden = f'<span class="dww-sr"> {escape(heard)}</span>' if heard else ""
    return f'<a href="/graaf?{escape(query)}" class="dww-within">{escape(label)}{hidden}</a>'


def here(**changed: str | Sequence[str]) -> dict[str, str | Sequence[str]]:
    """Give the state of this page with some of it changed."""
    names = ("focus", "uit", "soort", "van", "naar", "vraag")
    kept: dict[str, str | Sequence[str]] = {name: st.query_params.get_all(name) for name in names}
    return {**kept, **changed}


def to_page(ui: Screen, thing: Thing) -> str:
    """Give a link to the page of a thing as HTML; the title of a card is Dutch."""
    card = thing.kind == "handelingskennis"
    made = own_address(ui, "kaart" if card else "begrip", thing.ref, thing.label)
    return f'<span lang="nl">{made}</span>' if card else made


def statement(ui: Screen, tie: Tie, start: str, end: str) -> str:
    """Tell a tie in a sentence; the two ends are ready-made HTML."""
    return ui.t(f"graaf.zin.{tie.relation}", van=start, naar=end)


def thing_panel(ui: Screen, thing: Thing) -> None:
    """Draw what a thing is, in a sentence, and the way to its page."""
    word = ui.t(f"soort.{thing.kind}")
    dutch = ' lang="nl"' if thing.kind == "handelingskennis" else ""
    st.html(
        f'<p class="dww-kind dww-k-{thing.kind}">{html.icon(kind_mark(thing.kind).icon)}{escape(word)}</p>'
        f'<h2 class="dww-chosen"{dutch}>{escape(thing.label)}</h2>'
    )
    card = ui.card(thing.iri) if dutch else None
    if card is not None:
        limit = escape(ui.t("graaf.nietals", grens=card.boundary)) if card.boundary else ""
        warned = f'<p class="dww-not" lang="nl">{html.icon("do_not_disturb_on")}{limit}</p>' if limit else ""
        st.html(f'{warned}<p class="dww-excerpt" lang="nl">{escape(card.excerpt)}</p>{html.row(card_marks(ui, card))}')
    else:
        said = definition(ui.graph, thing.iri)
        st.html(f'<p class="dww-link">{escape(said if said and said != thing.label else ui.t("graaf.geenzin"))}</p>')
    thing_link(ui, thing, "gekozen", ui.t("graaf.pagina"))


def tie_panel(ui: Screen, tie: Tie, ties: Ties) -> None:
    """Draw what a line says and what it rests on."""
    start, end = ties.thing(tie.start), ties.thing(tie.end)
    st.html(f'<h2 class="dww-chosen">{escape(ui.t("graaf.bewijs"))}</h2>'
            f'<p class="dww-link">{statement(ui, tie, to_page(ui, start), to_page(ui, end))}</p>')
    found = load_evidence(ui.graph, tie.link)
    if found is not None:
        _evidence(ui, tie, found)
    elif start.kind == "handelingskennis":
        st.html(f'<p class="dww-soft">{escape(ui.t("graaf.bewijs.kaart"))}</p>')
    else:
        st.html(f'<p class="dww-soft">{escape(ui.t("graaf.bewijs.eigen", naam=start.label))}</p>')


def _evidence(ui: Screen, tie: Tie, found: Evidence) -> None:
    st.html(html.row([html.stance_badge(tie.relation, ui.t(f"relatie.{tie.relation}"))]))
    dutch = f'<span lang="nl">{escape(found.explanation)}</span>' if found.explanation else ""
    made = ", ".join(part for part in (found.maker, found.date) if part)
    st.html(html.pairs([
        (ui.t("graaf.bewijs.bewering"), escape(found.claim)),
        (ui.t("graaf.bewijs.bron"), to_page(ui, found.source) if found.source else ""),
        (ui.t("kaart.zekerheid"), escape(found.certainty)),
        (ui.t("kaart.directheid"), escape(found.directness)),
        (ui.t("graaf.bewijs.waarom"), dutch),
        (ui.t("graaf.bewijs.door"), escape(made)),
    ]))
    marks = [html.status_badge(found.status, ui.t(f"status.{found.status}"))] if found.status else []
    marks += machine_made(ui, found.machine)
    if marks:
        st.html(html.row(marks))


def tables(ui: Screen, nodes: Sequence[Thing], ties: Ties) -> None:
    """Draw the things and the lines of the picture as two tables: the same, for who reads or listens."""
    st.header(ui.t("graaf.tabel.dingen"), anchor=False)
    heads = [ui.t(f"graaf.kolom.{name}") for name in ("ding", "soort", "lijnen", "verder")]
    number = degrees(ties.ties)
    marks = card_natures(ui, nodes)
    st.html(html.table(ui.t("graaf.tabel.dingen"), heads, (
        [
            to_page(ui, node) + marks.get(node.iri, ""),
            html.kind_chip(ui.t(f"soort.{node.kind}"), node.kind, ""),
            str(number[node.iri]),
            address(ui, ui.t("graaf.midden"), {"focus": node.ref}, node.label),
        ]
        for node in nodes
    )))
    st.header(ui.t("graaf.tabel.lijnen"), anchor=False)
    st.html(html.table(ui.t("graaf.tabel.lijnen"), [ui.t("graaf.kolom.uitspraak"), ui.t("graaf.kolom.rust")], (
        [told(ui, tie, ties) + open_mark(ui, tie), _rest(ui, tie, ties)]
        for tie in ties.ties
    )))


def card_natures(ui: Screen, nodes: Sequence[Thing]) -> dict[str, str]:
    """Give for each card among things the badges that say that it is a draft or invented, as HTML by IRI."""
    cards = ui.cards().among(node.iri for node in nodes if node.kind == "handelingskennis")
    return {card.iri: html.row(nature(ui, card)) for card in cards}


def open_mark(ui: Screen, tie: Tie) -> str:
    """Give the badge of a link on which nobody has decided yet, as HTML; nothing for any other tie."""
    return html.row([html.status_badge(tie.status, ui.t(f"status.{tie.status}"))]) if tie.open else ""


def warnings(ui: Screen, nodes: Sequence[Thing], ties: Ties) -> None:
    """Say under a picture that there are invented cards, drafts or open links in it; the tables say which."""
    cards = ui.cards().among(node.iri for node in nodes if node.kind == "handelingskennis")
    held = (
        ("draw", "graaf.met.verzonnen", cards.invented > 0),
        ("edit_note", "graaf.met.concept", cards.drafts > 0),
        ("pending", "graaf.met.voorgesteld", any(tie.open for tie in ties.ties)),
    )
    badges = [html.plain_badge(icon, ui.t(key)) for icon, key, there in held if there]
    if badges:
        st.html(html.row(badges))


def told(ui: Screen, tie: Tie, ties: Ties, evidence: bool = False) -> str:
    """Tell a tie with links to both ends, and if asked with the way to what it rests on, as HTML."""
    said = statement(ui, tie, to_page(ui, ties.thing(tie.start)), to_page(ui, ties.thing(tie.end)))
    return f"{said} {_rest(ui, tie, ties)}" if evidence else said


def _rest(ui: Screen, tie: Tie, ties: Ties) -> str:
    plain = statement(ui, tie, ties.thing(tie.start).label, ties.thing(tie.end).label)
    return address(ui, ui.t("graaf.bewijs.toon"), here(rand=tie.key), plain)
