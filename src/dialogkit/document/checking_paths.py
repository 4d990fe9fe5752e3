"""Checks of the graph: edges that hang in the air, nodes nobody comes to, circles that never end."""

from __future__ import annotations

from collections.abc import Iterator

from dialogkit.document.checking import Found
from dialogkit.document.explaining import closest
from dialogkit.document.flow import Edge, Target
from dialogkit.document.outline import Outline
from dialogkit.kit import BlockId, NodeId

__all__ = ("path_problems",)

START = "start"
MAX_SUGGESTIONS = 50
"""How many problems get a near miss looked for: enough to help, too few to be slow."""


def path_problems(outline: Outline) -> Iterator[Found]:
    """Yield what is wrong with the ways through the flow."""
    yield from _edge_problems(outline)
    yield from _places(outline)
    yield from _start(outline)
    yield from _unreachable(outline)
    yield from _endless(outline)


def _edge_problems(outline: Outline) -> Iterator[Found]:
    seen: set[tuple[BlockId, str]] = set()
    for number, edge in enumerate(outline.flow.edges):
        yield from _source_problems(outline, edge, number)
        if edge.to is not None:
            yield from _target_problems(outline, edge, edge.to)
        exit = (edge.source.block, edge.source.handle)
        if exit in seen:
            words = f"A second edge comes from the exit `{exit[1]}` of `{exit[0]}`."
            yield Found("edge_twice", words, "Remove one of the two.", block=edge.source.block)
        seen.add(exit)


def _source_problems(outline: Outline, edge: Edge, number: int) -> Iterator[Found]:
    source = edge.source
    block = outline.blocks.get(source.block)
    if block is None:
        near = closest(source.block, list(outline.blocks)) if number < MAX_SUGGESTIONS else ""
        fix = f"Did you mean `{near}`?" if near else "Remove the edge."
        yield Found("edge_from_nothing", f"An edge comes from `{source.block}`, which is not there.", fix)
        return
    names = [handle.name for handle in block.handles()]
    if source.handle not in names:
        words = f"The block `{block.id}` has no exit `{source.handle}`."
        near = closest(source.handle, names)
        fix = f"Did you mean `{near}`?" if near else f"Its exits are: {', '.join(names[:12])}." if names else ""
        yield Found("edge_from_unknown_handle", words, fix, block=block.id)
    if source.node is not None and outline.node_of.get(block.id) != source.node:
        words = f"An edge says that `{block.id}` stands in `{source.node}`, where it is not."
        yield Found("edge_from_wrong_node", words, "Name its node, or none.", block=block.id)


def _target_problems(outline: Outline, edge: Edge, to: Target) -> Iterator[Found]:
    if to.node not in outline.nodes:
        words = f"An edge from `{edge.source.block}` leads to the node `{to.node}`, which is not there."
        near = closest(to.node, list(outline.nodes)) if len(outline.nodes) < 1_000 else ""
        yield Found(
            "edge_to_nothing",
            words,
            f"Did you mean `{near}`?" if near else "Lead it elsewhere.",
            block=edge.source.block,
        )
    elif to.block is not None and to.block not in outline.blocks:
        words = f"An edge from `{edge.source.block}` leads to the block `{to.block}`, which is not there."
        yield Found(
            "edge_to_nothing", words, "Lead it to the node alone, or to another block.", block=edge.source.block
        )
    elif to.block is not None and outline.node_of.get(to.block) != to.node:
        words = f"An edge from `{edge.source.block}` leads to `{to.block}` in `{to.node}`, which stands elsewhere."
        yield Found("edge_to_wrong_node", words, "Name the node that holds the block.", block=edge.source.block)


def _places(outline: Outline) -> Iterator[Found]:
    for block, node in outline.all_blocks():
        for place in block.places():
            if not outline.holds(place):
                words = f"The block `{block.id}` leads to `{place}`, which is not there."
                yield Found(
                    "goes_to_nothing", words, "Choose a node or block that is there.", node=node, block=block.id
                )


def _start(outline: Outline) -> Iterator[Found]:
    starts = [event for event in outline.flow.events if getattr(event, "trigger", "") == START]
    if starts and outline.node_of and not any(outline.graph[starts[0].id]):
        words = "Nothing follows when the chat opens."
        yield Found("no_start", words, "Lead the start to the first node.", block=starts[0].id)
    elif not starts and outline.flow.nodes and not outline.flow.nodes[0].blocks and outline.node_of:
        words = "The flow has no start, and its first node is empty."
        yield Found("no_start", words, "Add a start event and lead it to the first node.")


def _entries(outline: Outline) -> Iterator[BlockId]:
    yield from (event.id for event in outline.flow.events)
    if not any(getattr(event, "trigger", "") == START for event in outline.flow.events):
        # Without a start, the conversation begins with the first block there is.
        first = next((node.blocks[0].id for node in outline.flow.nodes if node.blocks), None)
        if first is not None:
            yield first


def _unreachable(outline: Outline) -> Iterator[Found]:
    reached = outline.reached_from(_entries(outline))
    led_to = {edge.to.node for edge in outline.flow.edges if edge.to is not None}
    for node in outline.flow.nodes:
        if node.blocks and not any(block.id in reached for block in node.blocks):
            words = f"No path leads to {_named(node.title, node.id)}."
            yield Found("unreachable_node", words, "Lead an edge to it, or remove it.", node=node.id)
        elif not node.blocks and node.id in led_to:
            words = f"Paths lead to {_named(node.title, node.id)}, which is empty, and end there."
            yield Found("empty_node", words, "Add a block, or remove the node.", node=node.id)


def _endless(outline: Outline) -> Iterator[Found]:
    """Yield where a path begins from which the conversation never comes to a stop."""
    trapped = outline.blocks.keys() - _stopping(outline)
    for block in outline.blocks.values():
        if block.id in trapped:
            words = f"From `{block.id}` on, the conversation goes round for ever without waiting."
            yield Found("endless_loop", words, "Ask something in the circle, or lead out of it.", block=block.id)
            trapped -= outline.reached_from([block.id])


def _stopping(outline: Outline) -> set[BlockId]:
    """Return the blocks from which some path comes to where it waits or ends."""
    before: dict[BlockId, list[BlockId]] = {}
    waiting = []
    for id, following in outline.graph.items():
        if not following or None in following or outline.blocks[id].waits:
            waiting.append(id)
        for one in following:
            if one is not None:
                before.setdefault(one, []).append(id)
    stopping = set(waiting)
    while waiting:
        for id in before.get(waiting.pop(), ()):
            if id not in stopping:
                stopping.add(id)
                waiting.append(id)
    return stopping


def _named(title: str, id: NodeId) -> str:
    return f"the node “{title}”" if title else f"the node `{id}`"
