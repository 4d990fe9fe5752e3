"""The chat API and the results, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from starlette.responses import Response, StreamingResponse

from dialogkit.blocks.catalog import codec
from dialogkit.conversations.chat_endpoint import MAX_TURN_BYTES, OpenedOut, OpenIn, TurnIn, opened_out
from dialogkit.conversations.reading import (
    Column,
    ResultRow,
    ResultsReader,
    Span,
    Transcript,
    columns_of,
)
from dialogkit.conversations.service import ConversationsService, Wanted, check_origin
from dialogkit.conversations.uploads import UploadOut, Uploads
from dialogkit.engine import HookInput, Start
from dialogkit.flows import FlowsService
from dialogkit.http import OriginCheck, Request, Routes, decode_json, json_response, read_body
from dialogkit.kit import InvalidRequest, Missing, Permission, Value

__all__ = ("routes",)

MAX_DELIVERY = 200
"""Characters of the name of a webhook's delivery."""

Short = Annotated[str, Meta(max_length=100)]


class PreviewIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a preview begins, and with what."""

    at: Short = ""
    variables: dict[str, Value] = {}
    locale: Short = ""


class TakenOut(msgspec.Struct, frozen=True):
    """The answer to a turn."""

    turn: msgspec.Raw


class ResultPage(msgspec.Struct, frozen=True):
    """A page of results."""

    columns: list[Column]
    items: list[ResultRow]
    next: str | None


class PublicFlowOut(msgspec.Struct, frozen=True):
    """What a client may know of a flow before it chats."""

    id: str
    slug: str
    name: str
    version: int
    locale: str
    theme: dict[str, Any]
    settings: dict[str, Any]


def routes(service: ConversationsService, reader: ResultsReader, uploads: Uploads, flows: FlowsService) -> Routes:
    """Return the routes over the slice's services."""
    these = Routes()
    _declare_chat(these, service)
    _declare_coming_back(these, service, reader)
    _declare_files(these, service, uploads)
    _declare_preview(these, service)
    _declare_results(these, reader, flows)
    return these


def _embedding(service: ConversationsService) -> OriginCheck:
    """Return what refuses pages that the flow of a conversation does not name."""

    async def check(request: Request) -> None:
        held = await service.holding.get(request.path("conversation"))
        check_origin(held.playable, request.origin)

    return check


def _declare_chat(these: Routes, service: ConversationsService) -> None:
    """Declare the contract of what `ChatEndpoint` serves before it comes here."""

    async def check_flow(request: Request) -> None:
        check_origin(await service.public_flow(request.path("flow"), ""), request.origin)

    public = "/api/v1/flows/{flow}/public"

    @these.get(public, needs=Permission.ANYONE, gives=PublicFlowOut, query=("locale",), cross_origin=check_flow)
    async def read_public_flow(request: Request) -> Response:
        """Read what a page needs to know before it chats; nothing begins."""
        playable = await service.public_flow(request.path("flow"), request.query("locale"))
        check_origin(playable, request.origin)
        return json_response(playable.public)

    @these.post(
        "/api/v1/flows/{flow}/conversations",
        needs=Permission.ANYONE,
        takes=OpenIn,
        gives=OpenedOut,
        status=201,
        max_body=MAX_TURN_BYTES,
        cross_origin=check_flow,
    )
    async def open_conversation(request: Request) -> Response:
        """Open a conversation; the same `id` again returns the same one."""
        raise Missing("There is no such flow.")

    @these.post(
        "/api/v1/conversations/{conversation}/turns",
        needs=Permission.VISITOR,
        takes=TurnIn,
        gives=TakenOut,
        max_body=MAX_TURN_BYTES,
        cross_origin=_embedding(service),
    )
    async def take_turn(request: Request) -> Response:
        """Answer the present question."""
        raise Missing("There is no such conversation.")


def _declare_coming_back(these: Routes, service: ConversationsService, reader: ResultsReader) -> None:
    embedding = _embedding(service)

    @these.get(
        "/api/v1/conversations/{conversation}", needs=Permission.VISITOR, gives=Transcript, cross_origin=embedding
    )
    async def read_conversation(request: Request) -> Response:
        """Read the transcript and what is being asked, to go on anywhere."""
        conversation = request.path("conversation")
        await service.admit(conversation, request.header("authorization"), request.origin)
        await service.settle(conversation)
        return json_response(await reader.transcript(conversation, full=False))

    @these.post(
        "/api/v1/conversations/{conversation}/webhooks/{block}",
        needs=Permission.VISITOR,
        gives=TakenOut,
        cross_origin=embedding,
    )
    async def deliver_webhook(request: Request) -> Response:
        """Let a webhook listener go on with the JSON of the body.

        `Idempotency-Key` names the delivery, so that it can be repeated.
        """
        conversation = request.path("conversation")
        await service.admit(conversation, request.header("authorization"), request.origin)
        data = decode_json(await read_body(request.raw, MAX_TURN_BYTES), object)
        delivery = request.header("idempotency-key")[:MAX_DELIVERY]
        record = await service.take_hook(conversation, delivery, HookInput(block=request.path("block"), data=data))
        return json_response(TakenOut(record.turn))


def _declare_files(these: Routes, service: ConversationsService, uploads: Uploads) -> None:
    @these.post(
        "/api/v1/conversations/{conversation}/uploads",
        needs=Permission.VISITOR,
        gives=UploadOut,
        raw_body="multipart/form-data",
        status=201,
        cross_origin=_embedding(service),
    )
    async def upload_file(request: Request) -> Response:
        """Send a file for the present question, as the part `file` of a form."""
        conversation = request.path("conversation")
        await service.admit(conversation, request.header("authorization"), request.origin)
        return json_response(await uploads.take(conversation, request.raw), 201)

    @these.get(
        "/api/v1/files/{organization}/{conversation}/{file}/{name}",
        needs=Permission.ANYONE,
        query=("sig",),
        media_type="application/octet-stream",
    )
    async def read_file(request: Request) -> Response:
        """Fetch an uploaded file by the address that was given for it."""
        owner = (request.path("organization"), request.path("conversation"))
        return await uploads.serve(owner, request.path("file"), request.path("name"), request.query("sig"))


def _declare_preview(these: Routes, service: ConversationsService) -> None:
    @these.post(
        "/api/v1/flows/{flow}/preview", needs=Permission.FLOWS_READ, takes=PreviewIn, gives=OpenedOut, status=201
    )
    async def preview_flow(request: Request) -> Response:
        """Open a conversation with the draft; it counts in no result."""
        wanted: PreviewIn = request.body
        start = Start(variables=wanted.variables, at=wanted.at)
        opened = await service.open_preview(
            request.actor.organization, request.path("flow"), Wanted(start=start, locale=wanted.locale)
        )
        return json_response(opened_out(opened), 201)


def _declare_results(these: Routes, reader: ResultsReader, flows: FlowsService) -> None:
    read = Permission.RESULTS_READ

    @these.get("/api/v1/flows/{flow}/results", needs=read, gives=ResultPage, query=("limit", "cursor", "from", "to"))
    async def list_results(request: Request) -> Response:
        """List what conversations brought, the newest first."""
        stored = await flows.get(request.actor.organization, request.path("flow"))
        limit, cursor = request.number("limit", 50, most=500), request.query("cursor")
        rows, following = await reader.page(stored.organization, stored.id, _span(request), limit=limit, cursor=cursor)
        columns = columns_of(codec().decode(bytes(stored.document)))
        return json_response(ResultPage(columns, rows, following or None))

    @these.get("/api/v1/flows/{flow}/results.csv", needs=read, query=("from", "to"), media_type="text/csv")
    async def export_results(request: Request) -> Response:
        """Export all results as CSV, streamed."""
        stored = await flows.get(request.actor.organization, request.path("flow"))
        document = codec().decode(bytes(stored.document))
        lines = reader.csv(stored.organization, stored.id, document, _span(request))
        headers = {"Content-Disposition": f'attachment; filename="{stored.slug}.csv"'}
        return StreamingResponse(lines, 200, headers, "text/csv; charset=utf-8")

    @these.get("/api/v1/flows/{flow}/conversations/{conversation}", needs=read, gives=Transcript)
    async def read_result(request: Request) -> Response:
        """Read one conversation whole: transcript, path, variables."""
        stored = await flows.get(request.actor.organization, request.path("flow"))
        conversation = request.path("conversation")
        if await reader.organization_of(conversation) != (stored.organization, stored.id):
            raise Missing("There is no such conversation.")
        return json_response(await reader.transcript(conversation, full=True))


def _span(request: Request) -> Span:
    return _moment(request.query("from"), "from"), _moment(request.query("to"), "to")


def _moment(text: str, name: str) -> int | None:
    """Return an ISO 8601 date or time as milliseconds; a date is its first moment in UTC."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidRequest(f"The query parameter {name!r} is an ISO 8601 date, such as 2026-03-14.") from None
    return int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() * 1000)
