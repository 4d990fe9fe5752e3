"""Bring a SQLite file to the shape that the schemas declare, and its documents to this version.

Tables gain columns, migrations fill them, indexes are made last; a column that is no longer declared
stays and is ignored. All of it happens before the first request.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from dialogkit.kit.errors import Unavailable
from dialogkit.storage.checks import key_reader
from dialogkit.storage.collection import Document, Schema
from dialogkit.storage.migrations import Migration, pending
from dialogkit.storage.sqlite_statements import Statements, document_of, statements_of

__all__ = ("prepare",)

_STEP: Final = 500
_OWN_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS _counters (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    # Required columns of which it is not yet known that every document has them.
    "CREATE TABLE IF NOT EXISTS _unfilled (collection TEXT NOT NULL, name TEXT NOT NULL)",
)


def prepare(connection: sqlite3.Connection, schemas: Iterable[Schema], migrations: Sequence[Migration]) -> None:
    """Create, migrate and index, so that every collection of `schemas` can be used."""
    tables = {schema.name: statements_of(schema) for schema in schemas}
    steps = pending(migrations, version=_version(connection))
    if _is_new(connection):
        _set_version(connection, len(migrations))
        steps = ()
    for statement in _OWN_TABLES:
        connection.execute(statement)
    for table in tables.values():
        _create(connection, table)
    for migration in steps:
        if migration.collection not in tables:
            raise ValueError(f"migration {migration.number} changes the undeclared {migration.collection!r}")
        _migrate(connection, tables[migration.collection], migration)
    for table in tables.values():
        _refuse_gaps(connection, table)
        _index(connection, table)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _set_version(connection: sqlite3.Connection, version: int) -> None:
    connection.execute(f"PRAGMA user_version = {version:d}")  # lint: sql - a pragma takes no parameters


def _is_new(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()


def _create(connection: sqlite3.Connection, table: Statements) -> None:
    """Make the table, or give it the columns it lacks."""
    connection.execute(table.create)
    names = connection.execute("SELECT name FROM pragma_table_info(?)", (table.schema.name,)).fetchall()
    there = {name for (name,) in names}
    for column in table.schema.all_columns:
        if column not in there:
            _grow(connection, table, column)


def _grow(connection: sqlite3.Connection, table: Statements, column: str) -> None:
    with _transaction(connection):
        connection.execute(table.add_column(column))
        if column in table.schema.columns:
            connection.execute("INSERT INTO _unfilled VALUES (?, ?)", (table.schema.name, column))


def _migrate(connection: sqlite3.Connection, table: Statements, migration: Migration) -> None:
    with _transaction(connection):
        last = 0
        while rows := connection.execute(table.walk, (last, _STEP)).fetchall():
            for rowid, *row in rows:
                _change(connection, table, migration, document_of(table.schema, row))
                last = rowid
        _set_version(connection, migration.number)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _change(connection: sqlite3.Connection, table: Statements, step: Migration, document: Document) -> None:
    changed = step.change(document)
    if changed is None:
        connection.execute(table.delete, (document.id,))
    elif changed != document:
        if changed.id != document.id:
            raise ValueError(f"migration {step.number} must not rename document {document.id!r}")
        keys = key_reader(table.schema)(changed)
        connection.execute(table.replace, (changed.body, *keys, document.id, document.revision))


def _refuse_gaps(connection: sqlite3.Connection, table: Statements) -> None:
    collection = table.schema.name
    unfilled = connection.execute("SELECT name FROM _unfilled WHERE collection = ?", (collection,)).fetchall()
    for (column,) in unfilled:
        if column in table.schema.columns and connection.execute(table.gap(column)).fetchall():
            raise Unavailable(
                f"documents of {collection!r} lack the key {column!r}",
                fix="a migration of this program should have filled it; this is a fault to report",
            )
    connection.execute("DELETE FROM _unfilled WHERE collection = ?", (collection,))


def _index(connection: sqlite3.Connection, table: Statements) -> None:
    """Make the indexes that are declared and drop those that no longer are."""
    wanted = {table.index_name(index): table.create_index(index) for index in table.schema.indexes}
    there = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
        (table.schema.name,),
    ).fetchall()
    for name, sql in there:
        if wanted.get(name) == sql:
            del wanted[name]
        else:
            connection.execute(f'DROP INDEX "{name}"')  # lint: sql - a name that the database itself gave
    for sql in wanted.values():
        connection.execute(sql)
