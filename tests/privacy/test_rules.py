"""Personal data that block: seen in every sensible way of writing, and not seen in what is full of digits but harmless."""

from __future__ import annotations

import pytest

from dww_graph.errors import Fault, Text
from dww_graph.guard import allowed, privacy
from dww_graph.model import Cell, RawRecord

SEEN = {
    "bsn": """
        bsn: 1112.22.333|BSN 111222333|mijn bsn is 111 222 333|burgerservicenummer 111-222-333|bsn:123456789|111/222/333
        1 1 1 2 2 2 3 3 3|BSN\u00a0111\u00a0222\u00a0333|bsnnummer 111222333|sofinummer 1112 22 333|BSN: 111.222,333
        11\u200b1222333|111‑222‑333""",
    "iban": """
        NL91 ABNA 0417 1643 00|NL 91 ABNA 0417 1643 00|nl91abna0417164300|NL91 ABNA 04 17 16 43 00|BE68 5390 0754 7034
        IBAN NL12RABO0123456789|rekeningnummer 12.34.56.789|DE89 3704 0044 0532 0130 00 en dan|giro 1234567""",
    "e-mail": """
        jan@voorbeeld.nl|jan at voorbeeld punt nl|jan [at] voorbeeld.nl|jan(at)voorbeeld punt nl|jan (at) voorbeeld (punt) nl
        jan apenstaartje gmail punt com|jan AT gmail DOT com|jan_at_gmail.com|jan@gmail|jan at voorbeeld.nl|jan @ voorbeeld . nl
        jan{at}voorbeeld.nl|jan<at>gmail.com|piet.jansen [a] hotmail.com|jan at mail.voorbeeld.nl|jan at voorbeeld [punt] nl""",
    "telefoon": """
        06.12.34.56.78|06/12/34/56/78|06 12345678|+32 475 12 34 56|0032 475/12.34.56|+49 (0)151 23456789|0049-151-23456789
        0049 151 23456789|tel.0612345678|Tel: 06 - 1234 5678|(06)12345678|+31-6-12345678|0031612345678|020-1234567|06_12345678
        (0411) 12 34 56|mobiel 612345678|tel. 123 45 67|nul zes twaalf vierendertig zesenvijftig achtenzeventig
        +90 532 123 45 67|00212 6 12 34 56 78|06–12–34–56–78|06 1 2 3 4 5 6 7 8|+44 20 7946 0958|0612 345 678|+31(0)612345678""",
    "adres": """
        3511 AB 12|Kerkstraat 12|Dorpsstraat 3a|Laan van Meerdervoort 100|op de kerkstraat 12.|Van der Helststraat 5-2
        Prins Hendrikkade 33|1e Helmersstraat 10|Kerkstr. 12|Rembrandtplein 4|Eikenlaan nr. 8|Koninginneweg, 24|Zuiderpark 8
        Burgemeester de Vlugtlaan 12 in Almere|woont aan de molenweg 5 in Ede|Plein 1944 12|Beukendreef 5 bis|3511 ab 12
        Kerkstraat 12, 3511 AB Utrecht|Havenkade 12hs|Oude Gracht 12|Oudegracht 12|woont op Molenakker 7""",
    "postcode": "postcode 3511 ab|3511AB|2011 AB Haarlem|(1234 XX)|postcode is 3511|3511 AB",
    "geboortedatum": """
        geboren op 3 maart 2011|geb. 03-03-11|geboren 3 maart|geb 3-3-'11|geboortedatum: 03/03/2011|born on 3 March 2011
        geboren te Utrecht op 3 maart 2011|op 3 maart 2011 geboren|is jarig op 3 maart|op 3 maart is hij jarig|geb.dat. 3-3-2011
        geboren op drie maart 2011|geboren in maart 2011|geboren op 2011-03-03|geb.dat: 03032011|03-03-2011 (geb.)
        geboren op de derde maart 2011|geboortedag 3 mrt. 2011|Geb.: 3 mrt 2011|verjaardag: 12 december|date of birth 03/03/2011
        haar geboortedatum is 3-3-2011|geboren 3 3 2011|Geboren: 3.3.11|g.d. 03-03-2011|de oudste (*03-03-2011)
        op 3 maart 2011 in het ziekenhuis geboren""",
    "url": """
        linkedin.com/in/jan-jansen|https://www.facebook.com/jan.jansen|instagram.com/sanne_03|insta: sanne_03|@sanne_03
        https://www.uva.nl/~jansen|www.school.nl/medewerkers/jan-jansen|tiktok.com/@sanne|snapchat.com/add/sanne03
        snap: sanne.x3|https://x.com/janjansen|https://nl.linkedin.com/in/jan|youtube.com/@sanne|http://cs.vu.nl/~frank/
        facebook.com/profile.php?id=1000""",
}
CLEAN = """
    in 2020 GI.|2020 GI en|de GI (2020 GI-plaatsing)|artikel 1:255 BW|art. 1:265b lid 2 BW|€ 1.500|€ 1.234.567,89|Stb. 2014, 105
    12.345.678 euro|11.122.233 euro|d = 0.35, 95% CI 0.12-0.58|r = .31, p < .001|pp. 1123-1134|1122-1233|blz. 123-131|SKJ
    38(4), 357-361|fase K07|A5.4 en C9.1|10.1007/s10826-015-0167-9|ISBN 978-90-1234-567-8|ISBN 9789012345678|PMID: 29111222
    NCT01234567|0000-0002-1825-0097|van 12-01-2026 tot 27-01-2026|om 12:30 uur|onderweg 3 keer|halverwege 10 weken|24/7|113
    op het leerpad 3|Onderweg 3 keer gestopt|Jeugdplein 2020|van 0 tot 100|0800-2000|in schooljaar 2025-2026|10-12 2025-2026
    1200 VO-scholen|in 2019 VN|2000 ml|2500 km|1234 EN|3 x 45 minuten|N = 12345|scores 3 4 5 3 2 4 5 3|samen @ work|100% @
    Look at page 3|we looked at school. Dan gingen|geboren in 2011|geb. 2011|kinderen geboren tussen 1-1-2010 en 31-12-2012
    Hij is geboren en getogen|10.00-12.00 uur|T-2026-03|2018-2019-2020|1.255.000 kinderen|op 3 maart 2026 gestart|een weg 2 dagen
    de instagram: berichten|Via facebook is alles te zien|www.nji.nl/methodieken|https://www.nji.nl/interventies/signs-of-safety
    https://twitter.com/share|https://www.facebook.com/groups/jeugdzorg|+0.25 en -0.33|+1,5 punt|(Bakker, 2019, p. 12)|18+
    ISO 9001:2015|DSM-5|de 12 kinderen die samen 34 keer 56 dagen kwamen|of 12 kinderen die elke dag kwamen eten|hoofdstuk 4.2.1
    speelplein 5 leerlingen|0,5 tot 0,75|in week 12 13 14 15 16|2026.01.27|20260127|ECLI:NL:HR:2020:1234|Kamerstukken 33684, nr. 3
    bel met de groep 3 keer|app 2 keer per week|de rekening 12,50|* 3 punten|5 * 10|geboortegewicht 3500 gram|Loopbaan 2
    11 12.22-333|in de Kerkstraat 2026 bezocht
    F(2, 345) = 12.34|OR 1.25 (1.10-1.45)|op de groep 12 jongeren|in het park 3 keer
    arbeidsmarkt 3.0|Zorgstraat 3|Plein 2|2e Kamer"""


def listed(text: str) -> list[str]:
    """The entries of a list: between bars, or one a line."""
    return [entry.strip(" ") for line in text.splitlines() for entry in line.split("|") if entry.strip(" ")]


def found(text: str) -> set[str]:
    """The kinds of personal data that are seen in a text."""
    return {fault.code.removeprefix("persoonsgegeven-") for fault in privacy.check_cell(Cell(text, "rij 2"))}


def record(kind: str, **cells: str) -> RawRecord:
    """A raw record with these cells."""
    return RawRecord(kind, "rij 2", {name: (Cell(text, name),) for name, text in cells.items()})  # type: ignore[arg-type]


def seen_in(kind: str, **cells: str) -> list[tuple[str, str]]:
    """Where the guard sees what in a record."""
    return [(fault.where, fault.code.removeprefix("persoonsgegeven-")) for fault in privacy.check_record(record(kind, **cells))]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SEEN.items() for text in listed(texts)])
def test_personal_data_are_seen_in_every_way_of_writing(kind: str, text: str) -> None:
    """In a sentence, alone, and behind an opening bracket."""
    for sentence in (f"Zij zei: {text} en ging weg.", text, f"Dat was zo ({text})."):
        assert kind in found(sentence), sentence


@pytest.mark.parametrize("text", listed(CLEAN))
def test_years_amounts_articles_and_effect_sizes_pass(text: str) -> None:
    assert found(f"Dat was {text}, zei ze.") == set()
    assert found(text) == set()


def test_no_postcode_is_made_of_a_year_alone() -> None:
    """Behind a year two letters are an abbreviation, unless a place follows."""
    assert found("Sinds 2019 CD bestaat dit.") == set()
    assert found("Zij woont in 2019 CD Haarlem.") == {"postcode"}


@pytest.mark.parametrize("field", ["hash", "bronhash", "begin", "eind", "lengte", "guid"])
def test_hashes_and_positions_are_no_numbers_of_persons(field: str) -> None:
    assert seen_in("codering", **{field: "a111222333b 111222333"}) == []


def test_the_name_of_a_transcript_is_looked_at() -> None:
    """In a coded project it is the name of a file, which people name after people."""
    assert seen_in("transcript", bron_id="interview 06-12345678") == [("bron_id", "telefoon")]
    assert seen_in("codering", bron="interview 06-12345678", code="Bellen/jan@voorbeeld.nl") == [
        ("bron", "telefoon"), ("code", "e-mail")
    ]


def test_a_number_that_begins_before_a_quote_and_ends_in_it_is_seen() -> None:
    assert seen_in("codering", voor="Bel maar 06-12", citaat="34 56 78, zei ze", na=" en toen") == [("voor", "telefoon")]
    assert seen_in("codering", voor="Bel", citaat="06-12345678", na="nu") == [("citaat", "telefoon")]


def test_an_iri_is_no_phone_number_but_may_be_a_mail_address() -> None:
    assert seen_in("tripel", onderwerp="https://voorbeeld.nl/id/0612345678", waarde="https://x.nl/111222333", soort="iri") == []
    assert seen_in("tripel", waarde="mailto:jan@voorbeeld.nl", soort="iri") == [("waarde", "e-mail")]
    assert seen_in("tripel", waarde="bel 0612345678", soort="tekst") == [("waarde", "telefoon")]


def test_a_bibliography_may_hold_addresses_of_the_web() -> None:
    assert seen_in("bron", url="https://www.uva.nl/~jansen", titel="Bel 06-12345678") == []


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SEEN.items() for text in listed(texts)])
def test_a_message_lets_no_personal_data_through(kind: str, text: str) -> None:
    """Neither in what is wrong, nor where, nor what was expected, nor what to do; in neither language."""
    do = Text(f"Weg: {text}", f"Drop: {text}")
    quoting = Fault("x", Text(f"Niet: {text}.", f"Not: {text}."), f"rij 2 {text}", Text(text, text), do)
    told = privacy.masked(quoting)
    assert kind in found(quoting.what.nl)
    for said in (told.what.nl, told.what.en, told.where, told.expected.nl, told.expected.en, told.do.nl, told.do.en):
        assert text not in said and "•••" in said


def test_names_in_quoted_values_are_masked_for_whom_names_the_allowed_words() -> None:
    """Our own words stay readable; a value of the file shows no name."""
    fault = Fault("x", Text("'Karel Bakker' ken ik niet. Bedoelt u 'FACT'?", "'Karel Bakker' is not known."), "rij 2")
    told = privacy.masked(fault, allowed.load())
    assert told.what == Text("'•••' ken ik niet. Bedoelt u 'FACT'?", "'•••' is not known.")
    assert privacy.masked(fault) == fault
