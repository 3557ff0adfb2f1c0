"""`/doc/{kind}/{key}`: one thing as plain HTML. It needs no JavaScript, prints on paper, and can be cited."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from dww_graph import terms
from dww_graph.answer import Iri, Literal, Node, Triple
from dww_graph.errors import Lang, Text
from dww_graph.http.message import HttpAnswer, HttpRequest
from dww_graph.http.served import Snapshot
from dww_graph.http.things import description, thing_of
from dww_graph.naming import Names

_STYLE: Final = """
body{font:16px/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1712;background:#fdfbf7}
h1{font-size:1.7rem;line-height:1.25;margin:.2rem 0 .6rem}h2{font-size:1.1rem;margin:1.6rem 0 .2rem}p{margin:.2rem 0 .6rem}
a{color:#0b5c55}dt{font-weight:600;margin-top:.7rem}dd{margin:0 0 .1rem 1rem}.kind{margin:0;color:#4d453a}
.badge{border:1px solid #7d5600;border-left-width:.5rem;padding:.4rem .7rem;background:#fff6df;color:#4a3300}
footer{margin-top:2rem;border-top:1px solid #b9ae9c;padding-top:.6rem;font-size:.9rem;overflow-wrap:anywhere}
@media(prefers-color-scheme:dark){body{color:#f4efe6;background:#171512}a{color:#7fd6ca}.kind{color:#cfc6b8}
.badge{background:#33290f;color:#f6e2ae;border-color:#e8c35a}}
@media print{nav{display:none}body{margin:0;max-width:none;color:#000;background:#fff}a{color:#000}
dt,dd,section{break-inside:avoid}}
"""
_LONG: Final = 120
_TEXTS: Final = tuple(
    map(
        terms.term,
        (
            "skos:definition", "dww:bewering", "dww:citaat", "dww:handelwijze", "dww:overweging", "dww:gevolg",
            "dww:voorwaarde", "dww:grens", "dww:kritiekMoment", "dww:toelichting", "dww:vraag",
        ),
    )
)  # fmt: skip
_HIDDEN: Final = frozenset(
    map(terms.term, ("rdf:type", "dww:isIllustratief", "dww:ingelezenIn", "dww:vindplaats", "dcterms:title"))
)
_WORDS: Final[Mapping[str, Text]] = {
    "back": Text("Open de verkenner", "Open the explorer"),
    "badge": Text(
        "Illustratief: dit is een bedacht voorbeeld, geen echte praktijkkennis.",
        "Illustrative: this is an invented example, not real practice knowledge.",
    ),
    "links": Text("Kenmerken en verbindingen", "Properties and links"),
    "referring": Text("Wat hiernaar verwijst", "What refers to this"),
    "source": Text("Bron van deze gegevens", "Source of these data"),
    "cite": Text("Verwijzen", "How to cite"),
    "data": Text("Als data", "As data"),
    "yes": Text("ja", "yes"),
    "no": Text("nee", "no"),
    "gone": Text("Ingetrokken", "Withdrawn"),
    "gone_more": Text("Dit is ingetrokken. Verwijder het ook uit uw eigen kopieën.",
                      "This was withdrawn. Remove it from copies of your own too."),
    "missing": Text("Dit staat er niet", "This is not here"),
    "missing_more": Text(
        "Dit ding staat niet in de openbare graaf. Misschien is het ingetrokken, of is het adres verkeerd overgenomen.",
        "This thing is not in the public graph. It may have been withdrawn, or the address was copied wrongly.",
    ),
}


def answer(snapshot: Snapshot, kind: str, key: str, request: HttpRequest) -> HttpAnswer:
    """Return the document of one thing in the reader's language, or a 404 page that says what to do."""
    iri = thing_of(kind, key)
    statements = description(snapshot.store, iri) if iri else ()
    if iri is None or not statements:
        return missing(kind, key, request.lang, snapshot.is_gone(iri))
    page = _Page(snapshot, iri, statements, request.lang)
    return _html(200, page.title, page.body(), request.lang, f"{kind}/{key}")


def missing(kind: str, key: str, lang: Lang, was_withdrawn: bool) -> HttpAnswer:
    """Return the page for what the public graph does not hold (404), or holds no longer (410)."""
    title = _WORDS["gone" if was_withdrawn else "missing"].in_(lang)
    more = escape(_WORDS["gone_more" if was_withdrawn else "missing_more"].in_(lang))
    told = f"<h1>{escape(title)}</h1><p>{more}</p><p><code>{escape(kind)}/{escape(key)}</code></p>"
    return _html(410 if was_withdrawn else 404, title, told, lang, None)


class _Page:
    """The body of one document, part by part."""

    def __init__(self, snapshot: Snapshot, iri: str, statements: Sequence[Triple], lang: Lang) -> None:
        self._info, self._iri, self._lang = snapshot.generation.info, iri, lang
        self._names = Names(snapshot.store, lang)
        self._own: dict[str, list[Node]] = defaultdict(list)
        self._referring: dict[str, list[str]] = defaultdict(list)
        for statement in statements:
            if statement.subject.value == iri:
                self._own[statement.predicate.value].append(statement.object)
            else:
                self._referring[statement.predicate.value].append(statement.subject.value)
        self.title = self._names.label(iri)

    def body(self) -> str:
        """Return everything between the navigation and the foot."""
        parts = (self._head(), self._texts(), self._properties(), self._references(), self._foot())
        return "".join(parts)

    def _head(self) -> str:
        kinds = [
            self._names.label(node.value)
            for node in self._own[terms.term("rdf:type")]
            if isinstance(node, Iri)
        ]
        shown = ", ".join(dict.fromkeys(kinds))
        illustrative = any(node.value == "true" for node in self._own[terms.term("dww:isIllustratief")])
        badge = f"<p class='badge'>{self._word('badge')}</p>" if illustrative else ""
        return f"<p class='kind'>{escape(shown)}</p><h1>{escape(self.title)}</h1>{badge}"

    def _texts(self) -> str:
        """The texts that make up a thing, in the order of reading, then any other long text; each with its heading."""
        names = [
            *(name for name in _TEXTS if name in self._own),
            *(name for name in self._own if name not in _TEXTS),
        ]
        shown = ((name, text) for name in names for text in self._in_language(self._own[name]))
        kept = ((name, text) for name, text in shown if self._is_section(name, text))
        return "".join(
            f"<section><h2>{self._name(name)}</h2>{self._paragraph(text)}</section>" for name, text in kept
        )

    def _properties(self) -> str:
        rows = []
        for predicate, nodes in sorted(
            self._own.items(), key=lambda item: self._names.label(item[0]).casefold()
        ):
            short = [node for node in self._in_language(nodes) if not self._is_section(predicate, node)]
            if short and predicate not in _HIDDEN:
                values = "".join(
                    f"<dd>{value}</dd>" for value in sorted(map(self._value, short), key=str.casefold)
                )
                rows.append(f"<dt>{self._name(predicate)}</dt>{values}")
        return f"<h2>{self._word('links')}</h2><dl>{''.join(rows)}</dl>" if rows else ""

    def _references(self) -> str:
        rows = [
            f"<dt>{self._name(predicate)}</dt>"
            + "".join(f"<dd>{self._link(iri)}</dd>" for iri in self._sorted(iris))
            for predicate, iris in sorted(self._referring.items())
        ]
        return f"<h2>{self._word('referring')}</h2><dl>{''.join(rows)}</dl>" if rows else ""

    def _foot(self) -> str:
        origin = self._names.origin(self._iri)
        source = f"<p><strong>{self._word('source')}:</strong> {escape(str(origin))}</p>" if origin else ""
        number, day = self._info.nummer, self._info.gebouwd[:10]
        cited = f"DOEN WAT WERKT-kennisgraaf, generatie {number:04d} ({day}), {self._iri}"
        return f"<footer>{source}<p><strong>{self._word('cite')}:</strong> {escape(cited)}</p></footer>"

    def _in_language(self, nodes: Iterable[Node]) -> list[Node]:
        """Values without a language, and of the others those in the reader's, or all when there is none in it."""
        kept = list(nodes)
        spoken = [node for node in kept if isinstance(node, Literal) and node.lang]
        liked = [node for node in spoken if isinstance(node, Literal) and node.lang == self._lang]
        return [node for node in kept if not liked or node not in spoken or node in liked]

    def _is_section(self, predicate: str, node: Node) -> bool:
        if not isinstance(node, Literal) or predicate in _HIDDEN:
            return False
        return predicate in _TEXTS or len(node.value) > _LONG

    def _value(self, node: Node) -> str:
        if isinstance(node, Iri):
            return self._link(node.value)
        if node.value in ("true", "false") and (node.datatype or "").endswith("#boolean"):
            return self._word("yes" if node.value == "true" else "no")
        return f"<span{_lang_attribute(node, self._lang)}>{escape(node.value)}</span>"

    def _paragraph(self, node: Node) -> str:
        lang = _lang_attribute(node, self._lang) if isinstance(node, Literal) else ""
        return f"<p{lang}>{escape(node.value)}</p>"

    def _link(self, iri: str) -> str:
        label = escape(self._names.label(iri))
        if iri.startswith(terms.ID):
            return f"<a href='../../doc/{escape(iri[len(terms.ID) :])}?lang={self._lang}'>{label}</a>"
        if iri.startswith(("http://", "https://")):
            return f"<a href='{escape(iri)}' rel='external noreferrer'>{label}</a>"
        return label

    def _sorted(self, iris: Iterable[str]) -> list[str]:
        return sorted(dict.fromkeys(iris), key=lambda iri: self._names.label(iri).casefold())

    def _name(self, predicate: str) -> str:
        return escape(self._names.label(predicate))

    def _word(self, key: str) -> str:
        return escape(_WORDS[key].in_(self._lang))


def _lang_attribute(node: Literal, lang: Lang) -> str:
    return f" lang='{escape(node.lang)}'" if node.lang and node.lang != lang else ""


def _html(status: int, title: str, body: str, lang: Lang, thing: str | None) -> HttpAnswer:
    """Put a body in the page; `thing` (kind/key) links the data and the page of the explorer about the same thing."""
    alternate = f"<link rel='alternate' type='text/turtle' href='../../id/{thing}'>" if thing else ""
    home = escape(_WORDS["back"].in_(lang))
    page = "kaart" if thing and thing.startswith("handelingskennis/") else "begrip"
    there = f"../../{page}?id={thing}&amp;lang={lang}" if thing else f"../../?lang={lang}"
    other = "en" if lang == "nl" else "nl"
    switch = f"<a href='?lang={other}' hreflang='{other}' lang='{other}'>{'English' if other == 'en' else 'Nederlands'}</a>"
    text = (
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<meta name='viewport' content='width=device-width'>{alternate}<style>{_STYLE}</style></head>"
        f"<body><nav><a href='{there}'>{home}</a> · {switch}</nav><main>{body}</main></body></html>"
    )
    return HttpAnswer(status, _headers(), text.encode())


def _headers() -> Mapping[str, str]:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    return {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
        "cache-control": "no-cache",
        "vary": "accept-language",
    }
