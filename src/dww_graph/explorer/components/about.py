"""The parts of the page "Over"."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer.state import Screen

SECTIONS: Final = (
    "programma",
    "ontologie",
    "methode",
    "sterkte",
    "privacy",
    "illustratief",
    "nietnagekeken",
    "licentie",
    "toegankelijk",
)


def sections(ui: Screen) -> None:
    """Draw each section: a heading and its text."""
    for name in SECTIONS:
        st.header(ui.t(f"over.{name}.kop"), anchor=f"over-{name}")
        st.markdown(ui.t(f"over.{name}.tekst"), width=720)


def version(ui: Screen) -> None:
    """Draw number, date and fingerprint of the generation."""
    about = ui.graph.generation
    words = ui.t("over.versie", nummer=f"{about.number:04d}", datum=about.built[:10], sha=about.sha256[:16])
    count = ui.t("over.ontologie.getal", begrippen=about.counts.get("WerkzaamElement", 0), triples=about.triples)
    st.html(f'<p class="dww-soft">{escape(count)} {escape(words)}</p>')


def unverified(ui: Screen) -> None:
    """Draw the sources that nobody checked against the source itself, by how far they were seen."""
    answer = ui.graph.screen("niet-nagekeken")
    rows = [row for row in answer.records() if row["verificatie"]]
    with st.expander(f"{ui.t('over.nietnagekeken.bronnen')} ({len(rows)})", icon=":material/rule:"):
        items = "".join(
            f"<li>{escape(row['code'])} {escape(row['titel'])} ({escape(row['verificatie'])})</li>" for row in rows
        )
        st.html(f'<ul class="dww-plainlist">{items}</ul>')
