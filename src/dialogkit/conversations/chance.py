"""Unguessable ids and seeds of conversations.

They are drawn from the system in larger pieces: to ask it each time costs more than playing a turn.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode

__all__ = ("Chance",)

_PIECE = 4_096
_DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""In the order of their code points, so that later times sort later."""


class Chance:
    """The system's randomness, kept in stock; no byte is ever used twice."""

    def __init__(self) -> None:
        self._stock = b""
        self._used = 0

    def id(self) -> str:
        """Return 24 characters that nobody can guess."""
        return urlsafe_b64encode(self._draw(18)).decode()

    def conversation(self, milliseconds: int) -> str:
        """Return the id of a conversation that begins now: the millisecond, then 120 random bits.

        Conversations of one time lie together in the database's indexes: turns that are stored together
        change half as many pages. A sharded database spreads them by a hash of the id.
        """
        return f"{_sortable(milliseconds)}{urlsafe_b64encode(self._draw(15)).decode()}"

    def seed(self) -> int:
        """Return the seed of a conversation."""
        return int.from_bytes(self._draw(8)) >> 1

    def _draw(self, size: int) -> bytes:
        if self._used + size > len(self._stock):
            self._stock, self._used = secrets.token_bytes(_PIECE), 0
        self._used += size
        return self._stock[self._used - size : self._used]


def _sortable(number: int) -> str:
    """Return a number below 2**42 as seven characters that sort as it does."""
    return "".join(_DIGITS[number >> shift & 63] for shift in range(36, -6, -6))
