"""Moments as keys: whole microseconds since 1970, which every database orders as time does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

__all__ = ("from_key", "to_key")

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)


def to_key(moment: datetime) -> int:
    """Return the key of an aware `moment`."""
    return (moment - _EPOCH) // _TICK


def from_key(key: int) -> datetime:
    """Return the moment, in UTC, that `key` stands for."""
    return _EPOCH + key * _TICK
