"""How a number on a screen is read and counted: a row names the page, the place and the words, and what every number must be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tests.app.counts import Facts
from tests.app.screens import Line, Screen

from dww_graph.explorer.i18n import CATALOGUES, Lang

N: Final = r"(?:< ?)?\d+"
"""How a number reads, also one that is masked."""
Numbers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """A page with an address, in a language."""

    page: str
    address: Mapping[str, Sequence[str]]
    lang: Lang = "nl"

    def one(self, name: str) -> str:
        """Give one value of the address, "" for none."""
        return next(iter(self.address.get(name, ())), "")


@dataclass(frozen=True, slots=True)
class Look:
    """What a count may look at: the facts, the page as it was opened and read, and what stood around the numbers."""

    facts: Facts
    scene: Scene
    screen: Screen
    found: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list; a place without an @ does not ask for the box around it."""

    pages: str
    where: str
    words: Callable[[Lang], str]
    count: Callable[[Look], Numbers]

    def reads(self, scene: Scene, line: Line) -> Mapping[str, str] | None:
        """Give what stands in a line that this row is about, None for any other line."""
        if scene.page not in self.pages.split():
            return None
        place = re.fullmatch(self.where, line.where if "@" in self.where else line.where.partition("@")[0])
        words = place and re.fullmatch(self.words(scene.lang), line.words)
        return place.groupdict() | _joined(words.groupdict()) if place and words else None


def _joined(groups: Mapping[str, str | None]) -> dict[str, str]:
    """Take the singular and the plural of a number together: `N_een` and `N_meer` are `N`."""
    return {name.split("_")[0]: value for name, value in groups.items() if value is not None}


def numbers(found: Mapping[str, str]) -> Numbers:
    """Give the numbers of a line by name (they begin with a capital), spaced as they are everywhere."""
    return {name: re.sub(r"< ?", "< ", value) for name, value in found.items() if name[0].isupper()}


def text(lang: Lang, key: str, **slots: str) -> str:
    """Write a text of the catalogue as a pattern; `slots` are patterns, any other slot holds any words."""
    parts = re.split(r"\{(\w+)\}", " ".join(CATALOGUES[lang][key].split()))
    return "".join(slots.get(part, ".+?") if at % 2 else re.escape(part) for at, part in enumerate(parts))


def plural(lang: Lang, key: str, name: str = "N") -> str:
    """Write a text that counts as a pattern, singular or plural; `name` is what the number is called here."""
    return "(?:" + "|".join(text(lang, f"{key}.{form}", n=f"(?P<{name}_{form}>{N})") for form in ("een", "meer")) + ")"


def amount(lang: Lang, name: str = "N") -> str:
    """Write a number of cards as a pattern."""
    return plural(lang, "kennis.aantal", name)


def said(key: str, **slots: str) -> Callable[[Lang], str]:
    """Give the words of a text with a number in it, by language."""
    return lambda lang: text(lang, key, **{"n": f"(?P<N>{N})", **slots})


def counted(key: str) -> Callable[[Lang], str]:
    """Give the words of a text that counts, by language."""
    return lambda lang: plural(lang, key)


def of_cards(key: str, slot: str = "aantal") -> Callable[[Lang], str]:
    """Give the words of a text with a number of cards in it, by language."""
    return lambda lang: text(lang, key, **{slot: amount(lang)})


def bare(before: str = "", after: str = "") -> Callable[[Lang], str]:
    """Give a number with any words around it."""
    return lambda _: f"{before}(?P<N>{N}){after}"


def one(count: Callable[[Look], str | int]) -> Callable[[Look], Numbers]:
    """Count the only number of a line."""
    return lambda look: {"N": str(count(look))}
