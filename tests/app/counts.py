"""Counts of their own for the numbers on the screens: SPARQL over what was said, with none of what the build derives from it.

No question of `queries/`, no view model and no shortcut (`relevantVoorElement`, `ondersteundDoor`, `staatOpTrede` …) is used: a
broader element is found by walking `skos:broader`, what research says by the links and their status.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from dww_graph import generation
from dww_graph.answer import Iri, Node

ID: Final = "https://w3id.org/dww/id/"
PREFIXES: Final = """PREFIX dww: <https://w3id.org/dww/def#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rt: <https://w3id.org/dww/id/relatietype/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX st: <https://w3id.org/dww/id/status/>
PREFIX verificatie: <https://w3id.org/dww/id/verificatie/>
"""
FEW: Final = 5
STANCES: Final = ("ondersteund-door", "genuanceerd-door", "tegengesproken-door")
NO_EVIDENCE: Final = "nog-geen-bewijs"
WAYS: Final[Mapping[str, tuple[str, str]]] = {
    "element": ("element/", "dww:geeftVormAan/skos:broader*"),
    "situatie": ("situatie/", "dww:inBeroepssituatie"),
    "clienttype": ("clienttype/", "dww:metClienttype"),
    "context": ("context/", "dww:inContext"),
    "methode": ("methode/", "dww:geexpliciteerdIn/dww:metMethode"),
}
"""For most filters where their values live and the way from a card to them."""
RESEARCH: Final = "VALUES ?soort { dww:Bevinding dww:Aanbeveling }"
LIVE: Final = "FILTER(?status NOT IN (st:afgewezen, st:ingetrokken))"
FACETS: Final = (*WAYS, "trede", "jaar", "bewijs")
ABOUT: Final = "(dww:geeftVormAan|dww:gaatOver)/skos:broader*"
PLACE: Final = "dww:inBeroepssituatie|dww:metClienttype"
OWN_PLACE: Final = (
    "handelingskennis", "element", "situatie", "clienttype", "context", "leeruitkomst", "bevinding", "aanbeveling", "bron",
    "claim",
)  # fmt: skip
"""Kinds that the search page shows each in a place of its own; all others stand together."""
NAMED: Final = "skos:prefLabel dcterms:title dww:bewering dcterms:identifier"
Address = Mapping[str, Sequence[str]]


def iri(ref: str) -> str:
    """Write a thing as SPARQL does."""
    return f"<{ID}{ref}>"


def accepted(relations: str, subject: str = "?kaart") -> str:
    """Say that research does something to a card, by a link that people accepted."""
    return (f"?link dww:heeftOnderwerp {subject} ; dww:relatietypeVan ?relatie ; dww:status st:vastgesteld ; "
            f"dww:heeftBewijs ?bewijs . VALUES ?relatie {{ {relations} }} {RESEARCH} ?bewijs a ?soort .")


ANY: Final = " ".join(f"rt:{stance}" for stance in STANCES)
NOTHING: Final = f"MINUS {{ {accepted(ANY)} }}"


_GIVEN: Final = "?kaart dww:bewijsniveauVan ?gegeven"
_TOLD: Final = "?kaart dww:metClienttype ?voor ; dww:gevolg|dww:beoogdeUitkomst ?waartoe ; dww:handelwijze ?hoe ."
_FOUNDED: Final = f"?kaart dww:overweging ?waarom . {accepted('rt:ondersteund-door rt:genuanceerd-door')}"
STEP: Final = f"""{{ SELECT DISTINCT ?kaart ?trede WHERE {{ ?kaart a dww:Handelingskennis .
  {{ {_GIVEN} BIND(?gegeven AS ?trede) }}
  UNION {{ ?kaart a dww:Handelingskennis MINUS {{ {_GIVEN} }} MINUS {{ {_TOLD} }} BIND({iri("effectladder/0")} AS ?trede) }}
  UNION {{ {_TOLD} MINUS {{ {_GIVEN} }} MINUS {{ {_FOUNDED} }} BIND({iri("effectladder/1")} AS ?trede) }}
  UNION {{ {_TOLD} {_FOUNDED} MINUS {{ {_GIVEN} }} BIND({iri("effectladder/2")} AS ?trede) }} }} }}"""
"""The step of the effect ladder on which a card stands: the one that it was given, else the one that follows (decision 0022)."""


def valued(facet: str, value: str = "?waarde") -> str:
    """Say that a card has a value of a filter."""
    if facet == "trede":
        return STEP.replace("?trede", value)
    if facet == "jaar":
        return f"?kaart dcterms:created ?dag . BIND(SUBSTR(STR(?dag), 1, 4) AS {value})"
    return f"?kaart {WAYS[facet][1]} {value} ."


class Facts:
    """What the public store of a data folder holds, to be counted."""

    def __init__(self, home: Path) -> None:
        self._store = generation.current(home).open("openbaar")
        self._kept: dict[str, tuple[tuple[Node | None, ...], ...]] = {}

    def rows(self, query: str) -> tuple[tuple[Node | None, ...], ...]:
        """Answer a query."""
        if query not in self._kept:
            self._kept[query] = self._store.query(PREFIXES + query).rows
        return self._kept[query]

    def number(self, what: str, where: str) -> int:
        """Count different values of a variable (or of an expression)."""
        (row,) = self.rows(f"SELECT (COUNT(DISTINCT {what}) AS ?n) WHERE {{ {where} }}")
        return int(row[0].value) if row[0] else 0

    def cards(self, where: str = "") -> tuple[int, int]:
        """Count different cards (?kaart), real ones and invented ones."""
        ((every, real),) = self.rows(f"""SELECT (COUNT(DISTINCT ?kaart) AS ?alle) (COUNT(DISTINCT ?echt) AS ?echte) WHERE {{
          ?kaart a dww:Handelingskennis . {where}
          OPTIONAL {{ ?kaart dww:isIllustratief ?gemerkt }} BIND(IF(COALESCE(?gemerkt, false), ?niets, ?kaart) AS ?echt) }}""")
        assert every and real
        return int(real.value), int(every.value) - int(real.value)

    def shown(self, where: str = "") -> str:
        """Count cards and write the number as a reader may see it."""
        return masked(*self.cards(where))

    def label(self, ref: str, lang: str) -> str:
        """Give the name of a concept."""
        rows = self.rows(f"SELECT ?n WHERE {{ {iri(ref)} skos:prefLabel ?n FILTER(LANG(?n) = '{lang}') }}")
        return min(name.value for (name,) in rows if name)

    def refs(self, query: str) -> list[str]:
        """Give what stands after ``/id/`` of everything in the first column, sorted."""
        return sorted({row[0].value.removeprefix(ID) for row in self.rows(query) if isinstance(row[0], Iri)})

    def group(self, key: str) -> str:
        """Give the group of client types that one of them belongs to: what is on top of it."""
        above = f"{iri(f'clienttype/{key}')} skos:broader* ?t"
        (top,) = self.refs(f"SELECT ?t WHERE {{ {above} FILTER NOT EXISTS {{ ?t skos:broader ?u }} }}")
        return top

    def chosen(self, address: Address, without: str = "") -> str:
        """Say that a card fits the filters of an address, but for one filter or one group of client types."""
        parts: dict[str, list[str]] = {}
        for facet in FACETS:
            for key in address.get(facet, ()):
                parts.setdefault(self.group(key) if facet == "clienttype" else facet, []).append(key)
        said = [self.has(name, keys, f"?w{at}") for at, (name, keys) in enumerate(parts.items()) if name != without]
        asked = " ".join(holding("?kaart", word) for word in words(address))
        found = self._among(f"SELECT ?kaart WHERE {{ ?kaart a dww:Handelingskennis . {asked} }}") if asked else ""
        return " ".join([*said, found])

    def has(self, name: str, keys: Iterable[str], value: str = "?w") -> str:
        """Say that a card has one of some values of a filter."""
        facet = name.split("/", maxsplit=1)[0]
        if facet == "bewijs":
            return " UNION ".join(f"{{ {stands(key)} }}" for key in keys)
        if facet == "trede":
            steps = ", ".join(iri(f"effectladder/{key}") for key in keys)
            return self._among(f"SELECT ?kaart WHERE {{ {STEP} FILTER(?trede IN ({steps})) }}")
        wanted = ", ".join(f"'{key}'" if facet == "jaar" else iri(WAYS[facet][0] + key) for key in keys)
        return f"{{ {valued(facet, value)} FILTER({value} IN ({wanted})) }}"

    def _among(self, query: str) -> str:
        """Say that a card is one of those that a query finds; it is asked once."""
        return f"VALUES ?kaart {{ {' '.join(map(iri, self.refs(query)))} }}"

    def facet(self, address: Address, facet: str, key: str) -> str:
        """Count the cards of a value beside what is chosen elsewhere."""
        own = self.group(key) if facet == "clienttype" else facet
        return self.shown(f"{self.chosen(address, own)} {self.has(own, [key], '?waarde')}")

    def values(self, address: Address, facet: str) -> int:
        """Count the values of a filter that have cards beside what is chosen elsewhere."""
        said = f"?kaart a dww:Handelingskennis . {valued(facet)}"
        if facet != "clienttype":
            return self.number("?waarde", f"{said} {self.chosen(address, facet)}")
        tops = self.refs("SELECT ?t WHERE { ?t a dww:Clienttype FILTER NOT EXISTS { ?t skos:broader ?u } }")
        groups = (f"{said} ?waarde skos:broader* {iri(top)} . {self.chosen(address, top)}" for top in tops)
        return sum(self.number("?waarde", group) for group in groups)

    def found(self, kind: str, address: Address, lang: str = "nl") -> str:
        """Count what holds the words of an address, of one kind ("" for kinds that have no place of their own)."""
        others = f"!REGEX(STR(?ding), '^{ID}({'|'.join(OWN_PLACE)}|schema)/')"
        here = f"STRSTARTS(STR(?ding), '{ID}{kind}/')" if kind else f"STRSTARTS(STR(?ding), '{ID}') && {others}"
        said = f"?ding ?naam ?als . VALUES ?naam {{ {NAMED} }} FILTER({here} && LANG(?als) IN ('', 'nl'))"
        said += " ".join(holding("?ding", word, lang) for word in words(address))
        return self.shown(said.replace("?ding", "?kaart")) if kind == "handelingskennis" else str(self.number("?ding", said))

    def counted(self, query: str) -> str:
        """Give the only number that a query asks for."""
        ((number,),) = self.rows(query)
        return number.value if number else ""

    def statements(self) -> str:
        """Count every statement."""
        return self.counted("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")

    @cached_property
    def texts(self) -> Mapping[str, tuple[str, ...]]:
        """Every text of the graph with a letter and a digit in it, the longest first, under its first number."""
        rows = self.rows("SELECT DISTINCT ?t WHERE { ?s ?p ?t FILTER(isLiteral(?t) && REGEX(STR(?t), '[0-9]')) }")
        found = {" ".join(row[0].value.replace("\\", "").split()) for row in rows if row[0]}
        held: defaultdict[str, list[str]] = defaultdict(list)
        for text in sorted((text for text in found if re.search(r"[^\W\d_]", text)), key=len, reverse=True):
            held[re.findall(r"\d+", text)[0]].append(text)
        return {number: tuple(texts) for number, texts in held.items()}


def masked(real: int, invented: int) -> str:
    """Write a number of cards: of one to four real ones it is not told how many."""
    return str(real + invented) if real == 0 or real >= FEW else f"< {invented + FEW}"


def words(address: Address) -> list[str]:
    """Give the words that are searched in an address."""
    return [word for asked in address.get("q", ()) for word in asked.casefold().split()]


def stands(key: str) -> str:
    """Say what research does to a card: one stance, or nothing at all."""
    return f"?kaart a dww:Handelingskennis . {NOTHING}" if key == NO_EVIDENCE else accepted(f"rt:{key}")


_PLAIN: Final = "LCASE(STR(?tekst))"
for _accents, _letter in (("éèêë", "e"), ("ïíî", "i"), ("öóô", "o"), ("üúû", "u"), ("áàâä", "a"), ("ç", "c")):
    _PLAIN = f"REPLACE({_PLAIN}, '[{_accents}]', '{_letter}')"  # type: ignore[misc]
NAMES: Final = "skos:prefLabel|dcterms:title|skos:altLabel|skos:notation|dcterms:identifier"
TEXTS: Final = ("dww:bewering|dww:handelwijze|dww:overweging|dww:gevolg|dww:voorwaarde|dww:grens|dww:kritiekMoment|"
                "skos:definition|dcterms:bibliographicCitation|dww:auteurs")
AROUND: Final = "dww:geeftVormAan|dww:inBeroepssituatie|dww:metClienttype|dww:inContext|dww:verwachtMechanisme"


def holding(thing: str, word: str, lang: str = "nl") -> str:
    """Say that the texts of a thing, or the names of its concepts, hold a word, whatever its accents; Dutch is always read."""
    own, near = f"{thing} {NAMES}|{TEXTS} ?tekst", f"{thing} ({AROUND})/({NAMES}) ?tekst"
    there = f"LANG(?tekst) IN ('', 'nl', '{lang}') && CONTAINS({_PLAIN}, '{word}')"
    return f"{{ SELECT DISTINCT {thing} WHERE {{ {{ {own} }} UNION {{ {near} }} FILTER({there}) }} }}"
