"""The tables of the README that say what a card may hold: as a row of a table, and as a Markdown file."""

from __future__ import annotations

from collections.abc import Iterator

from dww_graph.export.markdown import code, table
from dww_graph.fields import CARD_FIELDS, LINK_FIELDS, RELATION_WORDS, Field
from dww_graph.model import RINGS
from dww_graph.read.cards import HEADINGS

Row = tuple[str, str, str, str]
_REST = ("wat · what", "required", "may be")
_TARGET = (
    "nummer van bevinding, aanbeveling, bron, kaart of element / number of a finding, recommendation, source, card or element"
)
_GUARDED: tuple[Row, ...] = (
    (
        "toestemming",
        "code van de toestemming / code of the consent",
        "yes",
        "capitals, digits and hyphens, like `T-2026-03`; or `ja` when `--consent` gives the code",
    ),
    ("privacy_gecontroleerd", "een collega las de tekst na op privacy / a colleague read the text for privacy", "yes", "`ja`"),
    ("zichtbaarheid", "de ring: wie mag dit zien / the ring: who may see this", "yes", " or ".join(map(code, RINGS))),
)
_LINKED: tuple[Row, ...] = (
    ("bron_1", _TARGET, "", "a number such as `B07-1`, `G-SB-1`, `B07` or `VB1`, or a DOI"),
    (
        "relatie_1",
        "wat de bron met de kaart doet / what the source does to the card",
        "with a source",
        f"concept of [relatietypen](ontology/BEGRIPPEN.md#relatietypen), or {', '.join(map(code, RELATION_WORDS))}",
    ),
    ("toelichting_1", "waarom dit past / why this fits", "", "text"),
)


def table_columns() -> list[str]:
    """Return the columns of the handelingskennis table (`.csv`, `.xlsx`) as a Markdown table."""
    own = [_row(f"{field.name}_1" if field.many else field.name, field) for field in CARD_FIELDS]
    return table(("column", *_REST), _coded((*own, *_GUARDED, *_LINKED)))


def card_keys() -> list[str]:
    """Return the keys, the headings and the link keys of a card in Markdown, as three tables."""
    headings = {name: f"## {heading.capitalize()}" for heading, name in HEADINGS.items()}
    front = [_row(field.name, field) for field in CARD_FIELDS if field.name not in headings]
    texts = [_row(headings[field.name], field) for field in CARD_FIELDS if field.name in headings]
    relation, *rest = (_row(field.name, field) for field in LINK_FIELDS)
    target = ("naar", _TARGET, "yes, but not with `geen-bewijs-gevonden`", _LINKED[0][3])
    return [
        *table(("key", *_REST), _coded((*front, *_GUARDED))),
        "",
        *table(("heading", *_REST), _coded(texts)),
        "",
        "`verbindingen` holds a list, with for each link:",
        "",
        *table(("key", *_REST), _coded((relation, target, *rest))),
    ]


def documented_columns() -> frozenset[str]:
    """Return the column names that `table_columns` tells, without their numbers."""
    names = (*(field.name for field in CARD_FIELDS), *(row[0] for row in (*_GUARDED, *_LINKED)))
    return frozenset(name.removesuffix("_1") for name in names)


def _coded(rows: tuple[Row, ...] | list[Row]) -> Iterator[Row]:
    return ((code(name), what, required, allowed) for name, what, required, allowed in rows)


def _row(name: str, field: Field) -> Row:
    return name, f"{field.label.nl} / {field.label.en}", "yes" if field.required else "", _allowed(field)


def _allowed(field: Field) -> str:
    if field.schemes:
        told = "concept of " + " or ".join(f"[{name}](ontology/BEGRIPPEN.md#{name})" for name in field.schemes)
        return f"{told}; more than one" if field.many else told
    if field.choices:
        return " or ".join(map(code, field.choices))
    if field.kind == "date":
        return "`d-m-jjjj` or `jjjj-mm-dd`, not in the future"
    kind = "code without spaces" if field.kind == "id" else "text"
    return (
        f"{kind}, {field.shortest} to {field.longest} characters"
        if field.shortest
        else f"{kind}, up to {field.longest} characters"
    )
