"""The engine door: what goes in comes out as plain values, what fails leaves nothing behind and says where."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path
from threading import Event

import pytest

from dww_graph import generation, store
from dww_graph.answer import XSD, Iri, Literal, Triple
from dww_graph.errors import QueryRefused, StoreError
from dww_graph.model import RINGS, Ring
from dww_graph.store import RDF_FORMATS, RESULT_FORMATS, Store

EX = "https://example.org/"
A, P = Iri(f"{EX}a"), Iri(f"{EX}p")
VALUES = (
    Iri(f"{EX}b"), Literal("tekst"), Literal("tekst", None, "nl"), Literal("7", f"{XSD}integer"),
    Literal('met "aanhaling", \\ en\nregel'), Literal("ééns – € 𝄞", None, "nl"),
)
TRIPLES = tuple(Triple(A, P, value) for value in VALUES)


def filled() -> Store:
    made = Store.in_memory()
    made.add(TRIPLES)
    return made


def test_triples_come_back_as_they_were_put_in() -> None:
    assert set(filled().triples(A.value, P.value)) == set(TRIPLES)


def test_rows_hold_plain_values_and_none_for_what_is_unbound() -> None:
    found = filled().query("SELECT ?o ?niets WHERE { ?s ?p ?o }")
    assert found.columns == ("o", "niets")
    assert {row[0] for row in found.rows} == set(VALUES)
    assert {row[1] for row in found.rows} == {None}


def test_ask_and_construct_are_told_apart() -> None:
    assert filled().query("ASK { ?s ?p 7 }").boolean is True
    assert filled().query("ASK { ?s ?p 8 }").boolean is False
    found = filled().query("CONSTRUCT { ?o <urn:van> ?s } WHERE { ?s ?p ?o FILTER(isIRI(?o)) }")
    assert found.triples == (Triple(Iri(f"{EX}b"), Iri("urn:van"), A),)


@pytest.mark.parametrize("value", VALUES)
def test_a_bound_parameter_finds_exactly_its_value(value: Iri | Literal) -> None:
    found = filled().query("SELECT ?s ?o WHERE { ?s ?p ?o }", {"o": value})
    assert found.rows == ((A, value),)


def test_a_parameter_that_looks_like_sparql_is_only_text() -> None:
    hostile = Literal('x" } UNION { ?s ?p ?o } #')
    assert filled().query("SELECT ?s ?o WHERE { ?s ?p ?o }", {"o": hostile}).rows == ()


def test_no_more_rows_are_fetched_than_asked() -> None:
    assert len(filled().query("SELECT ?o WHERE { ?s ?p ?o }", max_rows=2).rows) == 2


def test_a_query_that_is_no_sparql_is_refused_with_line_and_column() -> None:
    with pytest.raises(QueryRefused) as caught:
        filled().query("SELECT ?o\nWHERE { ?s ?p }")
    assert caught.value.where.startswith("2:")


@pytest.mark.parametrize("media_type", sorted(RESULT_FORMATS))
def test_rows_are_serialised_in_every_result_format(media_type: str) -> None:
    assert b"tekst" in filled().answer("SELECT ?o WHERE { ?s ?p ?o }", media_type)


@pytest.mark.parametrize("media_type", sorted(RDF_FORMATS))
def test_triples_are_serialised_in_every_rdf_format_and_load_again(media_type: str) -> None:
    text = filled().answer("CONSTRUCT WHERE { ?s ?p ?o }", media_type).decode()
    again = Store.in_memory()
    again.load_text(text, media_type)
    assert set(again.triples()) == set(TRIPLES)


def test_written_triples_are_counted_and_load_again(tmp_path: Path) -> None:
    path = tmp_path / "t.nt"
    assert store.write_triples(TRIPLES, path) == len(TRIPLES)
    assert set(store.parse_file(path)) == set(TRIPLES)


def test_an_iri_with_a_space_is_refused_and_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        store.write_triples([Triple(Iri("https://example.org/a b"), P, A)], tmp_path / "t.nt")
    assert "t.nt" in caught.value.where


def test_a_broken_last_line_leaves_nothing_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "t.nt"
    store.write_triples(TRIPLES, path)
    with path.open("a", encoding="utf-8") as file:
        file.write("<https://example.org/a> dit is geen triple\n")
    made = Store.create(tmp_path / "store")
    with pytest.raises(StoreError):
        made.bulk_load([path])
    assert len(made) == 0


def test_a_store_that_is_not_there_is_told_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open_read_only(tmp_path / "weg")
    assert "dww rebuild" in caught.value.tell("nl")


def test_a_backup_does_not_change_when_the_original_does(tmp_path: Path) -> None:
    made = Store.create(tmp_path / "store")
    made.add(TRIPLES)
    made.backup(tmp_path / "kopie")
    made.add([Triple(Iri(f"{EX}nieuw"), P, A)])
    made.optimize()
    assert len(Store.open_read_only(tmp_path / "kopie")) == len(TRIPLES)


def test_a_store_opened_read_only_takes_no_update(starter_home: Path) -> None:
    opened = generation.current(starter_home).open("openbaar")
    with pytest.raises(RuntimeError, match="read-write"):
        opened.update("DELETE WHERE { ?s ?p ?o }")


@pytest.mark.parametrize("ring", RINGS)
def test_the_fingerprint_is_sort_and_sha256sum_of_the_exported_nquads(ring: Ring, starter_home: Path, tmp_path: Path) -> None:
    now = generation.current(starter_home)
    path = tmp_path / "ring.nq"
    now.open(ring).dump(path, "application/n-quads")
    command = f"LC_ALL=C sort {path} | sha256sum"
    told = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True).stdout.split()[0]
    assert told == now.info.ringen[ring].sha256


def test_the_fingerprint_depends_on_what_is_said_not_on_the_order() -> None:
    backwards = Store.in_memory()
    backwards.add(reversed(TRIPLES))
    assert backwards.fingerprint() == filled().fingerprint()
    backwards.add([Triple(A, P, A)])
    assert backwards.fingerprint() != filled().fingerprint()
    assert Store.in_memory().fingerprint() == hashlib.sha256().hexdigest()


@pytest.mark.parametrize("at_once", [1, 2, 3, 6])
def test_a_graph_that_is_sorted_in_parts_has_the_same_fingerprint(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = filled().fingerprint()
    monkeypatch.setattr(store, "_LINES_AT_ONCE", at_once)
    assert filled().fingerprint() == whole


@pytest.mark.parametrize("size", [1, 40, 400])
def test_a_file_that_is_loaded_in_pieces_is_loaded_whole(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.nt"
    store.write_triples(TRIPLES, path)
    monkeypatch.setattr(store, "_PIECE", size)
    made = Store.in_memory()
    made.bulk_load([path])
    assert set(made.triples()) == set(TRIPLES)


class Sleeper:
    """An engine whose first flush waits until there is a second one, as was seen at five million triples."""

    def __init__(self) -> None:
        self.asked, self.woken, self.done = 0, Event(), False

    def flush(self) -> None:
        """Sleep, or wake the one that sleeps."""
        self.asked += 1
        if self.asked > 1:
            self.woken.set()
        assert self.woken.wait(6)

    def optimize(self) -> None:
        """Tell that it came this far."""
        self.done = True


def test_a_flush_that_sleeps_is_woken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.01)
    engine = Sleeper()
    Store(engine).optimize()  # type: ignore[arg-type]
    assert engine.done
