"""How fast words are found among 100,000 invented cards: our index, a trigram index of SQLite, and RapidFuzz over all titles.

`python -m benchmarks.search [CARDS]`. Words are drawn from a list of Dutch words the way a language uses them: few very often,
most of them seldom; one in eight is joined to the next, as Dutch joins words.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import fuzz, process
from wordfreq import top_n_list

from dww_graph import assets, search, terms
from dww_graph.answer import Iri, Literal, Triple
from dww_graph.store import Store, write_triples

CARDS = 100_000
TIMES = 7
_FIELDS = ("dww:handelwijze", "dww:overweging", "dww:gevolg", "dww:voorwaarde", "dww:grens")
_CONCEPTS = {"dww:geeftVormAan": ("element", ("a1-1", "a5", "a5-4", "b4")),
             "dww:inBeroepssituatie": ("situatie", ("huisbezoek", "gezinsgesprek", "mdo"))}
ASKED: Mapping[str, str] = {
    "a word of most cards": "een", "a frequent word": "gezin", "a label": "samen beslissen", "part of a compound": "gesprek",
    "two words": "gezin school", "a seldom word": "ziekenhuis", "a title": "verzonnen kaart 512",
    "a typing error": "samne beslisen",
    "no word at all": "xqzwxqzw",
}
Find = Callable[[str], object]


def cards(number: int, seed: int = 7) -> Iterator[tuple[str, list[str]]]:
    """Yield a title and five texts per card; the same seed gives the same cards."""
    chance, words = random.Random(seed), [word for word in top_n_list("nl", 60_000) if word.isalpha()]  # noqa: S311
    heavier = list(accumulate(1 / (10 + rank) for rank in range(len(words))))
    for at in range(number):
        drawn = chance.choices(words, cum_weights=heavier, k=90)
        joined = [word + drawn[place + 1] if chance.random() < 1 / 8 else word for place, word in enumerate(drawn[:-1])]
        yield f"Verzonnen kaart {at} {' '.join(joined[:3])}", [" ".join(joined[start : start + 17]) for start in range(3, 88, 17)]


def triples(number: int) -> Iterator[Triple]:
    """Yield the cards as triples, with an element and a situation each."""
    for at, (title, texts) in enumerate(cards(number)):
        card = Iri(terms.thing("handelingskennis", f"gen-{at}"))
        named = {"dcterms:title": title, "dcterms:identifier": f"GEN-{at}", "dww:isIllustratief": "true"}
        for name, text in {**named, **dict(zip(_FIELDS, texts, strict=True))}.items():
            yield Triple(card, Iri(terms.term(name)), Literal(text))
        for name, (kind, keys) in _CONCEPTS.items():
            yield Triple(card, Iri(terms.term(name)), Iri(terms.thing(kind, keys[at % len(keys)])))


def store_of(number: int, folder: Path) -> Store:
    """Make a store of the ontology's concepts and the cards."""
    lines, store = folder / "kaarten.nt", Store.create(folder / "store")
    write_triples(triples(number), lines)
    store.bulk_load([*assets.files(("ontology", "begrippen"), "*.ttl"), lines])
    return store


def trigrams(number: int, path: Path) -> Find:
    """Make SQLite's own index of every three letters, and return how it finds and counts."""
    opened = sqlite3.connect(path)
    opened.execute("CREATE VIRTUAL TABLE kaart USING fts5(titel, tekst, tokenize='trigram')")
    opened.executemany("INSERT INTO kaart VALUES (?, ?)", ((title, " ".join(texts)) for title, texts in cards(number)))
    opened.commit()
    count, first = "SELECT COUNT(*) FROM kaart WHERE kaart MATCH ?", "SELECT rowid FROM kaart WHERE kaart MATCH ? LIMIT 6"

    def find(words: str) -> object:
        asked = " AND ".join(f'"{word}"' for word in words.split())
        return opened.execute(count, (asked,)).fetchone(), opened.execute(first, (asked,)).fetchall()

    return find


def nearest(number: int) -> Find:
    """Return how RapidFuzz finds the nearest titles; it looks at titles only and counts nothing."""
    titles = [title for title, _ in cards(number)]
    return lambda words: process.extract(words, titles, scorer=fuzz.partial_ratio, limit=6, score_cutoff=80)


def milliseconds(find: Find, words: str) -> list[float]:
    """Return how long each of a few answers took."""
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        find(words)
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def measured(number: int, folder: Path) -> tuple[dict[str, Find], list[str]]:
    """Make the three, and return how each finds, and what making them took."""
    store, told = store_of(number, folder), []

    def timed(name: str, make: Callable[[], Find], path: Path | None) -> Find:
        start = time.perf_counter()
        find = make()
        size = f", {path.stat().st_size / 1e6:.0f} MB" if path else ""
        told.append(f"{name}: made in {time.perf_counter() - start:.1f} s{size}")
        return find

    def ours() -> Find:
        search.write(store, folder / "ours")
        opened = search.Index.open(folder / "ours")
        return lambda words: opened.find(words, "nl")

    return {
        "ours": timed("ours", ours, folder / "ours"),
        "trigram": timed("trigram", lambda: trigrams(number, folder / "trigram"), folder / "trigram"),
        "titles": timed("titles", lambda: nearest(number), None),
    }, told


def main(arguments: Sequence[str]) -> None:
    """Measure and print one line a question: median and slowest of ours, medians of the peers."""
    with TemporaryDirectory() as folder:
        finders, told = measured(int(arguments[0]) if arguments else CARDS, Path(folder))
        head = ("| question | ours median ms | ours slowest ms | trigram ms | titles ms |", "|---|---|---|---|---|")
        print(*told, *head, sep="\n")  # noqa: T201
        for name, words in ASKED.items():
            ours, *others = (milliseconds(find, words) for find in finders.values())
            figures = (statistics.median(ours), ours[-1], *map(statistics.median, others))
            print(f"| {name} (`{words}`) | " + " | ".join(f"{figure:.0f}" for figure in figures) + " |")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
