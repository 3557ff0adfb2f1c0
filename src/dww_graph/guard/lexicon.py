"""What the guard knows of words: names and places (a shipped list), and which words are ordinary Dutch.

Ordinary is what the frequency list of Dutch (wordfreq, 29,000 words of at least one in a million) holds and the list of
names does not, and what is built from such words: compounds and endings. The frequency list knows no capitals, so it holds
names too; that is why the list of names is needed. Loading takes about 0.3 s and 10 MB, once, when the first text is read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dww_graph import assets

_FREQUENT = 5e-5
_SHORTEST_PART, _SHORTEST_STEM, _LONGEST = 3, 4, 60
_LONG_REST = 9
_STRIP_ACUTE = {0x301: None}
_PREFIXES = ("on", "ge", "ver", "be", "her", "ont", "in", "uit", "aan", "op", "af", "over", "voor", "mee", "bij", "na", "om",
             "door", "terug", "toe", "weg", "tegen", "samen")
_HEADS = ("multi", "inter", "intra", "psycho", "socio", "neuro", "ortho", "poly", "mono", "micro", "macro", "meta", "semi",
          "anti", "super", "extra", "bio", "auto", "post", "trauma", "systeem", "krachten")
_ENDINGS = ("heid", "heden", "lijk", "lijke", "lijks", "baar", "bare", "zaam", "zame", "loos", "loze", "ing", "ingen", "ende",
            "end", "tje", "tjes", "pje", "pjes", "isch", "ische", "ieel", "iele", "tie", "ties", "matig", "matige", "achtig",
            "achtige", "erij", "en", "ste", "sten")
_SHORT_ENDINGS = ("s", "e", "er", "ers", "t", "d", "de", "te", "den", "ten", "je", "jes", "st")
_NAME_ENDINGS = ("boom", "berg", "berge", "burg", "stra", "kamp", "veld", "velde", "dijk", "singel", "straat", "plein", "kade",
                 "laan", "hof", "donk", "broek", "hoek", "hout", "woud", "brug", "rode", "heuvel", "wijk", "poort", "dorp",
                 "gracht", "horst", "beek", "stad", "haven", "polder", "land", "eiland", "laar", "huizen", "huis", "bos", "weg",
                 "school", "college")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of casefolded words. A name in `given` is no ordinary word; one in `given_word` is one too, and so on."""

    given: frozenset[str]
    given_word: frozenset[str]
    names: frozenset[str]
    name_words: frozenset[str]
    places: frozenset[str]
    places_capital: frozenset[str]
    place_words: frozenset[str]
    common: frozenset[str]
    frequent: frozenset[str]

    def is_name(self, word: str) -> bool:
        """True for a name that is one wherever it stands with a capital."""
        return word in self.given or word in self.given_word or word in self.names

    def is_place(self, word: str) -> bool:
        """True for a place, country or people that is one wherever it stands with a capital."""
        return word in self.places or word in self.places_capital

    def is_any(self, word: str) -> bool:
        """True for whatever the list of names holds, ordinary words among them."""
        return self.is_name(word) or self.is_place(word) or word in self.name_words or word in self.place_words

    def is_ordinary(self, word: str) -> bool:
        """True for a casefolded word of ordinary Dutch, as it stands, inflected or compounded; False for what is only a name."""
        if word in self.common:
            return True
        if len(word) > _LONGEST or word in self.given or word in self.names or word in self.places:
            return False
        plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_STRIP_ACUTE))
        return plain in self.common or self._is_inflected(plain) or any(self._compounds(plain))

    def _is_inflected(self, word: str) -> bool:
        if len(word) > _SHORTEST_STEM and self._is_stem(word):
            return True
        for endings, shortest in ((_ENDINGS, _SHORTEST_STEM), (_SHORT_ENDINGS, _SHORTEST_STEM + 1)):
            for ending in endings:
                stem = word.removesuffix(ending)
                if len(stem) < len(word) and len(stem) >= shortest and self._is_stem(stem):
                    return True
        return any(word.startswith(start) and self._is_rest(word[len(start):]) for start in _PREFIXES)

    def _is_rest(self, rest: str) -> bool:
        """Tell whether what stands behind a prefix is a word."""
        return len(rest) >= _SHORTEST_STEM and (rest in self.common or (len(rest) >= _LONG_REST and any(self._compounds(rest))))

    def _is_stem(self, stem: str) -> bool:
        common = self.common
        if stem in common or stem + "en" in common or stem + "e" in common:
            return True
        doubled = stem[-1] == stem[-2] and stem[:-1] in common
        return doubled or (stem[-2] == stem[-3] and f"{stem[:-2]}{stem[-1]}en" in common)

    def _compounds(self, word: str) -> Iterator[bool]:
        if word.endswith(_NAME_ENDINGS):
            return
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART):
            head, tail = word[:at], word[at:]
            if self._is_head(head) and (tail in self.common or (len(tail) > _SHORTEST_STEM + 1 and self._is_inflected(tail))):
                yield True

    def _is_head(self, head: str) -> bool:
        if head in self.common or head in _HEADS:
            return True
        return any(head.endswith(link) and len(head) - len(link) >= _SHORTEST_STEM and head.removesuffix(link) in self.common
                   for link in ("s", "en", "-"))


@cache
def load() -> Lexicon:
    """Return the lexicon; read once, when it is first asked for."""
    import wordfreq

    listed = _sections(assets.read_text("ontology", "privacy", "namen.txt"))
    frequencies = wordfreq.get_frequency_dict("nl", "small")
    only_names = frozenset().union(*(words for name, words in listed.items() if not name.endswith("-ook-woord")))
    common = frozenset(word for word in frequencies if word.isalpha() and len(word) > 1) - only_names
    frequent = frozenset(word for word, frequency in frequencies.items() if frequency >= _FREQUENT and word in common)
    return Lexicon(
        listed["voornamen"], listed["voornamen-ook-woord"], listed["namen"], listed["namen-ook-woord"],
        listed["plaatsen"], listed["plaatsen-met-hoofdletter"], listed["plaatsen-ook-woord"], common, frequent,
    )


def _sections(text: str) -> dict[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in text.splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            words.update(line.split())
    return {name: frozenset(found) for name, found in sections.items()}
