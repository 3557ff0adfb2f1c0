"""What the intake page knows of files that are offered: how they are laid down, how they fared, and what a person must decide.

The bytes of an upload stand in a folder of their own for the time of one call. Words that may point at somebody are held in
memory, for the session of who decides, and nowhere else.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dww_graph import assets, curation, desk, intake, ledger, receipts, sources, template
from dww_graph.errors import Fault, Lang, NotFound, StoreError, Text
from dww_graph.export import faulty_copy
from dww_graph.model import Receipt, Terms, Toestemming
from dww_graph.receipts import Kept

ROLES: Final = (
    "moeder", "vader", "ouder", "pleegouder", "jongere A", "jongere B", "kind", "broer of zus", "opa of oma", "familielid",
    "vriend", "collega", "gedragswetenschapper", "leerkracht", "school", "instelling", "gemeente", "plaats",
)
TABLES: Final = frozenset({"csv", "xlsx"})
_AROUND: Final = 120
_LONGEST: Final = 240
_NAME_BYTES: Final = 120
_ROLE: Final = re.compile(r"^[a-zà-ÿ][a-zà-ÿ -]{1,30}( [A-Z])?$")
_DUTCH_DAY: Final = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as a browser gave it: its name, made harmless, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Words in their passage: where, the text before, the words, the text after; cut at about 120 characters either side."""

    where: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Question:
    """Words of which a person must decide, once: their mark, what they look like, and every place where they stand."""

    mark: str
    kind: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """How one file fared, and what is kept of it: the upload while it waits or can be given back with comments."""

    receipt: Receipt
    offered: Terms
    moment: str
    upload: Upload | None = None
    questions: tuple[Question, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.receipt.bestand.name

    @property
    def waits(self) -> bool:
        """True as long as somebody must decide about words in it."""
        return self.receipt.outcome == "wacht"


def clean_name(name: str) -> str:
    """Return a file name without folders, control characters and leading dots; never empty, 120 bytes at most."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .")
    stem, dot, ending = plain.rpartition(".")
    tail = f".{ending}" if dot and len(ending) <= 12 else ""  # noqa: PLR2004 - no ending of a file that we read is longer
    kept = (stem if tail else plain).encode()[: _NAME_BYTES - len(tail.encode())].decode(errors="ignore")
    return f"{kept or 'bestand'}{tail}"


def blank_template(lang: Lang) -> bytes:
    """Return an empty workbook for cards, its messages in a language."""
    with TemporaryDirectory() as name:
        path = Path(name) / "sjabloon.xlsx"
        template.write(path, lang)
        return path.read_bytes()


@contextmanager
def laid_down(uploads: Iterable[Upload]) -> Iterator[list[Path]]:
    """Write uploads into a private folder, each in a folder of its own, and remove all of it in the end."""
    with TemporaryDirectory(prefix="dww-inname-") as top:
        yield [_written(Path(top) / str(number), upload) for number, upload in enumerate(uploads)]


def _written(folder: Path, upload: Upload) -> Path:
    folder.mkdir(mode=0o700)
    path = folder / upload.name
    path.write_bytes(upload.data)
    return path


def offer(
    home: Path, uploads: Sequence[Upload], offered: Terms, replaces: str | None, door: str,
    progress: Callable[[int, int], None] | None = None, tell: Callable[[Text], None] | None = None,
) -> tuple[Told, ...]:
    """Offer files and tell how each fared; of a file that waits, the passages too. Raises what `curation.ingest` raises."""
    moment = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with laid_down(uploads) as paths:
        made = curation.ingest(home, paths, offered, replaces, progress, tell, door)
        by_path = dict(zip(paths, uploads, strict=True))
        return tuple(_told(home, receipt, offered, moment, by_path[receipt.bestand]) for receipt in made)


def _told(home: Path, receipt: Receipt, offered: Terms, moment: str, upload: Upload) -> Told:
    shown = replace(receipt, bestand=Path(upload.name))
    kept = upload if receipt.outcome == "wacht" or can_be_commented(receipt) else None
    asked = questions(home, receipt.bestand, offered) if receipt.outcome == "wacht" else ()
    return Told(shown, offered, moment, kept, asked)


def questions(home: Path, path: Path, offered: Terms) -> tuple[Question, ...]:
    """Return what a person must decide about a file: each mark once, those with most places first."""
    found: dict[str, list[desk.Passage]] = {}
    for passage in desk.passages(home, path, offered, intake.load_vocabulary()):
        found.setdefault(passage.flag.mark, []).append(passage)
    asked = [Question(mark, each[0].flag.kind, tuple(map(_place, each))) for mark, each in found.items()]
    return tuple(sorted(asked, key=lambda question: -len(question.places)))


def _place(passage: desk.Passage) -> Place:
    text, start, end = passage.text, passage.start, passage.end
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    cut = f"{text[start : start + _LONGEST]} …" if end - start > _LONGEST else text[start:end]
    return Place(
        passage.flag.where,
        f"… {before}" if start > _AROUND else before,
        cut,
        f"{after} …" if end + _AROUND < len(text) else after,
    )


def is_role(words: str) -> bool:
    """Say whether some words can stand for a role: small letters, with one capital letter after them at most."""
    return bool(_ROLE.match(words))


def can_be_commented(receipt: Receipt) -> bool:
    """Say whether a copy of the file with its faults in it can be made."""
    return receipt.format in TABLES and bool(receipt.faults or receipt.geweigerd)


def commented(told: Told, lang: Lang) -> bytes:
    """Return the workbook with a comment in each faulty cell."""
    assert told.upload is not None
    with laid_down([told.upload]) as (path,):
        out = path.with_name("met-opmerkingen.xlsx")
        faulty_copy.write(path, (*told.receipt.faults, *told.receipt.geweigerd), out, lang)
        return out.read_bytes()


def copy_name(name: str, lang: Lang) -> str:
    """Return the name of the copy with comments."""
    return f"{name.rpartition('.')[0] or name}-{Text('met-opmerkingen', 'with-comments').in_(lang)}.xlsx"


def as_json(home: Path, told: Told) -> str:
    """Return the receipt of a file as JSON text: the one that was kept, or that of a file of which nothing was taken in."""
    held = kept(home, told.receipt.sleutel) if told.receipt.sleutel else None
    if held:
        return held.to_json()
    data = receipts.as_data(told.receipt, told.moment, assets.VERSION, told.offered.privacy_akkoord_door)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def kept(home: Path, key: str) -> Kept | None:
    """Return the receipt of a contribution; None when there is none, as with the starter content."""
    with suppress(NotFound, StoreError):
        return receipts.load(home, key)
    return None


def counts(receipt: Receipt) -> Iterator[tuple[str, str, int]]:
    """Yield what a receipt counts: the kind of count, what it is about (a kind of thing, a reason) and the number."""
    yield "gelezen", "", receipt.gelezen
    yield "opgeslagen", "", receipt.opgeslagen
    yield from (("overgeslagen", kind, number) for kind, number in sorted(receipt.overgeslagen.items()))
    yield from (("geweigerd", reason, number) for reason, number in sorted(receipt.reasons().items()))
    yield "gemarkeerd", "", len(receipt.vlaggen)


def counts_kept(data: Mapping[str, int | Mapping[str, int]]) -> Iterator[tuple[str, str, int]]:
    """Yield the same of a receipt that was kept."""
    for name in ("gelezen", "opgeslagen", "overgeslagen", "geweigerd", "gemarkeerd"):
        held = data[name]
        yield from ((name, of, number) for of, number in held.items()) if isinstance(held, Mapping) else [(name, "", held)]


def all_faults(receipt: Receipt) -> tuple[Fault, ...]:
    """Return every fault: those that refused the file, and those of single records."""
    return (*receipt.faults, *receipt.geweigerd)


def consents(home: Path, today: datetime.date) -> tuple[Toestemming, ...]:
    """Return the consents under which material may be offered: neither withdrawn nor past their retention date."""
    return tuple(each for each in ledger.load(home).values() if not each.ingetrokken_op and each.bewaren_tot >= today.isoformat())


def iso_day(text: str) -> str:
    """Return a day as ISO 8601 when it was typed the Dutch way; anything else as it was typed."""
    found = _DUTCH_DAY.match(text.strip())
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text.strip()


def contributions(home: Path) -> tuple[tuple[str, str, str], ...]:
    """Return key, file and day of each contribution, newest first."""
    found = sorted(sources.manifests(home), key=lambda each: each.ingelezen_op, reverse=True)
    return tuple((each.sleutel, each.bestand, each.ingelezen_op[:10]) for each in found)
