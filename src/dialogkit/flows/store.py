"""Flows and versions in the database."""

from __future__ import annotations

import msgspec

from dialogkit.flows import drafts
from dialogkit.flows.models import StoredFlow, Version
from dialogkit.kit import FlowId, Missing, OrganizationId
from dialogkit.storage import Document, Index, Key, Query, Schema, Storage

__all__ = ("SCHEMAS", "FlowStore")

_FLOWS = Schema(
    name="flows",
    columns=("organization", "slug", "updated"),
    indexes=(
        Index("updated", ("organization", "updated")),
        Index("slug", ("slug",), unique=True),
    ),
)
_VERSIONS = Schema(
    name="versions",
    columns=("organization", "flow", "number"),
    indexes=(Index("number", ("organization", "flow", "number"), unique=True),),
)

SCHEMAS = (_FLOWS, _VERSIONS, *drafts.SCHEMAS)


class FlowStore:
    """What `FlowsService` writes and reads."""

    def __init__(self, storage: Storage) -> None:
        self.drafts = drafts.DraftStore(storage)
        self._flows = storage.collection(_FLOWS)
        self._versions = storage.collection(_VERSIONS)
        self._flow_decoder = msgspec.json.Decoder(StoredFlow)
        self._version_decoder = msgspec.json.Decoder(Version)

    async def add(self, flow: StoredFlow) -> StoredFlow:
        """Keep a new flow; raises `Conflict` where its slug is taken."""
        revision = await self._flows.insert(_flow_document(flow))
        return msgspec.structs.replace(flow, revision=revision)

    async def replace(self, flow: StoredFlow) -> StoredFlow:
        """Keep a changed flow; raises `Conflict` where its revision is no longer the stored one."""
        revision = await self._flows.replace(_flow_document(flow), revision=flow.revision)
        return msgspec.structs.replace(flow, revision=revision)

    async def find(self, organization: OrganizationId, flow: str) -> StoredFlow | None:
        """Return a flow of the organization by id or slug."""
        found = await self.find_public(flow)
        return found if found is not None and found.organization == organization else None

    async def find_slug(self, organization: OrganizationId, slug: str) -> StoredFlow | None:
        """Return a flow of the organization by its slug alone."""
        document = await self._flows.first(Query("slug", (slug,)))
        found = self._flow(document) if document else None
        return found if found is not None and found.organization == organization else None

    async def find_public(self, flow: str) -> StoredFlow | None:
        """Return a flow by id or slug, whosever it is: for visitors, who know no organization."""
        document = await self._flows.find(flow) or await self._flows.first(Query("slug", (flow,)))
        return self._flow(document) if document else None

    async def page(self, organization: OrganizationId, limit: int, cursor: str) -> tuple[list[StoredFlow], str]:
        """Return flows of the organization, the newest changed first, and the next cursor."""
        query = Query("updated", (organization,), descending=True)
        page = await self._flows.page(query, limit=limit, cursor=cursor)
        return [self._flow(document) for document in page.documents], page.cursor

    async def add_version(self, version: Version) -> None:
        """Keep a version for good; raises `Conflict` where its number is taken."""
        keys: dict[str, Key] = {"organization": version.organization, "flow": version.flow, "number": version.number}
        id = f"{version.flow}:{version.number}"
        await self._versions.insert(Document(id, msgspec.json.encode(version), keys))

    async def get_version(self, organization: OrganizationId, flow: FlowId, number: int) -> Version:
        """Return a version; raises `Missing`."""
        document = await self._versions.find(f"{flow}:{number}")
        version = self._version_decoder.decode(document.body) if document else None
        if version is None or version.organization != organization:
            raise Missing(f"This flow has no version {number}.")
        return version

    async def versions(self, organization: OrganizationId, flow: FlowId) -> list[Version]:
        """Return all versions of a flow, the newest first."""
        query = Query("number", (organization, flow), at_least=1, descending=True)
        return [self._version_decoder.decode(found.body) async for found in self._versions.scan(query)]

    def _flow(self, document: Document) -> StoredFlow:
        flow = self._flow_decoder.decode(document.body)
        return msgspec.structs.replace(flow, revision=document.revision)


def _flow_document(flow: StoredFlow) -> Document:
    keys: dict[str, Key] = {"organization": flow.organization, "slug": flow.slug, "updated": flow.updated}
    return Document(flow.id, msgspec.json.encode(msgspec.structs.replace(flow, revision=0)), keys)
