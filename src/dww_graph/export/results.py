"""SELECT and ASK results as text, in the four forms of the SPARQL 1.1 recommendations."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from dww_graph.answer import Iri, Literal, Node, Result, Row, json_term

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"

_NAMESPACE = "http://www.w3.org/2005/sparql-results#"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TSV_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_results(result: Result, media_type: str) -> bytes:
    """Return a SELECT or ASK result in one of the forms of WRITERS, as UTF-8."""
    return WRITERS[media_type](result).encode()


def _json(result: Result) -> str:
    if result.kind == "ask":
        return json.dumps({"head": {}, "boolean": result.boolean})
    bindings = [
        {name: json_term(node) for name, node in zip(result.columns, row, strict=True) if node is not None}
        for row in result.rows
    ]
    return json.dumps(
        {"head": {"vars": result.columns}, "results": {"bindings": bindings}}, ensure_ascii=False
    )


def _xml(result: Result) -> str:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in result.columns)
    inside = "".join(_xml_row(result.columns, row) for row in result.rows)
    told = (
        f"<boolean>{str(result.boolean).lower()}</boolean>"
        if result.kind == "ask"
        else f"<results>{inside}</results>"
    )
    return f'<?xml version="1.0"?><sparql xmlns="{_NAMESPACE}"><head>{head}</head>{told}</sparql>\n'


def _xml_row(columns: Iterable[str], row: Row) -> str:
    cells = ((name, node) for name, node in zip(columns, row, strict=True) if node is not None)
    return (
        "<result>"
        + "".join(f"<binding name={quoteattr(name)}>{_xml_term(n)}</binding>" for name, n in cells)
        + "</result>"
    )


def _xml_term(node: Node) -> str:
    value = escape(_NOT_XML.sub("\ufffd", node.value))
    if isinstance(node, Iri):
        return f"<bnode>{value[2:]}</bnode>" if value.startswith("_:") else f"<uri>{value}</uri>"
    if node.lang:
        return f"<literal xml:lang={quoteattr(node.lang)}>{value}</literal>"
    datatype = f" datatype={quoteattr(node.datatype)}" if node.datatype else ""
    return f"<literal{datatype}>{value}</literal>"


def _csv(result: Result) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if result.kind == "ask":
        return f"{str(result.boolean).lower()}"
    writer.writerow(result.columns)
    writer.writerows([node.value if node else "" for node in row] for row in result.rows)
    return out.getvalue()


def _tsv(result: Result) -> str:
    if result.kind == "ask":
        return f"{str(result.boolean).lower()}"
    lines = ["\t".join(f"?{name}" for name in result.columns)]
    lines += ["\t".join(_tsv_term(node) if node else "" for node in row) for row in result.rows]
    return "\n".join(lines) + "\n"


def _tsv_term(node: Node) -> str:
    if isinstance(node, Iri):
        return node.value if node.value.startswith(("_:", "<<")) else f"<{node.value}>"
    return _quoted(node)


def _quoted(node: Literal) -> str:
    text = '"' + "".join(_TSV_ESCAPES.get(sign, sign) for sign in node.value) + '"'
    if node.lang:
        return f"{text}@{node.lang}"
    return f"{text}^^<{node.datatype}>" if node.datatype else text


WRITERS: Final[Mapping[str, Callable[[Result], str]]] = {JSON: _json, XML: _xml, CSV: _csv, TSV: _tsv}
