"""The slices in memory, with a clock that is moved by hand and an outside world that obeys."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from dialogkit import conversations, flows
from dialogkit.blocks.catalog import codec
from dialogkit.conversations import ConversationsService, Opened, Taking, Timers, Wanted
from dialogkit.engine import Effect, EffectResult, Step
from dialogkit.kit import OrganizationId
from dialogkit.storage import MemoryStorage, Storage

__all__ = ("HOME", "Hands", "Hosting", "Outside")

HOME = OrganizationId("home")


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the present instant."""
        return self.moment

    def pass_seconds(self, seconds: float) -> None:
        """Let time go by."""
        self.moment += timedelta(seconds=seconds)


class Outside:
    """What the world outside does when it is asked."""

    def __init__(self) -> None:
        self.asked: list[Effect] = []
        self.result = EffectResult(value={"ok": True}, data={"status": 200})
        self.fault: BaseException | None = None
        self.gate: asyncio.Event | None = None

    async def __call__(self, effect: Effect, step: Step) -> EffectResult:
        """Perform an effect."""
        self.asked.append(effect)
        if self.gate is not None:
            await self.gate.wait()
        if self.fault is not None:
            raise self.fault
        return self.result


class Hosting:
    """A server's slices over one storage; another one over the same storage is the next process."""

    def __init__(self, storage: Storage | None = None, *, holder: str = "first", alone: bool = True) -> None:
        self.storage = storage or MemoryStorage((*flows.SCHEMAS, *conversations.SCHEMAS))
        self.clock = Hands()
        self.outside = Outside()
        self.flows = flows.FlowsService(flows.FlowStore(self.storage), self.clock)
        self.store = conversations.TurnStore(self.storage)
        taking = Taking(self.store, self.outside, self.clock, holder, alone=alone)
        self.programs = conversations.Programs(self.flows)
        tokens = conversations.Tokens(b"s" * 32)
        self.service = ConversationsService(self.store, self.programs, taking, tokens, self.clock)
        self.timers = Timers(self.store, self.service, self.clock)

    async def publish(self, document: dict[str, Any]) -> None:
        """Publish a flow under its id."""
        await self.flows.publish_file(HOME, codec().convert(document), document["id"])

    async def open(self, flow: str, client_id: str = "") -> Opened:
        """Open a conversation."""
        return await self.service.open(flow, Wanted(client_id=client_id))

    async def tick(self) -> None:
        """Let the timers do what is due."""
        await self.timers.run()
        await self.timers.finish()
