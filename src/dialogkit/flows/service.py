"""Flows: drafts that change, versions that never do, and which version visitors get."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from hashlib import blake2b

import msgspec

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow, Severity
from dialogkit.document.problems import Problem
from dialogkit.flows.checks import Checks
from dialogkit.flows.models import (
    FlowHasProblems,
    Live,
    Published,
    StaleDraft,
    StoredFlow,
    Version,
    count_problems,
)
from dialogkit.flows.store import FlowStore
from dialogkit.kit import Clock, Conflict, FlowId, InvalidRequest, Missing, OrganizationId

__all__ = ("FlowsService",)

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


class FlowsService:
    """The only writer of flows and versions."""

    def __init__(self, store: FlowStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._checks = Checks()
        self._live: dict[str, Live] = {}
        self._writes = 0

    # -- drafts

    async def create(self, organization: OrganizationId, flow: Flow, *, slug: str = "") -> StoredFlow:
        """Keep `flow` as a new draft; a slug that was not asked for gives way to one that is taken."""
        if slug:
            _check_slug(slug)
        wanted = slug or _slug_of(flow.name)
        if await self._store.find_public(flow.id) is not None:
            flow = msgspec.structs.replace(flow, id=_new_id())
        for attempt in range(20):
            address = wanted if not attempt else f"{wanted}-{attempt + 1}"
            if await self._is_free(address, flow.id):
                try:
                    return await self._store.add(await self._drafted(organization, flow, address))
                except Conflict:
                    pass  # somebody was faster
            if slug:
                break
        raise Conflict(f"The address {wanted!r} is taken.", fix="Choose another.")

    async def create_empty(self, organization: OrganizationId, name: str) -> StoredFlow:
        """Keep a new flow that says hello."""
        plain = {
            "id": _new_id(),
            "name": name,
            "events": [{"type": "start", "id": "start"}],
            "nodes": [
                {"id": "welcome", "title": "Welcome", "blocks": [{"type": "text", "id": "hello", "text": "Hello!"}]}
            ],
            "edges": [{"from": {"block": "start"}, "to": {"node": "welcome"}}],
            "layout": {"start": {"x": 0, "y": 0}, "welcome": {"x": 0, "y": 120}},
        }
        return await self.create(organization, codec().convert(plain))

    async def get(self, organization: OrganizationId, flow: str) -> StoredFlow:
        """Return a flow by id or slug; raises `Missing`."""
        found = await self._store.find(organization, flow)
        if found is None:
            raise Missing(f"There is no flow {flow!r}.")
        return found

    async def page(self, organization: OrganizationId, *, limit: int, cursor: str) -> tuple[list[StoredFlow], str]:
        """Return flows, the newest changed first, and the next cursor."""
        return await self._store.page(organization, limit, cursor)

    async def update(
        self, organization: OrganizationId, flow: str, document: Flow, *, revision: int | None
    ) -> StoredFlow:
        """Replace the draft; raises `StaleDraft` where `revision` is not the stored one."""
        stored = await self.get(organization, flow)
        if revision is not None and revision != stored.revision:
            raise StaleDraft(
                "The draft was changed by somebody else meanwhile.",
                fix="Load it again and repeat the change.",
                revision=stored.revision,
            )
        document = msgspec.structs.replace(document, id=stored.id)
        drafted = await self._drafted(organization, document, stored.slug)
        changed = msgspec.structs.replace(
            stored,
            name=document.name,
            updated=drafted.updated,
            document=drafted.document,
            digest=drafted.digest,
            problems=drafted.problems,
        )
        return await self._replace(changed)

    async def rename(
        self, organization: OrganizationId, flow: str, *, name: str | None, slug: str | None
    ) -> StoredFlow:
        """Change a flow's name or address."""
        stored = await self.get(organization, flow)
        if name is not None:
            document = msgspec.structs.replace(self.draft(stored), name=name)
            stored = await self.update(organization, stored.id, document, revision=stored.revision)
        if slug is None or slug == stored.slug:
            return stored
        _check_slug(slug)
        if not await self._is_free(slug, stored.id):
            raise Conflict(f"The address {slug!r} is taken.", fix="Choose another.")
        return await self._replace(msgspec.structs.replace(stored, slug=slug))

    def draft(self, stored: StoredFlow) -> Flow:
        """Return the draft as a document."""
        return codec().decode(bytes(stored.document))

    async def check(self, stored: StoredFlow) -> tuple[Problem, ...]:
        """Return what is wrong with the draft."""
        flow = self.draft(stored)
        return await self._checks.of(flow, stored.digest, await self._subflows(stored.organization, flow))

    # -- versions

    async def publish(self, organization: OrganizationId, flow: str, *, note: str = "") -> Version:
        """Freeze the draft as the next version and make it live.

        Raises `FlowHasProblems` where the document would make a conversation fail.
        """
        stored = await self.get(organization, flow)
        problems = await self.check(stored)
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise FlowHasProblems(problems)
        version = await self._version_of(stored, number=stored.versions + 1, note=note)
        await self._store.add_version(version)
        live = Published(version.number, version.at, version.digest)
        await self._replace(msgspec.structs.replace(stored, published=live, versions=version.number))
        return version

    async def roll_back(self, organization: OrganizationId, flow: str, number: int) -> Version:
        """Make an earlier version live again; conversations under way stay on theirs."""
        stored = await self.get(organization, flow)
        version = await self._store.get_version(organization, stored.id, number)
        live = Published(version.number, version.at, version.digest)
        await self._replace(msgspec.structs.replace(stored, published=live))
        return version

    async def versions(self, organization: OrganizationId, flow: str) -> tuple[StoredFlow, list[Version]]:
        """Return a flow and its versions, the newest first."""
        stored = await self.get(organization, flow)
        return stored, await self._store.versions(organization, stored.id)

    async def version(self, organization: OrganizationId, flow: FlowId, number: int) -> Version:
        """Return one version; raises `Missing`."""
        return await self._store.get_version(organization, flow, number)

    async def find_live(self, flow: str) -> Live:
        """Return what is published under an id or slug; raises `Missing`.

        Remembered until the next write, which only this service does.
        """
        live = self._live.get(flow)
        if live is not None:
            return live
        writes = self._writes
        stored = await self._store.find_public(flow)
        if stored is None or stored.published is None:
            raise Missing(f"There is no published flow {flow!r}.")
        live = Live(stored.organization, stored.id, stored.published.number)
        if writes == self._writes:
            self._live[flow] = live
        return live

    async def freeze_preview(self, organization: OrganizationId, flow: str) -> Version:
        """Keep the draft, and the flows it enters, as they are now, so that it can be tried; the same is kept once."""
        stored = await self.get(organization, flow)
        version = await self._version_of(stored, number=-1, note="", preview=True)
        version = msgspec.structs.replace(version, number=_preview_number(version))
        try:
            await self._store.add_version(version)
        except Conflict:
            return await self._store.get_version(organization, stored.id, version.number)
        return version

    async def publish_file(self, organization: OrganizationId, flow: Flow, slug: str) -> Version | None:
        """Publish a flow file under `slug`; None where that very flow is live already.

        Raises `FlowHasProblems`.
        """
        stored, changed = await self.put_file(organization, flow, slug)
        return await self.publish_changed(stored, changed=changed)

    async def put_file(self, organization: OrganizationId, flow: Flow, slug: str) -> tuple[StoredFlow, bool]:
        """Make a flow file the draft under `slug`; tell whether it differs from what is live.

        Files that enter each other are all put before one of them is published.
        """
        stored = await self._store.find_slug(organization, slug)
        if stored is None:
            return await self.create(organization, flow, slug=slug), True
        flow = msgspec.structs.replace(flow, id=stored.id)
        if stored.published is not None and stored.published.digest == _digest(codec().encode(flow)):
            return stored, False
        return await self.update(organization, stored.id, flow, revision=None), True

    async def publish_changed(self, stored: StoredFlow, *, changed: bool) -> Version | None:
        """Publish a draft that changed, or one whose subflows did; None where nothing did."""
        if not changed:
            live = stored.published
            if live is None or live.digest != stored.digest:
                return None  # the draft was edited in the builder and is not this file's to publish
            version = await self._store.get_version(stored.organization, stored.id, live.number)
            if version.subflows == (await self._version_of(stored, number=live.number, note="")).subflows:
                return None
        return await self.publish(stored.organization, stored.id)

    # -- inside

    async def _drafted(self, organization: OrganizationId, flow: Flow, slug: str) -> StoredFlow:
        encoded = codec().encode(flow)
        digest = _digest(encoded)
        problems = await self._checks.of(flow, digest, await self._subflows(organization, flow))
        return StoredFlow(
            id=flow.id,
            organization=organization,
            slug=slug,
            name=flow.name,
            updated=_milliseconds(self._clock.now()),
            document=msgspec.Raw(encoded),
            digest=digest,
            problems=count_problems(problems),
        )

    async def _version_of(self, stored: StoredFlow, *, number: int, note: str, preview: bool = False) -> Version:
        subflows = await self._subflows(stored.organization, self.draft(stored))
        return Version(
            flow=stored.id,
            organization=stored.organization,
            slug=stored.slug,
            number=number,
            at=_milliseconds(self._clock.now()),
            digest=stored.digest,
            document=stored.document,
            note=note,
            subflows={id: msgspec.Raw(codec().encode(other)) for id, other in subflows.items()},
            preview=preview,
        )

    async def _subflows(self, organization: OrganizationId, flow: Flow) -> dict[FlowId, Flow]:
        """Return all flows that `flow` enters, and those that they enter."""
        found: dict[FlowId, Flow] = {}
        wanted = _entered(flow)
        while wanted:
            id = wanted.pop()
            if id in found or id == flow.id:
                continue
            stored = await self._store.find(organization, id)
            if stored is not None:
                found[id] = self.draft(stored)
                wanted |= _entered(found[id])
        return found

    async def _is_free(self, address: str, flow: FlowId) -> bool:
        """Return whether `address` is no other flow's address or id, by which visitors find it too."""
        holder = await self._store.find_public(address)
        return holder is None or holder.id == flow

    async def _replace(self, flow: StoredFlow) -> StoredFlow:
        self._writes += 1
        try:
            return await self._store.replace(flow)
        except Conflict as conflict:
            if conflict.details.get("index") == "slug":
                raise Conflict(f"The address {flow.slug!r} is taken.", fix="Choose another.") from None
            raise StaleDraft("The flow was changed by somebody else meanwhile.", fix="Load it again.") from None
        finally:
            self._writes += 1
            self._live.clear()


def _preview_number(version: Version) -> int:
    """Return a draft's number, below 0: the same for the same draft with the same flows that it enters."""
    parts = [version.digest.encode(), *(part for id in sorted(version.subflows) for part in _named(version, id))]
    digest = _digest(b"\0".join(parts)) if version.subflows else version.digest
    return -int(digest[:12], 16) - 1


def _named(version: Version, id: FlowId) -> tuple[bytes, bytes]:
    return id.encode(), bytes(version.subflows[id])


def _entered(flow: Flow) -> set[FlowId]:
    return {id for node in flow.nodes for block in node.blocks for id in block.subflows()}


def _slug_of(name: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    return words or "flow"


def _check_slug(slug: str) -> None:
    if not _SLUG.fullmatch(slug):
        raise InvalidRequest(
            f"{slug!r} cannot be an address.", fix="Use lower-case letters, digits and hyphens, at most 64."
        )


def _digest(document: bytes) -> str:
    return blake2b(document, digest_size=16).hexdigest()


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _new_id() -> FlowId:
    return FlowId(f"f_{secrets.token_hex(8)}")
