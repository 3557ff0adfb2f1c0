"""The text of the search page."""

from __future__ import annotations

from typing import Final

ZOEK_EN: Final[dict[str, str]] = {
    "nav.zoek": "Search",
    "zoek.kop": "Search",
    "zoek.vak": "Search for a word",
    "zoek.tip": "for example: shared decision, home visit, LVB",
    "zoek.leeg": "Type one or more words. You search cards, concepts, findings, sources "
    "and learning outcomes at once. Cards are in Dutch, so Dutch words find more of them.",
    "zoek.onder": "{aantal} under ‘{naam}’, also without this word",
    "zoek.over": "All about ‘{naam}’: practice and research",
    "zoek.niets": "No card, concept, finding, source or learning outcome holds "
    "‘{woorden}’. Try fewer or shorter words, or see all cards.",
    "zoek.bedoelde": "Did you mean:",
    "zoek.meer": "Show all {n}",
    "zoek.kaarten": "See these cards with filters",
    "zoek.allesoorten": "Back to all results",
    "zoek.soort.handelingskennis": "Cards of action knowledge",
    "zoek.soort.element": "Effective elements",
    "zoek.soort.situatie": "Professional situations",
    "zoek.soort.clienttype": "Client types",
    "zoek.soort.context": "Professional contexts",
    "zoek.soort.leeruitkomst": "Learning outcomes",
    "zoek.soort.bevinding": "Findings",
    "zoek.soort.aanbeveling": "Recommendations",
    "zoek.soort.bron": "Sources",
    "zoek.soort.claim": "Assumptions of the programme",
    "zoek.soort.overig": "Other concepts",
    "bewaar.knop": "Keep this view",
    "bewaar.naam": "Name",
    "bewaar.gezien": "generation {nummer} of {gebouwd}, seen on {datum}",
    "bewaar.uitleg": "Copy this line. The address opens the same filters, in the other language too. "
    "Numbers may change with a new generation.",
}
