"""The drivers that must keep the contracts: add one here and every suite runs over it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest

from dialogkit.storage import Collection, Index, MemoryStorage, Schema, SqliteStorage, Storage

NOTES = Schema(
    "notes",
    columns=("organization", "shelf", "place"),
    optional=("due", "label"),
    indexes=(
        Index("by_label", ("label",), unique=True),
        Index("by_place", ("shelf", "place"), unique=True),
        Index("by_organization", ("organization",)),
        Index("by_shelf", ("organization", "shelf")),
        Index("by_due", ("due",)),
    ),
)
OTHERS = Schema("others", ("organization", "order"), (), (Index("group", ("organization", "order")),))

DRIVERS: dict[str, Callable[[Path, Sequence[Schema]], Storage]] = {
    "memory": lambda folder, schemas: MemoryStorage(schemas),
    "sqlite": lambda folder, schemas: SqliteStorage(folder, schemas),
}


@pytest.fixture(params=DRIVERS)
async def storage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    """A fresh database of each driver."""
    opened = DRIVERS[request.param](tmp_path, (NOTES, OTHERS))
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def notes(storage: Storage) -> Collection:
    """A collection with every kind of index."""
    return storage.collection(NOTES)
