"""The queries keep the house rules; each rule is first shown red on a query with that one fault.

A rule takes a question and yields what is wrong. The algebra comes from rdflib, which the product's engine does not give.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import Literal, Variable
from rdflib.paths import MulPath
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from dww_graph.assets import asset, files
from dww_graph.catalogue import Question, parse_question
from dww_graph.errors import InputRefused

Rule = Callable[[Question], Iterator[str]]

PATHS = [*files(("queries", "vragen"), "*.rq"), *files(("queries", "schermen"), "*.rq")]
PREFIX = "PREFIX dww: <https://w3id.org/dww/def#>\nPREFIX dcterms: <http://purl.org/dc/terms/>\n"
HEADER = """#+ id: CQ-O1
#+ vraag: {nl: Welke kaarten?, en: Which cards?}
#+ uitleg: {nl: Kaarten., en: Cards.}
#+ tags: [proef]
#+ params:
#+   element: {type: concept, scheme: elementen, default: A5, nl: element, en: element}
#+ columns:
#+   element: {nl: element, en: element}
#+   kaart: {nl: kaart, en: card}
#+ rows: {min: 1, max: 9}
"""
SOUND = "SELECT ?element ?kaart WHERE { ?kaart dww:relevantVoorElement ?element }"
BUILDERS = {"CONCAT", "REPLACE", "IRI", "URI", "STRDT", "STRLANG", "ENCODE_FOR_URI", "UUID", "STRUUID"}


@cache
def algebra(text: str) -> Any:
    """Return the algebra of a query as nested `CompValue`s."""
    return translateQuery(parseQuery(text)).algebra


def nodes(part: Any) -> Iterator[CompValue]:
    """Yield every node of the algebra, itself first."""
    if isinstance(part, CompValue):
        yield part
        for value in part.values():
            yield from nodes(value)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from nodes(value)


def named(part: Any, *names: str) -> Iterator[CompValue]:
    """Yield the nodes with one of these names."""
    return (node for node in nodes(part) if node.name in names)


def triples(part: Any, optional: bool = True) -> int:
    """Return the number of triple patterns of a group: without those in filters and, if asked, in OPTIONALs within it."""
    if not isinstance(part, CompValue):
        return 0
    if part.name == "BGP":
        return len(part.triples)
    inner = [part.get(key) for key in ("p", "p1", "p2") if optional or not (part.name == "LeftJoin" and key == "p2")]
    return sum(triples(each, optional) for each in inner)


def certain(part: Any) -> set[Variable]:
    """Return the variables that every solution of this part binds."""
    if not isinstance(part, CompValue):
        return set()
    if part.name == "BGP":
        return {term for triple in part.triples for term in triple if isinstance(term, Variable)}
    if part.name == "values":
        return {variable for row in part.res for variable in row}
    if part.name == "Union":
        return certain(part.p1) & certain(part.p2)
    if part.name in ("LeftJoin", "Minus"):
        return certain(part.p1)
    own = {part.var} if part.name == "Extend" else set()
    return own.union(*(certain(part.get(key)) for key in ("p", "p1", "p2")))


def visible(part: Any) -> set[Variable]:
    """Return the variables that some solution of this part may bind."""
    if not isinstance(part, CompValue):
        return set()
    if part.name == "Minus":
        return visible(part.p1)
    if part.name == "AggregateJoin":
        return {aggregate.res for aggregate in part.A} | visible(part.p)
    own = {part.var} if part.name == "Extend" else set()
    return certain(part).union(own, *(visible(part.get(key)) for key in ("p", "p1", "p2")))


def expression_variables(part: Any) -> set[Variable]:
    """Return the variables of an expression, those inside EXISTS left out."""
    if isinstance(part, Variable):
        return {part}
    if isinstance(part, CompValue) and part.name not in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
        return set().union(*(expression_variables(value) for key, value in part.items() if key != "_vars"))
    if isinstance(part, (list, tuple)):
        return set().union(*(expression_variables(value) for value in part))
    return set()


def params_are_projected(question: Question) -> Iterator[str]:
    """Every parameter is a projected variable, and the columns of the header are those of the query."""
    projected = [str(variable) for variable in algebra(question.text).PV]
    yield from (f"parameter {param.name} is not projected" for param in question.params if param.name not in projected)
    if projected != list(question.columns):
        yield f"the query gives {projected}, the header says {list(question.columns)}"


def optionals_are_small(question: Question) -> Iterator[str]:
    """An OPTIONAL of two or more patterns is computed whole, unless its VALUES is repeated inside."""
    for join in named(algebra(question.text), "LeftJoin"):
        if triples(join.p2, optional=False) > 1 and not any(named(join.p2, "values")):
            yield f"an OPTIONAL of {triples(join.p2, optional=False)} patterns without VALUES"


def optionals_hang_on_something(question: Question) -> Iterator[str]:
    """An OPTIONAL shares a variable that is certainly bound; otherwise it matches the whole graph."""
    for join in named(algebra(question.text), "LeftJoin"):
        if not certain(join.p1) & certain(join.p2):
            yield f"an OPTIONAL on {sorted(certain(join.p2))}, none of which is certainly bound before it"


def binds_see_their_variables(question: Question) -> Iterator[str]:
    """A BIND uses only variables of its own group."""
    for extend in named(algebra(question.text), "Extend"):
        if unseen := expression_variables(extend.expr) - visible(extend.p):
            yield f"BIND of {sorted(unseen)}, bound outside the group"


def filters_see_their_variables(question: Question) -> Iterator[str]:
    """A FILTER uses only variables of its own group and parameters; an EXISTS in it shares at least one with the group."""
    params = {Variable(param.name) for param in question.params}
    for node in named(algebra(question.text), "Filter"):
        if unseen := expression_variables(node.expr) - visible(node.p) - params:
            yield f"FILTER on {sorted(unseen)}, bound outside the group"
        for exists in named(node.expr, "Builtin_EXISTS", "Builtin_NOTEXISTS"):
            if not visible(exists.graph) & visible(node.p):
                yield f"an EXISTS on {sorted(visible(exists.graph))}, which shares nothing with its group"


def paths_start_somewhere(question: Question) -> Iterator[str]:
    """A path of any length starts or ends at a term or at a variable that another pattern of its group binds."""
    for group in named(algebra(question.text), "BGP"):
        plain = {term for triple in group.triples if not isinstance(triple[1], PropertyPath) for term in triple}
        for start, path, end in group.triples:
            if isinstance(path, MulPath) and path.more and all(isinstance(x, Variable) and x not in plain for x in (start, end)):
                yield f"an unbounded path from {start} to {end}, neither of which is bound"


def nothing_is_built_from_strings(question: Question) -> Iterator[str]:
    """No term is put together from text."""
    calls = set(re.findall(r"\b([A-Z_]+)\s*\(", re.sub(r'"[^"]*"', '""', question.text).upper()))
    yield from (f"{call}() builds a term from text" for call in sorted(calls & BUILDERS))


def figures_are_strings(question: Question) -> Iterator[str]:
    """A figure quoted from a source is a string: a decimal would be rewritten by the engine, and never match."""
    for node in nodes(algebra(question.text)):
        terms = [term for triple in node.get("triples") or () for term in triple] + list(node.values())
        yield from (f"{term} is a decimal" for term in terms if isinstance(term, Literal) and "#d" in str(term.datatype))


@cache
def known_terms() -> frozenset[str]:
    """Return the local names of all terms that the ontology declares."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in asset("ontology").glob("*.ttl"))
    return frozenset(re.findall(r"^dww:(\w+)\s+a\s", text, re.MULTILINE))


def terms_exist(question: Question) -> Iterator[str]:
    """Every dww: term is declared in the ontology."""
    used = set(re.findall(r"\bdww:(\w+)", question.text))
    yield from (f"dww:{name} is not in the ontology" for name in sorted(used - known_terms()))


PLANTED: dict[Rule, str] = {
    params_are_projected: "SELECT ?kaart WHERE { ?kaart dww:relevantVoorElement ?element }",
    optionals_are_small: """SELECT ?element ?kaart WHERE { ?kaart dww:relevantVoorElement ?element
        OPTIONAL { ?kaart dww:geleerdIn ?proces . ?proces dww:metInteractievorm ?vorm } }""",
    optionals_hang_on_something: """SELECT ?element ?kaart WHERE { ?kaart dww:relevantVoorElement ?element
        OPTIONAL { ?kaart dww:inContext ?context } OPTIONAL { ?context dcterms:title ?titel } }""",
    binds_see_their_variables: """SELECT ?element ?kaart WHERE { VALUES ?kaart { dww:x }
        { BIND(?kaart AS ?zelf) ?zelf dww:relevantVoorElement ?element } }""",
    filters_see_their_variables: """SELECT ?element ?kaart WHERE { ?kaart dww:relevantVoorElement ?element
        { FILTER NOT EXISTS { ?kaart dww:grens ?grens } } UNION { ?kaart dww:grens ?tekst } }""",
    paths_start_somewhere: "SELECT ?element ?kaart WHERE { ?kaart dww:heeftBrederElement* ?element }",
    nothing_is_built_from_strings: """SELECT ?element ?kaart WHERE { ?kaart dww:relevantVoorElement ?element
        BIND(IRI(STR(?kaart)) AS ?zelf) }""",
    figures_are_strings: "SELECT ?element ?kaart WHERE { ?kaart dww:relevantVoorElement ?element ; dww:cijfer 0.183 }",
    terms_exist: "SELECT ?element ?kaart WHERE { ?kaart dww:bestaatNiet ?element }",
}


def question_of(tmp_path: Path, text: str) -> Question:
    """Return a question with a sound header and this query."""
    path = tmp_path / "proef.rq"
    path.write_text(HEADER + PREFIX + text, encoding="utf-8")
    return parse_question(path)


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_the_rule_sees_its_planted_fault(rule: Rule, tmp_path: Path) -> None:
    """The rule is red on a query with its fault and silent on a sound one."""
    assert list(rule(question_of(tmp_path, PLANTED[rule])))
    assert not list(rule(question_of(tmp_path, SOUND)))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_every_query_keeps_the_rule(rule: Rule, path: Path) -> None:
    """No query that ships breaks a rule."""
    assert not list(rule(parse_question(path)))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_header_is_complete(path: Path) -> None:
    """Question, explanation, columns and parameters are there in Dutch and in English, and the bounds of the rows too."""
    question = parse_question(path)
    for text in (question.vraag, question.uitleg, *question.columns.values(), *(param.label for param in question.params)):
        assert text.nl.strip()
        assert text.en.strip()
    assert question.rows_max >= question.rows_min >= 0


@pytest.mark.parametrize("line", ["#+ vraag: {nl: Welke kaarten?, en: Which cards?}", "#+ rows: {min: 1, max: 9}", ", en: card"])
def test_an_incomplete_header_is_refused(line: str, tmp_path: Path) -> None:
    """A header without its question, its bounds or an English head is not accepted."""
    path = tmp_path / "proef.rq"
    path.write_text(HEADER.replace(line, "" if line.startswith(",") else "#+") + PREFIX + SOUND, encoding="utf-8")
    with pytest.raises(InputRefused):
        parse_question(path)


def test_all_queries_are_looked_at() -> None:
    """The lint covers the twenty-five questions and the queries of the screens."""
    assert sum(path.parent.name == "vragen" for path in PATHS) == 25
    assert {"kaarten", "spoor", "kerncijfers"} <= {path.stem for path in PATHS}
