"""Numbers and addresses that point at a person. A hit blocks the record; the message never repeats the words found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dww_graph.errors import Fault, Text
from dww_graph.model import Cell, RawRecord


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of personal data: a pattern, and a proof that a hit really is one."""

    code: str
    name: Text
    pattern: re.Pattern[str]
    proof: Callable[[str], bool]


def is_bsn(text: str) -> bool:
    """True when eight or nine digits pass the eleven-proof of the burgerservicenummer."""
    digits = [int(char) for char in text if char.isdigit()]
    if len(digits) not in (8, 9) or not any(digits) or _DAY_OR_YEARS.fullmatch(text):
        return False
    digits = [0] * (9 - len(digits)) + digits
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def is_iban(text: str) -> bool:
    """True when a text, or its beginning (words may follow), passes the IBAN check (mod 97)."""
    plain = re.sub(r"[ .\-]", "", text).upper()
    return any(_mod_97(plain[:size]) == 1 for size in range(_SHORTEST_IBAN, len(plain) + 1))


def _mod_97(plain: str) -> int:
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97


def _always(_: str) -> bool:
    return True


RULES: tuple[Rule, ...] = (
    Rule("bsn", Text("een burgerservicenummer", "a citizen service number (BSN)"),
         re.compile(r"(?<![\d.,])\d(?:[ .\-]?\d){7,8}(?!\d)"), is_bsn),
    Rule("iban", Text("een bankrekening", "a bank account"),
         re.compile(r"\b[A-Z]{2}\d{2}(?:[ .\-]?[A-Z0-9]{4}){2,7}[ .\-]?[A-Z0-9]{0,4}\b", re.IGNORECASE | re.ASCII), is_iban),
    Rule("e-mail", Text("een e-mailadres", "an e-mail address"), re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"), _always),
    Rule("telefoon", Text("een telefoonnummer", "a telephone number"),
         re.compile(r"(?<![\w/.])(?:\+31|0031|0)[ \-.]?(?:\(0\)[ \-.]?)?[1-9](?:[ \-–.()/]{0,3}\d){8}(?!\d)"), _always),
    Rule("adres", Text("een postcode met huisnummer", "a postcode with house number"),
         re.compile(r"\b[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2})\b[,\s]*(?:(?:nr\.?|huisnummer|nummer)\s*)?\d{1,5}"
                    r"|\d{1,5}\s*[a-zA-Z]?\s*,\s*[1-9]\d{3} ?[A-Z]{2}\b"),
         _always),
    Rule("postcode", Text("een postcode", "a postcode"), re.compile(r"\b[1-9]\d{3} [A-Z]{2}\b(?! ?[a-z])"), _always),
    Rule("geboortedatum", Text("een geboortedatum", "a date of birth"),
         re.compile(r"\b(?:geboren|geb\.?|geboortedatum)\b\D{0,12}\d{1,2}[-/. ](?:\d{1,2}|[a-z]+)[-/. ]\d{2,4}", re.IGNORECASE),
         _always),
)

_SHORTEST_IBAN = 15
_HINT = re.compile(r"[\d@]")  # no rule fires on a text without a digit and without an at sign
_DAY_OR_YEARS = re.compile(r"\d{1,2}([-. ])\d{1,2}\1\d{4}|(?:19|20)\d\d([-. ])\d{1,2}\2\d{1,2}|(?:19|20)\d\d[-. ](?:19|20)\d\d")
_DOI = re.compile(r"\b10\.\d{4,9}/\S+")
_CODES = frozenset({"datum", "toestemming", "toestemming_id", "naar", "zoekdatum", "bron_id", "doi", "jaar", "bladzijden"})


def check_record(record: RawRecord) -> Iterator[Fault]:
    """Yield a fault for every cell of a record (and of its parts) that holds personal data; bibliographies pass by."""
    if record.kind == "bron":
        return
    for name, cells in record.cells.items():
        if name not in _CODES:
            for cell in cells:
                yield from check_cell(cell)
    for part in record.parts:
        yield from check_record(part)


def check_cell(cell: Cell) -> Iterator[Fault]:
    """Yield one fault for each kind of personal data in a cell."""
    if not _HINT.search(cell.text):
        return
    text = _DOI.sub("", cell.text)
    for rule in RULES:
        if any(rule.proof(found[0]) for found in rule.pattern.finditer(text)):
            yield Fault(
                f"persoonsgegeven-{rule.code}",
                Text(f"In de tekst staat {rule.name.nl}.", f"The text holds {rule.name.en}."),
                cell.where,
                Text("geen gegevens die naar een persoon wijzen", "nothing that points at a person"),
                Text("Haal het weg, ook uit het oude bestand.", "Take it out, from the old file too."),
            )


def masked(fault: Fault) -> Fault:
    """Return a fault without the personal data that its words may quote from the file."""
    return replace(fault, what=Text(_mask(fault.what.nl), _mask(fault.what.en)), do=Text(_mask(fault.do.nl), _mask(fault.do.en)))


def _mask(text: str) -> str:
    for rule in RULES:
        text = rule.pattern.sub(lambda found, rule=rule: "•••" if rule.proof(found[0]) else found[0], text)  # type: ignore[misc]
    return text
