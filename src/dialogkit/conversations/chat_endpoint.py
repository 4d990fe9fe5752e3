"""The hot path: opening a conversation and a visitor's turn, straight on ASGI.

The same contract as every other route (`routes` declares it for OpenAPI), without the cost
of the router and its request object.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Annotated, Final, NamedTuple, TypeVar

import msgspec
from msgspec import Meta
from starlette.types import Message as AsgiMessage
from starlette.types import Receive, Scope, Send

from dialogkit.conversations.limits import VisitorLimits
from dialogkit.conversations.service import ConversationsService, Opened, Wanted, check_origin
from dialogkit.conversations.streaming import stream_turn, wants_stream
from dialogkit.conversations.taking import OnMessages
from dialogkit.engine import Start, VisitorInput
from dialogkit.http import (
    API_HEADERS,
    MEDIA_TYPE,
    Unexpected,
    foreign_origin,
    open_to_origin,
    problem_bytes,
    status_of,
)
from dialogkit.kit import DialogKitError, InvalidRequest, TooLarge, TooMany, Value, WrongOrigin

__all__ = ("MAX_TURN_BYTES", "MAX_USER_AGENT", "ChatEndpoint", "OpenIn", "OpenedOut", "TurnIn", "opened_out")

MAX_TURN_BYTES: Final = 256_000
MAX_USER_AGENT: Final = 500
"""Characters that are kept of what a browser says of itself."""

log = logging.getLogger(__name__)

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
    """The request headers that matter here; `origin` is that of another site's page."""

    authorization: str = ""
    accept: str = ""
    origin: str = ""
    user_agent: str = ""


_NAMES: Final = (b"authorization", b"accept", b"origin", b"user-agent", b"host")

T = TypeVar("T", bound=msgspec.Struct)
Take = Callable[[OnMessages | None], Awaitable[bytes]]
Cors = tuple[tuple[bytes, bytes], ...]


class ChatEndpoint:
    """Opens conversations and takes turns over raw ASGI."""

    def __init__(self, service: ConversationsService, limits: VisitorLimits) -> None:
        self._service = service
        self._limits = limits
        self._turn_decoder = msgspec.json.Decoder(TurnIn)
        self._open_decoder = msgspec.json.Decoder(OpenIn)
        self._encoder = msgspec.json.Encoder()

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer the request if it is one of the two; tell whether it was."""
        path: str = scope["path"]
        if scope["method"] != "POST" or not path.startswith("/api/v1/"):
            return False
        match = _TURN.fullmatch(path)
        prepare, status = (self._turn, 200) if match else (self._open, 201)
        match = match or _OPEN.fullmatch(path)
        if match is None:
            return False
        headers = _headers(scope)
        origin = headers.origin.encode("latin-1")
        cors: Cors = ((b"access-control-allow-origin", origin), (b"vary", b"Origin")) if origin else ()
        try:
            take = await prepare(match[1], headers, scope, receive)
            if wants_stream(headers.accept):
                more = open_to_origin(headers.origin) if origin else {}
                await stream_turn(take, self._service.begin, more)(scope, receive, send)
                return True
            body = await take(None)
        except WrongOrigin as error:
            await _send_problem(send, error, ())
        except DialogKitError as error:
            await _send_problem(send, error, cors)
        except Exception as error:  # noqa: BLE001  # the boundary of requests; its words may quote a visitor
            log.error("unexpected %s at %s", type(error).__name__, path)
            await _send_problem(send, Unexpected(), cors)
        else:
            await _send(send, status, body, b"application/json", cors)
        return True

    async def _turn(self, conversation: str, headers: Headers, scope: Scope, receive: Receive) -> Take:
        self._service.tokens.check_conversation(conversation, headers.authorization)
        if headers.origin:
            await self._service.check_page(conversation, headers.origin)
        self._limits.check_turn(conversation)
        wanted = _decode(self._turn_decoder, await _body(receive))

        async def take(on_messages: OnMessages | None) -> bytes:
            record = await self._service.take_turn(conversation, wanted.id, wanted.seq, wanted.input, on_messages)
            return b"".join((b'{"turn":', record.turn, b"}"))

        return take

    async def _open(self, flow: str, headers: Headers, scope: Scope, receive: Receive) -> Take:
        self._limits.check_opening(scope.get("client"))
        if headers.origin:
            check_origin(await self._service.public_flow(flow, ""), headers.origin)
        wanted = _wanted(_decode(self._open_decoder, await _body(receive) or b"{}"), headers)

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
        context["user_agent"] = headers.user_agent[:MAX_USER_AGENT]
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
    sent = dict(scope["headers"])
    authorization, accept, origin, user_agent, host = [sent.get(name, b"").decode("latin-1") for name in _NAMES]
    return Headers(authorization, accept, foreign_origin(origin, host) if origin else "", user_agent)


async def _body(receive: Receive) -> bytes:
    message: AsgiMessage = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= MAX_TURN_BYTES:
        message = await receive()
        body += message.get("body", b"")
    if message["type"] == "http.disconnect":
        raise InvalidRequest("The request ended before its body did.")
    if len(body) > MAX_TURN_BYTES:
        raise TooLarge(f"A request here may have {MAX_TURN_BYTES:,} bytes.")
    return body


async def _send_problem(send: Send, error: DialogKitError, more: Cors) -> None:
    if isinstance(error, TooMany):
        more = (*more, (b"retry-after", b"%d" % max(1, round(error.retry_after))))
    await _send(send, status_of(error), problem_bytes(error), MEDIA_TYPE.encode(), more)


_HEADERS: Final = tuple((name.lower().encode(), value.encode()) for name, value in API_HEADERS.items())


async def _send(send: Send, status: int, body: bytes, media_type: bytes, more: Cors) -> None:
    headers = [(b"content-type", media_type), (b"content-length", b"%d" % len(body)), *_HEADERS, *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
