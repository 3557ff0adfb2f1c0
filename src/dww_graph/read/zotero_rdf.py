"""Bibliographies as RDF/XML: Zotero's own export, and records in bibo, schema.org or Dublin Core. A DTD is refused.

Names of properties are matched without their namespace, because the vocabularies agree on them. A journal, or a book in which
a chapter stands, is where a source appeared, not a source; notes, attachments and collections are passed over and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from dww_graph.model import Item, RawRecord, Skipped
from dww_graph.read import bronnen, publicatietypen
from dww_graph.read.decoding import decode
from dww_graph.read.rdf_nodes import Node, nodes, texts_of
from dww_graph.terms import DEF

_VOCABULARIES = re.compile(
    r"zotero\.org/namespaces|purl\.org/net/biblio#|purl\.org/ontology/bibo/"
    r"|schema\.org/?(?=[\s\S]*?(?:Article|Book|Thesis|Report)\b)"
)
_SKIPPED: Mapping[str, str] = {"Attachment": "attachment", "Memo": "note", "Collection": "collection"}
_NO_SOURCES = frozenset({"attachment", "note", "annotation"})
_CONTAINERS = frozenset({
    "Journal", "Periodical", "Newspaper", "Magazine", "Series", "Issue", "PublicationIssue", "PublicationVolume",
    "CreativeWorkSeries", "BlogSeries", "WebSite", "Website", "Court", "Person", "Organization", "Agent",
})
_PART_OF = ("isPartOf", "partOf")
_TITLE = ("title", "headline", "name")
_DATE = ("date", "issued", "datePublished", "publicationDate", "year", "created")
_MADE = ("authors", "authorList", "creator", "author", "creator", "date", "issued", "datePublished", "identifier")
_FAMILY = ("surname", "familyName", "family_name", "lastName")
_GIVEN = ("givenName", "givenname", "givenNames", "firstName", "given")


def recognises(head: bytes, _path: Path) -> bool:
    """True for RDF/XML that names a vocabulary for publications."""
    text = decode(head)[0].lstrip("\ufeff \n\t")
    named = text.startswith("<") and "RDF" in text and "22-rdf-syntax-ns#" in text
    return named and bool(_VOCABULARIES.search(text)) and DEF not in text


def read(path: Path) -> Iterator[Item]:
    """Yield the sources in the order of the document, then how much of what was passed over."""
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        tree = etree.parse(str(path), parser)
    except etree.XMLSyntaxError as error:
        yield bronnen.broken(path.name, f"regel {error.lineno}" if error.lineno else "", error.msg or "XML")
        return
    if tree.docinfo.internalDTD is not None:
        yield bronnen.broken(path.name, "", "het bestand verwijst naar een DTD (it names a DTD)")
        return
    found = nodes(tree.getroot())
    wholes = {id(whole) for node in found for name in _PART_OF for whole in node.nodes(name)}
    passed = Counter(kind for node in found if (kind := _passed(node)))
    sources = [node for node in found if not _passed(node) and _is_source(node, wholes)]
    said = sum((each.text or "").strip() not in _NO_SOURCES for each in tree.iter("{*}itemType"))
    yield from (_record(path.name, number, node) for number, node in enumerate(sources, 1))
    yield from bronnen.count_fault(path.name, said, sum(bool(node.get("itemType")) for node in sources))
    yield from (Skipped(kind, times) for kind, times in sorted(passed.items()))


def _passed(node: Node) -> str:
    """Return what a node is that is no source (attachment, note, collection), or an empty text."""
    told = node.text("itemType")
    return told if told in _NO_SOURCES else "" if told else next((_SKIPPED[name] for name in node.types if name in _SKIPPED), "")


def _is_source(node: Node, wholes: set[int]) -> bool:
    if node.get("itemType"):
        return True
    if not node.top or id(node) in wholes or not node.text(*_TITLE) or _CONTAINERS & set(node.types):
        return False
    if node.types:
        return any(map(publicatietypen.is_publication, node.types))
    return bool(node.get(*_MADE))


def _record(name: str, number: int, node: Node) -> RawRecord:
    chain = _chain(node)
    said = node.text("itemType")
    csl = publicatietypen.publicatietype(said or next(filter(publicatietypen.is_publication, node.types), ""))
    publisher = next((text for each in (node, *chain) if (text := each.text("publisher"))), "")
    addresses = [text for value in node.get("url", "uri", "identifier") for text in texts_of(value) if text.startswith("http")]
    return bronnen.record(
        name,
        f"regel {node.line}",
        {
            "bron_id": node.name.removeprefix("#") if node.name.startswith("#") else str(number),
            "titel": node.text(*_TITLE),
            "auteurs": _people(node, "authors", "authorList", "author", "creator"),
            "jaar": bronnen.year_of(" ".join(node.texts(*_DATE))),
            "verschenen_in": _container(node, chain, csl) or publisher,
            "bladzijden": node.text("pages", "pagination") or _pages(node),
            "doi": _doi(node, chain),
            "taal": node.text("language", "inLanguage").rstrip("/").rsplit("/", 1)[-1],
            "deel": _of_chain(node, chain, "volume", "volumeNumber"),
            "nummer": _of_chain(node, chain, "number", "issue", "issueNumber"),
            "uitgever": publisher,
            "redacteuren": _people(node, "editors", "editorList", "editor"),
            "publicatietype": csl,
            "url": next(iter(addresses), node.name if node.name.startswith("http") else ""),
            "trefwoorden": [text for value in node.get("subject", "keywords") for text in texts_of(value)
                            if not text.startswith("http")],
        },
    )


def _chain(node: Node) -> list[Node]:
    """Return what a source is part of, and what that is part of: issue, volume, journal."""
    chain: list[Node] = []
    waiting = node.nodes(*_PART_OF)
    while waiting:
        whole = waiting.pop(0)
        if whole is not node and whole not in chain:
            chain.append(whole)
            waiting += whole.nodes(*_PART_OF)
    return chain


def _container(node: Node, chain: list[Node], csl: str) -> str:
    titled = [each for each in chain if "Series" not in each.types and each.text(*_TITLE)]
    if titled:
        return titled[-1].text(*_TITLE)
    said = node.text("publicationName", "publicationTitle", "journal")
    return said or ("" if csl in ("book", "thesis", "report") else node.text(*_PART_OF))


def _of_chain(node: Node, chain: list[Node], *names: str) -> str:
    return next((text for each in (node, *chain) if (text := each.text(*names))), "")


def _pages(node: Node) -> str:
    pages = [node.text("pageStart", "startingPage"), node.text("pageEnd", "endingPage")]
    return "-".join(page for page in pages if page)


def _doi(node: Node, chain: list[Node]) -> str:
    """Return the DOI of a source; Zotero writes it with the journal, where it counts only when it is the only one."""
    own = [node.name, *(text for name in ("doi", "DOI", "identifier", "sameAs", "url") for text in node.texts(name))]
    found = bronnen.first_doi(own)
    lent = {doi for whole in chain for text in whole.texts("doi", "identifier") if (doi := bronnen.doi_of(text))}
    return found or (lent.pop() if len(lent) == 1 else "")


def _people(node: Node, *names: str) -> list[str]:
    """Return the names of the people (or bodies) that are the values of these properties, or stand in a list that is one."""
    waiting, seen = list(node.get(*names)), {id(node)}
    people: list[str] = []
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, str):
            people += [] if value.startswith(("http", "_:")) else [value]
        elif id(value) not in seen:
            seen.add(id(value))
            name = _person(value)
            people += [name] if name else []
            inside = [] if name else [each for key, found in value.values.items() if key != "type" for each in found]
            waiting = inside + waiting
    return people


def _person(node: Node) -> str:
    family, given = node.text(*_FAMILY), node.text(*_GIVEN)
    if family or given:
        return f"{family}, {given}" if family and given else family or given
    whole = node.text("name", "label")
    return whole if "Organization" in node.types or not whole else bronnen.family_first(whole)
