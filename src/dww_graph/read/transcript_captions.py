"""Transcripts as subtitles: WebVTT (Teams, Zoom) and SRT, cues by webvtt-py, their timing lines checked by us first.

webvtt-py passes over a cue that it cannot read without a word; so each timing line is judged beforehand, and as many cues must
come out as there are timing lines. What one speaker says in successive cues is one turn.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dww_graph.errors import Fault, InputRefused, Text
from dww_graph.model import Item, Skipped
from dww_graph.read import transcript
from dww_graph.read.decoding import decode, read_text
from dww_graph.read.transcript_roles import Line

if TYPE_CHECKING:
    from webvtt import Caption

_ARROW = "-->"
_CLOCK = r"(?:\d{1,4}:)?[0-5]?\d:[0-5]?\d"
_TIMES = {
    "vtt": re.compile(rf"\s*{_CLOCK}\.\d{{1,3}}\s*-->\s*{_CLOCK}\.\d{{1,3}}(?:\s.*)?"),
    "srt": re.compile(r"\s*\d{1,4}:[0-5]?\d:[0-5]?\d[,.]\d{1,3}\s*-->\s*\d{1,4}:[0-5]?\d:[0-5]?\d[,.]\d{1,3}(?:\s.*)?"),
}
_VTT_START = re.compile(r"WEBVTT(?:\s|$)")
_SRT_START = re.compile(r"\s*\d+[ \t]*\n\s*\d+:\d+:\d+[,.]\d+\s*-->")
_EXAMPLE = {"vtt": "00:00:01.000 --> 00:00:04.000", "srt": "00:00:01,000 --> 00:00:04,000"}
_VOICE = re.compile(r"<v(?:\.[^\s>]+)*\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<\d[\d:.]*>")


def recognises(head: bytes, path: Path) -> bool:
    """True for text that opens as WebVTT, or with a numbered cue; a file called .vtt or .srt is ours to explain."""
    text = decode(head)[0].lstrip()
    return text.startswith("WEBVTT") or bool(_SRT_START.match(text)) or path.suffix.lower() in (".vtt", ".srt")


def read(path: Path) -> Iterator[Item]:
    """Yield the transcript with its marked passages, or a fault with its line for each cue that cannot be read."""
    try:
        text, note = read_text(path)
    except InputRefused as refused:
        yield from refused.faults
        return
    form = "srt" if _SRT_START.match(text) or path.suffix.lower() == ".srt" else "vtt"
    faults = list(_faults(path.name, form, text.split("\n")))
    yield from faults or _items(path.name, form, text.lstrip())
    yield from (note,) if note and not faults else ()


def _items(name: str, form: str, text: str) -> Iterator[Item]:
    cues = _cues(text, form)
    lines = text.split("\n")
    timings = sum(_ARROW in line for line in lines)
    if not cues or len(cues) > timings or (form == "vtt" and len(cues) < timings):  # of SRT, empty cues do not come out
        yield _count_fault(name, timings, len(cues))
        return
    filled = [(number, cue) for number, cue in enumerate(cues, 1) if cue.text.strip()]
    yield from transcript.items(name, (line for number, cue in filled for line in _spoken(cue, number, form)), flowing=True)
    notes = sum(line.startswith("NOTE") for line in lines) if form == "vtt" else 0
    told = {"lege ondertitel": timings - len(filled), "notitie in ondertitels": notes}
    yield from (Skipped(kind, number) for kind, number in told.items() if number)


def _cues(text: str, form: str) -> list[Caption]:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        return list(webvtt.from_buffer(io.StringIO(text), format=form).captions)
    except (MalformedCaptionError, MalformedFileError):
        return []


def _spoken(cue: Caption, number: int, form: str) -> Iterator[Line]:
    """Yield the lines of one cue, each with the voice that stands before it."""
    voice = ""
    for line in cue.raw_text.split("\n"):
        before, *voiced = _VOICE.split(line)
        for speaker, words in ((voice, before), *zip(voiced[::2], voiced[1::2], strict=True)):
            voice = html.unescape(speaker)
            plain = _TAG.sub("", words).strip()
            if plain:
                yield Line(html.unescape(plain) if form == "vtt" else plain, f"ondertitel {number}", voice)


def _faults(name: str, form: str, lines: list[str]) -> Iterator[Fault]:
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
    opening = lines[first - 1].strip()
    opens = _VTT_START.match(opening) if form == "vtt" else opening.isdecimal() and _ARROW in "".join(lines[first : first + 1])
    if not opens or not any(_ARROW in line for line in lines):
        yield _no_captions(f"{name}, regel {first}", form)
        return
    for number, line in enumerate(lines, 1):
        numbered = form == "vtt" or (number > 1 and lines[number - 2].strip().isdecimal())
        if _ARROW in line and not (_TIMES[form].fullmatch(line) and numbered):
            yield _bad_cue(f"{name}, regel {number}", form)


def _no_captions(where: str, form: str) -> Fault:
    opening = Text("een eerste regel WEBVTT, daaronder tijden en tekst", "a first line WEBVTT, times and text below it")
    if form == "srt":
        opening = Text("een nummer, daaronder de tijden, daaronder de tekst", "a number, the times below it, the text below that")
    return Fault(
        "geen-ondertitels",
        Text("Dit bestand begint niet als ondertitels, of er staat er geen in.",
             "This file does not open as subtitles, or holds none."),
        where,
        opening,
        Text("Exporteer het transcript opnieuw als WebVTT of SRT.", "Export the transcript again as WebVTT or SRT."),
    )


def _bad_cue(where: str, form: str) -> Fault:
    number = Text("", "") if form == "vtt" else Text(" onder een regel met het nummer", " below a line with the number")
    return Fault(
        "kapotte-ondertitel",
        Text("De tijden van deze ondertitel zijn niet te lezen.", "The times of this subtitle cannot be read."),
        where,
        Text(f"{_EXAMPLE[form]}{number.nl}", f"{_EXAMPLE[form]}{number.en}"),
        Text("Verbeter deze regel, of exporteer het bestand opnieuw.", "Mend this line, or export the file again."),
    )


def _count_fault(name: str, expected: int, found: int) -> Fault:
    return Fault(
        "telling",
        Text(f"In het bestand beginnen {expected} ondertitels, gelezen zijn er {found}.",
             f"The file starts {expected} subtitles, {found} were read."),
        name,
        Text("een lege regel voor elke ondertitel", "a blank line before every subtitle"),
        Text("Exporteer het bestand opnieuw als WebVTT of SRT.", "Export the file again as WebVTT or SRT."),
    )
