"""A thin typed router: decode, check the permission, call, encode; OpenAPI from the same types.

A slice declares its routes on a `Routes`; `dialogkit.http.application` serves them all.
Every route names its permission: there is no default.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import msgspec
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response

from dialogkit.http.security import foreign_origin
from dialogkit.kit import Actor, InvalidRequest, NotSignedIn, Permission, TooLarge

__all__ = ("JSON", "Handler", "OriginCheck", "Request", "Route", "Routes", "json_response", "read_body")

MAX_BODY = 1_000_000
"""Bytes of a body unless the route says otherwise."""

JSON = "application/json"

_NUMBER = re.compile(r"[0-9]{1,15}")

Handler: TypeAlias = Callable[["Request"], Awaitable[Response]]
OriginCheck: TypeAlias = Callable[["Request"], Awaitable[None]]


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One operation: where, who may, what goes in and out."""

    method: str
    path: str
    needs: Permission
    handler: Handler
    takes: type[Any] | None = None
    """The type of the JSON body; None takes none, or raw bytes."""
    gives: type[Any] | None = None
    """The type of the answer's JSON; None is no JSON."""
    status: int = 200
    max_body: int = MAX_BODY
    cross_origin: bool | OriginCheck = False
    """What foreign pages may call, the chat API: true, or a check that raises `WrongOrigin` for some of them."""
    raw_body: str = ""
    """The media type of a body that the handler reads itself."""
    media_type: str = JSON
    query: tuple[str, ...] = ()
    in_openapi: bool = True

    @property
    def name(self) -> str:
        """The operation's id."""
        return self.handler.__name__


class Request:
    """A decoded request: the actor, the path's parts, the query and the typed body."""

    __slots__ = ("body", "raw", "route", "signed_in")

    def __init__(self, raw: StarletteRequest, route: Route, signed_in: Actor | None, body: Any) -> None:
        self.raw = raw
        self.route = route
        self.signed_in = signed_in
        self.body = body

    @property
    def actor(self) -> Actor:
        """The signed-in caller; the route's permission was checked before."""
        if self.signed_in is None:
            raise NotSignedIn("Nobody is signed in.")
        return self.signed_in

    @property
    def client(self) -> tuple[str, int] | None:
        """The address of the caller, a declared proxy seen through."""
        client: tuple[str, int] | None = self.raw.scope.get("client")
        return client

    def path(self, name: str) -> str:
        """Return a part of the path."""
        return str(self.raw.path_params[name])

    def query(self, name: str, default: str = "") -> str:
        """Return a query parameter."""
        return self.raw.query_params.get(name, default)

    def header(self, name: str) -> str:
        """Return a header, "" where it is absent."""
        return self.raw.headers.get(name, "")

    @property
    def origin(self) -> str:
        """The origin of another site's page that calls; "" for pages of our own and for what is no page."""
        return foreign_origin(self.header("origin"), self.header("host"))

    def number(self, name: str, default: int, *, most: int) -> int:
        """Return a query parameter that is a whole number from 1 to `most`."""
        text = self.query(name)
        if not text:
            return default
        if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= most:
            raise InvalidRequest(f"The query parameter {name!r} is a number from 1 to {most}.")
        return int(text)


class Routes:
    """The operations of one slice, in the order they were declared."""

    def __init__(self) -> None:
        self.all: list[Route] = []

    def get(self, path: str, *, needs: Permission, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a GET."""
        return self._declare("GET", path, needs, options)

    def post(self, path: str, *, needs: Permission, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a POST."""
        return self._declare("POST", path, needs, options)

    def put(self, path: str, *, needs: Permission, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a PUT."""
        return self._declare("PUT", path, needs, options)

    def patch(self, path: str, *, needs: Permission, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a PATCH."""
        return self._declare("PATCH", path, needs, options)

    def delete(self, path: str, *, needs: Permission, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a DELETE."""
        return self._declare("DELETE", path, needs, options)

    def _declare(
        self, method: str, path: str, needs: Permission, options: dict[str, Any]
    ) -> Callable[[Handler], Handler]:
        def add(handler: Handler) -> Handler:
            self.all.append(Route(method=method, path=path, needs=needs, handler=handler, **options))
            return handler

        return add


def json_response(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return `value` as JSON."""
    return Response(msgspec.json.encode(value), status, headers, JSON)


async def read_body(request: StarletteRequest, limit: int) -> bytes:
    """Read a body of at most `limit` bytes; raises `TooLarge` without reading more."""
    declared = request.headers.get("content-length", "")
    if _NUMBER.fullmatch(declared) and int(declared) > limit:
        raise TooLarge(f"A body here may have {limit:,} bytes; this one has {int(declared):,}.")
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise TooLarge(f"A body here may have {limit:,} bytes.")
        chunks.append(chunk)
    return b"".join(chunks)
