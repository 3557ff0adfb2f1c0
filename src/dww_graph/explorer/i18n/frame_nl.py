"""De woorden die Streamlit zelf schrijft, in het Nederlands."""

from __future__ import annotations

from typing import Final

FRAME_NL: Final[dict[str, str]] = {
    "frame.skip": "Naar de inhoud",
    "frame.menu": "Menu",
    "frame.home": "Naar de startpagina",
    "frame.pages": "Pagina’s",
    "frame.side": "Zijbalk",
    "frame.side.open": "Open de zijbalk",
    "frame.side.shut": "Sluit de zijbalk",
    "frame.theme": "Kleuren",
    "frame.theme.system": "Zoals dit apparaat",
    "frame.theme.light": "Licht",
    "frame.theme.dark": "Donker",
    "frame.print": "Afdrukken",
    "frame.record": "Neem het scherm op",
    "frame.version": "Kopieer de versie",
    "frame.anchor": "Link naar dit kopje",
    "frame.copy": "Kopieer",
    "frame.copied": "Gekopieerd",
    "frame.clear": "Maak het veld leeg",
    "frame.clear.value": "Wis de keuze",
    "frame.choose": "Kies iets",
    "frame.open": "Open de lijst",
    "frame.none": "Niets gevonden",
    "frame.dismiss": "Sluiten",
    "frame.close": "Sluit",
    "frame.whole": "Schermvullend",
    "frame.whole.shut": "Sluit schermvullend",
    "frame.paging": "Bladeren",
    "frame.paging.back": "Vorige pagina",
    "frame.paging.on": "Volgende pagina",
    "frame.paging.page": "Pagina {n}",
    "frame.chart": "Bewaar als SVG: {naam}",
    "frame.running": "Bezig …",
    "frame.apply": "Druk op Enter",
    "frame.missing": "Deze pagina bestaat niet",
    "frame.missing.said": "We vonden niets op dit adres. U ziet nu de startpagina.",
}
