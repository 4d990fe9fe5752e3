"""What a turn has done so far, against what it may: how far it may go, and when it has to rest.

Blocks are counted where they are entered. Long values are counted where they are read and
written, because one block that works through a long text takes as long as hundreds that do not.
"""

from __future__ import annotations

from dialogkit.engine.budgets import Budgets
from dialogkit.engine.interruptions import Breach, Rest
from dialogkit.engine.program import Spot
from dialogkit.engine.values import members_of
from dialogkit.kit import Value

__all__ = ("COMPARING", "MUCH", "Effort")

MUCH = 1_000
"""Characters that take about as long as entering a block; what is shorter is not counted."""
COMPARING = 3
"""How often comparing reads a value: as it is, as a number, without regard to case."""
_MEMBER = 500
"""Characters that take about as long as a value in a list or an object."""


class Effort:
    """What one advance has done and may still do."""

    __slots__ = ("_stretch", "_work_before", "_worked_in", "budgets", "rests_after", "steps", "work")

    def __init__(self, budgets: Budgets, stretch: int) -> None:
        self.budgets = budgets
        self.steps = 0
        self.work = 0
        self._stretch = stretch
        self._worked_in = self._work_before = 0
        self.rests_after = stretch if 0 < stretch < budgets.steps else budgets.steps
        """The number of steps after which `stop_before` has to be asked."""

    def begin_stretch(self) -> None:
        """Go on for another stretch: so many blocks at most, or fewer that have more to do."""
        self.rests_after = min(self.steps + self._stretch, self.budgets.steps)

    def stop_before(self, spot: Spot) -> None:
        """End the turn whose blocks are used up, or have it rest at the end of a stretch."""
        budget = self.budgets.steps
        if self.steps > budget:
            why = f"The flow went through {budget} blocks without stopping; perhaps a loop that never waits."
            raise Breach("too_many_steps", why)
        if self._stretch:
            self.steps -= 1
            raise Rest(spot)
        self.rests_after = budget

    def spend(self, characters: int) -> None:
        """Count so many characters, which are many."""
        if self._worked_in != self.steps:
            self._worked_in, self._work_before = self.steps, self.work
        self.work += characters
        self.rests_after -= characters // MUCH
        if self.work - self._work_before > self.budgets.block_work:
            raise Breach("too_much_work", f"A block works on more than {self.budgets.block_work:,} characters.")
        if self.work > self.budgets.work:
            raise Breach("too_much_work", f"A turn works on more than {self.budgets.work:,} characters.")

    def count(self, value: Value, times: int = 1) -> None:
        """Count the reading or writing of a value, where it is long."""
        if isinstance(value, str):
            size = len(value)
        elif isinstance(value, (list, dict)):
            size = members_of(value) * _MEMBER
        else:
            return
        if size > MUCH:
            self.spend(size * times)
