"""What the readers of docx and odt share: a zip with XML in it, opened without trust, and what a file is when it is not that."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Self

from dww_graph.errors import Fault, InputRefused, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_PART = 64 * 1024 * 1024
_HTML = (b"<html", b"<!doctype html", b"<head", b"<body", b"<meta", b"<table", b"<div", b"<p>")


class Package:
    """A zip of XML parts, to be used as a context manager; `names` are its members."""

    def __init__(self, path: Path, kind: str) -> None:
        """Open the zip; raises InputRefused when the file is no zip, and says what it is instead."""
        self._name = path.name
        self._kind = kind
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise InputRefused(path.name, [no_package(path, kind)]) from error
        self.names = frozenset(self._archive.namelist())

    def __enter__(self) -> Self:
        """Return the package."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the zip."""
        self._archive.close()

    def part(self, name: str) -> _Element | None:
        """Return the root of one part, None when it is absent; raises InputRefused when it cannot be read."""
        if name not in self.names:
            return None
        try:
            with self._archive.open(name) as file:
                data = file.read(_MAX_PART + 1)
        except RuntimeError as error:
            raise InputRefused(self._name, [password(self._name)]) from error
        except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError) as error:
            raise InputRefused(self._name, [_half(self._name)]) from error
        if len(data) > _MAX_PART:
            raise InputRefused(self._name, [_vast(self._name)])
        return self._parsed(data)

    def _parsed(self, data: bytes) -> _Element:
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise InputRefused(self._name, [_half(self._name)]) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise InputRefused(self._name, [_half(self._name)])
        return root


def members(head: bytes, path: Path) -> frozenset[str]:
    """Return the names in a zip, none when the file is no zip or a broken one."""
    if not head.startswith(ZIP):
        return frozenset()
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return frozenset()


def local(element: _Element) -> str:
    """Return the name of an element without its namespace; "" for a comment or processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def space(element: _Element) -> str:
    """Return the namespace of an element; "" where there is none."""
    return element.tag[1:].partition("}")[0] if isinstance(element.tag, str) and element.tag.startswith("{") else ""


def attribute(element: _Element | None, name: str) -> str | None:
    """Return an attribute by its local name, None when it is absent."""
    found = element.attrib.items() if element is not None else ()
    return next((str(value) for key, value in found if str(key).rpartition("}")[2] == name), None)


def no_package(path: Path, kind: str) -> Fault:
    """Return what a file is that should have been a zip: told apart by its first bytes."""
    with path.open("rb") as file:
        data = file.read(_MAX_PART)
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        return _empty(path.name)
    if data.startswith(_OLE):
        return password(path.name) if "EncryptedPackage".encode("utf-16-le") in data else _old_word(path.name)
    if start.startswith((b"{\\rtf", *_HTML)):
        return _other_form(path.name, "RTF" if start.startswith(b"{") else "HTML", kind)
    return _half(path.name) if data.startswith(ZIP[:2]) else _not_this(path.name, kind)


def password(name: str) -> Fault:
    """Return the fault for a document that is closed with a password."""
    return Fault(
        "met-wachtwoord",
        Text("Dit bestand is beveiligd met een wachtwoord.", "This file is protected by a password."),
        name,
        Text("een document zonder wachtwoord", "a document without a password"),
        Text("Open het, haal het wachtwoord eraf en bewaar het opnieuw.", "Open it, remove the password and save it again."),
    )


def no_text_part(name: str, kind: str) -> Fault:
    """Return the fault for a zip in which the text of the document is not there."""
    return Fault(
        "geen-document",
        Text(f"In dit bestand zit geen {kind}-document.", f"There is no {kind} document in this file."),
        name,
        Text(f"een document dat als {kind} is bewaard", f"a document saved as {kind}"),
        Text(f"Open het in uw tekstverwerker en bewaar het als {kind}.",
             f"Open it in your word processor and save it as {kind}."),
    )


def tracked(name: str, number: int) -> Fault:
    """Return the fault for tracked changes that nobody accepted or rejected."""
    return Fault(
        "open-wijzigingen",
        Text(f"In dit document staan {number} bijgehouden wijzigingen open.",
             f"This document has {number} open tracked change(s)."),
        name,
        Text("een tekst waarin elke wijziging is geaccepteerd of geweigerd",
             "a text in which every change was accepted or rejected"),
        Text("Kies bij Controleren 'Alle wijzigingen accepteren' en bewaar het document opnieuw.",
             "Choose 'Accept All Changes' under Review and save the document again."),
    )


def hidden(name: str, number: int) -> Fault:
    """Return the fault for text that is in the document and that its reader does not see."""
    return Fault(
        "verborgen-tekst",
        Text(f"In dit document staan {number} stukken verborgen tekst.", f"This document has {number} piece(s) of hidden text."),
        name,
        Text("alleen tekst die u zelf ziet", "only text that you can see"),
        Text("Zet verborgen tekst zichtbaar, verwijder wat niet mee mag en bewaar het document opnieuw.",
             "Make hidden text visible, delete what must not come along and save the document again."),
    )


def comments_left_out(number: int) -> Text:
    """Return the note that tells how many comments were not read."""
    return Text(f"{number} opmerking(en) in de kantlijn zijn niet gelezen, en ook niet wie ze schreef.",
                f"{number} comment(s) in the margin were not read, nor who wrote them.")


def _empty(name: str) -> Fault:
    return Fault(
        "leeg",
        Text("Dit bestand is leeg: er staat geen enkel teken in.", "This file is empty: not one character is in it."),
        name,
        Text("een document met tekst", "a document with text"),
        Text("Kijk na of het opslaan of kopiëren gelukt is.", "Check whether saving or copying it went well."),
    )


def _old_word(name: str) -> Fault:
    return Fault(
        "oud-office-bestand",
        Text("Dit is een oud Word-bestand (.doc), ook als het anders heet.",
             "This is an old Word file (.doc), whatever its name."),
        name,
        Text("een document als .docx of .odt", "a document as .docx or .odt"),
        Text("Open het en bewaar het als .docx.", "Open it and save it as .docx."),
    )


def _other_form(name: str, form: str, kind: str) -> Fault:
    return Fault(
        form.lower(),
        Text(f"Dit is {form}, met een naam alsof het {kind} is.", f"This is {form} under a name as if it were {kind}."),
        name,
        Text(f"een document dat echt als {kind} is bewaard", f"a document that was really saved as {kind}"),
        Text(f"Open het in uw tekstverwerker en kies 'Opslaan als' {kind}.",
             f"Open it in your word processor and choose 'Save as' {kind}."),
    )


def _half(name: str) -> Fault:
    return Fault(
        "half-bestand",
        Text("Dit bestand is beschadigd of maar voor een deel bewaard.", "This file is damaged or was only partly saved."),
        name,
        Text("een heel bestand", "a whole file"),
        Text("Bewaar of kopieer het opnieuw vanaf de plek waar het nog goed is.",
             "Save or copy it again from where it is still whole."),
    )


def _vast(name: str) -> Fault:
    return Fault(
        "te-groot",
        Text("De tekst in dit document is te groot.", "The text in this document is too large."),
        name,
        Text("hoogstens 64 MB uitgepakt", "at most 64 MB unpacked"),
        Text("Splits het document.", "Split the document."),
    )


def _not_this(name: str, kind: str) -> Fault:
    return Fault(
        "geen-document",
        Text(f"Dit is geen {kind}, hoe het ook heet.", f"This is no {kind}, whatever its name."),
        name,
        Text(f"een document als {kind}", f"a document as {kind}"),
        Text("Kijk na welk programma het maakte en bewaar het daar opnieuw.",
             "Check which program made it and save it again there."),
    )
