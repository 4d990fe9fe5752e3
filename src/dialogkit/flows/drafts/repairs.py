"""What reading a draft had to mend: one repair, where it is, and which of them keep a flow from being published.

Nothing is changed in the draft itself: what is left out of the flow is still there, and comes back with an edit.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dialogkit.document import Flow, Problem, Severity
from dialogkit.kit import BlockId, NodeId

__all__ = ("KINDS", "Reading", "Repair", "as_problems")

KINDS: dict[str, tuple[Severity, str]] = {
    "no_node": (Severity.WARNING, "A block's node is gone; the block stands in a node of its own."),
    "start_twice": (Severity.WARNING, "There are several start events; all but the first are left out."),
    "no_start": (Severity.WARNING, "There was no start event; one was added."),
    "edge_from_nothing": (Severity.WARNING, "The block an edge came from is gone; the edge is left out."),
    "edge_to_node": (Severity.WARNING, "The block an edge led to is gone; the edge leads to its node."),
    "edge_to_nothing": (Severity.WARNING, "The node an edge led to is gone; the edge is left out."),
    "unfit_field": (Severity.ERROR, "A value does not fit its field, or is half written; it is left out."),
    "unreadable_block": (Severity.ERROR, "A block cannot be read; a placeholder keeps what it held."),
}
"""Code -> how bad it is, and what it means. An error keeps the flow from being published."""


class Repair(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was mended in reading, and where."""

    code: str
    node: NodeId | None = None
    block: BlockId | None = None
    handle: str | None = None
    field: str | None = None
    message: str = ""
    fix: str = ""


class Reading(msgspec.Struct, frozen=True):
    """The flow that a draft is, and what had to be mended to read it."""

    flow: Flow
    repairs: tuple[Repair, ...] = ()


def as_problems(repairs: Iterable[Repair]) -> tuple[Problem, ...]:
    """Return those repairs that keep a flow from being published, as problems of it."""
    return tuple(
        Problem(
            code=repair.code,
            severity=Severity.ERROR,
            node=repair.node,
            block=repair.block,
            field=repair.field,
            message=repair.message,
            fix=repair.fix,
        )
        for repair in repairs
        if KINDS[repair.code][0] is Severity.ERROR
    )
