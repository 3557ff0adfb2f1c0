"""The shipped lists of words: readable, without doubles, and clear about what each entry is."""

from __future__ import annotations

from collections import Counter

from dww_graph import assets
from dww_graph.guard import allowed, lexicon


def lines(name: str) -> list[str]:
    """The lines of a list that hold words."""
    text = assets.read_text("ontology", "privacy", name)
    return [line for line in text.splitlines() if line and not line.startswith(("#", "["))]


def test_every_allowed_word_says_what_it_is() -> None:
    assert [line for line in lines("toegestaan.txt") if not line.partition(" # ")[2].strip()] == []


def test_no_word_is_allowed_twice() -> None:
    entries = Counter(line.partition(" # ")[0] for line in lines("toegestaan.txt"))
    assert [entry for entry, number in entries.items() if number > 1] == []


def test_names_are_in_small_letters_and_stand_in_one_section() -> None:
    words = [word for line in lines("namen.txt") for word in line.split()]
    assert [word for word in words if word != word.casefold()] == []
    assert {word: number for word, number in Counter(words).items() if number > 1} == {}


def test_no_single_allowed_word_is_a_common_first_name() -> None:
    """Who is called so must be seen."""
    known, passing = lexicon.load(), allowed.load()
    assert sorted(word for word in passing.words | set(map(str.casefold, passing.exact)) if word in known.given) == []
    assert [name for name in ("Ab", "Jan", "Roos", "Mark", "Sem") if passing.holds(name)] == []


def test_ordinary_words_compounds_and_endings_are_known_and_names_are_not() -> None:
    known = lexicon.load()
    ordinary = "moeder groepsleiders kookwekker onvoorspelbaarheid uithuisplaatsing evalueer meepraten één regenboog"
    assert [word for word in ordinary.split() if not known.is_ordinary(word)] == []
    names = "karel ayşe jansen timmermans veldkamp nguyễn zwolle hofstra"
    assert [word for word in names.split() if known.is_ordinary(word)] == []
