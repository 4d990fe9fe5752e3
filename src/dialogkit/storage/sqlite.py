"""The SQLite driver: one file, durable group commits, point reads without leaving the event loop.

WAL with `synchronous=FULL`: a write that has returned survives `kill -9` and power loss. Writes go
through one thread (`sqlite_writer`); `find`, `first` and short pages read inline, which costs less
than changing threads; long pages and scans read in a thread of their own.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Final, cast

from dialogkit.kit.errors import Unavailable
from dialogkit.storage.checks import declared, key_reader, missing, refused_of
from dialogkit.storage.collection import Collection, Document, Page, Query, Schema
from dialogkit.storage.folder_lock import FolderLock
from dialogkit.storage.migrations import Migration
from dialogkit.storage.paging import page_of, walk
from dialogkit.storage.sqlite_checkpoint import Checkpointer
from dialogkit.storage.sqlite_operations import (
    delete_rows,
    disk_fault,
    increment,
    insert_rows,
    replace_row,
)
from dialogkit.storage.sqlite_reader import Reader
from dialogkit.storage.sqlite_schema import prepare
from dialogkit.storage.sqlite_statements import document_of, statements_of
from dialogkit.storage.sqlite_writer import Writer

__all__ = ("SqliteStorage",)

_STEP: Final = 256  # how many documents one operation takes, so that turns pass between two
_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # where the system's fsync does not reach the disk (macOS)
    "PRAGMA secure_delete = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA wal_autocheckpoint = 0",
    f"PRAGMA journal_size_limit = {64 * 2**20}",
    "PRAGMA cache_size = -4000",
    "PRAGMA trusted_schema = OFF",
)


class SqliteStorage:
    """A data folder's database; open it before use, and close it."""

    def __init__(self, folder: Path, schemas: Iterable[Schema], migrations: Sequence[Migration] = ()) -> None:
        self._folder = folder
        self._schemas = declared(schemas)
        self._migrations = migrations
        self._lock = FolderLock(folder)
        self._writer = Writer()
        self._reader = Reader()
        self._checkpointer = Checkpointer(self.file.with_name(f"{self.file.name}-wal"))

    @property
    def file(self) -> Path:
        """Where the database lies."""
        return self._folder / "dialogkit.db"

    def collection(self, schema: Schema) -> Collection:
        """Return the collection of `schema`."""
        if self._schemas.get(schema.name) != schema:
            raise ValueError(f"the storage was opened without {schema.name!r}")
        return _SqliteCollection(schema, self._writer, self._reader)

    async def open(self) -> None:
        """Lock the folder, bring the database up to date and start to write."""
        await asyncio.to_thread(self._open)

    async def close(self) -> None:
        """Write what is waiting and let the folder go."""
        await asyncio.to_thread(self._close)

    async def increment(self, counter: str, by: int = 1) -> int:
        """Add `by` to a counter, atomically."""
        return await self._writer.perform(lambda connection: increment(connection, counter, by))

    async def count(self, counter: str) -> int:
        """Return the value of a counter."""
        rows = self._reader.rows("SELECT value FROM _counters WHERE name = ?", (counter,))
        return int(rows[0][0]) if rows else 0

    async def delete_counters(self, prefix: str) -> int:
        """Forget the counters whose names begin with `prefix`."""
        sql = "DELETE FROM _counters WHERE substr(name, 1, ?) = ?"
        return await self._writer.perform(lambda c: delete_rows(c, sql, (len(prefix), prefix)))

    async def scrub(self) -> None:
        """Fold the log into the file and cut it off: with `secure_delete`, nothing deleted remains."""
        await self._writer.between(lambda c: c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())

    def _open(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with ExitStack() as undo:
            self._lock.acquire()
            undo.callback(self._lock.release)
            try:
                _create(self.file)
                writing, folding, inline, apart = (self._connect(undo) for _ in range(4))
                writing.execute("PRAGMA cache_size = -16000")
                prepare(writing, self._schemas.values(), self._migrations)
            except sqlite3.Error as error:
                raise disk_fault(error) from error
            undo.pop_all()
        self._reader.open(inline, apart)
        self._checkpointer.start(folding)
        self._writer.start(writing, self._checkpointer)

    def _close(self) -> None:
        self._writer.stop()
        self._checkpointer.stop()
        self._reader.close()
        self._lock.release()

    def _connect(self, undo: ExitStack) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False, cached_statements=512)
        undo.callback(connection.close)
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()
        if connection.execute("PRAGMA secure_delete").fetchone() != (1,):
            raise Unavailable("this build of SQLite cannot wipe what is deleted (secure_delete)")
        return connection


class _SqliteCollection:
    def __init__(self, schema: Schema, writer: Writer, reader: Reader) -> None:
        self.schema = schema
        self._table = statements_of(schema)
        self._keys = key_reader(schema)
        self._writer = writer
        self._reader = reader

    async def insert(self, document: Document) -> int:
        row = (document.id, 1, document.body, *self._keys(document))
        return cast("int", await self._writer.insert(self._table, row))

    async def insert_many(self, documents: Sequence[Document]) -> tuple[str, ...]:
        rows = [(document.id, 1, document.body, *self._keys(document)) for document in documents]
        outcomes: list[object] = []
        for start in range(0, len(rows), _STEP):
            some = rows[start : start + _STEP]
            outcomes += await self._writer.perform(partial(insert_rows, table=self._table, rows=some))
        return refused_of(documents, outcomes)

    async def get(self, id: str) -> Document:
        document = await self.find(id)
        if document is None:
            raise missing(self.schema, id)
        return document

    async def find(self, id: str) -> Document | None:
        rows = self._reader.rows(self._table.find, (id,))
        return document_of(self.schema, rows[0]) if rows else None

    async def first(self, query: Query) -> Document | None:
        rows = self._reader.rows(*self._table.select(query, limit=1))
        return document_of(self.schema, rows[0]) if rows else None

    async def page(self, query: Query, *, limit: int = 100, cursor: str = "") -> Page:
        documents, more = await self._reader.page(self._table, query, limit=limit, cursor=cursor)
        return page_of(self.schema, query, documents, more=more)

    def scan(self, query: Query) -> AsyncIterator[Document]:
        return walk(self, query)

    async def replace(self, document: Document, *, revision: int) -> int:
        row = (document.id, revision, document.body, *self._keys(document))
        return await self._writer.perform(lambda c: replace_row(c, self._table, row, revision))

    async def delete(self, id: str) -> bool:
        return await self._writer.perform(lambda c: delete_rows(c, self._table.delete, (id,)) == 1)

    async def delete_many(self, query: Query) -> int:
        sql, values = self._table.delete_some(query, limit=_STEP)
        total = 0
        while True:
            count = await self._writer.perform(lambda c: delete_rows(c, sql, values))
            total += count
            if count < _STEP:
                return total


def _create(file: Path) -> None:
    """Make `file`, for its owner's eyes only, if it is not there.

    Only ever before SQLite has opened it: closing a file drops the locks a process holds on it.
    """
    if not file.exists():
        file.touch(0o600)
        folder = os.open(file.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
