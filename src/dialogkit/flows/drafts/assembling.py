"""Maps into one document of plain dicts and lists: everything in its place, and what has none mended.

The builder does the same with the same rules, which tests/cases/drafts/README.md tells. Whether the values fit
their types is `fitting`'s question.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialogkit.document import FORMAT, NEXT
from dialogkit.flows.drafts.repairs import Repair
from dialogkit.flows.drafts.shape import PLACE, Entry, Maps, edge_key, split_key
from dialogkit.kit import BlockId, NodeId

__all__ = ("assemble",)

START = "start"
LOST = "lost"


def assemble(maps: Maps, id: str) -> tuple[dict[str, Any], list[Repair]]:
    """Return the document that `maps` are, and what had to be mended."""
    return _Assembly(maps).document(id)


class _Assembly:
    """One reading of a draft."""

    def __init__(self, maps: Maps) -> None:
        self._maps = maps
        self.repairs: list[Repair] = []
        self._node_of: dict[str, str] = {}
        self._first_edge: dict[str, Any] = {}

    def document(self, id: str) -> tuple[dict[str, Any], list[Repair]]:
        """Put everything into its place."""
        nodes = self._nodes()
        events = self._events(nodes)
        edges = self._edges(events, nodes)
        known = {node["id"] for node in nodes} | {event["id"] for event in events}
        parts = {
            "variables": [{"name": name, **fields} for name, fields in _in_order(self._map("variables"))],
            "events": events,
            "nodes": nodes,
            "edges": edges,
            "settings": _nested(self._map("settings")),
            "theme": _nested(self._map("theme")),
            "translations": self._translations({*self._node_of, *(event["id"] for event in events)}),
            "layout": {card: place for card, place in self._map("layout").items() if card in known},
            "notes": [{"id": note, **_fields(fields)} for note, fields in sorted(self._map("notes").items())],
        }
        names = {name: value for name, value in self._map("flow").items() if name in ("name", "locale", "dialect")}
        filled = {name: part for name, part in parts.items() if part}
        return {"format": FORMAT, "id": id, **names, **filled}, self.repairs

    def _map(self, name: str) -> dict[str, Entry]:
        return self._maps.get(name, {})

    def _nodes(self) -> list[dict[str, Any]]:
        standing: dict[str, list[dict[str, Any]]] = {}
        for id, fields in _in_order(self._map("blocks")):
            place = fields.pop(PLACE, None)
            node = place if isinstance(place, str) and place else LOST
            self._node_of[id] = node
            standing.setdefault(node, []).append({"id": id, **fields})
        nodes = [{"id": id, **fields} for id, fields in _in_order(self._map("nodes"))]
        lost = sorted(standing.keys() - self._map("nodes").keys())
        for node in lost:
            words = "The node of these blocks was removed; they stand in a node of their own."
            self._mended("no_node", words, "Move the blocks, or remove them.", node=NodeId(node))
        nodes += [{"id": node} for node in lost]
        for one in nodes:
            if one["id"] in standing:
                one["blocks"] = standing[one["id"]]
        return nodes

    def _events(self, nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
        events = [{"id": id, **fields} for id, fields in _in_order(self._map("events"))]
        starts = [event["id"] for event in events if event.get("type") == START]
        for id in sorted(starts[1:]):
            words = f"There is another start event, `{starts[0]}`; `{id}` is left out."
            self._mended("start_twice", words, "Remove one of them.", block=BlockId(id))
        events = [event for event in events if event["id"] not in starts[1:]]
        return events if starts or not nodes else [self._added_start(nodes), *events]

    def _added_start(self, nodes: list[dict[str, Any]]) -> dict[str, Any]:
        taken = {*self._map("blocks"), *self._map("events")}
        id, number = START, 1
        while id in taken:
            number += 1
            id = f"{START}-{number}"
        words = "The start event was removed; one was added, as a flow begins there."
        self._mended("no_start", words, "Draw an edge from it to where the conversation begins.", block=BlockId(id))
        first = next((node["id"] for node in nodes if node.get("blocks")), None)
        if first is not None and edge_key(id, NEXT) not in self._map("edges"):
            self._first_edge = {edge_key(id, NEXT): {"node": first}}
        return {"id": id, "type": START}

    def _edges(self, events: list[dict[str, Any]], nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
        standing = [event["id"] for event in events]
        standing += [block["id"] for node in nodes for block in node.get("blocks", ())]
        rank = {id: at for at, id in enumerate(standing)}
        known = {node["id"] for node in nodes}
        found: list[tuple[int, str, dict[str, Any]]] = []
        mended: list[Repair] = []
        for key, to in sorted((self._map("edges") | self._first_edge).items()):
            block, handle = ([*split_key(key, 2), ""])[:2]
            target, repair = self._target(block, handle, to, known) if block in rank else (None, _orphan(block, handle))
            if repair is not None:
                mended.append(repair)
            if target is not None:
                found.append((rank[block], handle, self._edge(block, handle, target)))
        kinds = ("edge_from_nothing", "edge_to_node", "edge_to_nothing")
        self.repairs += sorted(mended, key=lambda repair: kinds.index(repair.code))
        return [edge for _, _, edge in sorted(found, key=lambda one: one[:2])]

    def _edge(self, block: str, handle: str, target: dict[str, Any]) -> dict[str, Any]:
        source = {"block": block}
        if block in self._node_of:
            source["node"] = self._node_of[block]
        if handle != NEXT:
            source["handle"] = handle
        return {"from": source, **({"to": target} if target else {})}

    def _target(
        self, block: str, handle: str, to: Entry, known: set[str]
    ) -> tuple[dict[str, Any] | None, Repair | None]:
        """Return where an edge leads now: {} is a stop, None nowhere."""
        if to == {}:
            return {}, None
        wanted = to if isinstance(to, dict) else {}
        node, aim = wanted.get("node"), wanted.get("block")
        node = node if isinstance(node, str) else ""
        if isinstance(aim, str) and aim in self._node_of:
            return {"node": self._node_of[aim], "block": aim}, None
        place: dict[str, Any] = {"block": BlockId(block), "handle": handle, "node": NodeId(node)}
        if node not in known:
            words = f"The exit `{handle}` of `{block}` led to a node that is gone."
            return None, Repair(code="edge_to_nothing", message=words, fix="Connect it again.", **place)
        if aim is None:
            return {"node": node}, None
        words = f"The exit `{handle}` of `{block}` led to a block that is gone; it leads to its node."
        return {"node": node}, Repair(code="edge_to_node", message=words, fix="See whether that is right.", **place)

    def _translations(self, blocks: set[str]) -> dict[str, dict[str, dict[str, Entry]]]:
        found: dict[str, dict[str, dict[str, Entry]]] = {}
        for key, text in sorted(self._map("translations").items()):
            parts = split_key(key, 3)
            if len(parts) == 3 and parts[1] in blocks:
                locale, block, path = parts
                found.setdefault(locale, {}).setdefault(block, {})[path] = text
        return found

    def _mended(self, code: str, message: str, fix: str, **place: Any) -> None:
        self.repairs.append(Repair(code=code, message=message, fix=fix, **place))


def _orphan(block: str, handle: str) -> Repair:
    words = f"An edge came from the block `{block}`, which is gone."
    fix = "Nothing needs to be done."
    return Repair(code="edge_from_nothing", block=BlockId(block), handle=handle, message=words, fix=fix)


def _in_order(entries: dict[str, Entry]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield entries by their place, then by their key; their fields without it."""
    placed = []
    for key, entry in entries.items():
        fields = _fields(entry)
        order = fields.pop("order", "")
        placed.append((order if isinstance(order, str) else "", key, fields))
    for _, key, fields in sorted(placed, key=lambda one: one[:2]):
        yield key, fields


def _fields(entry: Entry) -> dict[str, Any]:
    return dict(entry) if isinstance(entry, dict) else {}


def _nested(leaves: dict[str, Entry]) -> dict[str, Any]:
    """Return paths with dots as objects; a value that others are below gives way to them."""
    whole: dict[str, Any] = {}
    for path, value in sorted(leaves.items()):
        part = whole
        *parents, name = path.split(".")
        for parent in parents:
            below = part.get(parent)
            if not isinstance(below, dict):
                below = part[parent] = {}
            part = below
        part[name] = value
    return whole
