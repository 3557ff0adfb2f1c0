"""Repairs front matter that YAML cannot read, line by line: each repair is shown, every other byte stays.

Repaired are: a colon, a bracket, a `%`, `@`, backtick or the like in a value without quotes; quotes that do not pair or are
curly; a tab as indentation; a list that begins behind its key; a key without a space after its colon. A key that stands there
twice is not repaired: which of the two holds is for a person to say, and the reader of cards tells it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dww_graph.errors import Text, UsageError

_FENCE = "---"
_MAX_ROUNDS = 200
_MAX_LINES = 1000
_MAX_ABOVE = 20
_LINE_END = re.compile(r"(\r\n|\r|\n)")
_FIELD = re.compile(r"(?P<front>\s*(?:-\s+)?[\w][\w -]*?\s*:[ \t]+)(?P<value>\S.*?)(?P<rest>\s*)")
_ITEM = re.compile(r"(?P<front>\s*-\s+)(?P<value>\S.*?)(?P<rest>\s*)")
_GLUED = re.compile(r"(?P<front>\s*(?:-\s+)?[a-z_][a-z0-9_]*:)(?P<value>[^\s/].*?)(?P<rest>\s*)")
_LIST_BEHIND_KEY = re.compile(r"(?P<indent>\s*)(?P<key>[\w][\w -]*?\s*:)[ \t]+(?P<item>-[ \t]+\S.*)")
_OPENING = re.compile(r"\s*(?:-\s+)?(?:[\w][\w -]*?\s*:\s+)?[\"'\[{]")
_CURLY = {"“": "”", "„": "”", "‘": "’", "‚": "’", "”": "”", "«": "»"}

_COLON = Text("een dubbele punt in tekst zonder aanhalingstekens", "a colon in text without quotes")
_SIGN = Text("een teken dat in YAML iets anders betekent", "a sign that means something else in YAML")
_QUOTES = Text("aanhalingstekens die niet goed openen en sluiten", "quotes that do not open and close well")
_TAB = Text("een tab als inspringing", "a tab as indentation")
_LIST = Text("een lijst die achter haar naam begint", "a list that begins behind its name")
_SPACE = Text("geen spatie na de dubbele punt", "no space after the colon")


@dataclass(frozen=True, slots=True)
class Repair:
    """One repaired line: line and column count from 1; `new_line` holds two lines where a list moved below its key."""

    line: int
    column: int
    old_line: str
    new_line: str
    why: Text


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Where the parser stopped: line (from 0), column, and the line where what it was reading began."""

    line: int
    column: int
    start: int


def repair(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Return a card whose front matter parses, and what was changed; the text as it was and () when that cannot be reached."""
    pieces = _LINE_END.split(text)
    lines, ends = pieces[::2], pieces[1::2]
    bounds = _bounds(lines)
    if bounds is None:
        return text, ()
    first, last = bounds
    front = lines[first:last]
    repairs: dict[int, Repair] = {}
    for _ in range(_MAX_ROUNDS):
        trouble = _trouble(front)
        if trouble is None:
            lines[first:last] = _with_ends(front, ends[first:] or ["\n"])
            whole = "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
            return whole, tuple(repairs[at] for at in sorted(repairs))
        found = next(_repairs(front, trouble, first), None)
        if found is None:
            break
        at = found.line - first - 1
        repairs[at] = found
        front[at] = found.new_line
    return text, ()


def fix_file(path: Path) -> tuple[Repair, ...]:
    """Write the repaired card beside the file as NAME.hersteld.md, in the same encoding; return what was changed.

    Nothing is written when nothing can be repaired or a character cannot be read. Raises UsageError when another text stands
    under that name already.
    """
    data = path.read_bytes()
    encoding = _encoding(data)
    try:
        text, repairs = repair(data.decode(encoding))
    except UnicodeDecodeError:
        return ()
    if repairs:
        _write(path.with_name(f"{path.stem}.hersteld.md"), text.encode(encoding))
    return repairs


def _write(target: Path, data: bytes) -> None:
    if target.exists() and target.read_bytes() != data:
        raise UsageError(
            Text("Er staat al een hersteld bestand met een andere inhoud.",
                 "A repaired file with other content is there already."),
            target.name,
            do=Text("Kijk het na, en hernoem of verwijder het.", "Look at it, and rename or remove it."),
        )
    target.write_bytes(data)


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _bounds(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return the first line of the front matter and the line of the fence that closes it; None when there is none."""
    opening = next((at for at, line in enumerate(lines) if line.lstrip("\ufeff").strip()), 0)
    if lines[opening].lstrip("\ufeff").strip() != _FENCE:
        return None
    closing = next((at for at in range(opening + 1, len(lines)) if lines[at].rstrip() == _FENCE), None)
    return (opening + 1, closing) if closing and opening + 1 < closing <= opening + _MAX_LINES else None


def _with_ends(front: Sequence[str], ends: Sequence[str]) -> list[str]:
    """Give a line that became two the line end of its neighbour."""
    return [line.replace("\n", end) for line, end in zip(front, ends, strict=False)]


def _trouble(front: Sequence[str]) -> _Trouble | None:
    """Return where the front matter cannot be read, None when it can."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.nodes import MappingNode

    try:
        root = YAML(typ="rt").compose("\n".join(front))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        start = error.context_mark or mark
        return _Trouble(mark.line, mark.column, start.line) if mark and start else _Trouble(0, 0, 0)
    except (YAMLError, RecursionError):
        return _Trouble(0, 0, 0)
    return None if isinstance(root, MappingNode) else _Trouble(0, 0, 0)


def _repairs(front: Sequence[str], trouble: _Trouble, first: int) -> Iterator[Repair]:
    """Yield the repairs after which the text up to and with that line can be read, while before it could not."""
    owners = [at for at, line in enumerate(front) for _ in line.split("\n")]  # a moved list made one line two
    stopped, start = (owners[min(line, len(owners) - 1)] for line in (trouble.line, trouble.start))
    for at in _suspects(front, stopped, start):
        if _trouble(front[: at + 1]) is None:
            continue
        for line, why in _rewritten(front[at], front[at + 1 :]):
            if _trouble([*front[:at], line]) is None:
                column = trouble.column if at == stopped else _difference(front[at], line)
                yield Repair(first + at + 1, column + 1, front[at], line, why)


def _suspects(front: Sequence[str], stopped: int, start: int) -> Iterator[int]:
    """Yield the lines that may be at fault: where the parser stopped, where it began, and what opens something above it."""
    opening = [at for at in range(stopped - 1, -1, -1) if _OPENING.match(front[at])]
    return iter(dict.fromkeys((stopped, start, *opening[:_MAX_ABOVE])))


def _difference(old: str, new: str) -> int:
    return next((at for at, (before, after) in enumerate(zip(old, new, strict=False)) if before != after), len(old))


def _rewritten(line: str, below: Sequence[str]) -> Iterator[tuple[str, Text]]:
    """Yield how a line may have been meant, the likeliest first."""
    untabbed = _without_tabs(line)
    bases = [(line, None), *((each, _TAB) for each in untabbed)]
    yield from ((each, _TAB) for each in untabbed)
    for base, tab in bases:
        moved = _LIST_BEHIND_KEY.fullmatch(base)
        if moved:
            yield f"{moved['indent']}{moved['key']}\n{_indent_of(below, moved['indent'])}{moved['item']}", tab or _LIST
        glued = _GLUED.fullmatch(base)
        if glued:
            yield f"{glued['front']} {glued['value']}{glued['rest']}", tab or _SPACE
        for form, between in ((_FIELD, ""), (_ITEM, ""), (_GLUED, " ")):
            if found := form.fullmatch(base):
                value, why = _quoted(found["value"])
                yield f"{found['front']}{between}{value}{found['rest']}", tab or why


def _without_tabs(line: str) -> tuple[str, ...]:
    body = line.lstrip(" \t")
    margin = line[: len(line) - len(body)]
    return tuple(margin.replace("\t", " " * width) + body for width in (2, 4, 1, 0)) if "\t" in margin else ()


def _indent_of(below: Sequence[str], margin: str) -> str:
    """Return the indentation of the list items that follow, two spaces more than the key where there are none."""
    following = re.match(r"(\s*)-\s", below[0]) if below else None
    return following[1] if following and len(following[1]) >= len(margin) else f"{margin}  "


def _quoted(value: str) -> tuple[str, Text]:
    """Return a value between quotes that hold all of it, and why it needed them; quotes meant as such are not doubled."""
    start, end = value[0], value[-1]
    if start in _CURLY and (end == _CURLY[start] or end == start) and len(value) > 1:
        return _between_quotes(value[1:-1]), _QUOTES
    if start in "\"'":
        closing = value.find(start, 1)
        if closing < 0 and start == '"':
            return _between_quotes(value[1:]), _QUOTES
        wraps = end == start and len(value) > 1 and (closing == len(value) - 1 or value[closing - 1].isspace())
        return _between_quotes(value[1:-1] if wraps else value), _QUOTES
    return _between_quotes(value), _COLON if re.search(r":(?:\s|$)", value) and start.isalnum() else _SIGN


def _between_quotes(content: str) -> str:
    if '"' in content or "\\" in content:
        return "'" + content.replace("'", "''") + "'"
    return f'"{content}"'
