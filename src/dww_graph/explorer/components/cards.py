"""A card in a list, and the sentence card that is the hero of its own page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer.components import html
from dww_graph.explorer.components.page import thing_link
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.card import CardDetail, after_not
from dww_graph.explorer.viewmodels.cards import CONFIRMED, NO_EVIDENCE, CardRow
from dww_graph.explorer.viewmodels.things import Thing

NOT: Final = {"als": "", "": ".kort", ":": ".dubbelepunt"}
"""Joining word of a boundary to the ending of its text key."""


def card_grid(ui: Screen, cards: Iterable[CardRow], key: str, below: Callable[[CardRow], None] | None = None) -> None:
    """Draw cards side by side, with what `below` draws under each; they wrap to one column on a phone."""
    grid = st.grid(3, min_column_width=300)
    for card in cards:
        with grid.container(border=True, height="stretch", key=f"dwwbox-{key}-{card.thing.key}"):
            card_box(ui, card, key)
            if below is not None:
                below(card)


def card_box(ui: Screen, card: CardRow, key: str, chips: bool = True) -> None:
    """Draw one card of a list: title, own words, concepts, what sources say, whether it is a draft or invented."""
    thing_link(ui, card.thing, f"{key}-titel", title=True)
    st.html(f'<p class="dww-excerpt" lang="nl">{escape(card.excerpt)}</p>')
    if chips:
        st.html(html.row(concept_chips(ui, card)))
        st.space("stretch")
    st.html(html.row(card_marks(ui, card)))


def stances(ui: Screen, relations: tuple[str, ...]) -> list[str]:
    """Give a badge for each stance; without any, the badge that nothing is confirmed yet."""
    if not relations:
        return [html.stance_badge(NO_EVIDENCE, ui.t("facet.bewijs.geen"))]
    return [html.stance_badge(relation, ui.t(f"relatie.{relation}")) for relation in relations]


def illustrative(ui: Screen, invented: bool) -> list[str]:
    """Give the badge of an invented example, nothing for a real card."""
    return [html.plain_badge("draw", ui.t("illustratief"))] if invented else []


def draft(ui: Screen, status: str) -> list[str]:
    """Give the badge of a card that nobody confirmed yet, nothing for a confirmed one."""
    return [] if status == CONFIRMED else [html.plain_badge("edit_note", ui.t("merk.concept"))]


def machine_made(ui: Screen, made: bool) -> list[str]:
    """Give the badge of a link that a program proposed, nothing for one of a person."""
    return [html.plain_badge("smart_toy", ui.t("merk.machine"))] if made else []


def nature(ui: Screen, card: CardRow | CardDetail) -> list[str]:
    """Give the badges that say what kind of card this is: a draft, an invented example."""
    return draft(ui, card.status) + illustrative(ui, card.illustrative)


def status_marks(ui: Screen, card: CardRow | CardDetail) -> list[str]:
    """Give the same badges where a confirmed card says so too: on its own page and in a comparison."""
    confirmed = [html.status_badge(CONFIRMED, ui.t(f"kaartstatus.{CONFIRMED}"))] if card.status == CONFIRMED else []
    return confirmed + nature(ui, card)


def card_marks(ui: Screen, card: CardRow) -> list[str]:
    """Give the badges of a card: what sources say, whether it is a draft and whether it is invented."""
    return stances(ui, card.stances) + nature(ui, card)


def concept_chips(ui: Screen, card: CardRow) -> list[str]:
    """Give a chip for the elements, the situations and the client types of a card."""
    groups = ((kind, card.concepts.get(kind, ())) for kind in ("element", "situatie", "clienttype"))
    return [
        html.kind_chip(" · ".join(thing.label for thing in things), kind, ui.t(f"soort.{kind}"))
        for kind, things in groups
        if things
    ]


def boundary(ui: Screen, detail: CardDetail) -> None:
    """Draw when not to do this; it stands before the advice."""
    words = detail.boundary or ui.t("kaart.wanneerniet.onbekend")
    title = f"{html.icon('do_not_disturb_on')}{escape(ui.t('kaart.wanneerniet'))}"
    lang = ' lang="nl"' if detail.boundary else ""
    st.html(f'<section class="dww-boundary"><h2>{title}</h2><p{lang}>{escape(words)}</p></section>')


def sentence(ui: Screen, detail: CardDetail) -> None:
    """Draw the card as one sentence with marked slots; the professional's own words are set apart."""
    joint = ui.t("zin.en")
    joining, rest = after_not(detail.boundary)
    said = [
        _said(f"{ui.t('kaart.zin.omdat')}:", detail.reason),
        _said(f"{ui.t('kaart.zin.zie')}:", detail.effect),
        _said(ui.t(f"kaart.zin.niet{NOT[joining]}"), rest),
    ]
    first = " ".join(
        (
            _joint(ui, "kaart.zin.in"),
            _slots(ui, detail.named("dww:inBeroepssituatie"), "situatie", joint),
            _joint(ui, "kaart.zin.met"),
            _slots(ui, detail.named("dww:metClienttype"), "clienttype", joint),
            _joint(ui, "kaart.zin.geef"),
            _slots(ui, detail.named("dww:geeftVormAan"), "element", joint),
            _joint(ui, "kaart.zin.vorm"),
        )
    )
    st.html(f'<article class="dww-sentence"><p>{first}</p>{html.quote(detail.action)}{"".join(said)}</article>')


def _joint(ui: Screen, key: str) -> str:
    return f'<span class="dww-joint">{escape(ui.t(key))}</span>'


def _slots(ui: Screen, things: tuple[Thing, ...], kind: str, joint: str) -> str:
    return html.slots(things, kind, joint) or f'<span class="dww-joint">({escape(ui.t("onbekend"))})</span>'


def _said(joint: str, words: str) -> str:
    if not words:
        return ""
    return f'<p><span class="dww-joint">{escape(joint)}</span> <span lang="nl">{escape(words)}</span></p>'


def whole_sentence(ui: Screen, detail: CardDetail) -> str:
    """Write the card as plain text, for copying and quoting."""
    joint = f" {ui.t('zin.en')} "

    def names(prop: str) -> str:
        return joint.join(thing.label for thing in detail.named(prop)) or ui.t("onbekend")

    return ui.t(
        "kaart.zin.volledig",
        situatie=names("dww:inBeroepssituatie"),
        clienttype=names("dww:metClienttype"),
        element=names("dww:geeftVormAan"),
        handelen=detail.action,
        omdat=detail.reason or ui.t("onbekend"),
        zie=detail.effect or ui.t("onbekend"),
        niet=detail.boundary or ui.t("onbekend"),
    )
