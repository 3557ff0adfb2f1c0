"""Makes coding projects (REFI-QDA) of any size, the same for the same seed: invented talk, a tree of codes, many codings.

The words are a few dozen ordinary ones in random order; no name, number or place stands among them.
"""

from __future__ import annotations

import random
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

_WORDS = """
aan afspraak al alleen als altijd begin bij blijft boos braaf daarna dan dat de denk deur die dit doen door een eerst elkaar en
er even gaat gesprek gewoon gezin groep had heb heel het hij hoe hulp iets ik in is ja je jongere kan kijk kind klein komt
laat later leren luister maar maken meer merk met mij moeder moet morgen naar niet nog nu of om ook op ouder over plan praat
rust rustig samen school situatie snel soms stap stil stilte tafel tegen terug thuis tijd toch toen uit vader van vanuit veel
veilig veld vertel voel voor vraag waarom wacht wanneer want was wat weer weet werk wie wij wil woord zeg zelf ze zien zij
zo zonder zorg zou
"""
_USERS = 2
_PARENTS, _CHILDREN = 25, 8
_DAY = "2026-03-02T10:00:00Z"


@dataclass(frozen=True, slots=True)
class Size:
    """How large a project is: texts, code points in each, and codings in all."""

    sources: int
    length: int
    codings: int


FIFTY_MB = Size(1500, 70_000, 100_000)
"""A packed project of nearly 50 MB, the most that the gate lets in."""


def write_project(path: Path, size: Size, seed: int = 7) -> Path:
    """Write a `.qdpx` of this size and return its path."""
    chance = random.Random(seed)  # noqa: S311 - invented talk holds no secret
    codes = [_guid(chance) for _ in range(_PARENTS * (_CHILDREN + 1))]
    users = [_guid(chance) for _ in range(_USERS)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = [_source(archive, at, size, codes, users, chance) for at in range(size.sources)]
        archive.writestr("project.qde", "".join(_project(codes, users, parts)))
    return path


def _project(codes: list[str], users: list[str], parts: list[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield '<Project xmlns="urn:QDA-XML:project:1.0" name="meting" origin="meting 1.0">\n<Users>'
    yield from (f'<User guid="{user}" name="codeur {at}"/>' for at, user in enumerate(users, 1))
    yield "</Users>\n<CodeBook><Codes>\n"
    for at in range(_PARENTS):
        parent, *children = codes[at * (_CHILDREN + 1) : (at + 1) * (_CHILDREN + 1)]
        yield f'<Code guid="{parent}" name="thema {_letters(at)}" isCodable="true">'
        for each, child in enumerate(children):
            yield f'<Code guid="{child}" name="deel {_letters(each)}" isCodable="true"/>'
        yield "</Code>\n"
    yield "</Codes></CodeBook>\n<Sources>\n"
    yield from parts
    yield "</Sources>\n</Project>\n"


def _source(archive: zipfile.ZipFile, at: int, size: Size, codes: list[str], users: list[str], chance: random.Random) -> str:
    """Put one text into the archive; return its element, with its share of the codings."""
    guid, text = _guid(chance), _text(size.length, chance)
    archive.writestr(f"sources/{guid}.txt", text)
    number = size.codings // size.sources + (at < size.codings % size.sources)
    inside = "".join(_selection(text, chance.choice(codes), chance.choice(users), chance) for _ in range(number))
    head = f'<TextSource guid="{guid}" name="gesprek {_letters(at)}" plainTextPath="internal://{guid}.txt">'
    return f"{head}\n{inside}</TextSource>\n"


def _selection(text: str, code: str, user: str, chance: random.Random) -> str:
    begin = chance.randrange(len(text) - 200)
    end = begin + chance.randint(40, 160)
    who = f'creatingUser="{user}" creationDateTime="{_DAY}"'
    return (
        f'<PlainTextSelection guid="{_guid(chance)}" name={quoteattr(text[begin:end])} startPosition="{begin}" '
        f'endPosition="{end}" {who}><Coding guid="{_guid(chance)}" {who}>'
        f'<CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>\n'
    )


def _text(length: int, chance: random.Random) -> str:
    """A conversation of two, in turns of a few sentences."""
    words, turns, size = _WORDS.split(), list[str](), 0
    while size < length:
        sentences = (" ".join(chance.choices(words, k=chance.randint(4, 14))).capitalize() for _ in range(chance.randint(1, 5)))
        turns.append(f"{'IR'[len(turns) % 2]}: {'. '.join(sentences)}.")
        size += len(turns[-1]) + 1
    return "\n".join(turns)


def _guid(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _letters(number: int) -> str:
    """A number in letters, so that no name holds a digit: 0 → a, 26 → ba."""
    told = ""
    while True:
        number, rest = divmod(number, 26)
        told = chr(97 + rest) + told
        if not number:
            return told
