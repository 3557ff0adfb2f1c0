"""The frame of the explorer: pages and their addresses, language, foot. Run by Streamlit, never imported."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import streamlit as st

from dww_graph.errors import DwwError
from dww_graph.explorer import palette, state, url_state
from dww_graph.explorer.components import page as frame
from dww_graph.explorer.components import visitor
from dww_graph.explorer.i18n import Lang, translate

HERE: Final = Path(__file__).parent
PAGES: Final = {
    "start": ":material/home:",
    "kennis": ":material/style:",
    "zoek": ":material/search:",
    "kaart": ":material/article:",
    "begrip": ":material/label:",
    "vergelijk": ":material/compare_arrows:",
    "handen": ":material/front_hand:",
    "bewijskaart": ":material/grid_on:",
    "leren": ":material/school:",
    "spoor": ":material/account_tree:",
    "graaf": ":material/hub:",
    "werkbank": ":material/terminal:",
    "over": ":material/info:",
    "inname": ":material/move_to_inbox:",
}
HIDDEN: Final = ("zoek", "kaart", "begrip", "vergelijk", "handen")
CURATORS: Final = ("inname",)


def make_pages(lang: Lang) -> dict[str, Any]:
    """Give the pages by name; the address of a page is its name, that of "start" the root.

    A page for curators is in the bar for who may curate or can sign in; its address tells others why not.
    Their folder is not called ``pages``: Streamlit would then run a page on its own for the first visitor of a server
    who comes in by a deep link, before the frame has told it about navigation.
    """
    hidden = HIDDEN if visitor.code() or visitor.can_sign_in() else (*HIDDEN, *CURATORS)
    return {
        name: st.Page(
            HERE / "app_pages" / f"{name}.py",
            title=translate(lang, f"nav.{name}"),
            icon=icon,
            url_path=name,
            default=name == "start",
            visibility="hidden" if name in hidden else "visible",
        )
        for name, icon in PAGES.items()
    }


def main() -> None:
    """Draw the frame and run the page that was asked for."""
    lang = url_state.language()
    st.set_page_config(
        page_title=translate(lang, "product"),
        page_icon=str(HERE / "assets" / "favicon.png"),
        layout="wide",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    st.html(f"<style>{palette.css_tokens()}</style>")
    st.html(HERE / "assets" / "dww.css")
    st.logo(str(HERE / "assets" / "logo.svg"), size="large")
    pages = make_pages(lang)
    page = st.navigation(list(pages.values()), position="top")
    frame.language_switch(lang)
    try:
        ui = state.Screen(lang, state.graph(lang), pages)
    except DwwError as problem:
        frame.unavailable(lang, problem)
        return
    with state.shown(ui):
        page.run()
    frame.foot(ui)


if __name__ == "__main__":
    main()
