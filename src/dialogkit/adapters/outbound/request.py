"""What a request may say, and what it says to the next host after a redirect."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from dialogkit.adapters.outbound.guard import Refusal
from dialogkit.adapters.outbound.urls import Target, follow

__all__ = ("REDIRECTS", "Request", "make_request", "redirected")

REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
"""The statuses that lead elsewhere."""

_METHODS: Final = frozenset(("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"))
_NAME: Final = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_MAX_HEADERS: Final = 100
_MAX_HEADER_BYTES: Final = 32 * 1024
# These are the connection's own business; exported requests often carry them.
_OURS: Final = frozenset(
    (
        *(b"accept-encoding", b"connection", b"content-length", b"expect", b"host", b"keep-alive", b"te"),
        *(b"proxy-authorization", b"proxy-connection", b"trailer", b"transfer-encoding", b"upgrade"),
    )
)
# Any other header may be a credential, so it is not for a host that the author did not name.
_FOR_ANYONE: Final = frozenset((b"accept", b"accept-language", b"content-type", b"user-agent"))
_OF_BODIES: Final = frozenset((b"content-encoding", b"content-language", b"content-type"))

Header = tuple[bytes, bytes]


class Request(msgspec.Struct, frozen=True):
    """One request to one host."""

    method: str
    target: Target
    headers: tuple[Header, ...]
    body: bytes | None

    @property
    def is_safe(self) -> bool:
        """Whether making it twice does no harm."""
        return self.method in ("GET", "HEAD", "OPTIONS")

    def wire_headers(self) -> list[Header]:
        """Return the headers as they are sent."""
        headers = [(b"Host", self.target.host_header), *self.headers]
        names = {name.lower() for name, _ in headers}
        for name, value in ((b"Accept", b"*/*"), (b"User-Agent", b"DialogKit")):
            if name.lower() not in names:
                headers.append((name, value))
        headers.append((b"Accept-Encoding", b"gzip, deflate"))
        headers.append((b"Connection", b"close"))
        if self.body is not None or self.method in ("PATCH", "POST", "PUT"):
            headers.append((b"Content-Length", str(len(self.body or b"")).encode()))
        return headers


def make_request(method: str, target: Target, headers: Sequence[tuple[str, str]], body: bytes | None) -> Request:
    """Return the request, or refuse what could break out of its place in it."""
    method = method.upper()
    if method not in _METHODS:
        raise Refusal("the method is not allowed")
    kept = tuple(header for header in map(_header, headers) if header[0].lower() not in _OURS)
    if len(kept) > _MAX_HEADERS or sum(len(name) + len(value) for name, value in kept) > _MAX_HEADER_BYTES:
        raise Refusal("the request has too many headers")
    return Request(method, target, kept, body)


def _header(header: tuple[str, str]) -> Header:
    name = header[0].strip().encode("utf-8", "replace")
    value = header[1].strip(" \t").encode("utf-8", "replace")
    if not _NAME.fullmatch(name) or _FORBIDDEN.search(value):
        raise Refusal("a header holds a character that no header may hold")
    return name, value


def redirected(request: Request, status: int, location: str) -> Request:
    """Return the request that follows a redirect; another origin gets no credentials."""
    target = follow(request.target, location)
    headers = request.headers
    if target.origin != request.target.origin:
        headers = tuple(header for header in headers if header[0].lower() in _FOR_ANYONE)
    turned = status == 303 or (status in (301, 302) and request.method == "POST")
    if not turned or request.method == "HEAD":
        return Request(request.method, target, headers, request.body)
    headers = tuple(header for header in headers if header[0].lower() not in _OF_BODIES)
    return Request("GET", target, headers, None)
