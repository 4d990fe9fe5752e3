"""Ids of nodes, blocks and events, unique in the flow, and where edges lead."""

from __future__ import annotations

import msgspec

from dialogkit.interop.typebot.raw import Raw, records, text
from dialogkit.interop.typebot.source import Source

__all__ = ("Places",)


class _Group(msgspec.Struct, frozen=True):
    """A group's node, and its blocks by their ids in the export and here."""

    node: str
    blocks: tuple[tuple[str, str], ...]


class Places:
    """Finds what edges and other parts of an export mean by an id; of two with one id, the first."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._taken: set[str] = set()
        self._ids: dict[int, str] = {}
        self._groups: dict[str, _Group] = {}
        for number, group in enumerate(source.groups):
            self._claim(group, f"group{number}")
        for group in source.groups:
            node = self.node_of(group)
            blocks = tuple(
                (text(block, "id"), self._claim(block, f"{node}-{index}"))
                for index, block in enumerate(records(group, "blocks"))
            )
            self._groups.setdefault(text(group, "id"), _Group(node, blocks))

    def node_of(self, group: Raw) -> str:
        """Return a group's id."""
        return self._ids[id(group)]

    def block_of(self, block: Raw) -> str:
        """Return a block's id."""
        return self._ids[id(block)]

    def event_of(self, event: Raw, index: int) -> str:
        """Return an event's id."""
        return self._ids.get(id(event)) or self._claim(event, f"event{index}")

    def target(self, edge: str) -> dict[str, str] | None:
        """Return where an edge leads; a block that its group has not stands for the group's last."""
        to = self._source.edges.get(edge, {}).get("to")
        group = self._groups.get(text(to, "groupId"))
        if group is None:
            return None
        wanted = text(to, "blockId")
        if not wanted or not group.blocks:
            return {"node": group.node}
        found = next((new for old, new in group.blocks if old == wanted), group.blocks[-1][1])
        return {"node": group.node} if found == group.blocks[0][1] else {"node": group.node, "block": found}

    def _claim(self, part: Raw, otherwise: str) -> str:
        wanted = text(part, "id") or otherwise
        unique, number = wanted, 1
        while unique in self._taken:
            number += 1
            unique = f"{wanted}-{number}"
        self._taken.add(unique)
        self._ids[id(part)] = unique
        return unique
