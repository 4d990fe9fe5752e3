"""All routes as one ASGI application: permission, limits, errors, headers in one place."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.routing import Route as StarletteRoute
from starlette.types import ASGIApp, Lifespan, Message, Receive, Scope, Send

from dialogkit.http.cross_origin import open_to_origin, preflight
from dialogkit.http.decoding import decode_json
from dialogkit.http.errors import NoSuchMethod, Unexpected, Unreadable, problem
from dialogkit.http.routing import Request, Route, read_body
from dialogkit.http.security import API_HEADERS, add_headers, check_same_origin
from dialogkit.kit import Actor, DialogKitError, Missing, NotSignedIn, Permission, Refused, WrongOrigin

__all__ = ("Authenticator", "application", "endpoint")

log = logging.getLogger(__name__)


class Authenticator(Protocol):
    """Say who is calling."""

    async def actor_of(self, request: StarletteRequest) -> Actor | None:
        """Return the actor behind a key or a session cookie; None for nobody."""
        ...


def application(
    routes: Iterable[Route],
    authenticator: Authenticator,
    *,
    more: Sequence[BaseRoute] = (),
    lifespan: Lifespan[Starlette] | None = None,
) -> Starlette:
    """Return the application of `routes`; `more` are pages and files, tried after them."""
    by_path: dict[str, list[Route]] = {}
    for route in routes:
        by_path.setdefault(route.path, []).append(route)
    served = [StarletteRoute(path, _Place(these, authenticator)) for path, these in by_path.items()]
    return Starlette(
        routes=[*served, *more],
        lifespan=lifespan,
        exception_handlers={HTTPException: _refused},
        middleware=[Middleware(_Boundary)],
    )


class _Place:
    """All that can be done at one address."""

    def __init__(self, routes: Iterable[Route], authenticator: Authenticator) -> None:
        self._methods = {route.method: endpoint(route, authenticator) for route in routes}
        if "GET" in self._methods:
            self._methods["HEAD"] = self._methods["GET"]
        for route in routes:
            if route.cross_origin:
                self._methods["OPTIONS"] = preflight(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the request's method."""
        raw = StarletteRequest(scope, receive)
        serve = self._methods.get(raw.method)
        if serve is None:
            response = problem(NoSuchMethod(f"{raw.method} is not possible here."))
            response.headers["Allow"] = ", ".join(sorted(self._methods))
            add_headers(response, API_HEADERS)
        else:
            response = await serve(raw)
        await response(scope, receive, send)


def endpoint(route: Route, authenticator: Authenticator) -> Callable[[StarletteRequest], Awaitable[Response]]:
    """Return what answers a request for `route`."""

    async def serve(raw: StarletteRequest) -> Response:
        is_open = bool(route.cross_origin)
        try:
            response = await _handle(raw, route, authenticator)
        except DialogKitError as error:
            response = problem(error)
            is_open = is_open and not isinstance(error, WrongOrigin)
        except ClientDisconnect:
            response = problem(Unreadable("The request ended before its body did."))
        except Exception as error:  # noqa: BLE001  # the boundary of requests
            response = _unexpected(raw.scope, error)
        add_headers(response, API_HEADERS)
        if is_open:
            add_headers(response, open_to_origin(raw.headers.get("origin", "")))
        return response

    return serve


class _Boundary:
    """Answers for pages and files what an unexpected error leaves unanswered, and logs none of its words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        begun = False

        async def note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, note)
        except Exception as error:  # noqa: BLE001  # the boundary of requests
            response = _unexpected(scope, error)
            if not begun:
                await response(scope, receive, send)


async def _handle(raw: StarletteRequest, route: Route, authenticator: Authenticator) -> Response:
    actor = await _admit(raw, route, authenticator)
    body: object = None
    if route.takes is not None:
        body = decode_json(await read_body(raw, route.max_body), route.takes)
    return await route.handler(Request(raw, route, actor, body))


async def _admit(raw: StarletteRequest, route: Route, authenticator: Authenticator) -> Actor | None:
    """Return who calls, if that one may."""
    if route.needs in (Permission.ANYONE, Permission.VISITOR):
        return None
    actor = await authenticator.actor_of(raw)
    if actor is None:
        raise NotSignedIn("Sign in, or send an API key.", fix="Authorization: Bearer dk_…")
    if not actor.may(route.needs):
        raise Refused(f"This needs the permission {route.needs.value}.")
    if actor.by_cookie:
        check_same_origin(raw)
    return actor


async def _refused(raw: StarletteRequest, error: Exception) -> Response:
    """Answer what the router or a form refuses."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == 405:
        response = problem(NoSuchMethod(f"{raw.method} is not possible here."))
    elif status == 404:
        response = problem(Missing(f"There is nothing at {raw.url.path}."))
    else:
        response = problem(Unreadable("The request cannot be read."))
    add_headers(response, API_HEADERS)
    return response


def _unexpected(scope: Scope, error: Exception) -> Response:
    # The message of an unexpected error may quote what a visitor said: only its place is logged.
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    log.error(
        "unexpected %s at %s %s: %s", type(error).__name__, scope.get("method", "a socket"), scope["path"], places
    )
    return problem(Unexpected())
