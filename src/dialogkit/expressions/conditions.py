"""Conditions as data: comparisons joined by *and* or *or*.

How two values compare is the dialect's business; here is only the shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

__all__ = ("UNARY", "Comparison", "Condition", "Operator")


class Operator(StrEnum):
    """How two values are compared."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    NOT_CONTAINS = "not_contains"
    GREATER = "greater"
    AT_LEAST = "at_least"
    LESS = "less"
    AT_MOST = "at_most"
    IS_SET = "is_set"
    IS_EMPTY = "is_empty"
    STARTS_WITH = "starts_with"
    ENDS_WITH = "ends_with"
    MATCHES = "matches"
    NOT_MATCHES = "not_matches"


UNARY = frozenset({Operator.IS_SET, Operator.IS_EMPTY})
"""Operators that look at one value only."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One comparison of a variable with a text that may name others.

    Without a variable or an operator it is unfinished, and false.
    """

    variable: Annotated[str, Meta(extra_json_schema={"format": "variable"})] = ""
    operator: Operator | None = None
    value: str = ""


class Condition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Comparisons of which all, or any, must hold. Groups nest one level deep.

    A condition that holds nothing is false.
    """

    join: Literal["and", "or"] = "and"
    comparisons: tuple[Comparison, ...] = ()
    groups: tuple[Condition, ...] = ()

    def variables(self) -> Iterator[str]:
        """Yield the names of the variables that are compared."""
        yield from (comparison.variable for comparison in self.comparisons if comparison.variable)
        for group in self.groups:
            yield from group.variables()

    def texts(self) -> Iterator[str]:
        """Yield the right sides, in which names may stand."""
        yield from (comparison.value for comparison in self.comparisons if comparison.value)
        for group in self.groups:
            yield from group.texts()

    def is_unfinished(self) -> bool:
        """Return whether it can never hold, because nothing is compared or a comparison lacks a part."""
        lacking = [not comparison.variable or comparison.operator is None for comparison in self.comparisons]
        lacking += [group.is_unfinished() for group in self.groups]
        return not lacking or (any(lacking) if self.join == "and" else all(lacking))
