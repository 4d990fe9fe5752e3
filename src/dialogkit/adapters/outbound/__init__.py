"""HTTP requests to addresses that authors chose, guarded against SSRF: the `Fetcher` port.

`urls` reads addresses strictly, `addresses` knows which are public, `guard` knows what the
operator allows besides, `wire` connects to what was checked and to nothing else, `exchange` makes
one request over it, `client` follows redirects.
"""

from __future__ import annotations

from dialogkit.adapters.outbound.client import GuardedFetcher
from dialogkit.adapters.outbound.guard import Guard, Refusal

__all__ = ("Guard", "GuardedFetcher", "Refusal")
