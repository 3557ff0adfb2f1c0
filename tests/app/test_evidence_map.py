"""The evidence map: every number equals a count of its own, small numbers stay masked, and the page says what it shows."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from fake import stocked  # type: ignore[import-not-found,unused-ignore]
from tests.app.test_pages import link_labels, opened, said, values

from dww_graph.answer import Node
from dww_graph.explorer.components.evidence_cells import field, table
from dww_graph.explorer.i18n import LANGUAGES, Lang, plural, translate
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels import evidence_texts
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.evidence_map import AXES, NOT_SEARCHED, VERDICTS, Cell, EvidenceMap, all_cells, load_map
from dww_graph.explorer.viewmodels.table import as_csv
from dww_graph.explorer.viewmodels.things import Thing
from dww_graph.graph import KnowledgeGraph, open_graph
from dww_graph.terms import ID

KADER: dict[str, str | list[str]] = {"as": "clienttype", "facet": "kader", "cel": "a5.kader-jeugdbescherming"}
STATED = """PREFIX dww: <https://w3id.org/dww/def#>
PREFIX st: <https://w3id.org/dww/id/status/> PREFIX rt: <https://w3id.org/dww/id/relatietype/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?element ?ander ?uiting ?kaart ?bewijs ?bron WHERE {
  { ?uiting dww:inBeroepssituatie ?ander } UNION { ?uiting dww:metClienttype ?ander }
  { ?uiting dww:geeftVormAan/skos:broader* ?element } UNION { ?uiting dww:gaatOver/skos:broader* ?element }
  { ?uiting a dww:Handelingskennis . BIND(?uiting AS ?kaart) }
  UNION
  { ?uiting a dww:Handelingskennis . ?v dww:heeftOnderwerp ?uiting ; dww:heeftBewijs ?bewijs ; dww:status st:vastgesteld ;
      dww:relatietypeVan ?relatie . FILTER(?relatie IN (rt:ondersteund-door, rt:genuanceerd-door, rt:tegengesproken-door))
    ?bewijs dww:gerapporteerdIn ?bron . { ?bewijs a dww:Bevinding } UNION { ?bewijs a dww:Aanbeveling } }
  UNION
  { { ?uiting a dww:Bevinding } UNION { ?uiting a dww:Aanbeveling } ?uiting dww:gerapporteerdIn ?bron .
    BIND(?uiting AS ?bewijs) }
}"""
"""What stands in the cells from what was asserted, with none of the derived shortcuts that the map itself stands on."""
SUBJECTS = """PREFIX dww: <https://w3id.org/dww/def#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?uiting ?element WHERE {
  { ?uiting dww:geeftVormAan|dww:gaatOver ?over . ?over skos:broader* ?element }
  UNION { ?uiting dww:gaatOver ?over . ?element skos:broader+ ?over }
  UNION { ?uiting dww:gaatOver/skos:broader* ?over . ?element skos:closeMatch|^skos:closeMatch ?over }
}"""
"""The elements that a card or a finding is about; a finding also about what lies below and close to the element it names."""


@pytest.fixture(scope="module")
def graph(starter_home: Path) -> KnowledgeGraph:
    """The starter graph, in Dutch."""
    return open_graph(starter_home)


@pytest.fixture(scope="module")
def cards(graph: KnowledgeGraph) -> Cards:
    """The cards of the starter graph."""
    return Cards.of(graph)


@pytest.fixture(scope="module")
def held(graph: KnowledgeGraph, cards: Cards) -> EvidenceMap:
    """The evidence map of the starter graph."""
    return load_map(graph, cards)


@pytest.fixture
def page(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages run on the starter graph."""
    monkeypatch.setenv("DWW_HOME", str(starter_home))


def counted(graph: KnowledgeGraph) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Give how many cards, findings and sources each cell holds; what a link ties to a card only where it is about the element.

    A finding about none of the elements of the card counts for all of them.
    """
    about = defaultdict[str, set[str]](set)
    found = defaultdict[tuple[str, str], tuple[set[str], ...]](lambda: (set(), set(), set()))
    for thing, subject in graph.query(SUBJECTS).rows:
        about[named(thing)].add(named(subject))
    for row in graph.query(STATED).rows:
        element, other, said, card, finding, source = map(named, row)
        if not finding or said == finding or element in about[finding] or not about[said] & about[finding]:
            for held, each in zip(found[element, other], (card, finding, source), strict=True):
                held.update([each] if each else [])
    sizes = {at: (len(cards), len(findings), len(sources)) for at, (cards, findings, sources) in found.items()}
    return {at: size for at, size in sizes.items() if any(size)}


def named(node: Node | None) -> str:
    return node.value if node else ""


def test_every_cell_counts_what_an_independent_question_counts(graph: KnowledgeGraph, held: EvidenceMap) -> None:
    wanted = counted(graph)
    shown = {at: (len(cell.cards), len(cell.findings), len(cell.sources)) for at, cell in held.cells.items() if not cell.empty}
    assert len(shown) > 600
    assert shown == wanted


def test_every_cell_of_an_axis_is_listed_once(graph: KnowledgeGraph, cards: Cards, held: EvidenceMap) -> None:
    both = [cell.key for axis in AXES for cell in all_cells(graph, cards, axis)]
    assert len(both) == len(set(both)) == len(held.cells)


def test_a_verdict_never_contradicts_what_the_cell_holds(held: EvidenceMap) -> None:
    for cell in held.cells.values():
        against = "tegengesproken-door" in cell.research
        linked = {"ondersteund-door", "genuanceerd-door"} & set(cell.research)
        fits = {
            "eens": bool(cell.cards and linked and not against),
            "oneens": bool(cell.cards and against),
            "alleen-praktijk": bool(cell.cards and not cell.findings),
            "alleen-onderzoek": bool(not cell.cards and cell.findings),
            "niets-gevonden": bool(not cell.findings and cell.searches),
            "niet-vergeleken": bool(cell.cards and set(cell.research) == {"niet-vergeleken"}),
        }
        assert fits[cell.verdict], cell.key


def test_a_crossing_on_which_nothing_was_said_is_not_searched(held: EvidenceMap) -> None:
    cell = held.named("situatie", "a1-3.schooloverleg")
    assert cell is not None
    assert (cell.verdict, cell.empty) == (NOT_SEARCHED, True)


@pytest.mark.parametrize("key", ["", "a5", "a5.bestaat-niet", "zz.huisbezoek", "a5.kader-drang", "<b>.x"])
def test_an_address_that_names_no_cell_gives_none(held: EvidenceMap, key: str) -> None:
    assert held.named("situatie", key) is None


def test_unfolding_shows_narrower_elements_only_under_a_shown_one(held: EvidenceMap) -> None:
    tops = [row.code for row in held.rows(())]
    assert tops == ["A", "B", "C", "D", "K1", "K2", "K3"]
    assert held.rows(("a5",)) == held.rows(())
    assert [row.code for row in held.rows(("a", "a5")) if row.depth == 2] == ["A5.1", "A5.2", "A5.3", "A5.4", "A5.5"]
    assert len(held.rows(held.foldable())) == 60


def test_ages_go_up_and_situations_are_by_name(held: EvidenceMap) -> None:
    ages = [item.key.removeprefix("leeftijd-") for item in held.columns("clienttype", "leeftijd")]
    assert ages == ["ongeboren-1", "2-3", "4-7", "8-11", "12-15", "16-17", "18-23"]
    assert len(held.columns("situatie")) == 28


def test_only_empty_leaves_out_what_has_no_gap(held: EvidenceMap) -> None:
    shown = field(held, held.rows(()), held.columns("situatie"), only_empty=True)
    assert all(cell.empty for _, _, cell in shown.cells())
    whole = field(held, held.rows(()), held.columns("situatie"), only_empty=False)
    assert sum(cell.empty for _, _, cell in whole.cells()) == len(list(shown.cells()))


def made_real(cards: Cards) -> Cards:
    shelf = cards.library.shelf
    made: Cards = stocked(replace(entry, invented=False) for entry in shelf.entries(range(len(shelf))))
    return made


def test_a_few_real_cards_are_never_told_apart(graph: KnowledgeGraph, cards: Cards) -> None:
    """Neither bubble, nor name, nor table shows the number; a bubble is not wider for more cards either."""
    ui = Screen("nl", graph, {})
    real = load_map(graph, made_real(cards))
    shown = field(real, real.rows(()), real.columns("situatie"), only_empty=False)
    markup = table(ui, shown, "beroepssituaties")
    assert "kaarten uit de praktijk: &lt; 5 kaarten" in markup
    bubbles = set(re.findall(r"dww-practice.*?--d:(\d+)px.*?>([^<]*)</button>", markup))
    assert {number for _, number in bubbles} == {"&lt;5"}
    assert len({width for width, _ in bubbles}) == 1
    assert {evidence_texts.numbers(cell)[0] for _, _, cell in shown.cells()} == {"0", "< 5"}


def test_the_table_has_the_numbers_of_the_map_and_is_safe_in_a_spreadsheet(held: EvidenceMap) -> None:
    def word(key: str) -> str:
        return translate("nl", key)

    cell = held.named("clienttype", "a5.kader-jeugdbescherming")
    assert cell is not None
    heads = evidence_texts.heads("clienttype", word)
    line = evidence_texts.line(cell, "=A5", "jeugdbescherming", word)
    (read,) = csv.DictReader(io.StringIO(as_csv(heads, [line])))
    assert read["werkzaam element"] == "'=A5"
    assert (read["oordeel"], read["kaarten"], read["bevindingen"], read["bronnen"]) == ("eens", "3", "4", "3")
    assert (read["onderzoek ondersteunt"], read["onderzoek nuanceert"], read["verzonnen voorbeeld"]) == ("3", "1", "ja")


def test_five_findings_from_one_source_are_one_source() -> None:
    findings = frozenset(f"{ID}bevinding/{number}" for number in range(5))
    said = {"ondersteund-door": findings}
    cell = Cell(("", ""), stocked([]), research=said, source_of=dict.fromkeys(findings, f"{ID}bron/een"))
    assert (len(cell.findings), len(cell.sources)) == (5, 1)


def test_every_verdict_has_a_word_a_meaning_and_a_name_in_the_graph(graph: KnowledgeGraph) -> None:
    for verdict in VERDICTS[:-1]:
        assert graph.label(f"{ID}celoordeel/{verdict}") == translate("nl", f"oordeel.{verdict}")
    assert all(translate(lang, f"oordeel.{verdict}.uitleg") for lang in LANGUAGES for verdict in VERDICTS)


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_has_its_title_its_date_and_the_meaning_of_every_sign(lang: Lang) -> None:
    at = opened("bewijskaart", lang)
    assert [title.value for title in at.title] == [translate(lang, "bewijskaart.kop")]
    words = said(at)
    assert translate(lang, "bewijskaart.verzonnen") in words
    assert "0001" in words
    assert all(translate(lang, f"oordeel.{verdict}") in words for verdict in VERDICTS)
    assert not at.warning


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_address_with_a_cell_lists_its_cards_and_its_findings(lang: Lang, held: EvidenceMap) -> None:
    at = opened("bewijskaart", lang, **KADER)
    cell = cast(Cell, held.named("clienttype", "a5.kader-jeugdbescherming"))
    assert {card.title for card in cell.cards} <= set(link_labels(at))
    words = said(at)
    findings, sources = (plural(lang, f"bewijskaart.{name}", n) for name, n in (("bevindingen", 4), ("bronnen", 3)))
    assert translate(lang, "bewijskaart.uit", bevindingen=findings, bronnen=sources) in words
    assert words.count('"dww-chip dww-k-aanbeveling"') + words.count('"dww-chip dww-k-bevinding"') == len(cell.findings)
    assert {"dww-r-ondersteund-door", "dww-r-genuanceerd-door"} <= set(words.replace('"', " ").split())


@pytest.mark.usefixtures("page")
def test_one_strength_shows_that_alone_and_one_click_brings_the_cell_back() -> None:
    at = opened("bewijskaart", "nl", **(KADER | {"kracht": "praktijk"}))
    assert "B38-1" not in said(at)
    at = at.button(key="helecel").click().run()
    assert "B38-1" in said(at)
    assert "kracht" not in at.query_params
    at = at.button(key="sluitcel").click().run()
    assert "cel" not in at.query_params


@pytest.mark.usefixtures("page")
def test_a_cell_where_was_searched_names_the_record_and_its_date() -> None:
    words = said(opened("bewijskaart", cel="b.mentorgesprek"))
    assert "gezocht en niets gevonden" in words
    assert "Alleen het startbestand van 81 werken · op 2026-11-23" in words


@pytest.mark.usefixtures("page")
def test_a_cell_that_does_not_exist_is_told_kindly() -> None:
    at = opened("bewijskaart", cel="zz.<b>")
    assert "zz.\\<b\\>" in at.info[0].value
    assert not at.header


@pytest.mark.usefixtures("page")
def test_the_choices_of_the_page_are_in_the_address() -> None:
    at = opened("bewijskaart")
    at.toggle(key="leeg_keuze").set_value(True).run()
    assert values(at, "leeg") == ["1"]
    at.button(key="klap-alles").click().run()
    assert {"a", "a5", "c1"} <= set(values(at, "open"))
    at.segmented_control(key="as_keuze").set_value("clienttype").run()
    at.segmented_control(key="weergave_keuze").set_value("tabel").run()
    assert (values(at, "as"), values(at, "weergave")) == (["clienttype"], ["tabel"])
    assert said(at).count("<tr ") > 100


def test_a_column_is_a_thing_of_the_axis(held: EvidenceMap) -> None:
    kinds = {axis: {item.kind for item in held.columns(axis, "kader")} for axis in AXES}
    assert kinds == {"situatie": {"situatie"}, "clienttype": {"clienttype"}}
    assert Thing(f"{ID}situatie/huisbezoek", "huisbezoek") in held.columns("situatie")


def test_one_verdict_shows_its_cells_and_no_other(starter_home: Path) -> None:
    graph = open_graph(starter_home)
    held = load_map(graph, Cards.of(graph))
    rows, columns = held.rows(()), held.columns("situatie", "")
    told = [cell for _, _, cell in field(held, rows, columns, only_empty=False).cells()]
    for verdict in {cell.verdict for cell in told}:
        some = field(held, rows, columns, only_empty=False, verdict=verdict)
        shown = [(row, column, cell) for row, column, cell in some.cells()]
        assert [cell.key for _, _, cell in shown] == [cell.key for cell in told if cell.verdict == verdict]
        assert {row for row, _, _ in shown} == set(some.rows)
        assert {column for _, column, _ in shown} == set(some.columns)
    assert any(cell.verdict == "niets-gevonden" and not cell.empty for cell in told)
