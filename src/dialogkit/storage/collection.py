"""The storage port: collections of documents that every driver offers alike.

A slice declares a `Schema`, encodes its own values to `bytes` (msgspec) and names the few columns
it looks them up by. No joins, no transactions over documents: what must be atomic is one document.
Encoding, caching and business rules live in each slice's `store`; drivers in `memory`, `sqlite`.

The rules that hold on every driver:

- A key is text, a 64-bit integer or None; text orders by code point.
- `columns` are always set; no other keys are taken. A document that lacks one of the `optional` columns
  of an index (None) is outside that index: neither found through it nor held to its uniqueness.
- A write has reached the disk when its call returns, and reads see only such writes.
- Times are integers (milliseconds or microseconds since 1970), never floats.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Final, Protocol, TypeAlias

import msgspec

__all__ = ("ID", "Collection", "Document", "Index", "Key", "Page", "Query", "Schema", "Storage")

Key: TypeAlias = str | int | None
"""What an index column holds."""

ID: Final = "_id"
"""The name under which `Conflict.details["index"]` reports that the id itself was taken."""

_NAME: Final = re.compile("[a-z][a-z0-9_]{0,47}")


class Index(msgspec.Struct, frozen=True):
    """A declared way to find documents: by these columns in this order, then by id."""

    name: str
    columns: tuple[str, ...]
    unique: bool = False


class Schema(msgspec.Struct, frozen=True):
    """What a collection is called and which columns its documents carry beside the body.

    `tenant` is the column that says whose the document is; one index must begin with it, so that all
    of an organization can be exported and erased. It is "" for what belongs to the installation.
    """

    name: str
    columns: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    indexes: tuple[Index, ...] = ()
    tenant: str = "organization"

    def __post_init__(self) -> None:
        """Refuse a declaration that no driver could keep."""
        for name in (self.name, *self.columns, *self.optional, *(index.name for index in self.indexes)):
            if not _NAME.fullmatch(name):
                raise ValueError(f"{name!r} cannot be a storage name: a letter, then letters, digits or _")
        known = {*self.columns, *self.optional}
        for index in self.indexes:
            if not index.columns or not known.issuperset(index.columns):
                raise ValueError(f"index {index.name!r} of {self.name!r} names an undeclared column")
        if self.tenant and not self._tenant_is_found():
            raise ValueError(f"{self.name!r} needs an index over `columns` that begins with {self.tenant!r}")

    @property
    def all_columns(self) -> tuple[str, ...]:
        """Every key column, in the order drivers keep them."""
        return (*self.columns, *self.optional)

    def index(self, name: str) -> Index:
        """Return the declared index called `name`."""
        for index in self.indexes:
            if index.name == name:
                return index
        raise ValueError(f"{self.name!r} declares no index {name!r}")

    def _tenant_is_found(self) -> bool:
        complete = (index for index in self.indexes if not set(index.columns) & set(self.optional))
        return self.tenant in self.columns and any(index.columns[0] == self.tenant for index in complete)


class Document(msgspec.Struct, frozen=True):
    """One stored value: its id, the keys it is found by, its encoded body, and its revision."""

    id: str
    body: bytes
    keys: Mapping[str, Key] = {}
    revision: int = 1


class Query(msgspec.Struct, frozen=True):
    """Which documents, in which order: those whose index begins with `equals`.

    `at_least` (inclusive) and `below` (exclusive) bound the column after the equal ones. The order is
    that of the index's remaining columns and then the id, or its reverse.
    """

    index: str
    equals: tuple[str | int, ...] = ()
    at_least: str | int | None = None
    below: str | int | None = None
    descending: bool = False


class Page(msgspec.Struct, frozen=True):
    """Some documents, and the opaque place to go on from: "" when there is no more."""

    documents: tuple[Document, ...]
    cursor: str = ""


class Collection(Protocol):
    """Documents of one schema. Every method may raise `Unavailable` when the disk or database fails."""

    @property
    def schema(self) -> Schema:
        """The declaration this collection was opened with."""
        ...

    async def insert(self, document: Document) -> int:
        """Store a new document and return its revision, 1.

        Raises `Conflict` with `details["index"]` naming the unique index (or `"_id"`) it breaks: the
        id first, then indexes in the order of their declaration.
        """
        ...

    async def insert_many(self, documents: Sequence[Document]) -> tuple[str, ...]:
        """Store what can be stored; return the ids that a unique index refused.

        Not atomic: after a crash or an `Unavailable` any part of them may have been stored.
        """
        ...

    async def get(self, id: str) -> Document:
        """Return the document called `id`, or raise `Missing`."""
        ...

    async def find(self, id: str) -> Document | None:
        """Return the document called `id`, or None."""
        ...

    async def first(self, query: Query) -> Document | None:
        """Return the first document of `query`, or None: the cheap way to the newest one."""
        ...

    async def page(self, query: Query, *, limit: int = 100, cursor: str = "") -> Page:
        """Return up to `limit` documents from `cursor` on; fewer where their bodies are large.

        Writes between two pages neither repeat nor hide a document that was there all along. Raises
        `InvalidRequest` for a cursor that this query did not give.
        """
        ...

    def scan(self, query: Query) -> AsyncIterator[Document]:
        """Walk all documents of `query` without holding up turns: for exports and projections."""
        ...

    async def replace(self, document: Document, *, revision: int) -> int:
        """Put `document` in the place of its stored `revision` and return the new revision.

        `document.revision` is ignored. Raises `Missing` when there is none, `Conflict` with
        `details["revision"]` (the stored one) when it has moved on, or with `details["index"]`.
        """
        ...

    async def delete(self, id: str) -> bool:
        """Remove the document called `id`; tell whether it was there."""
        ...

    async def delete_many(self, query: Query) -> int:
        """Remove all documents of `query`, in steps that let turns pass; return how many."""
        ...


class Storage(Protocol):
    """A database that was opened with all its schemas."""

    def collection(self, schema: Schema) -> Collection:
        """Return the collection of `schema`, which must be one of those declared at opening."""
        ...

    async def increment(self, counter: str, by: int = 1) -> int:
        """Add `by` to a counter that begins at 0, atomically, and return its new value."""
        ...

    async def count(self, counter: str) -> int:
        """Return the value of a counter."""
        ...

    async def delete_counters(self, prefix: str) -> int:
        """Forget the counters whose names begin with `prefix`; return how many."""
        ...

    async def scrub(self) -> None:
        """Wipe what was deleted from the files that the driver keeps; call it after every erasure."""
        ...

    async def open(self) -> None:
        """Make the database ready: lock, schemas, migrations.

        Raises `Unavailable` when another process holds it or a newer program has written it.
        """
        ...

    async def close(self) -> None:
        """Finish what was begun and let the database go."""
        ...
