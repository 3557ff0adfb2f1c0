"""Three cards of the starter content as rows of the sheet Voorbeeld. They were invented, and say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dww_graph import assets, store
from dww_graph.fields import ASK_FOR_MORE, LINKS_ON_A_ROW, RELATION_WORDS, Column, list_key
from dww_graph.map.vocabulary import Vocabulary, from_triples
from dww_graph.model import RawRecord
from dww_graph.read import cards
from dww_graph.template.lists import ChoiceList

CARDS = ("vb1", "vb2", "k07")
Row = Mapping[str, str]


def rows(columns: Sequence[Column], chosen: Sequence[ChoiceList]) -> tuple[Row, ...]:
    """Return for each example the text of every column, by machine name; concepts by the label in their list."""
    words = {each.key: {choice.identifier: choice.label for choice in each.choices} for each in chosen}
    paths = assets.files(("ontology", "begrippen"), "*.ttl")
    vocabulary = from_triples(triple for path in paths for triple in store.parse_file(path))
    records = [cards.read(assets.files(("starter", "kaarten"), f"{name}-*.md")[0]).records[0] for name in CARDS]
    return tuple(_row(record, columns, words, vocabulary) for record in records)


def _row(record: RawRecord, columns: Sequence[Column], words: Mapping[str, Row], vocabulary: Vocabulary) -> Row:
    said = {name: [cell.text for cell in cells] for name, cells in record.cells.items()} | _links(record)
    row = {}
    used: dict[str, int] = {}
    for column in columns:
        at = used.get(column.field.name, 0)
        used[column.field.name] = at + 1
        values = said.get(column.field.name, [])
        text = values[at] if at < len(values) else ""
        row[column.name] = _word(text, column, words, vocabulary)
    return row


def _links(record: RawRecord) -> dict[str, list[str]]:
    """Return the links that the workbook can hold, as the values of three columns."""
    kept = [part for part in record.parts if (cell := part.first("relatie")) and cell.text not in ASK_FOR_MORE][:LINKS_ON_A_ROW]
    named = {"bron": "naar", "relatie": "relatie", "toelichting": "toelichting"}
    return {column: [cell.text if (cell := part.first(name)) else "" for part in kept] for column, name in named.items()}


def _word(text: str, column: Column, words: Mapping[str, Row], vocabulary: Vocabulary) -> str:
    if not text or not column.field.schemes:
        return text
    found = vocabulary.find(RELATION_WORDS.get(text, text), column.field.schemes)
    return words[list_key(column.field)].get(found[0], text) if found else text
