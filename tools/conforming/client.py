"""A client that plays a DialogKit conversation the way the recordings were played.

Scripts run in the project's own sandbox; requests never leave the machine.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from dialogkit.adapters.scripts import ScriptPool
from dialogkit.engine import (
    Ask,
    ChoiceInput,
    CommandInput,
    Effect,
    EffectResult,
    EventInput,
    File,
    HookInput,
    Input,
    Program,
    RunScript,
    SkipInput,
    Start,
    Status,
    Step,
    TextInput,
    TimeoutInput,
    WaitsFor,
    begin,
    merge,
    play,
)
from dialogkit.kit import DialogKitError, Value

__all__ = ("Client", "Said")

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""About the time at which the recordings were made."""

Said = Step | None
"""What a turn brought; None where it could not be taken."""


class Client:
    """One conversation with one flow."""

    def __init__(self, program: Program, scripts: ScriptPool) -> None:
        self._program = program
        self._scripts = scripts
        self._session = begin(7)
        self._ask: Ask | None = None
        self._now = NOON
        self._replies: list[dict[str, Any]] = []

    async def take(self, given: Any, replies: tuple[dict[str, Any], ...]) -> Said:
        """Answer as a visitor, and go on by `replies` and by time until a visitor is asked again."""
        self._replies = list(replies)
        try:
            whole = await self._play(self._input(given))
            while (following := self._following()) is not None:
                whole = merge(whole, await self._play(following))
        except DialogKitError:
            return None
        return whole

    async def _play(self, input: Input) -> Step:
        step = await play(self._session, self._program, input, now=self._now, perform=self._perform)
        self._session, self._ask = step.session, step.ask
        return step

    def _input(self, given: Any) -> Input:
        if given is None:
            return Start()
        if isinstance(given, str):
            return TextInput(text=given)
        if "command" in given:
            return CommandInput(command=given["command"])
        if "text" not in given:
            return SkipInput()
        chosen = given.get("metadata", {}).get("replyId")
        if chosen in self._items():
            return ChoiceInput(items=(chosen,))
        files = tuple(File(url=url) for url in given.get("attachedFileUrls", ()))
        return TextInput(text=given["text"], files=files)

    def _items(self) -> set[str]:
        items = getattr(self._ask, "items", ())
        return {item.id for item in items} | {action.id for item in items for action in getattr(item, "actions", ())}

    def _following(self) -> Input | None:
        """Return what comes without the visitor, from the page, the world or time."""
        waiting = self._session.waiting
        if waiting is None or self._session.status is not Status.WAITING:
            return None
        match waiting.wants:
            case WaitsFor.TIME:
                self._now = waiting.until or self._now + timedelta(seconds=1)
                return TimeoutInput()
            case WaitsFor.HOOK if self._replies:
                posted = _json(self._reply())
                return HookInput(block=waiting.block, data=posted.get("data") if isinstance(posted, dict) else posted)
            case WaitsFor.EVENT if self._replies:
                return EventInput(name=getattr(self._ask, "name", ""), data=_json(self._reply()))
            case _:
                return None

    def _reply(self) -> str:
        return str(self._replies.pop(0).get("message") or "")

    async def _perform(self, effect: Effect, step: Step) -> EffectResult:
        if isinstance(effect, RunScript):
            result = await self._scripts.run(
                effect.code, arguments=effect.arguments, now=self._now, seed=effect.seed, timeout=5.0
            )
            data: dict[str, Value] = {"sets": dict(result.sets)}
            return EffectResult(value=result.value, error=result.error, message=result.message, data=data)
        if self._replies:
            answer = _json(self._reply())
            if isinstance(answer, dict):
                return EffectResult(
                    value=answer.get("data"), data={"status": answer.get("statusCode", 200), "headers": {}}
                )
        return EffectResult(error=_refusal(effect.url), message="there is no network here")


def _refusal(url: str) -> str:
    """Return `refused` for what the guard would refuse, `unreachable` for the rest of the world."""
    host = urlsplit(url).hostname or ""
    try:
        return "unreachable" if ip_address(host).is_global else "refused"
    except ValueError:
        return "unreachable" if "." in host else "refused"


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
