"""The shape of a draft: a flow as flat maps by id, in which two people's edits never meet but in one field.

`flatten` makes the maps of a document. Reading them, with all that simultaneous edits may have left odd, is
`reading`; tests/cases/drafts holds what both must give, for this and for the builder's own code.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any, TypeAlias

from dialogkit.document import NEXT
from dialogkit.flows.drafts.order import places_between

__all__ = ("MAPS", "PLACE", "Entry", "Maps", "edge_key", "escaped", "flatten", "split_key")

Entry: TypeAlias = Any
"""A value of a map: a JSON value, or fields by name."""
Maps: TypeAlias = dict[str, dict[str, Entry]]

MAPS = {
    "flow": False,
    "nodes": True,
    "events": True,
    "blocks": True,
    "edges": False,
    "layout": False,
    "variables": True,
    "settings": False,
    "theme": False,
    "translations": False,
    "notes": True,
}
"""The maps that make the flow -> whether an entry has fields that change one by one."""

PLACE = "in"
"""The field of a block that names its node; no block type can have a field of that name."""


def flatten(plain: dict[str, Any]) -> Maps:
    """Return the maps of a document of plain dicts and lists that is well formed."""
    maps: Maps = {name: {} for name in MAPS}
    maps["flow"] = {name: plain[name] for name in ("name", "locale", "dialect") if name in plain}
    _add_cards(maps, plain)
    _add_edges(maps, plain.get("edges", ()))
    _add_ordered(maps["variables"], plain.get("variables", ()), _first_only, name="name")
    maps["layout"] = dict(plain.get("layout", {}))
    for part in ("settings", "theme"):
        maps[part] = dict(_leaves(plain.get(part, {})))
    maps["translations"] = dict(_translations(plain.get("translations", {})))
    for note in plain.get("notes", ()):
        maps["notes"][_free(note["id"], maps["notes"])] = _without(note, "id")
    return maps


def edge_key(block: str, handle: str) -> str:
    """Return the key of the edge that comes from a block's exit."""
    return f"{escaped(block)} {handle}"


def escaped(text: str) -> str:
    """Return `text` without spaces, so that keys made of several parts can be told apart."""
    return text.replace("%", "%25").replace(" ", "%20")


def split_key(key: str, parts: int) -> list[str]:
    """Return the parts of a key, as many as there are; the last one is as it is."""
    *heads, last = key.split(" ", parts - 1)
    heads = [head.replace("%20", " ").replace("%25", "%") for head in heads]
    if len(heads) < parts - 1:
        return [*heads, last.replace("%20", " ").replace("%25", "%")]
    return [*heads, last]


_Naming: TypeAlias = Callable[[str, dict[str, Entry]], str | None]


def _first_only(name: str, there: dict[str, Entry]) -> str | None:
    return None if name in there else name


def _free(id: str, taken: Container[str]) -> str:
    """Return `id`, or the first of its kin that is free."""
    number, free = 1, id
    while free in taken:
        number += 1
        free = f"{id}-{number}"
    return free


def _add_ordered(entries: dict[str, Entry], values: Iterable[dict[str, Any]], naming: _Naming, *, name: str) -> None:
    listed = list(values)
    for value, order in zip(listed, places_between(None, None, len(listed)), strict=True):
        key = naming(value[name], entries)
        if key is not None:
            entries[key] = {"order": order, **_without(value, name)}


def _add_cards(maps: Maps, plain: dict[str, Any]) -> None:
    taken: set[str] = set()

    def new(id: str, _: dict[str, Entry]) -> str:
        free = _free(id, taken)
        taken.add(free)
        return free

    _add_ordered(maps["events"], plain.get("events", ()), new, name="id")
    nodes: dict[str, Entry] = {}
    _add_ordered(nodes, plain.get("nodes", ()), _free, name="id")
    for id, node in nodes.items():
        blocks: dict[str, Entry] = {}
        _add_ordered(blocks, node.get("blocks", ()), new, name="id")
        maps["nodes"][id] = _without(node, "blocks")
        maps["blocks"] |= {key: {PLACE: id, **block} for key, block in blocks.items()}


def _add_edges(maps: Maps, edges: Iterable[dict[str, Any]]) -> None:
    for edge in edges:
        source = edge["from"]
        if source["block"] in maps["blocks"] or source["block"] in maps["events"]:
            key = edge_key(source["block"], source.get("handle", NEXT))
            maps["edges"].setdefault(key, _target(maps, edge.get("to")))


def _target(maps: Maps, to: dict[str, Any] | None) -> dict[str, Any]:
    """Return where an edge leads; a place that is not there is a stop, as which it was played."""
    if to is None:
        return {}
    if "block" in to:
        return to if to["block"] in maps["blocks"] else {}
    return to if to["node"] in maps["nodes"] else {}


def _leaves(value: dict[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for name, member in value.items():
        if isinstance(member, dict):
            yield from _leaves(member, f"{path}{name}.")
        else:
            yield path + name, member


def _translations(locales: dict[str, dict[str, dict[str, str]]]) -> Iterator[tuple[str, str]]:
    for locale, blocks in locales.items():
        for block, texts in blocks.items():
            for path, text in texts.items():
                yield f"{escaped(locale)} {escaped(block)} {path}", text


def _without(value: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: member for name, member in value.items() if name not in names}
