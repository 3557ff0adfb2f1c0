"""What the readers of transcripts share: from lines with speakers to one record of the transcript and its marked passages.

The text itself stays outside the graph; of it only a hash, counts and the roles are handed on. The normalised text, over which
hash and positions are taken, has one line a turn or paragraph, LF, NFC, roles for names (`interviewer: …`), and no marks.
A passage that is to be taken along stands between `[[` and `]]`, if wanted with its codes behind it:
`[[Ik bleef zitten tot hij zelf begon.]] (Alliantie/Band; Moed)`.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dww_graph.errors import Fault, Text
from dww_graph.model import Cell, Item, RawRecord
from dww_graph.read.decoding import normalised
from dww_graph.read.transcript_roles import OPEN, Conversation, Line, Said, conversation

SOURCE = "bron 1"
_MARK = re.compile(r"\[\[|\]\](?!\])")
_CODES = re.compile(r"[ \t]?\(([^()\n]{1,200})\)")
_AROUND = 32
_WORD = re.compile(r"[^\W\d_]+")
_WINDOW = 80
_NEARLY_ALL = 0.8
_WORDS_OF: Mapping[str, frozenset[str]] = {
    "nl": frozenset(
        ("de", "het", "een", "en", "ik", "niet", "dat", "van", "je", "wat", "maar", "ook", "dan", "heb", "voor", "met", "er")
    ),
    "en": frozenset(
        ("the", "and", "you", "that", "was", "it", "my", "of", "not", "this", "have", "with", "they", "for", "what", "but", "to")
    ),
}


@dataclass(frozen=True, slots=True)
class _Passage:
    """A marked passage by its positions in the normalised text (end exclusive), with its codes."""

    begin: int
    eind: int
    codes: tuple[str, ...]


def items(name: str, lines: Iterable[Line], *, flowing: bool = False) -> Iterator[Item]:
    """Yield the transcript, its marked passages and notes, or the faults for which it is refused.

    `name` is the file's. `flowing`: lines of one speaker run on, as subtitles do, and are joined with a space.
    """
    spoken = conversation(replace(line, text=normalised(line.text), speaker=normalised(line.speaker)) for line in lines)
    said = _joined(spoken.said) if flowing else spoken.said
    marked = "\n".join(each.text for each in said)
    if not marked.strip():
        yield _empty(name)
        return
    spans, loose = _marks(marked)
    if loose:
        places = _Places(said)
        yield from (_unbalanced(f"{name}, {places.at(at)}") for at in loose)
        return
    text, passages = _unmarked(marked, spans)
    turns = sum(each.opens for each in said) or len(said)
    transcript = _transcript(name, text, spoken.roles, turns)
    yield transcript
    places = _Places([Said("", words, each.place) for words, each in zip(text.split("\n"), said, strict=True)])
    for number, (passage, code) in enumerate(((each, code) for each in passages for code in each.codes or ("",)), 1):
        where = f"{name}, {places.at(passage.begin)}"
        source = {"bron": SOURCE, "bronhash": transcript.cells["hash"][0].text, "code": code, "posities": "nagekeken"}
        yield _record("codering", where, f"codering {number}", source | _quoted(text, passage))
    yield from _notes(spoken)


def text_hash(text: str) -> str:
    """Return the SHA-256 of a normalised text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def has_capitals(text: str) -> bool:
    """True when a text has capitals as running text does: some, not all, in nearly every stretch of eighty words."""
    words = _WORD.findall(text)
    stretches = [words[at : at + _WINDOW] for at in range(0, max(len(words) - _WINDOW // 2, 1), _WINDOW)]
    mixed = sum(any(word[0].isupper() for word in each) and sum(map(str.isupper, each)) * 2 <= len(each) for each in stretches)
    return mixed >= _NEARLY_ALL * len(stretches)


def language(text: str) -> str:
    """Return "nl" or "en" by the small words of a text, "" when they do not tell."""
    words = Counter(map(str.lower, _WORD.findall(text)))
    counts = {lang: sum(words[word] for word in small) for lang, small in _WORDS_OF.items()}
    first, second = sorted(counts, key=lambda lang: -counts[lang])
    return first if counts[first] >= max(3, 2 * counts[second]) else ""


class _Places:
    """From a position in a text of lines to the place where that line stood in the file."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = said
        self._starts = [0]
        for each in said:
            self._starts.append(self._starts[-1] + len(each.text) + 1)

    def at(self, position: int) -> str:
        return self._said[min(bisect_right(self._starts, position), len(self._said)) - 1].place


def _joined(said: Sequence[Said]) -> tuple[Said, ...]:
    """Join what one speaker says in successive cues, and the lines of one cue."""
    joined: list[Said] = []
    for each in said:
        last = joined[-1] if joined else None
        same = last and last.role == each.role and (each.role or last.place == each.place)
        if last and same:
            joined[-1] = replace(last, words=f"{last.words} {each.words}".strip())
        else:
            joined.append(each)
    return tuple(joined)


def _marks(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Return where each marked passage opens and closes, and the positions of marks that do not pair or hold nothing."""
    spans: list[tuple[int, int]] = []
    loose: list[int] = []
    opened = -1
    for mark in _MARK.finditer(text):
        at = mark.start()
        if mark[0] == OPEN:
            loose += [opened] if opened >= 0 else []
            opened = at
        elif opened < 0 or not text[opened + len(OPEN) : at].strip():
            loose.append(at)
            opened = -1
        else:
            spans.append((opened, at))
            opened = -1
    return spans, loose + ([opened] if opened >= 0 else [])


def _unmarked(marked: str, spans: Iterable[tuple[int, int]]) -> tuple[str, list[_Passage]]:
    """Take the marks and codes out of a text; return it with the passages at their new positions."""
    pieces: list[str] = []
    passages = []
    length = end = 0
    for opened, closed in spans:
        before, words = marked[end:opened], marked[opened + len(OPEN) : closed]
        codes = _CODES.match(marked, closed + len(OPEN))
        begin = length + len(before) + len(words) - len(words.lstrip())
        passages.append(_Passage(begin, begin + len(words.strip()), _codes(codes[1] if codes else "")))
        pieces += [before, words]
        length += len(before) + len(words)
        end = codes.end() if codes else closed + len(OPEN)
    return "".join([*pieces, marked[end:]]), passages


def _codes(listed: str) -> tuple[str, ...]:
    paths = ("/".join(part.strip() for part in path.split("/") if part.strip()) for path in listed.split(";"))
    return tuple(dict.fromkeys(path for path in paths if path))


def _transcript(name: str, text: str, roles: Sequence[str], turns: int) -> RawRecord:
    words = re.sub(r"(?m)^[a-z]+(?: \d+)?: ?", "", text) if roles else text
    cells: dict[str, str | Sequence[str]] = {
        "bron_id": SOURCE,
        "hash": text_hash(text),
        "lengte": str(len(text)),
        "taal": language(words),
        "hoofdletters": "ja" if has_capitals(words) else "nee",
        "sprekers": str(len(roles)),
        "beurten": str(turns),
        "rollen": roles,
    }
    return _record("transcript", f"{name}, transcript", "transcript", cells)


def _quoted(text: str, passage: _Passage) -> dict[str, str]:
    return {
        "begin": str(passage.begin),
        "eind": str(passage.eind),
        "citaat": text[passage.begin : passage.eind],
        "voor": text[max(passage.begin - _AROUND, 0) : passage.begin],
        "na": text[passage.eind : passage.eind + _AROUND],
    }


def _record(
    kind: Literal["transcript", "codering"], where: str, place: str, cells: Mapping[str, str | Sequence[str]]
) -> RawRecord:
    listed = {field: (said,) if isinstance(said, str) else said for field, said in cells.items()}
    made = {field: tuple(Cell(each, f"{where}, {field}") for each in values if each) for field, values in listed.items()}
    return RawRecord(kind, place, {field: values for field, values in made.items() if values})


def _notes(spoken: Conversation) -> Iterator[Text]:
    if spoken.replaced:
        number = spoken.replaced
        yield Text(f"In de lopende tekst is {number} keer de naam van een spreker vervangen door de rol.",
                   f"In running text the name of a speaker was replaced by the role {number} time(s).")


def _empty(name: str) -> Fault:
    return Fault(
        "leeg-transcript",
        Text("In dit bestand staat geen tekst.", "There is no text in this file."),
        name,
        Text("een transcript met tekst", "a transcript with text"),
        Text("Kijk na of dit het goede bestand is.", "Check whether this is the right file."),
    )


def _unbalanced(where: str) -> Fault:
    return Fault(
        "haken-niet-gesloten",
        Text("Hier klopt een paar dubbele haken niet.", "A pair of double brackets is not right here."),
        where,
        Text("[[ en ]] om elke gemarkeerde passage, niet in elkaar en niet leeg",
             "[[ and ]] around every marked passage, not within each other and not empty"),
        Text("Sluit de passage met ]] of haal de losse haken weg.", "Close the passage with ]] or remove the loose brackets."),
    )
