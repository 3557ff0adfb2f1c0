"""Coded material → triples, record by record: codes, transcripts, codings and notes of one research project.

    code → dww:Code in the code book of the contribution      codering → one oa:Annotation each
    transcript → dww:Transcript: hash and length, no text      notitie → an oa:Annotation that comments

A coding keeps its IRI when a project is exported again: it is a hash of contribution, text, start, end, code path and coder,
and not the GUID of the tool. Memory holds code paths, transcripts and coders, never codings.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dww_graph import terms
from dww_graph.answer import XSD, Iri, Literal, Triple
from dww_graph.errors import Fault, Text
from dww_graph.map.statements import TRUE, TYPE, a, concept, curie, dww, number, plain, say
from dww_graph.model import RawRecord, Ring

Ringed = tuple[Ring, Triple]
KINDS = frozenset({"code", "transcript", "codering", "notitie"})
SLASH = "/"
_CODER = re.compile(r"^codeur (\d+)$")
_LENGTH = 20
NOBODY = "codeur onbekend"
UNCODED = "gemarkeerde passage"  # the code of a passage that was marked in a transcript without one
_BETWEEN = "\x1f"
_NEEDED = {"code": ("pad",), "transcript": ("bron_id",), "codering": ("bron", "citaat"), "notitie": ("tekst", "over")}
_POSITIONS = ("begin", "eind")
FALSE = Literal("false", f"{XSD}boolean")


def digest(*parts: str) -> str:
    """Return a key of 20 hexadecimal characters for these parts, in this order."""
    return hashlib.sha256(_BETWEEN.join(parts).encode()).hexdigest()[:_LENGTH]


def code_key(pad: str) -> str:
    """Return the key of a code within its contribution; a decision names a code by it, so that it repeats no words."""
    return digest(pad)


def code_iri(sleutel: str, pad: str) -> str:
    """Return the IRI of a code: the key of its contribution and a hash of its path."""
    return terms.thing("code", f"{sleutel}-{code_key(pad)}")


def name_of(pad: str) -> str:
    """Return the last part of a path, as its makers write it (`∕` inside a name is their slash)."""
    return pad.rsplit(SLASH, 1)[-1].replace("∕", SLASH)


def check(record: RawRecord, bestand: str) -> list[Fault]:
    """Return what is wrong with one record of coded material; each fault refuses this record and no other."""
    missing = [name for name in _NEEDED[record.kind] if record.first(name) is None]
    if missing:
        return [_incomplete(f"{bestand}, {record.place}", missing)]
    if record.kind == "codering":
        return _position_faults(record, bestand)
    return []


def _position_faults(record: RawRecord, bestand: str) -> list[Fault]:
    said = [_text(record, name) for name in _POSITIONS]
    if said == ["", ""]:
        return []
    good = all(text.isdecimal() for text in said) and int(said[0]) < int(said[1])
    return [] if good else [_bad_position(f"{bestand}, {record.place}")]


@dataclass(frozen=True, slots=True)
class _Told:
    """What all triples of one record share: ring, consent code (or None) and its place in the file."""

    ring: Ring
    toestemming: str | None
    place: str


class Coderingen:
    """Maps the coded material of one contribution. One record in, its triples out, each with its ring."""

    def __init__(self, sleutel: str, illustratief: bool = False) -> None:
        self._sleutel, self._illustratief = sleutel, illustratief
        self._codes: set[str] = set()
        self._transcripts: dict[tuple[str, str], str] = {}
        self._same_text: Counter[str] = Counter()
        self._coders: dict[str, int] = {}
        self._introduced: set[Iri] = set()  # coders and consents
        self._passage = ""

    def triples(self, record: RawRecord, ring: Ring, toestemming: str | None) -> Iterator[Ringed]:
        """Yield the triples of a record that `check` let through; what leads to a person is for ring beheer alone."""
        told = _Told(ring, toestemming, record.place)
        match record.kind:
            case "code":
                yield from self._code(record, told)
            case "transcript":
                yield from self._transcript_of(record, told)
            case "codering":
                yield from self._coding(record, told)
            case "notitie":
                yield from self._note(record, told)

    # Codes

    def _code(self, record: RawRecord, told: _Told) -> Iterator[Ringed]:
        pad = _text(record, "pad")
        yield from self._known_code(pad, told)
        code = Iri(code_iri(self._sleutel, pad))
        for triple in (
            *plain(code, curie("dcterms:description"), _text(record, "omschrijving")),
            *plain(code, curie("dcterms:identifier"), _text(record, "guid")),
            *plain(code, dww("kleur"), _text(record, "kleur")),
            *say(code, dww("codeerbaar"), _yes_or_no(_text(record, "codeerbaar"))),
        ):
            yield told.ring, triple

    def _known_code(self, pad: str, told: _Told) -> Iterator[Ringed]:
        """The code at a path and those above it, each once: a file may name a code before its parent, or its parent never."""
        parent = pad.rpartition(SLASH)[0]
        if pad in self._codes:
            return
        if parent:
            yield from self._known_code(parent, told)
        if not self._codes:
            yield from self._code_book(told)
        self._codes.add(pad)
        code, book = Iri(code_iri(self._sleutel, pad)), concept("codeboek", self._sleutel)
        for triple in (
            *_typed(code, "Code", "skos:Concept"),
            *plain(code, curie("skos:prefLabel"), name_of(pad)),
            *plain(code, curie("skos:notation"), pad),
            *say(code, dww("inCodeboek"), book),
            *(say(code, curie("skos:broader"), Iri(code_iri(self._sleutel, parent))) if parent
              else say(book, curie("skos:hasTopConcept"), code)),
            *self._common(code, told),
        ):
            yield told.ring, triple

    def _code_book(self, told: _Told) -> Iterator[Ringed]:
        book = concept("codeboek", self._sleutel)
        for triple in (
            *_typed(book, "Codeboek", "skos:ConceptScheme"),
            *say(book, curie("skos:prefLabel"), Literal(f"codeboek van bijdrage {self._sleutel}", None, "nl"),
                 Literal(f"code book of contribution {self._sleutel}", None, "en")),
            *plain(book, curie("owl:versionInfo"), f"bijdrage {self._sleutel}"),
            *self._common(book, told),
        ):
            yield told.ring, triple

    # Transcripts

    def _transcript_of(self, record: RawRecord, told: _Told) -> Iterator[Ringed]:
        yield from self._known_transcript(_text(record, "bron_id"), _text(record, "hash"), told)
        transcript = self._transcript(_text(record, "bron_id"), _text(record, "hash"))
        for triple in (
            *say(transcript, dww("tekstlengte"), _whole(_text(record, "lengte"))),
            *say(transcript, dww("aantalSprekers"), _whole(_text(record, "sprekers"))),
            *plain(transcript, curie("dcterms:language"), _text(record, "taal")),
        ):
            yield told.ring, triple

    def _known_transcript(self, name: str, text_hash: str, told: _Told) -> Iterator[Ringed]:
        if (name, text_hash) in self._transcripts:
            return
        key = f"{self._sleutel}-{text_hash[:_LENGTH] or digest(name)}"
        self._same_text[key] += 1
        again = self._same_text[key]
        self._transcripts[name, text_hash] = key if again == 1 else f"{key}-{again}"
        transcript = self._transcript(name, text_hash)
        for triple in (
            *a(transcript, "Transcript"),
            *plain(transcript, dww("teksthash"), text_hash),
            *self._common(transcript, told),
        ):
            yield told.ring, triple
        title = Triple(transcript, curie("dcterms:title"), Literal(name))
        yield told.ring if self._illustratief else "beheer", title  # a conversation may be named after a person
        yield from self._consented(transcript, told)

    def _transcript(self, name: str, text_hash: str) -> Iri:
        return Iri(terms.thing("transcript", self._transcripts[name, text_hash]))

    # Codings

    def _coding(self, record: RawRecord, told: _Told) -> Iterator[Ringed]:
        pad, name, text_hash = _text(record, "code") or UNCODED, _text(record, "bron"), _text(record, "bronhash")
        yield from self._known_code(pad, told)
        yield from self._known_transcript(name, text_hash, told)
        passage, place = self._passage_of(record)
        yield from self._passage_once(passage, record, told)
        coder = self._coder(_text(record, "codeur"))
        coding = Iri(terms.thing("codering", digest(self._sleutel, *place, pad, str(coder or ""))))
        for triple in (
            *_typed(coding, "Codering", "oa:Annotation"),
            *say(coding, curie("oa:motivatedBy"), curie("oa:classifying")),
            *say(coding, curie("oa:hasBody"), Iri(code_iri(self._sleutel, pad))),
            *say(coding, curie("oa:hasTarget"), Iri(terms.thing("passage", passage))),
            *say(coding, dww("positieNagekeken"), _checked(_text(record, "posities"))),
            *say(coding, dww("isBewerkt"), TRUE if _text(record, "bewerkt") else None),
            *self._annotation(coding, record, coder, told),
        ):
            yield told.ring, triple
        yield from self._consented(coding, told)

    def _passage_of(self, record: RawRecord) -> tuple[str, Sequence[str]]:
        """Return the key of a passage and what makes it that passage: its text, start and end (else its words)."""
        key = self._transcripts[_text(record, "bron"), _text(record, "bronhash")]
        begin, end = (_text(record, name) for name in _POSITIONS)
        place = (key, begin, end) if begin else (key, _text(record, "citaat"))
        return digest(self._sleutel, *place), place

    def _passage_once(self, key: str, record: RawRecord, told: _Told) -> Iterator[Ringed]:
        """The passage with its selectors; two codes on one selection follow each other, so it is told once."""
        if key == self._passage:
            return
        self._passage = key
        passage = Iri(terms.thing("passage", key))
        transcript = self._transcript(_text(record, "bron"), _text(record, "bronhash"))
        for triple in (
            *say(passage, TYPE, curie("oa:SpecificResource")),
            *say(passage, curie("oa:hasSource"), transcript),
            *self._marked(passage),
            *self._quote(passage, key, record),
            *self._position(passage, key, record),
        ):
            yield told.ring, triple

    def _quote(self, passage: Iri, key: str, record: RawRecord) -> Iterator[Triple]:
        quote = Iri(terms.thing("selector", f"{key}-citaat"))
        yield from say(passage, curie("oa:hasSelector"), quote)
        yield from say(quote, TYPE, curie("oa:TextQuoteSelector"))
        yield from plain(quote, curie("oa:exact"), _text(record, "citaat"))
        yield from plain(quote, curie("oa:prefix"), _text(record, "voor"))
        yield from plain(quote, curie("oa:suffix"), _text(record, "na"))
        yield from self._marked(quote)

    def _position(self, passage: Iri, key: str, record: RawRecord) -> Iterator[Triple]:
        begin, end = (_whole(_text(record, name)) for name in _POSITIONS)
        if begin is None:
            return
        position = Iri(terms.thing("selector", f"{key}-positie"))
        yield from say(passage, curie("oa:hasSelector"), position)
        yield from say(position, TYPE, curie("oa:TextPositionSelector"))
        yield from say(position, curie("oa:start"), begin)
        yield from say(position, curie("oa:end"), end)
        yield from self._marked(position)

    # Notes

    def _note(self, record: RawRecord, told: _Told) -> Iterator[Ringed]:
        text, subjects = _text(record, "tekst"), [cell.text.partition(" ")[::2] for cell in record.cells["over"] if cell.text]
        for kind, which in subjects:
            if kind == "code":
                yield from self._known_code(which, told)
        coder = self._coder(_text(record, "codeur"))
        about = sorted(" ".join(each) for each in subjects)
        note = Iri(terms.thing("notitie", digest(self._sleutel, *about, text, str(coder or ""))))
        for triple in (
            *_typed(note, "Notitie", "oa:Annotation"),
            *say(note, curie("oa:motivatedBy"), curie("oa:commenting")),
            *plain(note, curie("oa:bodyValue"), text),
            *(triple for kind, which in subjects for triple in self._about(note, kind, which)),
            *self._annotation(note, record, coder, told),
        ):
            yield told.ring, triple
        yield from self._consented(note, told)

    def _about(self, note: Iri, kind: str, which: str) -> Iterator[Triple]:
        """What a note is about; a coding is known by its GUID until the build, where the two come together."""
        if kind == "codering":
            yield from plain(note, dww("overKenmerk"), which)
            return
        sources = [key for (name, _), key in self._transcripts.items() if kind == "bron" and name == which]
        if kind == "code":
            yield from say(note, curie("oa:hasTarget"), Iri(code_iri(self._sleutel, which)))
        elif sources:
            yield from say(note, curie("oa:hasTarget"), concept("transcript", sources[-1]))
        else:
            yield from say(note, curie("oa:hasTarget"), concept("inlezing", self._sleutel))

    # What they share

    def _annotation(self, thing: Iri, record: RawRecord, coder: int | None, told: _Told) -> Iterator[Triple]:
        yield from plain(thing, curie("dcterms:created"), _text(record, "datum"))
        yield from plain(thing, curie("dcterms:identifier"), _text(record, "guid"))
        yield from self._common(thing, told)
        if coder is not None:
            person = concept("codeur", f"{self._sleutel}-{coder}")
            yield from say(thing, curie("prov:wasAttributedTo"), person)
            if self._first_time(person):
                yield from a(person, "Codeur")
                yield from say(person, dww("codeurnummer"), number(coder))
                yield from self._marked(person)

    def _first_time(self, thing: Iri) -> bool:
        new = thing not in self._introduced
        self._introduced.add(thing)
        return new

    def _coder(self, said: str) -> int | None:
        """Return the number of a coder; a reader numbers them, and any other word for one is counted and forgotten."""
        if said in ("", NOBODY):
            return None
        numbered = _CODER.match(said)
        return int(numbered[1]) if numbered else self._coders.setdefault(said, len(self._coders) + 1)

    def _common(self, thing: Iri, told: _Told) -> Iterator[Triple]:
        yield from say(thing, dww("zichtbaarheidVan"), concept("zichtbaarheid", told.ring))
        yield from say(thing, dww("ingelezenIn"), concept("inlezing", self._sleutel))
        yield from plain(thing, dww("vindplaats"), told.place)
        yield from self._marked(thing)

    def _marked(self, thing: Iri) -> Iterator[Triple]:
        if self._illustratief:
            yield Triple(thing, dww("isIllustratief"), TRUE)

    def _consented(self, thing: Iri, told: _Told) -> Iterator[Ringed]:
        if not told.toestemming:
            return
        consent = concept("toestemming", terms.key_of(told.toestemming))
        if self._first_time(consent):
            for triple in (*a(consent, "Toestemming"), *plain(consent, curie("dcterms:identifier"), told.toestemming)):
                yield "beheer", triple
        yield "beheer", Triple(thing, dww("onderToestemming"), consent)


def _typed(thing: Iri, own: str, outside: str) -> Iterator[Triple]:
    yield from a(thing, own)
    yield Triple(thing, TYPE, curie(outside))


def _text(record: RawRecord, name: str) -> str:
    cell = record.first(name)
    return cell.text if cell else ""


def _whole(text: str) -> Literal | None:
    return number(int(text)) if text.isdecimal() else None


def _yes_or_no(text: str) -> Literal | None:
    return {"ja": TRUE, "nee": FALSE}.get(text)


def _checked(text: str) -> Literal | None:
    return {"nagekeken": TRUE, "niet nagekeken": FALSE}.get(text)


def _incomplete(where: str, missing: Sequence[str]) -> Fault:
    told = ", ".join(missing)
    return Fault(
        "onvolledig-gecodeerd",
        Text(f"Hier ontbreekt: {told}.", f"Missing here: {told}."),
        where,
        Text("een code met een pad; een codering met code, bron en citaat",
             "a code with a path; a coding with code, source and quotation"),
        Text("Exporteer het project opnieuw uit uw programma.", "Export the project from your program again."),
        "waarschuwing",
    )


def _bad_position(where: str) -> Fault:
    return Fault(
        "plaats-klopt-niet",
        Text("Begin en einde van deze codering kloppen niet.", "Start and end of this coding are not right."),
        where,
        Text("twee gehele getallen, het begin kleiner dan het einde", "two whole numbers, the start smaller than the end"),
        Text("Exporteer het project opnieuw uit uw programma.", "Export the project from your program again."),
        "waarschuwing",
    )
