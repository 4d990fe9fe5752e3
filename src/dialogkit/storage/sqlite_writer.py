"""The one thread that writes to SQLite: everything that waits goes into one durable commit.

Callers enqueue and await; while a commit is on its way to the disk the next group gathers, so groups
grow with the load and nobody waits for a timer. An operation that fails fails alone: a refused
statement undoes itself. A failing disk fails the group, and the next one tries afresh.
SQL is made in `sqlite_statements`; folding the log back into the file is `sqlite_checkpoint`'s.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from itertools import groupby
from queue import SimpleQueue
from threading import Thread
from typing import Final, NamedTuple, TypeAlias, TypeVar, cast

from dialogkit.kit.errors import Unavailable
from dialogkit.storage.sqlite_checkpoint import Checkpointer
from dialogkit.storage.sqlite_operations import Row, disk_fault, insert_rows
from dialogkit.storage.sqlite_statements import Statements

__all__ = ("GROUP_LIMIT", "Writer")

GROUP_LIMIT: Final = 512
"""How many operations one commit takes at most."""

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
        self._waiting: SimpleQueue[_Operation | None] = SimpleQueue()
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
            self._waiting.put(None)
            self._thread.join()

    def insert(self, table: Statements, row: Row) -> asyncio.Future[object]:
        """Insert `row`; the future tells of the commit."""
        return self._enqueue(_Operation(self._promise(), table, row))

    async def perform(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run `work` in the writer's thread and return what it returns, once that is durable.

        `work` must leave nothing behind when it raises: one statement that writes, or none.
        """
        return cast("Result", await self._enqueue(_Operation(self._promise(), work=work)))

    async def between(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run `work` outside of any transaction, after those that wait already."""
        return cast("Result", await self._enqueue(_Operation(self._promise(), work=work, apart=True)))

    def _promise(self) -> asyncio.Future[object]:
        if not self._open:
            raise Unavailable("the database is closed")
        return asyncio.get_running_loop().create_future()

    def _enqueue(self, operation: _Operation) -> asyncio.Future[object]:
        self._waiting.put(operation)
        return operation.done

    def _run(self, connection: sqlite3.Connection, checkpointer: Checkpointer) -> None:
        while group := self._take():
            together = [operation for operation in group if not operation.apart]
            if together:
                _resolve(together, _commit(connection, together))
            for operation in group[len(together) :]:
                _resolve((operation,), (_alone(connection, operation),))
            checkpointer.committed(connection, calm=len(group) == 1 and self._waiting.empty())
        connection.close()

    def _take(self) -> list[_Operation]:
        """Wait for an operation and take all that came with it; nothing when it is time to stop."""
        waiting = self._waiting
        group: list[_Operation] = []
        while not group or (len(group) < GROUP_LIMIT and not waiting.empty()):
            operation = waiting.get()
            if operation is None:
                if group:
                    waiting.put(None)
                break
            group.append(operation)
            if operation.apart:
                break
        return group


def _commit(connection: sqlite3.Connection, group: Sequence[_Operation]) -> list[object]:
    """Do all of `group` in one transaction; return a result or an error for each."""
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
    news: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[object], object]]] = {}
    for operation, outcome in zip(group, outcomes, strict=True):
        news.setdefault(operation.done.get_loop(), []).append((operation.done, outcome))
    for loop, pairs in news.items():
        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            loop.call_soon_threadsafe(_deliver, pairs)


def _deliver(pairs: Sequence[tuple[asyncio.Future[object], object]]) -> None:
    for done, outcome in pairs:
        if done.done():
            continue  # the caller was cancelled; what it wrote stays written
        if isinstance(outcome, Exception):
            done.set_exception(outcome)
        else:
            done.set_result(outcome)
