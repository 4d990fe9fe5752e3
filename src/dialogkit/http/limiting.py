"""Rate limits as token buckets, kept in memory.

A bucket refills steadily; an empty one refuses with the time to wait. Callers choose the
key (an address, a conversation, an API key), so one tenant's limit never slows another.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from functools import lru_cache

import msgspec

from dialogkit.kit import TooMany

__all__ = ("Limit", "Limiter", "network_of")

MAX_BUCKETS = 50_000


class Limit(msgspec.Struct, frozen=True):
    """`burst` at once, then `per_second`."""

    burst: float
    per_second: float


class Limiter:
    """Buckets of one limit.

    They lie in two generations. One that nobody touched for as long as it takes to fill is full, as a
    new one is: so the older generation can be forgotten whole, and memory holds only who is busy.
    """

    def __init__(self, limit: Limit, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._fills_in = limit.burst / limit.per_second
        self._newer: dict[str, tuple[float, float]] = {}
        self._older: dict[str, tuple[float, float]] = {}
        self._ages_at = clock() + self._fills_in

    def take(self, key: str) -> None:
        """Take one token; raises `TooMany` when there is none."""
        now = self._clock()
        if now >= self._ages_at or len(self._newer) >= MAX_BUCKETS:
            self._age(now)
        burst = self._limit.burst
        tokens, at = self._newer.get(key) or self._older.get(key) or (burst, now)
        tokens = min(burst, tokens + (now - at) * self._limit.per_second)
        if tokens < 1:
            self._newer[key] = (tokens, now)
            wait = (1 - tokens) / self._limit.per_second
            raise TooMany("Too many requests; please wait a moment.", retry_after=wait)
        self._newer[key] = (tokens - 1, now)

    def _age(self, now: float) -> None:
        self._older = self._newer if now < self._ages_at + self._fills_in else {}
        self._newer = {}
        self._ages_at = now + self._fills_in


@lru_cache(maxsize=10_000)
def network_of(address: str) -> str:
    """Return what is limited together: an IPv4 address, or an IPv6 /64; "" for this machine itself."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if ip.is_loopback:
        return ""
    if ip.version == 6:
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return address
