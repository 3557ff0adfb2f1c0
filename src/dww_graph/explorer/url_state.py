"""The address is the only memory of a page: filters, search word, language and focus live in the query string.

Values are keys of the graph ("a5-4", "huisbezoek"), never labels, so that a copied address gives the same page in the
other language too. A page reads its state from here on each run; a widget writes back through a callback.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import Final, cast
from urllib.parse import urlencode

import streamlit as st

from dww_graph.explorer.i18n import LANGUAGES, Lang

_KEY: Final = re.compile(r"^[a-z0-9][a-z0-9-]{0,79}$")
_DEFAULT: Final[Lang] = "nl"


def language() -> Lang:
    """Give the language of the reader: the address first, then what was chosen earlier in this session, then Dutch."""
    wanted = st.query_params.get("lang") or st.session_state.get("taal_gekozen") or _DEFAULT
    lang: Lang = cast(Lang, wanted) if wanted in LANGUAGES else _DEFAULT
    st.session_state["taal_gekozen"] = lang
    if lang != _DEFAULT and st.query_params.get("lang") != lang:
        st.query_params["lang"] = lang
    return lang


def set_language() -> None:
    """Write the choice of the language switch to the address (callback)."""
    lang = st.session_state.get("taalkeuze") or _DEFAULT
    st.session_state["taal_gekozen"] = lang
    put("lang", "" if lang == _DEFAULT else lang)


def address() -> str:
    """Give the full address of this page as the reader has it."""
    asked = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    return f"{str(st.context.url or '').split('?')[0]}?{urlencode(asked)}"


def one(name: str) -> str:
    """Give one value of the address, "" when it is absent."""
    return str(st.query_params.get(name, ""))


def keys(name: str) -> tuple[str, ...]:
    """Give all keys under ``name`` once each; anything that cannot be a key is left out."""
    return tuple(dict.fromkeys(key for key in st.query_params.get_all(name) if _KEY.match(key)))


def put(name: str, *values: str) -> None:
    """Write values to the address; empty values remove the name."""
    kept = [value for value in values if value]
    if kept:
        st.query_params[name] = kept
    elif name in st.query_params:
        del st.query_params[name]


def flip(name: str, key: str) -> None:
    """Add a key to the address or take it out (callback)."""
    now = keys(name)
    put(name, *(k for k in now if k != key) if key in now else (*now, key))


def toggle(name: str, key: str) -> None:
    """Add a key to the address or take it out (callback of a filter); a list starts at its first page again."""
    flip(name, key)
    put("pagina")


def clear(names: Iterable[str]) -> None:
    """Take names out of the address (callback)."""
    for name in (*names, "pagina"):
        put(name)


def remember(*names: str) -> None:
    """Keep the filters of this list for the way back from a card; a convenience of this session, nothing depends on it."""
    st.session_state["_weg_terug"] = {name: st.query_params.get_all(name) for name in names}


def way_back() -> dict[str, str | Iterable[str]]:
    """Give the filters of the list that was last looked at."""
    return dict(st.session_state.get("_weg_terug", {}))


def put_widget(name: str, widget: str) -> None:
    """Write the value of a widget to the address under ``name`` (callback)."""
    put(name, str(st.session_state.get(widget) or ""))


def put_choice(name: str, widget: str, known: Container[str], clears: Iterable[str] = ()) -> None:
    """Write the choice of a widget to the address under ``name``, and take out what no longer fits (callback).

    What is not one of `known` is let be: just after a change of language Streamlit may give the label that was shown before.
    """
    value = str(st.session_state.get(widget) or "")
    if value and value not in known:
        return
    for each in clears:
        put(each)
    put(name, value)


def follow(widget: str, value: object) -> None:
    """Make a widget show what the address says; call it before the widget is drawn."""
    if st.session_state.get(widget) != value:
        st.session_state[widget] = value


def link_params(lang: Lang, params: Mapping[str, str | Iterable[str]]) -> dict[str, str | list[str]]:
    """Give the query parameters of a link inside the site: its own, and the language when it is not Dutch."""
    own = {name: value if isinstance(value, str) else list(value) for name, value in params.items() if value}
    return own if lang == _DEFAULT else {**own, "lang": lang}
