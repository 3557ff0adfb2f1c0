"""Works of OpenAlex as its web API gives them: one work, a list of works, or an answer with `results`.

A DOI is a URL or null, a language may be null, an abstract is an index of words and is not read. A work that was retracted
keeps that mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dww_graph.model import Item, RawRecord
from dww_graph.read import bronnen, json_items, publicatietypen
from dww_graph.read.json_items import listed, mapping, string


def recognises(head: bytes, path: Path) -> bool:
    """True for JSON with authorships or addresses of OpenAlex."""
    return json_items.kind_of(head, path) == "openalex"


def read(path: Path) -> Iterator[Item]:
    """Yield the works in the order of the file."""
    number = 0
    for item in json_items.works(path, ("results",), ()):
        if isinstance(item, dict):
            number += 1
            yield _record(path.name, number, item)
        else:
            yield item


def _record(name: str, number: int, work: dict[str, Any]) -> RawRecord:
    place = mapping(work.get("primary_location")) or mapping(work.get("host_venue"))
    source, biblio, ids = mapping(place.get("source")), mapping(work.get("biblio")), mapping(work.get("ids"))
    publisher = string(source.get("host_organization_name") or place.get("publisher"))
    pages = [string(biblio.get(key)) for key in ("first_page", "last_page")]
    return bronnen.record(
        name,
        f"bron {number}",
        {
            "bron_id": string(work.get("id")).rsplit("/", 1)[-1] or str(number),
            "titel": string(work.get("title") or work.get("display_name")),
            "auteurs": [_author(mapping(each)) for each in listed(work.get("authorships"))],
            "jaar": bronnen.year_of(string(work.get("publication_year") or work.get("publication_date"))),
            "verschenen_in": string(source.get("display_name") or place.get("display_name")) or publisher,
            "bladzijden": "-".join(dict.fromkeys(page for page in pages if page)),
            "doi": bronnen.doi_of(string(work.get("doi") or ids.get("doi"))),
            "taal": string(work.get("language")),
            "deel": string(biblio.get("volume")),
            "nummer": string(biblio.get("issue")),
            "uitgever": publisher,
            "publicatietype": publicatietypen.publicatietype(string(work.get("type") or work.get("type_crossref"))),
            "url": string(place.get("landing_page_url")),
            "pmid": string(ids.get("pmid")).rstrip("/").rsplit("/", 1)[-1],
            "trefwoorden": [string(mapping(each).get("display_name") or mapping(each).get("keyword"))
                            for each in listed(work.get("keywords"))],
            "ingetrokken": "ja" if work.get("is_retracted") is True else "",
        },
    )


def _author(authorship: dict[str, Any]) -> str:
    author = mapping(authorship.get("author"))
    return bronnen.family_first(string(author.get("display_name") or authorship.get("raw_author_name")))
