"""Values that an author writes: words, code, nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dialogkit.blocks.assigned.value import AssignedValue, Failed, Found
from dialogkit.document import Code, Fault, Severity, Words
from dialogkit.engine import Turn

__all__ = ("Empty", "FromCode", "FromText")


class FromText(AssignedValue, frozen=True, kw_only=True, tag="text"):
    """Words with names filled in; a name alone gives the variable's own value."""

    text: Words = ""

    def texts(self) -> Iterator[str]:
        """Yield the words."""
        yield self.text

    def find(self, turn: Turn, variable: str) -> Found:
        """Return the words."""
        return turn.value(self.text)


class FromCode(AssignedValue, frozen=True, kw_only=True, tag="code"):
    """What JavaScript computes, in which `{{ name }}` is a value."""

    code: Code = ""

    def scripts(self) -> Iterator[str]:
        """Yield the code."""
        yield self.code

    def problems(self) -> Iterator[Fault]:
        """Yield code that is not there."""
        if not self.code.strip():
            yield Fault("no_code", "There is no code.", "Write some.", Severity.WARNING, "value.code")

    def find(self, turn: Turn, variable: str) -> Found:
        """Return what the code returns."""
        if not self.code.strip():
            return None
        result = turn.compute(self.code)
        if result.error:
            return Failed(result.message or result.error)
        return Failed(result.message, result.value, has_instead=True) if result.message else result.value


class Empty(AssignedValue, frozen=True, kw_only=True, tag="empty"):
    """Nothing: the variable is unset."""

    def find(self, turn: Turn, variable: str) -> Found:
        """Return nothing."""
        return None
