"""The parts of the SPARQL workbench above the answer: the choice of a question, its values, the editor."""

from __future__ import annotations

from collections.abc import Container, Sequence
from html import escape
from typing import Final

import streamlit as st

from dww_graph.answer import Iri
from dww_graph.errors import DwwError
from dww_graph.explorer import url_state
from dww_graph.explorer.components.facets import selection
from dww_graph.explorer.components.page import escape_markdown
from dww_graph.explorer.components.search import shown_iris
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import workbench as model
from dww_graph.explorer.viewmodels.as_sparql import CHOSEN, FOUND, SCREEN, bound, filters
from dww_graph.explorer.viewmodels.workbench import MAX_ADDRESS, OWN, TEMPLATE, Example, Field, Problem

LONG: Final = "_lange_vraag"
"""Where a query that is too long for an address is kept, for this session only."""
CHOICE: Final = "voorbeeldkeuze"


def choose(ui: Screen) -> Example | None:
    """Draw the choice of a question; None stands for a query of one's own."""
    examples = {example.slug: example for example in model.load_examples(ui.graph, ui.lang)}
    asked, own = url_state.one("vraag"), _own()
    page = model.screen_example(ui.graph, asked, ui.lang)
    known = {page.slug: page, **examples} if page else examples
    now = asked if asked in known else "" if own or asked == OWN else next(iter(examples))
    url_state.follow(CHOICE, now)
    st.selectbox(
        ui.t("werkbank.voorbeeld"),
        ["", *known],
        key=CHOICE,
        format_func=lambda slug: known[slug].question if slug in known else ui.t("werkbank.eigen"),
        on_change=_choose,
        args=(known,),
    )
    if now:
        st.html(f'<p class="dww-soft">{escape(known[now].explanation)}</p>')
    return known.get(now)


def _own() -> bool:
    return bool(url_state.one("query") or st.session_state.get(LONG))


def _choose(known: Container[str]) -> None:
    """Put the choice in the address (callback); who writes a query already keeps it, and an old label is no choice."""
    slug = st.session_state.get(CHOICE) or OWN
    if (slug == OWN and _own()) or (slug != OWN and slug not in known):
        return
    st.session_state.pop(LONG, None)
    url_state.clear(name for name in st.query_params if name not in ("lang", "beeld"))
    url_state.put("vraag", slug)


def query(ui: Screen, example: Example | None) -> str | Problem:
    """Draw the values of the question as fields and give its text; a value that is not there comes back as a problem."""
    if example is None:
        return str(st.session_state.get(LONG) or url_state.one("query") or TEMPLATE)
    given = {param.name: st.query_params.get_all(param.name) for param in example.source.params}
    if example.slug == SCREEN + CHOSEN:
        return bound(example.source.text, filters(selection(ui), ui.cards()))
    if example.slug == SCREEN + FOUND:
        return bound(example.source.text, {"ding": tuple(map(Iri, shown_iris(ui)))})
    _fields(ui, example, model.fields(ui.graph, example, given, ui.lang))
    try:
        return model.query_of(ui.graph, example, given)
    except DwwError as error:
        return model.problem_of(error, ui.lang)


def _fields(ui: Screen, example: Example, shown: Sequence[Field]) -> None:
    with st.container(horizontal=True, key="dwwvelden"):
        for field in shown:
            key = f"veld-{example.slug}-{field.name}"
            url_state.follow(key, field.value)
            if field.options:
                _pick(ui, field, key)
            else:
                st.text_input(field.label, key=key, on_change=url_state.put_widget, args=(field.name, key))


def _pick(ui: Screen, field: Field, key: str) -> None:
    names = dict(field.options)
    st.selectbox(
        field.label,
        ["", *names] if field.optional else list(names),
        key=key,
        format_func=lambda each: names.get(each, ui.t("werkbank.alle")),
        on_change=url_state.put_choice,
        args=(field.name, key, names),
    )


def put(text: str, example: Example | None, filled: str) -> None:
    """Keep the query that was asked in the address; one that is no longer the question of the example becomes one's own."""
    if example is not None and text == filled:
        return
    short = len(text) <= MAX_ADDRESS
    url_state.clear(name for name in st.query_params if name not in ("lang", "beeld"))
    url_state.put("query", text if short else "")
    st.session_state[LONG] = "" if short else text


def help_key(found: Problem) -> str:
    """Give the key of the words that help with a problem."""
    return f"werkbank.fout.{found.reason}" if found.reason else f"werkbank.{found.kind}.hulp"


def problem(ui: Screen, found: Problem, text: str) -> None:
    """Tell what is wrong with a query: where, what, and what to do."""
    told = [ui.t("werkbank.fout.plek", regel=found.line, kolom=found.column)] if found.line else []
    told += [found.what, ui.t("werkbank.verwacht", wat=found.expected) if found.expected else "", found.do]
    told += [ui.t(help_key(found))] if found.kind in ("fout", "tijd") else []
    st.warning(
        "  \n".join(escape_markdown(part) for part in told if part),
        title=ui.t(f"werkbank.{found.kind}"),
        icon=":material/edit_note:",
    )
    if found.line:
        st.code(f"{model.line_of(text, found.line)}\n{' ' * max(found.column - 1, 0)}^", language=None)
