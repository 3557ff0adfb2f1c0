"""The attacks: what is offered, and with which code it is refused."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

from .files import (
    CALLING,
    CALLING_ENTITY,
    CELLS,
    LAUGHS,
    QUADRATIC,
    REACHING,
    SHEET,
    XML,
    Attack,
    Build,
    Ground,
    calling,
    cell,
    damaged,
    doctype_in,
    half,
    honest_bomb,
    lying_bomb,
    many_members,
    nested,
    overlapping,
    packed,
    saved,
    sheet,
    special,
    vast,
    workbook,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
QDE = "project.qde"
PLACES = ("qde", "docx", "odt", "xlsx", "rdf", "endnote")
DOCTYPES = {
    "billion laughs": LAUGHS,
    "quadratic blow-up": QUADRATIC,
    "entity from a file": REACHING,
    "entity from the network": CALLING_ENTITY,
    "DTD from the network": CALLING,
}
RDF_BOMB = (
    XML.decode() + '<!DOCTYPE r [<!ENTITY a "' + "x" * 30 + '">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(7)
    ) + ']><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:"><r:Description r:about="urn:a">'
    "<e:b>&h;</e:b></r:Description></r:RDF>"
)


def _attack(name: str, build: Build, *codes: str) -> Attack:
    return Attack(name, build, frozenset(codes))


def _encoded(encoding: str) -> Build:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY l9 "x">]><a>&l9;</a>'
    return saved("e.xml", text.encode(encoding))


def _styles(ground: Ground) -> Path:
    styles = "<!--" + " " * 100_000 + '--><!DOCTYPE s [<!ENTITY a "b">]><s/>'
    return workbook(ground, SHEET + CELLS + "</worksheet>", {"xl/styles.xml": styles})


def _blanks(ground: Ground) -> Path:
    strings = " " * 1_200_000 + "\t\n" * 100_000 + '<!DOCTYPE s [<!ENTITY a "b">]><s/>'
    return workbook(ground, SHEET + CELLS + "</worksheet>", {"xl/sharedStrings.dat": strings})


def _far_range(kind: str) -> Build:
    return sheet(f'{SHEET}{CELLS}<{kind}s><{kind} ref="A1:XFD1048576"/></{kind}s></worksheet>')


ZIPS = (
    _attack("300 MB in 0.3 MB xlsx", honest_bomb, "zip-bom"),
    _attack("bomb, headers say 1 kB", lying_bomb(1000), "kapotte-zip", "zip-bom"),
    _attack("bomb, headers say 4 GB", lying_bomb(0xFFFFFFFE), "zip-bom"),
    _attack("bomb, headers say 400 MB", lying_bomb(400_000_000), "kapotte-zip", "zip-bom"),
    _attack("members over one another", overlapping, "kapotte-zip", "zip-bom"),
    _attack("3,000 members", many_members(3000), "te-veel-onderdelen"),
    _attack("60,000 members", many_members(60_000), "te-veel-onderdelen"),
    _attack("zip in zip in zip", nested(8), "onbekend-bestand"),
    _attack("member ../", packed("p.qdpx", ("project.qde", "<Project/>"), ("../buiten.txt", "x")), "naam-in-zip"),
    _attack("member with ../ inside", packed("p.qdpx", ("sources/../../buiten.txt", "x")), "naam-in-zip"),
    _attack("absolute member", packed("p.qdpx", ("/tmp/buiten.txt", "x")), "naam-in-zip"),
    _attack("member on a drive", packed("p.qdpx", ("C:/buiten.txt", "x")), "naam-in-zip"),
    _attack("backslash member", packed("p.qdpx", ("sources\\..\\..\\buiten.txt", "x")), "naam-in-zip"),
    _attack("member with a line break", packed("p.qdpx", ("a\nb.txt", "x")), "naam-in-zip"),
    _attack("member that looks reversed", packed("p.qdpx", ("a\u202etxt.exe", "x")), "naam-in-zip"),
    _attack("symlink member", special(mode=stat.S_IFLNK | 0o777), "koppeling-in-zip"),
    _attack("device member", special(mode=stat.S_IFCHR | 0o666), "koppeling-in-zip"),
    _attack("encrypted member", special(flag=1), "versleutelde-zip"),
    _attack("bzip2 member", special(method=zipfile.ZIP_BZIP2), "zip-methode"),
    _attack("LZMA member", special(method=zipfile.ZIP_LZMA), "zip-methode"),
    _attack("project.qde twice", packed("p.qdpx", (QDE, "<Project/>"), (QDE, "<Project name='b'/>")), "dubbele-naam"),
    _attack("project.qde in two cases", packed("p.qdpx", (QDE, "<Project/>"), ("Project.QDE", "<Project/>")), "dubbele-naam"),
    _attack("half a workbook", half, "half-bestand"),
    _attack("a changed byte", damaged, "kapotte-zip"),
    _attack("an empty zip", saved("k.xlsx", b"PK\x05\x06" + bytes(18)), "leeg"),
)

XMLS = (
    *(_attack(f"{name} in {where}", doctype_in(where, text), "dtd") for name, text in DOCTYPES.items() for where in PLACES),
    _attack("RDF/XML entity bomb", saved("b.rdf", RDF_BOMB), "dtd"),
    _attack("DTD after 100 kB", _styles, "dtd"),
    _attack("DTD behind blanks, odd name", _blanks, "dtd"),
    _attack("DTD in UTF-16", _encoded("utf-16"), "dtd"),
    _attack("DTD in UTF-32", _encoded("utf-32"), "xml-codering", "geen-tekst", "kapotte-xml"),
    _attack("DTD in UTF-7", _encoded("utf-7"), "xml-codering"),
    _attack("DTD in EBCDIC", _encoded("cp037"), "xml-codering", "geen-tekst"),
    _attack("XML in a rare character set", saved("e.xml", '<?xml version="1.0" encoding="koi8-r"?><a/>'), "xml-codering"),
    _attack("100,000 elements deep", saved("e.xml", lambda: XML + b"<a>" * 100_000), "te-diep"),
    _attack("qde 100,000 deep", packed("p.qdpx", ("project.qde", XML + b"<a>" * 100_000)), "te-diep"),
    _attack("attribute of 12 MB", saved("e.xml", lambda: XML + b'<a b="' + b"x" * 12_000_000 + b'"/>'), "te-lang-stuk"),
    _attack("1,100,000 elements", saved("e.xml", lambda: XML + b"<x>" + b"<a/>" * 1_100_000 + b"</x>"), "te-veel-elementen"),
    _attack("XML that stops", saved("e.xml", XML + b"<xml><records>"), "kapotte-xml"),
    _attack("1,000,000,000 spaces in odt", packed(
        "t.odt", ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", '<document-content xmlns:text="urn:t"><text:s text:c="1000000000"/></document-content>'),
    ), "te-lang-stuk"),
)

SHEETS = (
    _attack("cell at XFD1048576", sheet(cell("XFD1048576")), "verre-cel"),
    _attack("cell far right", sheet(cell("SG1")), "verre-cel"),
    _attack("cell far below", sheet(cell("A1000001")), "verre-cel"),
    _attack("declared up to XFD1048576", sheet(f'{SHEET}<dimension ref="A1:XFD1048576"/>{CELLS}</worksheet>'), "verre-cel"),
    _attack("20,000 cells without a place", sheet(f"{SHEET}<sheetData><row>{'<c/>' * 20_000}</row></sheetData></worksheet>"),
            "verre-cel"),
    _attack("merge of 17 billion cells", _far_range("mergeCell"), "te-groot-bereik"),
    _attack("link over 17 billion cells", _far_range("hyperlink"), "te-groot-bereik"),
    _attack("400,000 rows", sheet(lambda: SHEET + "<sheetData>" + "".join(
        f"<row><c><v>{number * 7919 % 1_000_003}</v></c></row>" for number in range(400_000)) + "</sheetData></worksheet>"),
        "te-veel-elementen"),
)

TEXTS = (
    _attack("JSON 100,000 deep", saved("k.json", lambda: "[" * 100_000), "te-diep"),
    _attack("JSON 50 MB of brackets", saved("k.json", lambda: "[" + "[]," * 16_000_000 + "[]]"),
            "onbekend-bestand", "kapotte-bronnenlijst"),
    _attack("JSON of one source and much that is none",
            saved("k.json", lambda: '[{"title":"x","type":"book"},' + "[]," * 16_000_000 + "[]]"), "telling"),
    _attack("JSON-LD 5,000 deep", saved("k.jsonld", lambda: '{"@graph":' * 5000 + "1" + "}" * 5000), "te-diep"),
    _attack("YAML alias bomb", saved("k.md", lambda: "---\na0: &a0 x\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)) + "---\n## Wat ik doe\nx\n"),
        "verwijsteken", "te-diep"),
    _attack("YAML 10,000 deep", saved("k.md", lambda: "---\ntitel: " + "[" * 10_000 + "\n---\n"), "te-diep"),
    _attack("YAML list in list in list", saved("k.md", lambda: "---\ntitel:\n" + "- " * 20_000 + "x\n---\n"), "te-diep"),
    _attack("front matter of 10 MB", saved("k.md", lambda: "---\n" + "titel: x\n" * 1_200_000 + "---\n"), "te-lange-kop"),
    _attack("one line of 40 MB", saved("k.csv", lambda: b"kaart_id;" + b"x" * 40_000_000), "te-lange-regel"),
    _attack("60 MB", vast, "te-groot"),
    _attack("NUL", saved("k.csv", b"kaart_id;titel\nA\x00;b\n"), "geen-tekst"),
    _attack("half a quote", saved("k.csv", 'kaart_id;titel;werkzaam_element;handeling;waarom\nA;"b\n'), "kapotte-csv"),
    _attack("empty", saved("k.xlsx", b""), "leeg"),
    _attack("only blanks", saved("k.csv", b"\xef\xbb\xbf \r\n\n"), "leeg"),
    _attack("old .doc", saved("k.docx", OLE), "oud-office-bestand"),
    _attack("password", saved("k.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")), "met-wachtwoord"),
    _attack("HTML as xlsx", saved("k.xlsx", "<html xmlns:x='urn:x'><table><tr><td>x</td></tr></table></html>"), "html"),
    _attack("HTML as csv", saved("k.csv", "\ufeff\n<!-- x --><!DOCTYPE html><body>x</body>"), "html"),
    _attack("PDF as docx", saved("k.docx", b"%PDF-1.7\n\x00"), "pdf"),
    _attack("picture", saved("k.csv", b"\x89PNG\r\n\x1a\n\x00\x00"), "afbeelding"),
    _attack("recording", saved("k.txt", b"\x00\x00\x00\x18ftypmp42\x00"), "opname"),
    _attack("7z", saved("k.zip", b"7z\xbc\xaf\x27\x1c\x00\x04"), "ander-archief"),
    _attack("RTF as doc", saved("k.txt", r"{\rtf1\ansi x}"), "rtf"),
)

NAMES = tuple(_attack(f"file name with {what}", saved(name, "kaart_id;titel\n"), "bestandsnaam") for what, name in (
    ("a line break", "k\n.csv"), ("a control character", "k\x1b[31m.csv"), ("reversed text", "k\u202evsc.exe"),
    ("a byte that is no text", "k\udcff.csv"),
))

RDF = tuple(_attack(name, calling(file, text), code) for name, file, text, code in (
    ("JSON-LD context from the network", "a.jsonld", '{"@context": "{url}/c", "@id": "urn:x:a"}', "vreemde-context"),
    ("JSON-LD context from a file", "a.jsonld", '{"@context": "file://{secret}", "@id": "urn:x:a"}', "vreemde-context"),
    ("JSON-LD @import", "a.jsonld", '{"@context": {"@import": "{url}/c"}, "@id": "urn:x:a", "urn:x:b": "c"}', "vreemde-context"),
    ("space in an IRI", "a.ttl", "<urn:x:a> <urn:x:b> <http://x/ a> .", "kapotte-rdf"),
    ("brackets in an IRI", "a.nt", '<urn:x:a> <urn:x:b> <http://x/> ; <urn:x:c> "d" .', "kapotte-rdf"),
    ("lone surrogate", "a.jsonld", '{"@id": "urn:x:a", "urn:x:b": "\\ud800"}', "kapotte-rdf"),
    ("RDF/XML", "a.rdf", '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "rdf-xml"),
))

ATTACKS: tuple[Attack, ...] = (*ZIPS, *XMLS, *SHEETS, *TEXTS, *NAMES, *RDF)
