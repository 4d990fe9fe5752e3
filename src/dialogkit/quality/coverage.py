"""How much of a flow some conversations have come by: its blocks and its exits.

An exit that only falls through to the next block counts too: it is a way a visitor can go.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dialogkit.document import Flow

__all__ = ("Coverage", "measure_coverage")


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What was come by, and what was not."""

    blocks: int
    blocks_seen: int
    handles: int
    handles_seen: int
    missing: tuple[str, ...]
    """The exits nobody took, as `block.exit`."""


def measure_coverage(flow: Flow, paths: Iterable[Iterable[tuple[str, str]]], blocks: Iterable[str] = ()) -> Coverage:
    """Measure what `paths`, of (block, handle), have come by, and `blocks` besides.

    Steps within a subflow (`FLOW/BLOCK`) are not this flow's.
    """
    taken = {step for path in paths for step in path}
    seen = {block for block, _ in taken} | set(blocks)
    all_blocks = [*flow.events, *(block for node in flow.nodes for block in node.blocks)]
    handles = [(block.id, handle.name) for block in all_blocks for handle in block.handles()]
    missing = [step for step in handles if step not in taken]
    return Coverage(
        blocks=len(all_blocks),
        blocks_seen=sum(block.id in seen for block in all_blocks),
        handles=len(handles),
        handles_seen=len(handles) - len(missing),
        missing=tuple(f"{block}.{handle}" for block, handle in missing),
    )
