"""The one loop that plays a turn: advance, perform the effect, advance again.

Conversations, the terminal chat, tests, replay and exploration all use it; they differ
in what `perform` does. A server also gives others their turn where one is long: every `STRETCH`
blocks it calls `rest`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeAlias

import msgspec

from dialogkit.engine.budgets import BUDGETS, Budgets
from dialogkit.engine.effects import Effect
from dialogkit.engine.inputs import EffectResult, Input
from dialogkit.engine.machine import Step, Walk, set_out
from dialogkit.engine.outputs import Message, few
from dialogkit.engine.program import Program
from dialogkit.engine.session import Session, Status

__all__ = ("STRETCH", "Perform", "Rest", "merge", "play")

Perform: TypeAlias = Callable[[Effect, Step], Awaitable[EffectResult]]
"""Do an effect; the step it came from is at hand, with what was said before it."""

Rest: TypeAlias = Callable[[], Awaitable[None]]
"""Let others go on; returns when it is this turn's turn again."""

STRETCH = 100
"""Blocks gone through at a stretch: a fraction of a millisecond, and more than ordinary turns have."""


async def play(  # noqa: PLR0913 - what a turn depends on, all of it named by the caller
    session: Session,
    program: Program,
    input: Input,
    *,
    now: datetime,
    perform: Perform,
    budgets: Budgets = BUDGETS,
    rest: Rest | None = None,
    stretch: int = STRETCH,
) -> Step:
    """Play one turn to where it waits or ends, with all its effects done."""
    stretch = stretch if rest else 0
    step = set_out(session, program, input, now=now, budgets=budgets, stretch=stretch)
    if isinstance(step, Walk):
        step = await _to_the_end(step, rest)
    whole, effects = step, 0
    while step.effect is not None:
        effects += 1
        if effects > budgets.effects:
            return _too_many_effects(session, whole, budgets)
        result = await perform(step.effect, whole)
        left = budgets.left(
            steps=whole.steps, work=whole.work, messages=len(whole.messages), characters=whole.characters
        )
        after = set_out(step.session, program, result, now=now, budgets=left, stretch=stretch)
        step = await _to_the_end(after, rest) if isinstance(after, Walk) else after
        whole = merge(whole, step)
        if step.status is Status.FAILED:
            return _recoverable(session, whole)
    return whole


async def _to_the_end(walk: Walk, rest: Rest | None) -> Step:
    step = None
    while step is None:
        if rest is not None:
            await rest()
        step = walk.go_on()
    return step


def merge(before: Step, after: Step) -> Step:
    """Return the two as one step."""
    messages: tuple[Message, ...] = before.messages + after.messages
    return msgspec.structs.replace(
        after,
        messages=messages,
        path=before.path + after.path,
        shown=after.shown if before.shown is None else before.shown,
        steps=before.steps + after.steps,
        work=before.work + after.work,
        characters=before.characters + after.characters,
    )


def _too_many_effects(session: Session, whole: Step, budgets: Budgets) -> Step:
    failed = msgspec.structs.replace(session, status=Status.FAILED, failure="too_many_effects", said=whole.session.said)
    return msgspec.structs.replace(
        whole,
        session=failed,
        messages=few(whole.messages),
        effect=None,
        failure=f"The flow asked for more than {budgets.effects} effects in one turn.",
    )


def _recoverable(session: Session, whole: Step) -> Step:
    """Go back to the session the visitor's turn began with."""
    failed = msgspec.structs.replace(
        session, status=Status.FAILED, failure=whole.session.failure, said=whole.session.said
    )
    return msgspec.structs.replace(whole, session=failed, messages=few(whole.messages))
