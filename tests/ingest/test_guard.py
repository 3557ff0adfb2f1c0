"""What stands at the door: personal numbers, consent, and the size and form of a file, judged before any parser sees it."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dww_graph.errors import Fault, Text
from dww_graph.guard import consent, limits, privacy, zips
from dww_graph.model import Cell, RawRecord, Terms, Toestemming

from .tables import BSN, as_workbook, good_table, saved

XML = b"<?xml version='1.0'?>"


def found(text: str) -> set[str]:
    """The kinds of personal data that are seen in a text."""
    return {fault.code.removeprefix("persoonsgegeven-") for fault in privacy.check_cell(Cell(text, "rij 2"))}


def card(**cells: str) -> RawRecord:
    """A raw card with these cells."""
    return RawRecord("kaart", "rij 2", {name: (Cell(text, f"rij 2, {name}"),) for name, text in cells.items()})


def archive(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write a zip with these members, packed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def codes(path: Path) -> list[str]:
    """What the gate says of a file."""
    return [fault.code for fault in limits.check_file(path)]


@pytest.mark.parametrize(
    "text",
    [
        "111222333",
        "111 222 333",
        "111.222.333",
        "1112.22.333",
        "BSN:111222333.",
        "nummer(123456782)",
        "van 12 111222333",
        "11122233 3",
    ],
)
def test_a_citizen_service_number_is_seen(text: str) -> None:
    """Nine digits that pass the eleven-proof, in every way of writing."""
    assert found(f"Zij gaf {text} door") == {"bsn"}


@pytest.mark.parametrize("digits", ["111222334", "123456789", "000000000", "12345678", "1112223330", "11122233"])
def test_other_digits_are_no_citizen_service_number(digits: str) -> None:
    """A number that fails the proof, and one of ten digits."""
    assert not privacy.is_bsn(digits)


def test_the_eleven_proof_lets_one_in_eleven_through() -> None:
    """Also for eight digits, which stand for nine with a nought before them."""
    passing = [number for number in range(100000000, 100001100) if privacy.is_bsn(str(number))]
    assert len(passing) == 100
    assert privacy.is_bsn("012345672") and privacy.is_bsn("12345672")


@pytest.mark.parametrize(
    "text",
    [
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "nl91abna0417164300",
        "NL91-ABNA-0417-1643-00",
        "NL91.ABNA.0417.1643.00",
        "BE68 5390 0754 7034 deze week",
        "DE89 3704 0044 0532 0130 00 en dan",
    ],
)
def test_a_bank_account_is_seen(text: str) -> None:
    """Spaced, dotted or dashed, and with words behind it that could be part of it."""
    assert "iban" in found(f"op {text}")


@pytest.mark.parametrize("text", ["NL92ABNA0417164300", "AB12 woorden van vier", "NL91ABNA04", "BE68 5390 0754 7035"])
def test_what_fails_the_proof_of_a_bank_account_is_none(text: str) -> None:
    assert "iban" not in found(text)


@pytest.mark.parametrize(
    "text", ["jan@voorbeeld.nl", "j.de-vries+x@mail.voorbeeld.org", "jan @ voorbeeld.nl", "(jan@voorbeeld.nl)"]
)
def test_an_email_address_is_seen(text: str) -> None:
    assert found(text) == {"e-mail"}


@pytest.mark.parametrize(
    "text",
    [
        "06-12345678",
        "0612345678",
        "06 12 34 56 78",
        "06 – 12345678",
        "06/12345678",
        "(06) 12345678",
        "+31612345678",
        "+31 6 1234 5678",
        "+31 (0)6 12345678",
        "0031 6 12345678",
        "020-1234567",
        "(020) 123 45 67",
        "0412 345678",
    ],
)
def test_a_telephone_number_is_seen(text: str) -> None:
    assert "telefoon" in found(f"Bel {text} maar")


@pytest.mark.parametrize("text", ["3511 AB 12", "3511AB 12", "3511ab 12", "3511 AB, nr. 4", "12, 3511 AB", "12a, 3511AB"])
def test_a_postcode_with_a_house_number_is_seen(text: str) -> None:
    assert "adres" in found(f"Zij woont op {text}")


@pytest.mark.parametrize("text", ["geboren op 12-05-2010", "geb. 12 mei 2010", "geboortedatum: 1/2/2010", "Geboren 3.4.10"])
def test_a_date_of_birth_is_seen(text: str) -> None:
    assert "geboortedatum" in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "in 2019 en in 2025",
        "schooljaar 2025-2026",
        "2024-2025",
        "2016-2017",
        "2008-2009",
        "van 12-01-2026 tot 27-01-2026",
        "2026-01-27",
        "groep 8, cijfer 7,5",
        "een 6- of een 10",
        "1000 kinderen",
        "12.345.678 euro",
        "r=.183, n=12345",
        "0,05",
        "A5.4 en C9.1",
        "K1",
        "10.1007/s10826-015-0167-9",
        "https://doi.org/10.1177/02683962211048201",
        "10.1016/11122233.3",
        "leeftijd 8-11 jaar",
        "18-",
        "om 12:30 uur",
        "1 op 1",
        "3x per week, 10 weken",
        "de code T-2026-03",
        "protocol 2019 en",
        "2025 of 2026",
        "Wet van 1 januari 2015",
        "24/7",
        "0-100",
        "kamer 1234",
        "ISO 9001",
        "artikel 1:265b BW",
        "B07-1",
        "vier maal 250 ml",
        "n=1000 in 5 landen",
    ],
)
def test_look_alikes_pass(text: str) -> None:
    """Years, grades, dates, amounts, DOIs and codes are what practice and research are full of."""
    assert found(f"Het ging om {text}, zo zegt zij.") == set()


@pytest.mark.parametrize("year", range(1990, 2035))
def test_no_school_year_is_a_citizen_service_number(year: int) -> None:
    """One in eleven pairs of years passes the eleven-proof."""
    assert found(f"In schooljaar {year}-{year + 1} begon het.") == set()


def test_every_text_of_a_card_and_its_links_is_looked_at() -> None:
    """The number of the card too: it becomes part of an IRI that everyone can see."""
    link = RawRecord(
        "verbinding", "rij 2", {"toelichting": (Cell(BSN, "rij 2, toelichting"),), "naar": (Cell(BSN, "rij 2, naar"),)}
    )
    record = card(titel=BSN, handeling=BSN, kaart_id=BSN, onbekend=BSN, doi=BSN, datum=BSN)
    faults = [*privacy.check_record(record), *privacy.check_record(RawRecord("kaart", "rij 2", {}, (link,)))]
    assert [fault.where.split(", ")[1] for fault in faults] == ["titel", "handeling", "kaart_id", "onbekend", "toelichting"]


@pytest.mark.parametrize("text", [BSN, "NL91ABNA0417164300", "06-12345678", "jan@voorbeeld.nl", "3511 AB 12"])
def test_a_message_never_repeats_what_was_found(text: str) -> None:
    faults = list(privacy.check_cell(Cell(f"Zij zei {text} en meer", "rij 2")))
    assert faults and not [fault for fault in faults if text in fault.tell("nl") + fault.tell("en")]
    quoting = Fault(
        "x", Text(f"'{text}' ken ik niet.", f"'{text}' is not known."), "rij 2", do=Text(f"Niet {text}.", f"Not {text}.")
    )
    assert text not in privacy.masked(quoting).tell("nl") + privacy.masked(quoting).tell("en")


def test_a_message_without_personal_data_is_left_as_it_is() -> None:
    fault = Fault(
        "x", Text("'2025-2026' ken ik niet.", "'2025-2026' is not known."), "rij 2", do=Text("Kies B07-1.", "Choose B07-1.")
    )
    assert privacy.masked(fault) == fault


def test_a_bibliography_is_public_knowledge() -> None:
    assert list(privacy.check_record(RawRecord("bron", "bron 1", {"auteurs": (Cell("jan@voorbeeld.nl", "bron 1"),)}))) == []


def desk(offered: Terms) -> consent.Desk:
    """A ledger of three consents for ring programma: one that holds, one withdrawn, one past its date."""
    given = Toestemming("T-2026-03", "programma", "2026-01-05", "ECO-1", "2036-01-05")
    gone = replace(given, code="T-WEG", ingetrokken_op="2026-05-01")
    old = replace(given, code="T-OUD", bewaren_tot="2026-11-22")
    return consent.Desk(offered, {each.code: each for each in (given, gone, old)}, "k.csv", datetime.date(2026, 11, 23))


def test_a_card_needs_consent_a_ring_and_a_privacy_check() -> None:
    """All three are asked for at once, each in the field where it is missing."""
    faults = list(consent.check_record(card(titel="x"), desk(Terms())))
    assert [fault.code for fault in faults] == ["geen-toestemming", "geen-zichtbaarheid", "niet-op-privacy-nagekeken"]
    assert [fault.where for fault in faults] == [
        f"k.csv, rij 2, {name}" for name in ("toestemming", "zichtbaarheid", "privacy_gecontroleerd")
    ]


def test_the_terms_of_the_offer_fill_what_a_card_leaves_open() -> None:
    record = card(privacy_gecontroleerd="ja")
    assert list(consent.check_record(record, desk(Terms("T-2026-03", "programma")))) == []
    assert consent.consent_code(record, Terms("T-2026-03")) == "T-2026-03"
    assert consent.ring_of(card(zichtbaarheid="Beheer"), desk(Terms(zichtbaarheid="openbaar"))) == "beheer"


def test_the_ring_follows_the_consent_when_nobody_says_otherwise() -> None:
    record = card(toestemming="T-2026-03")
    assert consent.ring_of(record, desk(Terms())) == "programma"
    assert consent.ring_of(record, desk(Terms(zichtbaarheid="beheer"))) == "beheer"


@pytest.mark.parametrize(
    ("code", "ring", "told"),
    [
        ("T-9", "beheer", ["toestemming-onbekend"]),
        ("T-WEG", "beheer", ["toestemming-ingetrokken"]),
        ("T-OUD", "beheer", ["bewaartermijn-voorbij"]),
        ("T-2026-03", "openbaar", ["ruimer-dan-toestemming"]),
        ("T-2026-03", "programma", []),
        ("T-2026-03", "beheer", []),
    ],
)
def test_a_consent_must_be_known_hold_today_and_reach_the_ring(code: str, ring: str, told: list[str]) -> None:
    record = card(toestemming=code, zichtbaarheid=ring, privacy_gecontroleerd="ja")
    assert [fault.code for fault in consent.check_record(record, desk(Terms()))] == told
    invented = card(toestemming=code, zichtbaarheid=ring, privacy_gecontroleerd="ja", illustratief="ja")
    assert list(consent.check_record(invented, desk(Terms()))) == []


@pytest.mark.parametrize("word", ["nee", "NEE", "No", "geen", "onbekend", "GEEN", "t-2026-03", "T", "T 2026 03", "Ja, mondeling"])
def test_what_is_no_code_and_no_yes_is_no_consent(word: str) -> None:
    for field in ("toestemming", "toestemming_id"):
        assert consent.consent_code(card(**{field: word}), Terms("T-2026-03")) is None


def test_a_refusal_in_one_field_beats_a_code_in_the_other() -> None:
    assert consent.consent_code(card(toestemming="nee", toestemming_id="T-2026-03"), Terms("T-1-A")) is None
    assert consent.consent_code(card(toestemming="ja", toestemming_id="T-2026-03"), Terms("T-1-A")) == "T-2026-03"


def test_an_absent_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert codes(tmp_path / "weg.csv") == ["geen-bestand"]
    assert codes(tmp_path) == ["map"]


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, "k.csv", "x" * 101)
    assert codes(path) == []
    monkeypatch.setattr(limits, "MAX_BYTES", 100)
    assert codes(path) == ["te-groot"]


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"k\x00a\x00"], ids=["binary", "utf-16 without its mark"])
def test_binary_is_no_text(tmp_path: Path, data: bytes) -> None:
    assert codes(saved(tmp_path, "k.csv", data)) == ["geen-tekst"]


def test_utf16_with_its_mark_is_text(tmp_path: Path) -> None:
    assert codes(saved(tmp_path, "k.csv", "kaart_id".encode("utf-16"))) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_is_refused(tmp_path: Path, encoding: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><lolz>&lol;</lolz>'
    assert codes(saved(tmp_path, "k.xml", text.encode(encoding))) == ["dtd"]


@pytest.mark.parametrize("opening", ["[", '{"a":', "\ufeff[", "---\ntitel: ["])
def test_deep_nesting_is_refused_before_a_parser_sees_it(tmp_path: Path, opening: str) -> None:
    assert codes(saved(tmp_path, "k.json", opening + "[" * 5000)) == ["te-diep"]
    assert codes(saved(tmp_path, "k.json", opening + "[" * 5 + "]" * 5)) == []


def test_a_real_workbook_passes(tmp_path: Path) -> None:
    as_workbook(good_table()).save(tmp_path / "k.xlsx")
    assert codes(tmp_path / "k.xlsx") == []


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too much unpacked, far more unpacked than packed, or too many members: each on its own."""
    path = archive(tmp_path / "k.xlsx", {"xl/a.xml": b"0" * 2_000_000, "xl/b.xml": b"x"})
    assert codes(path) == []
    with monkeypatch.context() as patch:
        patch.setattr(zips, "MAX_UNPACKED", 1_000_000)
        assert codes(path) == ["zip-bom"]
    with monkeypatch.context() as patch:
        patch.setattr(zips, "FREE", 1_000_000)
        assert codes(path) == ["zip-bom"]
    monkeypatch.setattr(zips, "MAX_MEMBERS", 1)
    assert codes(path) == ["te-veel-onderdelen"]


@pytest.mark.parametrize("name", ["../buiten.xml", "/etc/x", "xl/../../x", "\\\\server\\x"])
def test_a_member_outside_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    assert codes(archive(tmp_path / "k.xlsx", {name: b"x"})) == ["naam-in-zip"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_inside_a_workbook_is_refused(tmp_path: Path, encoding: str) -> None:
    styles = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><styleSheet>&a;</styleSheet>'.encode(encoding)
    assert codes(archive(tmp_path / "k.xlsx", {"xl/styles.xml": styles})) == ["dtd"]


@pytest.mark.parametrize("cut", [5, 100, 1000])
def test_half_a_workbook_is_told_as_such(tmp_path: Path, cut: int) -> None:
    out = io.BytesIO()
    as_workbook(good_table()).save(out)
    assert codes(saved(tmp_path, "k.xlsx", out.getvalue()[:cut])) == ["half-bestand"]


def test_a_text_with_a_zip_behind_it_is_judged_as_the_text_that_is_read(tmp_path: Path) -> None:
    """A reader goes by the first bytes, so the gate does too."""
    path = archive(tmp_path / "k.zip", {"a": b"x"})
    both = saved(tmp_path, "k.json", b"[" * 5000 + path.read_bytes())
    assert codes(both) == ["geen-tekst"]


def test_every_fault_of_the_gate_speaks_both_languages(tmp_path: Path) -> None:
    for path in (
        tmp_path / "weg",
        saved(tmp_path, "a", b"\x00"),
        saved(tmp_path, "b", XML + b"<!DOCTYPE x>"),
        saved(tmp_path, "c", "[" * 300),
    ):
        for fault in limits.check_file(path):
            assert fault.what.nl != fault.what.en and fault.expected.nl != fault.expected.en and fault.do.nl != fault.do.en
