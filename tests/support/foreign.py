"""Exports of Typebot, written by hand for tests: `an_export(group("g1", bubble("Hi")))`."""

from __future__ import annotations

import json
from typing import Any

from dialogkit.interop import Imported, read_any

__all__ = ("Raw", "an_export", "bubble", "edge_to", "group", "imported", "part", "text_input")

Raw = dict[str, Any]


def part(type: str, id: str = "b1", **fields: Any) -> Raw:
    """Return a block of any type."""
    return {"id": id, "type": type, **fields}


def bubble(text: str, id: str = "b1", **fields: Any) -> Raw:
    """Return a text bubble."""
    return part("text", id, content={"richText": [{"type": "p", "children": [{"text": text}]}]}, **fields)


def text_input(id: str = "b1", variable: str = "", **fields: Any) -> Raw:
    """Return a text input that fills the variable with this id."""
    return part("text input", id, options={"variableId": variable} if variable else {}, **fields)


def group(id: str, *blocks: Raw, title: str = "") -> Raw:
    """Return a group."""
    return {"id": id, "title": title, "graphCoordinates": {"x": 0, "y": 0}, "blocks": list(blocks)}


def edge_to(id: str, group: str, block: str = "") -> Raw:
    """Return an edge; the blocks that follow it name its id."""
    return {"id": id, "from": {}, "to": {"groupId": group} | ({"blockId": block} if block else {})}


def an_export(*groups: Raw, edges: tuple[Raw, ...] = (), version: str = "6.1", **fields: Any) -> Raw:
    """Return an export that starts with its first group."""
    start = {"id": "start", "type": "start", "outgoingEdgeId": "start-edge", "graphCoordinates": {"x": 0, "y": 0}}
    first = [edge_to("start-edge", groups[0]["id"])] if groups else []
    return {
        "version": version,
        "id": "bot",
        "name": "A bot",
        "events": [start],
        "groups": list(groups),
        "edges": [*first, *edges],
        "variables": [],
        "theme": {},
        "settings": {},
        **fields,
    }


def imported(export: Raw) -> Imported:
    """Read an export as a file."""
    return read_any(json.dumps(export).encode(), "bot.json")
