"""Flows: drafts that change, versions that never do, and which version visitors get."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime
from hashlib import blake2b
from weakref import WeakValueDictionary

import msgspec

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow, Severity
from dialogkit.document.problems import Problem
from dialogkit.flows.addresses import address_of, check_address
from dialogkit.flows.checks import LARGE_NODES, Checks
from dialogkit.flows.drafts import Drafts, Reading, as_problems, normal_form
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
from dialogkit.kit import Clock, Conflict, FlowId, Missing, OrganizationId

__all__ = ("FlowsService",)


class FlowsService:
    """The only writer of flows and versions."""

    def __init__(self, store: FlowStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._checks = Checks()
        self.drafts = Drafts(store.drafts, self)
        self._locks: WeakValueDictionary[FlowId, asyncio.Lock] = WeakValueDictionary()
        self._live: dict[str, Live] = {}
        self._writes = 0

    # -- drafts

    async def create(self, organization: OrganizationId, flow: Flow, *, slug: str = "") -> StoredFlow:
        """Keep `flow` as a new draft; a slug that was not asked for gives way to one that is taken."""
        if slug:
            check_address(slug)
        wanted = slug or address_of(flow.name)
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
        """Return a flow by id or slug, with everything that was edited until now; raises `Missing`."""
        found = await self._find(organization, flow)
        return await self._find(organization, found.id) if await self.drafts.settle(found) else found

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
        return await self._write(stored, msgspec.structs.replace(document, id=stored.id))

    async def rename(
        self, organization: OrganizationId, flow: str, *, name: str | None, slug: str | None
    ) -> StoredFlow:
        """Change a flow's name or address."""
        stored = await self.get(organization, flow)
        if name is not None:
            document = msgspec.structs.replace(self.draft(stored), name=name)
            stored = await self._write(stored, document)
        if slug is None or slug == stored.slug:
            return stored
        check_address(slug)
        if not await self._is_free(slug, stored.id):
            raise Conflict(f"The address {slug!r} is taken.", fix="Choose another.")
        async with self._alone(stored.id):
            stored = await self._find(organization, stored.id)
            return await self._replace(msgspec.structs.replace(stored, slug=slug))

    def draft(self, stored: StoredFlow) -> Flow:
        """Return the draft as a document."""
        return codec().decode(bytes(stored.document))

    async def check(self, stored: StoredFlow) -> tuple[Problem, ...]:
        """Return what is wrong with the draft."""
        return (*stored.unfit, *await self._problems(stored.organization, self.draft(stored), stored.document))

    # -- drafts that are edited live

    async def problems_in(self, organization: OrganizationId, reading: Reading) -> tuple[Problem, ...]:
        """Return what is wrong with the flow that a draft is."""
        encoded = msgspec.Raw(codec().encode(reading.flow))
        return (*as_problems(reading.repairs), *await self._problems(organization, reading.flow, encoded))

    async def put_reading(self, organization: OrganizationId, reading: Reading, seq: int) -> None:
        """Keep the flow that a draft is after its record `seq`; where it is what is kept, nothing is written."""
        encoded = codec().encode(reading.flow)
        unfit = as_problems(reading.repairs)
        problems = await self.problems_in(organization, reading)
        async with self._alone(reading.flow.id):
            stored = await self._find(organization, reading.flow.id)
            if (_digest(encoded), unfit) == (stored.digest, stored.unfit):
                return
            changed = msgspec.structs.replace(
                stored,
                name=reading.flow.name,
                updated=_milliseconds(self._clock.now()),
                document=msgspec.Raw(encoded),
                digest=_digest(encoded),
                unfit=unfit,
                drafted=seq,
                problems=count_problems(problems),
            )
            await self._replace(changed)

    # -- versions

    async def publish(self, organization: OrganizationId, flow: str, *, note: str = "") -> Version:
        """Freeze the draft as the next version and make it live.

        Raises `FlowHasProblems` where the document would make a conversation fail.
        """
        settled = await self.get(organization, flow)
        async with self._alone(settled.id):
            stored = await self._find(organization, settled.id)
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
        found = await self._find(organization, flow)
        async with self._alone(found.id):
            stored = await self._find(organization, found.id)
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
        if stored.published is not None and stored.published.digest == await _normal_digest(flow):
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
        encoded = msgspec.Raw(codec().encode(flow))
        problems = await self._problems(organization, flow, encoded)
        return StoredFlow(
            id=flow.id,
            organization=organization,
            slug=slug,
            name=flow.name,
            updated=_milliseconds(self._clock.now()),
            document=encoded,
            digest=await _normal_digest(flow),
            problems=count_problems(problems),
        )

    async def _write(self, stored: StoredFlow, document: Flow) -> StoredFlow:
        """Make `document` of `stored`: in the draft what differs, or in its place where nobody has edited it live."""
        if await self.drafts.write(stored, document):
            return await self._find(stored.organization, stored.id)
        drafted = await self._drafted(stored.organization, document, stored.slug)
        return await self._replace(
            msgspec.structs.replace(
                stored,
                name=document.name,
                updated=drafted.updated,
                document=drafted.document,
                digest=drafted.digest,
                problems=drafted.problems,
            )
        )

    async def _problems(self, organization: OrganizationId, flow: Flow, encoded: msgspec.Raw) -> tuple[Problem, ...]:
        subflows = await self._subflows(organization, flow)
        return await self._checks.of(flow, _digest(bytes(encoded)), subflows)

    async def _find(self, organization: OrganizationId, flow: str) -> StoredFlow:
        """Return a flow as it is stored, whatever is being edited; raises `Missing`."""
        found = await self._store.find(organization, flow)
        if found is None:
            raise Missing(f"There is no flow {flow!r}.")
        return found

    def _alone(self, flow: FlowId) -> asyncio.Lock:
        """Return what holds off others who would change a stored flow between its reading and its writing."""
        return self._locks.setdefault(flow, asyncio.Lock())

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


async def _normal_digest(flow: Flow) -> str:
    """Return the digest of a flow's normal form; that of a large one is made beside the event loop."""
    is_large = len(flow.nodes) >= LARGE_NODES
    normal = await asyncio.to_thread(normal_form, flow) if is_large else normal_form(flow)
    return _digest(codec().encode(normal))


def _digest(document: bytes) -> str:
    return blake2b(document, digest_size=16).hexdigest()


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _new_id() -> FlowId:
    return FlowId(f"f_{secrets.token_hex(8)}")
