"""The SQL of one collection: made once from its schema, values always bound as parameters.

Only names that `Schema` has accepted (lower-case letters, digits, _) are ever put into the text.
Running statements lives in `sqlite_operations` (writes) and `sqlite_reader`.
"""

# ruff: noqa: S608 - names are checked by `Schema`, values are bound

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

from dialogkit.storage.checks import ordering_of
from dialogkit.storage.collection import Document, Index, Key, Query, Schema
from dialogkit.storage.paging import decode_cursor

__all__ = ("Statements", "document_of", "statements_of")


class _Shape(NamedTuple):
    """What of a query decides its text."""

    name: str
    equal: int
    low: bool
    high: bool
    down: bool
    resumed: bool


class Statements:
    """Everything that is ever said to SQLite about one collection."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.table = f'"{schema.name}"'
        columns = ("_id", "_revision", "_body", *schema.all_columns)
        self.width = len(columns)
        self._columns = ", ".join(map(_quoted, columns))
        self._row = f"({', '.join('?' * self.width)})"
        self.find = f"SELECT {self._columns} FROM {self.table} WHERE _id = ?"
        self.revision = f"SELECT _revision FROM {self.table} WHERE _id = ?"
        self.walk = f"SELECT rowid, {self._columns} FROM {self.table} WHERE rowid > ? ORDER BY rowid LIMIT ?"
        self.delete = f"DELETE FROM {self.table} WHERE _id = ?"
        assignments = ", ".join(f"{_quoted(column)} = ?" for column in columns[2:])
        self.replace = (
            f"UPDATE {self.table} SET _revision = _revision + 1, {assignments} WHERE _id = ? AND _revision = ?"
        )
        # OR FAIL keeps the rows before the refused one, and spares SQLite a journal of the statement.
        self._insert = f"INSERT OR FAIL INTO {self.table} ({self._columns}) VALUES "
        self.insert = cache(self._make_insert)
        self._select = cache(self._make_select)

    @property
    def create(self) -> str:
        """What makes the table; that required columns are set is checked before SQLite sees them."""
        columns = "".join(f", {_quoted(column)}" for column in self.schema.all_columns)
        return (
            f"CREATE TABLE IF NOT EXISTS {self.table} "
            f"(_id TEXT NOT NULL PRIMARY KEY, _revision INTEGER NOT NULL, _body BLOB NOT NULL{columns})"
        )

    def add_column(self, column: str) -> str:
        """Return what gives the table another key column."""
        return f"ALTER TABLE {self.table} ADD COLUMN {_quoted(column)}"

    def gap(self, column: str) -> str:
        """Return what finds a document that lacks `column`."""
        return f"SELECT 1 FROM {self.table} WHERE {_quoted(column)} IS NULL LIMIT 1"

    def index_name(self, index: Index) -> str:
        """Return what `index` is called in the database, where names are shared by all tables."""
        return f"{self.schema.name}.{index.name}"

    def create_index(self, index: Index) -> str:
        """Return what makes `index`: partial where a column is optional, as the port says."""
        unique = "UNIQUE " if index.unique else ""
        # Ending with the id, the index alone gives the order in which pages go on.
        columns = ", ".join(map(_quoted, (*index.columns, *(() if index.unique else ("_id",)))))
        condition = " AND ".join(self._presence(index))
        where = f" WHERE {condition}" if condition else ""
        return f"CREATE {unique}INDEX {_quoted(self.index_name(index))} ON {self.table} ({columns}){where}"

    def holder(self, index: Index) -> str:
        """Return what finds the document that holds given values of a unique `index`."""
        equal = " AND ".join(f"{_quoted(column)} = ?" for column in index.columns)
        return f"SELECT _id FROM {self.table} WHERE {equal}"

    def select(self, query: Query, *, limit: int, cursor: str = "") -> tuple[str, list[Key]]:
        """Return the statement for `query` and its parameters."""
        low, high = query.at_least is not None, query.below is not None
        sql = self._select(
            _Shape(query.index, len(query.equals), low=low, high=high, down=query.descending, resumed=bool(cursor))
        )
        values: list[Key] = list(query.equals)
        values += [bound for bound in (query.at_least, query.below) if bound is not None]
        if cursor:
            values += decode_cursor(cursor, columns=len(ordering_of(self.schema, query)))
        return sql, [*values, limit]

    def delete_some(self, query: Query, *, limit: int) -> tuple[str, list[Key]]:
        """Return the statement that deletes the first `limit` documents of `query`, and its parameters."""
        sql, values = self.select(query, limit=limit)
        ids = sql.replace(f"SELECT {self._columns}", "SELECT _id", 1)
        return f"DELETE FROM {self.table} WHERE _id IN ({ids})", values

    def _make_select(self, shape: _Shape) -> str:
        index = self.schema.index(shape.name)
        bounds = "" if shape.low else None, "" if shape.high else None
        rest = ordering_of(self.schema, Query(shape.name, ("",) * shape.equal, *bounds))
        terms = self._presence(index)
        terms += [f"{_quoted(column)} = ?" for column in index.columns[: shape.equal]]
        terms += [f"{_quoted(rest[0])} >= ?"] if shape.low else []
        terms += [f"{_quoted(rest[0])} < ?"] if shape.high else []
        order = [*map(_quoted, rest), "_id"]
        if shape.resumed:
            marks = ", ".join("?" * len(order))
            terms.append(f"({', '.join(order)}) {'<' if shape.down else '>'} ({marks})")
        if index.unique and rest:
            order.pop()  # nothing to break ties between, and SQLite would sort to make sure
        direction = " DESC" if shape.down else ""
        return (
            f"SELECT {self._columns} FROM {self.table} INDEXED BY {_quoted(self.index_name(index))}"
            f"{' WHERE ' if terms else ''}{' AND '.join(terms)}"
            f" ORDER BY {', '.join(column + direction for column in order)} LIMIT ?"
        )

    def _presence(self, index: Index) -> list[str]:
        optional = [column for column in index.columns if column in self.schema.optional]
        return [f"{_quoted(column)} IS NOT NULL" for column in optional]

    def _make_insert(self, rows: int) -> str:
        return self._insert + ", ".join([self._row] * rows)


@lru_cache(maxsize=256)
def statements_of(schema: Schema) -> Statements:
    """Return the statements of `schema`, made once."""
    return Statements(schema)


def document_of(schema: Schema, row: Any) -> Document:  # sqlite3 does not type its rows
    """Return the document that `row` of the columns of `Statements.find` holds."""
    id, revision, body, *values = row
    return Document(id, body, dict(zip(schema.all_columns, values, strict=True)), revision)


def _quoted(name: str) -> str:
    return f'"{name}"'
