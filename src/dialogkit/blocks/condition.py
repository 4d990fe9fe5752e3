"""Branch on what is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import Block, Category, Fault, Handle, Kind, Label, Part, Severity
from dialogkit.document.limits import MAX_ITEMS
from dialogkit.engine import Leave, Outcome, Turn
from dialogkit.expressions import Condition as Test

__all__ = ("Branch", "Condition")

ELSE = "else"


class Branch(Part, frozen=True, kw_only=True):
    """A way to go when its condition holds; its id is its handle."""

    id: str
    label: Label = ""
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
            yield from branch.when.variables()

    def texts(self) -> Iterator[str]:
        """Yield the right sides."""
        for branch in self.branches:
            yield from branch.when.texts()

    def problems(self) -> Iterator[Fault]:
        """Yield branches that can never be taken because nothing is compared."""
        for branch in self.branches:
            if branch.when.is_unfinished():
                yield Fault(
                    "unfinished_condition",
                    "A branch compares nothing, so it is never taken.",
                    "Choose a variable and how to compare it.",
                    Severity.WARNING,
                    f"branches.{branch.id}",
                )

    def run(self, turn: Turn) -> Outcome:
        """Take the first branch that holds."""
        for branch in self.branches:
            if turn.test(branch.when):
                return Leave(branch.id)
        return Leave(ELSE)
