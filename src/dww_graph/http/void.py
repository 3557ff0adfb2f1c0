"""`/.well-known/void`: what this data set is, for machines that look around. Addresses are relative to the one asked."""

from __future__ import annotations

from typing import Final

from dww_graph import terms
from dww_graph.answer import Iri, Literal, Node, Triple
from dww_graph.http.message import PUBLIC, HttpAnswer
from dww_graph.http.served import RING, Snapshot
from dww_graph.store import serialize

_VOID: Final = "http://rdfs.org/ns/void#"
_INTEGER: Final = "http://www.w3.org/2001/XMLSchema#integer"
_TITLE: Final = (("nl", "Kennisgraaf DOEN WAT WERKT"), ("en", "Knowledge graph DOEN WAT WERKT"))
_ABOUT: Final = (
    ("nl", "Handelingskennis van jeugdprofessionals, verbonden met onderzoek. Openbare ring."),
    ("en", "Action knowledge of youth-care professionals, connected with research. Public ring."),
)
_EXAMPLES: Final = (
    ("nl", "Bevat illustratieve, bedachte inhoud; die draagt dww:isIllustratief true."),
    ("en", "Holds illustrative, invented content; it carries dww:isIllustratief true."),
)


def answer(snapshot: Snapshot) -> HttpAnswer:
    """Return the VoID description of the public graph as Turtle."""
    prefixes = {**terms.PREFIXES, "void": _VOID}
    body = serialize(statements(snapshot), "text/turtle", prefixes)
    links = f"<{dataset()}> <{_VOID}sparqlEndpoint> <../sparql> .\n<> a <{_VOID}DatasetDescription> .\n"
    headers = {**PUBLIC, "content-type": "text/turtle; charset=utf-8"}
    return HttpAnswer(200, headers, body + links.encode())


def dataset() -> str:
    """Return the IRI of the public data set."""
    return terms.thing("dataset", RING)


def statements(snapshot: Snapshot) -> tuple[Triple, ...]:
    """Return what is said of the data set, its addresses excepted."""
    info = snapshot.generation.info
    texts = [("dcterms:title", _TITLE), ("dcterms:description", _ABOUT)]
    if info.illustratief:
        texts.append(("dcterms:description", _EXAMPLES))
    said: list[tuple[str, Node]] = [
        (terms.term("rdf:type"), Iri(f"{_VOID}Dataset")),
        *((terms.term(curie), Literal(text, None, lang)) for curie, pair in texts for lang, text in pair),
        (terms.term("dcterms:modified"), Literal(info.gebouwd)),
        (terms.term("owl:versionInfo"), Literal(f"{info.nummer:04d}")),
        (f"{_VOID}triples", Literal(str(info.ringen[RING].tripels), _INTEGER)),
        (f"{_VOID}uriSpace", Literal(terms.ID)),
        *((f"{_VOID}vocabulary", Iri(terms.PREFIXES[name])) for name in ("dww", "skos", "prov", "dcterms")),
    ]
    return tuple(Triple(Iri(dataset()), Iri(predicate), node) for predicate, node in said)
