"""The words of the screens: one catalogue per language, equal keys, Dutch first.

``translate("nl", "kennis.aantal", aantal=3)`` fills ``{aantal}``. A missing key is a programming error and raises
``KeyError``; the tests hold the two catalogues equal, key by key and slot by slot.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dww_graph.errors import Lang
from dww_graph.explorer.i18n.en import EN
from dww_graph.explorer.i18n.nl import NL

__all__ = ["CATALOGUES", "LANGUAGES", "Lang", "plural", "translate"]
LANGUAGES: Final[tuple[Lang, ...]] = ("nl", "en")
CATALOGUES: Final[Mapping[Lang, Mapping[str, str]]] = {"nl": NL, "en": EN}


def translate(lang: Lang, key: str, **values: object) -> str:
    """Give the text of ``key`` in ``lang`` with ``values`` filled in.

    Raises ``KeyError`` for an unknown key or a missing value.
    """
    return CATALOGUES[lang][key].format(**values) if values else CATALOGUES[lang][key]


def plural(lang: Lang, key: str, number: int) -> str:
    """Give ``key.een`` for one and ``key.meer`` for any other number, with ``{n}`` filled in."""
    return translate(lang, f"{key}.{'een' if number == 1 else 'meer'}", n=number)
