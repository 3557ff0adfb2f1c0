"""Front matter that YAML cannot read is repaired line by line: shown, checked, and never in the original file."""

from __future__ import annotations

import difflib
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from dww_graph.cli import main
from dww_graph.errors import UsageError
from dww_graph.guard import limits
from dww_graph.read import card_repair, cards
from dww_graph.read.card_repair import fix_file, repair

from .documents import sample
from .tables import saved

BODY = "## Wat ik doe\nIk zeg: later: [niet nu.\n\ttab\n"
BAD = ("card_bad_1.md", "card_bad_2.md")
GOOD = ("card_ok_1.md", "card_ok_2.md", "card_ok_3.md")


def card(lines: str, end: str = "\n") -> str:
    """A card with these lines in its front matter, between two that are in order."""
    return f'---\nkaart_id: HK-7\n{lines}\nwaarom: "goed: zo"\n---\n{BODY}'.replace("\n", end)


def front(text: str) -> dict[str, object]:
    """The front matter of a card as plain YAML 1.2 reads it."""
    loaded = YAML(typ="safe").load(text.replace("\r\n", "\n").replace("\r", "\n").split("---\n")[1])
    assert isinstance(loaded, dict)
    return loaded


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came."""
    steps = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    return [each[2:] for each in steps if each[0] == "-"], [each[2:] for each in steps if each[0] == "+"]


@pytest.mark.parametrize(
    ("line", "better", "column"),
    [
        ("titel: Later: maar wel zichtbaar", 'titel: "Later: maar wel zichtbaar"', 13),
        ("titel: Later:", 'titel: "Later:"', 13),
        ("titel: “Later: ja”", 'titel: "Later: ja"', 14),
        ("titel: ‘Later: ja’", 'titel: "Later: ja"', 14),
        ('titel: "Later', 'titel: "Later"', 14),
        ('titel: "Later: is nu', 'titel: "Later: is nu"', 21),
        ("titel: 's Avonds laat", "titel: \"'s Avonds laat\"", 8),
        ('titel: "Hij zei "nee" tegen mij"', "titel: 'Hij zei \"nee\" tegen mij'", 18),
        ('titel: "Later" en "nu"', "titel: '\"Later\" en \"nu\"'", 16),
        ("titel: \"Z'n map C:\\Users\"", "titel: 'Z''n map C:\\Users'", 21),
        ("titel: %50 korting", 'titel: "%50 korting"', 8),
        ("titel: @thuis", 'titel: "@thuis"', 8),
        ("titel: `code`", 'titel: "`code`"', 8),
        ("titel: [Onderzoek] naar samen", 'titel: "[Onderzoek] naar samen"', 20),
        ("titel: [Onderzoek naar", 'titel: "[Onderzoek naar"', 8),
        ("titel: *Later* is nu", 'titel: "*Later* is nu"', 8),
        ("titel: > 50 procent", 'titel: "> 50 procent"', 10),
        ("titel:Later", "titel: Later", 7),
        ("context: - thuis", "context:\n  - thuis", 10),
        ("context:\n  - dit: dat: zo", '  - dit: "dat: zo"', 13),
        ("context:\n  - Te laat: dat: zo", '  - Te laat: "dat: zo"', 17),
        ("\ttitel: Later: ja", 'titel: "Later: ja"', 1),
    ],
)
def test_each_kind_of_fault_is_repaired_and_only_that_line_changes(line: str, better: str, column: int) -> None:
    """Line, column, the old line and the new one are told; the new front matter can be read, the rest stays as it was."""
    text, repairs = repair(card(line))
    (made,) = repairs
    faulty = line.rpartition("\n")[2]
    assert (made.line, made.old_line, made.new_line) == (3 + line.count("\n"), faulty, better)
    assert made.column == column and made.why.nl and made.why.en
    assert text == card(line).replace(faulty, better, 1) and text.endswith(BODY)
    assert front(text)["kaart_id"] == "HK-7" and front(text)["waarom"] == "goed: zo"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_several_faults_are_all_repaired_whatever_the_line_ends(end: str) -> None:
    lines = "titel: a: b\ncontext: - thuis\n  - school\ninstrument: c: d\nfunctie:\n\t- [x\n\t- y"
    text, repairs = repair(card(lines, end))
    assert [each.line for each in repairs] == [3, 4, 6, 8, 9]
    assert front(text) == {"kaart_id": "HK-7", "titel": "a: b", "context": ["thuis", "school"], "instrument": "c: d",
                           "functie": ["[x", "y"], "waarom": "goed: zo"}
    gone, come = changed(card(lines, end), text)
    assert (len(gone), len(come)) == (5, 6) and all(each.endswith(end) for each in come)


@pytest.mark.parametrize(
    "text",
    [
        card("titel: 'Later: ja'"),
        card("titel: x\ntitel: y"),
        card("titel: Later\n  maar: ja"),
        card("zomaar een zin"),
        "---\ntitel: a: b\n",
        "titel: a: b\n",
        "---\n---\n",
        "",
        "---\n" + "\n".join(f"veld{number}: a: b" for number in range(1100)) + "\n---\n",
    ],
    ids=["in order", "key twice", "over two lines", "no field", "no end", "no fence", "nothing in it", "empty", "very long"],
)
def test_what_needs_no_repair_or_cannot_be_repaired_stays_as_it_is(text: str) -> None:
    """A key that stands there twice is for a person to decide."""
    assert repair(text) == (text, ())


def test_a_line_that_was_in_order_is_not_touched_for_the_sake_of_another() -> None:
    """An open bracket runs on to the end, so the parser stops far from the line that is at fault."""
    _, repairs = repair(card("titel: [x\nfunctie: 's a\ninstrument: 's b"))
    assert [each.new_line for each in repairs] == ['titel: "[x"', "functie: \"'s a\"", "instrument: \"'s b\""]


def test_a_repaired_card_is_repaired_for_good() -> None:
    text, _ = repair(card("titel: a: b\ncontext: - thuis"))
    assert repair(text) == (text, ())


def test_a_key_that_stands_twice_is_told_and_not_repaired(tmp_path: Path) -> None:
    (fault,) = cards.read(saved(tmp_path, "kaart.md", repair(card("titel: a: b\ntitel: c"))[0])).faults
    assert (fault.code, fault.where) == ("dubbele-sleutel", "kaart.md, regel 4, titel")


def test_the_message_shows_the_repaired_line_and_the_command(tmp_path: Path) -> None:
    (fault,) = cards.read(saved(tmp_path, "mijn kaart.md", card("titel: a: b\nfunctie: c: d"))).faults
    assert fault.where == "mijn kaart.md, regel 3, teken 9" and "dubbele punt" in fault.what.nl
    for told in (fault.do.nl, fault.do.en):
        assert 'titel: "a: b"' in told and "dww ingest 'mijn kaart.md' --fix" in told and " 2 " in told


def test_the_message_points_at_the_line_that_is_wrong_and_not_where_the_parser_gave_up(tmp_path: Path) -> None:
    (fault,) = cards.read(saved(tmp_path, "kaart.md", card('titel: "Later\nfunctie: x'))).faults
    assert fault.where.startswith("kaart.md, regel 3, ") and 'titel: "Later"' in fault.do.nl


def test_what_cannot_be_repaired_promises_no_repair(tmp_path: Path) -> None:
    (fault,) = cards.read(saved(tmp_path, "kaart.md", card("titel: Later\n  maar: ja"))).faults
    assert fault.where == "kaart.md, regel 4, teken 7" and "--fix" not in fault.do.nl


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16-le", "utf-16-be"])
def test_the_repaired_file_stands_beside_the_original_in_its_own_encoding(tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    path = saved(tmp_path, "kaart.md", (mark + card("titel: “Crèche: één”", "\r\n")).encode(encoding))
    before = path.read_bytes()
    (made,) = fix_file(path)
    assert made.new_line == 'titel: "Crèche: één"' and path.read_bytes() == before
    expected = (mark + card('titel: "Crèche: één"', "\r\n")).encode(encoding)
    assert (tmp_path / "kaart.hersteld.md").read_bytes() == expected
    assert sorted(each.name for each in tmp_path.iterdir()) == ["kaart.hersteld.md", "kaart.md"]


def test_a_card_with_a_character_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    path = saved(tmp_path, "kaart.md", card("titel: Cr\x81che: ja").encode("latin-1"))
    assert fix_file(path) == () and list(tmp_path.iterdir()) == [path]


def test_nothing_is_written_when_nothing_is_repaired(tmp_path: Path) -> None:
    path = saved(tmp_path, "kaart.md", card("titel: x"))
    assert fix_file(path) == () and list(tmp_path.iterdir()) == [path]


def test_a_repaired_file_that_somebody_changed_is_not_overwritten(tmp_path: Path) -> None:
    path = saved(tmp_path, "kaart.md", card("titel: a: b"))
    assert fix_file(path) == fix_file(path) != ()
    changed_by_hand = saved(tmp_path, "kaart.hersteld.md", "van mij")
    with pytest.raises(UsageError) as caught:
        fix_file(path)
    assert caught.value.where == "kaart.hersteld.md" and changed_by_hand.read_text(encoding="utf-8") == "van mij"


@pytest.mark.parametrize("name", BAD)
def test_real_cards_with_a_colon_in_the_title_are_repaired(tmp_path: Path, name: str) -> None:
    """One line changes: the title, which then is all that stood behind its name."""
    path = Path(shutil.copy(sample(f"chpollin_FemPrompt_SozArb/{name}"), tmp_path))
    text = path.read_text(encoding="utf-8")
    assert [fault.code for fault in cards.read(path).faults] == ["kapotte-kopregels"]
    (made,) = fix_file(path)
    fixed = path.with_suffix(".hersteld.md").read_text(encoding="utf-8")
    title = text.split("\n")[1].removeprefix("title: ")
    assert front(fixed)["title"] == title and (made.line, made.column) == (2, 8 + title.index(":"))
    assert changed(text, fixed) == ([f"title: {title}\n"], [f'title: "{title}"\n'])


@pytest.mark.parametrize("name", GOOD)
def test_real_cards_in_order_stay_as_they_are(name: str) -> None:
    text = sample(f"chpollin_FemPrompt_SozArb/{name}").read_text(encoding="utf-8")
    assert repair(text) == (text, ()) and front(text)["title"]


def test_what_the_gate_refuses_is_not_read_for_repairs(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large, not text, a link to nothing: the message is that of any file, and nothing is written beside it."""
    large = saved(tmp_path, "groot.md", card("titel: a: b"))
    os.truncate(large, limits.MAX_BYTES + 1)  # sparse: it takes no room
    binary = saved(tmp_path, "beeld.md", card("titel: a: b").encode() + b"\x00\x01\x02")
    mended = saved(tmp_path, "kaart.md", card("titel: a: b"))
    read: list[str] = []

    def noted(path: Path) -> tuple[card_repair.Repair, ...]:
        read.append(path.name)
        return fix_file(path)

    monkeypatch.setattr(card_repair, "fix_file", noted)
    given = map(str, (large, binary, mended, tmp_path / "weg.md"))
    told = CliRunner().invoke(main, ["--home", str(home), "ingest", *given, "--fix"], catch_exceptions=False)
    assert read == ["kaart.md"] and told.exit_code == 1
    assert sorted(each.name for each in tmp_path.glob("*.md")) == ["beeld.md", "groot.md", "kaart.hersteld.md", "kaart.md"]
    for code in ("te-groot", "geen-bestand"):
        assert code in told.stdout
    assert "beeld.md: geweigerd" in told.stdout
