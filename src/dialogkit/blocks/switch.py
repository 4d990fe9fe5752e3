"""Go one of many ways by one value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import Block, Category, Fault, Handle, Kind, Label, Part, Severity, Words
from dialogkit.document.limits import MAX_ITEMS
from dialogkit.engine import Leave, Outcome, Turn
from dialogkit.expressions import Operator

__all__ = ("Case", "Switch")

ELSE = "else"


class Case(Part, frozen=True, kw_only=True):
    """A way to go when the value is this one. Its id is a handle."""

    id: str
    label: Label = ""
    value: Words = ""


class Switch(Block, frozen=True, kw_only=True, tag="switch"):
    """Compare one value with many, and go the way of the first that is equal."""

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Switch", "route")

    value: Words = ""
    """What is looked at, as in `{{ plan }}`."""
    cases: Annotated[tuple[Case, ...], Meta(max_length=MAX_ITEMS)] = ()

    def handles(self) -> tuple[Handle, ...]:
        """Return a handle for each case, and the one for none of them."""
        return (*(Handle(case.id, case.label or case.value) for case in self.cases), Handle(ELSE, "Otherwise"))

    def texts(self) -> Iterator[str]:
        """Yield the value and what it is compared with."""
        yield self.value
        yield from (case.value for case in self.cases)

    def problems(self) -> Iterator[Fault]:
        """Yield a switch that always goes one way."""
        if not self.value.strip():
            yield Fault("no_value", "The switch looks at nothing.", "Name a variable.", Severity.WARNING, "value")
        if not self.cases:
            yield Fault("no_cases", "The switch has no cases.", "Add a case.", Severity.WARNING, "cases")
        seen: set[str] = set()
        for case in self.cases:
            if case.value in seen:
                yield Fault(
                    "repeated_case",
                    f"The value {case.value!r} stands in two cases; the second is never taken.",
                    "Remove one of them.",
                    Severity.WARNING,
                    f"cases.{case.id}",
                )
            seen.add(case.value)

    def run(self, turn: Turn) -> Outcome:
        """Take the first case that is equal."""
        dialect, value = turn.program.dialect, turn.value(self.value)
        for case in self.cases:
            if dialect.compare(Operator.IS, value, turn.value(case.value)):
                return Leave(case.id)
        return Leave(ELSE)
