"""What becomes of one foreign block: fields for a block of ours, and its exits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import msgspec

from dialogkit.document import NEXT
from dialogkit.interop.typebot.raw import Raw
from dialogkit.interop.typebot.source import Source

__all__ = ("Draft", "Exit", "Translate", "without_empty")


class Exit(msgspec.Struct, frozen=True):
    """An exit of a block: its handle, the foreign edge it follows, and what happens without one.

    `fall` goes on with the next block, `main` follows the block's own edge, `stop` ends the path.
    """

    handle: str
    edge: str = ""
    missing: Literal["fall", "main", "stop"] = "fall"


class Draft(msgspec.Struct, frozen=True):
    """A block in the making."""

    type: str
    fields: dict[str, Any] = {}
    exits: tuple[Exit, ...] = ()
    main: str = NEXT
    """The handle that the block's own edge leaves by."""
    follows_edge: bool = True
    """False where Typebot ignores the block's own edge unless it is the last of its group."""


Translate: TypeAlias = Callable[[Raw, Source], Draft]


def without_empty(**fields: Any) -> dict[str, Any]:
    """Return the fields that hold something; what is left out keeps its default."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], ())}
