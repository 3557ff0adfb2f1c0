"""`ontology/BEGRIPPEN.md`: every term and every concept of ours, with its words and its meaning in Dutch and English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dww_graph import assets, store, terms
from dww_graph.answer import Iri, Literal, Node, Triple
from dww_graph.errors import Lang
from dww_graph.export.markdown import code, document, table
from dww_graph.sorting import Key, dutch_key

_INTRO = (
    "# Begrippen",
    "",
    "*Gemaakt uit de ontologie met `dww docs`. Verander de `.ttl`-bestanden, niet deze bladzijde.*  ",
    "*Generated from the ontology by `dww docs`. Change the `.ttl` files, not this page.*",
    "",
    "Eerst de [lijsten](#lijsten) waaruit u op een kaart kiest, dan de [termen](#termen) waarmee de graaf is gebouwd. In een",
    "kaart of tabel mag u de naam, een ander woord ervoor (achter *ook*), de code of de sleutel schrijven.",
    "",
    "First the [lists](#lijsten) to choose from on a card, then the [terms](#termen) that the graph is built with. In a card or",
    "a table you may write the name, another word for it (after *also*), the code or the key.",
    "",
    "*Bron* zegt waar een begrip vandaan komt: een werk (B07), de programmatekst (S16) of onze eigen indeling. Wat niet is",
    "nagekeken, heet **niet geverifieerd**.",
    "",
    "*Bron* (source) says where a concept comes from: a work (B07), the programme text (S16) or our own classification (*eigen",
    "indeling*). What was not checked is called **niet geverifieerd** (not verified).",
)
_LABEL, _ALSO = terms.term("skos:prefLabel"), terms.term("skos:altLabel")
_DEFINITION, _NOTE = terms.term("skos:definition"), terms.term("skos:scopeNote")
_BROADER, _SCHEME = terms.term("skos:broader"), terms.term("skos:inScheme")
_CONCEPT_HEADS = ("sleutel", "begrip", "concept", "betekenis", "meaning", "bron")
_CLASS_HEADS = ("term", "naam", "name", "betekenis", "meaning", "status")
_PROPERTY_HEADS = ("term", "naam", "name", "van → naar", "betekenis", "meaning", "status")


@dataclass(frozen=True, slots=True)
class Entry:
    """One subject with all its values, by full IRI of the property."""

    iri: str
    values: Mapping[str, Sequence[Node]]

    @property
    def key(self) -> str:
        """Return the last part of the IRI: `a5-4`, `Handelingskennis`."""
        return self.iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]

    def said(self, predicate: str, lang: Lang | None = None) -> str:
        """Return the texts of a property in one language (None: without language), one after the other."""
        found = (node for node in self.values.get(predicate, ()) if isinstance(node, Literal) and node.lang == lang)
        return ", ".join(node.value for node in found)

    def iris(self, predicate: str) -> tuple[str, ...]:
        """Return the things a property points at."""
        return tuple(node.value for node in self.values.get(predicate, ()) if isinstance(node, Iri))

    def is_a(self, *classes: str) -> bool:
        """True when the subject is of one of these classes, given as `owl:Class`."""
        return bool({terms.term(each) for each in classes} & set(self.iris(terms.term("rdf:type"))))


def entries(triples: Iterable[Triple]) -> tuple[Entry, ...]:
    """Return the subjects of triples with their values, in order of first mention."""
    found: dict[str, dict[str, list[Node]]] = {}
    for triple in triples:
        found.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    return tuple(Entry(iri, values) for iri, values in found.items())


def glossary() -> str:
    """Return the whole page."""
    concepts = entries(triple for path in assets.files(("ontology", "begrippen"), "*.ttl") for triple in store.parse_file(path))
    lines = [*_INTRO, "", '<a id="lijsten"></a>', "", "## Lijsten · lists"]
    for scheme in sorted((each for each in concepts if each.is_a("skos:ConceptScheme")), key=lambda each: dutch_key(each.key)):
        lines += _scheme(scheme, [each for each in concepts if scheme.iri in each.iris(_SCHEME)])
    lines += ["", '<a id="termen"></a>', "", "## Termen · terms"]
    for path in assets.files(("ontology",), "*.ttl"):
        lines += _module(path.stem, [each for each in entries(store.parse_file(path)) if each.iri.startswith(terms.DEF)])
    return document(lines)


def _scheme(scheme: Entry, concepts: Sequence[Entry]) -> Iterator[str]:
    yield from (
        "",
        f'<a id="{scheme.key}"></a>',
        "",
        f"### {scheme.key} · {scheme.said(_LABEL, 'nl')} · {scheme.said(_LABEL, 'en')}",
    )
    langs: tuple[Lang, ...] = ("nl", "en")
    for lang in langs:
        yield from ("", f"{scheme.said(_DEFINITION, lang)} {scheme.said(_NOTE, lang)}".strip())
    yield ""
    yield from table(_CONCEPT_HEADS, (_concept(each, depth) for each, depth in _in_order(concepts)))


def _in_order(concepts: Sequence[Entry]) -> Iterator[tuple[Entry, int]]:
    """Yield each concept with its depth: a broader one first, its narrower ones under it."""
    own = {each.iri for each in concepts}
    below: dict[str, list[Entry]] = {}
    for each in sorted(concepts, key=_place):
        above = [iri for iri in each.iris(_BROADER) if iri in own]
        below.setdefault(above[0] if above else "", []).append(each)

    def walk(iri: str, depth: int) -> Iterator[tuple[Entry, int]]:
        for each in below.get(iri, ()):
            yield each, depth
            yield from walk(each.iri, depth + 1)

    return walk("", 0)


def _place(each: Entry) -> Key:
    return dutch_key(each.said(terms.term("skos:notation")) or each.key)


def _concept(each: Entry, depth: int) -> tuple[str, ...]:
    notation = each.said(terms.term("skos:notation"))
    name = f"{'↳ ' * depth}{each.said(_LABEL, 'nl')}"
    return (
        f"{notation} {code(each.key)}".strip(),
        _with_others(name, "ook", each.said(_ALSO, "nl")),
        _with_others(each.said(_LABEL, "en"), "also", each.said(_ALSO, "en")),
        each.said(_DEFINITION, "nl"),
        each.said(_DEFINITION, "en"),
        _source(each),
    )


def _with_others(name: str, also: str, others: str) -> str:
    return f"{name} (*{also}* {others})" if others else name


def _source(each: Entry) -> str:
    told = each.said(terms.term("dcterms:source"))
    marks = [iri.rsplit("/", 1)[-1].replace("-", " ") for iri in each.iris(terms.term("dww:verificatieVan"))]
    return ", ".join([told, *(mark for mark in marks if mark not in told and mark != "geverifieerd")])


def _module(name: str, own: Sequence[Entry]) -> Iterator[str]:
    """Yield the classes and the properties of one module; nothing when it declares no term of ours."""
    ordered = sorted(own, key=lambda each: dutch_key(each.key))
    classes = [each for each in ordered if each.is_a("owl:Class")]
    properties = [each for each in ordered if not each.is_a("owl:Class")]
    if classes:
        yield from ("", f"### {name}: klassen · classes", "")
        yield from table(_CLASS_HEADS, (_class(each) for each in classes))
    if properties:
        yield from ("", f"### {name}: eigenschappen · properties", "")
        yield from table(_PROPERTY_HEADS, (_property(each) for each in properties))


def _class(each: Entry) -> tuple[str, ...]:
    label = terms.term("rdfs:label")
    words = (each.said(label, "nl"), each.said(label, "en"), each.said(_DEFINITION, "nl"), each.said(_DEFINITION, "en"))
    return (code(each.key), *words, each.said(terms.term("dww:termstatus")))


def _property(each: Entry) -> tuple[str, ...]:
    name, nl, en, *rest = _class(each)
    ends = [", ".join(map(_local, each.iris(terms.term(side)))) or "…" for side in ("rdfs:domain", "rdfs:range")]
    return (name, nl, en, " → ".join(ends), *rest)


def _local(iri: str) -> str:
    return terms.short(iri).removeprefix("dww:")
