"""A card on paper: when not to do it, then the card as one sentence in the professional's own words, and what it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from dww_graph import terms
from dww_graph.errors import Text
from dww_graph.http.facts import Facts
from dww_graph.http.paper import Paper

KIND: Final = "handelingskennis"
CONFIRMED: Final = "vastgesteld"
"""Status of a card that somebody confirmed; any other is a draft."""
SHOWN: Final = tuple(
    map(terms.term, ("dww:handelwijze", "dww:overweging", "dww:gevolg", "dww:grens", "dww:voorwaarde", "dww:kritiekMoment"))
)
"""Texts of a card that its sentence and its boundary hold."""
_SLOTS: Final = (("in", "dww:inBeroepssituatie"), ("with", "dww:metClienttype"), ("shape", "dww:geeftVormAan"))
BRIEF: Final = (("because", "dww:overweging"), ("see", "dww:gevolg"))
"""What follows the advice where the boundary stands right above it."""
WHOLE: Final = (*BRIEF, ("not", "dww:grens"))
"""What follows the advice in a whole sentence."""
_ASIDE: Final = (("takes", "dww:voorwaarde"), ("wrong", "dww:kritiekMoment"))
_WORDS: Final[Mapping[str, Text]] = {
    "when_not": Text("Wanneer niet", "When not to"),
    "unsaid": Text("De professional heeft hier niets over gezegd. Dat is geen vrijbrief: bespreek het met een collega.",
                   "The professional said nothing about this. That is no licence: discuss it with a colleague."),
    "in": Text("In", "In"),
    "with": Text("met", "with"),
    "shape": Text("geef ik", "I give shape to"),
    "by": Text("vorm door:", "by:"),
    "and": Text("en", "and"),
    "because": Text("Omdat:", "Because:"),
    "see": Text("Ik zie:", "I see:"),
    "not": Text("Niet als:", "Not if:"),
    "unknown": Text("niet ingevuld", "not filled in"),
    "takes": Text("Dit is nodig", "What it takes"),
    "wrong": Text("Wat vaak misgaat", "What often goes wrong"),
    "invented": Text("verzonnen voorbeeld, geen echte praktijkkennis", "invented example, not real practice knowledge"),
    "draft": Text("concept", "draft"),
}


def boundary(facts: Facts, paper: Paper, card: str, level: int) -> str:
    """Return when not to do it, under a heading of this level."""
    words = facts.said(card, "dww:grens") or paper.say(_WORDS["unsaid"])
    return f"<div class='not'><h{level}>{paper.say(_WORDS['when_not'])}</h{level}><p>{words}</p></div>"


def sentence(facts: Facts, paper: Paper, card: str, rest: Sequence[tuple[str, str]] = WHOLE) -> str:
    """Return the card as a sentence: in which situation, with whom, which element, how, and then the parts of `rest`."""
    slots = " ".join(f"{paper.say(_WORDS[name])} <b>{_named(facts, paper, card, prop)}</b>" for name, prop in _SLOTS)
    action = facts.said(card, "dww:handelwijze") or paper.say(_WORDS["unknown"])
    after = ((name, facts.said(card, prop)) for name, prop in rest)
    told = "".join(f"<p>{paper.say(_WORDS[name])} {text}</p>" for name, text in after if text)
    return f"<div class='sentence'><p>{slots} {paper.say(_WORDS['by'])}</p><blockquote>{action}</blockquote>{told}</div>"


def _named(facts: Facts, paper: Paper, card: str, prop: str) -> str:
    *some, last = [escape(facts.label(iri)) for iri in facts.iris(card, prop)] or [paper.say(_WORDS["unknown"])]
    return f"{', '.join(some)} {paper.say(_WORDS['and'])} {last}" if some else last


def aside(facts: Facts, paper: Paper, card: str) -> str:
    """Return what it takes and what often goes wrong, as sections."""
    told = ((name, facts.said(card, prop)) for name, prop in _ASIDE)
    return "".join(f"<section><h2>{paper.say(_WORDS[name])}</h2><p>{text}</p></section>" for name, text in told if text)


def marks(facts: Facts, paper: Paper, card: str) -> str:
    """Return what a reader must know of a card first: its code, and whether it is a draft or was invented."""
    code, status = facts.literal(card, "dcterms:identifier"), facts.literal(card, "dww:kaartstatus")
    told = [escape(code.value)] if code else []
    told += [] if status and status.value == CONFIRMED else [paper.say(_WORDS["draft"])]
    told += [paper.say(_WORDS["invented"])] if facts.true(card, "dww:isIllustratief") else []
    return " · ".join(told)
