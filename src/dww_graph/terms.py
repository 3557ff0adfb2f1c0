"""The IRIs of the graph as constants; a test holds every term equal to the ontology.

`DWW.Handelingskennis` is a term, `thing("bron", "werken-b07")` a thing, `concept("element", "a5-4")` a concept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

BASE: Final = "https://w3id.org/dww/"
ID: Final = f"{BASE}id/"
DEF: Final = f"{BASE}def#"
SHAPES: Final = f"{BASE}shapes#"
DERIVED: Final = f"{ID}graaf/afgeleid"

PREFIXES: Final[dict[str, str]] = {
    "bibo": "http://purl.org/ontology/bibo/",
    "dcterms": "http://purl.org/dc/terms/",
    "dww": DEF,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_CURIE = re.compile(r"^([a-z]+):(.+)$")
_KEY = re.compile(r"[^a-z0-9]+")


def term(curie: str) -> str:
    """Return the full IRI of a prefixed name such as `dww:status`; raises KeyError for an unknown prefix."""
    match = _CURIE.match(curie)
    if match is None:
        raise KeyError(curie)
    return PREFIXES[match[1]] + match[2]


def thing(kind: str, key: str) -> str:
    """Return the IRI of a thing: `https://w3id.org/dww/id/{kind}/{key}`."""
    return f"{ID}{kind}/{key}"


def kind_of(iri: str) -> str:
    """Return the kind in the IRI of a thing, empty for any other IRI."""
    return iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """Return text as an IRI key: lower case, everything but letters and digits a hyphen (`A5.4` → `a5-4`)."""
    return _KEY.sub("-", text.lower()).strip("-")


def short(iri: str) -> str:
    """Return an IRI the way people read it: `dww:status`, `id/bron/werken-b07`, or the IRI itself."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base):]}"
    return "id/" + iri[len(ID):] if iri.startswith(ID) else iri
