"""De schermtekst van Leren."""

from __future__ import annotations

from typing import Final

LEREN_NL: Final[dict[str, str]] = {
    "nav.leren": "Leren",
    "leren.kop": "Waar leert u dit?",
    "leren.zin": "In welke situaties is een werkzaam element te leren, en van wie of wat leerden collega’s het?",
    "leren.kies": "Wat wilt u of uw team leren?",
    "leren.kies.tip": "Kies een werkzaam element",
    "leren.onbekend": "Dit element kennen we niet. Kies een ander element uit de lijst.",
    "leren.vorm": "Van wie of wat geleerd?",
    "leren.vorm.alle": "alles",
    "leren.leeg": "Bij dit element heeft nog niemand verteld waar of van wie het te leren is. Ook is er geen leereenheid die het "
    "oefent. Kijk wat er wel over bekend is, of kies een breder element.",
    "leren.leeg.weg": "Wat weten we over dit element?",
    "leren.situaties.een": "{n} situatie waarin dit te leren is.",
    "leren.situaties.meer": "{n} situaties waarin dit te leren is.",
    "leren.samen": "Samen {aantal}. Eén kaart kan in meer situaties staan.",
    "leren.deel.direct": "In contact met mensen",
    "leren.deel.indirect": "Via protocol, model of ander hulpmiddel",
    "leren.deel.anders": "Op een andere manier",
    "leren.deel.nietverteld": "Niet verteld van wie of wat",
    "leren.deel.kans": "Leermogelijkheid die iemand met opzet heeft gemaakt",
    "leren.deel.opleiding": "Hier oefent de opleiding",
    "leren.van": "Geleerd van: {vorm} ({aantal}).",
    "leren.meer": "… en meer, zie de lijst hieronder.",
    "leren.plek": "leerplek: {plek}",
    "leren.probeer": "Zo kunt u hier oefenen (een idee van ons, niet uit onderzoek): leg een kaart op tafel. Vraag: wat zou u "
    "hier doen, en wanneer juist niet?",
    "leren.kaarten": "Open de lijst: {aantal}",
    "leren.handen": "Drie collega’s die dit verschillend doen",
    "leren.csv": "Download als CSV",
    "leren.overzicht": "Van wie of wat leerden professionals?",
    "leren.overzicht.leeg": "Er is nog geen kaart die vertelt van wie of wat de professional leerde.",
    "leren.overzicht.uitleg": "Het getal is het aantal kaarten. Eén kaart kan in meer situaties staan. Een punt betekent: niet "
    "verteld. Kies hierboven een element om de kaarten te zien.",
    "leren.grond.kaart": "handelingskennis",
    "leren.grond.leermogelijkheid": "leermogelijkheid",
    "leren.grond.leereenheid": "leereenheid",
    "kolom.grond": "soort",
    "kolom.vorm": "van wie of wat",
}
