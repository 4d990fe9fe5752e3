"""Values that come out of lists, and lists that grow and shrink."""

from __future__ import annotations

from collections.abc import Iterator

from dialogkit.blocks.assigned.value import AssignedValue, Found
from dialogkit.document import Fault, Reference, Severity, Words
from dialogkit.engine import Turn
from dialogkit.kit import Value

__all__ = ("Append", "MapItem", "Pop", "Shift")


class Append(AssignedValue, frozen=True, kw_only=True, tag="append"):
    """The variable's list with one element more; a single value becomes the first of the list."""

    text: Words = ""
    """The new element; a name alone gives the variable's own value."""
    spread: bool = True
    """True appends each element of a list; False appends a list as its text."""

    def texts(self) -> Iterator[str]:
        """Yield the new element."""
        yield self.text

    def reads(self, variable: str) -> Iterator[str]:
        """Yield the list."""
        yield variable

    def find(self, turn: Turn, variable: str) -> Found:
        """Return the longer list."""
        present, value = _elements(turn.get(variable)), turn.value(self.text)
        if isinstance(value, list):
            return [*present, *value] if self.spread else [*present, turn.program.dialect.text(value)]
        return [*present, None if value == "" else value]


class _Taken(AssignedValue, frozen=True, kw_only=True):
    """An element that leaves the variable's list."""

    into: Reference = ""
    """The variable that takes the element."""

    def sets(self) -> tuple[str, ...]:
        """Return the variable that takes the element."""
        return (self.into,) if self.into else ()

    def reads(self, variable: str) -> Iterator[str]:
        """Yield the list."""
        yield variable


class Pop(_Taken, frozen=True, kw_only=True, tag="pop"):
    """The variable's list without its last element."""

    def find(self, turn: Turn, variable: str) -> Found:
        """Return the shorter list, and keep its last element."""
        return _without(turn, variable, self.into, -1)


class Shift(_Taken, frozen=True, kw_only=True, tag="shift"):
    """The variable's list without its first element."""

    def find(self, turn: Turn, variable: str) -> Found:
        """Return the shorter list, and keep its first element."""
        return _without(turn, variable, self.into, 0)


class MapItem(AssignedValue, frozen=True, kw_only=True, tag="map_item"):
    """The element of one list that stands where another list holds a certain value."""

    item: Words = ""
    """The value to look for, as in `{{ choice }}`."""
    base: Reference = ""
    """The list it is looked for in."""
    target: Reference = ""
    """The list the result is taken from."""

    def texts(self) -> Iterator[str]:
        """Yield the value to look for."""
        yield self.item

    def reads(self, variable: str) -> Iterator[str]:
        """Yield the two lists."""
        yield from (name for name in (self.base, self.target) if name)

    def problems(self) -> Iterator[Fault]:
        """Yield a list that is not chosen."""
        if not (self.base and self.target):
            yield Fault("no_list", "Two lists are needed.", "Choose both.", Severity.WARNING, "value.base")

    def find(self, turn: Turn, variable: str) -> Found:
        """Return the element; nothing where the value is not found."""
        item, target = turn.value(self.item), _elements(turn.get(self.target))
        for index, element in enumerate(_elements(turn.get(self.base))):
            if element == item and index < len(target):
                return target[index]
        return None


def _elements(value: Value) -> list[Value]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _without(turn: Turn, variable: str, into: str, index: int) -> Value:
    present = turn.get(variable)
    elements = _elements(present)
    taken = elements.pop(index) if elements else None
    turn.save(into, taken)
    return None if present is None else elements
