"""Transcripts as people save them: Word and OpenDocument files built by hand, and what a reader made of a file, sorted out."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from dww_graph.errors import Fault, Text
from dww_graph.model import Item, RawRecord, Skipped
from dww_graph.read import transcript_captions, transcript_docx, transcript_odt, transcript_txt

from .tables import saved

READERS = {"docx": transcript_docx, "odt": transcript_odt, "vtt": transcript_captions, "srt": transcript_captions,
           "txt": transcript_txt}
TALK = (
    "Interviewer: Wat deed je toen hij boos werd?",
    "Anna de Wit: Ik ging naast hem zitten en ik wachtte.",
    "Interviewer: En daarna?",
    "Anna de Wit: [[Ik bleef zitten tot hij zelf begon.]] (Alliantie / Band; Moed)",
    "Jan: Dat klopt, Anna. Wil je dat ik het vertel?",
)
TALK_TEXT = """interviewer: Wat deed je toen hij boos werd?
spreker 1: Ik ging naast hem zitten en ik wachtte.
interviewer: En daarna?
spreker 1: Ik bleef zitten tot hij zelf begon.
spreker 2: Dat klopt, spreker 1. Wil je dat ik het vertel?"""
VTT = "WEBVTT\n\n"
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")
HTML = b"<html><body><p>I: Hoe ging het?</p></body></html>"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_DC = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
_ODF = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                for name in ("office", "text", "table", "style", "drawing", "manifest")) + _DC
_ODT_TYPE = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class Read:
    """What a reader gave, by kind."""

    records: tuple[RawRecord, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Text, ...]
    skipped: Mapping[str, int]
    everything: str

    @property
    def transcript(self) -> Mapping[str, str]:
        """The cells of the one transcript; roles with a comma between."""
        (found,) = (record for record in self.records if record.kind == "transcript")
        return cells(found)

    @property
    def codings(self) -> tuple[Mapping[str, str], ...]:
        """The cells of each coding."""
        return tuple(cells(record) for record in self.records if record.kind == "codering")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the faults."""
        return tuple(fault.code for fault in self.faults)


def cells(record: RawRecord) -> Mapping[str, str]:
    """Return the cells of a record as text; several in one field with a comma between."""
    return {name: ", ".join(cell.text for cell in found) for name, found in record.cells.items()}


def taken(read: Callable[[Path], Iterator[Item]], path: Path) -> Read:
    """Read a file and sort out what came."""
    items = tuple(read(path))
    return Read(
        tuple(item for item in items if isinstance(item, RawRecord)),
        tuple(item for item in items if isinstance(item, Fault)),
        tuple(item for item in items if isinstance(item, Text)),
        {item.soort: item.aantal for item in items if isinstance(item, Skipped)},
        repr(items),
    )


def sample(name: str) -> Path:
    """Return a real file of somebody else, or skip where they are not at hand."""
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip("the real files in ../shared/samples are not on this machine (2026-11-23)")
    return path


def run(text: str, settings: str = "") -> str:
    """Return a run of a Word paragraph; a tab and a line feed in the text become elements."""
    inside = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    inside = inside.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{inside}</w:t></w:r>'


def bold(text: str) -> str:
    """Return a run in bold."""
    return run(text, "<w:b/>")


def para(*runs: str, settings: str = "") -> str:
    """Return a Word paragraph of runs; a plain text is a run."""
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{settings}</w:pPr>{inside}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a Word table, one paragraph a cell."""
    made = ("".join(f"<w:tc>{para(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in made) + "</w:tbl>"


def docx(*blocks: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """Return a Word file; a plain text is a paragraph. `parts` are members in word/ by name, such as `styles`."""
    body = "".join(each if each.startswith("<") else para(each) for each in blocks)
    relation = f'<Relationships><Relationship Type="http://x/officeDocument" Target="{main}"/></Relationships>'
    members = {"[Content_Types].xml": "<Types/>", "_rels/.rels": relation,
               main: f"<w:document {_W} {_MC}><w:body>{body}<w:sectPr/></w:body></w:document>"}
    return _zipped(members | {f"word/{name}.xml": f"<w:part {_W}>{part}</w:part>" for name, part in parts.items()})


def odt(*blocks: str, styles: str = "", manifest: str = "") -> bytes:
    """Return an OpenDocument text; a plain text is a paragraph."""
    body = "".join(each if each.startswith("<") else f"<text:p>{escape(each)}</text:p>" for each in blocks)
    content = (f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
               f"<office:body><office:text>{body}</office:text></office:body></office:document-content>")
    listed = f"<manifest:manifest {_ODF}>{manifest}</manifest:manifest>"
    return _zipped({"mimetype": _ODT_TYPE, "content.xml": content, "META-INF/manifest.xml": listed})


def sha(text: str) -> str:
    """Return the SHA-256 of a text, as a record tells it."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(folder: Path, ending: str, data: bytes | str) -> Read:
    """Read a file by the reader of that ending, which must recognise it."""
    path = saved(folder, f"gesprek.{ending}", data)
    assert READERS[ending].recognises(path.read_bytes()[:4096], path)
    return taken(READERS[ending].read, path)


def as_captions(lines: Sequence[str], mark: str) -> str:
    """Return numbered cues of one second each; `mark` stands before the milliseconds."""
    times = [f"00:00:{at:02d}{mark}000" for at in range(len(lines) + 2)]
    return "".join(f"{at}\n{times[at]} --> {times[at + 1]}\n{line}\n\n" for at, line in enumerate(lines, 1))


def in_every_form() -> dict[str, bytes | str]:
    """Return the conversation by ending, as each program saves it."""
    return {"docx": docx(*TALK), "odt": odt(*TALK), "txt": "\r\n\r\n".join(TALK), "vtt": VTT + as_captions(TALK, "."),
            "srt": as_captions(TALK, ",")}


def _zipped(members: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()
