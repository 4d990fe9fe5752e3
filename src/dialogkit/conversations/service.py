"""Conversations: open them, take their turns, come back to them. The only writer of turns."""

from __future__ import annotations

import secrets

import msgspec

from dialogkit.conversations.holding import Held, Holding
from dialogkit.conversations.models import (
    EMPTY,
    Record,
    StaleTurn,
    TurnIdReused,
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
from dialogkit.kit import Clock, Conflict, ConversationId, FlowId, OrganizationId, WrongOrigin

__all__ = ("ConversationsService", "Opened", "Wanted")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a client asks for when it opens a conversation."""

    start: Start = Start()
    client_id: str = ""
    locale: str = ""
    origin: str = ""


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
        self.tokens = tokens
        self.holding = Holding(store, programs)

    # -- opening

    async def open(self, flow: str, wanted: Wanted, *, on_messages: OnMessages | None = None) -> Opened:
        """Open a conversation with the live version of `flow` (id or slug).

        The same client id again finds the same conversation. Raises `Missing` for a flow that
        is not published, `WrongOrigin` for a page that may not embed it.
        """
        live = await self._programs.flows.find_live(flow)
        playable = await self._programs.get(live.organization, live.flow, live.version, wanted.locale)
        return await self._open(live, _without_fixed(wanted, playable), on_messages)

    async def open_preview(self, organization: OrganizationId, flow: str, wanted: Wanted) -> Opened:
        """Open a conversation with the draft of `flow`; it counts in no result."""
        version = await self._programs.flows.freeze_preview(organization, flow)
        return await self._open(Live(organization, version.flow, version.number), wanted, None)

    async def public_flow(self, flow: str, locale: str) -> Playable:
        """Return the live version of `flow` for a page that is about to chat."""
        live = await self._programs.flows.find_live(flow)
        return await self._programs.get(live.organization, live.flow, live.version, locale)

    async def _open(self, live: Live, wanted: Wanted, on_messages: OnMessages | None) -> Opened:
        playable = await self._programs.get(live.organization, live.flow, live.version, wanted.locale)
        check_origin(playable, wanted.origin)
        conversation = self._conversation_id(live.flow, wanted.client_id)
        if wanted.client_id:
            found = await self._store.newest(conversation)
            if found is not None:
                return self._opened(found[0], playable)
        session = begin(secrets.randbits(63))
        record = Record(
            conversation=conversation,
            seq=0,
            cause="start",
            organization=live.organization,
            flow=live.flow,
            version=live.version,
            at=self._milliseconds(),
            status=Status.WORKING,
            locale=wanted.locale,
            input=msgspec.Raw(msgspec.json.encode(wanted.start)),
            state=msgspec.Raw(encode(session)),
        )
        held = Held(record, 0, session, playable)
        try:
            async with held.lock:
                opening = Opening(record=record, input=wanted.start, session=session)
                record = await self._taking.take(opening, held, on_messages=on_messages)
        except Conflict:
            found = await self._store.newest(conversation)
            if found is None:
                raise
            return self._opened(found[0], playable)
        self.holding.keep(held)
        return self._opened(record, playable)

    def _conversation_id(self, flow: FlowId, client_id: str) -> ConversationId:
        if client_id:
            return ConversationId(f"c_{self.tokens.id_of_client(flow, client_id)}")
        return ConversationId(f"c_{secrets.token_urlsafe(18)}")

    def _opened(self, record: Record, playable: Playable) -> Opened:
        token = self.tokens.of_conversation(record.conversation)
        return Opened(conversation=record.conversation, token=token, turn=record.turn, flow=playable.public)

    async def admit(self, conversation: str, authorization: str, origin: str) -> None:
        """Let a visitor in who holds the conversation's token, from a page that may embed it.

        Raises `NotSignedIn`, `Missing` or `WrongOrigin`.
        """
        self.tokens.check_conversation(conversation, authorization)
        if origin:
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
        held = await self.holding.get(conversation)
        cause = cause_of_client(turn_id)
        body = msgspec.Raw(msgspec.json.encode(input))
        async with held.lock:
            earlier = await self._earlier(held, cause, seq)
            if earlier is not None:
                return _same(earlier, body)
            self._check_present(held, seq)
            try:
                return await self._take(held, cause, input, body, on_messages)
            except StaleTurn:
                raise
            except Conflict as conflict:
                return await self._lost(held, cause, body, conflict)

    async def take_hook(self, conversation: str, delivery: str, input: HookInput) -> Record:
        """Let a webhook's delivery go on with the conversation that listens for it."""
        held = await self.holding.get(conversation)
        cause = f"hook:{delivery}"
        body = msgspec.Raw(msgspec.json.encode(input))
        async with held.lock:
            earlier = await self._store.find_cause(held.record.conversation, cause)
            if earlier is not None:
                return earlier
            return await self._take(held, cause, input, body, None)

    async def take_timeout(self, conversation: str, seq: int) -> Record | None:
        """Let a conversation go on whose time has come; None where it has moved on by itself."""
        held = await self.holding.get(conversation)
        async with held.lock:
            await self.holding.refresh(held)
            if held.record.seq != seq or held.record.claim is not None:
                return None
            input = TimeoutInput()
            body = msgspec.Raw(msgspec.json.encode(input))
            return await self._take(held, cause_of_timer(seq), input, body, None)

    async def recover(self, record: Record, revision: int) -> Record | None:
        """Finish a turn whose server died while it was working on it."""
        held = await self.holding.get(record.conversation)
        async with held.lock:
            await self.holding.refresh(held)
            if held.record.seq != record.seq or held.record.claim is None:
                return None
            before = await self._store.find(record.conversation, record.seq - 1)
            input: Input = msgspec.json.decode(record.input, type=Input)
            opening = Opening(
                record=record,
                input=input,
                session=decode(before.state) if before else decode(record.state),
                asked=before.turn if before else EMPTY,
            )
            return await self._taking.take(opening, held, revision=revision)

    async def forget_due(self, record: Record, revision: int) -> None:
        """Take a turn whose time was used, or that is no longer the newest, off the timer's list."""
        await self._store.complete(msgspec.structs.replace(record, due=None), revision=revision)

    async def _earlier(self, held: Held, cause: str, seq: int | None) -> Record | None:
        """Return the turn that `cause` made already.

        Where the client answers the present question, the insert itself finds a repeated id.
        """
        if held.record.cause == cause:
            return held.record
        if seq == held.record.seq:
            return None
        return await self._store.find_cause(held.record.conversation, cause)

    def _check_present(self, held: Held, seq: int | None) -> None:
        record = held.record
        if seq is not None and seq != record.seq:
            raise StaleTurn(f"The present question is that of turn {record.seq}, not {seq}.", record.turn)
        if record.claim is not None:
            raise StaleTurn("The last answer is still being worked on.", record.turn)
        if record.status is Status.ENDED:
            raise StaleTurn("This conversation is over.", record.turn)

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
        return await self._taking.take(opening, held, on_messages=on_messages)

    async def _lost(self, held: Held, cause: str, body: msgspec.Raw, conflict: Conflict) -> Record:
        """Answer a turn that could not be appended: repeated, overtaken, or not awaited."""
        if "index" not in conflict.details:
            raise StaleTurn(conflict.message, held.record.turn) from None
        await self.holding.refresh(held)
        earlier = await self._store.find_cause(held.record.conversation, cause)
        if earlier is not None:
            return _same(earlier, body)
        raise StaleTurn("Another answer was faster.", held.record.turn) from None

    def _milliseconds(self) -> int:
        return int(self._clock.now().timestamp() * 1000)


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


def _same(earlier: Record, body: msgspec.Raw) -> Record:
    if bytes(earlier.input) != bytes(body):
        raise TurnIdReused("This turn id was used for another input.", fix="Make a new id for each answer.")
    return earlier
