"""Who looks at a page, and whether that person may change the graph. Asked anew at every write."""

from __future__ import annotations

from html import escape

import streamlit as st

from dww_graph import rights
from dww_graph.explorer.state import Screen
from dww_graph.rights import Visitor


def visitor() -> Visitor:
    """Make the visitor of this run, from what the connection and the identity provider tell."""
    headers = st.context.headers
    passed_on = rights.passed_on(str(name) for name in headers)
    return Visitor(st.context.ip_address, headers.get("Host", ""), _claims(), passed_on)


def _claims() -> dict[str, object] | None:
    return dict(st.user.to_dict()) if st.user.get("is_logged_in") else None


def code() -> str | None:
    """Give the code of a visitor who may change the graph, None for everybody else."""
    return rights.curator(visitor(), rights.policy_from())


def must() -> str:
    """Give that code; raises NotAllowed for everybody else. Every write begins with this."""
    return rights.must_curate(visitor(), rights.policy_from())


def can_sign_in() -> bool:
    """Say whether an identity provider is set."""
    return "is_logged_in" in st.user


def explain(ui: Screen) -> None:
    """Tell a visitor who may not change anything why, and what to do."""
    signed_in = _claims() is not None
    st.info(ui.t("inname.recht.niet"), icon=":material/lock:")
    if signed_in:
        st.html(f'<p class="dww-soft">{ui.t("inname.recht.onbekend")}</p>')
        _sign_out(ui)
    elif can_sign_in():
        st.html(f'<p class="dww-soft">{ui.t("inname.recht.aanmelden")}</p>')
        st.button(ui.t("inname.aanmelden"), on_click=st.login, icon=":material/login:", key="aanmelden")
    else:
        st.html(f'<p class="dww-soft">{ui.t("inname.recht.lokaal")} <code>dww serve --curator</code></p>')


def line(ui: Screen, door: str) -> None:
    """Draw under which code a curator works; who signed in can sign out."""
    with st.container(horizontal=True, vertical_alignment="center", key="dww-wie"):
        st.html(f'<p class="dww-soft">{escape(ui.t("inname.wie", code=door))}</p>', width="content")
        if _claims() is not None:
            _sign_out(ui)


def _sign_out(ui: Screen) -> None:
    st.button(ui.t("inname.afmelden"), on_click=st.logout, icon=":material/logout:", type="tertiary", key="afmelden")
