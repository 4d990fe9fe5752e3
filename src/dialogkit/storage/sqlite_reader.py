"""Read from SQLite: point look-ups inline, long reads in a thread on a connection of their own.

A reader sees what has been committed and nothing else. What is asked is made in `sqlite_statements`.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from threading import Lock
from typing import Any, Final

from dialogkit.kit.errors import DialogKitError, Unavailable
from dialogkit.storage.checks import unstorable
from dialogkit.storage.collection import Document, Query
from dialogkit.storage.sqlite_operations import disk_fault
from dialogkit.storage.sqlite_statements import Statements, document_of

__all__ = ("Reader",)

_INLINE: Final = 16
_PAGE_BYTES: Final = 8 * 2**20


class Reader:
    """Two connections that only read: one for the event loop, one for threads."""

    def __init__(self) -> None:
        self._inline = self._apart = sqlite3.connect(":memory:", check_same_thread=False)
        self._one_at_a_time = Lock()
        self.close()

    def open(self, inline: sqlite3.Connection, apart: sqlite3.Connection) -> None:
        """Begin to read from two connections of this reader's own."""
        for connection in (inline, apart):
            connection.execute("PRAGMA query_only = ON")
        self._inline, self._apart = inline, apart

    def close(self) -> None:
        """Wait for a read that goes on, and let both connections go."""
        self._inline.close()
        with self._one_at_a_time:
            self._apart.close()

    def rows(self, sql: str, values: Sequence[object]) -> list[Any]:  # sqlite3 does not type its rows
        """Return what `sql` gives, at once: for look-ups of a few rows."""
        try:
            return self._inline.execute(sql, values).fetchall()
        except (sqlite3.Error, OverflowError, UnicodeEncodeError) as error:
            raise _fault(error) from None

    async def page(self, table: Statements, query: Query, *, limit: int, cursor: str) -> tuple[list[Document], bool]:
        """Return up to `limit` documents, and whether there are more."""
        sql, values = table.select(query, limit=limit + 1, cursor=cursor)
        if limit <= _INLINE:
            return _read(self._inline, table, (sql, values), limit)
        return await asyncio.to_thread(self._read_apart, table, (sql, values), limit)

    def _read_apart(
        self, table: Statements, asked: tuple[str, Sequence[object]], limit: int
    ) -> tuple[list[Document], bool]:
        with self._one_at_a_time:
            return _read(self._apart, table, asked, limit)


def _read(
    connection: sqlite3.Connection, table: Statements, asked: tuple[str, Sequence[object]], limit: int
) -> tuple[list[Document], bool]:
    documents: list[Document] = []
    size = 0
    try:
        rows = connection.execute(*asked)
        for row in rows:
            if len(documents) == limit or size > _PAGE_BYTES:
                rows.close()
                return documents, True
            documents.append(document_of(table.schema, row))
            size += len(documents[-1].body)
    except (sqlite3.Error, OverflowError, UnicodeEncodeError) as error:
        raise _fault(error) from None
    return documents, False


def _fault(error: Exception) -> DialogKitError:
    if isinstance(error, sqlite3.ProgrammingError):
        return Unavailable("the database is closed")
    return disk_fault(error) if isinstance(error, sqlite3.Error) else unstorable()
