"""Compare with what Typebot's own engine said."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dialogkit.adapters.scripts import ScriptPool
from dialogkit.document import Flow
from dialogkit.engine import Ask, Message, Program, Step, TextMessage, compile_flow
from dialogkit.interop.typebot import read_typebot
from dialogkit.kit import FlowId, Value
from tools.conforming.client import Client
from tools.conforming.comparison import Difference, Result, Seen, differs, words
from tools.conforming.recordings import Recording, Span, read_recordings, spans

__all__ = ("compare_folder",)

DELIBERATE = Path(__file__).with_name("deliberate.toml")

_INPUTS = {
    "text": "text input",
    "number": "number input",
    "email": "email input",
    "url": "url input",
    "phone": "phone number input",
    "date": "date input",
    "time": "time input",
    "choice": "choice input",
    "picture": "picture choice input",
    "cards": "cards",
    "rating": "rating input",
    "file": "file input",
}
_ACTIONS = frozenset({"redirect", "wait", "script"})
_SILENT = frozenset({"tag", "end"})


def compare_folder(folder: Path) -> Result:
    """Play every recording of `folder` and compare turn by turn."""
    return asyncio.run(_compare(folder))


async def _compare(folder: Path) -> Result:
    scripts = ScriptPool(size=1)
    tally = _Tally(_reasons())
    try:
        for recording in read_recordings(folder):
            program = _program(recording)
            for number, run in enumerate(recording.runs):
                await _compare_run(recording.name, number, run, Client(program, scripts), tally)
    finally:
        await scripts.close()
    return tally.result()


async def _compare_run(name: str, number: int, run: dict[str, Any], client: Client, tally: _Tally) -> None:
    pieces = list(spans(run))
    for index, span in enumerate(pieces):
        step = await client.take(span.input, span.replies)
        if span.volatile:
            tally.volatile += span.turns
            continue
        got = _seen(step)
        parts = differs(span.expected, got, span.volatile_variables)
        if parts:
            tally.differ(name, number, span, parts)
            tally.after += sum(piece.turns for piece in pieces[index + 1 :])
            return
        tally.agree(span)
        if span.expected.failed:
            return


class _Tally:
    """Counts while comparing."""

    def __init__(self, reasons: dict[str, str]) -> None:
        self._reasons = reasons
        self._differences: list[Difference] = []
        self._turns = self._equal = self._deliberate = 0
        self.volatile = 0
        self.after = 0

    def agree(self, span: Span) -> None:
        """Count a span that is equal."""
        self._turns += span.turns
        self._equal += span.turns

    def differ(self, name: str, run: int, span: Span, parts: dict[str, tuple[Any, Any]]) -> None:
        """Count a span that is not."""
        self._turns += span.turns
        reason = self._reasons.get(f"{name}#{run}") or self._reasons.get(name, "")
        self._deliberate += bool(reason)
        expected = {part: pair[0] for part, pair in parts.items()}
        got = {part: pair[1] for part, pair in parts.items()}
        self._differences.append(Difference(name, run, span.first, expected, got, reason))

    def result(self) -> Result:
        """Return what was counted."""
        return Result(
            turns=self._turns,
            equal=self._equal,
            skipped_volatile=self.volatile,
            skipped_after_difference=self.after,
            deliberate=self._deliberate,
            differences=tuple(self._differences),
        )


def _reasons() -> dict[str, str]:
    listed = tomllib.loads(DELIBERATE.read_text("utf-8")) if DELIBERATE.exists() else {}
    return {name: entry["reason"] for entry in listed.get("difference", ()) for name in entry["cases"]}


def _program(recording: Recording) -> Program:
    flows: dict[FlowId, Flow] = {}
    for plain in (recording.flow, *recording.linked.values()):
        flow = read_typebot(plain).flow
        if recording.migrated:
            flow = msgspec.structs.replace(flow, dialect="typebot")
        flows.setdefault(flow.id, flow)
    for id, plain in recording.linked.items():
        flows.setdefault(FlowId(id), read_typebot(plain).flow)
    main = read_typebot(recording.flow).flow.id
    return compile_flow(flows[main], {id: flow for id, flow in flows.items() if id != main})


def _seen(step: Step | None) -> Seen:
    if step is None or step.failure:
        return Seen((), None, {}, failed=True)
    return Seen(
        messages=tuple(_messages(step)),
        input=_input(step.ask),
        variables={name: value for name, value in step.session.variables.items() if _is_set(value)},
        actions=tuple(kind for message in step.messages if (kind := _tag(message)) in _ACTIONS),
    )


def _is_set(value: Value) -> bool:
    return value is not None and value != ""


def _tag(part: Message | Ask) -> str:
    return str(part.__struct_config__.tag)


def _messages(step: Step) -> Iterator[tuple[str, str]]:
    for message in step.messages:
        kind = _tag(message)
        if isinstance(message, TextMessage):
            yield kind, words(message.text)
        elif kind not in _ACTIONS | _SILENT:
            yield kind, str(getattr(message, "url", "")) if kind in ("image", "audio", "embed") else ""


def _input(ask: Ask | None) -> tuple[str, tuple[str, ...]] | None:
    if ask is None or _tag(ask) not in _INPUTS:
        return None
    labels = tuple(item.label.strip() for item in getattr(ask, "items", ()))
    return _INPUTS[_tag(ask)], labels
