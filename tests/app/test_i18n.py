"""Both catalogues are complete, hold the same slots, and every key that a screen asks for exists."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from dww_graph.explorer import i18n, palette
from dww_graph.explorer.i18n import CATALOGUES, LANGUAGES, plural, translate

SOURCES = sorted(Path(i18n.__file__).parents[1].rglob("*.py"))
SAME_IN_BOTH = {
    "taal.nl",
    "taal.en",
    "werkbank.csv",
    "werkbank.json",
    "werkbank.turtle",
    "werkbank.stop",
    "over.privacy.kop",
    "kaart.zin.in",
    "kaart.herkomst.zin",
    "inname.bijdrage.regel",
    "inname.kies.bijdrage",
}


def slots(text: str) -> set[str]:
    """Give the names between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    assert CATALOGUES["nl"].keys() == CATALOGUES["en"].keys()


def test_both_languages_fill_the_same_slots() -> None:
    differing = [key for key, said in CATALOGUES["nl"].items() if slots(said) != slots(CATALOGUES["en"][key])]
    assert not differing


def test_nothing_is_left_untranslated() -> None:
    same = {key for key, said in CATALOGUES["nl"].items() if said == CATALOGUES["en"][key]}
    assert same <= SAME_IN_BOTH


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty(lang: i18n.Lang) -> None:
    assert all(said.strip() for said in CATALOGUES[lang].values())


def test_every_key_in_the_code_exists() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES if path.parent.name != "i18n")
    plain = set(re.findall(r'\bt\(\s*"([a-z][a-z.-]+)"', code)) | set(re.findall(r'translate\(lang, "([a-z.-]+)"', code))
    counted = {f"{key}.{end}" for key in re.findall(r'ui\.n\("([a-z.]+)"', code) for end in ("een", "meer")}
    assert plain, "no key was found: the pattern of this test is out of date"
    assert not (plain | counted) - CATALOGUES["nl"].keys()


def test_every_kind_stance_and_status_has_a_word() -> None:
    wanted = {f"soort.{kind}" for kind in palette.KINDS} | {f"relatie.{name}" for name in palette.STANCES}
    wanted |= {f"status.{name}" for name in palette.STATUSES}
    assert not wanted - CATALOGUES["nl"].keys()


def test_one_and_many_differ() -> None:
    assert (plural("nl", "kennis.aantal", 1), plural("nl", "kennis.aantal", 0)) == ("1 kaart", "0 kaarten")
    assert plural("en", "kennis.aantal", 2) == "2 cards"


def test_an_unknown_key_is_a_failure() -> None:
    with pytest.raises(KeyError):
        translate("nl", "bestaat.niet")


def luminance(colour: str) -> float:
    """Give the relative luminance of ``#rrggbb`` as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("family", [palette.KINDS, palette.STANCES, palette.STATUSES])
def test_every_colour_can_be_read_on_its_own_background(family: dict[str, palette.Mark]) -> None:
    for name, mark in family.items():
        assert contrast(mark.light, palette.PAPER[0]) >= 4.5, name
        assert contrast(mark.dark, palette.PAPER[1]) >= 4.5, name


def test_the_style_of_the_pages_uses_only_variables_that_exist_there() -> None:
    """Streamlit gives its own variables (--st-) to components only; elsewhere a rule that names one is passed over in silence."""
    style = (Path(i18n.__file__).parents[1] / "assets" / "dww.css").read_text(encoding="utf-8")
    known = set(re.findall(r"(--dww-[a-z-]+):", style + palette.css_tokens())) | {"--c"}
    assert set(re.findall(r"var\((--[a-z-]+)", style)) <= known


def test_each_kind_has_a_colour_and_an_icon_of_its_own() -> None:
    kinds = {name: mark for name, mark in palette.KINDS.items() if name not in ("overig", "zoekverslag")}
    assert len({mark.light for mark in kinds.values()}) == len(kinds)
    assert len({mark.icon for mark in palette.KINDS.values()}) == len(palette.KINDS)


def test_red_means_contradiction_and_nothing_else() -> None:
    marks = [*palette.KINDS.items(), *palette.STANCES.items(), *palette.STATUSES.items()]
    red = {name for name, mark in marks for colour in (mark.light, mark.dark) if is_red(colour)}
    assert red == {"tegengesproken-door"}


def is_red(colour: str) -> bool:
    """Say whether red is far above both other parts of a colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red - max(green, blue) > 80
