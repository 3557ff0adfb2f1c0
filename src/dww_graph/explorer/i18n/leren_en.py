"""The screen texts of Learning."""

from __future__ import annotations

from typing import Final

LEREN_EN: Final[dict[str, str]] = {
    "nav.leren": "Learning",
    "leren.kop": "Where can you learn this?",
    "leren.zin": "In which situations can an effective element be learned, and from whom or what did colleagues learn it?",
    "leren.kies": "What do you or your team want to learn?",
    "leren.kies.tip": "Choose an effective element",
    "leren.onbekend": "We do not know this element. Choose another one from the list.",
    "leren.vorm": "Learned from whom or what?",
    "leren.vorm.alle": "everything",
    "leren.leeg": "Nobody has told yet where or from whom this element can be learned, and no learning unit practises it. "
    "See what is known about it, or choose a broader element.",
    "leren.leeg.weg": "What do we know about this element?",
    "leren.situaties.een": "{n} situation in which this can be learned.",
    "leren.situaties.meer": "{n} situations in which this can be learned.",
    "leren.samen": "Together {aantal}. One card can be in more situations.",
    "leren.deel.direct": "In contact with people",
    "leren.deel.indirect": "Through a protocol, a model or another aid",
    "leren.deel.anders": "In another way",
    "leren.deel.nietverteld": "Not told from whom or what",
    "leren.deel.kans": "Learning opportunity that somebody made on purpose",
    "leren.deel.opleiding": "Education practises here",
    "leren.van": "Learned from: {vorm} ({aantal}).",
    "leren.meer": "… and more, see the list below.",
    "leren.plek": "place of learning: {plek}",
    "leren.probeer": "How you could practise here (our own idea, not from research): put a card on the table. Ask: what would "
    "you do here, and when not?",
    "leren.kaarten": "Open the list: {aantal}",
    "leren.handen": "Three colleagues who do this differently",
    "leren.csv": "Download as CSV",
    "leren.overzicht": "From whom or what did professionals learn?",
    "leren.overzicht.leeg": "There is no card yet that tells from whom or what the professional learned.",
    "leren.overzicht.uitleg": "The number is the number of cards. One card can stand in several situations. A dot means: not "
    "told. Choose an element above to see the cards.",
    "leren.grond.kaart": "action knowledge",
    "leren.grond.leermogelijkheid": "learning opportunity",
    "leren.grond.leereenheid": "learning unit",
    "kolom.grond": "kind",
    "kolom.vorm": "from whom or what",
}
