"""What Streamlit writes itself, in the language of the reader: it has no setting for that, so it is done in the browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from dww_graph.explorer.i18n import CATALOGUES, LANGUAGES, Lang

SCRIPT: Final = Path(__file__).parents[1] / "assets" / "frame.js"
OWN: Final = "frame."
"""Start of the keys of these words; the English ones are exactly what Streamlit writes."""


def translated(lang: Lang) -> None:
    """Put the words of Streamlit, and the language that the document says it is in, in the language of the reader."""
    _script()(key="documenttaal", data={"lang": lang, "words": words(lang)}, height=1)


def words(lang: Lang) -> dict[str, str]:
    """Give what stands for each word of another language; a change of language turns them back."""
    said = {key: text for key, text in CATALOGUES[lang].items() if key.startswith(OWN)}
    return {CATALOGUES[other][key]: text for other in LANGUAGES if other != lang for key, text in said.items()}


@st.cache_resource(show_spinner=False)
def _script() -> Callable[..., object]:
    """Register the script once."""
    mount: Callable[..., object] = st.components.v2.component("dww_documenttaal", js=SCRIPT.read_text(encoding="utf-8"))
    return mount
