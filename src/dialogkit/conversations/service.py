"""Conversations: open them, take their turns, come back to them. The only writer of turns."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import msgspec

from dialogkit.conversations.chance import Chance
from dialogkit.conversations.circumstances import informed
from dialogkit.conversations.holding import Held, Holding
from dialogkit.conversations.models import (
    EMPTY,
    Record,
    StaleTurn,
    TurnIdReused,
    Unfinished,
    cause_of_client,
    cause_of_timer,
)
from dialogkit.conversations.programs import Playable, Programs
from dialogkit.conversations.store import TurnStore
from dialogkit.conversations.taking import OnMessages, Opening, Taking
from dialogkit.conversations.tokens import Tokens
from dialogkit.engine import (
    HookInput,
    Input,
    Start,
    Status,
    TimeoutInput,
    VisitorInput,
    begin,
    decode,
    encode,
)
from dialogkit.flows import Live
from dialogkit.kit import Clock, Conflict, ConversationId, FlowId, Missing, OrganizationId, WrongOrigin

__all__ = ("ConversationsService", "Opened", "Wanted", "check_origin")

T = TypeVar("T")

_encoder = msgspec.json.Encoder()


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a client asks for when it opens a conversation."""

    start: Start = Start()
    client_id: str = ""
    locale: str = ""
    origin: str = ""
    channel: str = "web"


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation that was opened, or found again by the client's own id."""

    conversation: ConversationId
    token: str
    turn: msgspec.Raw
    flow: msgspec.Raw


class ConversationsService:
    """Opens conversations and takes their turns, one at a time each."""

    def __init__(self, store: TurnStore, programs: Programs, taking: Taking, tokens: Tokens, clock: Clock) -> None:
        self._store = store
        self._programs = programs
        self._taking = taking
        self._clock = clock
        self._chance = Chance()
        self._under_way: set[asyncio.Task[Any]] = set()
        self.tokens = tokens
        self.holding = Holding(store, programs)

    def begin(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Let a turn go on even where the client that sent it has gone."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def finish(self, seconds: float) -> None:
        """Give turns whose clients have gone some time to end."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)
        for task in self._under_way:
            task.cancel()

    # -- opening

    async def open(self, flow: str, wanted: Wanted, *, on_messages: OnMessages | None = None) -> Opened:
        """Open a conversation with the live version of `flow` (id or slug).

        The same client id again finds the same conversation. Raises `Missing` for a flow that
        is not published, `WrongOrigin` for a page that may not embed it.
        """
        live = await self._programs.flows.find_live(flow)
        playable = await self._programs.get(live.organization, live.flow, live.version, wanted.locale)
        return await self._open(live, playable, _without_fixed(wanted, playable), on_messages)

    async def open_preview(self, organization: OrganizationId, flow: str, wanted: Wanted) -> Opened:
        """Open a conversation with the draft of `flow`; it counts in no result."""
        version = await self._programs.flows.freeze_preview(organization, flow)
        playable = await self._programs.get(organization, version.flow, version.number, wanted.locale)
        wanted = msgspec.structs.replace(wanted, channel="preview")
        return await self._open(Live(organization, version.flow, version.number), playable, wanted, None)

    async def public_flow(self, flow: str, locale: str) -> Playable:
        """Return the live version of `flow` for a page that is about to chat."""
        live = await self._programs.flows.find_live(flow)
        return await self._programs.get(live.organization, live.flow, live.version, locale)

    async def _open(self, live: Live, playable: Playable, wanted: Wanted, on_messages: OnMessages | None) -> Opened:
        check_origin(playable, wanted.origin)
        conversation = self._conversation_id(live.flow, wanted.client_id)
        if wanted.client_id:
            found = await self._find_again(conversation)
            if found is not None:
                return found
        start = informed(
            wanted.start,
            conversation=conversation,
            channel=wanted.channel,
            locale=wanted.locale or playable.program.flow.locale,
        )
        held = self._new(live, start, conversation, playable)
        if not self.holding.begin(held):
            return await self._again(conversation)
        try:
            async with held.lock:
                opening = Opening(record=held.record, input=start, session=held.session)
                await self._taking.take(opening, held, on_messages=on_messages)
                self.holding.keep(held)
        except Conflict as conflict:
            self.holding.drop(conversation)
            if not _was_overtaken(conflict):
                raise
            return await self._again(conversation)
        except BaseException:
            self.holding.drop(conversation)
            raise
        return self._opened(held)

    def _new(self, live: Live, start: Start, conversation: ConversationId, playable: Playable) -> Held:
        """Return a conversation of which nothing is stored yet."""
        session = begin(self._chance.seed())
        record = Record(
            conversation=conversation,
            seq=0,
            cause="start",
            organization=live.organization,
            flow=live.flow,
            version=live.version,
            at=self._milliseconds(),
            status=Status.WORKING,
            locale=playable.locale,
            input=msgspec.Raw(_encoder.encode(start)),
            state=msgspec.Raw(encode(session)),
        )
        return Held(record, 0, session, playable)

    async def _find_again(self, conversation: ConversationId) -> Opened | None:
        try:
            return await self._again(conversation)
        except Missing:
            return None

    async def _again(self, conversation: ConversationId) -> Opened:
        """Return a conversation that was opened before, once its present turn is done."""
        held = await self.holding.get(conversation)
        async with held.lock:
            await self._settle(held)
            if held.record.claim is not None:
                raise Unfinished(held.record.turn)
            return self._opened(held)

    def _conversation_id(self, flow: FlowId, client_id: str) -> ConversationId:
        if client_id:
            return ConversationId(f"c_{self.tokens.id_of_client(flow, client_id)}")
        return ConversationId(f"c_{self._chance.conversation(self._milliseconds())}")

    def _opened(self, held: Held) -> Opened:
        conversation = held.record.conversation
        token = self.tokens.of_conversation(conversation)
        return Opened(conversation=conversation, token=token, turn=held.record.turn, flow=held.playable.public)

    async def admit(self, conversation: str, authorization: str, origin: str) -> None:
        """Let a visitor in who holds the conversation's token, from a page that may embed it.

        Raises `NotSignedIn`, `Missing` or `WrongOrigin`.
        """
        self.tokens.check_conversation(conversation, authorization)
        if origin:
            await self.check_page(conversation, origin)

    async def check_page(self, conversation: str, origin: str) -> None:
        """Raise `WrongOrigin` for a page that may not embed the conversation's flow."""
        held = await self.holding.get(conversation)
        check_origin(held.playable, origin)

    # -- turns

    async def take_turn(
        self,
        conversation: str,
        turn_id: str,
        seq: int | None,
        input: VisitorInput,
        on_messages: OnMessages | None = None,
    ) -> Record:
        """Answer turn `seq` of a conversation; the same id and input again gives the same record.

        Raises `StaleTurn` where `seq` is no longer the present question, `TurnIdReused` where
        the id came with another input before, `Missing` for no such conversation.
        """
        held = self.holding.find(conversation) or await self.holding.get(conversation)
        cause = cause_of_client(turn_id)
        body = msgspec.Raw(_encoder.encode(input))
        async with held.lock:
            if held.stale or held.record.claim is not None:
                await self._settle(held)
            earlier = _newest(held, cause)
            if earlier is None and seq != held.record.seq:  # else the insert itself finds a repeated id
                earlier = await self._store.find_cause(held.record.conversation, cause)
            if earlier is not None:
                return _same(earlier, body)
            _check_present(held, seq)
            try:
                return await self._take(held, cause, input, body, on_messages)
            except StaleTurn:
                raise
            except Conflict as conflict:
                return await self._lost(held, cause, body, conflict)

    def new_turn_id(self) -> str:
        """Return a turn id for clients whose protocol has none."""
        return self._chance.id()

    async def take_hook(self, conversation: str, delivery: str, input: HookInput) -> Record:
        """Let a webhook's delivery go on with the conversation that listens for it.

        The same delivery again gives the same record. Raises as `take_turn`.
        """
        held = await self.holding.get(conversation)
        cause = f"hook:{delivery or self._chance.id()}"
        body = msgspec.Raw(_encoder.encode(input))
        async with held.lock:
            await self._settle(held)
            earlier = _newest(held, cause) or await self._store.find_cause(held.record.conversation, cause)
            if earlier is not None:
                return _same(earlier, body)
            _check_present(held, None)
            try:
                return await self._take(held, cause, input, body, None)
            except Conflict as conflict:
                return await self._lost(held, cause, body, conflict)

    async def take_timeout(self, conversation: str, seq: int) -> Record | None:
        """Let a conversation go on whose time has come; None where it has moved on by itself."""
        held = await self.holding.get(conversation)
        async with held.lock:
            await self._settle(held)
            if held.record.seq != seq or held.record.claim is not None:
                return None
            input = TimeoutInput()
            return await self._take(held, cause_of_timer(seq), input, msgspec.Raw(_encoder.encode(input)), None)

    async def recover(self, conversation: str) -> None:
        """Finish a turn that a crash left open, unless somebody is at it."""
        held = await self.holding.get(conversation)
        async with held.lock:
            await self._settle(held)

    async def settle(self, conversation: str) -> None:
        """Finish a turn that a crash left open before somebody reads it; waits for nobody else's work."""
        held = await self.holding.get(conversation)
        if not held.lock.locked():
            await self.recover(conversation)

    # -- inside

    async def _settle(self, held: Held) -> None:
        """Make sure that what is held is what is stored, and that no abandoned turn stays open."""
        if held.stale:
            await self.holding.refresh(held)
        record = held.record
        if record.claim is None or not self._taking.may_take_over(record.claim):
            return
        before = await self._store.find(record.conversation, record.seq - 1)
        opening = Opening(
            record=record,
            input=msgspec.json.decode(record.input, type=Input),
            session=decode(record.state),
            asked=before.turn if before else EMPTY,
        )
        await self._taking.take(opening, held, revision=held.revision)
        self.holding.keep(held)

    async def forget_due(self, record: Record, revision: int) -> None:
        """Take a turn whose time was used, or that is no longer the newest, off the timer's list."""
        await self._store.complete(msgspec.structs.replace(record, due=None), revision=revision)

    async def _take(
        self, held: Held, cause: str, input: Input, body: msgspec.Raw, on_messages: OnMessages | None
    ) -> Record:
        before = held.record
        record = Record(
            conversation=before.conversation,
            seq=before.seq + 1,
            cause=cause,
            organization=before.organization,
            flow=before.flow,
            version=before.version,
            at=self._milliseconds(),
            status=Status.WORKING,
            locale=before.locale,
            input=body,
            state=before.state,
        )
        opening = Opening(record=record, input=input, session=held.session, asked=before.turn)
        record = await self._taking.take(opening, held, on_messages=on_messages)
        self.holding.keep(held)
        return record

    async def _lost(self, held: Held, cause: str, body: msgspec.Raw, conflict: Conflict) -> Record:
        """Answer a turn that could not be appended: repeated, overtaken, or not awaited."""
        if not _was_overtaken(conflict):
            raise StaleTurn(conflict.message, held.record.turn) from None
        await self._settle(held)
        earlier = await self._store.find_cause(held.record.conversation, cause)
        if earlier is not None:
            return _same(earlier, body)
        raise StaleTurn("Another answer was faster.", held.record.turn) from None

    def _milliseconds(self) -> int:
        return int(self._clock.now().timestamp() * 1000)


def _was_overtaken(conflict: Conflict) -> bool:
    """Return whether another turn was stored first, rather than the flow awaiting something else."""
    return bool({"index", "revision"} & conflict.details.keys())


def check_origin(playable: Playable, origin: str) -> None:
    """Refuse a page whose origin the flow does not name; requests without one are no pages."""
    allowed = playable.settings.allowed_origins
    if allowed and origin and origin not in allowed:
        raise WrongOrigin(f"This flow may not be embedded in {origin}.", fix="Add the origin in the flow's settings.")


def _without_fixed(wanted: Wanted, playable: Playable) -> Wanted:
    """Leave out the variables that a page may not set."""
    if not wanted.start.variables:
        return wanted
    fixed = {variable.name for variable in playable.flow.variables if variable.fixed}
    allowed = {name: value for name, value in wanted.start.variables.items() if name not in fixed}
    return msgspec.structs.replace(wanted, start=msgspec.structs.replace(wanted.start, variables=allowed))


def _newest(held: Held, cause: str) -> Record | None:
    """Return the newest turn if it is the one that `cause` made."""
    if held.record.cause != cause:
        return None
    if held.record.claim is not None:
        raise Unfinished(held.record.turn)
    return held.record


def _check_present(held: Held, seq: int | None) -> None:
    """Raise `StaleTurn` where `seq` is not the present question, `Unfinished` where it is being answered."""
    record = held.record
    if seq is not None and seq != record.seq:
        raise StaleTurn(f"The present question is that of turn {record.seq}, not {seq}.", record.turn)
    if record.claim is not None:
        raise Unfinished(record.turn)
    if record.status is Status.ENDED:
        raise StaleTurn("This conversation is over.", record.turn)


def _same(earlier: Record, body: msgspec.Raw) -> Record:
    if bytes(earlier.input) != bytes(body):
        raise TurnIdReused("This turn id was used for another input.", fix="Make a new id for each answer.")
    return earlier
