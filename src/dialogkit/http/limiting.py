"""Rate limits as token buckets, kept in memory.

A bucket refills steadily; an empty one refuses with the time to wait. Callers choose the
key (an address, a conversation, an API key), so one tenant's limit never slows another.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

import msgspec

from dialogkit.kit import TooMany

__all__ = ("Limit", "Limiter", "network_of")

MAX_BUCKETS = 50_000


class Limit(msgspec.Struct, frozen=True):
    """`burst` at once, then `per_second`."""

    burst: float
    per_second: float


class Limiter:
    """Buckets of one limit, the longest unused forgotten first."""

    def __init__(self, limit: Limit, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> None:
        """Take one token; raises `TooMany` when there is none."""
        now = self._clock()
        tokens, at = self._buckets.pop(key, (self._limit.burst, now))
        tokens = min(self._limit.burst, tokens + (now - at) * self._limit.per_second)
        if tokens < 1:
            self._buckets[key] = (tokens, now)
            wait = (1 - tokens) / self._limit.per_second
            raise TooMany("Too many requests; please wait a moment.", retry_after=wait)
        self._buckets[key] = (tokens - 1, now)
        if len(self._buckets) > MAX_BUCKETS:
            self._buckets.popitem(last=False)


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
