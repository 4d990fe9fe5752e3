"""Compiled versions, kept for ever because versions never change."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

import msgspec

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow, Settings, Theme
from dialogkit.engine import Program, compile_flow
from dialogkit.flows import FlowsService, Version
from dialogkit.kit import FlowId, OrganizationId

__all__ = ("Playable", "Programs", "PublicFlow", "PublicSettings")

MAX_PROGRAMS = 500
LARGE = 200_000
"""Bytes of a document that is compiled beside the event loop, so that nobody waits for it."""


class PublicSettings(msgspec.Struct, frozen=True):
    """The settings a client needs."""

    typing: msgspec.Struct
    resume: msgspec.Struct
    messages: msgspec.Struct
    metadata: msgspec.Struct
    branding: bool
    retention_days: int | None


class PublicFlow(msgspec.Struct, frozen=True):
    """What a visitor's client may know of a flow: nothing of what is in it."""

    id: FlowId
    slug: str
    name: str
    version: int
    locale: str
    locales: tuple[str, ...]
    """All languages it can be had in, its own first."""
    theme: Theme
    settings: PublicSettings


class Playable(msgspec.Struct, frozen=True):
    """A version in one language, ready to play."""

    program: Program
    public: msgspec.Raw
    settings: Settings
    flow: Flow
    version: int
    locale: str
    """The language it speaks; "" is the flow's own."""
    locales: frozenset[str]
    """The languages it has besides its own."""


class Programs:
    """The programs in use, the longest unused forgotten first."""

    def __init__(self, flows: FlowsService) -> None:
        self.flows = flows
        self._kept: OrderedDict[tuple[str, int, str], Playable] = OrderedDict()
        self._compiling = asyncio.Lock()

    async def get(self, organization: OrganizationId, flow: FlowId, version: int, locale: str) -> Playable:
        """Return a version ready to play in `locale`, or in the nearest language it has; raises `Missing`."""
        own = self._find(flow, version, "") or await self._compile(organization, flow, version, "")
        known = _nearest(own.locales, locale) if locale else ""
        if not known:
            return own
        return self._find(flow, version, known) or await self._compile(organization, flow, version, known)

    def _find(self, flow: FlowId, version: int, locale: str) -> Playable | None:
        found = self._kept.get((flow, version, locale))
        if found is not None:
            self._kept.move_to_end((flow, version, locale))
        return found

    async def _compile(self, organization: OrganizationId, flow: FlowId, number: int, locale: str) -> Playable:
        version = await self.flows.version(organization, flow, number)
        if memoryview(version.document).nbytes < LARGE:
            return self._keep(flow, _compiled(version, locale))
        async with self._compiling:
            found = self._find(flow, number, locale)
            return found or self._keep(flow, await asyncio.to_thread(_compiled, version, locale))

    def _keep(self, flow: FlowId, playable: Playable) -> Playable:
        self._kept[(flow, playable.version, playable.locale)] = playable
        if len(self._kept) > MAX_PROGRAMS:
            self._kept.popitem(last=False)
        return playable


def _compiled(version: Version, locale: str) -> Playable:
    document = codec().decode(bytes(version.document))
    subflows = {id: codec().decode(bytes(raw)) for id, raw in version.subflows.items()}
    program = compile_flow(document, subflows, locale=locale)
    public = _public(program.flow, version.slug, version.number, (document.locale, *document.translations))
    return Playable(
        program=program,
        public=msgspec.Raw(msgspec.json.encode(public)),
        settings=document.settings,
        flow=document,
        version=version.number,
        locale=locale,
        locales=frozenset(locale for flow in (document, *subflows.values()) for locale in flow.translations),
    )


def _nearest(locales: frozenset[str], wanted: str) -> str:
    """Return the language in `locales` that is `wanted`, or its language without the region; "" for none."""
    language = wanted.split("-", maxsplit=1)[0]
    return next((locale for locale in (wanted, language) if locale in locales), "")


def _public(flow: Flow, slug: str, version: int, locales: tuple[str, ...]) -> PublicFlow:
    settings = flow.settings
    shown = PublicSettings(
        settings.typing,
        settings.resume,
        settings.messages,
        settings.metadata,
        settings.branding,
        settings.retention_days,
    )
    return PublicFlow(flow.id, slug, flow.name, version, flow.locale, locales, flow.theme, shown)
