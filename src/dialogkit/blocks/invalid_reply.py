"""A way in whenever an answer does not fit."""

from __future__ import annotations

from typing import ClassVar

from dialogkit.document import Category, Kind
from dialogkit.engine import Hearing

__all__ = ("InvalidReply",)


class InvalidReply(Hearing, frozen=True, kw_only=True, tag="invalid_reply"):
    """Begin here whenever a visitor gives an answer that does not fit, before the question refuses it.

    When the path ends or returns, the question says why and asks again.
    """

    kind: ClassVar[Kind] = Kind(Category.EVENT, "Invalid reply", "message-x")
    trigger: ClassVar[str] = "invalid"
