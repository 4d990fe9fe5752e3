"""Branch on what is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from dialogkit.document import Block, Category, Handle, Kind
from dialogkit.document.limits import MAX_ITEMS, MAX_NAME
from dialogkit.engine import Leave, Outcome, Turn
from dialogkit.expressions import Condition as Test

__all__ = ("Branch", "Condition")

ELSE = "else"


class Branch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A way to go when its condition holds; its id is its handle."""

    id: str
    label: Annotated[str, Meta(max_length=MAX_NAME)] = ""
    when: Test = Test()


class Condition(Block, frozen=True, kw_only=True, tag="condition"):
    """Go the way of the first branch whose condition holds, else the last way."""

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Branch", "arrows-split-2")

    branches: Annotated[tuple[Branch, ...], Meta(max_length=MAX_ITEMS)] = ()

    def handles(self) -> tuple[Handle, ...]:
        """Return a handle for each branch, and the one for none of them."""
        return (*(Handle(branch.id, branch.label) for branch in self.branches), Handle(ELSE, "Otherwise"))

    def reads(self) -> Iterator[str]:
        """Yield the variables that are compared."""
        for branch in self.branches:
            yield from _variables(branch.when)

    def texts(self) -> Iterator[str]:
        """Yield the right sides."""
        for branch in self.branches:
            yield from _values(branch.when)

    def run(self, turn: Turn) -> Outcome:
        """Take the first branch that holds."""
        for branch in self.branches:
            if turn.test(branch.when):
                return Leave(branch.id)
        return Leave(ELSE)


def _variables(test: Test) -> Iterator[str]:
    yield from (comparison.variable for comparison in test.comparisons if comparison.variable)
    for group in test.groups:
        yield from _variables(group)


def _values(test: Test) -> Iterator[str]:
    yield from (comparison.value for comparison in test.comparisons)
    for group in test.groups:
        yield from _values(group)
