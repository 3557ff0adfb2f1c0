"""Small pieces of HTML, escaped here and nowhere else.

Streamlit has no element for a sentence with marked slots or for a badge in a colour of one's own; everything it does
have (links, buttons, tables, boxes) is used as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from dww_graph.explorer.palette import kind_mark, stance_mark, status_mark, verdict_mark
from dww_graph.explorer.viewmodels.things import Thing

SHORT: Final = 14
"""A column of a table in which no cell has more signs takes no more room than it needs."""
_TAG: Final = re.compile("<[^>]*>")


def icon(name: str) -> str:
    """Give a Material Symbol as decoration; a screen reader skips it."""
    return f'<span class="dww-i" aria-hidden="true">{escape(name)}</span>'


def kind_chip(label: str, kind: str, kind_word: str) -> str:
    """Give a chip: icon and colour of the kind, its name for who listens, and the label."""
    heard = f'<span class="dww-sr">{escape(kind_word)}: </span>' if kind_word else ""
    return f'<span class="dww-chip dww-k-{escape(kind)}">{icon(kind_mark(kind).icon)}<span>{heard}{escape(label)}</span></span>'


def stance_badge(relation: str, word: str) -> str:
    """Give what a source does to a card: icon, word and colour."""
    return _badge(f"dww-r-{escape(relation)}", stance_mark(relation).icon, word)


def status_badge(status: str, word: str) -> str:
    """Give the status of a link: icon, word and colour."""
    return _badge(f"dww-s-{escape(status)} dww-quiet", status_mark(status).icon, word)


def verdict_badge(verdict: str, word: str) -> str:
    """Give the verdict of a cell of the evidence map: icon, word and colour."""
    return _badge(f"dww-o-{escape(verdict)}", verdict_mark(verdict).icon, word)


def plain_badge(name: str, word: str) -> str:
    """Give a badge without a meaning of colour."""
    return _badge("dww-plain", name, word)


def signed(name: str, status: str, word: str) -> str:
    """Give a badge with an icon of its own, in the colour of a status."""
    return _badge(f"dww-s-{escape(status)}", name, word)


def _badge(classes: str, name: str, word: str) -> str:
    return f'<span class="dww-badge {classes}">{icon(name)}<span>{escape(word)}</span></span>'


def row(parts: Iterable[str]) -> str:
    """Set chips and badges in a row that wraps."""
    return f'<div class="dww-row">{"".join(parts)}</div>'


def slots(things: Iterable[Thing], kind: str, joint: str) -> str:
    """Give marked slots of the sentence, joined by a word such as "en"."""
    marked = [f'<span class="dww-slot dww-k-{kind}">{escape(item.label)}</span>' for item in things]
    *first, last = marked or [""]
    return f"{', '.join(first)} {escape(joint)} {last}" if first else last


def quote(words: str) -> str:
    """Set a professional's own words apart; they are Dutch whatever the language of the screen."""
    return f'<blockquote class="dww-own" lang="nl">{escape(words)}</blockquote>'


def pairs(entries: Iterable[tuple[str, str]]) -> str:
    """Give a list of names and values; a value is ready-made HTML, a name plain text."""
    body = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in entries if value)
    return f'<dl class="dww-pairs">{body}</dl>' if body else ""


def table(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table that scrolls in its own box; heads are plain text, cells ready-made HTML.

    On a phone each row becomes a block in which every cell names its column; the roles keep it a table for who listens.
    """
    top = "".join(f'<th scope="col" role="columnheader">{escape(head)}</th>' for head in heads)
    lines = tuple(rows)
    short = tuple(all(len(_TAG.sub("", cell)) <= SHORT for cell in column) for column in zip(*lines, strict=True))
    body = "".join(_table_row(heads, row, short) for row in lines)
    return (
        f'<div class="dww-scroll" tabindex="0" role="region" aria-label="{escape(name)}">'
        f'<table class="dww-table" role="table"><thead role="rowgroup"><tr role="row">{top}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _table_row(heads: Sequence[str], row: Sequence[str], short: Sequence[bool]) -> str:
    cells = (
        f'<td role="cell"{" class=dww-short" if little else ""} data-kop="{escape(head)}">{cell}</td>'
        for head, cell, little in zip(heads, row, short, strict=True)
    )
    return f'<tr role="row">{"".join(cells)}</tr>'


def matrix(name: str, heads: Sequence[tuple[str, str]], lines: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Give a table with a head for each column and each line; heads are (plain text, HTML), line heads and cells HTML.

    On a phone each line becomes a block in which every cell names its column.
    """
    top = "".join(f'<th scope="col" role="columnheader">{shown}</th>' for _, shown in heads)
    body = "".join(_matrix_line([plain for plain, _ in heads], head, cells) for head, cells in lines)
    return (
        f'<div class="dww-scroll" tabindex="0" role="region" aria-label="{escape(name)}">'
        f'<table class="dww-table dww-matrix" role="table"><thead role="rowgroup"><tr role="row"><td role="cell"></td>{top}</tr>'
        f'</thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _matrix_line(heads: Sequence[str], head: str, cells: Sequence[str]) -> str:
    said = zip(heads, cells, strict=True)
    row = "".join(f'<td role="cell" data-kop="{escape(name)}">{cell}</td>' for name, cell in said)
    return f'<tr role="row"><th scope="row" role="rowheader">{head}</th>{row}</tr>'
