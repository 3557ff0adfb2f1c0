"""What the evidence map, the learning page, the trace and the graph count, each in SPARQL over what was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tests.app.counts import ABOUT, ID, LIVE, PLACE, RESEARCH, STANCES, Facts, accepted, iri, masked

NOT_COMPARED: Final = "niet-vergeleken"
OWN_TIES: Final = """dww:geeftVormAan dww:inBeroepssituatie dww:metClienttype dww:gaatOver dww:gerapporteerdIn dww:richtZichOp
  skos:closeMatch dcterms:isReplacedBy"""
DRAWN: Final = (
    "element", "situatie", "clienttype", "context", "handelingskennis", "leeruitkomst", "bevinding", "aanbeveling", "zoekverslag",
    "bron", "claim",
)  # fmt: skip
"""Kinds of things that a picture of the graph draws."""
SEARCHED: Final = "?v dww:relatietypeVan rt:geen-bewijs-gevonden ; dww:status st:vastgesteld"
_KINDS: Final = "|".join(DRAWN)
TIES: Final = f"""{{
  {{ ?a ?r ?b . VALUES ?r {{ {OWN_TIES} }} BIND("" AS ?link) }}
  UNION
  {{ ?a a dww:Handelingskennis ; dww:geeftVormAan/skos:broader+ ?b . FILTER NOT EXISTS {{ ?a dww:geeftVormAan ?b }}
     BIND("past bij" AS ?r) BIND("" AS ?link) }}
  UNION
  {{ ?a a dww:Handelingskennis ; dww:inContext ?b . BIND(dww:inContext AS ?r) BIND("" AS ?link) }}
  UNION
  {{ ?a skos:broader ?b ; a ?soort . VALUES ?soort {{ dww:WerkzaamElement dww:Clienttype dww:Beroepscontext }}
     BIND(skos:broader AS ?r) BIND("" AS ?link) }}
  UNION
  {{ ?link dww:heeftOnderwerp ?a ; dww:heeftBewijs|dww:heeftBewijsbron|dww:heeftDoel ?b ; dww:relatietypeVan ?r ;
       dww:status ?status . {LIVE} }}
  FILTER(?a != ?b && REGEX(STR(?a), "/id/({_KINDS})/") && REGEX(STR(?b), "/id/({_KINDS})/"))
}}"""
"""Every tie between two things that can be drawn: from ?a to ?b, with its relation and the link it was recorded in."""


def _about(element: str) -> str:
    """Say that ?bewijs is about an element: names it, or one below, above or close to it."""
    near = "?bewijs dww:gaatOver/skos:broader*"
    return (
        f"{{ {near} {element} }} UNION {{ ?bewijs dww:gaatOver ?over . {element} skos:broader+ ?over }} "
        f"UNION {{ {near} ?over . {element} skos:closeMatch|^skos:closeMatch ?over }}"
    )


def _loose(facts: Facts) -> str:
    """Give every card with research that a link ties to it and that is about none of its elements, as values."""
    links = accepted(" ".join(f"rt:{each}" for each in STANCES))
    shared = f"?kaart dww:geeftVormAan/skos:broader* ?een . {_about('?een')}"
    rows = facts.rows(f"SELECT DISTINCT ?kaart ?bewijs WHERE {{ {links} FILTER(!EXISTS {{ {shared} }}) }}")
    return " ".join(f"(<{card.value}> <{finding.value}>)" for card, finding in rows if card and finding)


class Cell:
    """The counts of one cell of the evidence map, or of research in it of one stance."""

    def __init__(self, facts: Facts, element: str, column: str) -> None:
        self._facts = facts
        self._in = f"?kaart a dww:Handelingskennis ; dww:geeftVormAan/skos:broader* {iri(element)} ; {PLACE} {iri(column)} ."
        self._itself = f"{ABOUT} {iri(element)} ; {PLACE} {iri(column)} ."
        about = facts.refs(f"SELECT DISTINCT ?bewijs WHERE {{ {_about(iri(element))} }}")
        loose = f"EXISTS {{ VALUES (?kaart ?bewijs) {{ {_loose(facts)} }} }}"
        self._counts = f"FILTER(?bewijs IN ({', '.join(map(iri, about))}) || {loose})"

    def cards(self) -> str:
        """Count the cards, as shown."""
        return masked(*self.both())

    def both(self) -> tuple[int, int]:
        """Count the cards, real and invented."""
        return self._facts.cards(self._in)

    def research(self, stance: str = "") -> str:
        """Say that ?bewijs is a finding or recommendation of the cell, of one stance or of any.

        What a link ties to a card counts for those elements of the card that it is about, or for all when it is about none.
        """
        linked = f"{self._in} {accepted(' '.join(f'rt:{each}' for each in STANCES if stance in ('', each)))} {self._counts}"
        itself = f"{RESEARCH} ?bewijs a ?soort ; {self._itself}"
        if stance == NOT_COMPARED:
            every = accepted(" ".join(f"rt:{each}" for each in STANCES))
            return f"{itself} MINUS {{ {self._in} {every} }}"
        return linked if stance else f"{{ {linked} }} UNION {{ {itself} }}"

    def findings(self, stance: str = "") -> str:
        """Count findings and recommendations."""
        return str(self._facts.number("?bewijs", self.research(stance)))

    def sources(self, stance: str = "") -> str:
        """Count the sources behind them."""
        return str(self._facts.number("?bron", f"{{ {self.research(stance)} }} ?bewijs dww:gerapporteerdIn ?bron"))

    def searches(self) -> str:
        """Count search records, dated or not."""
        linked = f"{self._in} {SEARCHED} ; dww:heeftOnderwerp ?kaart ; dww:heeftBewijs ?verslag ."
        either = f"{{ {linked} }} UNION {{ ?verslag {self._itself} }}"
        return str(self._facts.number("?verslag", f"{either} ?verslag a dww:Zoekverslag ."))


def filled(facts: Facts, elements: Iterable[str], columns: Iterable[str]) -> set[str]:
    """Give the crossings that hold a card or research, as `a5.huisbezoek`."""
    return _crossings(facts, elements, columns, f"?x {ABOUT} ?e ; {PLACE} ?c ; a ?soort . "
                      "VALUES ?soort { dww:Handelingskennis dww:Bevinding dww:Aanbeveling }")


def searched(facts: Facts, elements: Iterable[str], columns: Iterable[str]) -> set[str]:
    """Give the crossings that a search record is about, itself or by an accepted link with a card."""
    return _crossings(facts, elements, columns, f"""{{ ?x {ABOUT} ?e ; {PLACE} ?c ; a dww:Zoekverslag }} UNION {{
      ?x a dww:Handelingskennis ; {ABOUT} ?e ; {PLACE} ?c .
      {SEARCHED} ; dww:heeftOnderwerp ?x ; dww:heeftBewijs/a dww:Zoekverslag }}""")


def _crossings(facts: Facts, elements: Iterable[str], columns: Iterable[str], said: str) -> set[str]:
    rows, heads = (" ".join(map(iri, each)) for each in (elements, columns))
    found = facts.rows(f"SELECT DISTINCT ?e ?c WHERE {{ {said} VALUES ?e {{ {rows} }} VALUES ?c {{ {heads} }} }}")
    return {".".join(node.value.rsplit("/", 1)[-1] for node in row if node) for row in found}


def learned(element: str = "", situation: str = "", form: str = "") -> str:
    """Say that a card is on an element, in a situation, and was learned from someone or through something."""
    said = f"?kaart dww:geeftVormAan/skos:broader* {iri(element)} ." if element else ""
    said += f" ?kaart dww:inBeroepssituatie {iri(situation)} ." if situation else ""
    return said + (f" ?kaart dww:geleerdIn/dww:metInteractievorm {iri(form)} ." if form else "")


def places(facts: Facts, element: str, form: str = "") -> int:
    """Count the situations in which an element can be learned: by cards, by opportunities, by units that practise there."""
    by = f"?kaart dww:geleerdIn/dww:metInteractievorm {iri(form)} ." if form else ""
    through = f"?kans dww:metInteractievorm {iri(form)} ." if form else ""
    unit = f"?eenheid dww:heeftLeeruitkomst/dww:richtZichOp/skos:broader* {iri(element)} ; dww:oefentIn ?s"
    return facts.number("?s", f"""
      {{ ?kaart a dww:Handelingskennis ; dww:geeftVormAan/skos:broader* {iri(element)} ; dww:inBeroepssituatie ?s . {by} }}
      UNION {{ ?kans dww:vergroot/skos:broader* {iri(element)} ; dww:beschikbaarIn|^dww:biedtLeermogelijkheid ?s . {through} }}
      {"" if form else f"UNION {{ {unit} }}"}""")


def of_concept(ref: str) -> str:
    """Say that a card belongs to a concept, or is linked with a source or what that reports."""
    concept = iri(ref)
    ways = [f"dww:geeftVormAan/skos:broader* {concept}", f"(dww:inBeroepssituatie|dww:verwachtMechanisme) {concept}",
            f"(dww:metClienttype|dww:inContext)/skos:broader* {concept}",
            f"dww:uitgesprokenDoorProfiel/(dww:heeftBeroep|dww:heeftErvaring) {concept}",
            f"dww:geexpliciteerdIn/dww:metMethode {concept}", f"dww:geleerdIn/dww:metInteractievorm {concept}"]
    linked = f"""?v dww:heeftOnderwerp ?kaart ; dww:heeftBewijsbron|(dww:heeftBewijs/dww:gerapporteerdIn) {concept} ;
      dww:status ?status . {LIVE}"""
    return " UNION ".join(f"{{ {way} }}" for way in [*(f"?kaart {way}" for way in ways), linked])


def degrees(facts: Facts, known: Iterable[str], drawn: Iterable[str]) -> dict[str, int]:
    """Count the ties of each drawn thing, of those that hang on a thing that is known (in the middle, or opened)."""
    middle, here = (", ".join(map(iri, each)) for each in (known, drawn))
    there = f"FILTER((?a IN ({middle}) && ?b IN ({here})) || (?b IN ({middle}) && ?a IN ({here})))"
    rows = facts.rows(f"""SELECT ?n (COUNT(DISTINCT CONCAT(STR(?a), STR(?r), STR(?b), STR(?link))) AS ?aantal) WHERE {{
      {{ {TIES} {there} BIND(?a AS ?n) }} UNION {{ {TIES} {there} BIND(?b AS ?n) }} }} GROUP BY ?n""")
    return {node.value.split("/id/")[1]: int(number.value) for node, number in rows if node and number}


def around(facts: Facts, known: Iterable[str]) -> set[str]:
    """Give everything that has a tie with a known thing, and those themselves."""
    middle, found = ", ".join(map(iri, known)), set(known)
    for here, there in (("?a", "?b"), ("?b", "?a")):
        found |= set(facts.refs(f"SELECT DISTINCT {there} WHERE {{ {TIES} FILTER({here} IN ({middle})) }}"))
    return found


def of_kind(facts: Facts, refs: Iterable[str], kind: str) -> str:
    """Count things of a kind; cards as shown."""
    held = [ref for ref in refs if ref.startswith(f"{kind}/")]
    if kind != "handelingskennis" or not held:
        return str(len(held))
    return facts.shown(f"VALUES ?kaart {{ {' '.join(map(iri, held))} }}")


def distance(facts: Facts, start: str, end: str, most: int = 8) -> int:
    """Count the steps of the shortest way between two things, over what was said; 0 when there is none that short."""
    said = TIES.replace('BIND("past bij" AS ?r)', "FILTER(false)")
    pairs = {(a.value, b.value) for a, b in facts.rows(f"SELECT DISTINCT ?a ?b WHERE {{ {said} }}") if a and b}
    reached, goal, steps = {ID + start}, ID + end, 0
    while steps < most and goal not in reached:
        reached |= {b for a, b in pairs if a in reached} | {a for a, b in pairs if b in reached}
        steps += 1
    return steps if goal in reached else 0
