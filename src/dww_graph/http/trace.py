"""`/doc/spoor/{key}`: the trace of one learning outcome on paper, from element to practice to what research says.

Every gap is told as a gap. The same card is printed once; under a second element it is referred to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from html import escape
from itertools import islice
from operator import or_
from typing import Final

from dww_graph import tellen, terms
from dww_graph.errors import Text
from dww_graph.http import practice, strand
from dww_graph.http.facts import Facts
from dww_graph.http.message import HttpAnswer, HttpRequest
from dww_graph.http.missing import missing
from dww_graph.http.paper import Paper
from dww_graph.http.served import RING, Snapshot
from dww_graph.http.strand import Link
from dww_graph.http.things import referring, thing_of
from dww_graph.shelf import EVIDENCE, Shelf, places

KIND: Final = "leeruitkomst"
MOST: Final = 150
"""More cards than this and nobody prints the document; what was left out is told with its number."""
_OUTCOME: Final = terms.term("dww:Leeruitkomst")
_ABOUT: Final = ("dww:opNiveau", "dww:leerplekVan", "dww:sluitAanBij")
_WORDS: Final[Mapping[str, Text]] = {
    "kind": Text("Herleidspoor: van leeruitkomst naar werkzaam element, naar praktijk, naar bewijs",
                 "Evidence trace: from learning outcome to effective element, to practice, to evidence"),
    "invented": Text("Dit spoor loopt over verzonnen voorbeelden. Die zijn geen echte praktijkkennis en geen bewijs.",
                     "This trace runs through invented examples. They are not real practice knowledge and no evidence."),
    "sum": Text("In het kort", "In short"),
    "cards": Text("kaarten met handelingskennis", "cards with action knowledge"),
    "research": Text("onderzoek en richtlijnen, vastgesteld", "research and guidelines, agreed"),
    "practice": Text("andere kaarten, vastgesteld", "other cards, agreed"),
    "waiting": Text("verbindingen die nog niemand heeft beoordeeld", "links that nobody has judged yet"),
    "gaps": Text("elementen zonder kaart en kaarten zonder bron of zoekactie",
                 "elements without a card and cards without a source or a search"),
    "no_element": Text("Deze leeruitkomst richt zich nog op geen enkel werkzaam element. Er loopt dus nog geen spoor.",
                       "This learning outcome addresses no effective element yet, so no trace runs from it."),
    "no_card": Text("Nog geen handelingskennis. Bij dit element heeft nog geen professional verteld hoe die het doet.",
                    "No action knowledge yet. No professional has yet told how they do this."),
    "not_searched": Text("Niemand heeft vastgelegd dat er is gezocht.", "Nobody recorded that they searched."),
    "add_card": Text("Volgende stap: laat een professional een kaart invullen in het werkboek (dww template).",
                     "Next step: have a professional fill in a card in the workbook (dww template)."),
    "above": Text("Hoort ook bij dit element, en staat hierboven al", "Belongs to this element too, and stands above already"),
    "left_out": Text("Niet in dit document, omdat het er te veel zijn: kaarten",
                     "Not in this document, as there are too many: cards"),
    "all": Text("Alle kaarten bij dit element", "All cards on this element"),
    "of": Text("herleidspoor", "evidence trace"),
}


def answer(snapshot: Snapshot, key: str, request: HttpRequest) -> HttpAnswer:
    """Return the trace of a learning outcome in the reader's language, or a 404 page that says what to do."""
    iri = thing_of(KIND, key)
    facts, paper = Facts.of(snapshot.store, request.lang), Paper.of(request)
    if iri is None or _OUTCOME not in facts.iris(iri, "rdf:type"):
        return missing(paper, f"spoor/{key}", snapshot.is_gone(iri))
    page = _Trace(facts, paper, iri, snapshot.shelf)
    info = snapshot.generation.info
    foot = paper.foot(info, f"{_WORDS['of'].in_(request.lang)} {page.code}, {iri}")
    return paper.page(page.title, page.body() + foot, f"spoor?uitkomst={key}", f"id/{KIND}/{key}")


class _Trace:
    """The body of the document, part by part; a card is known by its place on the shelf, and a set of cards has a bit a card."""

    def __init__(self, facts: Facts, paper: Paper, outcome: str, shelf: Shelf) -> None:
        self._facts, self._paper, self._outcome, self._shelf = facts, paper, outcome, shelf
        code = facts.literal(outcome, "dcterms:identifier")
        self.code = code.value if code else outcome.rsplit("/", 1)[-1]
        self.title = f"{self.code} {facts.label(outcome)}"
        self._held = {element: shelf.values("element").get(element, 0) for element in facts.iris(outcome, "dww:richtZichOp")}
        self._all = reduce(or_, self._held.values(), 0)
        self._chosen = frozenset(islice(self._ranked(), MOST))
        self._links = {place: self._evidence(shelf.iri(place)) for place in self._chosen}
        self._printed: set[int] = set()

    def _ranked(self) -> Iterator[int]:
        """Yield the cards of the trace, contradicted ones first, each once."""
        stances = self._shelf.values(EVIDENCE)
        groups = (*(stances.get(terms.thing("relatietype", name), 0) for name in strand.EVIDENTIAL), self._all)
        yield from dict.fromkeys(place for group in groups for place in places(group & self._all))

    def _evidence(self, card: str) -> tuple[Link, ...]:
        found = strand.read(self._facts, self._tied(card))
        return tuple(link for link in found if link.relation in strand.EVIDENTIAL)

    def _tied(self, thing: str, prop: str = "dww:heeftOnderwerp") -> Iterator[str]:
        found = referring(self._facts.store, thing)
        return (each.subject.value for each in found if each.predicate.value == terms.term(prop))

    def body(self) -> str:
        """Return everything above the foot."""
        elements = "".join(self._element(element, held) for element, held in self._held.items())
        nothing = "" if self._held else f"<div class='gap'><p>{self._word('no_element')}</p></div>"
        return f"{self._head()}{self._summary()}{nothing}{elements}"

    def _head(self) -> str:
        invented = self._facts.true(self._outcome, "dww:isIllustratief") or bool(self._all & self._shelf.invented)
        badge = f"<p class='badge'>{self._word('invented')}</p>" if invented else ""
        about = ((self._facts.label(terms.term(prop)), self._facts.iris(self._outcome, prop)) for prop in _ABOUT)
        told = " · ".join(f"{escape(name)}: {', '.join(map(self._to, values))}" for name, values in about if values)
        return f"<p class='kind'>{self._word('kind')}</p><h1>{escape(self.title)}</h1>{badge}<p class='soft'>{told}</p>"

    def _summary(self) -> str:
        """Count the cards; where all of them are printed, also what is agreed, what waits and what is missing."""
        lines = [f"{self._word('cards')}: {self._number(self._all)}"]
        lines += self._agreed() if len(self._chosen) == self._all.bit_count() else []
        return f"<h2>{self._word('sum')}</h2><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"

    def _agreed(self) -> list[str]:
        links = {link.iri: link for found in self._links.values() for link in found}.values()
        agreed = [link for link in links if link.status == strand.AGREED]
        bare = sum(not any(link.research for link in found) for found in self._links.values())
        return [
            f"{self._word('research')}: {self._stances(link for link in agreed if link.research)}",
            f"{self._word('practice')}: {self._stances(link for link in agreed if not link.research)}",
            f"{self._word('waiting')}: {len(links) - len(agreed)}",
            f"{self._word('gaps')}: {bare + sum(not held for held in self._held.values())}",
        ]

    def _number(self, cards: int) -> str:
        """Give a number of cards as a reader may see it."""
        invented = (cards & self._shelf.invented).bit_count()
        return escape(tellen.shown(cards.bit_count() - invented, invented, tellen.SMALLEST[RING]))

    def _stances(self, links: Iterable[Link]) -> str:
        found = [link.relation for link in links]
        names = [name for name in strand.EVIDENTIAL if name != strand.SEARCHED or name in found]
        said = ((found.count(name), strand.says(self._facts, self._paper, name)) for name in names)
        return ", ".join(f"{number}&nbsp;×&nbsp;{words}" for number, words in said)

    def _element(self, element: str, held: int) -> str:
        code = self._facts.literal(element, "skos:notation")
        name = f"{code.value} {self._facts.label(element)}" if code else self._facts.label(element)
        definition = self._facts.said(element, "skos:definition")
        intro = f"<p class='soft'>{definition}</p>" if definition else ""
        body = self._cards(element, held) if held else self._no_card(element)
        return f"<section><h2>{self._paper.link(element, name)}</h2>{intro}{body}</section>"

    def _cards(self, element: str, held: int) -> str:
        """Print the cards of an element, contradicted ones first; those that stand above and those that do not fit are told."""
        chosen = [place for place in places(held) if place in self._chosen]
        again = [self._to(self._shelf.iri(place)) for place in chosen if place in self._printed]
        new = sorted((place for place in chosen if place not in self._printed), key=self._rank)
        rest = held & ~reduce(or_, (1 << place for place in chosen), 0)
        above = f"<p>{self._word('above')}: {', '.join(again)}.</p>" if again else ""
        return "".join(map(self._card, new)) + above + (self._left_out(element, rest) if rest else "")

    def _rank(self, place: int) -> int:
        ranks = (strand.EVIDENTIAL.index(link.relation) for link in self._links[place])
        return min(ranks, default=len(strand.EVIDENTIAL))

    def _card(self, place: int) -> str:
        facts, paper, card = self._facts, self._paper, self._shelf.iri(place)
        self._printed.add(place)
        head = f"<h3>{paper.link(card, facts.label(card))}</h3><p class='soft'>{practice.marks(facts, paper, card)}</p>"
        said = practice.boundary(facts, paper, card, 4) + practice.sentence(facts, paper, card, practice.BRIEF)
        return f"<article>{head}{said}{strand.strand(facts, paper, self._links[place], 4)}</article>"

    def _no_card(self, element: str) -> str:
        records = (each for each in self._tied(element, "dww:relevantVoorElement") if "/zoekverslag/" in each)
        told = [escape(strand.searched(self._facts, self._paper, each)) for each in records] or [self._word("not_searched")]
        lines = (self._word("no_card"), *told, self._word("add_card"))
        return f"<div class='gap'>{''.join(f'<p>{line}</p>' for line in lines)}</div>"

    def _left_out(self, element: str, cards: int) -> str:
        address = f"../../kennis?element={element.rsplit('/', 1)[-1]}&amp;lang={self._paper.lang}"
        way = "" if self._paper.loose else f" <a href='{address}'>{self._word('all')}</a>"
        return f"<div class='gap'><p>{self._word('left_out')}: {self._number(cards)}.{way}</p></div>"

    def _to(self, iri: str) -> str:
        return self._paper.link(iri, self._facts.label(iri))

    def _word(self, key: str) -> str:
        return self._paper.say(_WORDS[key])
