"""The strand of evidence under a card, on paper: what research says, what other cards say, who searched, and what is missing.

Support and contradiction stand in the same list with the same weight; a link that nobody judged says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from dww_graph import terms
from dww_graph.errors import Text
from dww_graph.http.facts import Facts
from dww_graph.http.paper import Paper

SEARCHED: Final = "geen-bewijs-gevonden"
EVIDENTIAL: Final = ("tegengesproken-door", "genuanceerd-door", "ondersteund-door", SEARCHED)
"""What a source does to a card, in the order of the list."""
SAYS: Final[Mapping[str, Text]] = {
    "tegengesproken-door": Text("spreekt tegen", "contradicts"),
    "genuanceerd-door": Text("nuanceert", "qualifies"),
    "ondersteund-door": Text("ondersteunt", "supports"),
}
"""The same in words, told of the source as the explorer does; the vocabulary tells it of the card."""
CHECKED: Final[Mapping[str, Text]] = {
    "geverifieerd": Text("nagekeken bij de bron", "checked against the source"),
    "alleen-citaat": Text("alleen als citaat gezien", "seen as a citation only"),
    "niet-geverifieerd": Text("niet nagekeken", "not verified"),
}
"""Whether somebody looked a text up in its source, in the words of the explorer."""
AGREED: Final = "vastgesteld"
_GONE: Final = ("afgewezen", "ingetrokken")
_CARD: Final = "/handelingskennis/"
_ENDS: Final = ("dww:heeftBewijs", "dww:heeftBewijsbron", "dww:heeftDoel")
_WORDS: Final[Mapping[str, Text]] = {
    "research": Text("Wat onderzoek en richtlijnen zeggen", "What research and guidelines say"),
    "practice": Text("Wat andere kaarten zeggen", "What other cards say"),
    "adds": Text("Wat deze kaart toevoegt", "What this card adds"),
    "none": Text("Nog geen bewijs. Niemand heeft vastgelegd dat er is gezocht.",
                 "No evidence yet. Nobody recorded that they searched."),
    "undated": Text("Hier is gezocht, maar zonder datum vastgelegd. Dat telt niet als gezocht.",
                    "Somebody searched here, but recorded no date. That does not count as searched."),
    "next": Text("Volgende stap: zoek een bron en leg de verbinding vast, of leg vast waar en op welke dag u niets vond.",
                 "Next step: find a source and record the link, or record where and on which day you found nothing."),
    "why": Text("Waarom", "Why"),
    "question": Text("Vraag", "Question"),
    "searched": Text("gezocht op", "searched on"),
    "scope": Text("in", "in"),
    "by": Text("door", "by"),
    "certain": Text("zekerheid", "certainty"),
    "direct": Text("directheid", "directness"),
    "unverified": Text("bron niet nagekeken", "source not verified"),
    "whole": Text("wijst naar de hele bron, nog niet naar een losse bevinding",
                  "points to the source as a whole, not yet to a single finding"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a card: its relation and status (keys), what it points at and the source behind that (IRIs, "" for none)."""

    iri: str
    relation: str
    status: str
    end: str
    source: str

    @property
    def research(self) -> bool:
        """True for what a source or a search says about a card, false for what another card says or the card itself adds."""
        return self.relation in EVIDENTIAL and _CARD not in self.end


def read(facts: Facts, links: Iterable[str]) -> tuple[Link, ...]:
    """Read links (IRIs), contradiction first; what was rejected or withdrawn is left out."""
    found = (_link(facts, iri) for iri in dict.fromkeys(links))
    kept = (link for link in found if link.end and link.status not in _GONE)
    return tuple(sorted(kept, key=lambda link: (_rank(link.relation), facts.label(link.end))))


def _rank(relation: str) -> int:
    return EVIDENTIAL.index(relation) if relation in EVIDENTIAL else len(EVIDENTIAL)


def _link(facts: Facts, iri: str) -> Link:
    end = next(filter(None, (facts.one(iri, prop) for prop in _ENDS)), "")
    source = facts.one(end, "dww:gerapporteerdIn") or (end if "/bron/" in end else "")
    relation, status = (_key(facts.one(iri, prop)) for prop in ("dww:relatietypeVan", "dww:status"))
    return Link(iri, relation, status, end, source)


def _key(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def strand(facts: Facts, paper: Paper, links: Sequence[Link], level: int) -> str:
    """Return the lists under a card with headings of this level; without any research the gap is told."""
    groups = {
        "research": [link for link in links if link.research],
        "practice": [link for link in links if not link.research and link.relation in EVIDENTIAL],
        "adds": [link for link in links if link.relation not in EVIDENTIAL],
    }
    parts = {name: "".join(_item(facts, paper, link) for link in group) for name, group in groups.items()}
    lists = {name: f"<ul class='says'>{body}</ul>" for name, body in parts.items() if body}
    lists.setdefault("research", gap(paper, "none"))
    told = (f"<h{level}>{paper.say(_WORDS[name])}</h{level}>{lists[name]}" for name in groups if name in lists)
    return "".join(told)


def gap(paper: Paper, *names: str) -> str:
    """Return a gap, with what is missing and the next step."""
    said = "".join(f"<p>{paper.say(_WORDS[name])}</p>" for name in (*names, "next"))
    return f"<div class='gap'>{said}</div>"


def _item(facts: Facts, paper: Paper, link: Link) -> str:
    told = f"<strong>{says(facts, paper, link.relation)}:</strong> {_claim(facts, paper, link)}"
    source = f"<br><cite>{paper.link(link.source, cited(facts, link.source))}</cite>" if link.source else ""
    marks = " · ".join(filter(None, _marks(facts, paper, link)))
    lines = [f"<p class='soft'>{marks}</p>", *_texts(facts, paper, link)]
    return f"<li class='{escape(link.relation)}'><p>{told}{source}</p>{''.join(lines)}</li>"


def says(facts: Facts, paper: Paper, relation: str) -> str:
    """Return what a source or card does to a card in words, as HTML."""
    return paper.say(SAYS[relation]) if relation in SAYS else escape(facts.label(terms.thing("relatietype", relation)))


def _claim(facts: Facts, paper: Paper, link: Link) -> str:
    if link.relation == SEARCHED:
        return paper.link(link.end, searched(facts, paper, link.end))
    if link.end == link.source:
        return paper.say(_WORDS["whole"])
    return paper.link(link.end, facts.label(link.end))


def searched(facts: Facts, paper: Paper, record: str) -> str:
    """Return when, where and by whom was searched, as plain text; without a date it says that this does not count."""
    day, scope, who = (facts.literal(record, name) for name in ("dww:zoekdatum", "dww:zoekbereik", "dww:gezochtDoor"))
    if day is None:
        return _WORDS["undated"].in_(paper.lang)
    told = [f"{_WORDS['searched'].in_(paper.lang)} {day.value[:10]}"]
    told += [f"{_WORDS[name].in_(paper.lang)} {said.value}" for name, said in (("scope", scope), ("by", who)) if said]
    return ", ".join(told)


def cited(facts: Facts, source: str) -> str:
    """Return a source as it is cited, else its title."""
    found = facts.literal(source, "dcterms:bibliographicCitation")
    return found.value if found else facts.label(source)


def _marks(facts: Facts, paper: Paper, link: Link) -> list[str]:
    verified = facts.one(link.end, "dww:verificatieVan") or facts.one(link.source, "dww:verificatieVan")
    named = (("certain", facts.one(link.iri, "dww:zekerheidsoordeelVan")), ("direct", facts.one(link.iri, "dww:directheidVan")))
    made, origin = facts.literal(link.iri, "prov:generatedAtTime"), facts.names.origin(link.iri)
    return [
        escape(facts.label(terms.thing("status", link.status))) if link.status else "",
        escape(origin.state) if origin else "",
        _checked(facts, paper, verified) if verified else paper.say(_WORDS["unverified"]) if link.source else "",
        *(f"{paper.say(_WORDS[name])}: {escape(facts.label(value))}" for name, value in named if value),
        escape(facts.label(facts.one(link.end, "dww:studieopzetVan"))) if facts.one(link.end, "dww:studieopzetVan") else "",
        escape(made.value[:10]) if made else "",
    ]


def _checked(facts: Facts, paper: Paper, verified: str) -> str:
    return paper.say(CHECKED[_key(verified)]) if _key(verified) in CHECKED else escape(facts.label(verified))


def _texts(facts: Facts, paper: Paper, link: Link) -> list[str]:
    pairs = (("question", facts.said(link.iri, "dww:vraag")), ("why", facts.said(link.iri, "dww:toelichting")))
    return [f"<p>{paper.say(_WORDS[name])}: {text}</p>" for name, text in pairs if text]
