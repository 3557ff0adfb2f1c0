"""Works that are likely the same although no DOI says so: proposals for a person, never merged here.

The rule, measured on real exports: not both a DOI, the same year, the same first author, and titles alike for 95 % once their
words are sorted. Numbers in the titles must be the same, because `deel 1` and `deel 2` are two works. Without a year or an
author nothing is proposed: unknown is not the same.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dww_graph.model import BronRecord

LEAST_SCORE = 95.0
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+|[ivx]+")
_PARTICLES = frozenset({
    "de", "der", "den", "des", "van", "von", "vom", "zu", "zur", "het", "ten", "ter", "te", "la", "le", "du", "da", "di", "do",
    "dos", "del", "della", "el", "al", "op", "in", "aan", "bij",
})
_LETTERS_OF = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th"})


@dataclass(frozen=True, slots=True)
class Work:
    """A source as the comparison sees it: where it stands (a place in a file, or an IRI), title, year, authors, DOI."""

    waar: str
    titel: str
    jaar: str
    auteurs: str
    doi: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two works that may be one, by where they stand, and how alike their titles are (0 to 100)."""

    een: str
    ander: str
    score: float


@dataclass(frozen=True, slots=True)
class _Compared:
    work: Work
    words: str
    numbers: tuple[str, ...]
    is_known: bool


def work_of(source: BronRecord, waar: str) -> Work:
    """Return a source for the comparison; `waar` is its place in the file or its IRI."""
    return Work(waar, source.titel, source.jaar or "", source.auteurs or "", source.doi or "")


def proposals(found: Sequence[Work], known: Iterable[Work] = ()) -> list[Proposal]:
    """Return the pairs that may be one work, the most alike first: among the found ones, and of these with the known.

    Works are compared only with those of the same year and first author, and of about the same length.
    """
    blocks: dict[tuple[str, str], list[_Compared]] = {}
    for is_known, works in ((False, found), (True, known)):
        for work in works:
            key = (work.jaar.strip(), first_author(work.auteurs))
            words = sorted(_words(work.titel))
            if all(key) and words:
                numbers = tuple(word for word in words if _NUMBER.fullmatch(word))
                blocks.setdefault(key, []).append(_Compared(work, " ".join(words), numbers, is_known))
    pairs = [pair for block in blocks.values() if len(block) > 1 for pair in _alike(block)]
    return sorted(pairs, key=lambda pair: (-pair.score, pair.een, pair.ander))


def first_author(authors: str) -> str:
    """Return the family name of the first author in plain letters, particles left out (`de Vries, B.` and `Vries, B. de`)."""
    first = authors.partition(";")[0]
    family, comma, _ = first.partition(",")
    words = [word for word in _words(family) if word not in _PARTICLES and len(word) > 1]
    return " ".join(words if comma else words[-1:])


def _words(text: str) -> list[str]:
    """Return the words of a text: small letters without accents, no punctuation."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS_OF))
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def _alike(block: Sequence[_Compared]) -> Iterator[Proposal]:
    """Yield the proposals of one year and author; `words` are sorted, so their ratio is the token sort ratio."""
    from rapidfuzz.fuzz import ratio

    ordered = sorted(block, key=lambda each: len(each.words))
    lengths = [len(each.words) for each in ordered]
    slack = (200 - LEAST_SCORE) / LEAST_SCORE  # a text longer than this times another cannot score enough
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 : bisect_right(lengths, lengths[number] * slack)]:
            if (one.is_known and other.is_known) or (one.work.doi and other.work.doi) or one.numbers != other.numbers:
                continue
            score = ratio(one.words, other.words, score_cutoff=LEAST_SCORE)
            if score:
                first, second = (other, one) if one.is_known else (one, other)
                yield Proposal(first.work.waar, second.work.waar, round(score, 1))
