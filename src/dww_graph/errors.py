"""What can go wrong, and how it is told.

    DwwError                 what · where · expected · do, in Dutch and English
    ├── UsageError           the call itself is off                        exit 2
    │   ├── NotFound         a name, id or question that is not there      exit 2
    │   ├── QueryRefused     a query that the gate does not let through    exit 2
    │   └── NotAllowed       somebody who may read, and tries to change    exit 2
    ├── InputRefused         a file with faults; nothing of it is stored   exit 1
    └── CouldNotRun          the work could not be done                    exit 3
        ├── QueryTimeout     a query that took longer than it may
        ├── StoreError       the store or a generation cannot be used
        ├── Locked           another process is writing
        └── ReasonerAbsent   Java or the reasoner is not there

A *finding* (something wrong in what was brought) is a value: `Fault`. A *failure* (the work cannot go on) is an exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

Lang = Literal["nl", "en"]
Severity = Literal["fout", "waarschuwing"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence, said in Dutch and in English."""

    nl: str
    en: str

    def in_(self, lang: Lang) -> str:
        """Return the sentence in `lang`."""
        return self.en if lang == "en" else self.nl


NOTHING = Text("", "")

_LABELS: dict[Lang, tuple[str, str, str]] = {
    "nl": ("waar", "verwacht", "doe dit"),
    "en": ("where", "expected", "do this"),
}


def _told(what: Text, where: str, expected: Text, do: Text, lang: Lang) -> str:
    label_where, label_expected, label_do = _LABELS[lang]
    parts = [(label_where, where), (label_expected, expected.in_(lang)), (label_do, do.in_(lang))]
    return "\n".join([what.in_(lang), *(f"  {label}: {said}" for label, said in parts if said)])


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in an input: what, where (cell or line), what was expected and what to do."""

    code: str
    what: Text
    where: str
    expected: Text = NOTHING
    do: Text = NOTHING
    severity: Severity = "fout"

    def tell(self, lang: Lang) -> str:
        """Return the fault as a few lines for a person."""
        return _told(self.what, self.where, self.expected, self.do, lang)


class DwwError(Exception):
    """Base of every failure; carries its message as data, in both languages."""

    exit_code: ClassVar[int] = 3

    def __init__(self, what: Text, where: str = "", expected: Text = NOTHING, do: Text = NOTHING) -> None:
        super().__init__(what.en)
        self.what = what
        self.where = where
        self.expected = expected
        self.do = do

    def tell(self, lang: Lang) -> str:
        """Return the message in `lang`: what, where, what was expected, what to do."""
        return _told(self.what, self.where, self.expected, self.do, lang)


class UsageError(DwwError):
    """The call itself is off: an unknown option, a value of the wrong form."""

    exit_code = 2


class NotFound(UsageError):
    """A name, identifier or question that is not there."""


class QueryRefused(UsageError):
    """A query that the gate does not let through, or that is not SPARQL."""


class NotAllowed(UsageError):
    """Somebody who may read tries to change something."""


class InputRefused(DwwError):
    """A file with faults. `faults` names every one; nothing of the file is stored."""

    exit_code = 1

    def __init__(self, where: str, faults: Sequence[Fault]) -> None:
        number = len(faults)
        super().__init__(
            Text(f"Niet opgenomen: {number} fout(en).", f"Not taken in: {number} fault(s)."),
            where,
            do=Text(
                "Verbeter ze alle en bied het bestand opnieuw aan; er is niets veranderd.",
                "Mend them all and offer the file again; nothing was changed.",
            ),
        )
        self.faults = tuple(faults)


class CouldNotRun(DwwError):
    """The work could not be done, through no fault in the input."""


class QueryTimeout(CouldNotRun):
    """A query took longer, or more, than it may."""


class StoreError(CouldNotRun):
    """The store or a generation cannot be opened, read or written."""


class Locked(CouldNotRun):
    """Another process is writing; `where` names the holder."""


class ReasonerAbsent(CouldNotRun):
    """Java or the OWL reasoner is not on this machine."""
