"""The end of a socket at which a draft is edited, driven without a network."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest
from starlette.requests import HTTPConnection

from dialogkit.blocks.catalog import codec
from dialogkit.flows import draft_route, draft_socket
from dialogkit.flows.drafts import room
from dialogkit.flows.drafts.wire import Kind, Reader
from dialogkit.kit import Actor, Permission
from tests.journeys.flows import a_document
from tests.support.hosting import HOME, Hosting

OWNER = Actor(HOME, "owner", frozenset({Permission.FLOWS_READ, Permission.FLOWS_WRITE}))
READER = Actor(HOME, "reader", frozenset({Permission.FLOWS_READ}))


class Door:
    """Says who is calling; it can change its mind."""

    def __init__(self, actor: Actor | None) -> None:
        self.actor = actor

    async def actor_of(self, request: HTTPConnection) -> Actor | None:
        """Return who is calling."""
        return self.actor


class Socket:
    """The network's end of a socket."""

    def __init__(self, hosting: Hosting, door: Door, flow: str = "talk") -> None:
        self._route = draft_route(hosting.flows, door)
        self._incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._incoming.put_nowait({"type": "websocket.connect"})
        self._scope = {
            "type": "websocket",
            "path": f"/api/v1/flows/{flow}/draft",
            "headers": [],
            "query_string": b"",
            "path_params": {"flow": flow},
            "extensions": {"websocket.http.response": {}},
        }
        self.sent: list[Any] = []
        self._task = asyncio.get_running_loop().create_task(self._serve())

    async def _serve(self) -> None:
        await self._route.app(self._scope, self._incoming.get, self._send)

    async def _send(self, message: Any) -> None:
        self.sent.append(message)

    def say(self, **message: Any) -> None:
        """Let a message come in."""
        self._incoming.put_nowait({"type": "websocket.receive", **message})

    def hang_up(self) -> None:
        """Close the socket from this side."""
        self._incoming.put_nowait({"type": "websocket.disconnect", "code": 1000})

    async def end(self) -> Any:
        """Wait until it is over; return the last thing that was said."""
        async with asyncio.timeout(10):
            await self._task
        return self.sent[-1]

    async def is_open(self) -> None:
        """Wait until something was said."""
        async with asyncio.timeout(10):
            while not self.sent:
                await asyncio.sleep(0.005)

    def status(self) -> int:
        """Return the HTTP status of a refusal."""
        return int(next(one["status"] for one in self.sent if one["type"] == "websocket.http.response.start"))


@pytest.fixture
async def hosting() -> Hosting:
    """Slices with one flow."""
    made = Hosting()
    await made.flows.create(HOME, codec().convert(a_document("talk", {"type": "text", "id": "a", "text": "Hi"})))
    return made


async def test_who_may_only_read_is_refused(hosting: Hosting) -> None:
    socket = Socket(hosting, Door(READER))
    await socket.end()

    assert socket.status() == 403


async def test_who_may_no_longer_is_told_and_sent_away(hosting: Hosting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_socket, "LOOK_AGAIN_SECONDS", 0.05)
    door = Door(OWNER)
    socket = Socket(hosting, door)
    await socket.is_open()

    door.actor = None
    last = await socket.end()

    assert (last["type"], last["code"]) == ("websocket.close", draft_socket.REFUSED)
    reader = Reader(socket.sent[-2]["bytes"])
    assert reader.number() == Kind.REFUSED
    assert msgspec.json.decode(reader.piece())["code"] == "not_signed_in"


async def test_text_is_not_understood(hosting: Hosting) -> None:
    socket = Socket(hosting, Door(OWNER))
    socket.say(text="hello")

    assert (await socket.end())["code"] == draft_socket.UNREADABLE


async def test_a_client_that_reads_too_slowly_is_let_go(hosting: Hosting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_socket, "MAX_BACKLOG", 5)

    assert (await Socket(hosting, Door(OWNER)).end())["code"] == draft_socket.TOO_SLOW


async def test_a_full_room_is_told_before_the_socket_is_accepted(
    hosting: Hosting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MAX_EDITORS", 1)
    first, second = Socket(hosting, Door(OWNER)), Socket(hosting, Door(OWNER))
    await second.end()

    assert second.status() == 429
    first.hang_up()
    await first.end()
    third = Socket(hosting, Door(OWNER))
    await third.is_open()
    assert third.sent[0]["type"] == "websocket.accept"
    third.hang_up()
    await third.end()
