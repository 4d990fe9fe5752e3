"""What all kinds of assigned values share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import msgspec

from dialogkit.document import Fault
from dialogkit.engine import Turn
from dialogkit.kit import Value

__all__ = ("AssignedValue", "Failed", "Found")


class Failed(msgspec.Struct, frozen=True):
    """The value could not be found, and why; a dialect may have another in its place."""

    reason: str
    instead: Value = None
    has_instead: bool = False


Found: TypeAlias = Value | Failed


class AssignedValue(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="type",
):
    """One way to find a value; its tag is its name in a document."""

    @property
    def quotes_transcript(self) -> bool:
        """True where the value is the conversation so far."""
        return False

    def texts(self) -> Iterator[str]:
        """Yield the words in which names may stand."""
        return iter(())

    def scripts(self) -> Iterator[str]:
        """Yield the code in which names may stand."""
        return iter(())

    def sets(self) -> tuple[str, ...]:
        """Return the variables it sets beside the one that takes the value."""
        return ()

    def reads(self, variable: str) -> Iterator[str]:
        """Yield the variables it looks at; `variable` takes the value."""
        return iter(())

    def problems(self) -> Iterator[Fault]:
        """Yield what is wrong with it."""
        return iter(())

    def find(self, turn: Turn, variable: str) -> Found:
        """Return the value for `variable`; None unsets it."""
        raise NotImplementedError
