"""What a number stands for is there: as many cards under a cell as it says, every value of a filter, every line of a file."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import streamlit as st
from tests.app.counts import Facts, valued
from tests.app.counts_of_pages import Cell, filled, learned, searched
from tests.app.counts_of_traces import Trace
from tests.app.number_rows_of_maps import of_column
from tests.app.screens import Screen, read, table, visit

from dww_graph.explorer.i18n import CATALOGUES

CELLS: Final = 5
"""So many cells of each axis are opened."""
LINES: Final = 40
EMPTY: Final = 10
PER_PAGE: Final = 60
AXES: Final = {"situatie": "Beroepssituatie", "clienttype": "Clienttype"}
Files = dict[str, Callable[[], Any]]


@pytest.fixture(scope="module")
def known(starter_home: Path) -> Facts:
    """The facts of the starter graph."""
    return Facts(starter_home)


@pytest.fixture(autouse=True)
def _home(starter_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWW_HOME", str(starter_home))


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """The files that a page offers, by name."""
    kept: Files = {}
    offer = st.download_button

    def offered(label: str, data: Any, file_name: str, *rest: Any, **named: Any) -> bool:
        kept[file_name] = data if callable(data) else lambda: data
        return offer(label, data, file_name, *rest, **named)

    monkeypatch.setattr(st, "download_button", offered)
    return kept


def opened(page: str, **address: str | list[str]) -> Screen:
    """Open a page and read it."""
    held = {name.rstrip("_"): [value] if isinstance(value, str) else value for name, value in address.items()}
    return read(visit(page, "nl", held))


def concepts(known: Facts, kind: str) -> list[str]:
    """Give every concept of a kind."""
    return known.refs(f"SELECT DISTINCT ?c WHERE {{ ?c a dww:{kind} }}")


@pytest.mark.parametrize("axis", AXES)
def test_a_cell_of_the_map_lists_as_many_cards_findings_and_searches_as_its_numbers_say(axis: str, known: Facts) -> None:
    cells = sorted(filled(known, concepts(known, "WerkzaamElement"), concepts(known, AXES[axis])))
    for key in random.Random(axis).sample(cells, CELLS):
        element, column = key.split(".", 1)
        cell, screen = Cell(known, f"element/{element}", f"{axis}/{column}"), opened("bewijskaart", as_=axis, cel=key)
        here = [len(screen.boxed(f"dwwbox-cel{name}-.*")) for name in ("kaart", "bewijs", "zoek")]
        assert here == [min(sum(cell.both()), PER_PAGE), int(cell.findings()), int(cell.searches())], key


@pytest.mark.parametrize("axis", AXES)
def test_the_map_and_its_table_leave_no_cell_out(axis: str, known: Facts) -> None:
    every = [ref.split("/")[1] for ref in concepts(known, "WerkzaamElement")]
    shown = opened("bewijskaart", as_=axis, facet="probleemgebied", open=every)
    named = [line.where.removeprefix("named ") for line in shown.lines if line.where.startswith("named ")]
    cells = {(key, strength) for key, there, strength in (each.partition("|") for each in named) if there}
    elements, columns = ({f"{kind}/{key.split('.', 1)[at]}" for key, _ in cells} for at, kind in enumerate(("element", axis)))
    wanted = filled(known, elements, columns)
    assert len({key for key, _ in cells}) == len(elements) * len(columns) > 400
    assert {key for key, strength in cells if strength} == wanted
    there = opened("bewijskaart", as_=axis, facet="probleemgebied", open=every, weergave="tabel").lines
    rows = {line.where.split("|")[0].removeprefix("td ") for line in there if line.where.startswith("td element/")}
    listed = {".".join(ref.split("/")[1] for ref in row.split("+")) for row in rows if "+" in row}
    assert listed == wanted | searched(known, elements, columns)


def named(known: Facts, kind: str) -> dict[str, str]:
    """Give every concept of a kind by what it is called on the map: its code, if it has one, and its name."""
    rows = known.rows(f"""SELECT ?c ?code ?naam WHERE {{ ?c a dww:{kind} ; skos:prefLabel ?naam FILTER(LANG(?naam) = 'nl')
      OPTIONAL {{ ?c skos:notation ?code }} }}""")
    called = ((item, " ".join(part.value for part in (code, name) if part)) for item, code, name in rows)
    return {name: item.value.split("/id/")[1] for item, name in called if item}


def test_the_file_of_the_map_holds_every_cell_with_its_numbers(known: Facts, files: Files) -> None:
    opened("bewijskaart", as_="clienttype", facet="kader", open=["a", "b", "c"])
    lines = table(files["bewijskaart.csv"]())
    row, column, _, *heads, _, _ = lines[0]
    elements, columns = named(known, "WerkzaamElement"), {known.label(ref, "nl"): ref for ref in concepts(known, "Clienttype")}
    assert len(lines) == len({line[row] for line in lines}) * len({line[column] for line in lines}) > 100
    told, empty = ([line for line in lines if any(line[head] != "0" for head in heads) is there] for there in (True, False))
    for line in [*random.Random(7).sample(told, LINES), *random.Random(7).sample(empty, EMPTY)]:
        cell = Cell(known, elements[line[row]], columns[line[column]])
        wanted = {head: of_column(cell, head, "nl") for head in heads}
        assert {head: line[head] for head in heads} == wanted, line


@pytest.mark.parametrize("chosen", [{}, {"element": ["a5"]}, {"clienttype": ["kader-drang", "leeftijd-8-11"], "q": ["gezin"]}])
def test_the_list_of_cards_its_table_and_its_file_hold_what_the_count_says(
    chosen: dict[str, list[str]], known: Facts, files: Files
) -> None:
    number = sum(known.cards(known.chosen(chosen)))
    table_of_page = opened("kennis", weergave="tabel", **chosen)
    assert len(table_of_page.at(r"td [^|]*\|titel@.*")) == number
    assert len(table(files["handelingskennis.csv"]())) == number
    assert len(opened("kennis", **chosen).boxed("dwwbox-lijst-.*")) == min(number, 12)


@pytest.mark.parametrize("chosen", [{}, {"element": ["a5"], "clienttype": ["leeftijd-12-15"]}])
def test_a_filter_offers_every_value_that_has_cards_and_no_other(chosen: dict[str, list[str]], known: Facts) -> None:
    at = visit("kennis", "nl", chosen)
    for toggle in at.toggle:
        toggle.set_value(True)
    screen = read(at.run())
    for facet in ("element", "situatie", "context", "methode", "trede", "jaar"):
        here = {line.where.removeprefix(f"checkbox facet-{facet}-").partition("@")[0]
                for line in screen.lines if line.where.startswith(f"checkbox facet-{facet}-")}
        said = f"?kaart a dww:Handelingskennis . {valued(facet)} {known.chosen(chosen, facet)}"
        values = known.rows(f"SELECT DISTINCT ?waarde WHERE {{ {said} }}")
        assert here == {value.value.rsplit("/", 1)[-1] for (value,) in values if value} | set(chosen.get(facet, ())), facet


def test_the_files_of_learning_and_of_the_trace_hold_what_was_counted(known: Facts, files: Files) -> None:
    opened("leren", element="a5")
    cards = [line for line in table(files["leren.csv"]()) if line["soort"] == CATALOGUES["nl"]["leren.grond.kaart"]]
    said = f"?kaart a dww:Handelingskennis ; dww:inBeroepssituatie ?s . {learned('element/a5')}"
    told = known.number("CONCAT(STR(?kaart), STR(?s))", said)
    assert len(cards) == told > 5
    opened("spoor", uitkomst="lu-04")
    assert len(table(files["herleidspoor.csv"]())) == len(Trace(known, "lu-04").steps) > 5
