"""Flows over HTTP: create, read, update, check, publish, list, roll back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Protocol

import msgspec
from msgspec import Meta
from starlette.responses import Response

from dialogkit.blocks.catalog import codec
from dialogkit.document.limits import MAX_DOCUMENT_BYTES, MAX_NAME
from dialogkit.document.problems import Problem
from dialogkit.flows.models import Counts, StoredFlow, Version
from dialogkit.flows.service import FlowsService
from dialogkit.http import Request, Routes, json_response, read_body
from dialogkit.interop import Report, read_any
from dialogkit.kit import FlowId, InvalidRequest, Missing, OrganizationId, Permission

__all__ = ("Activity", "ActivityMeter", "routes")

API = "/api/v1/flows"
_DIGITS = re.compile(r"[0-9]{1,15}")


class Activity(msgspec.Struct, frozen=True):
    """How much a flow is used."""

    total: int = 0
    ended: int = 0
    last_at: int | None = None


class ActivityMeter(Protocol):
    """Count conversations; the slice that has them supplies it."""

    async def activity_of(self, organization: OrganizationId, flow: FlowId) -> Activity:
        """Return how much a flow is used."""
        ...


class PublishedOut(msgspec.Struct, frozen=True):
    """The live version."""

    number: int
    at: int


class FlowSummary(msgspec.Struct, frozen=True):
    """A flow in a list. Times are milliseconds since 1970."""

    id: FlowId
    slug: str
    name: str
    revision: int
    updated: int
    published: PublishedOut | None
    changed: bool
    """True where the draft differs from what is live."""
    problems: Counts
    conversations: Activity


class FlowList(msgspec.Struct, frozen=True):
    """A page of flows."""

    items: list[FlowSummary]
    next: str | None


class FlowDetail(msgspec.Struct, frozen=True):
    """A flow with its draft and what is wrong with it."""

    id: FlowId
    slug: str
    name: str
    revision: int
    updated: int
    document: msgspec.Raw
    problems: tuple[Problem, ...]
    published: PublishedOut | None
    changed: bool


class ImportedOut(msgspec.Struct, frozen=True):
    """An imported flow and how faithful the import is."""

    flow: FlowDetail
    report: Report


class VersionOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """A version; `document` where one was asked for."""

    number: int
    at: int
    note: str
    live: bool
    document: msgspec.Raw | None = None


class VersionList(msgspec.Struct, frozen=True):
    """All versions, the newest first."""

    items: list[VersionOut]


class ProblemList(msgspec.Struct, frozen=True):
    """What is wrong with a draft."""

    problems: tuple[Problem, ...]


class CreateIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A new flow: a name for an empty one, or a whole document."""

    name: Annotated[str, Meta(min_length=1, max_length=MAX_NAME)] = ""
    document: msgspec.Raw = msgspec.field(default_factory=msgspec.Raw)
    slug: str = ""


class UpdateIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The draft as it shall be."""

    document: msgspec.Raw


class RenameIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of a flow's names changes."""

    name: Annotated[str, Meta(min_length=1, max_length=MAX_NAME)] | None = None
    slug: str | None = None


class PublishIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the author says of the new version."""

    note: Annotated[str, Meta(max_length=2000)] = ""


class RollbackIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The version that shall be live."""

    number: Annotated[int, Meta(ge=1)]


def routes(service: FlowsService, meter: ActivityMeter) -> Routes:
    """Return the routes over `service`."""
    these = Routes()
    _declare_making(these, service)
    _declare_drafts(these, service, meter)
    _declare_versions(these, service)
    return these


def _declare_making(these: Routes, service: FlowsService) -> None:
    write = Permission.FLOWS_WRITE

    @these.post(API, needs=write, takes=CreateIn, gives=FlowDetail, status=201, max_body=MAX_DOCUMENT_BYTES)
    async def create_flow(request: Request) -> Response:
        """Create a flow from a name or a document."""
        wanted: CreateIn = request.body
        organization = request.actor.organization
        if bytes(wanted.document):
            flow = codec().decode(bytes(wanted.document))
            stored = await service.create(organization, flow, slug=wanted.slug)
        elif wanted.name:
            stored = await service.create_empty(organization, wanted.name)
        else:
            raise InvalidRequest("A new flow needs a name or a document.")
        return _detail_response(stored, await service.check(stored), 201)

    @these.post(
        f"{API}/import",
        needs=write,
        gives=ImportedOut,
        status=201,
        query=("name",),
        raw_body="application/octet-stream",
    )
    async def import_flow(request: Request) -> Response:
        """Create a flow from the bytes of any importable file.

        The body is the file itself; `name` is its name.
        """
        data = await read_body(request.raw, MAX_DOCUMENT_BYTES)
        imported = read_any(data, request.query("name", "import"))
        stored = await service.create(request.actor.organization, imported.flow)
        detail = _detail(stored, await service.check(stored))
        return json_response(ImportedOut(detail, imported.report), 201)


def _declare_drafts(these: Routes, service: FlowsService, meter: ActivityMeter) -> None:
    read, write = Permission.FLOWS_READ, Permission.FLOWS_WRITE

    @these.get(API, needs=read, gives=FlowList, query=("limit", "cursor"))
    async def list_flows(request: Request) -> Response:
        """List flows, the newest changed first."""
        organization = request.actor.organization
        limit = request.number("limit", 50, most=200)
        flows, cursor = await service.page(organization, limit=limit, cursor=request.query("cursor"))
        items = [_summary(flow, await meter.activity_of(organization, flow.id)) for flow in flows]
        return json_response(FlowList(items, cursor or None))

    @these.get(f"{API}/{{flow}}", needs=read, gives=FlowDetail)
    async def read_flow(request: Request) -> Response:
        """Read a flow's draft and its problems."""
        stored = await service.get(request.actor.organization, request.path("flow"))
        return _detail_response(stored, await service.check(stored))

    @these.put(f"{API}/{{flow}}", needs=write, takes=UpdateIn, gives=FlowDetail, max_body=MAX_DOCUMENT_BYTES)
    async def update_flow(request: Request) -> Response:
        """Replace the draft; `If-Match` names the revision it was made from."""
        document = codec().decode(bytes(request.body.document))
        revision = _revision(request.header("if-match"))
        organization = request.actor.organization
        stored = await service.update(organization, request.path("flow"), document, revision=revision)
        return _detail_response(stored, await service.check(stored))

    @these.patch(f"{API}/{{flow}}", needs=write, takes=RenameIn, gives=FlowDetail)
    async def rename_flow(request: Request) -> Response:
        """Change a flow's name or address."""
        wanted: RenameIn = request.body
        organization = request.actor.organization
        stored = await service.rename(organization, request.path("flow"), name=wanted.name, slug=wanted.slug)
        return _detail_response(stored, await service.check(stored))

    @these.post(f"{API}/{{flow}}/check", needs=read, gives=ProblemList)
    async def check_flow(request: Request) -> Response:
        """Say what is wrong with the draft."""
        stored = await service.get(request.actor.organization, request.path("flow"))
        return json_response(ProblemList(await service.check(stored)))


def _declare_versions(these: Routes, service: FlowsService) -> None:
    read, publish = Permission.FLOWS_READ, Permission.FLOWS_PUBLISH

    @these.post(f"{API}/{{flow}}/publish", needs=publish, takes=PublishIn, gives=VersionOut, status=201)
    async def publish_flow(request: Request) -> Response:
        """Freeze the draft as the next version and make it live."""
        organization = request.actor.organization
        version = await service.publish(organization, request.path("flow"), note=request.body.note)
        return json_response(_version(version, live=version.number), 201)

    @these.get(f"{API}/{{flow}}/versions", needs=read, gives=VersionList)
    async def list_versions(request: Request) -> Response:
        """List versions, the newest first."""
        stored, versions = await service.versions(request.actor.organization, request.path("flow"))
        live = stored.published.number if stored.published else 0
        return json_response(VersionList([_version(version, live=live) for version in versions]))

    @these.get(f"{API}/{{flow}}/versions/{{number}}", needs=read, gives=VersionOut)
    async def read_version(request: Request) -> Response:
        """Read what a version is."""
        stored = await service.get(request.actor.organization, request.path("flow"))
        version = await service.version(stored.organization, stored.id, _number(request.path("number")))
        live = stored.published.number if stored.published else 0
        out = _version(version, live=live)
        return json_response(msgspec.structs.replace(out, document=version.document))

    @these.post(f"{API}/{{flow}}/rollback", needs=publish, takes=RollbackIn, gives=VersionOut)
    async def roll_back_flow(request: Request) -> Response:
        """Make an earlier version live again."""
        organization, number = request.actor.organization, request.body.number
        version = await service.roll_back(organization, request.path("flow"), number)
        return json_response(_version(version, live=number))


def _summary(flow: StoredFlow, activity: Activity) -> FlowSummary:
    return FlowSummary(
        id=flow.id,
        slug=flow.slug,
        name=flow.name,
        revision=flow.revision,
        updated=flow.updated,
        published=_published(flow),
        changed=_changed(flow),
        problems=flow.problems,
        conversations=activity,
    )


def _detail(flow: StoredFlow, problems: Sequence[Problem]) -> FlowDetail:
    return FlowDetail(
        id=flow.id,
        slug=flow.slug,
        name=flow.name,
        revision=flow.revision,
        updated=flow.updated,
        document=flow.document,
        problems=tuple(problems),
        published=_published(flow),
        changed=_changed(flow),
    )


def _detail_response(flow: StoredFlow, problems: Sequence[Problem], status: int = 200) -> Response:
    return json_response(_detail(flow, problems), status, {"ETag": f'"{flow.revision}"'})


def _published(flow: StoredFlow) -> PublishedOut | None:
    return PublishedOut(flow.published.number, flow.published.at) if flow.published else None


def _changed(flow: StoredFlow) -> bool:
    return flow.published is None or flow.published.digest != flow.digest


def _version(version: Version, *, live: int) -> VersionOut:
    return VersionOut(version.number, version.at, version.note, version.number == live)


def _revision(header: str) -> int | None:
    text = header.strip().removeprefix("W/").strip('"')
    if not text or text == "*":
        return None
    if not _DIGITS.fullmatch(text):
        raise InvalidRequest("If-Match holds the revision that ETag told.")
    return int(text)


def _number(text: str) -> int:
    if not _DIGITS.fullmatch(text):
        raise Missing(f"This flow has no version {text!r}.")
    return int(text)
