"""What pages of other origins may call, and how a browser is told (CORS).

A route that foreign pages may call is declared with `cross_origin`: true, or a check that raises
`WrongOrigin` for pages that may not. Cookies are never sent along.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request as StarletteRequest
from starlette.responses import Response

from dialogkit.http.errors import problem
from dialogkit.http.routing import Request, Route
from dialogkit.http.security import API_HEADERS, add_headers
from dialogkit.kit import DialogKitError, WrongOrigin

__all__ = ("open_to_origin", "preflight")

_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "authorization, content-type, accept, if-match, idempotency-key",
    "Access-Control-Max-Age": "7200",
}


def open_to_origin(origin: str) -> dict[str, str]:
    """Return the headers that let the page of `origin` read an answer."""
    return {"Access-Control-Allow-Origin": origin or "*", "Vary": "Origin"}


def preflight(route: Route) -> Callable[[StarletteRequest], Awaitable[Response]]:
    """Return what answers a browser that asks whether a page may call `route`."""

    async def serve(raw: StarletteRequest) -> Response:
        request = Request(raw, route, None, None)
        try:
            if callable(route.cross_origin):
                await route.cross_origin(request)
        except WrongOrigin as error:
            response = problem(error)
            add_headers(response, {"Vary": "Origin", **API_HEADERS})
            return response
        except DialogKitError:
            pass  # what is not there says so to the request itself
        return Response(status_code=204, headers={**_PREFLIGHT, **open_to_origin(request.header("origin"))})

    return serve
