"""`queries/VRAGEN.md`: the catalogue of the questions, for who wants to read before asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dww_graph.catalogue import Param, Question
from dww_graph.errors import Text
from dww_graph.export.markdown import code, document, table

_INTRO = (
    "# Vragen",
    "",
    "*Gemaakt uit `queries/vragen/` met `dww docs`. Verander de `.rq`-bestanden, niet deze bladzijde.*  ",
    "*Generated from `queries/vragen/` by `dww docs`. Change the `.rq` files, not this page.*",
    "",
    "Stel een vraag met `dww ask` en haar nummer (o1) of haar hele naam. Een parameter die u weglaat, krijgt de waarde onder",
    "*standaard*; is die leeg, dan telt alles mee. Engelse koppen en namen krijgt u met `dww --lang en ask …`.",
    "",
    "Ask a question with `dww ask` and its number (o1) or its whole name. A parameter that you leave out gets the value under",
    "*standaard* (default); when that is empty, everything counts. For English heads and names: `dww --lang en ask …`.",
)
GROUPS: Mapping[str, Text] = {
    "CQ-O": Text("Voor onderzoekers", "For researchers"),
    "CQ-T": Text("Voor trainers", "For trainers"),
    "CQ-C": Text("Voor curriculumontwerpers", "For curriculum designers"),
}
_PARAM_HEADS = ("parameter", "wat · what", "soort · type", "standaard · default")
_KINDS = {"thing": "nummer of IRI", "text": "tekst", "integer": "getal"}


def catalogue(questions: Iterable[Question]) -> str:
    """Return the whole page, grouped by who asks."""
    asked = list(questions)
    lines = list(_INTRO)
    for start, title in GROUPS.items():
        lines += ["", f"## {title.nl} · {title.en}"]
        for question in asked:
            lines += _question(question) if question.id.startswith(start) else []
    return document(lines)


def command(question: Question) -> str:
    """Return the command that asks a question with its parameters spelled out where they have a default."""
    given = [f"{name}={value}" for name, value in question.defaults().items()]
    return " ".join(["dww ask", question.id.removeprefix("CQ-").lower(), *given])


def _question(question: Question) -> Iterator[str]:
    yield from ("", f"### {question.id} · {question.vraag.nl}", "", f"*{question.vraag.en}*", "")
    yield from (question.uitleg.nl, "", question.uitleg.en, "")
    yield from ("```sh", command(question), "```", "")
    if question.params:
        yield from (*table(_PARAM_HEADS, map(_param, question.params)), "")
    heads = "; ".join(f"{code(name)} {head.nl} / {head.en}" for name, head in question.columns.items())
    yield f"Kolommen · columns: {heads}."
    yield f"Trefwoorden · tags: {', '.join(question.tags)}. Bestand · file: [`{question.slug}.rq`](vragen/{question.slug}.rq)."


def _param(param: Param) -> tuple[str, ...]:
    kind = f"begrip uit [{param.scheme}](../ontology/BEGRIPPEN.md#{param.scheme})" if param.scheme else _KINDS[param.type]
    return code(param.name), f"{param.label.nl} / {param.label.en}", kind, code(param.default or "")
