"""People decide about suspect words: kept, replaced by a role, or the record left out. The words are kept nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dww_graph.guard import allowed, flags
from dww_graph.guard.allowed import Allowed
from dww_graph.guard.suspects import Suspect
from dww_graph.model import Cell, Flag, RawRecord, RecordKind

KEY = b"een sleutel van deze map"


@pytest.fixture(scope="module")
def known() -> Allowed:
    """The shipped words."""
    return allowed.load()


def record(kind: RecordKind, *parts: RawRecord, **cells: str) -> RawRecord:
    """A raw record with these cells."""
    return RawRecord(kind, "rij 2", {name: (Cell(text, f"k.csv, rij 2, {name}"),) for name, text in cells.items()}, parts)


def mark(words: str) -> str:
    """The mark of some words under the key of these tests."""
    return flags.marked(words, KEY)


def text_of(passed: RawRecord | None, name: str) -> str:
    """The text of a cell of a record that passed."""
    assert passed is not None
    return passed.cells[name][0].text


def test_an_undecided_word_comes_back_as_a_flag_that_tells_where_and_not_what(known: Allowed) -> None:
    card = record("kaart", titel="Rust bij Karel", handeling="Ik ga zitten.")
    passed, told = flags.apply(card, {}, known, KEY)
    assert passed == card
    assert told == (Flag("naam", "k.csv, rij 2, titel", 9, 14, mark("Karel")),)
    assert "Karel" not in str(told)


def test_the_mark_hangs_on_the_words_and_the_key_and_on_nothing_else() -> None:
    """Neither on capitals, nor on spaces, nor on how an accent is written; sixteen signs."""
    assert mark("Karel  de Vries") == mark("KAREL DE\nvries") != mark("Karel Vries")
    assert mark("René") == mark("Rene\u0301")
    assert flags.marked("Karel", b"andere") != mark("Karel")
    assert len(mark("Karel")) == 16 and int(mark("Karel"), 16)


def test_a_word_that_is_kept_passes_everywhere(known: Allowed) -> None:
    card = record("kaart", titel="Rust bij Karel", handeling="Dan vraag ik KAREL iets.")
    assert flags.apply(card, {mark("Karel"): "houden"}, known, KEY) == (card, ())


def test_a_role_takes_the_place_of_the_words_in_every_text(known: Allowed) -> None:
    card = record("kaart", titel="Karel en Sanne", handeling="Ik vraag Karel, en Karel knikt.", waarom="Sanne ziet het.")
    passed, told = flags.apply(card, {mark("Karel"): "jongere A", mark("Sanne"): "zijn zusje"}, known, KEY)
    assert told == ()
    assert text_of(passed, "titel") == "jongere A en zijn zusje"
    assert text_of(passed, "handeling") == "Ik vraag jongere A, en jongere A knikt."
    assert text_of(passed, "waarom") == "zijn zusje ziet het."


def test_replacing_one_word_leaves_the_flag_on_the_next_in_its_place(known: Allowed) -> None:
    """A place is told as it is in the file."""
    _, told = flags.apply(record("kaart", titel="Karel en Sanne"), {mark("Karel"): "jongere A"}, known, KEY)
    assert [(flag.start, flag.end) for flag in told] == [(9, 14)]


def test_a_record_that_is_left_out_is_gone_with_its_other_flags(known: Allowed) -> None:
    card = record("kaart", titel="Karel en Sanne")
    assert flags.apply(card, {mark("Karel"): "weglaten"}, known, KEY) == (None, ())


def test_a_link_that_is_left_out_leaves_its_card(known: Allowed) -> None:
    link, other = record("verbinding", toelichting="Zo deed Karel het."), record("verbinding", toelichting="Zo kan het ook.")
    card = record("kaart", link, other, titel="Rust")
    passed, told = flags.apply(card, {mark("Karel"): "weglaten"}, known, KEY)
    assert passed == replace(card, parts=(other,)) and told == ()
    passed, told = flags.apply(card, {}, known, KEY)
    assert passed == card and [flag.where for flag in told] == ["k.csv, rij 2, toelichting"]


def test_codes_dates_and_choices_are_no_free_text(known: Allowed) -> None:
    """A field that nobody knows is read as text."""
    card = record("kaart", kaart_id="KAREL", werkzaam_element="Karel", datum="Karel", toestemming="Karel", functie="Karel",
                  professional="Karel", onbekend="Karel", instrument="Karel")
    _, told = flags.apply(card, {}, known, KEY)
    assert [flag.where.split(", ")[2] for flag in told] == ["instrument", "onbekend"]
    link = record("verbinding", relatie="Karel", naar="Karel", vraag="Karel")
    assert [flag.where for flag in flags.apply(link, {}, known, KEY)[1]] == ["k.csv, rij 2, vraag"]


def test_what_is_invented_raises_no_flags(known: Allowed) -> None:
    card = record("kaart", titel="Karel", illustratief="Ja")
    assert flags.apply(card, {mark("Karel"): "weglaten"}, known, KEY) == (card, ())
    assert flags.apply(record("kaart", titel="Karel", illustratief="nee"), {}, known, KEY)[1]


def test_a_bibliography_is_full_of_names(known: Allowed) -> None:
    assert flags.apply(record("bron", titel="Leven en werk van Karel", auteurs="Jansen, Karel"), {}, known, KEY)[1] == ()


def test_only_the_texts_of_triples_are_read(known: Allowed) -> None:
    assert flags.apply(record("tripel", waarde="Karel", soort="tekst"), {}, known, KEY)[1]
    assert flags.apply(record("tripel", waarde="https://voorbeeld.nl/Karel", soort="iri"), {}, known, KEY)[1] == ()


def test_the_name_of_a_code_and_its_path_are_decided_alike(known: Allowed) -> None:
    """Every coding goes by the path, so it stays the path of the code."""
    decided = {mark("Karel"): "jongere A"}
    code, _ = flags.apply(record("code", naam="Karel", pad="Gezin/Karel", ouder="Gezin"), decided, known, KEY)
    coding, _ = flags.apply(record("codering", code="Gezin/Karel", citaat="Hij knikt."), decided, known, KEY)
    note, _ = flags.apply(record("notitie", over="code Gezin/Karel", tekst="Nog eens lezen."), decided, known, KEY)
    assert text_of(code, "naam") == "jongere A"
    assert text_of(code, "pad") == text_of(coding, "code") == "Gezin/jongere A"
    assert text_of(note, "over") == "code Gezin/jongere A"
    assert flags.apply(record("code", naam="Alliantie", pad="Band/Alliantie"), {}, known, KEY)[1] == ()


def test_a_quote_that_was_changed_says_so(known: Allowed) -> None:
    """It no longer equals the text at its position."""
    coding = record("codering", voor="Toen zei ik: ", citaat="Kom Karel, we gaan.", na=" Dat hielp.", code="Band")
    changed, _ = flags.apply(coding, {mark("Karel"): "jongen"}, known, KEY)
    assert text_of(changed, "citaat") == "Kom jongen, we gaan." and text_of(changed, "bewerkt") == "ja"
    kept, _ = flags.apply(coding, {mark("Karel"): "houden"}, known, KEY)
    assert kept is not None and "bewerkt" not in kept.cells


def test_a_name_that_begins_before_a_quote_and_ends_in_it_is_one_name(known: Allowed) -> None:
    coding = record("codering", voor="Toen belde Karel ", citaat="de Vries mij op.", na="", code="Band")
    _, told = flags.apply(coding, {}, known, KEY)
    assert told == (Flag("naam", "k.csv, rij 2, voor", 11, 17, mark("Karel de Vries")),)
    changed, _ = flags.apply(coding, {mark("Karel de Vries"): "vader"}, known, KEY)
    assert (text_of(changed, "voor"), text_of(changed, "citaat")) == ("Toen belde vader", " mij op.")


def test_half_a_name_at_the_edge_of_the_context_is_cut_off(known: Allowed) -> None:
    """A context of 32 characters may begin inside a word; half a name would show no capital."""
    coding = record("codering", voor="arel kwam binnen en zei toen dit", citaat="Ga weg.", na=" Daarna liep hij de gang op, Kar")
    passed, told = flags.apply(coding, {}, known, KEY)
    assert told == ()
    assert text_of(passed, "voor") == " kwam binnen en zei toen dit"
    assert text_of(passed, "na") == " Daarna liep hij de gang op, "
    short = record("codering", voor="een kort begin", citaat="Ga weg.", na="")
    assert text_of(flags.apply(short, {}, known, KEY)[0], "voor") == "een kort begin"


def test_a_transcript_without_capitals_is_told_once(known: Allowed) -> None:
    """Names do not show in it; its hash stands for it."""
    source = record("transcript", bron_id="bron 1", hash="ab12", hoofdletters="nee")
    passed, told = flags.apply(source, {}, known, KEY)
    assert passed == source and [(flag.kind, flag.mark) for flag in told] == [("zonder-hoofdletters", mark("ab12"))]
    assert flags.apply(source, {mark("ab12"): "houden"}, known, KEY) == (source, ())
    assert flags.apply(source, {mark("ab12"): "weglaten"}, known, KEY) == (None, ())
    assert flags.apply(record("transcript", hash="ab12", hoofdletters="ja"), {}, known, KEY)[1] == ()


def test_a_quote_without_capitals_is_told_unless_its_text_has_capitals_elsewhere(known: Allowed) -> None:
    coding = record("codering", citaat="ik ging naast hem zitten en zei een hele tijd niets", bronhash="ab12", code="Band")
    assert [flag.kind for flag in flags.apply(coding, {}, known, KEY)[1]] == ["zonder-hoofdletters"]
    assert flags.apply(coding, {}, known, KEY, cased={"ab12"}) == (coding, ())


def test_a_second_finder_adds_what_was_not_seen_and_repeats_nothing(known: Allowed) -> None:
    card = record("kaart", titel="Rust bij Karel op de heide")
    asked: list[str] = []

    def finder(text: str) -> list[Suspect]:
        asked.append(text)
        return [Suspect(9, 12, "naam"), Suspect(21, 26, "plaats")]

    _, told = flags.apply(card, {}, known, KEY, more=finder)
    assert [(flag.start, flag.end, flag.kind) for flag in told] == [(9, 14, "naam"), (21, 26, "plaats")]
    assert asked == list(flags.texts(card)) == ["Rust bij Karel op de heide"]


def test_the_name_of_a_code_may_be_in_small_letters() -> None:
    """A code book of long code names in small letters is no text without capitals."""
    path = "wat de professional doet in het eerste gesprek met een ouder/samen een plan maken en dat ook opschrijven"
    record = RawRecord("code", "code 1", {"pad": (Cell(path, "p.qdpx, code 1, pad"),), "naam": (Cell(path[60:], "x"),)})
    assert flags.apply(record, {}, allowed.load(), b"sleutel")[1] == ()
