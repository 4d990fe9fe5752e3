"""One request over one connection, opened to a checked address and closed afterwards.

It is loaded with the first request: the HTTP engine is not needed to start up.
"""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterable, Sequence
from typing import Final

import httpcore2

from dialogkit.adapters.outbound.guard import Guard, Refusal
from dialogkit.adapters.outbound.request import REDIRECTS, Request
from dialogkit.adapters.outbound.wire import HeadersTooLarge, PinnedBackend, Resolve, system_resolve
from dialogkit.kit import Fetched

__all__ = ("Exchange",)

_MESSAGE_LENGTH: Final = 200
# What packing may add to a small body that cannot be packed.
_PACKING: Final = 1024


class _TooLarge(Exception):
    """The body passes the limit."""


class _Unreadable(Exception):
    """The body is not what its headers say."""


class Exchange:
    """Make single requests; redirects are the caller's."""

    def __init__(self, guard: Guard, resolve: Resolve | None, tls: ssl.SSLContext | None) -> None:
        self._guard = guard
        self._resolve = resolve or system_resolve
        self._tls = tls

    async def make(self, request: Request, deadline: float, max_bytes: int) -> Fetched:
        """Make one request; whatever the network does is in the answer."""
        backend = PinnedBackend(self._guard, self._resolve)
        try:
            async with asyncio.timeout_at(deadline):
                return await self._over(backend, request, max_bytes)
        except Refusal as refusal:
            return _failed("refused", str(refusal))
        except (TimeoutError, httpcore2.TimeoutException):
            return _lost(request, backend, "timeout", "no complete answer in time")
        except (_TooLarge, HeadersTooLarge):
            return _failed("too_large", "the answer is too large")
        except (httpcore2.NetworkError, httpcore2.ProtocolError, _Unreadable, OSError) as error:
            return _lost(request, backend, "unreachable", str(error) or type(error).__name__)

    async def _over(self, backend: PinnedBackend, request: Request, max_bytes: int) -> Fetched:
        target = request.target
        url = httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        connection = httpcore2.AsyncHTTPConnection(
            origin=url.origin,
            ssl_context=self._certificates() if target.scheme == "https" else None,
            network_backend=backend,
        )
        try:
            response = await connection.handle_async_request(
                httpcore2.Request(request.method, url, headers=request.wire_headers(), content=request.body)
            )
            backend.in_head = False
            headers = _readable(response.headers)
            if response.status in REDIRECTS and "location" in headers:
                return Fetched(response.status, headers, b"")
            body = await _body(response.stream, headers.get("content-encoding", ""), max_bytes)
            headers.pop("content-encoding", None)
            return Fetched(response.status, headers, body)
        finally:
            await connection.aclose()

    def _certificates(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = httpcore2.default_ssl_context()
        return self._tls


def _failed(error: str, message: str) -> Fetched:
    return Fetched(0, {}, b"", error, message[:_MESSAGE_LENGTH])


def _lost(request: Request, backend: PinnedBackend, error: str, message: str) -> Fetched:
    return _failed("unknown" if backend.sent and not request.is_safe else error, message)


def _readable(headers: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by lower-case name; repeated ones are joined."""
    readable: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name = raw_name.decode("latin-1").lower()
        value = raw_value.decode("utf-8", "replace")
        readable[name] = f"{readable[name]}, {value}" if name in readable else value
    return readable


async def _body(parts: object, encoding: str, max_bytes: int) -> bytes:
    assert isinstance(parts, AsyncIterable)  # noqa: S101 - the engine's type says less than it gives
    unpack = _unpacker(encoding.strip().lower())
    body = bytearray()
    received = 0
    async for part in parts:
        received += len(part)
        # One byte more than allowed is enough to know; a bomb is never unpacked whole.
        body += _unpacked(unpack, part, max_bytes + 1 - len(body)) if unpack else part
        if len(body) > max_bytes or received > max_bytes + _PACKING:
            raise _TooLarge
    return bytes(body)


def _unpacker(encoding: str) -> zlib._Decompress | None:
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(zlib.MAX_WBITS | 32)
    raise _Unreadable(f"the answer is packed in a way that was not asked for: {encoding}")


def _unpacked(unpack: zlib._Decompress, part: bytes, limit: int) -> bytes:
    try:
        return unpack.decompress(part, limit)
    except zlib.error as error:
        raise _Unreadable("the answer cannot be unpacked") from error
