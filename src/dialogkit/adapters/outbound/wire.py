"""Connect to what the guard checked, and to nothing else.

A name is resolved once for each connection; every address it has is checked, and the connection
is made to one of those addresses. TLS and the Host header still speak of the name.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import ip_address
from typing import Any, Final, TypeAlias

import httpcore2

from dialogkit.adapters.outbound.guard import Guard, Refusal

__all__ = ("HeadersTooLarge", "PinnedBackend", "Resolve", "system_resolve")

Resolve: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
"""Return the addresses of a name."""

_MAX_ATTEMPTS: Final = 4
_MAX_HEAD: Final = 64 * 1024
_HEAD_PART: Final = 8 * 1024


class HeadersTooLarge(Exception):
    """The answer's headers do not end."""


async def system_resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class PinnedBackend(httpcore2.AsyncNetworkBackend):
    """Open the connections of one request; it remembers whether anything was sent."""

    def __init__(self, guard: Guard, resolve: Resolve) -> None:
        self._guard = guard
        self._resolve = resolve
        self._inner = httpcore2.AnyIOBackend()
        self.sent = False
        """Whether the request, or a part of it, may have reached the other side."""
        self.in_head = True
        """Whether the answer's headers are still being read."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to a checked address of `host`."""
        self._guard.check_host(host)
        addresses = self._guard.check(host, await self._addresses(host, port), port)
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses[:_MAX_ATTEMPTS]:
            try:
                return _Stream(await self._inner.connect_tcp(str(address), port, timeout), self)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            return [str(ip_address(host))]
        except ValueError:
            pass
        try:
            return await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"{host} cannot be resolved") from error

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Refuse: no address of the internet is a file."""
        raise Refusal("a socket file is not on the public internet")

    async def sleep(self, seconds: float) -> None:
        """Wait, as the engine asks between attempts."""
        await asyncio.sleep(seconds)


class _Stream(httpcore2.AsyncNetworkStream):
    """A connection that tells its backend what happens on it."""

    def __init__(self, inner: httpcore2.AsyncNetworkStream, backend: PinnedBackend) -> None:
        self._inner = inner
        self._backend = backend
        self._head_bytes = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if not self._backend.in_head:
            return await self._inner.read(max_bytes, timeout)
        part = await self._inner.read(min(max_bytes, _HEAD_PART), timeout)
        self._head_bytes += len(part)
        # A part may hold the whole head and the body's begin.
        if self._head_bytes > _MAX_HEAD + _HEAD_PART:
            raise HeadersTooLarge
        return part

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._backend.sent = True
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.AsyncNetworkStream:
        return _Stream(await self._inner.start_tls(ssl_context, server_hostname, timeout), self._backend)

    def get_extra_info(self, info: str) -> Any:  # the engine's own signature
        return self._inner.get_extra_info(info)
