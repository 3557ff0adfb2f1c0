"""What people decide about suspect words: keep, replace by a role, or leave the record out. Undecided words come back as flags.

A decision is kept under a mark: a keyed hash of the words, never the words. So a decision holds for the same words wherever
they stand, in the same data home only. Decisions change the free texts of a record; codes, dates and numbers stay.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from dww_graph.fields import CARD_FIELDS, GUARD_FIELDS, LINK_FIELDS
from dww_graph.guard import suspects
from dww_graph.guard.allowed import Allowed
from dww_graph.guard.suspects import Suspect
from dww_graph.model import Cell, Flag, RawRecord

Decisions = Mapping[str, str]
"""From mark to `houden`, `weglaten`, or the role that takes the place of the words: `moeder`, `jongere A`."""
More = Callable[[str], Sequence[Suspect]]
"""A second finder of suspects, such as deduce."""

KEEP: Final = "houden"
LEAVE_OUT: Final = "weglaten"
_YES: Final = frozenset({"ja", "yes"})
_CODED: Final = frozenset(
    {each.name for each in (*CARD_FIELDS, *LINK_FIELDS, *GUARD_FIELDS) if each.kind != "text" or each.name == "toestemming"}
    | {"toestemming_id", "naar", "bron", "bron_id", "doi", "jaar", "bladzijden"}
)
_FREE: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("naam", "omschrijving", "pad", "ouder"),
    "codering": ("code", "bron"),
    "notitie": ("tekst", "over"),
    "transcript": ("bron_id",),
    "bron": (),
}
_PATHS: Final = frozenset({"pad", "ouder", "code", "over"})
_WINDOW: Final = ("voor", "citaat", "na")
_FULL_CONTEXT: Final = 32
_CUT_HEAD, _CUT_TAIL = re.compile(r"^\w+"), re.compile(r"\w+$")


class _Piece(NamedTuple):
    """A stretch of a text that one cell holds: the cell, and where it begins in the text."""

    name: str
    cell: int
    start: int


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text that is read as a whole, and the cells that it is made of, in order."""

    text: str
    pieces: tuple[_Piece, ...]

    def end_of(self, number: int) -> int:
        """Return where a piece ends."""
        return self.pieces[number + 1].start if number + 1 < len(self.pieces) else len(self.text)


@dataclass(slots=True)
class _Ruling:
    """What the decisions make of one record."""

    flags: list[Flag] = field(default_factory=list)
    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    left_out: bool = False


def marked(words: str, key: bytes) -> str:
    """Return the mark of some words: HMAC-SHA256 (16 hex signs) of them in small letters, under the key of this data home."""
    same = " ".join(unicodedata.normalize("NFC", words).casefold().split())
    return hmac.new(key, same.encode(), hashlib.sha256).hexdigest()[:16]


def texts(record: RawRecord) -> Iterator[str]:
    """Yield every free text of a record and its parts, as `apply` reads it: what a second finder must be asked about."""
    yield from (passage.text for passage in _passages(trimmed(record)))
    for part in record.parts:
        yield from texts(part)


def apply(
    record: RawRecord, decisions: Decisions, allowed: Allowed, key: bytes, *, more: More | None = None,
    cased: Container[str] = frozenset(),
) -> tuple[RawRecord | None, tuple[Flag, ...]]:
    """Return a record as decided, and a flag for each suspect of which nobody decided yet; None when it is left out.

    A part that is left out leaves the record without it. A record that says it is illustrative passes as it is. `cased` holds
    the hashes of transcripts that have capitals: a quote from one is not told for want of them.
    """
    told = record.first("illustratief")
    if told is not None and told.text.casefold() in _YES:
        return record, ()
    record = trimmed(record)
    ruling = _Ruling()
    for passage in _passages(record):
        found = list(suspects.find(passage.text, allowed))
        found += [each for each in (more(passage.text) if more else ()) if not any(_overlap(each, seen) for seen in found)]
        meant = [each for each in found if not _may_lack_capitals(record, passage, each, cased)]
        _rule(record, passage, meant, decisions, key, ruling)
    _rule_transcript(record, decisions, key, ruling)
    parts = [apply(part, decisions, allowed, key, more=more, cased=cased) for part in record.parts]
    if ruling.left_out:
        return None, ()
    flags = (*ruling.flags, *(flag for _, under in parts for flag in under))
    return _changed(record, ruling.texts, tuple(part for part, _ in parts if part is not None)), flags


def _overlap(one: Suspect, other: Suspect) -> bool:
    return one.start < other.end and other.start < one.end


def _may_lack_capitals(record: RawRecord, passage: _Passage, suspect: Suspect, cased: Container[str]) -> bool:
    """A quote from a text with capitals may have none, and so may the name of a code."""
    source = record.first("bronhash")
    is_code = passage.pieces[0].name in _PATHS or record.kind == "code"
    return suspect.kind == "zonder-hoofdletters" and (is_code or (source is not None and source.text in cased))


def trimmed(record: RawRecord) -> RawRecord:
    """A full context of a quote may begin or end inside a word; half a name shows a name to nobody but its reader."""
    if record.kind != "codering":
        return record
    cells = dict(record.cells)
    for name, cut in (("voor", _CUT_HEAD), ("na", _CUT_TAIL)):
        if name in cells:
            cells[name] = tuple(_cut(cell, cut) for cell in cells[name])
    return replace(record, cells=cells)


def _cut(cell: Cell, cut: re.Pattern[str]) -> Cell:
    return replace(cell, text=cut.sub("", cell.text)) if len(cell.text) >= _FULL_CONTEXT else cell


def _passages(record: RawRecord) -> Iterator[_Passage]:
    for name, cells in record.cells.items():
        if _is_free(record, name):
            for index, cell in enumerate(cells):
                text = cell.text.replace("/", "\n") if name in _PATHS else cell.text
                yield _Passage(text, (_Piece(name, index, 0),))
    if record.kind == "codering":
        yield _window(record)


def _is_free(record: RawRecord, name: str) -> bool:
    if record.kind == "tripel":
        said = record.first("soort")
        return name == "waarde" and said is not None and said.text == "tekst"
    listed = _FREE.get(record.kind)
    return name not in _CODED if listed is None else name in listed


def _window(record: RawRecord) -> _Passage:
    """A quote with what stands around it is one text: a name may begin before the quote and end in it."""
    text, pieces = "", []
    for name in _WINDOW:
        for index, cell in enumerate(record.cells.get(name, ())[:1]):
            pieces.append(_Piece(name, index, len(text)))
            text += cell.text
    return _Passage(text, tuple(pieces))


def _rule(
    record: RawRecord, passage: _Passage, found: Sequence[Suspect], decisions: Decisions, key: bytes, ruling: _Ruling
) -> None:
    """Apply the decisions to one passage; from the back, so that places stay true."""
    for suspect in sorted(found, key=lambda each: each.start, reverse=True):
        mark = marked(passage.text[suspect.start : suspect.end], key)
        decision = decisions.get(mark)
        if decision is None:
            ruling.flags.append(_flag(record, passage, suspect, mark))
        elif decision == LEAVE_OUT:
            ruling.left_out = True
        elif decision != KEEP:
            _replace(record, passage, suspect, decision, ruling)
    ruling.flags.sort(key=lambda flag: (flag.where, flag.start))


def _flag(record: RawRecord, passage: _Passage, suspect: Suspect, mark: str) -> Flag:
    number = max(at for at, piece in enumerate(passage.pieces) if piece.start <= suspect.start)
    piece = passage.pieces[number]
    where = record.cells[piece.name][piece.cell].where
    return Flag(suspect.kind, where, suspect.start - piece.start, min(suspect.end, passage.end_of(number)) - piece.start, mark)


def _replace(record: RawRecord, passage: _Passage, suspect: Suspect, role: str, ruling: _Ruling) -> None:
    """Put a role in the place of the words; when they lie across cells, in the first of these."""
    said = role
    for number, piece in enumerate(passage.pieces):
        start, end = max(suspect.start, piece.start), min(suspect.end, passage.end_of(number))
        if start < end:
            at = (piece.name, piece.cell)
            text = ruling.texts.get(at, record.cells[piece.name][piece.cell].text)
            ruling.texts[at] = text[: start - piece.start] + said + text[end - piece.start :]
            said = ""


def _rule_transcript(record: RawRecord, decisions: Decisions, key: bytes, ruling: _Ruling) -> None:
    """A transcript without capitals is told once, under its hash: names do not show in it."""
    capitals, source = record.first("hoofdletters"), record.first("hash")
    if record.kind != "transcript" or capitals is None or source is None or capitals.text != "nee":
        return
    mark = marked(source.text, key)
    if mark not in decisions:
        ruling.flags.append(Flag("zonder-hoofdletters", capitals.where, 0, 0, mark))
    ruling.left_out |= decisions.get(mark) == LEAVE_OUT


def _changed(record: RawRecord, told: Mapping[tuple[str, int], str], parts: tuple[RawRecord, ...]) -> RawRecord:
    cells = {
        name: tuple(replace(cell, text=told.get((name, index), cell.text)) for index, cell in enumerate(same))
        for name, same in record.cells.items()
    }
    touched = [name for name in _WINDOW if (name, 0) in told]
    if record.kind == "codering" and touched:
        cells["bewerkt"] = (Cell("ja", record.cells[touched[0]][0].where),)
    return replace(record, cells=cells, parts=parts)
