"""A flow compiled for playing: blocks found by id, exits resolved, texts parsed once.

A program is shared by all conversations of a version and never changes; the caches
in it only remember what parsing would say again.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Protocol, cast

from dialogkit.document import NEXT, Block, Flow, translate
from dialogkit.engine.linking import link
from dialogkit.engine.outcomes import Outcome, Place
from dialogkit.expressions import Dialect, RichTemplate, Script, Template, dialect_named
from dialogkit.kit import BlockId, FlowId, NodeId, Value

__all__ = ("EventBlock", "Program", "Runnable", "Spot", "compile_flow")


class Runnable(Protocol):
    """What the machine needs of a block; every type in `dialogkit.blocks` has it."""

    @property
    def id(self) -> BlockId:
        """Name the block."""
        ...

    def run(self, turn: object) -> Outcome:
        """Do the block's part of a turn."""
        ...


class EventBlock(Protocol):
    """What the machine needs of an event."""

    @property
    def trigger(self) -> str:
        """`start`, `reply`, `invalid`, or `command:` and the command."""
        ...


class Spot:
    """A block in its place: what it does and where its exits lead."""

    __slots__ = ("block", "exits", "following", "id", "name", "node", "run")

    def __init__(self, block: Block, node: NodeId, within: str = "") -> None:
        self.block = block
        self.id = block.id
        self.name = f"{within}/{block.id}" if within else block.id
        """The block as a path tells it: one of a subflow with that flow's id, `FLOW/BLOCK`."""
        self.node = node
        self.run = cast(Runnable, block).run
        self.exits: dict[str, Spot | None] = {}
        self.following: Spot | None = None
        """Where every exit without an edge of its own leads: the way of `next`, or the next block of the node."""


class Program:
    """A compiled flow with its subflows; `within` is its id where it is a subflow itself."""

    def __init__(self, flow: Flow, subflows: Mapping[FlowId, Program], *, within: str = "") -> None:
        self.flow = flow
        self.id = flow.id
        self.within = within
        self.subflows = subflows
        self.dialect: Dialect = dialect_named(flow.dialect)
        self.types = {variable.name: str(variable.type) for variable in flow.variables}
        self.names = frozenset(self.types)
        self.spots: dict[BlockId, Spot] = {}
        self.first: dict[NodeId, Spot | None] = {}
        self.events: dict[str, Spot] = {}
        self.quotes_transcript: bool = any(
            block.quotes_transcript for node in flow.nodes for block in node.blocks
        ) or any(other.quotes_transcript for other in subflows.values())
        self.has_reply_events = False
        self._titles: dict[str, NodeId] | None = None
        self._texts: dict[str, Template] = {}
        self._rich: dict[str, RichTemplate] = {}
        self._scripts: dict[str, Script] = {}
        self._statements: dict[str, Script] = {}
        self._place_blocks()
        self._connect()

    def defaults(self) -> dict[str, Value]:
        """Return the variables as a new conversation finds them."""
        return {variable.name: variable.default for variable in self.flow.variables if variable.default is not None}

    def start(self) -> Spot | None:
        """Return where a conversation begins."""
        if "start" in self.events:
            return self.events["start"]
        return next((spot for spot in self.first.values() if spot), None)

    def find(self, place: Place) -> Spot | None:
        """Return the spot of a place in this flow; None where there is none."""
        if place.block is not None:
            return self.spots.get(place.block)
        return self.first.get(place.node) if place.node is not None else None

    def holds(self, place: Place) -> bool:
        """Return whether the place exists in this flow."""
        if place.block is not None:
            return place.block in self.spots
        return place.node in self.first

    def node_named(self, name: str) -> NodeId | None:
        """Return the node with the id or, failing that, the title `name`."""
        if name in self.first:
            return NodeId(name)
        if self._titles is None:
            self._titles = {node.title: node.id for node in reversed(self.flow.nodes) if node.title}
        return self._titles.get(name)

    def title_of(self, node: NodeId) -> str:
        """Return a node's title; "" where it has none."""
        return next((one.title for one in self.flow.nodes if one.id == node), "")

    def template(self, source: str) -> Template:
        """Return `source` as a parsed text."""
        found = self._texts.get(source)
        if found is None:
            found = self._texts[source] = self.dialect.template(source, self.names)
        return found

    def rich(self, source: str) -> RichTemplate:
        """Return `source` as parsed Markdown."""
        found = self._rich.get(source)
        if found is None:
            found = self._rich[source] = self.dialect.rich(source, self.names)
        return found

    def script(self, source: str) -> Script:
        """Return `source` as parsed code that computes a value."""
        found = self._scripts.get(source)
        if found is None:
            found = self._scripts[source] = self.dialect.script(source, self.names)
        return found

    def statements(self, source: str) -> Script:
        """Return `source` as parsed statements."""
        found = self._statements.get(source)
        if found is None:
            found = self._statements[source] = self.dialect.statements(source, self.names)
        return found

    def _place_blocks(self) -> None:
        for node in self.flow.nodes:
            spots = [Spot(block, node.id, self.within) for block in node.blocks]
            for spot, following in pairwise(spots):
                spot.following = following
            self.spots.update((spot.id, spot) for spot in spots)
            self.first[node.id] = spots[0] if spots else None
        for event in self.flow.events:
            spot = Spot(event, NodeId(""), self.within)
            self.spots[event.id] = spot
            self.events.setdefault(cast(EventBlock, event).trigger, spot)
        self.has_reply_events = "reply" in self.events or "invalid" in self.events

    def _connect(self) -> None:
        for edge in self.flow.edges:
            source = self.spots.get(edge.source.block)
            if source is None:
                continue
            target = self.find(Place(node=edge.to.node, block=edge.to.block)) if edge.to else None
            source.exits.setdefault(edge.source.handle, target)
        for spot in self.spots.values():
            spot.following = spot.exits.get(NEXT, spot.following)


def compile_flow(flow: Flow, subflows: Mapping[FlowId, Flow] | None = None, *, locale: str = "") -> Program:
    """Make `flow` playable in `locale`; `subflows` are the flows it may enter, by id.

    Subflows may enter one another: they share one table.
    """
    table: dict[FlowId, Program] = {}
    flows = link({**{other.id: other for other in (subflows or {}).values()}, flow.id: flow})
    for other in (subflows or {}).values():
        if other.id != flow.id:
            table[other.id] = Program(translate(flows[other.id], locale), table, within=other.id)
    program = table[flow.id] = Program(translate(flows[flow.id], locale), table)
    return program
