"""RDF/XML as nodes with properties, for the small documents of reference managers; namespaces are left aside.

The engine's own reader is not used, because it cannot tell on which line a node stands, and a bibliography is full of nodes
without a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LEAST_TEXT = ("value", "name", "label", "title")


@dataclass(slots=True, eq=False)
class Node:
    """A thing that a document describes: its name ("" for none), line, classes, and values by local name of property.

    A value is a text, another node, or the address of something that the document does not describe.
    """

    name: str
    line: int
    top: bool
    types: list[str] = field(default_factory=list)
    values: dict[str, list[Node | str]] = field(default_factory=dict)

    def get(self, *names: str) -> list[Node | str]:
        """Return the values of the first of these properties that has any."""
        return next((found for name in names if (found := self.values.get(name))), [])

    def texts(self, *names: str) -> list[str]:
        """Return the values of the first of these properties that has any, as texts."""
        return [text for value in self.get(*names) for text in texts_of(value)]

    def text(self, *names: str) -> str:
        """Return the first text of the first of these properties that has any, or an empty one."""
        return next(iter(self.texts(*names)), "")

    def nodes(self, *names: str) -> list[Node]:
        """Return the nodes among the values of the first of these properties that has any."""
        return [value for value in self.get(*names) if isinstance(value, Node)]


def texts_of(value: Node | str) -> list[str]:
    """Return a value as texts: itself, or what a node is called."""
    if isinstance(value, str):
        return [value]
    return [text for name in _LEAST_TEXT for text in value.values.get(name, []) if isinstance(text, str)]


def nodes(root: Element) -> list[Node]:
    """Return every node of a document in its order; what several elements say of one name is one node."""
    found = _Document()
    top = list(root) if root.tag == f"{_RDF}RDF" else [root]
    for element in top:
        found.node(element, top=True)
    found.resolve()
    return found.order


class _Document:
    def __init__(self) -> None:
        self.order: list[Node] = []
        self._named: dict[str, Node] = {}

    def node(self, element: Element, *, top: bool) -> Node:
        """Return the node that an element describes, with the nodes inside it."""
        name = _name(element)
        node = self._named.get(name) if name else None
        if node is None:
            node = Node(name, _line(element), top)
            self.order.append(node)
            self._named |= {name: node} if name else {}
        node.top = node.top or top
        if _local(element) != "Description":
            node.types.append(_local(element))
        for attribute, text in element.attrib.items():
            if not str(attribute).startswith((_RDF, "{http://www.w3.org/XML/")):
                node.values.setdefault(str(attribute).rsplit("}", 1)[-1], []).append(str(text))
        for part in element.iterchildren("*"):
            self._property(node, part)
        return node

    def _property(self, node: Node, part: Element) -> None:
        name = _local(part)
        values: list[Node | str] = []
        target = part.get(f"{_RDF}resource") or (f"_:{part.get(f'{_RDF}nodeID')}" if part.get(f"{_RDF}nodeID") else None)
        literal = part.get(f"{_RDF}parseType") == "Literal"
        if target is not None:
            values.append(_Pointer(target))
        elif part.get(f"{_RDF}parseType") == "Resource":
            values.append(self._anonymous(part))
        elif len(part) and not literal:
            values += [self.node(child, top=False) for child in part.iterchildren("*")]
        else:
            values.append(" ".join("".join(map(str, part.itertext())).split()))
        if name == "type":
            node.types += [str(value).rsplit("#", 1)[-1].rsplit("/", 1)[-1] for value in values if isinstance(value, str)]
        node.values.setdefault(name, []).extend(value for value in values if value != "")

    def _anonymous(self, part: Element) -> Node:
        node = Node("", _line(part), top=False)
        self.order.append(node)
        for inner in part.iterchildren("*"):
            self._property(node, inner)
        return node

    def resolve(self) -> None:
        """Put nodes where their names were pointed at."""
        for node in self.order:
            for name, values in node.values.items():
                node.values[name] = [self._named.get(value, str(value)) if isinstance(value, _Pointer) else value
                                     for value in values]


class _Pointer(str):
    """The address of a thing, as opposed to a text."""

    __slots__ = ()


def _local(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _line(element: Element) -> int:
    line: Any = element.sourceline
    return line or 0


def _name(element: Element) -> str:
    about, own, blank = (element.get(f"{_RDF}{each}") for each in ("about", "ID", "nodeID"))
    return about or (f"#{own}" if own else "") or (f"_:{blank}" if blank else "")
