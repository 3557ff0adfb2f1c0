"""The drop box of Streamlit, with its words in the language of the reader and a role that may carry its name.

Streamlit writes "Upload" in English, and calls the box `presentation` though it has a name; both can be set only in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dww_graph.explorer.i18n import LANGUAGES, translate
from dww_graph.explorer.state import Screen

MEGABYTES: Final = 50
_SCRIPT: Final = """
export default ({ data }) => {
  const name = (element, said) => { if (element.getAttribute('aria-label') !== said) element.setAttribute('aria-label', said) }
  const mend = () => document.querySelectorAll('[data-testid="stFileUploaderDropzone"]').forEach(zone => {
    if (zone.getAttribute('role') !== 'group') zone.setAttribute('role', 'group')
    zone.querySelectorAll('button p').forEach(line => {
      const text = line.firstChild
      if (text && text.nodeValue !== data.choose && data.known.includes(text.nodeValue)) text.nodeValue = data.choose
    })
    zone.querySelectorAll('input').forEach(input => name(input, data.choose))
    zone.querySelectorAll('[data-testid="stBaseButton-borderlessIcon"]').forEach(button => name(button, data.more))
    zone.querySelectorAll('[data-testid="stFileChip"]').forEach(chip => {
      const file = chip.querySelector('[data-testid="stFileChipName"]'), button = chip.querySelector('button')
      if (file && button) name(button, `${data.remove}: ${file.title}`)
    })
  })
  mend()
  const watch = new MutationObserver(mend)
  watch.observe(document.body, { childList: true, subtree: true })
  return () => watch.disconnect()
}
"""


def draw(ui: Screen, key: str) -> Sequence[UploadedFile]:
    """Draw the box, and give what was dropped in it."""
    dropped = st.file_uploader(
        ui.t("inname.bestanden", mb=MEGABYTES), accept_multiple_files=True, key=key, max_upload_size=MEGABYTES
    )
    known = ["Upload", *(translate(lang, "inname.bestanden.knop") for lang in LANGUAGES)]
    words = {name: ui.t(f"inname.bestanden.{key}") for name, key in (("choose", "knop"), ("more", "meer"), ("remove", "weg"))}
    _mended()(key="dropbox", data={**words, "known": known}, height=1)
    return dropped


@st.cache_resource(show_spinner=False)
def _mended() -> Callable[..., object]:
    """Register the script once."""
    mount: Callable[..., object] = st.components.v2.component("dww_dropbox", js=_SCRIPT)
    return mount
