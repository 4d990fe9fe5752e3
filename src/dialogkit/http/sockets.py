"""WebSockets: who may open one is decided before it is accepted, and told as HTTP tells it.

A browser sends its cookies along with any page's WebSocket and asks nobody: a session is therefore good for our own
pages only. What is said over a socket is its slice's matter.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeAlias

from starlette.requests import HTTPConnection
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from dialogkit.http.errors import Unexpected, problem
from dialogkit.http.security import API_HEADERS, add_headers, foreign_origin
from dialogkit.kit import Actor, DialogKitError, NotSignedIn, Permission, Refused

__all__ = ("SocketAuthenticator", "SocketHandler", "admit_socket", "socket_route")

log = logging.getLogger(__name__)

SocketHandler: TypeAlias = Callable[[WebSocket, Actor], Awaitable[None]]


class SocketAuthenticator(Protocol):
    """Say who is calling."""

    async def actor_of(self, request: HTTPConnection) -> Actor | None:
        """Return the actor behind a key or a session cookie; None for nobody."""
        ...


def socket_route(
    path: str, *, needs: Permission, authenticator: SocketAuthenticator, handler: SocketHandler
) -> WebSocketRoute:
    """Return a route whose sockets `handler` serves; a `DialogKitError` before it accepts one is the answer."""

    async def serve(socket: WebSocket) -> None:
        try:
            await handler(socket, await admit_socket(socket, needs=needs, authenticator=authenticator))
        except DialogKitError as error:
            await _deny(socket, error)
        except WebSocketDisconnect:
            return
        except Exception as error:  # noqa: BLE001  # the boundary of sockets
            log.error("unexpected %s at a socket of %s", type(error).__name__, path)
            await _deny(socket, Unexpected())

    return WebSocketRoute(path, serve)


async def admit_socket(connection: HTTPConnection, *, needs: Permission, authenticator: SocketAuthenticator) -> Actor:
    """Return who opens a socket; raises `NotSignedIn` or `Refused`."""
    actor = await authenticator.actor_of(connection)
    if actor is None:
        raise NotSignedIn("Sign in, or send an API key.", fix="Authorization: Bearer dk_…")
    if not actor.may(needs):
        raise Refused(f"This needs the permission {needs.value}.")
    origin, host = connection.headers.get("origin", ""), connection.headers.get("host", "")
    if actor.by_cookie and (not origin or foreign_origin(origin, host)):
        raise Refused("This connection came from another site.")
    return actor


async def _deny(socket: WebSocket, error: DialogKitError) -> None:
    """Answer a socket that is not accepted yet; one that is, is closed."""
    if socket.application_state.name == "CONNECTING":
        response = problem(error)
        add_headers(response, API_HEADERS)
        await socket.send_denial_response(response)
    elif socket.application_state.name == "CONNECTED":
        await socket.close(1011)
