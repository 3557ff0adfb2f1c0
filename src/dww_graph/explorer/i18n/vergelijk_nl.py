"""De schermtekst van Vergelijk en Drie handen."""

from __future__ import annotations

from typing import Final

VERGELIJK_NL: Final[dict[str, str]] = {
    "nav.vergelijk": "Vergelijk",
    "nav.handen": "Drie handen",
    "vergelijk.kop": "Vergelijk kaarten",
    "vergelijk.zin": "Twee tot vier kaarten naast elkaar. Wat niet op alle kaarten staat, is gemarkeerd.",
    "vergelijk.kies": "Vergelijk deze kaart",
    "vergelijk.mand.een": "{n} kaart gekozen om te vergelijken. Kies er nog minstens één.",
    "vergelijk.mand.meer": "{n} kaarten gekozen om te vergelijken.",
    "vergelijk.mand.vol": "Meer dan vier kaarten passen niet naast elkaar.",
    "vergelijk.toon": "Leg ze naast elkaar",
    "vergelijk.leeg": "Maak de keuze leeg",
    "vergelijk.teweinig": "Kies twee tot vier kaarten. Vink in de lijst onder een kaart ‘Vergelijk deze kaart’ aan.",
    "vergelijk.onbekend": "Deze kaart kennen we niet: {namen}. Misschien is het een typefout, of is de kaart teruggetrokken.",
    "vergelijk.verschilt": "verschilt",
    "vergelijk.alleenhier": "niet op alle kaarten",
    "vergelijk.nietgezegd": "niet gezegd",
    "vergelijk.regel.wanneerniet": "Wanneer niet",
    "vergelijk.regel.situatie": "Beroepssituatie",
    "vergelijk.regel.clienttype": "Cliënttype",
    "vergelijk.regel.context": "Beroepscontext",
    "vergelijk.regel.element": "Werkzaam element",
    "vergelijk.regel.profiel": "Wie vertelt",
    "vergelijk.regel.ervaring": "Ervaring",
    "vergelijk.regel.methode": "Hoe achterhaald",
    "vergelijk.regel.handelen": "Wat ik doe",
    "vergelijk.regel.omdat": "Omdat",
    "vergelijk.regel.zie": "Ik zie",
    "vergelijk.regel.voorwaarden": "Dit is nodig",
    "vergelijk.regel.misgaat": "Wat vaak misgaat",
    "vergelijk.regel.bronnen": "Wat bronnen zeggen",
    "handen.kop": "Drie handen",
    "handen.zin": "Drie manieren waarop professionals hetzelfde element vorm geven.",
    "handen.kies": "Welk werkzaam element?",
    "handen.kies.tip": "Kies een element",
    "handen.gekozen": "{aantal} bij ‘{naam}’. We laten de kaarten zien die het meest verschillen in situatie, cliënttype "
    "en context.",
    "handen.ander": "Laat een ander zien",
    "handen.geenander": "Er zijn geen andere kaarten bij dit element.",
    "handen.onbekend": "Bij dit element zijn er nog geen kaarten. Kies een ander element.",
    "handen.vergelijk": "Vergelijk deze kaarten",
}
