"""A way in whenever a visitor answers."""

from __future__ import annotations

from typing import ClassVar

from dialogkit.document import Category, Kind
from dialogkit.engine import Hearing

__all__ = ("Reply",)


class Reply(Hearing, frozen=True, kw_only=True, tag="reply"):
    """Begin here whenever a visitor gives an answer that fits, before the question takes it.

    When the path ends or returns, the question goes on with the answer.
    """

    kind: ClassVar[Kind] = Kind(Category.EVENT, "Reply", "message-reply")
    trigger: ClassVar[str] = "reply"
