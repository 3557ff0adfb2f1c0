"""What a reader reads on a page, line by line, each with the place where it stands: texts, names of buttons, tables, pictures.

A place is a word for what it is and, where there is one, a key: `checkbox facet-element-a5`, `td element/a|situatie/mdo`.
Behind an @ stands the box or section around it, of a link its address. Nothing here knows what a page means to say. A kind of
element that is not known here is a fault and not passed over.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest
from tests.app.test_pages import MAIN

from dww_graph.explorer.i18n import Lang

BREAKS = frozenset((
    "p", "div", "section", "article", "h1", "h2", "h3", "h4", "li", "ul", "ol", "dl", "dt", "dd", "table", "thead", "tbody", "tr",
    "td", "th", "blockquote", "button", "figure", "br",
))  # fmt: skip
"""Elements before and after which a reader sees the end of a line."""
WORDS: Mapping[str, tuple[str, ...]] = {
    "title": ("body",),
    "header": ("body",),
    "subheader": ("body",),
    "caption": ("body",),
    "markdown": ("body",),
    "info": ("title", "body"),
    "warning": ("title", "body"),
    "code": ("code_text",),
    "button": ("label", "help"),
    "download_button": ("label", "help"),
    "page_link": ("label", "help"),
    "checkbox": ("label", "help"),
    "toggle": ("label", "help"),
    "text_input": ("label", "placeholder", "default", "help"),
    "selectbox": ("label", "placeholder", "options", "help"),
    "button_group": ("label", "options", "help"),
    "pagination": ("num_pages",),
    "space": (),
}
"""For each kind of element the fields that can be read on the screen."""
_KEY = re.compile(r"^\$\$(?:ID|WIDGET_ID)-[0-9a-f]+-(.*)$")


@dataclass(frozen=True, slots=True)
class Line:
    """Words that a reader reads, and where they stand."""

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One page as it was read, with the names of its boxes."""

    lines: tuple[Line, ...]
    boxes: tuple[str, ...]

    def at(self, where: str) -> list[str]:
        """Give the words of every line that stands on a place (a pattern)."""
        return [line.words for line in self.lines if re.fullmatch(where, line.where)]

    def boxed(self, name: str) -> list[str]:
        """Give the names of the boxes that a pattern fits."""
        return [box for box in self.boxes if re.fullmatch(name, box)]


def visit(page: str, lang: Lang, address: Mapping[str, Sequence[str]]) -> AppTest:
    """Open a page by its address, as who comes in by a link; fail on any exception."""
    at = AppTest.from_file(MAIN, default_timeout=60)
    for name, values in {"lang": [lang], **address}.items():
        at.query_params[name] = list(values)
    at = at.run() if page == "start" else at.switch_page(f"app_pages/{page}.py").run()
    assert not at.exception, [problem.message for problem in at.exception]
    return at


def read(at: AppTest) -> Screen:
    """Read a page that was opened."""
    found = list(_walk(at._tree, ""))
    lines = (line for line in found if isinstance(line, Line))
    return Screen(
        tuple(line if line.where == "query" else Line(line.where, _tidy(line.words)) for line in lines if line.words.strip()),
        tuple(box for box in found if isinstance(box, str)),
    )


def _tidy(words: str) -> str:
    return " ".join(words.replace("\\", "").split())


def _walk(block: Any, box: str) -> Iterator[Line | str]:
    for child in block.children.values():
        if hasattr(child, "children"):
            name = _name(child.proto) or box
            if name != box:
                yield name
            yield from _of_box(child, name)
            yield from _walk(child, name)
        else:
            yield from _of_element(child, box)


def _name(proto: Any) -> str:
    found = _KEY.match(str(getattr(proto, "id", "") or ""))
    name = found[1] if found else ""
    return "" if name == "None" else name


def _of_box(block: Any, box: str) -> Iterator[Line]:
    for label in (getattr(block, "label", ""), getattr(getattr(block.proto, "popover", None), "label", "")):
        if label:
            yield Line(f"{block.type} {box}", str(label))


def _of_element(element: Any, box: str) -> Iterator[Line]:
    kind, proto = str(element.type), element.proto
    if kind == "html":
        yield from html(proto.body, box)
    elif kind == "bidi_component":
        yield from COMPONENTS[proto.component_name](json.loads(proto.json or "{}"))
    elif kind == "echarts_chart":
        yield from _chart(json.loads(proto.spec))
        yield Line("alt", str(getattr(proto, "alt", "")))
    elif kind not in WORDS:
        raise AssertionError(f"an element of a kind that is not read: {kind}")
    else:
        key = f"{_name(proto) or box}@{getattr(proto, 'query_string', '')}"
        yield from (Line(f"{kind} {key}", each) for name in WORDS[kind] for each in _texts(getattr(proto, name, "")))


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, int):
        return [str(value)]
    return [each if isinstance(each, str) else str(each.content) for each in value]


class _Html(HTMLParser):
    """Splits a piece of HTML into lines; a cell of a table knows its row and its column, by their things when they are links."""

    def __init__(self, box: str) -> None:
        super().__init__()
        self.found: list[Line] = []
        self._box, self._where, self._held = box, "text", list[str]()
        self._open: list[tuple[str, bool, str]] = []
        self._heads: list[str] = []
        self._row: list[str] = []
        self._refs: list[str] = []

    def close(self) -> None:
        """Give the last line."""
        super().close()
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line."""
        said = {name: value or "" for name, value in attrs}
        classes = said.get("class", "").split()
        if tag in BREAKS:
            self._end()
            self._where = f"{tag} {said.get('data-k') or ' '.join(classes)}".strip()
        if tag == "table":
            self._heads = []
        if tag == "tr":
            self._row = []
        if tag in ("td", "th"):
            self._begin_cell(tag)
        if tag == "a":
            self._refs += _refs(said.get("href", ""))
        if said.get("aria-label"):
            self.found.append(Line(f"named {said.get('data-k') or said.get('data-fold') or self._box}", said["aria-label"]))
        if tag != "br":
            self._open.append((tag, tag in ("style", "script") or "dww-i" in classes, " ".join(classes)))

    def _begin_cell(self, tag: str) -> None:
        self._refs = []
        column = self._heads[len(self._row)] if len(self._row) < len(self._heads) else ""
        self._where = f"{tag} {'+'.join([name for name in self._row if '/' in name][:2])}|{column}"

    def handle_endtag(self, tag: str) -> None:
        """End a line; a cell in the head names its column, one in the body its row."""
        if tag in ("td", "th"):
            name = self._refs[-1] if self._refs else " ".join(self._held)
            (self._heads if any(each == "thead" for each, *_ in self._open) else self._row).append(name)
        if tag in BREAKS:
            self._end()
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep words that are read."""
        if data.strip() and not any(unread for _, unread, _ in self._open):
            self._held.append(data.strip())

    def _end(self) -> None:
        if self._held:
            section = next((classes for tag, _, classes in reversed(self._open) if tag == "section"), self._box)
            self.found.append(Line(f"{self._where}@{section}", " ".join(self._held)))
        self._held = []


def _refs(address: str) -> list[str]:
    """Give the thing that a link leads to: what stands after ``/id/``."""
    asked = parse_qs(address.partition("?")[2])
    return asked.get("id", []) + [f"leeruitkomst/{key}" for key in asked.get("uitkomst", [])]


def html(body: str, box: str = "") -> list[Line]:
    """Read a piece of HTML."""
    parser = _Html(box)
    parser.feed(body)
    parser.close()
    return parser.found


def _map(data: Any) -> Iterator[Line]:
    yield from html(data["table"])
    yield Line("address", data["address"])


def _graph(data: Any) -> Iterator[Line]:
    for kind in data["kinds"]:
        yield Line(f"legend {kind['kind']}", f"{kind['label']} {kind['number']}")
    yield from (Line(f"node {node['id']}", each) for node in data["nodes"] for each in (node["label"], node["name"]))
    yield from (Line(f"edge {edge['source']} → {edge['target']}", edge["label"]) for edge in data["edges"])
    yield from (Line("graph", words) for words in data["t"].values())


def _editor(data: Any) -> Iterator[Line]:
    yield Line("query", data["query"])
    yield from (Line("editor", data[name]) for name in ("label", "hint", "run"))
    yield from (Line("fault", words) for words in [(data["fault"] or {}).get("message", "")])


def _flow(data: Any) -> Iterator[Line]:
    yield from html(data["body"])
    yield from (Line(f"flow {line['a']} → {line['b']}", line["says"]) for line in data["lines"])


COMPONENTS: Mapping[str, Callable[[Any], Iterator[Line]]] = {
    "dww_documenttaal": lambda _: iter(()),
    "dww_bewijskaart": _map,
    "dww-graph.graph": _graph,
    "dww_spoor": _flow,
    "dww-graph.editor": _editor,
}
"""How the data of each component of ours is read."""


def _chart(option: Any) -> Iterator[Line]:
    for series in option["series"]:
        kind = series["type"]
        for item in series["data"]:
            if kind == "graph":
                yield Line(f"{kind} node", item["name"])
        yield from (Line(f"{kind} link", str(link["value"])) for link in series.get("links", ()))
        if kind == "bar":
            names = option["yAxis"]["data"]
            yield from (Line(f"bar {name}", f"{number:g}") for name, number in zip(names, series["data"], strict=True))
            yield from (Line("bar name", name) for name in names)


def table(text: str) -> list[dict[str, str]]:
    """Read a file with a table."""
    return list(csv.DictReader(io.StringIO(text)))
