"""Small builders of hostile and broken files, and how a file is judged: in the child that reads the files of others.

Nothing big is stored: a bomb is made where it is needed. An address in a file is that of a trap server; a secret lies beside it.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dww_graph.errors import Fault
from dww_graph.model import Item
from dww_graph.reading import FileReader

SECRET = "GEHEIM-3f9a"
XML = b'<?xml version="1.0" encoding="UTF-8"?>'
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
CELLS = "<sheetData>" + "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 51)) + "</sheetData>"
LAUGHS = '<!DOCTYPE a [<!ENTITY l0 "ha">' + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"
QUADRATIC = f'<!DOCTYPE a [<!ENTITY l9 "{"x" * 50_000}">]>'
REACHING = '<!DOCTYPE a [<!ENTITY l9 SYSTEM "file://{secret}">]>'
CALLING = '<!DOCTYPE a [<!ENTITY % uit SYSTEM "{url}/dtd"> %uit;]>'
CALLING_ENTITY = '<!DOCTYPE a [<!ENTITY l9 SYSTEM "{url}/entity">]>'


@dataclass(frozen=True, slots=True)
class Ground:
    """Where an attack is built: a folder, the address of the trap server, and a file outside that nobody may read."""

    folder: Path
    url: str
    secret: Path

    def save(self, name: str, data: bytes | str) -> Path:
        """Write a file."""
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def pack(self, name: str, members: Mapping[str, bytes | str] | Iterable[tuple[str, bytes | str]]) -> Path:
        """Write a zip; members may carry the same name twice."""
        pairs = members.items() if isinstance(members, Mapping) else members
        with zipfile.ZipFile(self.folder / name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for member, data in pairs:
                archive.writestr(zipfile.ZipInfo(member), data, zipfile.ZIP_DEFLATED)
        return self.folder / name


Build = Callable[[Ground], Path]


@dataclass(frozen=True, slots=True)
class Attack:
    """One file: its name, how it is made, and with which code it may be refused."""

    name: str
    build: Build
    codes: frozenset[str]


def items_of(path: Path, reader: FileReader | None = None) -> list[Item]:
    """Everything the child says of a file; a child of its own when none is given."""
    if reader is not None:
        return list(reader.items(path))
    with closing(FileReader(silence=60)) as own:
        return list(own.items(path))


def judged(path: Path, reader: FileReader | None = None) -> list[Fault]:
    """The faults with which a file is met."""
    return [item for item in items_of(path, reader) if isinstance(item, Fault)]


def workbook(ground: Ground, sheet: str | bytes, extra: Mapping[str, bytes | str] | None = None, name: str = "k.xlsx") -> Path:
    """A small workbook of which the sheet is given."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{relations}"><sheets><sheet name="Kaarten" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    return ground.pack(name, parts | dict(extra or {}))


def cell(reference: str) -> str:
    """A sheet of one cell."""
    row = "".join(sign for sign in reference if sign.isdigit()) or "1"
    return f'{SHEET}<sheetData><row r="{row}"><c r="{reference}"><v>1</v></c></row></sheetData></worksheet>'


def doctype_in(where: str, doctype: str) -> Build:
    """XML with a document type in a file of one of our forms."""

    def build(ground: Ground) -> Path:
        text = XML.decode() + doctype.format(url=ground.url, secret=ground.secret) if "{" in doctype else XML.decode() + doctype
        if where == "qde":
            return ground.pack("p.qdpx", {"project.qde": f'{text}<Project name="x">&l9;</Project>'})
        if where == "docx":
            return ground.pack("t.docx", {"[Content_Types].xml": "<Types/>", "word/document.xml": f"{text}<a>&l9;</a>"})
        if where == "odt":
            kind = "application/vnd.oasis.opendocument.text"
            return ground.pack("t.odt", {"mimetype": kind, "content.xml": f"{text}<a>&l9;</a>"})
        if where == "xlsx":
            return workbook(ground, f"{text}{SHEET}&l9;</worksheet>")
        if where == "rdf":
            names = 'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"'
            about = '<r:Description r:about="urn:x:a"><z:t>&l9;</z:t></r:Description>'
            return ground.save("z.rdf", f"{text}<r:RDF {names}>{about}</r:RDF>")
        return ground.save("e.xml", f"{text}<xml><records><record>&l9;</record></records></xml>")

    return build


def saved(name: str, data: bytes | str | Callable[[], bytes | str]) -> Build:
    """A file of this content, made when it is asked for."""
    return lambda ground: ground.save(name, data() if callable(data) else data)


def packed(name: str, *members: tuple[str, bytes | str]) -> Build:
    """A zip of these members."""
    return lambda ground: ground.pack(name, members)


def sheet(text: str | Callable[[], str]) -> Build:
    """A workbook with this sheet."""
    return lambda ground: workbook(ground, text() if callable(text) else text)


def calling(name: str, text: str) -> Build:
    """A file in which the address of the trap and the path of the secret are filled in."""
    return lambda ground: ground.save(name, text.replace("{url}", ground.url).replace("{secret}", str(ground.secret)))


def honest_bomb(ground: Ground) -> Path:
    """A workbook of 0.3 MB (or less) that holds 300 MB, as its headers say."""
    return workbook(ground, b" " * 300_000_000)


def lying_bomb(size: int) -> Build:
    """A zip of 60 MB of nothing whose headers say that it holds `size` bytes."""

    def build(ground: Ground) -> Path:
        path = ground.pack("k.xlsx", {"[Content_Types].xml": "<Types/>", "xl/a.xml": " " * 60_000_000})
        with zipfile.ZipFile(path) as archive:
            told = struct.pack("<L", archive.getinfo("xl/a.xml").file_size)
        path.write_bytes(path.read_bytes().replace(told, struct.pack("<L", size)))
        return path

    return build


def overlapping(ground: Ground) -> Path:
    """A list of members that all point at the same packed bytes."""
    path = ground.pack("k.xlsx", {"xl/a.xml": b" " * 5_000_000})
    data = path.read_bytes()
    start = data.index(b"PK\x01\x02")
    entry = data[start : data.index(b"PK\x05\x06")]
    many = b"".join(entry.replace(b"xl/a.xml", f"xl/{number:05}"[:8].encode()) for number in range(1500))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1500, 1500, len(many), start, 0)
    path.write_bytes(data[:start] + many + end)
    return path


def many_members(number: int) -> Build:
    """A zip of very many empty members."""

    def build(ground: Ground) -> Path:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for each in range(number):
                archive.writestr(zipfile.ZipInfo(f"s/{each}"), b"")
        return ground.save("p.qdpx", out.getvalue())

    return build


def nested(levels: int) -> Build:
    """A zip in a zip in a zip, as a file that holds itself would look."""

    def build(ground: Ground) -> Path:
        data = b"0" * 10_000
        for level in range(levels):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                for copy in range(3):
                    archive.writestr(zipfile.ZipInfo(f"{level}-{copy}.zip"), data, zipfile.ZIP_DEFLATED)
            data = out.getvalue()
        return ground.save("r.zip", data)

    return build


def special(mode: int = 0, flag: int = 0, method: int = zipfile.ZIP_STORED) -> Build:
    """A project with a member that is a link, is said to be encrypted, or was packed in another way."""

    def build(ground: Ground) -> Path:
        path = ground.folder / "p.qdpx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("project.qde", "<Project/>")
            member = zipfile.ZipInfo("sources/a.txt")
            member.external_attr = mode << 16
            archive.writestr(member, str(ground.secret), method)
        if flag:
            data = bytearray(path.read_bytes())
            for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
                place = data.rfind(mark)
                data[place + at] |= flag
            path.write_bytes(data)
        return path

    return build


def half(ground: Ground) -> Path:
    """The first half of a workbook."""
    path = workbook(ground, SHEET + CELLS + "</worksheet>")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def damaged(ground: Ground) -> Path:
    """A workbook of which one packed byte was changed."""
    path = workbook(ground, SHEET + CELLS + "</worksheet>")
    data = bytearray(path.read_bytes())
    data[data.index(b"sheet1.xml") + 40] ^= 0xFF
    path.write_bytes(data)
    return path


def vast(ground: Ground) -> Path:
    """A file above the limit, which takes no room on disk."""
    path = ground.folder / "k.csv"
    with path.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    return path


def wandering_source(ground: Ground) -> Path:
    """A project whose source is said to lie outside it."""
    steps = "../" * 12
    told = f"internal://{steps}{str(ground.secret).lstrip('/')}"
    source = f'<TextSource guid="00000000-0000-0000-0000-000000000001" name="a" plainTextPath="{told}"/>'
    text = f'<Project name="x"><Sources>{source}</Sources></Project>'
    return ground.pack("p.qdpx", {"project.qde": XML + text.encode()})


def fault_texts(faults: Iterable[Fault]) -> Iterator[str]:
    """Everything a person gets to read of faults."""
    for fault in faults:
        yield from (fault.tell("nl"), fault.tell("en"))
