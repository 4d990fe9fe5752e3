"""Unguessable ids and seeds of conversations.

They are drawn from the system in larger pieces: to ask it each time costs more than playing a turn.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode

__all__ = ("Chance",)

_PIECE = 4_096


class Chance:
    """The system's randomness, kept in stock; no byte is ever used twice."""

    def __init__(self) -> None:
        self._stock = b""
        self._used = 0

    def id(self) -> str:
        """Return 24 characters for an id or turn id that nobody can guess."""
        return urlsafe_b64encode(self._draw(18)).decode()

    def seed(self) -> int:
        """Return the seed of a conversation."""
        return int.from_bytes(self._draw(8)) >> 1

    def _draw(self, size: int) -> bytes:
        if self._used + size > len(self._stock):
            self._stock, self._used = secrets.token_bytes(_PIECE), 0
        self._used += size
        return self._stock[self._used - size : self._used]
