"""Leren on the screen: the choice of an element, the situations to learn it in, and the overview without a choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer import url_state
from dww_graph.explorer.components import choice, html
from dww_graph.explorer.components.cards import illustrative, nature
from dww_graph.explorer.components.page import hands_link, link, own_address
from dww_graph.explorer.palette import kind_mark
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import learning
from dww_graph.explorer.viewmodels.cards import CardRow, Cards
from dww_graph.explorer.viewmodels.learning import Opportunity, Origin, Place, Unit
from dww_graph.explorer.viewmodels.things import Thing, by_label
from dww_graph.explorer.viewmodels.trace import load_outcomes
from dww_graph.terms import ID

FIRST: Final = 4
"""Number of cards that stand under one origin of the learning; the list holds them all."""
ANY: Final = ""


def choose_element(ui: Screen) -> str:
    """Draw the choice of an element; give its IRI, "" while nothing or something unknown is chosen."""
    named = {thing.key: thing.label for thing in by_label(one for one in ui.choices() if one.kind == "element")}
    chosen = choice.element(ui, "leren", named, "vorm")
    if url_state.one("element") and not chosen:
        st.info(ui.t("leren.onbekend"), icon=":material/help:")
    return f"{ID}element/{chosen}" if chosen else ""


def choose_form(ui: Screen, places: Sequence[Place]) -> str:
    """Draw the choice of one form of interaction; give its key, "" for all of them."""
    forms = learning.forms(places)
    named = {ANY: ui.t("leren.vorm.alle")} | {form.key: form.label for form in forms}
    asked = url_state.one("vorm")
    now = asked if asked in named else ANY
    if len(forms) > 1:
        url_state.follow("leren_vorm", now)
        st.pills(
            ui.t("leren.vorm"),
            list(named),
            key="leren_vorm",
            required=True,
            format_func=lambda key: named[key],
            on_change=url_state.put_widget,
            args=("vorm", "leren_vorm"),
        )
    return now


def nothing(ui: Screen, element: str) -> None:
    """Tell that nothing is known about learning an element, why, and the next step."""
    st.info(ui.t("leren.leeg"), icon=":material/school:")
    link(ui, "begrip", ui.t("leren.leeg.weg"), "begrip", ":material/arrow_forward:", params={"id": element.removeprefix(ID)})


def places(ui: Screen, found: Sequence[Place], element: str, form: str) -> None:
    """Draw every situation in a box of its own, and the download of all; without a form also on how many cards it rests."""
    st.html(f'<p class="dww-soft" role="status">{escape(ui.n("leren.situaties", len(found)))}</p>')
    if not form and (held := learning.together(found)):
        st.html(f'<p class="dww-soft">{escape(ui.t("leren.samen", aantal=ui.amount(held)))}</p>')
    st.html(f'<p class="dww-try">{html.icon("groups")}<span>{escape(ui.t("leren.probeer"))}</span></p>')
    claims = {outcome.thing.iri: outcome.claim for outcome in load_outcomes(ui.graph)}
    grid = st.grid(2, min_column_width=420)
    for place in found:
        with grid.container(border=True, height="stretch", key=f"dwwbox-leren-{place.situation.key}"):
            _place(ui, place, element, claims)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        hands_link(ui, element.rsplit("/", 1)[-1])
        st.download_button(
            ui.t("leren.csv"),
            lambda: learning.to_csv(found, ui.t),
            "leren.csv",
            "text/csv",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )


def _place(ui: Screen, place: Place, element: str, claims: Mapping[str, str]) -> None:
    mark = html.icon(kind_mark("situatie").icon)
    label = own_address(ui, "begrip", place.situation.ref, place.situation.label)
    st.html(f'<h2 class="dww-place dww-k-situatie">{mark}{label}</h2>')
    _told(ui, place)
    if place.opportunities:
        st.html(_section(ui, "kans", [_opportunity(ui, chance) for chance in place.opportunities]))
    if place.units:
        st.html(_section(ui, "opleiding", [_unit(ui, unit, claims) for unit in place.units]))
    if place.cards:
        chosen = {"element": element.rsplit("/", 1)[-1], "situatie": place.situation.key}
        label = ui.t("leren.kaarten", aantal=ui.amount(place.cards))
        link(ui, "kennis", label, f"lijst-{place.situation.key}", ":material/style:", params=chosen)


def _told(ui: Screen, place: Place) -> None:
    """Draw what professionals say of their learning: with people first, then through things; cards that are silent last."""
    for side in (*learning.SIDES, ""):
        origins = [origin for origin in place.origins if origin.side == side]
        if origins:
            st.html(_section(ui, side or "anders", [_origin(ui, origin) for origin in origins]))
    silent = place.silent
    if silent:
        st.html(_section(ui, "nietverteld", [_cards(ui, silent)]))


def _section(ui: Screen, name: str, lines: Sequence[str]) -> str:
    body = "".join(f"<li>{line}</li>" for line in lines)
    return f'<h3 class="dww-label">{escape(ui.t(f"leren.deel.{name}"))}</h3><ul class="dww-plainlist">{body}</ul>'


def _origin(ui: Screen, origin: Origin) -> str:
    said = ui.t("leren.van", vorm=origin.form.label, aantal=ui.amount(origin.cards))
    return f"{escape(said)} {_cards(ui, origin.cards)}"


def _cards(ui: Screen, cards: Cards) -> str:
    shown = "".join(f"<li>{_card(ui, card)}</li>" for card in cards[:FIRST])
    more = f'<li class="dww-soft">{escape(ui.t("leren.meer"))}</li>' if len(cards) > FIRST else ""
    return f'<ul class="dww-plainlist">{shown}{more}</ul>'


def _card(ui: Screen, card: CardRow) -> str:
    return own_address(ui, "kaart", card.thing.ref, card.title) + " " + "".join(nature(ui, card))


def _mark(ui: Screen, invented: bool) -> str:
    return "".join(illustrative(ui, invented))


def _opportunity(ui: Screen, chance: Opportunity) -> str:
    helped = ", ".join(form.label for form in chance.forms)
    by = f' <span class="dww-soft">({escape(helped)})</span>' if helped else ""
    return f'{_to(ui, chance.thing)}{by} {_mark(ui, chance.invented)}<br><span lang="nl">{escape(chance.intention)}</span>'


def _unit(ui: Screen, unit: Unit, claims: Mapping[str, str]) -> str:
    named = (Thing(outcome.iri, claims.get(outcome.iri) or outcome.label) for outcome in unit.outcomes)
    outcomes = "".join(f"<li>{_to(ui, outcome)}</li>" for outcome in named)
    where = ", ".join(place.label for place in unit.places)
    at = f' <span class="dww-soft">({escape(ui.t("leren.plek", plek=where))})</span>' if where else ""
    return f'{_to(ui, unit.thing)}{at} {_mark(ui, unit.invented)}<ul class="dww-plainlist">{outcomes}</ul>'


def _to(ui: Screen, thing: Thing) -> str:
    return own_address(ui, "begrip", thing.ref, thing.label)


def overview(ui: Screen) -> None:
    """Draw how many cards tell from whom or what was learned, per situation; the heads say which contact is direct."""
    situations, forms, numbers = learning.overview(ui.graph, ui.cards())
    if not situations:
        st.info(ui.t("leren.overzicht.leeg"), icon=":material/school:")
        return
    st.header(ui.t("leren.overzicht"), anchor=False)
    heads = [(form.label, _to(ui, form)) for form in forms]
    lines = [(_to(ui, place), [escape(numbers.get((place, form), "")) for form in forms]) for place in situations]
    st.html(f'<div class="dww-tight">{html.matrix(ui.t("leren.overzicht"), heads, lines)}</div>')
    st.html(f'<p class="dww-soft">{escape(ui.t("leren.overzicht.uitleg"))}</p>')
