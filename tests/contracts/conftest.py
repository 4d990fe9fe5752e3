"""The drivers that must keep the contracts: add one here and every suite runs over it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest

from dialogkit.storage import JOBS, Collection, MemoryStorage, Schema, SqliteStorage, Storage

from .notes import NOTES, OTHERS

DRIVERS: dict[str, Callable[[Path, Sequence[Schema]], Storage]] = {
    "memory": lambda folder, schemas: MemoryStorage(schemas),
    "sqlite": SqliteStorage,
}


@pytest.fixture(params=DRIVERS)
async def storage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    """A fresh database of each driver."""
    opened = DRIVERS[request.param](tmp_path, (NOTES, OTHERS, JOBS))
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def notes(storage: Storage) -> Collection:
    """A collection with every kind of index."""
    return storage.collection(NOTES)
