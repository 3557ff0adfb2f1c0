r"""The query gate: what a query of a stranger may hold, decided before any engine sees it.

An engine may crash on deep nesting, and SERVICE makes it call other machines; neither can be switched off. So the
text is read here first. The engine's parser works without a fixed set of tokens: `FILTER(?a<?b)SERVICE?x#>` holds an
IRI in one reading and a SERVICE clause in the other. The gate therefore follows *every* reading that `<` allows, in
one pass over the text, and refuses when any of them holds something forbidden. `\u0053` escapes are undone first, and
each stage is read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import islice
from typing import Final, NamedTuple

from dww_graph.errors import QueryRefused, Text

MAX_BYTES: Final = 64 * 1024
MAX_DEPTH: Final = 128
MAX_OPERATORS: Final = 512
MAX_BLOCKS: Final = 300
MAX_STAGES: Final = 4
MAX_HITS: Final = 20
"""A single name that holds `service` this often is no name that anyone needs."""

_OPEN, _CLOSE, _OPERATORS = "{([", "})]", "|&+-*/!^=<>"
_UPDATES = frozenset({"LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_BLOCK_WORDS = frozenset(
    {"UNION", "OPTIONAL", "MINUS", "VALUES", "BIND", "FILTER", "GRAPH", "EXISTS", "SELECT", "LATERAL"}
)
_ESCAPED = r"\\[-_~.!$&'()*+,;=/?#@%]"
_LETTER = r"[\w\x80-\U0010ffff]"  # every sign beyond ASCII may stand in a name, or the engine refuses it
_NAME = rf"(?:(?!\d){_LETTER}(?:{_LETTER}|[.\-]){{0,128}})?:(?:{_LETTER}|[:.\-%]|{_ESCAPED})*+"
_IRI = r"<[^<>\"{}|^`\x00-\x20]*+>"
_SKIP = r"(?:[\s\ufeff]|\#[^\r\n]*+)"
_TOKEN = re.compile(
    rf"""
    (?P<skip>{_SKIP}++)
    | (?P<text>
        \"\"\"(?:\"{{0,2}}(?:[^\"\\]|\\.))*+\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|\\.))*+'''
        | \"(?:[^\"\\\r\n]|\\.)*+\" | '(?:[^'\\\r\n]|\\.)*+' )
    | (?P<variable>[?$]{_LETTER}++)
    | (?P<language>@[A-Za-z][A-Za-z0-9\-]*+)
    | (?P<name>{_NAME})
    | (?P<word>{_LETTER}++)
    | (?P<escape>{_ESCAPED})
    """,
    re.VERBOSE | re.DOTALL,
)
_IRI_TOKEN = re.compile(_IRI)
_PLAIN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_SERVICE = re.compile("service", re.IGNORECASE)
_CLAUSE = re.compile(
    rf"{_SKIP}*+(?:silent{_SKIP}*+)?(?:{_IRI}|[?$]{_LETTER}+|{_NAME}){_SKIP}*+\{{", re.IGNORECASE
)
_LONG_NAME = re.compile(rf"(?:{_LETTER}|[.\-]){{129}}")
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_CODE_POINT_AFTER_PAIRS = re.compile(r"(?:\\\\)|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_NO_SERVICE: Final = (
    Text(
        "SERVICE mag niet: de vraag zou een andere computer aanroepen.",
        "SERVICE is not allowed: it calls another machine.",
    ),
    Text("een vraag over alleen deze graaf", "a query over this graph only"),
    Text("Haal SERVICE weg en stel beide vragen apart.", "Remove SERVICE and ask the two queries apart."),
)
_NO_UPDATE: Final = (
    Text("SELECT, ASK, CONSTRUCT of DESCRIBE", "SELECT, ASK, CONSTRUCT or DESCRIBE"),
    Text("Nieuwe kennis komt binnen met `dww ingest`.", "New knowledge comes in with `dww ingest`."),
)
_NO_FROM: Final = (
    Text("FROM en FROM NAMED mogen niet.", "FROM and FROM NAMED are not allowed."),
    Text("een vraag zonder FROM: er is één graaf", "a query without FROM: there is one graph"),
    Text("Haal de regel met FROM weg.", "Remove the line with FROM."),
)
_NO_LONG_NAME: Final = (
    Text("De vraag bevat een te lange naam.", "The query holds a name that is too long."),
    Text("hoogstens 128 tekens voor de dubbele punt", "at most 128 characters before the colon"),
    Text(
        "Kort de prefix in, of zet spaties tussen de tekens.",
        "Shorten the prefix, or put spaces between the signs.",
    ),
)
_SURROGATES: Final = range(0xD800, 0xE000)


class _Tally(NamedTuple):
    """The highest counts over all readings that reach one position."""

    depth: int = 0
    operators: int = 0
    blocks: int = 0

    def most(self, other: _Tally | None) -> _Tally:
        return self if other is None else _Tally(*map(max, self, other))


class _Found(Exception):
    """Something forbidden at an offset; turned into a QueryRefused with its place."""

    def __init__(self, offset: int, what: Text, expected: Text, do: Text) -> None:
        super().__init__(what.en)
        self.offset, self.what, self.expected, self.do = offset, what, expected, do


def check_query(text: str) -> None:
    """Let a read-only query of bounded size through.

    Raises QueryRefused, with `where` as line:column, for anything else.
    """
    _check_size(text)
    for stage, variant in enumerate(_stages(text)):
        try:
            _read(variant)
        except _Found as found:
            offset = found.offset if stage == 0 else text.index("\\")
            raise QueryRefused(found.what, _place(text, offset), found.expected, found.do) from None


def _check_size(text: str) -> None:
    if not text.strip():
        raise QueryRefused(
            Text("Er staat geen vraag.", "There is no query."),
            "1:1",
            Text(
                "een SELECT-, ASK-, CONSTRUCT- of DESCRIBE-vraag",
                "a SELECT, ASK, CONSTRUCT or DESCRIBE query",
            ),
            Text("Typ een vraag of kies een voorbeeld.", "Type a query or choose an example."),
        )
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise QueryRefused(
            Text("De vraag is geen geldige tekst.", "The query is not valid text."),
            _place(text, error.start),
            Text("tekst in UTF-8", "text in UTF-8"),
        ) from None
    if size > MAX_BYTES:
        raise QueryRefused(
            Text(f"De vraag is te lang: {size} bytes.", f"The query is too long: {size} bytes."),
            "1:1",
            Text(f"hoogstens {MAX_BYTES} bytes", f"at most {MAX_BYTES} bytes"),
            Text("Splits de vraag op.", "Split the query."),
        )


def _stages(text: str) -> Iterator[str]:
    r"""Yield the text, and how it reads each time its `\u` escapes are undone (`\\` pairs kept or not)."""
    seen = [text]
    for variant in seen:
        yield variant
        for pattern in (_CODE_POINT, _CODE_POINT_AFTER_PAIRS):
            undone = pattern.sub(_code_point, variant)
            if undone not in seen:
                seen.append(undone)
        if len(seen) > MAX_STAGES:
            raise QueryRefused(
                Text(
                    "De vraag gebruikt \\u-codes in \\u-codes.",
                    "The query uses \\u escapes inside \\u escapes.",
                ),
                _place(text, text.index("\\")),
                Text("gewone tekens", "plain characters"),
                Text("Schrijf de tekens zelf.", "Write the characters themselves."),
            )


def _code_point(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    number = int(digits, 16) if digits else 0
    return chr(number) if digits and number <= sys.maxunicode and number not in _SURROGATES else match[0]


def _read(text: str) -> None:
    """Follow every reading of the text once: positions in order, at each the highest counts that reach it."""
    tallies: dict[int, _Tally] = {0: _Tally()}
    pending = [0]
    while pending:
        at = heappop(pending)
        tally = tallies.pop(at)
        if at >= len(text):
            continue
        for end, counted in _next(text, at, tally):
            _check_counts(counted, at)
            if end not in tallies:
                heappush(pending, end)
            tallies[end] = counted.most(tallies.get(end))


def _next(text: str, at: int, tally: _Tally) -> Iterator[tuple[int, _Tally]]:
    """Yield where the next token can end, with the counts after it."""
    if text[at] == "<":
        yield from _after_angle(text, at, tally)
        return
    token = _TOKEN.match(text, at)
    if token is not None:
        if token.lastgroup in ("word", "name"):
            tally = _after_word(text, token, tally)
        yield token.end(), tally
    elif text.startswith(">>", at):
        yield at + 2, tally._replace(depth=max(0, tally.depth - 1))
    else:
        yield at + 1, _after_sign(text[at], tally)


def _after_angle(text: str, at: int, tally: _Tally) -> Iterator[tuple[int, _Tally]]:
    """`<` opens an IRI, a triple term, or is an operator. Only `<scheme://…>` can be nothing but an IRI."""
    iri = _IRI_TOKEN.match(text, at)
    plain = iri is not None and _PLAIN_IRI.match(text, at) is not None
    if iri is not None:
        yield iri.end(), tally
    if plain:
        return
    if text.startswith("<<", at):
        yield at + 1, tally._replace(depth=tally.depth + 1, operators=tally.operators + 1)
        if not _PLAIN_IRI.match(text, at + 1):
            yield at + 2, tally._replace(depth=tally.depth + 1)
    else:
        yield at + 1, tally._replace(operators=tally.operators + 1)


def _after_sign(sign: str, tally: _Tally) -> _Tally:
    if sign in _OPEN:
        return tally._replace(depth=tally.depth + 1, blocks=tally.blocks + (sign == "{"))
    if sign in _CLOSE:
        return tally._replace(depth=max(0, tally.depth - 1))
    return tally._replace(operators=tally.operators + 1) if sign in _OPERATORS else tally


def _after_word(text: str, token: re.Match[str], tally: _Tally) -> _Tally:
    """Refuse the words that reach out, write or choose a graph; count the words that open a block."""
    word = token[0].upper()
    hits = [*islice(_SERVICE.finditer(text, *token.span()), MAX_HITS)]
    if len(hits) == MAX_HITS or any(_calls_out(text, token, hit) for hit in hits):
        raise _Found(token.start(), *_NO_SERVICE)
    if word in _UPDATES:
        what = Text(
            f"{word} mag niet: je kunt alleen lezen.", f"{word} is not allowed: this place is read-only."
        )
        raise _Found(token.start(), what, *_NO_UPDATE)
    if word == "FROM":
        raise _Found(token.start(), *_NO_FROM)
    if token.lastgroup == "word" and _LONG_NAME.match(text, token.start()):
        raise _Found(token.start(), *_NO_LONG_NAME)
    return tally._replace(blocks=tally.blocks + (word in _BLOCK_WORDS))


def _calls_out(text: str, token: re.Match[str], hit: re.Match[str]) -> bool:
    """Whether `service` in a token can be read as the keyword.

    A bare word that holds it can be nothing else. In a prefixed name it is the keyword when it does not stand deep in the
    name and an endpoint with `{` follows.
    """
    if token.lastgroup == "word":
        return True
    before = text[token.start() : hit.start()]
    return (":" not in before or before.endswith(".")) and _CLAUSE.match(text, hit.end()) is not None


def _check_counts(tally: _Tally, at: int) -> None:
    for number, limit, nl, en in (
        (tally.depth, MAX_DEPTH, "haakjes in elkaar", "brackets inside each other"),
        (tally.operators, MAX_OPERATORS, "rekentekens en padtekens", "operators and path signs"),
        (
            tally.blocks,
            MAX_BLOCKS,
            "blokken (UNION, OPTIONAL, VALUES, {…})",
            "blocks (UNION, OPTIONAL, VALUES, {…})",
        ),
    ):
        if number > limit:
            raise _Found(
                at,
                Text(
                    f"De vraag is te ingewikkeld: meer dan {limit} {nl}.",
                    f"The query is too complex: more than {limit} {en}.",
                ),
                Text(f"hoogstens {limit}", f"at most {limit}"),
                Text(
                    "Splits de vraag, of gebruik één VALUES-lijst.",
                    "Split the query, or use one VALUES list.",
                ),
            )


def _place(text: str, offset: int) -> str:
    """Return an offset as line:column, both from 1."""
    before = text[:offset]
    return f"{before.count(chr(10)) + 1}:{offset - (before.rfind(chr(10)) + 1) + 1}"
