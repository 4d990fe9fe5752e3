"""A flow as a graph: which block stands where, and where each exit leads.

Read by the checks. The engine compiles its own, leaner form (`dialogkit.engine.program`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from dialogkit.document.block import NEXT, Block
from dialogkit.document.flow import Edge, Flow, Node, Target
from dialogkit.kit import BlockId, NodeId

__all__ = ("Outline",)


class Outline:
    """Indexes over one flow; where an id stands twice, the first counts."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.nodes: dict[NodeId, Node] = {}
        self.blocks: dict[BlockId, Block] = {}
        self.node_of: dict[BlockId, NodeId] = {}
        self.following: dict[BlockId, BlockId] = {}
        self.exits: dict[BlockId, dict[str, Edge]] = {}
        for event in flow.events:
            self.blocks.setdefault(event.id, event)
        for node in flow.nodes:
            self._add(node)
        for edge in flow.edges:
            self.exits.setdefault(edge.source.block, {}).setdefault(edge.source.handle, edge)

    def all_blocks(self) -> Iterator[tuple[Block, NodeId | None]]:
        """Yield every block with its node; events have none."""
        yield from ((event, None) for event in self.flow.events)
        yield from ((block, node.id) for node in self.flow.nodes for block in node.blocks)

    def find(self, target: Target) -> BlockId | None:
        """Return the block a target leads to; None where there is none."""
        if target.block is not None:
            return target.block if target.block in self.blocks else None
        return self.first(target.node)

    def first(self, node: NodeId) -> BlockId | None:
        """Return the first block of a node."""
        found = self.nodes.get(node)
        return found.blocks[0].id if found is not None and found.blocks else None

    def successors(self, block: Block) -> Iterator[BlockId | None]:
        """Yield the blocks that can come after `block`, and None where a path ends."""
        edges = self.exits.get(block.id, {})
        main = edges.get(NEXT)
        for handle in block.handles():
            edge = edges.get(handle.name, main)
            if edge is None:
                yield self.following.get(block.id)
            else:
                yield self.find(edge.to) if edge.to is not None else None
        for place in block.places():
            yield self.find_place(place)

    def find_place(self, name: str) -> BlockId | None:
        """Return the block that a block's own word for a place means: a block's id, a node's id or title."""
        if name in self.blocks:
            return BlockId(name)
        return self.first(NodeId(name)) or self.first(self._titled.get(name, NodeId("")))

    def holds(self, name: str) -> bool:
        """Tell whether there is a block or node of that id, or a node of that title."""
        return name in self.blocks or name in self.nodes or name in self._titled

    @cached_property
    def _titled(self) -> dict[str, NodeId]:
        return {node.title: node.id for node in reversed(self.flow.nodes)}

    @cached_property
    def graph(self) -> dict[BlockId, tuple[BlockId | None, ...]]:
        """The successors of every block."""
        return {block.id: tuple(dict.fromkeys(self.successors(block))) for block in self.blocks.values()}

    def reached_from(self, starts: Iterable[BlockId]) -> set[BlockId]:
        """Return all blocks that a path from `starts` comes to."""
        waiting = list(starts)
        reached = set(waiting)
        while waiting:
            for following in self.graph.get(waiting.pop(), ()):
                if following is not None and following not in reached:
                    reached.add(following)
                    waiting.append(following)
        return reached

    def _add(self, node: Node) -> None:
        self.nodes.setdefault(node.id, node)
        ids = [block.id for block in node.blocks]
        for block in node.blocks:
            self.blocks.setdefault(block.id, block)
            self.node_of.setdefault(block.id, node.id)
        self.following.update(pairwise(ids))
