"""The memory driver: for tests and `dialogkit chat`, where nothing is to be kept.

It obeys the same contract as the databases, within one event loop; what a crash leaves does not apply.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import TypeAlias

import msgspec

from dialogkit.storage.checks import (
    declared,
    key_reader,
    lost_race,
    missing,
    ordering_of,
    storable,
    taken,
    unstorable,
)
from dialogkit.storage.collection import ID, Collection, Document, Index, Page, Query, Schema
from dialogkit.storage.paging import decode_cursor, page_of, walk

__all__ = ("MemoryStorage",)

_Place: TypeAlias = tuple[tuple[bool, str | int], ...]
"""Where a document stands in an index: integers before text, as databases order them."""


class MemoryStorage:
    """Collections that live as long as this value."""

    def __init__(self, schemas: Iterable[Schema]) -> None:
        self._collections = {name: _MemoryCollection(schema) for name, schema in declared(schemas).items()}
        self._counters: dict[str, int] = {}

    def collection(self, schema: Schema) -> Collection:
        """Return the collection of `schema`."""
        collection = self._collections.get(schema.name)
        if collection is None or collection.schema != schema:
            raise ValueError(f"the storage was opened without {schema.name!r}")
        return collection

    async def open(self) -> None:
        """There is nothing to prepare."""

    async def close(self) -> None:
        """There is nothing to finish."""

    async def increment(self, counter: str, by: int = 1) -> int:
        """Add `by` to a counter."""
        self._counters[counter] = value = self._counters.get(counter, 0) + by
        return value

    async def count(self, counter: str) -> int:
        """Return the value of a counter."""
        return self._counters.get(counter, 0)

    async def delete_counters(self, prefix: str) -> int:
        """Forget the counters whose names begin with `prefix`."""
        names = [name for name in self._counters if name.startswith(prefix)]
        for name in names:
            del self._counters[name]
        return len(names)

    async def scrub(self) -> None:
        """There are no files to wipe."""


class _MemoryCollection:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._keys = key_reader(schema)
        self._documents: dict[str, Document] = {}
        self._places: dict[str, list[_Place]] = {index.name: [] for index in schema.indexes}

    async def insert(self, document: Document) -> int:
        self._check(document)
        if document.id in self._documents:
            raise taken(self.schema, ID)
        self._refuse_taken(document)
        self._add(document, revision=1)
        return 1

    async def insert_many(self, documents: Sequence[Document]) -> tuple[str, ...]:
        for document in documents:
            self._check(document)
        refused = []
        for document in documents:
            if document.id in self._documents or self._held(document):
                refused.append(document.id)
            else:
                self._add(document, revision=1)
        return tuple(refused)

    async def get(self, id: str) -> Document:
        document = await self.find(id)
        if document is None:
            raise missing(self.schema, id)
        return document

    async def find(self, id: str) -> Document | None:
        if not storable(id):
            raise unstorable()
        return self._documents.get(id)

    async def first(self, query: Query) -> Document | None:
        page = await self.page(query, limit=1)
        return page.documents[0] if page.documents else None

    async def page(self, query: Query, *, limit: int = 100, cursor: str = "") -> Page:
        places = self._matching(query, cursor)
        documents = [self._documents[str(place[-1][1])] for place in places[:limit]]
        return page_of(self.schema, query, documents, more=len(places) > limit)

    def scan(self, query: Query) -> AsyncIterator[Document]:
        return walk(self, query)

    async def replace(self, document: Document, *, revision: int) -> int:
        self._check(document)
        stored = await self.get(document.id)
        if stored.revision != revision:
            raise lost_race(self.schema, document.id, stored.revision)
        self._refuse_taken(document)
        self._remove(stored)
        self._add(document, revision=revision + 1)
        return revision + 1

    async def delete(self, id: str) -> bool:
        stored = await self.find(id)
        if stored is not None:
            self._remove(stored)
        return stored is not None

    async def delete_many(self, query: Query) -> int:
        places = self._matching(query, "")
        for place in places:
            self._remove(self._documents[str(place[-1][1])])
        return len(places)

    def _check(self, document: Document) -> None:
        if not all(map(storable, (document.id, *self._keys(document)))):
            raise unstorable()

    def _refuse_taken(self, document: Document) -> None:
        index = self._held(document)
        if index:
            raise taken(self.schema, index.name)

    def _held(self, document: Document) -> Index | None:
        """Return the first unique index in which another document has the place of this one."""
        for index in self.schema.indexes:
            place = _place(index, document)
            if not index.unique or place is None:
                continue
            places = self._places[index.name]
            at = bisect_left(places, place[:-1])
            if at < len(places) and places[at][:-1] == place[:-1] and places[at][-1] != place[-1]:
                return index
        return None

    def _add(self, document: Document, *, revision: int) -> None:
        keys = {column: document.keys.get(column) for column in self.schema.all_columns}
        self._documents[document.id] = msgspec.structs.replace(document, keys=keys, revision=revision)
        for index in self.schema.indexes:
            place = _place(index, document)
            if place is not None:
                insort(self._places[index.name], place)

    def _remove(self, document: Document) -> None:
        del self._documents[document.id]
        for index in self.schema.indexes:
            place = _place(index, document)
            if place is not None:
                places = self._places[index.name]
                del places[bisect_left(places, place)]

    def _matching(self, query: Query, cursor: str) -> list[_Place]:
        """Return the places of `query` in its order, from `cursor` on."""
        columns = len(ordering_of(self.schema, query))
        if not all(map(storable, (*query.equals, query.at_least, query.below))):
            raise unstorable()
        equal = tuple(map(_rank, query.equals))
        after = tuple(map(_rank, decode_cursor(cursor, columns=columns))) if cursor else ()
        places = self._places[query.index]
        found = []
        for place in places[bisect_left(places, equal) :]:
            if place[: len(equal)] != equal:
                break
            rest = place[len(equal) :]
            if _within(query, rest) and (not after or (rest < after if query.descending else rest > after)):
                found.append(place)
        return found[::-1] if query.descending else found


def _within(query: Query, rest: _Place) -> bool:
    if query.at_least is not None and rest[0] < _rank(query.at_least):
        return False
    return query.below is None or rest[0] < _rank(query.below)


def _place(index: Index, document: Document) -> _Place | None:
    """Return where `document` stands in `index`; None when it lacks one of its columns."""
    ranks = []
    for column in index.columns:
        value = document.keys.get(column)
        if value is None:
            return None
        ranks.append(_rank(value))
    return (*ranks, _rank(document.id))


def _rank(value: str | int) -> tuple[bool, str | int]:
    return isinstance(value, str), value
