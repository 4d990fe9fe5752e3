"""Typebot's two operations over conversations of ours.

A session id is the conversation's id and its token, because the protocol has no other place
for it.
"""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

from dialogkit.channels.typebot.inputs import input_of, reply_of
from dialogkit.channels.typebot.looks import typebot_of
from dialogkit.channels.typebot.messages import actions_of, messages_of
from dialogkit.conversations import (
    MAX_TURN_BYTES,
    MAX_USER_AGENT,
    ConversationsService,
    VisitorLimits,
    Wanted,
    check_origin,
)
from dialogkit.engine import Start
from dialogkit.http import Request, Routes, json_response
from dialogkit.kit import Missing, NotSignedIn, Permission, Value

__all__ = ("routes",)

_MARKDOWN = "markdown"


class StartIn(msgspec.Struct, frozen=True, rename="camel"):
    """What the widget sends first. Fields it sends besides are of no use here."""

    message: Any = None
    prefilled_variables: dict[str, Value] = {}
    text_bubble_content_format: str = "richText"


class ContinueIn(msgspec.Struct, frozen=True, rename="camel"):
    """What the widget answers."""

    message: Any = None
    text_bubble_content_format: str = "richText"


class ChatOut(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A turn in Typebot's words; the first one tells of session and flow too."""

    messages: list[dict[str, Any]]
    input: dict[str, Any] | None = None
    client_side_actions: list[dict[str, Any]] = []
    session_id: str = ""
    result_id: str = ""
    typebot: dict[str, Any] | None = None


def routes(service: ConversationsService, limits: VisitorLimits) -> Routes:
    """Return the routes over `service`."""
    these = Routes()
    _declare_start(these, service, limits)
    _declare_continue(these, service, limits)
    return these


def _declare_start(these: Routes, service: ConversationsService, limits: VisitorLimits) -> None:
    async def check_flow(request: Request) -> None:
        check_origin(await service.public_flow(request.path("public_id"), ""), request.origin)

    @these.post(
        "/api/v1/typebots/{public_id}/startChat",
        needs=Permission.ANYONE,
        takes=StartIn,
        gives=ChatOut,
        max_body=MAX_TURN_BYTES,
        cross_origin=check_flow,
    )
    async def start_typebot_chat(request: Request) -> Response:
        """Open a conversation, for Typebot's widget."""
        limits.check_opening(request.client)
        body: StartIn = request.body
        public_id = request.path("public_id")
        agent = request.header("user-agent")[:MAX_USER_AGENT]
        wanted = Wanted(
            start=Start(variables=body.prefilled_variables, context={"user_agent": agent} if agent else {}),
            origin=request.origin,
            channel="typebot",
        )
        opened = await service.open(public_id, wanted)
        turn = opened.turn
        if body.message is not None:
            # The widget may answer the first question at once, when its page knows the answer.
            reply = reply_of(body.message, _asked(turn))
            record = await service.take_turn(opened.conversation, service.new_turn_id(), None, reply)
            turn = record.turn
        playable = await service.public_flow(public_id, "")
        chat = _chat(turn, body.text_bubble_content_format)
        first = msgspec.structs.replace(
            chat,
            session_id=f"{opened.conversation}.{opened.token}",
            result_id=opened.conversation,
            typebot=typebot_of(playable.program.flow, playable.version),
        )
        return json_response(first)


def _declare_continue(these: Routes, service: ConversationsService, limits: VisitorLimits) -> None:
    async def check_conversation(request: Request) -> None:
        held = await service.holding.get(request.path("session_id").partition(".")[0])
        check_origin(held.playable, request.origin)

    @these.post(
        "/api/v1/sessions/{session_id}/continueChat",
        needs=Permission.VISITOR,
        takes=ContinueIn,
        gives=ChatOut,
        max_body=MAX_TURN_BYTES,
        cross_origin=check_conversation,
    )
    async def continue_typebot_chat(request: Request) -> Response:
        """Answer the present question, for Typebot's widget."""
        body: ContinueIn = request.body
        conversation, _, token = request.path("session_id").partition(".")
        try:
            await service.admit(conversation, f"Bearer {token}", request.origin)
        except NotSignedIn:
            raise Missing("There is no such session.") from None
        limits.check_turn(conversation)
        held = await service.holding.get(conversation)
        reply = reply_of(body.message, _asked(held.record.turn))
        record = await service.take_turn(conversation, service.new_turn_id(), None, reply)
        return json_response(_chat(record.turn, body.text_bubble_content_format))


class _Told(msgspec.Struct):
    messages: list[dict[str, Any]] = []
    input: dict[str, Any] | None = None


def _asked(turn: msgspec.Raw) -> dict[str, Any] | None:
    return msgspec.json.decode(turn, type=_Told).input


def _chat(turn: msgspec.Raw, text_format: str) -> ChatOut:
    told = msgspec.json.decode(turn, type=_Told)
    return ChatOut(
        messages=messages_of(told.messages, markdown=text_format == _MARKDOWN),
        input=input_of(told.input),
        client_side_actions=actions_of(told.messages),
    )
