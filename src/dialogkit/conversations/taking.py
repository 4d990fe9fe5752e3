"""Take a turn: advance, perform effects, and append one record.

A turn without an outside effect is exactly one insert. One with outside effects is first
claimed, so that two racers never both perform them; each effect is marked as attempted
before it is sent, so that a crash never repeats what must not be repeated.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from math import ceil
from typing import TypeAlias

import msgspec

from dialogkit.conversations.holding import Held
from dialogkit.conversations.models import EMPTY, Claim, Record, TurnOut
from dialogkit.conversations.resting import RestingPlace
from dialogkit.conversations.store import TurnStore
from dialogkit.conversations.tally import Tally
from dialogkit.engine import (
    Effect,
    EffectResult,
    Input,
    Message,
    Performer,
    RunScript,
    Session,
    Status,
    Step,
    encode,
    play,
)
from dialogkit.kit import Clock

__all__ = ("CLAIM_MILLISECONDS", "OnMessages", "Opening", "Taking", "moment_of")

CLAIM_MILLISECONDS = 60_000
"""How long a claim holds beyond the time its effect may take."""
MAX_RESULTS_BYTES = 2_000_000
"""What the effects of one turn may bring together, so that a record stays below 4 MB."""

OnMessages: TypeAlias = Callable[[tuple[Message, ...]], Awaitable[None]]
"""Told what was said before an effect, while it is performed; provisional."""

log = logging.getLogger(__name__)

_encoder = msgspec.json.Encoder()


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """A turn that is to be taken: its record without what comes out of it, and its input."""

    record: Record
    input: Input
    session: Session
    asked: msgspec.Raw = EMPTY
    """The turn before, whose question stays where this one fails."""


class Taking:
    """Takes turns and keeps their records."""

    def __init__(self, store: TurnStore, performer: Performer, clock: Clock, holder: str, *, alone: bool) -> None:
        self._store = store
        self.tally = Tally(store)
        self._performer = performer
        self._clock = clock
        self._holder = holder
        self._alone = alone
        self._resting_place = RestingPlace()

    async def take(
        self, opening: Opening, held: Held, *, on_messages: OnMessages | None = None, revision: int = 0
    ) -> Record:
        """Play `opening` and append its record; `held` moves on to it.

        `revision` other than 0 is that of the record a crashed turn left behind. Raises
        `Conflict` where another turn has taken its place.
        """
        performance = _Performance(self, opening, on_messages, revision)
        try:
            step = await play(
                opening.session,
                held.playable.program,
                opening.input,
                now=moment_of(opening.record.at),
                perform=performance,
                rest=self._resting_place.rest,
            )
            record = _closed(opening, step, performance.results)
            if performance.revision:
                revision = await self._store.complete(record, revision=performance.revision)
            else:
                revision = await self._store.append(record)
        except BaseException:
            held.stale = True
            raise
        held.move_on(record, revision, step.session)
        self.tally.note(record)
        return record

    def may_take_over(self, claim: Claim) -> bool:
        """Return whether nobody works on a claimed turn any more; asked under the conversation's lock."""
        return self._alone or claim.holder == self._holder or claim.until <= self._milliseconds()

    async def claim(self, record: Record, revision: int, attempted: int, seconds: float) -> int:
        """Store `record` as a claim for an effect that may take `seconds`; return its revision."""
        until = self._milliseconds() + CLAIM_MILLISECONDS + int(seconds * 1000)
        claimed = msgspec.structs.replace(record, claim=Claim(self._holder, until, attempted))
        if revision:
            return await self._store.complete(claimed, revision=revision)
        return await self._store.append(claimed)

    async def perform(self, effect: Effect, step: Step) -> EffectResult:
        """Do an effect; whatever breaks in doing it is a result for the flow."""
        try:
            return await self._performer(effect, step)
        except Exception as error:  # noqa: BLE001  # the boundary of effects
            log.error("the effect %s of block %s broke: %s", type(effect).__name__, effect.block, type(error).__name__)
            return EffectResult(error="crashed", message="This could not be done.")

    def _milliseconds(self) -> int:
        return int(self._clock.now().timestamp() * 1000)


def moment_of(milliseconds: int) -> datetime:
    """Return a stored time as an instant."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


class _Performance:
    """The effects of one turn: first what a crashed attempt has recorded, then the real thing."""

    def __init__(self, taking: Taking, opening: Opening, on_messages: OnMessages | None, revision: int) -> None:
        self._taking = taking
        self._opening = opening
        self._on_messages = on_messages
        self._told = 0
        self._bytes = 0
        self.revision = revision
        self.results: list[EffectResult] = []

    async def __call__(self, effect: Effect, step: Step) -> EffectResult:
        result = self._recorded(effect)
        if result is None:
            await self._tell(step)
            if not isinstance(effect, RunScript):
                await self._claim(effect.timeout)
            result = self._recordable(await self._taking.perform(effect, step))
        self.results.append(result)
        return result

    def _recordable(self, result: EffectResult) -> EffectResult:
        """Return `result` if it can be kept, else why not."""
        try:
            self._bytes += len(_encoder.encode(result))
        except (ValueError, OverflowError, RecursionError):  # half a character, an endless number, endless nesting
            return EffectResult(error="unreadable", message="What came back cannot be kept.")
        if self._bytes > MAX_RESULTS_BYTES:
            return EffectResult(error="too_large", message="This turn has brought more than it may.")
        return result

    def _recorded(self, effect: Effect) -> EffectResult | None:
        """Return what is known of this effect from before a crash."""
        number, record = len(self.results), self._opening.record
        if number < len(record.results):
            return record.results[number]
        attempted = record.claim.attempted if record.claim else None
        if attempted == number and not isinstance(effect, RunScript) and not effect.repeatable:
            return EffectResult(
                error="unknown", message="The server stopped while this was being done; it may have happened."
            )
        return None

    async def _claim(self, seconds: float) -> None:
        record = msgspec.structs.replace(
            self._opening.record, status=Status.WORKING, results=tuple(self.results), turn=self._working()
        )
        self.revision = await self._taking.claim(record, self.revision, len(self.results), seconds)

    def _working(self) -> msgspec.Raw:
        turn = TurnOut(seq=self._opening.record.seq, status=Status.WORKING)
        return msgspec.Raw(_encoder.encode(turn))

    async def _tell(self, step: Step) -> None:
        if self._on_messages is not None and len(step.messages) > self._told:
            await self._on_messages(step.messages[self._told :])
            self._told = len(step.messages)


def _closed(opening: Opening, step: Step, results: list[EffectResult]) -> Record:
    """Return the record of a turn that is done."""
    session, record = step.session, opening.record
    asked = _question_of(opening.asked) if session.status is Status.FAILED else step.ask
    turn = TurnOut(seq=record.seq, messages=step.messages, input=asked, status=session.status, shown=step.shown)
    until = step.until
    return Record(
        conversation=record.conversation,
        seq=record.seq,
        cause=record.cause,
        organization=record.organization,
        flow=record.flow,
        version=record.version,
        at=record.at,
        status=session.status,
        locale=record.locale,
        input=record.input,
        turn=msgspec.Raw(_encoder.encode(turn)),
        path=step.path,
        results=tuple(results),
        state=msgspec.Raw(encode(session)),
        due=None if until is None else ceil(until.timestamp() * 1000),
        failure=step.failure,
    )


class _Asked(msgspec.Struct):
    """The question within an encoded turn."""

    input: msgspec.Raw = EMPTY


def _question_of(turn: msgspec.Raw) -> msgspec.Raw | None:
    if bytes(turn) == bytes(EMPTY):
        return None
    question = msgspec.json.decode(turn, type=_Asked).input
    return None if bytes(question) == bytes(EMPTY) else question
