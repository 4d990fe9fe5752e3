"""What a variable can hold: JSON, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

__all__ = ("Scope", "Value")

if TYPE_CHECKING:
    Value: TypeAlias = bool | int | float | str | list["Value"] | dict[str, "Value"] | None
    """A JSON value. A date is its ISO 8601 text; `None` is *not set*."""
else:
    # msgspec decodes fields of this type and cannot follow a recursive alias.
    Value = Any

Scope: TypeAlias = Mapping[str, Value]
"""Variables by name, as an expression sees them."""
