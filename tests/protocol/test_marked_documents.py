"""A document says first what is a draft, what was invented and what a program proposed; its data say so in statements."""

from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette
from tests.protocol.conftest import TestClient, published
from tests.protocol.test_trace_document import HEAD

from dww_graph.http.routes import middleware, routes
from dww_graph.http.served import Served
from dww_graph.workers import Limits, WorkerPool

DATA = f"""{HEAD}
<inlezing/x> dww:bestand "x.ttl" .
<handelingskennis/klad> a dww:Handelingskennis ; dcterms:title "Klad"@nl ; dww:kaartstatus "concept" ;
  dww:ingelezenIn <inlezing/x> .
<handelingskennis/net> a dww:Handelingskennis ; dcterms:title "Net"@nl ; dww:kaartstatus "vastgesteld" ;
  dww:isIllustratief true ; dww:ingelezenIn <inlezing/x> .
<verbinding/m> dww:heeftOnderwerp <handelingskennis/net> ; prov:wasAttributedTo <https://example.org/zoeker> ;
  dww:ingelezenIn <inlezing/x> .
<verbinding/s> dww:heeftOnderwerp <handelingskennis/net> ; dww:modelscore 0.7 ; dww:ingelezenIn <inlezing/x> .
<verbinding/h> dww:heeftOnderwerp <handelingskennis/net> ; prov:wasAttributedTo <medewerker/a> ; dww:ingelezenIn <inlezing/x> .
<kandidaat/k> a dww:Kandidaatkennis ; dww:ingelezenIn <inlezing/x> .
<https://example.org/zoeker> a prov:SoftwareAgent .
"""
DRAFT = ("Concept: deze kaart is nog niet vastgesteld.", "Draft: this card is not confirmed yet.")
MACHINE = ("Voorgesteld door een programma, niet door een mens.", "Proposed by a program, not by a person.")
INVENTED = ("Illustratief: dit is een bedacht voorbeeld", "Illustrative: this is an invented example")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, pool: WorkerPool) -> httpx.Client:
    """A client of a server on two cards, three links and a candidate."""
    home = published(tmp_path_factory.mktemp("merken"), DATA)
    return TestClient(Starlette(routes=routes(Served(home), pool, Limits()), middleware=middleware()))


@pytest.mark.check(40)
@pytest.mark.parametrize(
    ("thing", "marks"),
    [
        ("handelingskennis/klad", (DRAFT,)),
        ("handelingskennis/net", (INVENTED,)),
        ("verbinding/m", (MACHINE,)),
        ("verbinding/s", (MACHINE,)),
        ("verbinding/h", ()),
        ("kandidaat/k", (MACHINE,)),
    ],
)
def test_a_document_starts_with_the_marks_of_its_thing_and_no_other(
    thing: str, marks: tuple[tuple[str, str], ...], reader: httpx.Client
) -> None:
    for at, lang in enumerate(("nl", "en")):
        page = reader.get(f"/doc/{thing}?lang={lang}").text
        assert page.count("<p class='badge'>") == len(marks)
        assert all(f"<p class='badge'>{words[at]}" in page for words in marks)


def test_the_data_of_a_draft_say_so_in_a_statement(reader: httpx.Client) -> None:
    turtle = reader.get("/id/handelingskennis/klad", headers={"accept": "text/turtle"}).text
    assert "kaartstatus" in turtle and '"concept"' in turtle
