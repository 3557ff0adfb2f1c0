"""The frame of the intake page: work under way, and messages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

import streamlit as st

from dww_graph.errors import DwwError, InputRefused
from dww_graph.explorer.components.intake_session import Job, Session
from dww_graph.explorer.components.page import escape_markdown
from dww_graph.explorer.i18n import Lang, translate
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.remedies import on_page

_OFTEN: Final = 0.5
"""Seconds between two looks at a write under way."""


def follow(lang: Lang, session: Session) -> None:
    """Show what a write does; the page is drawn anew when it is done."""

    @st.fragment(run_every=_OFTEN)
    def look() -> None:
        job = session.job
        if job is None or not job.is_alive():
            session.settle()
            st.rerun()
        else:
            words = escape(translate(lang, "inname.bezig.uitleg"))
            st.status(_step(lang, job), expanded=True).html(f'<p class="dww-soft dww-busy">{words}</p>')

    look()


def _step(lang: Lang, job: Job) -> str:
    said = job.step.in_(lang)
    return translate(lang, "inname.bezig.aantal", stap=said, n=job.count) if job.count else f"{said} …"


def messages(ui: Screen, session: Session) -> None:
    """Tell what the last write came to, when that is not told elsewhere."""
    if session.problem:
        refused(ui, session.problem)
    if session.message:
        st.success(escape_markdown(session.message), icon=":material/check:")


def refused(ui: Screen, problem: DwwError) -> None:
    """Tell why something was not done: what, where, what was expected, what to do."""
    faults = map(on_page, problem.faults) if isinstance(problem, InputRefused) else (problem,)
    told = [each.tell(ui.lang) for each in faults]
    warn(ui, ("  \n".join(escape_markdown(line.strip()) for line in each.splitlines()) for each in told))


def warn(ui: Screen, paragraphs: Iterable[str]) -> None:
    """Tell that something was not done; the paragraphs are Markdown."""
    st.warning("\n\n".join(paragraphs), title=ui.t("inname.nietgedaan"), icon=":material/error:")
