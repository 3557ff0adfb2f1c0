"""Words that may point at a person, a place or an institution: shown to a person, who decides. Nothing is changed here.

What this cannot see: a name in small letters that is an ordinary word or stands on no list, a surname that is an ordinary
word at the beginning of a sentence, and a person who is known by what is told: the girl of 13 with the rare disease. A
text without any capital is told as a whole, since names do not show in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dww_graph.guard import lexicon
from dww_graph.guard.allowed import Allowed
from dww_graph.guard.words import PARTICLES, Judge, Kind, Word, is_house, split

_FEWEST_WORDS = 8
_SPACES = (" ", "\u00a0", "-", "‑")
_DIGIT = re.compile(r"\d")
_NUMBERS = re.compile(
    r"\b(?:[A-Z]{2}-\d\d-\d\d|\d\d-\d\d-[A-Z]{2}|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d\d-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d\d"
    r"|\d\d-[A-Z]{2}-[A-Z]{2}|\d\d-[A-Z]{3}-\d|\d-[A-Z]{3}-\d\d|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}"
    r"|[A-Z]{3}-\d\d-[A-Z]|[A-Z]-\d\d-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)\b"
    r"|(?i:\b(?:dossier|cli[eë]nt|pati[eë]nt|zaak|polis|paspoort|rijbewijs|leerling|personeels|registratie|skj|big"
    r"|beschikkings|kenteken|lidmaatschaps|klant|id|v)[- ]?(?:registratie)?(?:nummer|nr\.?|no\.?)?\s*[:=#]?\s*)"
    r"(?P<number>(?=[A-Z\d./-]*\d{4})[A-Z]{0,4}[\d./-]{3,}\w+)"
)
_DAY = re.compile(r"[\s,(]{1,3}\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d\b")
_CITED = re.compile(
    r"\s*(?:(?:,|&|;|en\b|and\b|et al\.?|e\.a\.|c\.s\.|van\b|de\b|der\b|den\b|[^\W\d_a-z][\w'’-]+)[\s,]*){0,12}"
    r"\(?(?:19|20)\d\d\b"
    r"|\s*,?\s*(?:et al\b|e\.a\.)"
)
_QUOTED_NAME = re.compile(
    r"\b(?:school|\w+school|groep|\w+groep|huis|\w+huis|stichting|opvang|\w+opvang|dagverblijf|\w+dagverblijf|club|\w+club"
    r"|boerderij|\w+boerderij|afdeling|team|locatie|instelling|kliniek|centrum|\w+centrum)\s+['\"‘“„]([^'\"’”]{2,40})['\"’”]",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"['\"‘“„]")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A stretch of a text (end exclusive, in code points) and what it looks like."""

    start: int
    end: int
    kind: Kind


def find(text: str, allowed: Allowed) -> tuple[Suspect, ...]:
    """Return what is suspect in a text, in order, without overlap."""
    words = split(text)
    if len(words) >= _FEWEST_WORDS and text.islower():
        return (Suspect(0, len(text), "zonder-hoofdletters"),)
    judge = Judge(text, words, lexicon.load(), allowed)
    kinds = judge.kinds()
    found = list(_Joiner(text, words, kinds, judge.titled, allowed).spans()) if any(kinds) else []
    found += _around(text, found)
    return _apart(found)


def _around(text: str, found: list[Suspect]) -> Iterator[Suspect]:
    """Numbers that stand for a person or a car, a day beside a name, and names between quotes."""
    if _DIGIT.search(text):
        yield from (Suspect(*hit.span("number" if hit["number"] else 0), "nummer") for hit in _NUMBERS.finditer(text))
        for suspect in found:
            day = _DAY.match(text, suspect.end) if suspect.kind == "naam" else None
            if day:
                yield Suspect(suspect.end + len(day[0]) - len(day[0].lstrip(" ,(")), day.end(), "datum")
    if _QUOTES.search(text):
        yield from (Suspect(*hit.span(1), "instelling") for hit in _QUOTED_NAME.finditer(text))


def _apart(found: list[Suspect]) -> tuple[Suspect, ...]:
    """Return the suspects in order; of two that overlap the longer one."""
    kept: list[Suspect] = []
    for suspect in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or suspect.start >= kept[-1].end:
            kept.append(suspect)
        elif suspect.end - suspect.start > kept[-1].end - kept[-1].start:
            kept[-1] = suspect
    return tuple(kept)


class _Joiner:
    """Joins suspect words to names as they are written: initials, tussenvoegsels, double names."""

    def __init__(
        self, text: str, words: list[Word], kinds: list[Kind | None], titled: set[int], allowed: Allowed
    ) -> None:
        self._text, self._words, self._kinds, self._titled, self._allowed = text, words, kinds, titled, allowed

    def spans(self) -> Iterator[Suspect]:
        """Yield the joined suspects, without authors where they are cited."""
        at = 0
        while at < len(self._words):
            kind = self._kinds[at]
            if kind is None:
                at += 1
                continue
            first, last = self._first(at), self._last(at)
            if not self._is_citation(at, last):
                yield Suspect(self._words[first].start, self._end(last), self._joined_kind(kind, at, last))
            at = last + 1

    def _first(self, at: int) -> int:
        """Go back over initials and over tussenvoegsels that belong to the name: `J.P. van de`, `De`."""
        words, first = self._words, at
        while first and words[first].gap in _SPACES and words[first - 1].low in PARTICLES:
            first -= 1
        if first and words[first - 1].letter and words[first].gap in (". ", ".", " "):
            while first and words[first - 1].letter and words[first].gap in (". ", ".", " "):
                first -= 1
            return first
        titled = any(step in self._titled for step in range(first, at + 1))
        while first < at and not titled and not (words[first].capital and not words[first].initial):
            first += 1
        return first

    def _last(self, at: int) -> int:
        """Go on over words that are part of the name: capitals, and tussenvoegsels with a capital behind them."""
        last = at
        while (step := self._next(last)) > last:
            last = step
        return last

    def _next(self, last: int) -> int:
        words, step = self._words, last + 1
        while step < len(words) and words[step].gap in _SPACES and words[step].low in PARTICLES and not self._kinds[step]:
            step += 1
        if step == len(words) or words[step].gap not in (*_SPACES, ". " if words[step - 1].letter else " "):
            return last
        word = words[step]
        small_name = words[last].text == words[last].low and self._kinds[last] == "naam" and self._unknown(word)
        if self._kinds[step] or small_name:
            return step
        part = word.capital and not word.initial and not self._allowed.holds(word.text) and step == last + 1
        return step if part and (word.letter is (self._text[word.end : word.end + 1] == ".")) else last

    def _unknown(self, word: Word) -> bool:
        known = lexicon.load()
        return word.text == word.low and not known.is_ordinary(word.low)

    def _end(self, last: int) -> int:
        end = self._words[last].end
        return end + 1 if self._words[last].letter and self._text[end : end + 1] == "." else end

    def _joined_kind(self, kind: Kind, at: int, last: int) -> Kind:
        if kind == "instelling" or (last > at and (is_house(self._words[at].low) or is_house(self._words[last].low))):
            return "instelling"
        kinds = self._kinds[at : last + 1]
        order: tuple[Kind, ...] = ("naam", "instelling", "plaats")
        return next((each for each in order if each in kinds), kind)

    def _is_citation(self, at: int, last: int) -> bool:
        authors = self._allowed.authors
        words = [word for word in self._words[at : last + 1] if word.low not in PARTICLES]
        cited = bool(authors) and all(word.low in authors for word in words)
        titled = any(step in self._titled for step in range(at, last + 1))
        return cited and not titled and _CITED.match(self._text, self._words[last].end) is not None
