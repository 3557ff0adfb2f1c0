"""Who speaks in a transcript: speaker labels are found and replaced by roles, before anything else is made of the text.

A label is what a format names as speaker (`<v Anna>`), a name with a colon (`Jan Jansen: …`, `I: …`, `P1: …`), a name with
a time (`Anna 00:12`), a name in bold or between brackets (`[id1] …`), or the first cell of a table row. What is already a
role keeps it (`interviewer`, `moeder`); everybody else becomes `spreker 1`, `spreker 2`, in order of first appearance.
A name from a label that stands in running text is replaced as well, and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

Strength = Literal["los", "sterk", "zeker"]

OPEN = "[["  # opens a passage that is to be taken along; see transcript
_TIME = r"[\[(#<]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,:-]\d{1,3})?[\])#>]?"
_NAME = r"(?P<name>[^\W\d_][^:;,!?=\t\n\[\]()<>\"“”]{0,39}?)"
_FORMS: tuple[tuple[re.Pattern[str], Strength], ...] = (
    (re.compile(rf"\s*(?:{_TIME}\s*[-–]?\s*)?{_NAME}\s*(?:{_TIME}|\([^()]{{1,30}}\))?\s*:(?=\s|$)\s*(?P<rest>.*)"), "los"),
    (re.compile(rf"\s*{_NAME}(?:\s*[-–|,]\s*|\s+){_TIME}\s*(?P<rest>)"), "sterk"),
    (re.compile(rf"\s*{_TIME}(?:\s*[-–|,]\s*|\s+){_NAME}\s*(?P<rest>)"), "sterk"),
    (re.compile(rf"\s*(?:{_TIME}\s*)?{_NAME}\t+(?P<rest>\S.*)"), "los"),
    (re.compile(r"\s*\[(?P<name>[^\W\d_][^\[\]:]{0,39})\]:?\s+(?P<rest>\S.*)"), "los"),
)
_KNOWN = re.compile(r"([^\W\d_]+)\.?[ _-]?(?:\d{1,3}|[a-z])?")
_ASKS = frozenset((
    "i", "int", "iv", "q", "v", "mod", "vraag", "interviewer", "interviewster", "onderzoeker", "onderzoekster",
    "researcher", "moderator", "facilitator", "gespreksleider", "vragensteller",
))
_ANSWERS = frozenset((
    "r", "p", "a", "s", "g", "id", "resp", "respondent", "deelnemer", "participant", "antwoord", "geïnterviewde",
    "interviewee", "spreker", "speaker", "informant",
))
_ROLES = frozenset((
    "moeder", "vader", "ouder", "jongere", "jeugdige", "kind", "dochter", "zoon", "oma", "opa", "pleegmoeder", "pleegvader",
    "pleegouder", "hulpverlener", "begeleider", "jeugdbeschermer", "jeugdzorgwerker", "gezinsbegeleider", "gezinsvoogd",
    "voogd", "therapeut", "behandelaar", "mentor", "leerkracht",
))
_NOT_SPEAKERS = frozenset((
    "aantekening", "aanwezig", "afwezig", "bijlage", "bron", "conclusie", "copyright", "datum", "doel", "duur", "e-mail",
    "email", "https", "http", "inleiding", "kortom", "leeftijd", "let", "licentie", "licence", "license", "locatie",
    "namelijk", "note", "noot", "nb", "onderwerp", "opmerking", "orcid", "plaats", "project", "ps", "publisher", "readme",
    "samenvatting", "setting", "thema", "tijd", "title", "titel", "toelichting", "url", "versie", "voorbeeld", "citation",
    "credit", "creator", "date", "keywords", "language", "subject", "topic", "lacht", "lachen", "stilte", "pauze",
    "onverstaanbaar", "inaudible", "laughs", "laughter", "crosstalk", "silence",
))
_PARTICLES = frozenset((
    "de", "den", "der", "van", "het", "'t", "ten", "ter", "te", "el", "al", "bin", "ben", "von", "la", "le", "da", "dos",
    "di", "en",
))
_MAX_WORDS = 4
_MOST = 0.5
_SOME = 0.2
_OFTEN = 3
_TOKEN = re.compile(r"[^\W\d_][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its text, its place, the speaker that the format names, how many characters in front are bold."""

    text: str
    place: str
    speaker: str = ""
    bold: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """One line with its role ("" when nobody is named); `opens` when a speaker label stood here."""

    role: str
    words: str
    place: str
    opens: bool = False

    @property
    def text(self) -> str:
        """The line as it stands in the normalised text."""
        return f"{self.role}: {self.words}".rstrip() if self.opens else self.words


@dataclass(frozen=True, slots=True)
class Conversation:
    """A whole transcript without names: its lines, the roles by first appearance, names replaced in running text."""

    said: tuple[Said, ...]
    roles: tuple[str, ...]
    replaced: int


@dataclass(frozen=True, slots=True)
class _Label:
    """A label that may name a speaker, and what is left of its line."""

    name: str
    rest: str
    strength: Strength


@dataclass(slots=True)
class _Casting:
    """Hands out roles in order of first appearance."""

    by_name: dict[str, str] = field(default_factory=dict)
    numbers: Counter[str] = field(default_factory=Counter)

    def role(self, name: str) -> str:
        """Return the role of a speaker, a new one when the speaker is new."""
        key = _key(name)
        if key not in self.by_name:
            base = _base_role(key)
            self.numbers[base] += 1
            number = self.numbers[base]
            self.by_name[key] = base if number == 1 and base != "spreker" else f"{base} {number}"
        return self.by_name[key]


def conversation(lines: Iterable[Line]) -> Conversation:
    """Return what was said with roles instead of names; blank lines are dropped."""
    filled = [line for line in lines if line.text.strip() or line.speaker]
    labels = [_label(line) for line in filled]
    accepted = _accepted(labels)
    casting = _Casting()
    said: list[Said] = []
    role = ""
    for line, label in zip(filled, labels, strict=True):
        if label and (label.strength == "zeker" or _key(label.name) in accepted):
            role = casting.role(label.name)
            said.append(Said(role, label.rest.strip(), line.place, opens=True))
        else:
            said.append(Said(role, line.text.strip(), line.place))
    cleaned, replaced = _without_names(said, casting.by_name)
    return Conversation(cleaned, tuple(casting.by_name.values()), replaced)


def labelled_share(texts: Sequence[str]) -> float:
    """Return which part of the filled lines opens with something that counts as a speaker label, 0-1."""
    labels = [_label(Line(text, "")) for text in texts if text.strip()]
    accepted = _accepted(labels)
    return sum(label is not None and _key(label.name) in accepted for label in labels) / max(len(labels), 1)


@lru_cache(maxsize=1024)
def _key(name: str) -> str:
    return " ".join(name.casefold().split()).strip(" .-*")


def _label(line: Line) -> _Label | None:
    if line.speaker:
        return _Label(line.speaker.split("(", maxsplit=1)[0], line.text, "zeker")
    opened, text = _without_mark(line.text)
    if line.bold and (label := _bold_label(line)):
        return replace(label, rest=opened + label.rest)
    for form, strength in _FORMS:
        if found := form.fullmatch(text):
            return _Label(found["name"], opened + found["rest"], strength)
    return None


def _without_mark(text: str) -> tuple[str, str]:
    """Split off the mark that opens a passage, so that the label behind it is seen and stays outside the passage."""
    bare = text.lstrip()
    return (OPEN, bare.removeprefix(OPEN)) if bare.startswith(OPEN) else ("", text)


def _bold_label(line: Line) -> _Label | None:
    _, bold = _without_mark(line.text[: line.bold])
    rest = line.text[line.bold :].lstrip()
    if not rest or (":" in bold.strip().rstrip(":")):
        return None
    found = re.fullmatch(rf"\s*{_NAME}\s*(?:\([^()]{{1,30}}\))?\s*:?\s*", bold)
    time = re.match(rf"{_TIME}\s*", rest)
    return _Label(found["name"], rest.removeprefix(":")[time.end() if time else 0 :], "sterk") if found else None


def _accepted(labels: Sequence[_Label | None]) -> frozenset[str]:
    """Return the keys of the labels that name a speaker: by their form, how often they come and how much of the text has them."""
    met = [label for label in labels if label and _may_speak(_key(label.name))]
    counts = Counter(_key(label.name) for label in met)
    share = len(met) / max(len(labels), 1)
    different = {(label.name, label.strength): label for label in met}.values()
    return frozenset(_key(label.name) for label in different if _is_speaker(label, counts[_key(label.name)], share))


def _may_speak(key: str) -> bool:
    words = key.split()
    return 0 < len(words) <= _MAX_WORDS and words[0] not in _NOT_SPEAKERS


def _is_speaker(label: _Label, count: int, share: float) -> bool:
    key = _key(label.name)
    if not _looks_like_name(label.name):
        return count >= _OFTEN and share >= _MOST and " " not in key
    if label.strength != "los" or count > 1 or share >= _MOST:
        return True
    return (len(key) > 1 and _is_known(key)) or (" " in key and share >= _SOME)


def _looks_like_name(name: str) -> bool:
    """Whether a label looks like a name or a code: a capital on every word but particles, a number behind it, or a known role."""
    words = name.replace(".", ". ").split()
    capitals = [word[0].isupper() or word[0].isdigit() or word in _PARTICLES for word in words]
    coded = len(words) == 1 and words[0][-1].isdigit()
    return coded or _is_known(_key(name)) or (all(capitals) and any(word[0].isupper() for word in words))


def _is_known(key: str) -> bool:
    found = _KNOWN.fullmatch(key)
    return found is not None and found[1] in _ASKS | _ANSWERS | _ROLES


def _base_role(key: str) -> str:
    found = _KNOWN.fullmatch(key)
    stem = found[1] if found else ""
    return "interviewer" if stem in _ASKS else stem if stem in _ROLES else "spreker"


def _without_names(said: Sequence[Said], roles: Mapping[str, str]) -> tuple[tuple[Said, ...], int]:
    """Replace the names of speakers in running text.

    A single word counts as the name when it has a capital inside a sentence, or anywhere when the text knows no such word
    without a capital: "Wil je koffie?" stays, "Dank je, Wil" does not.
    """
    people = {name: role for name, role in roles.items() if not _is_known(name) and not name[-1].isdigit()}
    parts = {token: role for name, role in people.items() for token in _TOKEN.findall(name) if token not in _PARTICLES}
    names = parts | people
    if not names:
        return tuple(said), 0
    common = {word for each in said for word in _TOKEN.findall(each.words) if word.islower()}
    choice = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE)
    count = 0

    def role_for(found: re.Match[str]) -> str:
        nonlocal count
        key = found[0].casefold()
        before = found.string[: found.start()].rstrip(" \"'“‘([-–")
        starts = not before or before[-1] in ".!?…:\n"
        if not found[0][0].isupper() or (" " not in key and starts and key in common):
            return found[0]
        count += 1
        return names.get(key, found[0])

    cleaned = tuple(replace(each, words=pattern.sub(role_for, each.words)) for each in said)
    return cleaned, count
