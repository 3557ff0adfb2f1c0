"""The numbers of the start page, the list of cards, the search page, a concept and "Over"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tests.app.counts import Facts, iri
from tests.app.counts_of_pages import of_concept
from tests.app.number_rows import Look, N, Numbers, Row, amount, bare, counted, of_cards, one, said, text

from dww_graph.explorer.i18n import CATALOGUES

SOURCE: Final = "?ding a/rdfs:subClassOf* dww:Bron ."
ELEMENT: Final = "?ding a dww:WerkzaamElement"
KEY_FIGURES: Final[Mapping[str, Callable[[Facts], str | int]]] = {
    "handelingskennis": lambda facts: facts.shown(),
    "elementen": lambda facts: facts.number("?ding", ELEMENT),
    "leeruitkomsten": lambda facts: facts.number("?ding", "?ding a dww:Leeruitkomst"),
    "bevindingen": lambda facts: facts.number("?ding", "VALUES ?soort { dww:Bevinding dww:Aanbeveling } ?ding a ?soort"),
    "bronnen": lambda facts: facts.number("?ding", SOURCE),
}
PER_PAGE: Final = 12
IN_A_TABLE: Final = 100


def _figure(name: str, count: Callable[[Facts], str | int]) -> Row:
    return Row("start", r"li .*", lambda lang: f"(?P<N>{N}) {text(lang, f'cijfer.{name}')}", one(lambda look: count(look.facts)))


def _list_count(look: Look) -> Numbers:
    return {"N": look.facts.shown(look.facts.chosen(look.scene.address)), "Totaal": look.facts.shown()}


def _values(look: Look) -> int:
    """Count the values of a filter that the list offers: those with cards, and those that were chosen."""
    facet, address = look.found["facet"], look.scene.address
    empty = [key for key in address.get(facet, ()) if look.facts.facet(address, facet, key) == "0"]
    return look.facts.values(address, facet) + len(empty)


def _without(look: Look) -> str:
    facet, key = look.found["facet"], look.found["key"]
    name = "q" if facet == "zoek" else facet
    kept = {**look.scene.address, name: [each for each in look.scene.address[name] if facet != "zoek" and each != key]}
    return look.facts.shown(look.facts.chosen(kept))


def _pages(look: Look) -> int:
    size = IN_A_TABLE if look.scene.one("weergave") == "tabel" else PER_PAGE
    return -(-sum(look.facts.cards(look.facts.chosen(look.scene.address))) // size)


def _picked(look: Look) -> int:
    words = CATALOGUES[look.scene.lang]
    return max(len(keys) for name, keys in look.scene.address.items() if words.get(f"facet.{name}") == look.found["titel"])


def _basket(look: Look) -> int:
    keys = " ".join(iri(f"handelingskennis/{key}") for key in look.scene.address["vergelijk"])
    return look.facts.number("?kaart", f"VALUES ?kaart {{ {keys} }} ?kaart a dww:Handelingskennis")


LIST: Final = (
    Row("kennis", "p dww-count", lambda lang: f"{amount(lang)} {text(lang, 'kennis.van', totaal=f'(?P<Totaal>{N})')}",
        _list_count),
    Row("kennis", "checkbox facet-(?P<facet>[a-z]+)-(?P<key>.+)", bare(r".+ \(", r"\)"),
        one(lambda look: look.facts.facet(look.scene.address, look.found["facet"], look.found["key"]))),
    Row("kennis", "toggle alles-(?P<facet>[a-z]+)", said("kennis.meer"), one(_values)),
    Row("kennis", "expander .*", bare(r"(?P<titel>.+) \(", r"\)"), one(_picked)),
    Row("kennis", "page_link dwwlink-uit-(?P<facet>[a-z]+)-(?P<key>.+)", of_cards("kennis.nul.zonder"), one(_without)),
    Row("kennis", "p dww-soft", counted("vergelijk.mand"), one(_basket)),
    Row("kennis", "pagination .*", bare(), one(_pages)),
    Row("kennis", r"button weg-jaar-(?P<jaar>\d{4})", bare(".*?", "\\D*"), one(lambda look: look.found["jaar"])),
)  # fmt: skip


def _found(look: Look) -> str:
    kind = look.found["kind"]
    return look.facts.found("" if kind == "overig" else kind, look.scene.address, look.scene.lang)


def _under(look: Look) -> str:
    return look.facts.shown(look.facts.chosen({look.found["kind"]: [look.found["key"]]}))


SEARCH: Final = (
    Row("zoek", "h2 dww-hits dww-k-(?P<kind>[a-z]+)", bare(".+? "), one(_found)),
    Row("zoek", "page_link dwwlink-zoek-onder-(?P<kind>[a-z]+)-(?P<key>.+)", of_cards("zoek.onder"), one(_under)),
    Row("zoek", "page_link dwwlink-zoek-meer-(?P<kind>[a-z]+)", said("zoek.meer"), one(_found)),
)


def _stated(look: Look) -> str:
    told = look.found["N"]
    held = look.facts.number("?v", f"{iri(look.scene.one('id'))} ?p ?v FILTER(STR(?v) = '{told}')")
    return told if held else "nobody said so"


CONCEPT: Final = (
    Row("begrip", "dd", bare(), one(_stated)),
    Row("begrip", "p dww-soft", amount, one(lambda look: look.facts.shown(of_concept(look.scene.one("id"))))),
    Row("begrip", "p dww-soft", said("begrip.eerste"), one(lambda look: len(look.screen.boxed("dwwbox-kaart-.*")))),
)
UNSEEN: Final = f"{SOURCE} ?ding dww:verificatieVan ?v . VALUES ?v {{ verificatie:alleen-citaat verificatie:niet-geverifieerd }}"
ABOUT: Final = (
    Row("over", "p dww-soft",
        lambda lang: text(lang, "over.ontologie.getal", begrippen=f"(?P<N>{N})", triples=f"(?P<Feiten>{N})") + " .*",
        lambda look: {"N": str(look.facts.number("?ding", ELEMENT)), "Feiten": look.facts.statements()}),
    Row("over", "expander .*", lambda lang: text(lang, "over.nietnagekeken.bronnen") + rf" \((?P<N>{N})\)",
        one(lambda look: look.facts.number("?ding", UNSEEN))),
)  # fmt: skip
ROWS: Final = (*(_figure(*each) for each in KEY_FIGURES.items()), *LIST, *SEARCH, *CONCEPT, *ABOUT)
