"""Small coding projects as programs write them, made by hand, and what comes out of them in forms that are easy to compare."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from dww_graph.errors import Fault, Text
from dww_graph.model import Item, RawRecord, RecordKind, Skipped
from dww_graph.read import qda

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("DWW_SAMPLES") or ROOT.parent / "shared" / "samples")
NO_SAMPLES = "2026-11-23: the folder with sample files of others is not here (set DWW_SAMPLES)"
TEXT = "Ik bleef rustig zitten. Daarna begon hij zelf te praten over school."
NAMESPACE = "urn:QDA-XML:project:1.0"
CODE = "11111111-1111-1111-1111-111111111111"
OTHER_CODE = "22222222-2222-2222-2222-222222222222"
ANNA = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"
BRAM = "bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb"
USERS = f'<Users><User guid="{ANNA}" name="Anna Achternaam" id="AA"/><User guid="{BRAM}" name="Bram Achternaam"/></Users>'


def guid(number: int) -> str:
    """A GUID that is easy to recognise in a message."""
    return f"00000000-0000-0000-0000-{number:012d}"


def element(kind: str, inside: str = "", /, **attributes: object) -> str:
    """One element; an attribute that is None is left out."""
    told = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items() if value is not None)
    return f"<{kind}{told}>{inside}</{kind}>"


def described(text: str) -> str:
    """A Description."""
    return element("Description", escape(text))


def code(name: str, guid_: str | None = CODE, inside: str = "", **attributes: object) -> str:
    """A code, with codes inside it if wanted."""
    return element("Code", inside, name=name, guid=guid_, **({"isCodable": "true"} | attributes))


def codebook(*codes: str) -> str:
    """A codebook inside a project; with the code `Alliantie` when none is given."""
    return element("CodeBook", element("Codes", "".join(codes or (code("Alliantie"),))))


def coding(number: int, target: str = CODE, user: str | None = ANNA, inside: str = "", date: str | None = None) -> str:
    """A coding with its own GUID."""
    reference = element("CodeRef", targetGUID=target)
    return element("Coding", reference + inside, guid=guid(number), creatingUser=user, creationDateTime=date)


def selection(begin: object, end: object, *inside: str, name: str | None = None, number: int = 900) -> str:
    """A passage; `name` is what most programs put the quoted words in."""
    return element("PlainTextSelection", "".join(inside), guid=guid(number), name=name, startPosition=begin, endPosition=end)


def quoted(words: str, *inside: str, text: str = TEXT) -> str:
    """A passage whose words are also its name."""
    begin = text.index(words)
    return selection(begin, begin + len(words), *inside, name=words)


def source(*inside: str, name: str | None = "gesprek", path: str | None = "internal://a.txt", **attributes: object) -> str:
    """A text source."""
    return element("TextSource", "".join(inside), guid=guid(800), name=name, plainTextPath=path, **attributes)


def sources(*inside: str) -> str:
    """The sources of a project."""
    return element("Sources", "".join(inside))


def qde(*inside: str, root: str = "Project", **attributes: object) -> bytes:
    """The XML of a project."""
    told = {"xmlns": NAMESPACE, "name": "proef", "origin": "proef 1.0"} | attributes
    return f'<?xml version="1.0" encoding="utf-8"?>\n{element(root, "".join(inside), **told)}'.encode()


def qdpx(
    folder: Path, xml: bytes, texts: Mapping[str, str | bytes] | None = None, *, root: str = "project.qde", name: str = "p.qdpx"
) -> Path:
    """A project as an archive; `texts` by full member name."""
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(root, xml)
        for member, text in (texts or {}).items():
            archive.writestr(member, text)
    return path


def one_source(folder: Path, text: str | bytes, *selections: str, origin: str = "proef 1.0") -> Path:
    """A project with one code, two users and one text."""
    xml = qde(USERS, codebook(), sources(source(*selections)), origin=origin)
    return qdpx(folder, xml, {"sources/a.txt": text})


class Out:
    """What a reader gave, sorted by what it is."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = list(items)
        self.records = [item for item in self.items if isinstance(item, RawRecord)]
        self.faults = [item for item in self.items if isinstance(item, Fault)]
        self.notes = [item.nl for item in self.items if isinstance(item, Text)]
        self.skipped = {item.soort: item.aantal for item in self.items if isinstance(item, Skipped)}

    def of(self, kind: RecordKind) -> list[dict[str, str]]:
        """The records of a kind, each as a dictionary of its first values."""
        return [dict(flat(record)) for record in self.records if record.kind == kind]

    def values(self, kind: RecordKind, field: str) -> list[str]:
        """One field of all records of a kind; empty where it is absent."""
        return [record.get(field, "") for record in self.of(kind)]

    def refused(self) -> list[str]:
        """The codes of the faults."""
        return [fault.code for fault in self.faults]


def flat(record: RawRecord) -> Iterator[tuple[str, str]]:
    """The fields of a record with their first value."""
    return ((name, cells[0].text) for name, cells in record.cells.items())


def read(path: Path) -> Out:
    """Read a coding project."""
    return Out(qda.read(path))
