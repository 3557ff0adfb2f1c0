"""Every control is silent on the faultless graph and names the node at fault after one change."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from grond import ID, ROOT, grond, instead, plus, without
from ruamel.yaml import YAML

CONTROLES = {
    path.name.removesuffix("-violation.rq"): path for path in (ROOT / "queries" / "controles").glob("*.rq")
}
DWW = "https://w3id.org/dww/def#"
KAART = f"<{ID}handelingskennis/kaart>"
B, G, F, R1 = f"<{ID}bevinding/b>", f"<{ID}aanbeveling/g>", f"<{ID}fragment/f>", f"<{ID}beoordeling/r1>"

COPY_V1 = "INSERT { v:v9 ?p ?o } WHERE { v:v1 ?p ?o . FILTER ( ?p != dww:heeftBewijsFragment ) }"
REVIEW_V9 = plus(
    f"<{ID}beoordeling/r9> dww:beoordeelt v:v9 ; dww:besluit status:vastgesteld ; "
    "prov:wasAssociatedWith medewerker:ander ; prov:endedAtTime '2026-01-12T09:00:00Z'^^xsd:dateTime"
)
LATER = (
    f"<{ID}beoordeling/r2> dww:beoordeelt v:v1 ; prov:wasAssociatedWith medewerker:ander ; prov:endedAtTime "
)

# control -> (focus, value or None, changes); the first fires, so does each of the others
FIRES: list[tuple[str, str, str | None, tuple[str, ...]]] = [
    (
        "oordeel-van-ander",
        "verbinding/v1",
        None,
        (instead(R1, "prov:wasAssociatedWith", "medewerker:maker"),),
    ),
    (
        "oordeel-van-ander",
        "verbinding/v1",
        None,
        (instead(R1, "prov:wasAssociatedWith", "medewerker:zoeker"),),
    ),
    ("oordeel-van-ander", "verbinding/v1", None, (f"DELETE WHERE {{ {R1} ?p ?o }}",)),
    ("oordeel-van-ander", "verbinding/v1", None, (plus("v:v1 prov:wasAttributedTo medewerker:ander"),)),
    (
        "status-volgt-oordeel",
        "verbinding/v1",
        "status/vastgesteld",
        (instead("v:v1", "dww:status", "status:voorgesteld"),),
    ),
    (
        "status-volgt-oordeel",
        "verbinding/v1",
        "status/afgewezen",
        (plus(f"{LATER} '2026-02-01T09:00:00Z'^^xsd:dateTime ; dww:besluit status:afgewezen"),),
    ),
    ("dubbele-verbinding", "verbinding/v9", "verbinding/v1", (COPY_V1, REVIEW_V9)),
    (
        "passage-uit-bron-van-bewijs",
        "verbinding/v1",
        "fragment/f",
        (instead(F, "dww:staatIn", "bron:richtlijn"),),
    ),
    (
        "passage-uit-bron-van-bewijs",
        "verbinding/v3",
        "fragment/g",
        (
            plus(
                f"v:v3 dww:heeftBewijsFragment <{ID}fragment/g> . <{ID}fragment/g> dww:staatIn bron:richtlijn"
            ),
        ),
    ),
    (
        "vervallen-begrip-in-gebruik",
        "handelingskennis/kaart",
        "element/a1-1",
        (instead("element:a1-1", "dww:begripsstatus", f"<{ID}begripsstatus/vervallen>"),),
    ),
    (
        "vervallen-begrip-in-gebruik",
        "handelingskennis/kaart",
        "element/a1-1",
        (plus("element:a1-1 owl:deprecated true"),),
    ),
    (
        "verkorting-zonder-verbinding",
        "handelingskennis/kaart",
        "aanbeveling/g",
        (plus(f"{KAART} dww:ondersteundDoor {G}"),),
    ),
    (
        "verkorting-zonder-verbinding",
        "handelingskennis/kaart",
        "bevinding/b",
        (plus(f"{KAART} dww:tegengesprokenDoor {B}"),),
    ),
    (
        "verkorting-zonder-verbinding",
        "handelingskennis/kaart",
        "bron/richtlijn",
        (plus(f"{KAART} dww:ondersteundDoorBron bron:richtlijn"),),
    ),
    (
        "vastgesteld-zonder-bevinding",
        "verbinding/v1",
        "bron/werken",
        (without("v:v1", "dww:heeftBewijs"), plus("v:v1 dww:heeftBewijsbron bron:werken")),
    ),
    (
        "verwijzing-zonder-doel",
        "handelingskennis/kaart",
        "situatie/weg",
        (plus(f"{KAART} dww:inBeroepssituatie <{ID}situatie/weg>"),),
    ),
    (
        "ring-lekt",
        "verbinding/v1",
        "handelingskennis/kaart",
        (instead("v:v1", "dww:zichtbaarheidVan", "ring:openbaar"),),
    ),
    (
        "ring-lekt",
        "leermiddel/lm",
        "handelingskennis/kaart",
        (plus(f"<{ID}leermiddel/lm> dww:zichtbaarheidVan ring:openbaar"),),
    ),
    (
        "bron-vervangen",
        "verbinding/v1",
        "bron/werken",
        (plus("bron:werken dcterms:isReplacedBy bron:richtlijn"),),
    ),
    ("bron-vervangen", "verbinding/v1", "bron/werken", (plus("bron:werken dww:ingetrokkenOp '2026-03-01'"),)),
    (
        "tegenstrijdig-vastgesteld",
        "verbinding/v9",
        "verbinding/v1",
        (COPY_V1, REVIEW_V9, instead("v:v9", "dww:relatietypeVan", "relatie:tegengesproken-door")),
    ),
    (
        "niet-geverifieerd-vastgesteld",
        "verbinding/v1",
        "bevinding/b",
        (instead(B, "dww:verificatieVan", f"<{ID}verificatie/niet-geverifieerd>"),),
    ),
    (
        "illustratief-niet-gemeld",
        "verbinding/v1",
        "handelingskennis/kaart",
        (without("v:v1", "dww:isIllustratief"),),
    ),
    (
        "dubbele-voorkeursterm",
        "element/a1-1",
        "element/a1",
        (
            "DELETE DATA { element:a1-1 skos:prefLabel 'smalst'@nl }",
            plus("element:a1-1 skos:prefLabel 'smal'@nl"),
        ),
    ),
    (
        "dubbele-identificatie",
        "bevinding/c",
        "bevinding/b",
        (plus(f"<{ID}bevinding/c> a dww:Bevinding ; dcterms:identifier 'B07-1'"),),
    ),
    (
        "kandidaat-vastgesteld",
        "kandidaat/k",
        "status/vastgesteld",
        (instead(f"<{ID}kandidaat/k>", "dww:kandidaatstatus", "status:vastgesteld"),),
    ),
    ("kandidaat-vastgesteld", "kandidaat/k", f"{DWW}Handelingskennis", (plus(f"<{ID}kandidaat/k> a dww:Handelingskennis"),)),
    ("kandidaat-vastgesteld", "kandidaat/k", "element/a1", (plus(f"<{ID}kandidaat/k> dww:geeftVormAan element:a1"),)),
    (
        "kandidaat-vastgesteld",
        "kandidaat/k",
        "leermiddel/lm",
        (plus(f"<{ID}leermiddel/lm> dww:bevatHandelingskennis <{ID}kandidaat/k>"),),
    ),
    (
        "codekoppeling-tegenstrijdig",
        "code/c",
        "element/a1",
        (plus(f"<{ID}codekoppeling/g> a dww:Codekoppeling ; dww:koppeltCode <{ID}code/c> ; dww:soortOvereenkomst 'geen'"),),
    ),
    ("passage-lengte", "fragment/f", "een 😀 zin", (instead(F, "dww:positieTot", "14"),)),
]

SILENT: list[tuple[str, str]] = [
    (
        "an earlier decision",
        plus(f"{LATER} '2026-01-10T10:00:00Z'^^xsd:dateTime ; dww:besluit status:voorgesteld"),
    ),
    (
        "a withdrawn copy",
        COPY_V1.replace("?p != dww:heeftBewijsFragment", "?p NOT IN (dww:heeftBewijsFragment, dww:status)")
        + " ; INSERT DATA { v:v9 dww:status status:afgewezen }",
    ),
    (
        "a shortcut under an accepted link",
        plus(f"{KAART} dww:ondersteundDoor {B} ; dww:ondersteundDoorBron bron:werken"),
    ),
    (
        "a replaced source under a proposed link",
        plus("bron:richtlijn dcterms:isReplacedBy bron:werken . v:v3 dww:heeftBewijsbron bron:richtlijn"),
    ),
    (
        "a passage that a card quotes itself",
        instead("v:v1", "dww:heeftBewijs", KAART) + f" ; INSERT DATA {{ {KAART} dww:berustOpFragment {F} }}",
    ),
    ("the same code on another kind of record", plus(f"{KAART} dcterms:identifier 'B07-1'")),
    ("a reference to the outside world", plus(f"{KAART} dcterms:source <https://example.org/elders>")),
    (
        "two codes of one name in different branches",
        plus(f"<{ID}code/d> a dww:Code ; skos:prefLabel 'Band' . <{ID}code/c> skos:inScheme <{ID}codeboek/proef> . "
             f"<{ID}code/d> skos:inScheme <{ID}codeboek/proef>"),
    ),
    (
        "the identifier of a coding in two exports",
        plus(f"<{ID}codering/x> dcterms:identifier 'G' . <{ID}codering/y> a dww:Codering ; dcterms:identifier 'G'"),
    ),
    ("a link in a narrower ring than its card", instead("v:v1", "dww:zichtbaarheidVan", "ring:beheer")),
]

CIRCLE = plus("element:a skos:broader element:a1-1 ; dww:heeftBrederElement element:a1-1")


def rows(store: ox.Store, control: str) -> set[tuple[str, str | None]]:
    found = store.query(CONTROLES[control].read_text(encoding="utf-8"))
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return {(row["wat"].value, row["waarde"].value if "waarde" in names else None) for row in found}


def fired(store: ox.Store) -> dict[str, set[tuple[str, str | None]]]:
    return {control: found for control in CONTROLES if (found := rows(store, control))}


def test_the_faultless_graph_has_no_rows() -> None:
    assert fired(grond()) == {}


@pytest.mark.parametrize(
    ("control", "focus", "value", "changes"), FIRES, ids=[f"{n}-{fire[0]}" for n, fire in enumerate(FIRES)]
)
def test_one_fault_gives_one_row_of_one_control(
    control: str, focus: str, value: str | None, changes: tuple[str, ...]
) -> None:
    full = ID + value if value is not None and "/" in value and not value.startswith(DWW) else value
    assert fired(grond(*changes)) == {control: {(ID + focus, full)}}


def test_every_concept_of_a_circle_is_named_with_its_first_step() -> None:
    assert fired(grond(CIRCLE)) == {
        "kring-in-hierarchie": {
            (f"{ID}element/a", f"{ID}element/a1-1"),
            (f"{ID}element/a1", f"{ID}element/a"),
            (f"{ID}element/a1-1", f"{ID}element/a1"),
        }
    }


def test_a_concept_broader_than_itself_is_a_circle() -> None:
    assert rows(grond(plus("element:a skos:broader element:a")), "kring-in-hierarchie") == {
        (f"{ID}element/a", f"{ID}element/a")
    }


@pytest.mark.parametrize(("what", "change"), SILENT, ids=[what for what, _ in SILENT])
def test_what_is_in_order_gives_no_rows(what: str, change: str) -> None:
    assert fired(grond(change)) == {}


def test_every_control_has_a_case_that_fires() -> None:
    assert {fire[0] for fire in FIRES} | {"kring-in-hierarchie"} == set(CONTROLES)


def header(path: Path) -> dict[str, object]:
    lines = [line[3:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#+ ")]
    said = YAML(typ="safe", pure=True).load("\n".join(lines))
    assert isinstance(said, dict)
    return said


@pytest.mark.parametrize("control", sorted(CONTROLES))
def test_every_header_is_complete_and_names_the_columns_of_its_query(control: str) -> None:
    said = header(CONTROLES[control])
    assert said["ernst"] in {"fout", "waarschuwing", "info"}
    for language in ("nl", "en"):
        message = said[language]
        assert isinstance(message, str) and message.count(". ") + message.count("; ") >= 1, (
            "what, and what to do"
        )
    found = grond().query(CONTROLES[control].read_text(encoding="utf-8"))
    assert isinstance(found, ox.QuerySolutions)
    columns = said["columns"]
    assert isinstance(columns, dict) and list(columns) == [variable.value for variable in found.variables]
    assert all(set(heads) == {"nl", "en"} for heads in columns.values())


def test_every_control_has_an_id_of_its_own() -> None:
    ids = [header(path)["id"] for path in CONTROLES.values()]
    assert len(set(ids)) == len(ids) == len(CONTROLES)
