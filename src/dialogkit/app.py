"""The composition root: settings, adapters, slices, and the ASGI application of them all.

Only this module knows which adapters there are.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dialogkit import __version__, channels, conversations, flows, organizations
from dialogkit.adapters.clock import SystemClock
from dialogkit.adapters.outbound import GuardedFetcher
from dialogkit.adapters.performing import Performer
from dialogkit.adapters.scripts import ScriptPool
from dialogkit.flows import examples, palette
from dialogkit.http import Request, Route, Routes, application, json_response, openapi
from dialogkit.kit import Permission, Unavailable
from dialogkit.settings import Settings
from dialogkit.storage import FolderBlobs, SqliteStorage

__all__ = ("Platform",)

FINISH_SECONDS = 5
"""How long turns whose clients have gone may take to end when the server stops."""

SCHEMAS = (*organizations.SCHEMAS, *flows.SCHEMAS, *conversations.SCHEMAS)


class Platform:
    """A server's parts, put together; an ASGI application once `open` has returned."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.ready = False
        clock = SystemClock()
        self._storage = SqliteStorage(settings.data, SCHEMAS)
        self._blobs = FolderBlobs(settings.data / "uploads")
        self._scripts = ScriptPool(size=settings.script_workers)
        fetcher = GuardedFetcher(allow=settings.outbound_allow)
        self._performer = Performer(fetcher, self._scripts, clock)
        self._clock = clock

    async def open(self) -> None:
        """Open the database and begin to serve.

        Raises `Unavailable` where another process holds the data folder.
        """
        await self._storage.open()
        await self._blobs.prepare()
        self._compose()
        self.ready = True

    async def close(self) -> None:
        """Finish what was begun and let everything go."""
        self.ready = False
        await self.conversations.finish(FINISH_SECONDS)
        await self.flows.drafts.close()
        await self._scripts.close()
        await self._storage.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; turns of visitors take the short way."""
        if scope["type"] == "http" and await self._chat.handle(scope, receive, send):
            return
        await self._starlette(scope, receive, send)

    def _compose(self) -> None:
        """Make the slices, lowest first."""
        settings, clock = self.settings, self._clock
        self.organizations = organizations.OrganizationsService(organizations.CredentialStore(self._storage), clock)
        self.flows = flows.FlowsService(flows.FlowStore(self._storage), clock)
        store = conversations.TurnStore(self._storage)
        programs = conversations.Programs(self.flows)
        taking = conversations.Taking(store, self._performer, clock, secrets.token_hex(8), alone=True)
        tokens = conversations.Tokens(_secret(settings.data / "secret.key"))
        self.conversations = conversations.ConversationsService(store, programs, taking, tokens, clock)
        self._tally = taking.tally
        self._reader = conversations.ResultsReader(store, programs)
        self.timers = conversations.Timers(store, self.conversations, clock)
        self._limits = conversations.VisitorLimits(
            openings_per_minute=settings.openings_per_minute, turns_per_second=settings.turns_per_second
        )
        self._uploads = conversations.Uploads(self._blobs, self.conversations.holding, tokens, self._limits)
        self._chat = conversations.ChatEndpoint(self.conversations, self._limits)
        self._starlette = self._application()

    def _application(self) -> Starlette:
        slices = (
            organizations.routes(self.organizations, secure=self.settings.url.startswith("https://")),
            palette.routes(),
            examples.routes(),
            conversations.routes(self.conversations, self._reader, self._uploads, self.flows),
            channels.typebot.routes(self.conversations, self._limits),
            flows.routes(self.flows, self._tally),
        )
        listed: list[Route] = [route for these in slices for route in these.all]
        listed += self._own_routes(listed).all
        sockets = [flows.draft_route(self.flows, self.organizations)]
        pages = channels.web_routes(self.conversations)
        return application(listed, self.organizations, more=[*sockets, *pages])

    def _own_routes(self, listed: list[Route]) -> Routes:
        these = Routes()

        @these.get("/health/live", needs=Permission.ANYONE, in_openapi=False)
        async def live(request: Request) -> Response:
            """Say that the process answers."""
            return json_response({"status": "live"})

        @these.get("/health/ready", needs=Permission.ANYONE, in_openapi=False)
        async def ready(request: Request) -> Response:
            """Say whether requests can be served."""
            if not self.ready:
                raise Unavailable("Starting up.")
            return json_response({"status": "ready", "version": __version__})

        @these.get("/api/v1/openapi.json", needs=Permission.ANYONE, cross_origin=True, in_openapi=False)
        async def describe(request: Request) -> Response:
            """Describe the API."""
            return json_response(openapi(listed, version=__version__, public_url=self.settings.url))

        return these


def _secret(path: Path) -> bytes:
    """Return the server's secret, made at its first start; only its owner may read the file."""
    if path.exists():
        return path.read_bytes()
    secret = secrets.token_bytes(32)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    return secret
