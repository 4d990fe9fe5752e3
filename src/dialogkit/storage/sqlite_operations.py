"""What one write does on a connection, and what SQLite's complaints mean.

Each function writes with a single statement, which SQLite undoes by itself when it is refused; so
many of them share a transaction without savepoints. When it commits is the writer's business.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import Final, TypeAlias

from dialogkit.kit.errors import DialogKitError, TooLarge, Unavailable
from dialogkit.storage.checks import lost_race, missing, taken, unstorable
from dialogkit.storage.collection import ID, Key
from dialogkit.storage.sqlite_statements import Statements

__all__ = (
    "WIDEST",
    "Row",
    "delete_rows",
    "disk_fault",
    "increment",
    "insert_rows",
    "insert_some",
    "refusal",
    "replace_row",
)

Row: TypeAlias = Sequence[object]

UNBINDABLE: Final = (OverflowError, UnicodeEncodeError, sqlite3.DataError)
"""What Python raises for a value that SQLite cannot hold."""

WIDEST: Final = 64
"""How many rows one statement inserts at most."""

_FAULTS: Final = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write",
    sqlite3.SQLITE_CORRUPT: "the database file is damaged",
    sqlite3.SQLITE_NOTADB: "the database file is not a database",
    sqlite3.SQLITE_READONLY: "the database cannot be written to",
    sqlite3.SQLITE_CANTOPEN: "the database file cannot be opened",
    sqlite3.SQLITE_BUSY: "the database is held by another program",
}


def disk_fault(error: Exception) -> Unavailable:
    """Return what a caller is told when the disk or the database file fails."""
    name = getattr(error, "sqlite_errorname", "")
    what = _FAULTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "the database failed")
    return Unavailable(f"{what}: {error}", sqlite=name)


def refusal(table: Statements, error: Exception) -> DialogKitError:
    """Return what a caller is told about a value that cannot be stored."""
    if isinstance(error, sqlite3.DataError):
        return TooLarge(f"a document of {table.schema.name!r} is larger than the database takes")
    return unstorable()


def insert_rows(connection: sqlite3.Connection, table: Statements, rows: Sequence[Row]) -> list[object]:
    """Insert `rows` in as few statements as possible; return 1 or the error for each."""
    outcomes: list[object] = []
    while len(outcomes) < len(rows):
        outcomes += insert_some(connection, table, rows[len(outcomes) : len(outcomes) + WIDEST])
    return outcomes


def replace_row(connection: sqlite3.Connection, table: Statements, row: Row, revision: int) -> int:
    """Put `row` in the place of the stored `revision` and return the new revision."""
    try:
        changed = connection.execute(table.replace, (*row[2:], row[0], revision)).rowcount
    except sqlite3.IntegrityError:
        raise taken(table.schema, _broken_index(connection, table, row)) from None
    except UNBINDABLE as error:
        raise refusal(table, error) from None
    if changed:
        return revision + 1
    stored = connection.execute(table.revision, (row[0],)).fetchall()
    if not stored:
        raise missing(table.schema, str(row[0]))
    raise lost_race(table.schema, str(row[0]), stored[0][0])


def delete_rows(connection: sqlite3.Connection, sql: str, values: Row) -> int:
    """Run a statement that deletes, and return how many rows it took."""
    try:
        return connection.execute(sql, values).rowcount
    except (OverflowError, UnicodeEncodeError):
        raise unstorable() from None


def increment(connection: sqlite3.Connection, counter: str, by: int) -> int:
    """Add `by` to `counter` and return its new value."""
    rows = connection.execute(
        "INSERT INTO _counters (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = value + excluded.value RETURNING value",
        (counter, by),
    ).fetchall()
    return int(rows[0][0])


def insert_some(connection: sqlite3.Connection, table: Statements, rows: Sequence[Row]) -> list[object]:
    """Insert up to `WIDEST` rows in one statement; return 1 or the error for each, up to the first refused."""
    before = connection.total_changes
    try:
        connection.execute(table.insert(len(rows)), tuple(chain.from_iterable(rows)))
    except sqlite3.IntegrityError:
        stored = connection.total_changes - before
        refused = rows[stored]
        held = connection.execute(table.revision, (refused[0],)).fetchall()
        index = ID if held else _broken_index(connection, table, refused)
        return [1] * stored + [taken(table.schema, index)]
    except UNBINDABLE as error:
        # Binding fails before anything is stored and does not tell at which row: take them singly.
        if len(rows) == 1:
            return [refusal(table, error)]
        return [outcome for row in rows for outcome in insert_some(connection, table, (row,))]
    return [1] * len(rows)


def _broken_index(connection: sqlite3.Connection, table: Statements, row: Row) -> str:
    """Tell which unique index keeps `row` out: the first in the order of their declaration."""
    values: dict[str, Key] = dict(zip(table.schema.all_columns, row[3:], strict=True))  # type: ignore[arg-type] # rows are untyped
    for index in table.schema.indexes:
        wanted = tuple(values[column] for column in index.columns)
        if index.unique and None not in wanted:
            holders = connection.execute(table.holder(index), wanted).fetchall()
            if any(holder != row[0] for (holder,) in holders):
                return index.name
    raise sqlite3.DatabaseError(f"{table.schema.name} refused a row for no declared reason")
