"""What every driver checks alike, so that a slip fails in tests on memory as it would on a database.

Whether a document fits its schema and a query its index, and the errors that say it does not.
Cursors and pages are in `paging`; no driver's own words here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from dialogkit.kit.errors import Conflict, InvalidRequest, Missing
from dialogkit.storage.collection import Document, Key, Query, Schema

__all__ = (
    "declared",
    "key_reader",
    "lost_race",
    "missing",
    "ordering_of",
    "refused_of",
    "storable",
    "taken",
    "unstorable",
)

_PLAIN: Final = frozenset((str, int, type(None)))
_LARGEST: Final = 2**63 - 1


def declared(schemas: Iterable[Schema]) -> dict[str, Schema]:
    """Return `schemas` by name; raise when two share one."""
    found: dict[str, Schema] = {}
    for schema in schemas:
        if found.setdefault(schema.name, schema) != schema:
            raise ValueError(f"two schemas are called {schema.name!r}")
    return found


def ordering_of(schema: Schema, query: Query) -> tuple[str, ...]:
    """Return the columns that `query` orders by before the id; raise when it does not fit its index."""
    index = schema.index(query.index)
    rest = index.columns[len(query.equals) :]
    if len(query.equals) > len(index.columns):
        raise ValueError(f"index {index.name!r} has only {len(index.columns)} columns")
    if not rest and (query.at_least is not None or query.below is not None):
        raise ValueError(f"index {index.name!r} has no column left for a range")
    return rest


def key_reader(schema: Schema) -> Callable[[Document], tuple[Key, ...]]:
    """Return what takes the keys out of a document in the order of `schema.all_columns`, checked."""
    every, required = schema.all_columns, len(schema.columns)
    known = frozenset(every)

    def read(document: Document) -> tuple[Key, ...]:
        keys = document.keys
        values = tuple(map(keys.get, every))
        if None in values[:required] or not known.issuperset(keys):
            raise ValueError(f"a document of {schema.name!r} needs the keys {schema.columns}, has {tuple(keys)}")
        if not _PLAIN.issuperset(map(type, values)):
            _refuse_odd_types(schema, values)
        return values

    return read


def _refuse_odd_types(schema: Schema, values: tuple[Key, ...]) -> None:
    for value in values:
        if isinstance(value, bool) or not isinstance(value, str | int | None):
            raise ValueError(f"a key of {schema.name!r} is a {type(value).__name__}: use text or an integer")


def storable(value: Key) -> bool:
    """Tell whether every database can hold `value`: no lone surrogates, no integer beyond 64 bits."""
    if isinstance(value, int):
        return -_LARGEST - 1 <= value <= _LARGEST
    if value is None or value.isascii():
        return True
    return not any("\ud800" <= character <= "\udfff" for character in value)


def unstorable() -> InvalidRequest:
    """Return the error for a key or id that `storable` refuses."""
    return InvalidRequest(
        "a key or id cannot be stored",
        fix="use well-formed Unicode text and integers of at most 64 bits",
    )


def missing(schema: Schema, id: str) -> Missing:
    """Return the error for a document that is not there."""
    return Missing(f"{schema.name} has no document {id!r}", collection=schema.name, id=id)


def taken(schema: Schema, index: str) -> Conflict:
    """Return the error for a write that a unique index refuses."""
    return Conflict(f"{schema.name} already has a document with this {index}", collection=schema.name, index=index)


def lost_race(schema: Schema, id: str, revision: int) -> Conflict:
    """Return the error for a replacement of a revision that has been replaced before."""
    return Conflict(
        f"{schema.name} document {id!r} has changed meanwhile: it is at revision {revision}",
        collection=schema.name,
        id=id,
        revision=revision,
    )


def refused_of(documents: Sequence[Document], outcomes: Sequence[object]) -> tuple[str, ...]:
    """Return the ids of `documents` that a unique index refused; raise what is worse."""
    refused = []
    for document, outcome in zip(documents, outcomes, strict=True):
        if isinstance(outcome, Conflict):
            refused.append(document.id)
        elif isinstance(outcome, Exception):
            raise outcome
    return tuple(refused)
