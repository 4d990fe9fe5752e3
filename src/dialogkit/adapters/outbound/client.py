"""Make HTTP requests for authors: bounded in time and size, and only where the guard lets them.

Each hop has a connection of its own, closed afterwards; proxies and other settings of the
environment are ignored. Nothing is opened or loaded before the first request.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from dialogkit.adapters.outbound.guard import Guard, Refusal
from dialogkit.adapters.outbound.request import REDIRECTS, make_request, redirected
from dialogkit.adapters.outbound.urls import read_url
from dialogkit.kit import Fetched

if TYPE_CHECKING:
    from dialogkit.adapters.outbound.exchange import Exchange
    from dialogkit.adapters.outbound.wire import Resolve

__all__ = ("GuardedFetcher",)

_MAX_REDIRECTS: Final = 3


class GuardedFetcher:
    """Fetch what authors ask for, unless the guard refuses it.

    `allow` is the operator's list of hosts and networks that are not public and may be reached all
    the same; `resolve` and `tls` replace the system's resolver and its certificates.
    """

    def __init__(
        self,
        *,
        allow: Iterable[str] = (),
        resolve: Resolve | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._guard = Guard(allow)
        self._resolve = resolve
        self._tls = tls
        self._exchange: Exchange | None = None

    async def fetch(  # noqa: PLR0913 - the port's own signature
        self,
        method: str,
        url: str,
        *,
        headers: Sequence[tuple[str, str]] = (),
        body: bytes | None = None,
        timeout: float = 10.0,
        max_bytes: int = 1_000_000,
    ) -> Fetched:
        """Perform one request and the redirects it leads to.

        What became of a request that may have reached the other side is `unknown`, unless it was
        one that only reads.
        """
        try:
            request = make_request(method, read_url(url), headers, body)
        except Refusal as refusal:
            return _failed("refused", str(refusal))
        deadline = asyncio.get_running_loop().time() + timeout
        exchange = self._ready_exchange()
        acted = False
        for _ in range(_MAX_REDIRECTS + 1):
            fetched = await exchange.make(request, deadline, max_bytes)
            if fetched.error in ("timeout", "unreachable") and acted:
                return _failed("unknown", f"after a redirect: {fetched.message}")
            location = fetched.headers.get("location", "")
            if fetched.error or fetched.status not in REDIRECTS or not location:
                return fetched
            acted = acted or not request.is_safe
            try:
                request = redirected(request, fetched.status, location)
            except Refusal as refusal:
                return _failed("refused", f"redirect refused: {refusal}")
        return _failed("refused", f"more than {_MAX_REDIRECTS} redirects")

    def _ready_exchange(self) -> Exchange:
        if self._exchange is None:
            # The HTTP engine is a third of what starting up would load.
            from dialogkit.adapters.outbound.exchange import Exchange

            self._exchange = Exchange(self._guard, self._resolve, self._tls)
        return self._exchange


def _failed(error: str, message: str) -> Fetched:
    return Fetched(0, {}, b"", error, message)
