"""All routes as one ASGI application: permission, limits, errors, headers in one place."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.routing import Route as StarletteRoute
from starlette.types import Lifespan

from dialogkit.http.decoding import decode_json
from dialogkit.http.errors import problem
from dialogkit.http.routing import Request, Route, read_body
from dialogkit.http.security import API_HEADERS, add_headers, check_same_origin
from dialogkit.kit import Actor, DialogKitError, Missing, NotSignedIn, Permission, Refused, Unavailable, WrongOrigin

__all__ = ("Authenticator", "application", "endpoint")

log = logging.getLogger(__name__)

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "authorization, content-type, accept, if-match",
    "Access-Control-Max-Age": "7200",
}


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
    served: list[BaseRoute] = []
    for route in routes:
        methods = [route.method]
        served.append(StarletteRoute(route.path, endpoint(route, authenticator), methods=methods))
        if route.cross_origin:
            served.append(StarletteRoute(route.path, _preflight, methods=["OPTIONS"]))
    return Starlette(
        routes=[*served, *more],
        lifespan=lifespan,
        exception_handlers={HTTPException: _not_found, Exception: _unexpected},
    )


def endpoint(route: Route, authenticator: Authenticator) -> Callable[[StarletteRequest], Awaitable[Response]]:
    """Return the Starlette endpoint of `route`."""

    async def serve(raw: StarletteRequest) -> Response:
        try:
            response = await _handle(raw, route, authenticator)
        except WrongOrigin as error:
            return problem(error)
        except DialogKitError as error:
            response = problem(error)
        except ClientDisconnect:
            response = Response(status_code=400)
        add_headers(response, API_HEADERS)
        if route.cross_origin:
            add_headers(response, {"Access-Control-Allow-Origin": "*"})
        return response

    return serve


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


async def _preflight(raw: StarletteRequest) -> Response:
    return Response(status_code=204, headers=CORS)


async def _not_found(raw: StarletteRequest, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == 405:
        fault: DialogKitError = Refused(f"{raw.method} is not possible here.")
        response = problem(fault)
        response.status_code = 405
        return response
    return problem(Missing(f"There is nothing at {raw.url.path}."))


async def _unexpected(raw: StarletteRequest, error: Exception) -> Response:
    # The message of an unexpected error may quote what a visitor said: only its place is logged.
    log.error("unexpected %s at %s %s", type(error).__name__, raw.method, raw.url.path)
    response = problem(Unavailable("Something went wrong on our side."))
    response.status_code = 500
    return response
