"""The way in as a whole: once is once, a new version keeps its IRIs, and every triple knows its origin and its ring."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from dww_graph import curation, generation, sources, store, terms
from dww_graph.answer import Iri, Triple
from dww_graph.errors import NotFound
from dww_graph.model import RINGS, Manifest, Receipt, Ring, Terms

from .conftest import Prepare
from .tables import HEADS, Prepared, as_csv, good_table, row, saved

INGESTED, PLACE, TYPE = (terms.term(name) for name in ("dww:ingelezenIn", "dww:vindplaats", "rdf:type"))
WITH_ORIGIN = {
    "Handelingskennis",
    "Bewijsverbinding",
    "Bijdrageverbinding",
    "Zoekverslag",
    "Onderzoeksbron",
    "Richtlijn",
    "Bevinding",
}
PERSONAL = ("toestemming", "professional")
OF_PEOPLE = {terms.term(f"dww:{name}") for name in ("onderToestemming", "vanProfessional", "pseudoniem")}


def offer(home: Path, path: Path, replaces: str | None = None) -> Receipt:
    """Take one file in and return its receipt."""
    (receipt,) = curation.ingest(home, [path], Terms(), replaces)
    return receipt


def manifest(home: Path, key: str) -> Manifest:
    """The manifest of one contribution."""
    return sources.read_manifest(sources.folder(home) / key)


def written(folder: Path) -> dict[Ring, set[Triple]]:
    """The triples of a contribution as they stand on disk."""
    return {ring: set(store.parse_file(folder / f"{ring}.nt")) for ring in RINGS}


def subjects(triples: Iterable[Triple], *classes: str) -> set[str]:
    """The things of these classes of ours."""
    wanted = {terms.DEF + name for name in classes}
    return {triple.subject.value for triple in triples if triple.predicate.value == TYPE and triple.object.value in wanted}


def mentions(triple: Triple, iris: set[str]) -> bool:
    """True when a triple names one of these things as subject or object."""
    return triple.subject.value in iris or (isinstance(triple.object, Iri) and triple.object.value in iris)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A good table of two cards with a link each."""
    return saved(tmp_path, "kaarten.csv", as_csv(good_table(2)))


def test_the_same_file_twice_changes_nothing(home: Path, table: Path, tmp_path: Path) -> None:
    """Also under another name: it is known by its content."""
    first = offer(home, table)
    number = generation.current(home).number
    again = [offer(home, table), offer(home, saved(tmp_path, "anders.csv", table.read_bytes()))]
    assert first.outcome == "opgenomen" and (first.gelezen, first.opgeslagen) == (2, 2) and first.tripels > 50
    assert [(receipt.outcome, receipt.sleutel, receipt.opgeslagen) for receipt in again] == [
        ("ongewijzigd", first.sleutel, 0)
    ] * 2
    assert generation.current(home).number == number


def test_an_edited_file_is_refused_until_it_says_what_it_replaces(home: Path, table: Path) -> None:
    """The message gives the command to type; with it every IRI stays, and the old text is gone from all that is read."""
    first = offer(home, table)
    before = manifest(home, first.sleutel)
    table.write_bytes(as_csv(good_table(2, waarom="Omdat zij dan zelf de vraag stelt.")))
    refused = offer(home, table)
    assert refused.outcome == "geweigerd" and [fault.code for fault in refused.faults] == ["nummer-bestaat-al"]
    assert f"dww ingest kaarten.csv --replace {first.sleutel}" in refused.faults[0].do.nl
    replaced = offer(home, table, first.sleutel)
    assert (replaced.outcome, replaced.sleutel) == ("vervangen", first.sleutel)
    after = manifest(home, first.sleutel)
    assert after.identifiers == before.identifiers and after.sha256 != before.sha256
    told = {triple.object.value for triple in generation.current(home).open("beheer").triples(None, terms.term("dww:overweging"))}
    assert "Omdat zij dan zelf de vraag stelt." in told and not [text for text in told if text.startswith("Een moeder die ziet")]


def test_a_replacement_of_nothing_is_told(home: Path, table: Path) -> None:
    with pytest.raises(NotFound):
        offer(home, table, "../bestaat-niet")
    assert not list(home.glob("**/bestaat-niet*"))


def test_a_later_version_may_drop_and_add_cards(home: Path, table: Path) -> None:
    first = offer(home, table)
    table.write_bytes(as_csv([list(HEADS), row(2), row(3)]))
    assert offer(home, table, first.sleutel).outcome == "vervangen"
    assert set(manifest(home, first.sleutel).identifiers) == {"hk-002", "hk-003"}


def test_a_link_finds_what_an_earlier_file_brought(home: Path, tmp_path: Path) -> None:
    """First the bibliography, then the cards that point at it, by its DOI."""
    assert offer(home, saved(tmp_path, "l.ris", "TY  - JOUR\nTI  - x\nDO  - 10.1000/ABC\nER  - \n")).outcome == "opgenomen"
    assert offer(home, saved(tmp_path, "k.csv", as_csv(good_table(1, bron_1="10.1000/abc")))).outcome == "opgenomen"


def test_every_contribution_has_a_key_of_its_own(home: Path, tmp_path: Path) -> None:
    """The key orders by time and says nothing of the file."""
    files = [saved(tmp_path, f"k{n}.csv", as_csv([list(HEADS), row(n)])) for n in (1, 2)]
    keys = [receipt.sleutel for receipt in curation.ingest(home, files, Terms())]
    assert len(set(keys)) == 2 and keys == sorted(keys) and all(len(key) == 18 and key.isalnum() for key in keys)


@pytest.mark.parametrize("ring", RINGS)
def test_every_triple_stands_in_the_ring_of_its_card(tmp_path: Path, prepare: Prepare, ring: Ring) -> None:
    """Nothing of a card is seen from a ring outside its own, its links and its profile included."""
    made = prepare(saved(tmp_path, "k.csv", as_csv(good_table(1, zichtbaarheid=ring))))
    of_the_card = {each for each in RINGS if any("proef-hk-001" in triple.subject.value for triple in made.triples[each])}
    assert of_the_card - {"beheer"} == {ring} - {"beheer"}


def test_a_link_is_never_more_public_than_what_it_joins(tmp_path: Path, prepare: Prepare) -> None:
    """A public card that points at a card of ring programma: the link is in ring programma, the public file does not know it."""
    made = prepare(saved(tmp_path, "k.csv", as_csv(good_table(1, bron_1="X9"))))
    hidden = terms.thing("handelingskennis", "kaarten-x9")
    link = subjects(made.triples["programma"], "Bewijsverbinding")
    assert len(link) == 1
    assert not [triple for triple in made.triples["openbaar"] if mentions(triple, {hidden, *link})]


def origin_missing(made: Prepared) -> set[str]:
    """The cards, links and sources of a contribution that do not say where they came from."""
    triples = [triple for ring in RINGS for triple in made.triples[ring]]
    things = subjects(triples, *WITH_ORIGIN)
    assert things
    told = [{triple.subject.value for triple in triples if triple.predicate.value == name} for name in (INGESTED, PLACE)]
    return things - (told[0] & told[1])


def test_cards_links_and_sources_say_where_they_came_from(tmp_path: Path, prepare: Prepare) -> None:
    """Of each: the run (with file and hash) and the row, line or number in the file."""
    made = prepare(saved(tmp_path, "k.csv", as_csv(good_table(2))))
    listed = prepare(saved(tmp_path, "l.ris", "TY  - JOUR\nTI  - x\nER  - \n"))
    assert origin_missing(made) == origin_missing(listed) == set()
    places = {triple.object.value for triple in made.triples["openbaar"] if triple.predicate.value == PLACE}
    assert places == {"rij 2", "rij 3"}
    run = {triple.object.value for triple in made.triples["openbaar"] if triple.subject.value == terms.thing("inlezing", "proef")}
    assert run >= {"k.csv", sources.sha256_of(tmp_path / "k.csv")}


@pytest.mark.parametrize("key", ["werken", "kaarten", "bewijs", "opleiding", "programma"])
def test_everything_in_the_starter_says_where_it_came_from(starter_home: Path, key: str) -> None:
    triples = set().union(*written(sources.folder(starter_home) / key).values())
    told = [{triple.subject.value for triple in triples if triple.predicate.value == name} for name in (INGESTED, PLACE)]
    assert subjects(triples, *WITH_ORIGIN) <= told[0] & told[1]
    assert any(told[0] & told[1])


def test_people_are_known_in_ring_beheer_only(starter_home: Path, tmp_path: Path, prepare: Prepare) -> None:
    """Consent and pseudonyms stand in beheer.nt and nowhere else, in the starter and in what is taken in."""
    made = prepare(saved(tmp_path, "k.csv", as_csv(good_table(2))))
    for triples in (written(sources.folder(starter_home) / "kaarten"), made.triples):
        assert terms.term("dww:onderToestemming") in {triple.predicate.value for triple in triples["beheer"]}
        for ring in ("openbaar", "programma"):
            seen: Iterable[Triple] = triples[ring]
            assert not [
                t
                for t in seen
                if t.predicate.value in OF_PEOPLE or any(f"/id/{kind}/" in f"{t.subject} {t.object}" for kind in PERSONAL)
            ]


def test_cards_of_ring_programma_are_absent_from_the_public_file(starter_home: Path) -> None:
    """Neither the card nor a link from or to it, nor its profile, learning process or search."""
    triples = written(sources.folder(starter_home) / "kaarten")
    hidden = subjects(triples["programma"], "Handelingskennis")
    keys = {iri.rsplit("/", 1)[-1] for iri in hidden}
    assert len(hidden) >= 3
    around = {t.subject.value for t in triples["programma"] if any(t.subject.value.endswith(f"/{key}") for key in keys)}
    around |= subjects(triples["programma"], "Bewijsverbinding", "Bijdrageverbinding", "Zoekverslag")
    assert not [triple for triple in triples["openbaar"] if mentions(triple, hidden | around)]


def test_the_public_store_does_not_hold_what_the_public_may_not_see(starter_home: Path) -> None:
    """Also not derived: no term of the hidden cards is anywhere in the store of ring openbaar."""
    hidden = subjects(written(sources.folder(starter_home) / "kaarten")["programma"], "Handelingskennis")
    opened = generation.current(starter_home)
    for ring in ("openbaar", "programma"):
        lines = "\n".join(opened.open(ring).canonical_lines())
        assert [iri for iri in sorted(hidden) if f"<{iri}>" in lines] == ([] if ring == "openbaar" else sorted(hidden))
        assert "/id/toestemming/" not in lines and "/id/professional/" not in lines


def test_no_card_is_ascribed_to_a_professional_that_the_file_does_not_name(tmp_path: Path, prepare: Prepare) -> None:
    """One consent code may cover several professionals, so cards under it are not thereby of one person."""
    made = prepare(saved(tmp_path, "k.csv", as_csv([list(HEADS), row(1), row(2)])))
    assert not [t for t in made.triples["beheer"] if t.predicate.value == terms.term("dww:vanProfessional")]
    consents = {t.object.value for t in made.triples["beheer"] if t.predicate.value == terms.term("dww:onderToestemming")}
    assert len(consents) == 1


def test_cards_that_are_not_invented_do_not_say_they_are(tmp_path: Path, prepare: Prepare) -> None:
    real = prepare(saved(tmp_path, "k.csv", as_csv(good_table(1, illustratief="nee"))))
    assert not real.illustratief
    assert not [t for ring in RINGS for t in real.triples[ring] if t.predicate.value == terms.term("dww:isIllustratief")]
    marked = prepare(saved(tmp_path, "k2.csv", as_csv(good_table(1, illustratief=""))), Terms(illustratief=True))
    assert marked.illustratief
    invented = {
        t.subject.value for ring in RINGS for t in marked.triples[ring] if t.predicate.value == terms.term("dww:isIllustratief")
    }
    assert invented >= subjects(marked.triples["openbaar"], *WITH_ORIGIN, "Professionalprofiel", "Explicitering")


def test_a_bare_source_on_a_card_is_a_proposal(tmp_path: Path, prepare: Prepare) -> None:
    """A source named in a table is a lead, with no finding pointed at and no review."""
    made = prepare(saved(tmp_path, "k.csv", as_csv(good_table(1))))
    (link,) = subjects(made.triples["openbaar"], "Bewijsverbinding")
    said = {t.predicate.value: t.object.value for t in made.triples["openbaar"] if t.subject.value == link}
    assert said[terms.term("dww:status")] == terms.thing("status", "voorgesteld")
    assert said[terms.term("dww:heeftBewijsbron")] == terms.thing("bron", "werken-b07")
    assert terms.term("dww:heeftBewijs") not in said


@pytest.mark.parametrize(("invented", "shown"), [("nee", "bijdrage proef"), ("ja", "interview-met-iemand.csv")])
def test_the_name_of_a_file_of_real_cards_stays_in_ring_beheer(
    tmp_path: Path, prepare: Prepare, invented: str, shown: str
) -> None:
    """A file may be named after a person; only where every card is invented is its name for everybody."""
    table = good_table(2, illustratief=invented)
    made = prepare(saved(tmp_path, "interview-met-iemand.csv", as_csv(table)))
    public = {triple.object.value for triple in made.triples["openbaar"]}
    everything = {triple.object.value for ring in RINGS for triple in made.triples[ring]}
    assert shown in public
    assert ("interview-met-iemand.csv" in public) == (invented == "ja")
    assert (made.sha256 in public) == (invented == "ja")
    assert {"interview-met-iemand.csv", made.sha256} <= everything
