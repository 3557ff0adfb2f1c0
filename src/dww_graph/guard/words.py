"""A text as words, each with what makes it suspect: its capital, its place in the sentence, the words before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from dww_graph.guard.allowed import Allowed
from dww_graph.guard.lexicon import Lexicon

Kind = Literal["naam", "plaats", "instelling", "onbekend-woord", "nummer", "datum", "zonder-hoofdletters"]

PARTICLES: Final = frozenset(
    {"van", "de", "den", "der", "'t", "t", "ten", "ter", "het", "el", "al", "bin", "ibn", "ben", "di", "da", "dos", "del", "la",
     "le", "du", "von", "zu", "bint", "ait", "aït", "ould", "v", "vd", "d"}
)
_TITLES: Final = frozenset(
    {"meneer", "mevrouw", "mijnheer", "heer", "juf", "juffrouw", "juffie", "meester", "mevr", "mw", "dhr", "hr", "mr", "tante",
     "tantes", "oom", "opa", "oma", "dokter", "dr", "drs", "prof", "professor", "ds", "dominee", "pastoor", "imam", "zuster",
     "broeder", "nicht", "neef", "fam", "familie"}
)
_ROLES: Final = frozenset(
    {"moeder", "vader", "mama", "papa", "broer", "broertje", "zus", "zusje", "zoon", "zoontje", "dochter", "dochtertje",
     "collega", "mentor", "begeleider", "begeleidster", "jongere", "meisje", "jongen", "cliënt", "client", "cliënte",
     "pleegmoeder", "pleegvader", "pleegkind", "stiefvader", "stiefmoeder", "vriend", "vriendin", "vriendje", "vriendinnetje",
     "buurman", "buurvrouw", "buurjongen", "buurmeisje", "leerkracht", "leerling", "kind", "baby", "peuter", "kleuter",
     "gezinsvoogd", "voogd", "jeugdbeschermer", "gezin", "tweeling", "stagiair", "stagiaire", "teamleider", "directeur",
     "rechter", "kinderrechter", "agent", "wijkagent", "psycholoog", "psychiater", "therapeut", "coach", "huisarts"}
)
_CALLED: Final = frozenset({"heet", "heette", "heten", "heetten", "genaamd", "geheten", "bijgenaamd"})
_HOUSES: Final = frozenset(
    {"school", "stichting", "huize", "gezinshuis", "zorgboerderij", "boerderij", "manege", "praktijk", "vereniging", "club",
     "kerk", "moskee", "synagoge", "camping", "internaat", "instelling", "organisatie", "woonvorm", "dagbesteding", "bso", "kdv",
     "leefgroep", "woongroep", "behandelgroep", "groep", "afdeling", "team", "unit", "locatie", "villa", "paviljoen", "flat",
     "crèche", "creche", "peuterspeelzaal", "kinderopvang", "kinderdagverblijf", "scouting", "opvang", "speeltuin", "fc", "vv",
     "sv", "rkvv", "obs", "cbs", "rkbs", "pcbs", "supermarkt", "bedrijf", "café", "residentie", "wooncentrum", "buurthuis"}
)
_HOUSE_ENDINGS: Final = ("school", "college", "lyceum", "gymnasium", "ziekenhuis", "kliniek", "stichting", "vereniging", "club",
                         "centrum", "huis", "internaat", "opvang", "boerderij", "groep", "voorziening", "instelling")
_OWN_HOUSE_ENDINGS: Final = ("school", "college", "lyceum", "gymnasium", "ziekenhuis", "kliniek", "stichting", "huize")
STREETS: Final = ("straat", "laan", "weg", "plein", "gracht", "kade", "singel", "steeg", "dreef", "plantsoen", "dijk", "wijk",
                  "park", "markt", "buurt", "polder")
_AT_PLACE: Final = frozenset({"in", "te", "uit", "naar", "vanuit", "nabij", "richting", "rond", "omgeving", "stad", "dorp",
                              "gemeente", "wijk", "regio", "provincie"})
_SHORT: Final = frozenset(
    {"bijv", "bv", "dhr", "mevr", "mw", "mr", "dr", "drs", "prof", "ir", "ing", "ca", "nr", "blz", "pp", "resp", "evt", "incl",
     "excl", "jl", "fam", "tel", "geb", "afd", "art", "vgl", "zgn", "st", "hr", "ds", "sr", "jr", "vd", "zg", "o.a"}
)
_ENDS_AFTER: Final = frozenset({"s", "er", "ers", "tje", "tjes", "en", "ën"})
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+(?:['’‘`ʼ](?:[^\W\d_])+)*")
_STOPS = re.compile(r"[.!?…]\W*\s|\n|[:(\[«“„]|(?:^|\s)[\"'‘‚]|[.!?…]$")
_FOREIGN = re.compile(r"[^\u0000-\u00ff]|\w['’‘`ʼ]\w")
_ROMAN = re.compile(r"[IVX]+")
_SHORT_PLURAL = re.compile(r"([^\W\d_a-z]{2,})(?:s|en|er|ers|je|jes)")
_HUMPS = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-ÖØ-Þ])")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters: where it stands, casefolded, what lies between it and the word before, whether a sentence begins."""

    start: int
    end: int
    text: str
    low: str
    gap: str
    initial: bool

    @property
    def capital(self) -> bool:
        """True when it begins with a capital."""
        return self.text[0].isupper()

    @property
    def letter(self) -> bool:
        """True for a single capital: an initial, or the letter of `groep A`."""
        return len(self.text) == 1 and self.text.isupper()


def split(text: str) -> list[Word]:
    """Return the words of a text in order."""
    words: list[Word] = []
    end, before = 0, ""
    for found in _WORD.finditer(text):
        start, token = found.start(), found[0]
        gap = text[end:start]
        low = token.casefold()
        initial = not words or (gap != " " and _opens(gap, before))
        words.append(Word(start, found.end(), token, low, gap, initial))
        end, before = found.end(), low
    return words


def _opens(gap: str, before: str) -> bool:
    """Tell whether a sentence begins after this gap. A full stop after a short form or an initial ends none."""
    if gap.startswith(".") and "\n" not in gap and (before in _SHORT or len(before) == 1) and not gap[1:].strip():
        return False
    return _STOPS.search(gap) is not None


class Judge:
    """Says of each word of one text what makes it suspect, if anything."""

    def __init__(self, text: str, words: list[Word], known: Lexicon, allowed: Allowed) -> None:
        self._text, self._words, self._known, self._allowed = text, words, known, allowed
        self.titled: set[int] = set()

    def kinds(self) -> list[Kind | None]:
        """Return a kind or None for each word. `titled` then holds the words that a form of address makes a name for certain."""
        return list(self._judged())

    def _judged(self) -> Iterator[Kind | None]:
        lead, passed = "", 0
        for at, word in enumerate(self._words):
            lead = self._kept(lead, word)
            kind = self._led(lead, at, word) if lead and not self._is_bridge(word) else None
            if kind is None and word.start >= passed:
                passed = self._allowed.phrase_end(self._text, word.start, word.low)
                kind = self._kind(at, word) if passed == word.start else None
            yield kind
            if not (lead and self._is_bridge(word)):
                lead = _lead(word)

    def _kept(self, lead: str, word: Word) -> str:
        """A title or role leads on over a space or the full stop of a short form, not into a new sentence."""
        if not lead or word.gap in (" ", "\u00a0", ". ", "."):
            return lead if lead and not word.initial else ""
        return lead if lead == "huis" and word.gap.strip() in ("'", '"', "‘", "“", "„") else ""

    def _is_bridge(self, word: Word) -> bool:
        return word.low in PARTICLES or word.letter

    def _led(self, lead: str, at: int, word: Word) -> Kind | None:
        """Return the kind of a word that stands behind a title, a role, `heet`, or a kind of institution."""
        known, low = self._known, word.low
        frequent = low in known.frequent and not known.is_any(low)
        if lead == "huis":
            before = self._words[at - 1]
            own = before.low in PARTICLES and before.capital
            return "instelling" if word.capital and (own or not (frequent or self._passes(word))) else None
        if word.capital:
            told = lead == "titel" or not (self._passes(word) or frequent)
            if not told or word.text in self._allowed.exact:
                return None
        elif lead == "rol" or low in known.frequent or not (known.is_any(low) or not known.is_ordinary(low)):
            return None
        if lead == "titel":
            self.titled.add(at)
        return "naam"

    def _passes(self, word: Word) -> bool:
        return self._allowed.holds(word.text) or self._allowed.holds(_base(word.text))

    def _kind(self, at: int, word: Word) -> Kind | None:
        if word.text == word.low:
            return self._small(word)
        if len(word.text) == 1 or self._passes(word):
            return None
        if word.text.isupper():
            return self._shouted(word)
        if word.text[1:] != word.low[1:]:
            return self._humped(at, word)
        return self._capital(at, word, _base(word.low))

    def _small(self, word: Word) -> Kind | None:
        """A name that is no ordinary word shows without its capital too; a script without capitals is told as unknown."""
        if word.low in self._known.given:
            return None if self._passes(word) else "naam"
        if word.low in self._known.places:
            return None if self._passes(word) else "plaats"
        first = word.text[0]
        return "onbekend-woord" if first > "\u024f" and not first.islower() and len(word.text) > 1 else None

    def _shouted(self, word: Word) -> Kind | None:
        known, text = self._known, self._text
        before, after = text[word.start - 1 : word.start], text[word.end : word.end + 2]
        in_code = before.isdigit() or after[:1].isdigit() or (after[:1] in "-." and after[1:].isdigit())
        if _ROMAN.fullmatch(word.text) or (in_code and len(word.text) <= _SHORT_CODE):
            return None
        if known.is_name(word.low) or (not word.initial and word.low in known.name_words):
            return "naam"
        if known.is_place(word.low):
            return "plaats"
        return None if known.is_ordinary(word.low) else "onbekend-woord"

    def _humped(self, at: int, word: Word) -> Kind | None:
        """A word with a capital inside: `GI's`, `LVBers`, `DeVries`, `groepKarel`."""
        plural = _SHORT_PLURAL.fullmatch(word.text)
        if plural and self._allowed.holds(plural[1]):
            return None
        parts = [part.casefold() for part in _HUMPS.split(word.text)]
        if any(self._known.is_name(part) or part in self._known.name_words for part in parts):
            return "naam"
        if all(self._known.is_ordinary(part) for part in parts):
            return None
        return self._capital(at, word, word.low)

    def _capital(self, at: int, word: Word, base: str) -> Kind | None:
        known = self._known
        for low in (word.low, base, base.removesuffix("s")):
            if known.is_name(low) or (not word.initial and low in known.name_words):
                return None if low != word.low and known.is_ordinary(word.low) else "naam"
            if known.is_place(low) or (not word.initial and low in known.place_words):
                return "plaats"
        if word.initial:
            return None if known.is_ordinary(base) else _shape(base) or ("naam" if _FOREIGN.search(base) else "onbekend-woord")
        if base in known.frequent:
            return None
        return self._inside(at, word, base)

    def _inside(self, at: int, word: Word, base: str) -> Kind:
        """The kind of an unknown capital in the middle of a sentence."""
        before = self._words[at - 1]
        if before.capital and before.low in ("de", "het", "'t") and word.gap == " ":
            return "instelling"
        shape = _shape(base)
        if shape:
            return shape
        if self._known.is_ordinary(base):
            return "onbekend-woord"
        return "plaats" if before.low in _AT_PLACE and word.gap == " " else "naam"


_SHORT_CODE: Final = 4


def _lead(word: Word) -> str:
    low = word.low
    if low in _TITLES or low in _CALLED:
        return "titel"
    if low in _ROLES:
        return "rol"
    return "huis" if is_house(low) else ""


def is_house(low: str) -> bool:
    """True for a word that is, or ends in, a kind of institution: `huize`, `zorgboerderij`, `montessoricollege`."""
    return low in _HOUSES or (low.endswith(_HOUSE_ENDINGS) and len(low) > _SHORT_CODE)


def _base(word: str) -> str:
    """Return a word without its `'s`, `'er` or `'tje`."""
    for mark in "'’‘`ʼ":
        head, found, tail = word.rpartition(mark)
        if found and tail.casefold() in _ENDS_AFTER and len(head) > 1:
            return head
    return word


def _shape(low: str) -> Kind | None:
    if low.endswith(STREETS) and len(low) > _SHORT_CODE + 3:
        return "plaats"
    return "instelling" if low.endswith(_OWN_HOUSE_ENDINGS) and len(low) > _SHORT_CODE + 4 else None
