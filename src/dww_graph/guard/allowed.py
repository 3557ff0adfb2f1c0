"""Words with a capital that point at nobody: the shipped list, the labels of the ontology, and authors where they are cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dww_graph import assets
from dww_graph.guard import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may pass: `exact` as written (abbreviations), `words` and `phrases` in any case, `authors` only where cited.

    `phrases` holds, by first word, the casefolded phrases that begin with it, longest first.
    """

    exact: frozenset[str]
    words: frozenset[str]
    phrases: Mapping[str, tuple[str, ...]]
    authors: frozenset[str]

    def holds(self, word: str) -> bool:
        """True for a word that passes wherever it stands."""
        return word in self.exact or word.casefold() in self.words

    def phrase_end(self, text: str, start: int, word: str) -> int:
        """Return where an allowed phrase that begins at `start` with this casefolded word ends; `start` when there is none."""
        for phrase in self.phrases.get(word, ()):
            end = start + len(phrase)
            if text[start:end].casefold() == phrase and not text[end : end + 1].isalnum():
                return end
        return start


def load(labels: Iterable[str] = (), authors: Iterable[str] = ()) -> Allowed:
    """Return what may pass, given the labels of the ontology and the authors ("Family, Given; …") of the bibliography.

    A single word of a label passes only when it is not also a name: the label "Jong en oud" makes no "Jong" pass.
    """
    exact: set[str] = set()
    words: set[str] = set()
    phrases: set[str] = set()
    for entry in _shipped():
        (phrases if len(_WORD.findall(entry)) > 1 else exact if _is_short_form(entry) else words).add(entry)
    for label in labels:
        if len(_WORD.findall(label)) > 1:
            phrases.add(label)
        for word in _single_words(label):
            (exact if _is_short_form(word) else words).add(word)
    return Allowed(frozenset(exact), frozenset(map(str.casefold, words)), _by_first_word(phrases), frozenset(_families(authors)))


def _shipped() -> Iterator[str]:
    for line in assets.read_text("ontology", "privacy", "toegestaan.txt").splitlines():
        entry = line.partition("#")[0].strip()
        if entry:
            yield entry


def _is_short_form(word: str) -> bool:
    return sum(sign.isupper() for sign in word) > 1


def _single_words(label: str) -> Iterator[str]:
    known = lexicon.load()
    for found in _WORD.finditer(label):
        word = found[0].casefold()
        if len(word) > 1 and not known.is_any(word):
            yield found[0]


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        first = _WORD.match(phrase)
        if first:
            found.setdefault(first[0].casefold(), []).append(phrase.casefold())
    return {word: tuple(sorted(same, key=len, reverse=True)) for word, same in found.items()}


def _families(authors: Iterable[str]) -> Iterator[str]:
    for author in (each for joined in authors for each in joined.split(";")):
        for found in _WORD.finditer(author.partition(",")[0]):
            yield found[0].casefold()
