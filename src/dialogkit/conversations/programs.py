"""Compiled versions, kept for ever because versions never change."""

from __future__ import annotations

from collections import OrderedDict

import msgspec

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow, Settings, Theme
from dialogkit.engine import Program, compile_flow
from dialogkit.flows import FlowsService
from dialogkit.kit import FlowId, OrganizationId

__all__ = ("Playable", "Programs", "PublicFlow", "PublicSettings")

MAX_PROGRAMS = 500


class PublicSettings(msgspec.Struct, frozen=True):
    """The settings a client needs."""

    typing: msgspec.Struct
    resume: msgspec.Struct
    messages: msgspec.Struct
    metadata: msgspec.Struct
    branding: bool


class PublicFlow(msgspec.Struct, frozen=True):
    """What a visitor's client may know of a flow: nothing of what is in it."""

    id: FlowId
    slug: str
    name: str
    version: int
    locale: str
    locales: tuple[str, ...]
    theme: Theme
    settings: PublicSettings


class Playable(msgspec.Struct, frozen=True):
    """A version in one language, ready to play."""

    program: Program
    public: msgspec.Raw
    settings: Settings
    flow: Flow


class Programs:
    """The programs in use, the longest unused forgotten first."""

    def __init__(self, flows: FlowsService) -> None:
        self.flows = flows
        self._kept: OrderedDict[tuple[str, int, str], Playable] = OrderedDict()

    async def get(self, organization: OrganizationId, flow: FlowId, version: int, locale: str) -> Playable:
        """Return a version ready to play in `locale`; raises `Missing`."""
        key = (flow, version, locale)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        playable = await self._compile(organization, flow, version, locale)
        self._kept[key] = playable
        if len(self._kept) > MAX_PROGRAMS:
            self._kept.popitem(last=False)
        return playable

    async def _compile(self, organization: OrganizationId, flow: FlowId, number: int, locale: str) -> Playable:
        version = await self.flows.version(organization, flow, number)
        document = codec().decode(bytes(version.document))
        subflows = {id: codec().decode(bytes(raw)) for id, raw in version.subflows.items()}
        program = compile_flow(document, subflows, locale=locale)
        public = _public(program.flow, version.slug, number, tuple(document.translations))
        raw = msgspec.Raw(msgspec.json.encode(public))
        return Playable(program, raw, document.settings, document)


def _public(flow: Flow, slug: str, version: int, locales: tuple[str, ...]) -> PublicFlow:
    settings = flow.settings
    shown = PublicSettings(settings.typing, settings.resume, settings.messages, settings.metadata, settings.branding)
    return PublicFlow(flow.id, slug, flow.name, version, flow.locale, locales, flow.theme, shown)
