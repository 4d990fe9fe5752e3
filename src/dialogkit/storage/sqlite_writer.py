"""The one thread that writes to SQLite: everything that waits goes into one durable commit.

Callers enqueue and await; while a commit is on its way to the disk the next group gathers, so groups
grow with the load and nobody waits for a timer. An operation that fails fails alone: a refused
statement undoes itself. A failing disk fails the group, and the next one tries afresh.
SQL is made in `sqlite_statements`; folding the log back into the file is `sqlite_checkpoint`'s.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from itertools import groupby
from queue import SimpleQueue
from threading import Thread
from typing import Final, NamedTuple, TypeAlias, TypeVar, cast

from dialogkit.kit.errors import Unavailable
from dialogkit.storage.sqlite_checkpoint import Checkpointer
from dialogkit.storage.sqlite_operations import WIDEST, Row, disk_fault, insert_rows, insert_some
from dialogkit.storage.sqlite_statements import Statements

__all__ = ("GROUP_LIMIT", "Writer")

GROUP_LIMIT: Final = 512
"""How many operations one commit takes, give or take those that came together."""

_ENOUGH: Final = 32
"""How many operations are handed over without waiting for more, so that loop and disk work side by side."""

Result = TypeVar("Result")
Work: TypeAlias = Callable[[sqlite3.Connection], object]


class _Operation(NamedTuple):
    done: asyncio.Future[object]
    table: Statements | None = None
    row: Row = ()
    work: Work | None = None
    apart: bool = False


class Writer:
    """Write in groups; every call returns when what it wrote is on the disk."""

    def __init__(self) -> None:
        self._gathered: deque[_Operation] = deque()
        self._waiting: SimpleQueue[list[_Operation] | None] = SimpleQueue()
        self._thread = Thread()
        self._open = False

    def start(self, connection: sqlite3.Connection, checkpointer: Checkpointer) -> None:
        """Begin to take operations."""
        run = partial(self._run, connection, checkpointer)
        self._thread = Thread(target=run, name="dialogkit-writer", daemon=True)
        self._open = True
        self._thread.start()

    def stop(self) -> None:
        """Finish what is waiting; blocks until it is done."""
        if self._open:
            self._open = False
            self._hand_over()
            self._waiting.put(None)
            self._thread.join()

    def insert(self, table: Statements, row: Row) -> asyncio.Future[object]:
        """Insert `row`; the future tells of the commit."""
        return self._gather(table, row)

    async def perform(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run `work` in the writer's thread and return what it returns, once that is durable.

        `work` must leave nothing behind when it raises: one statement that writes, or none.
        """
        return cast("Result", await self._gather(work=work))

    async def between(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run `work` outside of any transaction, after those that wait already."""
        return cast("Result", await self._gather(work=work, apart=True))

    def _gather(
        self, table: Statements | None = None, row: Row = (), work: Work | None = None, *, apart: bool = False
    ) -> asyncio.Future[object]:
        """Put an operation to the others that come now.

        Woken by the first of them, the writer would commit it alone, and fight with the loop for the interpreter.
        """
        if not self._open:
            raise Unavailable("the database is closed")
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        if not self._gathered:
            loop.call_soon(self._wait_for_more, loop, 0)
        self._gathered.append(_Operation(done, table, row, work, apart))
        if len(self._gathered) >= _ENOUGH:
            self._hand_over()
        return done

    def _wait_for_more(self, loop: asyncio.AbstractEventLoop, before: int) -> None:
        """Hand over once a pass of the event loop has brought nothing more; under load each brings some."""
        gathered = len(self._gathered)
        if gathered > before:
            loop.call_soon(self._wait_for_more, loop, gathered)
        else:
            self._hand_over()

    def _hand_over(self) -> None:
        """Give what was gathered to the writer's thread."""
        group: list[_Operation] = []
        with suppress(IndexError):
            while len(group) < GROUP_LIMIT:
                group.append(self._gathered.popleft())
        if group:
            self._waiting.put(group)
        if self._gathered:
            self._hand_over()

    def _run(self, connection: sqlite3.Connection, checkpointer: Checkpointer) -> None:
        while group := self._take():
            for apart, some in groupby(group, key=_is_apart):
                if apart:
                    for operation in some:
                        _resolve((operation,), (_alone(connection, operation),))
                else:
                    together = list(some)
                    _resolve(together, _commit(connection, together))
            checkpointer.committed(connection, calm=len(group) == 1 and self._waiting.empty())
        connection.close()

    def _take(self) -> list[_Operation]:
        """Wait for operations and take all that came meanwhile; nothing when it is time to stop."""
        waiting = self._waiting
        group = waiting.get() or []
        while group and len(group) < GROUP_LIMIT and not waiting.empty():
            more = waiting.get()
            if more is None:
                waiting.put(None)
                break
            group += more
        return group


def _commit(connection: sqlite3.Connection, group: Sequence[_Operation]) -> list[object]:
    """Make all of `group` durable; return a result or an error for each."""
    tables = {operation.table for operation in group}
    if len(tables) == 1 and len(group) <= WIDEST and (table := tables.pop()) is not None:
        return _insert(connection, table, [operation.row for operation in group])
    return _transact(connection, group)


def _insert(connection: sqlite3.Connection, table: Statements, rows: Sequence[Row]) -> list[object]:
    """Insert `rows` as the one statement that SQLite commits by itself.

    Around every statement Python hands the interpreter over, and a busy event loop is slow to give it
    back: turns under load wait a third as long as with a transaction of three statements.
    """
    outcomes: list[object] = []
    while len(outcomes) < len(rows):
        rest = rows[len(outcomes) :]
        try:
            outcomes += insert_some(connection, table, rest)
        except Exception as error:  # noqa: BLE001 - whatever it is, the callers must hear and the thread live on
            outcomes += [disk_fault(error) for _ in rest]
    return outcomes


def _transact(connection: sqlite3.Connection, group: Sequence[_Operation]) -> list[object]:
    outcomes: list[object] = []
    try:
        connection.execute("BEGIN IMMEDIATE")
        for table, run in groupby(group, key=_table_of):
            if table is None:
                outcomes += [_outcome(connection, operation) for operation in run]
            else:
                outcomes += insert_rows(connection, table, [operation.row for operation in run])
        connection.execute("COMMIT")
    except Exception as error:  # noqa: BLE001 - whatever it is, the callers must hear and the thread live on
        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        return [disk_fault(error) for _ in group]
    return outcomes


def _alone(connection: sqlite3.Connection, operation: _Operation) -> object:
    try:
        return _outcome(connection, operation)
    except sqlite3.Error as error:
        return disk_fault(error)


def _table_of(operation: _Operation) -> Statements | None:
    return operation.table


def _is_apart(operation: _Operation) -> bool:
    return operation.apart


def _outcome(connection: sqlite3.Connection, operation: _Operation) -> object:
    assert operation.work is not None  # noqa: S101 - an operation has a table or work
    try:
        return operation.work(connection)
    except sqlite3.Error:
        raise
    except Exception as error:  # noqa: BLE001 - goes to the caller; the thread must live on
        return error


def _resolve(group: Sequence[_Operation], outcomes: Sequence[object]) -> None:
    """Tell the callers, waking each event loop once."""
    for loop in {operation.done.get_loop() for operation in group}:
        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            loop.call_soon_threadsafe(_deliver, loop, group, outcomes)


def _deliver(loop: asyncio.AbstractEventLoop, group: Sequence[_Operation], outcomes: Sequence[object]) -> None:
    for (done, *_), outcome in zip(group, outcomes, strict=True):
        if done.done() or done.get_loop() is not loop:
            continue  # the caller was cancelled; what it wrote stays written
        if isinstance(outcome, Exception):
            done.set_exception(outcome)
        else:
            done.set_result(outcome)
