"""What a response leaves in variables: parts of it, picked by paths or by code.

Shared by the blocks that get something from outside.
"""

from __future__ import annotations

from collections.abc import Iterable

from dialogkit.document import Code, Part, Reference
from dialogkit.engine.turn import Turn
from dialogkit.expressions import follow, is_path
from dialogkit.kit import Scope, Value

__all__ = ("Saved", "save_parts")


class Saved(Part, frozen=True, kw_only=True):
    """One part of a response and the variable that takes it."""

    variable: Reference = ""
    path: Code = ""
    """`data.items[0].name`, `status`, or JavaScript over the same names; "" is the whole body."""


def save_parts(turn: Turn, saves: Iterable[Saved], roots: Scope) -> None:
    """Set the variables that `saves` names; what is not there unsets."""
    picked = [(saved.variable, _picked(turn, saved.path, roots)) for saved in saves]
    for variable, value in picked:
        turn.save(variable, value)


def _picked(turn: Turn, path: str, roots: Scope) -> Value:
    if not path.strip():
        return roots.get("data")
    return follow(path, roots) if is_path(path) else turn.evaluate(f"return ({path}\n)", roots)
