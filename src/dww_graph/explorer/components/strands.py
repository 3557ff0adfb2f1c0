"""Two strands beside each other: practice left, research right, support and contradiction equally large."""

from __future__ import annotations

from html import escape

import streamlit as st

from dww_graph.explorer.components import html
from dww_graph.explorer.components.cards import machine_made
from dww_graph.explorer.components.page import thing_link
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.card import CardDetail, Link


def strands(ui: Screen, detail: CardDetail) -> None:
    """Draw the links of a card in two columns; on a phone practice comes first."""
    left, right = st.columns(2, gap="large")
    with left:
        _head(ui, "praktijk", "handelingskennis")
        _links(ui, detail.practice, "praktijk")
        if not detail.practice:
            st.html(f'<p class="dww-soft">{escape(ui.t("kaart.praktijk.leeg"))}</p>')
    with right:
        _head(ui, "onderzoek", "bevinding")
        _links(ui, detail.research, "onderzoek")
        if not detail.research:
            _no_evidence(ui)


def _head(ui: Screen, side: str, kind: str) -> None:
    title, lead = escape(ui.t(f"kaart.{side}")), escape(ui.t(f"kaart.{side}.zin"))
    st.html(f'<div class="dww-strand dww-k-{kind}"><h2>{title}</h2><p class="dww-soft">{lead}</p></div>')


def _no_evidence(ui: Screen) -> None:
    badge = html.stance_badge("nog-geen-bewijs", ui.t("relatie.nog-geen-bewijs"))
    words = f"{ui.t('kaart.onderzoek.leeg')} {ui.t('kaart.onderzoek.leeg.stap')}"
    st.html(f'{html.row([badge])}<p class="dww-soft">{escape(words)}</p>')


def _links(ui: Screen, links: tuple[Link, ...], side: str) -> None:
    for number, link in enumerate(links):
        with st.container(border=True, key=f"dwwbox-{side}-{number}", gap="xsmall"):
            _link(ui, link, f"{side}{number}")


def _link(ui: Screen, link: Link, key: str) -> None:
    said = [html.row([html.stance_badge(link.relation, relation_word(ui, link))])]
    if link.research and link.target_text and link.relation != "geen-bewijs-gevonden":
        said.append(f'<p class="dww-link">{escape(link.target_text)}</p>')
    if link.question:
        said.append(f'<p class="dww-question" lang="nl">{escape(ui.t("kaart.vraag", vraag=link.question))}</p>')
    if link.explanation:
        said.append(f'<p class="dww-why" lang="nl">{escape(link.explanation)}</p>')
    st.html("".join(said))
    _ends(ui, link, key)
    st.html(_facts(ui, link))


def relation_word(ui: Screen, link: Link) -> str:
    """Give the word of a relation; a link made on another card says so."""
    word = ui.t(f"relatie.{link.relation}")
    return ui.t("relatie.andersom", relatie=word) if link.incoming else word


def _ends(ui: Screen, link: Link, key: str) -> None:
    if link.source is not None:
        thing_link(ui, link.source, f"{key}-bron", link.citation or link.source.label)
    elif link.target is not None and link.target.kind != "zoekverslag":
        thing_link(ui, link.target, f"{key}-doel")
    if link.source is not None and link.source == link.target:
        st.html(f'<p class="dww-cite">{escape(ui.t("kaart.bronzonderbevinding"))}</p>')


def _facts(ui: Screen, link: Link) -> str:
    scope, date, who = link.search
    named = (("opzet", link.design), ("directheid", link.directness), ("zekerheid", link.certainty))
    told = [f"{ui.t(f'kaart.{name}')}: {value}" for name, value in named if value]
    told += [ui.t("kaart.zoekbereik", bereik=scope)] if scope else []
    told += [ui.t("kaart.zoekdatum", datum=date)] if date else []
    told += [who] if who else []
    told += [ui.t(f"verificatie.{link.verification}")] if link.verification and link.research else []
    first = f'<p class="dww-cite">{escape(" · ".join(told))}</p>' if told else ""
    return first + html.row(_by(ui, link))


def _by(ui: Screen, link: Link) -> list[str]:
    parts = [html.status_badge(link.status, ui.t(f"status.{link.status}"))] if link.status else []
    if link.maker:
        made = ", ".join(part for part in (ui.t("kaart.gemaakt", wie=link.maker), link.date) if part)
        parts.append(html.plain_badge("edit", made))
    if link.reviewers:
        parts.append(html.plain_badge("how_to_reg", ui.t("sterkte.beoordeeld", wie=", ".join(link.reviewers))))
    return parts + machine_made(ui, link.machine)
