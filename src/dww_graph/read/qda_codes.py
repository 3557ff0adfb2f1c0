"""The codebook of a coding project: codes by path, with what every GUID points to; a code may nest, and names may return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dww_graph.errors import Fault, Text
from dww_graph.model import RawRecord
from dww_graph.read import qda_faults, qda_records


@dataclass(slots=True)
class _Code:
    """One code while it is read; `fault` when it is refused."""

    number: int
    naam: str
    pad: str
    ouder: str
    attributes: Mapping[str, str]
    fault: Fault | None = None
    descriptions: list[str] = field(default_factory=list)


class Codebook:
    """All codes of a project, in the order of the file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._codes: list[_Code] = []
        self._open: list[_Code] = []
        self._by_guid: dict[str, _Code] = {}
        self._paths: set[str] = set()
        self._same = 0

    def open(self, attributes: Mapping[str, str]) -> None:
        """A code begins, below the one that is open."""
        number = len(self._codes) + 1
        above = self._open[-1] if self._open else None
        naam = " ".join(qda_records.plain(attributes.get("name", "")).split()) or f"code {number}"
        wanted = f"{above.pad}/{qda_records.step(naam)}" if above else qda_records.step(naam)
        code = _Code(number, naam, wanted, above.pad if above else "", attributes)
        code.fault = self._judged(code)
        if code.fault is None:
            code.pad = qda_records.unique(wanted, self._paths)
            self._same += code.pad != wanted
        self._codes.append(code)
        self._open.append(code)

    def close(self) -> None:
        """The innermost open code ends."""
        self._open.pop()

    def describe(self, text: str) -> None:
        """The innermost open code is described."""
        self._open[-1].descriptions.append(qda_records.plain(text))

    def current(self) -> str:
        """Return the path of the innermost open code."""
        return self._open[-1].pad

    def path(self, guid: str) -> str | None:
        """Return the path of the code with a GUID, None when there is none."""
        code = self._by_guid.get(qda_records.key(guid))
        return code.pad if code else None

    def items(self) -> Iterator[RawRecord | Fault | Text]:
        """Yield a record for every code, parents first, and a fault for every code that is refused."""
        for code in self._codes:
            yield code.fault or self._record(code)
        if self._same:
            yield Text(
                f"{self._same} code(s) hadden dezelfde naam als een code ernaast en kregen een nummer.",
                f"{self._same} code(s) had the same name as a code beside them and got a number.",
            )

    def _judged(self, code: _Code) -> Fault | None:
        where = f"{self._name}, code {code.number}"
        guid = qda_records.key(code.attributes.get("guid", ""))
        if guid in self._by_guid:
            return qda_faults.duplicate_guid(qda_records.guid(code.attributes["guid"]), where)
        if code.ouder and code.ouder not in self._paths:
            return qda_faults.orphan(qda_records.guid(code.attributes.get("guid", "")), where)
        if guid:
            self._by_guid[guid] = code
        return None

    def _record(self, code: _Code) -> RawRecord:
        codable = code.attributes.get("isCodable", "true").strip().lower() not in ("false", "0")
        return qda_records.made("code", self._name, f"code {code.number}", {
            "pad": code.pad,
            "naam": code.naam,
            "ouder": code.ouder,
            "omschrijving": "\n".join(filter(None, code.descriptions)),
            "codeerbaar": "ja" if codable else "nee",
            "guid": qda_records.guid(code.attributes.get("guid", "")),
            "kleur": qda_records.plain(code.attributes.get("color", "")),
        })
