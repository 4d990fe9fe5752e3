"""Conversations read back: the transcript of one, and the results of a flow.

Results are a projection: the variables in the newest state of each conversation.
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import msgspec

from dialogkit.conversations.models import EMPTY, Record
from dialogkit.conversations.programs import Programs
from dialogkit.conversations.store import TurnStore
from dialogkit.document import Flow, Privacy, Variable, VariableType
from dialogkit.engine import Status, decode
from dialogkit.kit import ConversationId, FlowId, Missing, OrganizationId, Value

__all__ = ("Column", "Entry", "ResultRow", "ResultsReader", "Span", "Transcript", "columns_of")

Span = tuple[int | None, int | None]
"""From (inclusive) and until (exclusive), in milliseconds."""


NOTHING = msgspec.Raw(b"null")


class Column(msgspec.Struct, frozen=True):
    """A variable as a column of results."""

    name: str
    type: VariableType
    privacy: Privacy


class ResultRow(msgspec.Struct, frozen=True):
    """What one conversation brought."""

    conversation: ConversationId
    started: int
    updated: int
    status: Status
    version: int
    values: dict[str, Value]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One turn of a transcript: what the visitor said and what was answered."""

    seq: int
    at: int
    input: msgspec.Raw
    messages: msgspec.Raw
    shown: str | None = None
    ask: msgspec.Raw | None = None
    """What this turn asked, so that the answer after it can be shown as it was given."""
    path: tuple[tuple[str, str], ...] = ()
    failure: str = ""


class Transcript(msgspec.Struct, frozen=True, omit_defaults=True):
    """A conversation as it went, and where it stands."""

    conversation: ConversationId
    status: Status
    seq: int
    transcript: tuple[Entry, ...]
    turn: msgspec.Raw
    flow: msgspec.Raw
    variables: dict[str, Value] | None = None


class _Told(msgspec.Struct):
    """The parts of an encoded turn that a transcript shows."""

    messages: msgspec.Raw = msgspec.Raw(b"[]")
    shown: str | None = None
    input: msgspec.Raw = NOTHING


class ResultsReader:
    """Reads what conversations brought."""

    def __init__(self, store: TurnStore, programs: Programs) -> None:
        self._store = store
        self._programs = programs

    async def transcript(self, conversation: str, *, full: bool) -> Transcript:
        """Return a conversation; `full` adds what only its owner may see: paths and variables."""
        records = await self._store.turns(ConversationId(conversation))
        if not records:
            raise Missing("There is no such conversation.")
        newest = records[-1]
        playable = await self._programs.get(newest.organization, newest.flow, newest.version, newest.locale)
        return Transcript(
            conversation=newest.conversation,
            status=newest.status,
            seq=newest.seq,
            transcript=tuple(_entry(record, full=full) for record in records),
            turn=newest.turn,
            flow=playable.public,
            variables=decode(newest.state).variables if full else None,
        )

    async def organization_of(self, conversation: str) -> tuple[OrganizationId, FlowId]:
        """Return whose a conversation is, and of which flow; raises `Missing`."""
        newest = await self._store.newest(conversation)
        if newest is None:
            raise Missing("There is no such conversation.")
        return newest[0].organization, newest[0].flow

    async def page(
        self, organization: OrganizationId, flow: FlowId, span: Span, *, limit: int, cursor: str
    ) -> tuple[list[ResultRow], str]:
        """Return results, the newest conversation first, and the next cursor."""
        opened, following = await self._store.opened(organization, flow, span, limit, cursor)
        return [await self._row(record) for record in opened], following

    async def csv(self, organization: OrganizationId, flow: FlowId, document: Flow, span: Span) -> AsyncIterator[bytes]:
        """Yield all results as CSV, some rows at a time."""
        columns = columns_of(document)
        yield _csv_line(["conversation", "started", "updated", "status", "version", *(c.name for c in columns)])
        async for record in self._store.scan_opened(organization, flow, span):
            # Rows are read at once; visitors' turns must pass between them.
            await asyncio.sleep(0)
            row = await self._row(record)
            fixed = [row.conversation, _iso(row.started), _iso(row.updated), row.status.value, str(row.version)]
            yield _csv_line([*fixed, *(_cell(row.values.get(column.name)) for column in columns)])

    async def _row(self, opened: Record) -> ResultRow:
        newest = await self._store.newest(opened.conversation)
        record = newest[0] if newest else opened
        playable = await self._programs.get(record.organization, record.flow, record.version, record.locale)
        kept = {column.name for column in columns_of(playable.flow)}
        session = decode(record.state)
        values = _stored_variables(session.frames, session.variables)
        return ResultRow(
            conversation=record.conversation,
            started=opened.at,
            updated=record.at,
            status=record.status,
            version=record.version,
            values={name: value for name, value in values.items() if name in kept},
        )


def columns_of(flow: Flow) -> list[Column]:
    """Return the variables whose values are results."""
    return [_column(variable) for variable in flow.variables if not variable.session_only]


def _column(variable: Variable) -> Column:
    return Column(variable.name, variable.type, variable.privacy)


def _stored_variables(frames: tuple[object, ...], variables: dict[str, Value]) -> dict[str, Value]:
    """Return the conversation's own variables, also while a subflow has others on top."""
    for frame in frames:
        own = getattr(frame, "variables", None)
        if own is not None:
            return dict(own)
    return variables


def _entry(record: Record, *, full: bool) -> Entry:
    told = msgspec.json.decode(record.turn, type=_Told)
    return Entry(
        seq=record.seq,
        at=record.at,
        input=record.input if record.seq else EMPTY,
        shown=told.shown,
        messages=told.messages,
        ask=None if told.input == NOTHING else told.input,
        path=record.path if full else (),
        failure=record.failure if full else "",
    )


def _csv_line(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()


def _cell(value: Value) -> str:
    """Return a value as a cell; what a spreadsheet would run as a formula is made text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _iso(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="seconds")
