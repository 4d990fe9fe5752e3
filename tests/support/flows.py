"""Builders of flows: `a_flow(question("name"), message("Hi {{ name }}"))`.

Blocks are plain dicts, as in a flow file; what is left out is filled in. A flow made of blocks has one node;
`node(...)` makes several, `edge(...)` joins them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow

__all__ = ("Plain", "a_flow", "block", "choice", "edge", "message", "node", "question", "when")

Plain = dict[str, Any]


def block(type: str, id: str = "", **fields: Any) -> Plain:
    """Return a block of any type; without an id it gets one from its place in the flow."""
    return {"type": type, "id": id, **fields}


def message(text: str, id: str = "") -> Plain:
    """Return a text bubble."""
    return block("text", id, text=text)


def question(variable: str, words: str = "", id: str = "", **fields: Any) -> Plain:
    """Return a text question that fills `variable`."""
    return block("text_question", id, variable=variable, question=words or f"What is your {variable}?", **fields)


def choice(variable: str, *labels: str, id: str = "", **fields: Any) -> Plain:
    """Return buttons; the id of each is its label in lower case."""
    items = [{"id": label.lower(), "label": label} for label in labels]
    return block("buttons", id, variable=variable, items=items, **fields)


def when(variable: str, operator: str, value: str = "") -> Plain:
    """Return a condition of one comparison."""
    return {"comparisons": [{"variable": variable, "operator": operator, "value": value}]}


def node(id: str, *blocks: Plain, title: str = "") -> Plain:
    """Return a node."""
    return {"id": id, "title": title, "blocks": list(blocks)}


def edge(source: str, to: str | None, handle: str = "next") -> Plain:
    """Return an edge from a block's handle to a node, or to nowhere on purpose."""
    drawn: Plain = {"from": {"block": source, "handle": handle}}
    return drawn if to is None else {**drawn, "to": {"node": to}}


def a_flow(*parts: Plain, edges: Iterator[Plain] | list[Plain] | tuple[Plain, ...] = (), **fields: Any) -> Flow:
    """Return a flow of blocks or of nodes; every variable its blocks name is declared."""
    nodes = list(parts) if parts and "blocks" in parts[0] else [node("main", *parts)]
    numbers = itertools.count(1)
    for one in (*fields.get("events", ()), *(one for found in nodes for one in found["blocks"])):
        one["id"] = one["id"] or f"b{next(numbers)}"
    plain = {"id": "flow", "name": "A flow", "nodes": nodes, "edges": list(edges), **fields}
    plain["variables"] = list(_declared(plain, fields.get("variables", ())))
    return codec().convert(plain)


def _declared(plain: Plain, given: Any) -> Iterator[Plain]:
    """Yield the declared variables, those given as `name: value` with a default, and those that blocks name."""
    if isinstance(given, Mapping):
        given = [{"name": name, "default": value} for name, value in given.items()]
    yield from given
    names = {variable["name"] for variable in given}
    parts = [one for found in plain["nodes"] for one in found["blocks"]] + list(plain.get("events", ()))
    yield from ({"name": name} for name in dict.fromkeys(_names_in(parts)) if name not in names)


_NAMING = frozenset(
    {
        "variable", "attachments", "error_variable", "status_variable", "over", "item", "index", "into", "base",
        "target", "content", "question_name", "question_type", "from_list", "images", "titles",
        "descriptions", "values",
    }
)  # fmt: skip


def _names_in(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        for field, value in part.items():
            if field in _NAMING and isinstance(value, str) and value and "{" not in value:
                yield value
            else:
                yield from _names_in(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _names_in(value)
