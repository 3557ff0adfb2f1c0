"""De schermtekst van Zoeken."""

from __future__ import annotations

from typing import Final

ZOEK_NL: Final[dict[str, str]] = {
    "nav.zoek": "Zoeken",
    "zoek.kop": "Zoeken",
    "zoek.vak": "Zoek een woord",
    "zoek.tip": "bijvoorbeeld: samen beslissen, huisbezoek, LVB",
    "zoek.leeg": "Typ een of meer woorden. U zoekt in kaarten, begrippen, bevindingen, bronnen en leeruitkomsten tegelijk.",
    "zoek.onder": "{aantal} bij ‘{naam}’, ook zonder dit woord",
    "zoek.over": "Alles over ‘{naam}’: praktijk en onderzoek",
    "zoek.niets": "Er is geen kaart, begrip, bevinding, bron of leeruitkomst waarin "
    "‘{woorden}’ voorkomt. Probeer minder of kortere woorden, of bekijk alle kaarten.",
    "zoek.bedoelde": "Bedoelde u:",
    "zoek.meer": "Toon alle {n}",
    "zoek.kaarten": "Bekijk deze kaarten met filters",
    "zoek.allesoorten": "Terug naar alle resultaten",
    "zoek.soort.handelingskennis": "Kaarten met handelingskennis",
    "zoek.soort.element": "Werkzame elementen",
    "zoek.soort.situatie": "Beroepssituaties",
    "zoek.soort.clienttype": "Cliënttypen",
    "zoek.soort.context": "Beroepscontexten",
    "zoek.soort.leeruitkomst": "Leeruitkomsten",
    "zoek.soort.bevinding": "Bevindingen",
    "zoek.soort.aanbeveling": "Aanbevelingen",
    "zoek.soort.bron": "Bronnen",
    "zoek.soort.claim": "Aannames van het programma",
    "zoek.soort.overig": "Andere begrippen",
    "bewaar.knop": "Bewaar deze weergave",
    "bewaar.naam": "Naam",
    "bewaar.gezien": "generatie {nummer} van {gebouwd}, bekeken op {datum}",
    "bewaar.uitleg": "Kopieer deze regel. Het adres opent dezelfde filters, ook in de andere taal. De "
    "aantallen kunnen veranderen met een nieuwe generatie.",
}
