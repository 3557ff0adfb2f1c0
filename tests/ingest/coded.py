"""A small coded conversation, made by hand: its records as a reader gives them, and the graph that they become."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from dww_graph import assets, derive
from dww_graph.answer import Iri, Node, Triple
from dww_graph.map.codering import Coderingen, code_key
from dww_graph.map.koppeling import Koppeling
from dww_graph.map.koppeling import triples as mapping_triples
from dww_graph.model import RINGS, Cell, RawRecord, RecordKind, Ring
from dww_graph.store import Store

ID = "https://w3id.org/dww/id/"
DWW = "https://w3id.org/dww/def#"
TEXT = "Dag 😀 zegt moeder.\nIk legde uit wat de rechter besloot.\nZij ging zitten, e\u0301n zweeg."
HASH = hashlib.sha256(TEXT.encode()).hexdigest()
UITLEG, THUIS, KIND = "Doen/Uitleg", "Waar/Thuis", "Wie/Tiener"
A54, HUISBEZOEK, TIENER = f"{ID}element/a5-4", f"{ID}situatie/huisbezoek", f"{ID}clienttype/leeftijd-12-15"


def record(kind: RecordKind, place: str, **cells: str | tuple[str, ...]) -> RawRecord:
    """A record whose cells tell where they stood."""
    told = {name: (value,) if isinstance(value, str) else value for name, value in cells.items()}
    return RawRecord(kind, place, {name: tuple(Cell(text, f"p.qdpx, {place}, {name}") for text in texts)
                                   for name, texts in told.items() if texts != ("",)})


def transcript(name: str = "Gesprek Piet", text: str = TEXT, number: int = 1) -> RawRecord:
    """A text of which only the fingerprint is told."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return record("transcript", f"bron {number}", bron_id=name, hash=digest, lengte=str(len(text)), taal="nl", sprekers="2")


def guid(number: int) -> str:
    """An identifier as programs give it."""
    return f"00000000-0000-0000-0000-{number:012d}"


def coding(
    words: str, code: str = UITLEG, number: int = 1, text: str = TEXT, bron: str = "Gesprek Piet", **changes: str
) -> RawRecord:
    """A coding of words in the text."""
    begin = text.index(words)
    end = begin + len(words)
    digest = hashlib.sha256(text.encode()).hexdigest()
    cells = {
        "bron": bron, "bronhash": digest, "begin": str(begin), "eind": str(end), "citaat": words,
        "voor": text[max(0, begin - 32) : begin], "na": text[end : end + 32], "code": code, "codeur": "codeur 1",
        "datum": "2026-01-02", "guid": guid(number), "posities": "nagekeken",
    }
    return record("codering", f"codering {number}", **(cells | changes))


PROJECT = (
    record("code", "code 1", pad="Doen", naam="Doen", codeerbaar="nee"),
    record("code", "code 2", pad=UITLEG, naam="Uitleg", ouder="Doen", omschrijving="Zegt wat vaststaat.", codeerbaar="ja",
           guid="C-2", kleur="#3366cc"),
    record("code", "code 3", pad="Waar/Uitleg", naam="Uitleg", ouder="Waar"),
    transcript(),
    coding("Ik legde uit wat de rechter besloot."),
    coding("moeder.\nIk legde uit", THUIS, 2),
    coding("wat de rechter besloot.\nZij ging", KIND, 3, codeur="codeur 2"),
    coding("Dag 😀", THUIS, 4),
    record("notitie", "notitie 1", tekst="Mooi voorbeeld.", over=(f"codering {guid(1)}", f"code {UITLEG}"), codeur="codeur 1"),
    record("notitie", "notitie 2", tekst="Lang gesprek.", over="bron Gesprek Piet", codeur="codeur onbekend"),
    record("notitie", "notitie 3", tekst="Eerste ronde.", over="project"),
)


def ringed(
    records: Iterable[RawRecord] = PROJECT, ring: Ring = "programma", illustratief: bool = False, sleutel: str = "proef"
) -> Iterator[tuple[Ring, Triple]]:
    """What the records become, under one consent."""
    mapping = Coderingen(sleutel, illustratief)
    for each in records:
        yield from mapping.triples(each, ring, "T-2026-03")
    run = Iri(f"{ID}inlezing/{sleutel}")
    yield ring, Triple(run, Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), Iri(f"{DWW}Inlezing"))


def decision(pad: str, begrip: str, relatie: str = "exactMatch") -> Koppeling:
    """A decision about a code."""
    return Koppeling(code_key(pad), begrip, relatie, "redactie-1", "2026-11-23")


def mapped(*decisions: Koppeling, ring: Ring = "programma", illustratief: bool = False) -> Iterator[tuple[Ring, Triple]]:
    """What decisions become."""
    return mapping_triples({str(number): (each,) for number, each in enumerate(decisions)}, "proef", ring, illustratief)


EVERYTHING = (decision(UITLEG, A54), decision(THUIS, HUISBEZOEK, "closeMatch"), decision(KIND, TIENER, "broadMatch"))


def seen(triples: Iterable[tuple[Ring, Triple]], ring: Ring) -> list[Triple]:
    """What a ring may see of these triples."""
    return [triple for of, triple in triples if RINGS.index(of) <= RINGS.index(ring)]


def concepts() -> str:
    """The concept schemes of the ontology."""
    return "\n".join(path.read_text(encoding="utf-8") for path in assets.files(("ontology", "begrippen"), "*.ttl"))


def built(triples: Iterable[tuple[Ring, Triple]], ring: Ring = "beheer", worlds: Iterable[str] = ()) -> Store:
    """A store of one ring, built as a generation is: concepts, what was asserted, candidates, rules."""
    store = Store.in_memory()
    for text in (concepts(), *worlds):
        store.load_text(text)
    store.add(seen(triples, ring))
    store.update(assets.read_text("queries", "bouw", "kandidaten.ru"))
    for rule in derive.load_rules():
        store.update(rule.insert)
    return store


def values(store: Store, subject: str, name: str) -> set[str]:
    """The values of a property of a thing."""
    return {triple.object.value for triple in store.triples(subject, name)}


def of_class(store: Store, name: str) -> set[str]:
    """The things of a class of ours."""
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return {triple.subject.value for triple in store.triples(None, kind) if triple.object.value == DWW + name}


def texts(triples: Iterable[Triple]) -> set[str]:
    """Every value in these triples."""
    nodes: Iterator[Node] = (node for triple in triples for node in (triple.subject, triple.object))
    return {node.value for node in nodes}
