"""What `check` finds: one problem, where it is, how bad, and how to mend it.

Every kind of problem is in `KINDS`, with the words the reference explains it with; finding
them is `dialogkit.document.check`.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dialogkit.document.block import Severity
from dialogkit.kit import BlockId, NodeId

__all__ = ("KINDS", "Problem", "ProblemKind", "Severity", "errors_in")


class ProblemKind(msgspec.Struct, frozen=True):
    """A kind of problem: how bad it is, and what it means for a conversation."""

    severity: Severity
    meaning: str
    lenient: bool = False
    """True where a flow of another platform may have it: its dialect copes, so it is a warning there."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong with a flow. `node`, `block` and `field` are None where it concerns none."""

    code: str
    severity: Severity
    node: NodeId | None = None
    block: BlockId | None = None
    field: str | None = None
    message: str
    fix: str = ""


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

KINDS: dict[str, ProblemKind] = {
    "no_blocks": ProblemKind(_ERROR, "The flow holds no block, so a conversation ends before it says anything."),
    "no_start": ProblemKind(_ERROR, "Nothing follows when the chat opens."),
    "duplicate_id": ProblemKind(
        _ERROR, "Two nodes, blocks or events share an id; edges and results would mix them up."
    ),
    "duplicate_variable": ProblemKind(_ERROR, "Two variables share a name; both would be the same value."),
    "duplicate_item": ProblemKind(_ERROR, "Two exits of a block share a name; only one of them could be taken."),
    "duplicate_event": ProblemKind(_WARNING, "Two events wait for the same thing; only the first is ever used."),
    "event_in_node": ProblemKind(
        _ERROR, "An event stands inside a node. Events are ways into a flow, not steps of it."
    ),
    "block_in_events": ProblemKind(
        _ERROR, "A block that is no event stands among the events, where nothing enters it."
    ),
    "edge_from_nothing": ProblemKind(_ERROR, "An edge comes from a block that is not there.", lenient=True),
    "edge_from_unknown_handle": ProblemKind(
        _ERROR, "An edge comes from an exit its block does not have.", lenient=True
    ),
    "edge_to_nothing": ProblemKind(_ERROR, "An edge leads to a node or block that is not there.", lenient=True),
    "edge_to_wrong_node": ProblemKind(
        _ERROR, "An edge names a node that does not hold the block it names.", lenient=True
    ),
    "edge_from_wrong_node": ProblemKind(_WARNING, "An edge names a node that does not hold the block it comes from."),
    "edge_twice": ProblemKind(_WARNING, "Two edges come from the same exit; only the first is taken."),
    "goes_to_nothing": ProblemKind(_ERROR, "A block leads to a node or block that is not there.", lenient=True),
    "missing_subflow": ProblemKind(_ERROR, "A block enters a flow that is not at hand.", lenient=True),
    "undeclared_variable": ProblemKind(
        _ERROR, "A block remembers or compares a variable the flow does not have.", lenient=True
    ),
    "template": ProblemKind(_ERROR, "A text cannot be read as a template.", lenient=True),
    "code": ProblemKind(_WARNING, "A piece of code cannot run: a bracket or quote in it is open, or closes nothing."),
    "undeclared_in_text": ProblemKind(_WARNING, "A text names a variable the flow does not have; nothing is shown."),
    "unclosed_name": ProblemKind(
        _WARNING, "A text opens a name with `{{` and never closes it; the brackets are shown."
    ),
    "unreachable_node": ProblemKind(_WARNING, "No path leads to a node."),
    "empty_node": ProblemKind(_WARNING, "A node that is led to holds no block, so the path ends there."),
    "unused_variable": ProblemKind(_WARNING, "Nothing sets or reads a variable."),
    "never_set": ProblemKind(_WARNING, "A variable is read, but nothing gives it a value and it has no default."),
    "endless_loop": ProblemKind(_WARNING, "Blocks lead round in a circle that never waits and has no way out."),
    "orphan_translation": ProblemKind(_WARNING, "A translation is of a block or text that is not there."),
    "orphan_position": ProblemKind(_WARNING, "The layout has a position for a node that is not there."),
}
"""What `check` can find in a flow as a whole; blocks add the codes of their own faults."""


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those that would make a conversation fail."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
