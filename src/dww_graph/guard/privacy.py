"""Numbers and addresses that point at a person. A hit blocks the record; the message never repeats the words found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from dww_graph.errors import Fault, Text
from dww_graph.guard import suspects
from dww_graph.guard.allowed import Allowed
from dww_graph.guard.rules import RULES, Rule, hits, is_bsn, is_iban, name_of, plain
from dww_graph.model import Cell, RawRecord

__all__ = ["RULES", "Rule", "check_cell", "check_record", "is_bsn", "is_iban", "masked"]

_CODES: Final = frozenset(
    {"datum", "toestemming", "toestemming_id", "naar", "zoekdatum", "bron_id", "doi", "jaar", "bladzijden"}
)
_QDA_CODES: Final = frozenset(
    {"hash", "bronhash", "begin", "eind", "lengte", "guid", "kleur", "datum", "posities", "hoofdletters", "sprekers", "taal",
     "codeerbaar"}
)
_CODES_OF: Final = {"kaart": _CODES, "verbinding": _CODES, "tripel": frozenset({"eigenschap", "soort", "taal", "datatype"})}
_ON_IRI: Final = frozenset({"e-mail", "url"})  # an IRI is full of digits that are no numbers of persons
_MASK: Final = "•••"
_SHORT: Final = 40
_QUOTED: Final = re.compile(r"(?<=['‘\"“„])[^'’\"”]+(?=['’\"”])")


def check_record(record: RawRecord) -> Iterator[Fault]:
    """Yield a fault for every cell of a record (and of its parts) that holds personal data; bibliographies pass by."""
    if record.kind == "bron":
        return
    codes = _CODES_OF.get(record.kind, _QDA_CODES)
    for name, cells in record.cells.items():
        if name not in codes:
            iri = _is_iri(record, name)
            for cell in cells:
                for code in _codes_in(cell.text):
                    if not iri or code in _ON_IRI:
                        yield _fault(code, cell.where)
    if record.kind == "codering":
        yield from _check_window(record)
    for part in record.parts:
        yield from check_record(part)


def _check_window(record: RawRecord) -> Iterator[Fault]:
    """Yield what shows only when a quote is read with what stands around it: a number that begins before it."""
    cells = [cell for name in ("voor", "citaat", "na") for cell in record.cells.get(name, ())[:1]]
    alone = {code for cell in cells for code in _codes_in(cell.text)}
    for code in _codes_in("".join(cell.text for cell in cells)):
        if code not in alone:
            yield _fault(code, cells[0].where)


def check_cell(cell: Cell) -> Iterator[Fault]:
    """Yield one fault for each kind of personal data in a cell."""
    for code in _codes_in(cell.text):
        yield _fault(code, cell.where)


def masked(fault: Fault, allowed: Allowed | None = None) -> Fault:
    """Return a fault without the personal data that its words may quote from the file.

    With `allowed`, words between quotation marks that only the layer of suspects sees (names, places) are masked too.
    """
    what, expected, do = (_masked_text(text, allowed) for text in (fault.what, fault.expected, fault.do))
    return replace(fault, what=what, where=_mask(fault.where, None), expected=expected, do=do)


def _is_iri(record: RawRecord, name: str) -> bool:
    if record.kind != "tripel":
        return False
    said = record.first("soort")
    return name == "onderwerp" or (name == "waarde" and said is not None and said.text == "iri")


def _codes_in(text: str) -> tuple[str, ...]:
    """Return the kinds of personal data in a text, each once, in the order of the rules."""
    return _codes_in_short(text) if len(text) <= _SHORT else _codes_found(text)


@lru_cache(maxsize=4096)
def _codes_in_short(text: str) -> tuple[str, ...]:
    """A table says the same few words in every row."""
    return _codes_found(text)


def _codes_found(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule.code for rule, _ in hits(plain(text))))


def _fault(code: str, where: str) -> Fault:
    name = name_of(code)
    return Fault(
        f"persoonsgegeven-{code}",
        Text(f"In de tekst staat {name.nl}.", f"The text holds {name.en}."),
        where,
        Text("geen gegevens die naar een persoon wijzen", "nothing that points at a person"),
        Text("Haal het weg, ook uit het oude bestand.", "Take it out, from the old file too."),
    )


def _masked_text(text: Text, allowed: Allowed | None) -> Text:
    return Text(_mask(text.nl, allowed), _mask(text.en, allowed))


def _mask(text: str, allowed: Allowed | None) -> str:
    """Return a text with what was found put out of sight; a text in which nothing is found comes back as it was."""
    bare = plain(text)
    found = [hit.span() for _, hit in hits(bare)]
    if found:
        text = _put_out(bare, found)
    return text if allowed is None else _QUOTED.sub(lambda quoted: _without_suspects(quoted[0], allowed), text)


def _without_suspects(text: str, allowed: Allowed) -> str:
    return _put_out(text, [(hit.start, hit.end) for hit in suspects.find(text, allowed)])


def _put_out(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + _MASK + text[end:]
    return text
