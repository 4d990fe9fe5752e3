"""The hot path: opening a conversation and a visitor's turn, straight on ASGI.

The same contract as every other route (`routes` declares it for OpenAPI), without the cost
of the router and its request object.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Annotated, Final, NamedTuple, TypeVar

import msgspec
from msgspec import Meta
from starlette.types import Message as AsgiMessage
from starlette.types import Receive, Scope, Send

from dialogkit.conversations.service import ConversationsService, Opened, Wanted
from dialogkit.conversations.streaming import stream_turn, wants_stream
from dialogkit.conversations.taking import OnMessages
from dialogkit.engine import Start, VisitorInput
from dialogkit.http import MEDIA_TYPE, Limiter, network_of, problem_bytes, status_of
from dialogkit.kit import DialogKitError, InvalidRequest, TooLarge, TooMany, Value, WrongOrigin

__all__ = ("MAX_TURN_BYTES", "ChatEndpoint", "OpenIn", "OpenedOut", "TurnIn", "opened_out")

MAX_TURN_BYTES: Final = 256_000

_OPEN: Final = re.compile(r"/api/v1/flows/([^/]{1,100})/conversations")
_TURN: Final = re.compile(r"/api/v1/conversations/([\w.~-]{1,100})/turns")

Short = Annotated[str, Meta(max_length=100)]


class TurnIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A visitor's answer. `id` is the client's own, `seq` the turn that is answered."""

    id: Annotated[str, Meta(min_length=1, max_length=100)]
    input: VisitorInput
    seq: Annotated[int, Meta(ge=0)] | None = None


class OpenIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a client opens a conversation. `id` is its own: the same one finds the conversation again."""

    id: Annotated[str, Meta(min_length=8, max_length=100)] | None = None
    variables: dict[str, Value] = {}
    locale: Short = ""
    page: Annotated[str, Meta(max_length=4000)] = ""
    """The address of the page the chat is on."""


class OpenedOut(msgspec.Struct, frozen=True):
    """An opened conversation: its token opens everything below it."""

    conversation: str
    token: str
    turn: msgspec.Raw
    flow: msgspec.Raw


class Headers(NamedTuple):
    """The request headers that matter here."""

    authorization: str = ""
    accept: str = ""
    origin: str = ""
    user_agent: str = ""


_NAMES: Final = {
    b"authorization": "authorization",
    b"accept": "accept",
    b"origin": "origin",
    b"user-agent": "user_agent",
}

T = TypeVar("T", bound=msgspec.Struct)
Take = Callable[[OnMessages | None], Awaitable[bytes]]


class ChatEndpoint:
    """Opens conversations and takes turns over raw ASGI."""

    def __init__(self, service: ConversationsService, *, openings: Limiter, turns: Limiter) -> None:
        self._service = service
        self._openings = openings
        self._turns = turns
        self._turn_decoder = msgspec.json.Decoder(TurnIn)
        self._open_decoder = msgspec.json.Decoder(OpenIn)
        self._encoder = msgspec.json.Encoder()

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer the request if it is one of the two; tell whether it was."""
        path: str = scope["path"]
        if scope["method"] != "POST" or not path.startswith("/api/v1/"):
            return False
        if match := _TURN.fullmatch(path):
            await self._answer(200, self._turn(match[1], scope, receive), scope, receive, send)
        elif match := _OPEN.fullmatch(path):
            await self._answer(201, self._open(match[1], scope, receive), scope, receive, send)
        else:
            return False
        return True

    async def _answer(
        self, status: int, preparing: Awaitable[Take], scope: Scope, receive: Receive, send: Send
    ) -> None:
        headers = _headers(scope)
        cors = [(b"access-control-allow-origin", headers.origin.encode("latin-1"))] if headers.origin else []
        try:
            take = await preparing
            if wants_stream(headers.accept):
                more = {"Access-Control-Allow-Origin": headers.origin} if headers.origin else {}
                await stream_turn(take, more)(scope, receive, send)
                return
            body = await take(None)
        except DialogKitError as error:
            if isinstance(error, TooMany):
                cors.append((b"retry-after", b"%d" % max(1, round(error.retry_after))))
            told = [] if isinstance(error, WrongOrigin) else cors
            await _send(send, status_of(error), problem_bytes(error), MEDIA_TYPE.encode(), told)
            return
        await _send(send, status, body, b"application/json", cors)

    async def _turn(self, conversation: str, scope: Scope, receive: Receive) -> Take:
        headers = _headers(scope)
        await self._service.admit(conversation, headers.authorization, headers.origin)
        self._turns.take(conversation)
        wanted = _decode(self._turn_decoder, await _body(receive))

        async def take(on_messages: OnMessages | None) -> bytes:
            record = await self._service.take_turn(conversation, wanted.id, wanted.seq, wanted.input, on_messages)
            return b'{"turn":' + bytes(record.turn) + b"}"

        return take

    async def _open(self, flow: str, scope: Scope, receive: Receive) -> Take:
        client = scope.get("client")
        network = network_of(client[0]) if client else ""
        if network:
            self._openings.take(network)
        wanted = _wanted(_decode(self._open_decoder, await _body(receive) or b"{}"), _headers(scope))

        async def take(on_messages: OnMessages | None) -> bytes:
            opened = await self._service.open(flow, wanted, on_messages=on_messages)
            return self._encoder.encode(opened_out(opened))

        return take


def opened_out(opened: Opened) -> OpenedOut:
    """Return an opened conversation as a client is told."""
    return OpenedOut(opened.conversation, opened.token, opened.turn, opened.flow)


def _wanted(body: OpenIn, headers: Headers) -> Wanted:
    context: dict[str, Value] = {}
    if body.page:
        context["page"] = body.page
    if headers.user_agent:
        context["user_agent"] = headers.user_agent[:500]
    return Wanted(
        start=Start(variables=body.variables, context=context),
        client_id=body.id or "",
        locale=body.locale,
        origin=headers.origin,
    )


def _decode(decoder: msgspec.json.Decoder[T], body: bytes) -> T:
    try:
        return decoder.decode(body)
    except msgspec.ValidationError as fault:
        words, _, path = str(fault).partition(" - at `")
        raise InvalidRequest(f"{words}.", path=path.rstrip("`") or "$") from None
    except msgspec.DecodeError as fault:
        raise InvalidRequest(f"The body is not JSON: {fault}.", path="$") from None


def _headers(scope: Scope) -> Headers:
    found = {_NAMES[name]: value.decode("latin-1") for name, value in scope["headers"] if name in _NAMES}
    return Headers(**found)


async def _body(receive: Receive) -> bytes:
    message: AsgiMessage = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_TURN_BYTES:
            break
    if len(body) > MAX_TURN_BYTES:
        raise TooLarge(f"A request here may have {MAX_TURN_BYTES:,} bytes.")
    return body


async def _send(send: Send, status: int, body: bytes, media_type: bytes, more: list[tuple[bytes, bytes]]) -> None:
    headers = [
        (b"content-type", media_type),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
