"""The hot path: a visitor's turn, straight on ASGI.

The same contract as every other route (it is in OpenAPI by `routes`), without the router's
and the request object's cost. Streams are handed to Starlette.
"""

from __future__ import annotations

import re
from typing import Annotated, Final

import msgspec
from msgspec import Meta
from starlette.responses import Response
from starlette.types import Message as AsgiMessage
from starlette.types import Receive, Scope, Send

from dialogkit.conversations.service import ConversationsService
from dialogkit.conversations.streaming import stream_turn, wants_stream
from dialogkit.conversations.taking import OnMessages
from dialogkit.engine import VisitorInput
from dialogkit.http import MEDIA_TYPE, Limit, Limiter, problem_bytes, status_of
from dialogkit.kit import DialogKitError, InvalidRequest, TooLarge

__all__ = ("MAX_TURN_BYTES", "TURN_PATH", "TurnIn", "TurnsEndpoint")

MAX_TURN_BYTES: Final = 256_000
TURN_PATH: Final = re.compile(r"/api/v1/conversations/([\w.~-]{1,100})/turns")

_PREFIX = "/api/v1/conversations/"


class TurnIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A visitor's answer. `id` is the client's own, `seq` the turn that is answered."""

    id: Annotated[str, Meta(min_length=1, max_length=100)]
    input: VisitorInput
    seq: Annotated[int, Meta(ge=0)] | None = None


class TurnsEndpoint:
    """Takes turns over raw ASGI."""

    def __init__(self, service: ConversationsService, limit: Limit) -> None:
        self._service = service
        self._decoder = msgspec.json.Decoder(TurnIn)
        self._limiter = Limiter(limit)

    def matches(self, scope: Scope) -> str:
        """Return the conversation whose turn `scope` posts; "" where it is another request."""
        path: str = scope["path"]
        if not path.startswith(_PREFIX) or scope["method"] != "POST":
            return ""
        match = TURN_PATH.fullmatch(path)
        return match[1] if match else ""

    async def __call__(self, conversation: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        authorization, accept, origin = _headers(scope)
        cors = [(b"access-control-allow-origin", origin.encode())] if origin else []
        try:
            self._service.tokens.check_conversation(conversation, authorization)
            self._limiter.take(conversation)
            wanted = self._decode(await _body(receive))
            if wants_stream(accept):
                await self._stream(conversation, wanted, origin)(scope, receive, send)
                return
            record = await self._service.take_turn(conversation, wanted.id, wanted.seq, wanted.input)
        except DialogKitError as error:
            await _send(send, status_of(error), problem_bytes(error), MEDIA_TYPE.encode(), cors)
            return
        await _send(send, 200, b'{"turn":' + bytes(record.turn) + b"}", b"application/json", cors)

    def _decode(self, body: bytes) -> TurnIn:
        try:
            return self._decoder.decode(body)
        except msgspec.ValidationError as fault:
            words, _, path = str(fault).partition(" - at `")
            raise InvalidRequest(f"{words}.", path=path.rstrip("`") or "$") from None
        except msgspec.DecodeError as fault:
            raise InvalidRequest(f"The body is not JSON: {fault}.", path="$") from None

    def _stream(self, conversation: str, wanted: TurnIn, origin: str) -> Response:
        async def take(on_messages: OnMessages) -> bytes:
            record = await self._service.take_turn(
                conversation, wanted.id, wanted.seq, wanted.input, on_messages
            )
            return b'{"turn":' + bytes(record.turn) + b"}"

        return stream_turn(take, {"Access-Control-Allow-Origin": origin} if origin else {})


def _headers(scope: Scope) -> tuple[str, str, str]:
    authorization = accept = origin = ""
    for name, value in scope["headers"]:
        if name == b"authorization":
            authorization = value.decode("latin-1")
        elif name == b"accept":
            accept = value.decode("latin-1")
        elif name == b"origin":
            origin = value.decode("latin-1")
    return authorization, accept, origin


async def _body(receive: Receive) -> bytes:
    message: AsgiMessage = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_TURN_BYTES:
            break
    if len(body) > MAX_TURN_BYTES:
        raise TooLarge(f"An answer may have {MAX_TURN_BYTES:,} bytes.")
    return body


async def _send(
    send: Send, status: int, body: bytes, media_type: bytes, more: list[tuple[bytes, bytes]]
) -> None:
    headers = [
        (b"content-type", media_type),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

