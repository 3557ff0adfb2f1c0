"""The numbers of the evidence map, the learning page, three hands, the graph and the workbench."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from tests.app.counts import STANCES, iri, masked
from tests.app.counts_of_pages import DRAWN, NOT_COMPARED, Cell, around, degrees, distance, learned, of_kind, places
from tests.app.number_rows import Look, N, Numbers, Row, amount, bare, counted, of_cards, one, plural, text
from tests.app.screens import Screen

from dww_graph.explorer.i18n import CATALOGUES, Lang


def _cell(look: Look, key: str = "") -> Cell:
    element, column = (key or look.found["cel"]).split(".", 1)
    return Cell(look.facts, f"element/{element}", f"{look.scene.one('as') or 'situatie'}/{column}")


def _of(look: Look) -> str:
    kind = look.found["kracht"]
    return _cell(look).cards() if kind == "praktijk" else _cell(look).findings(kind)


def _named(look: Look) -> Numbers:
    kind, cell = look.found["kracht"], _cell(look)
    return {"N": cell.cards()} if kind == "praktijk" else {"Bevindingen": cell.findings(kind), "Bronnen": cell.sources(kind)}


def _sources(lang: Lang) -> str:
    told = {name: plural(lang, f"bewijskaart.{name}", name.title()) for name in ("bevindingen", "bronnen")}
    return text(lang, "bewijskaart.uit", **told)


def of_column(cell: Cell, head: str, lang: Lang) -> str:
    """Give the number of a cell under one head of the table."""
    words = CATALOGUES[lang]
    counts: Mapping[str, Callable[[], str]] = {
        "aantalkaarten": cell.cards, "aantalbevindingen": cell.findings, "aantalbronnen": cell.sources,
        "aantalzoekverslagen": cell.searches,
    }  # fmt: skip
    named = {words[f"kolom.{name}"]: count for name, count in counts.items()}
    stances = {words[f"kracht.{stance}"]: stance for stance in (*STANCES, NOT_COMPARED)}
    return cell.findings(stances[head]) if head in stances else named[head]()


def _of_table(look: Look) -> str:
    return of_column(Cell(look.facts, look.found["element"], look.found["kolom"]), look.found["kop"], look.scene.lang)


def _opened(look: Look) -> Numbers:
    cell = _cell(look, look.scene.one("cel"))
    told = {"N": cell.cards(), "Bevindingen": cell.findings(), "Bronnen": cell.sources()}
    return told | ({"Zoekverslagen": cell.searches()} if cell.searches() != "0" else {})


def _opened_words(lang: Lang) -> str:
    return f"{amount(lang)} · {_sources(lang)}(?: · {plural(lang, 'bewijskaart.zoekverslagen', 'Zoekverslagen')})?"


CELL: Final = r"(?P<cel>[^|]+)\|(?P<kracht>[a-z-]+)"
MAP: Final = (
    Row("bewijskaart", f"button {CELL}", bare(), one(_of)),
    Row("bewijskaart", f"named {CELL}", lambda lang: f".+: (?:{amount(lang)}|{_sources(lang)})", _named),
    Row("bewijskaart", r"td (?P<element>[^+|]+)\+(?P<kolom>[^|]+)\|(?P<kop>.+)", bare(), one(_of_table)),
    Row("bewijskaart", "p dww-count", _opened_words, _opened),
)


def _places(look: Look) -> int:
    form = look.scene.one("vorm")
    return places(look.facts, f"element/{look.scene.one('element')}", f"interactie/{form}" if form else "")


def _somewhere(look: Look) -> str:
    element = f"element/{look.scene.one('element')}"
    return look.facts.shown(f"{learned(element)} ?kaart dww:inBeroepssituatie ?s .")


def _learned(look: Look) -> str:
    name, lang = look.found.get("vorm", ""), look.scene.lang
    forms = look.facts.refs(f"SELECT ?v WHERE {{ ?v a dww:Interactievorm ; skos:prefLabel '{name}'@{lang} }}") if name else [""]
    return look.facts.shown(learned(f"element/{look.scene.one('element')}", f"situatie/{look.found['situatie']}", *forms))


LEARNING: Final = (
    Row("leren", r"td (?P<situatie>situatie/[^|]+)\|(?P<vorm>interactie/.+)", bare(),
        one(lambda look: look.facts.shown(learned("", look.found["situatie"], look.found["vorm"])))),
    Row("leren", "p dww-soft", counted("leren.situaties"), one(_places)),
    Row("leren", "p dww-soft", of_cards("leren.samen"), one(_somewhere)),
    Row("leren", "li@dwwbox-leren-(?P<situatie>.+)",
        lambda lang: text(lang, "leren.van", vorm="(?P<vorm>.+)", aantal=amount(lang)), one(_learned)),
    Row("leren", "page_link dwwlink-lijst-(?P<situatie>.+)", of_cards("leren.kaarten"), one(_learned)),
    Row("handen", "p dww-soft", of_cards("handen.gekozen"),
        one(lambda look: look.facts.shown(learned(f"element/{look.scene.one('element')}")))),
)  # fmt: skip


def drawn(screen: Screen) -> set[str]:
    """Give what is drawn in the picture of a page."""
    return {line.where.removeprefix("node ") for line in screen.lines if line.where.startswith("node ")}


def _known(look: Look) -> list[str]:
    return [*look.scene.address.get("focus", ()), *look.scene.address.get("uit", ())]


def _legend(look: Look) -> str:
    held = around(look.facts, _known(look)) if look.scene.one("focus") else drawn(look.screen)
    return of_kind(look.facts, held, look.found["kind"])


def _lines(look: Look) -> int:
    if look.scene.one("focus"):
        return degrees(look.facts, _known(look), drawn(look.screen)).get(look.found["ding"], 0)
    ends = [each for line in look.screen.lines if line.where.startswith("edge ") for each in line.where[5:].split(" → ")]
    return ends.count(look.found["ding"])


def _kinds(look: Look, held: set[str]) -> str:
    """Write how many there are of each kind, as the page does."""
    words, kinds = CATALOGUES[look.scene.lang], [kind for kind in DRAWN if any(ref.startswith(f"{kind}/") for ref in held)]
    return ", ".join(f"{words[f'soort.{kind}']} ({of_kind(look.facts, held, kind)})" for kind in kinds)


def _hidden(look: Look) -> Numbers:
    asked = look.scene.address.get("soort", DRAWN)
    return {"Soorten": _kinds(look, {ref for ref in around(look.facts, _known(look)) if ref.split("/")[0] not in asked})}


def _left_out(look: Look) -> Numbers:
    asked, here = look.scene.address.get("soort", DRAWN), drawn(look.screen)
    held = {ref for ref in around(look.facts, _known(look)) if ref.split("/")[0] in asked} - here
    return {"Soorten": _kinds(look, held), "Meest": str(len(here))}


def _bridge(look: Look) -> str:
    return look.facts.shown(f"?kaart dww:geeftVormAan {iri('element/' + look.found['element'])} ; dww:inBeroepssituatie ?s .")


GRAPH: Final = (
    Row("graaf", "legend (?P<kind>[a-z]+)", bare(".+? "), one(_legend)),
    Row("graaf", r"td (?P<ding>[^|+]+)\|(?:lijnen|lines)", bare(), one(_lines)),
    Row("graaf", "p dww-soft", lambda lang: text(lang, "graaf.verborgen", wat="(?P<Soorten>.+)"), _hidden),
    Row("graaf", "info .*", lambda lang: text(lang, "graaf.nietgetekend", wat="(?P<Soorten>.+)", meest=f"(?P<Meest>{N})"),
        _left_out),
    Row("graaf", "p dww-count", counted("graaf.pad.stappen"),
        one(lambda look: distance(look.facts, look.scene.one("van"), look.scene.one("naar")))),
    Row("graaf", "p dww-link@dwwbox-brug-(?P<element>.+)",
        lambda lang: f".+ {text(lang, 'graaf.brug.kaarten', aantal=amount(lang))}", one(_bridge)),
)  # fmt: skip


def _asked(look: Look) -> str:
    """Give what the query on the screen finds, to be counted."""
    (query,) = look.screen.at("query")
    prologue, verb, rest = re.split(r"(?m)^(SELECT|CONSTRUCT)", query, maxsplit=1)
    return f"{prologue}SELECT (COUNT(*) AS ?n) WHERE {{ {{ {verb}{rest} }} }}"


def _rows(look: Look) -> str:
    return look.facts.counted(_asked(look))


WORKBENCH: Final = (
    Row("werkbank", "p dww-count", counted("werkbank.rijen"), one(_rows)),
    Row("werkbank", "p dww-soft", lambda lang: text(lang, "werkbank.ingekort", getoond=f"(?P<N>{N})", alle=f"(?P<Alle>{N})"),
        lambda look: {"N": str(len(look.screen.at(r"td [^|]*\|type@.*"))), "Alle": _rows(look)}),
    Row("werkbank", r"td (?:niveau/[^+]+\+)?(?P<situatie>situatie/[^|+]+)\|(?:aantal kaarten|number of cards)", bare(),
        one(lambda look: look.facts.shown(learned("", look.found["situatie"])))),
    Row("werkbank", r"td (?:niveau/[^+]+\+)?(?P<situatie>situatie/[^|+]+)\|(?:waarvan echt|of which real)", bare(),
        one(lambda look: masked(look.facts.cards(learned("", look.found["situatie"]))[0], 0))),
    Row("werkbank", r"td \|(?:leerjaar|year)", bare(), one(lambda look: look.found["N"] if look.facts.number(
        "?x", f"?x dww:leerjaar ?j FILTER(STR(?j) = '{look.found['N']}')") else "nobody said so")),
    Row("werkbank", r"td (?P<element>element/[^|+]+)\|aantal", bare(),
        one(lambda look: look.facts.number("?kaart", f"?kaart dww:geeftVormAan {iri(look.found['element'])}"))),
    Row("werkbank", "bar (?P<naam>.+)", bare(), one(lambda look: look.facts.number(
        "?kaart", f"?kaart dww:geeftVormAan ?e . ?e skos:prefLabel ?l FILTER(STR(?l) = '{look.found['naam']}')"))),
    Row("werkbank", "alt", lambda lang: text(lang, "werkbank.grafiek.alt", n=f"(?P<N>{N})"),
        one(lambda look: len(look.screen.at("bar name")))),
)  # fmt: skip
ROWS: Final = (*MAP, *LEARNING, *GRAPH, *WORKBENCH)
