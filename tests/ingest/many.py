"""Many small contributions of real (that is: not marked as invented) cards, as a team would have after some years."""

from __future__ import annotations

from pathlib import Path

from dww_graph import curation
from dww_graph.model import Toestemming

_CARD = """---
kaart_id: P-{n:04d}
titel: Kaart nummer {n:04d}
werkzaam_element: [A5.4]
beroepssituatie: [huisbezoek]
clienttype: [leeftijd-4-7]
context: [ambulante-hulp]
functie: jeugdbeschermer
ervaring: 6-10
toestemming: {consent}
zichtbaarheid: {ring}
privacy_gecontroleerd: ja
{links}---
## Wat ik doe
Ik begin met wat er goed gaat, dat is afspraak {n:04d}-{word}, en pas daarna vraag ik wat er anders moet.
## Waarom het werkt
Omdat iemand dan hoort dat ik het hele verhaal zie, volgens regel {n:04d}-{word}.
"""
_LINKS = """verbindingen:
  - relatie: ondersteund-door
    naar: P-{to:04d}
    toelichting: Deze kaart zegt hetzelfde als nummer {to:04d} en komt van een ander team.
"""


def consent(home: Path, *codes: str) -> None:
    """Write consents of scope openbaar into the ledger."""
    for code in codes:
        curation.give_consent(home, Toestemming(code, "openbaar", "2026-01-05", "ECO-2026-1", "2036-01-05"))


def word_of(number: int) -> str:
    """Return a word that stands on one card only."""
    return "".join(chr(97 + int(digit)) for digit in f"{number:06d}") + "woord"


def cards(folder: Path, number: int, per_consent: int = 10, ring: str = "programma") -> list[str]:
    """Write `number` cards, each a file; every second one rests on the card before it. Return the consent codes."""
    folder.mkdir(parents=True, exist_ok=True)
    codes = []
    for n in range(number):
        code = f"T-{n // per_consent:04d}"
        codes += [code] if code not in codes else []
        links = _LINKS.format(to=n - 1) if n % 2 else ""
        text = _CARD.format(n=n, consent=code, ring=ring, links=links, word=word_of(n))
        (folder / f"k{n:04d}.md").write_text(text, encoding="utf-8")
    return codes
