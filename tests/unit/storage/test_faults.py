"""The disk fails at any page of a scripted day: what was acknowledged is there, and nothing else."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dialogkit.kit.errors import Unavailable
from dialogkit.storage import Collection, Document, Index, Key, Query, Schema, SqliteStorage

NOTES = Schema("notes", ("organization", "place"), (), (Index("by_place", ("organization", "place"), unique=True),))
PAGE = 4_096


@contextmanager
def a_disk_that_ends_at(limit: int) -> Iterator[None]:
    """Let every write beyond `limit` bytes of a file fail, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def a_scripted_day(notes: Collection) -> tuple[dict[str, bytes], int]:
    """Insert, replace and delete; return what must be there after it, and how many steps failed."""
    there: dict[str, bytes] = {}
    failed = 0
    for place in range(24):
        id = f"n{place}"
        keys: dict[str, Key] = {"organization": "o", "place": place}
        for body in (b"first" * 300, b"second" * 500, None):
            try:
                if body is None and place % 3 == 0:
                    await notes.delete(id)
                    there.pop(id, None)
                elif body is not None and id not in there:
                    await notes.insert(Document(id, body, keys))
                    there[id] = body
                elif body is not None:
                    await notes.replace(Document(id, body, keys), revision=1)
                    there[id] = body
            except Unavailable:
                failed += 1
    return there, failed


async def stored(storage: SqliteStorage) -> dict[str, bytes]:
    return {note.id: note.body async for note in storage.collection(NOTES).scan(Query("by_place"))}


@pytest.mark.parametrize("pages", range(0, 160, 3))
async def test_every_acknowledged_write_survives_a_disk_that_ends_at_any_page(tmp_path: Path, pages: int) -> None:
    storage = SqliteStorage(tmp_path, (NOTES,))
    await storage.open()
    with a_disk_that_ends_at(pages * PAGE + 100):
        there, failed = await a_scripted_day(storage.collection(NOTES))
        assert await stored(storage) == there
    if pages < 60:
        assert failed > 0

    assert await storage.collection(NOTES).insert(Document("x", b"after", {"organization": "o", "place": 99})) == 1
    await storage.close()
    await storage.open()

    assert await stored(storage) == there | {"x": b"after"}
    await storage.close()
    connection = sqlite3.connect(storage.file)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


async def test_a_folding_that_fails_loses_nothing(tmp_path: Path) -> None:
    storage = SqliteStorage(tmp_path, (NOTES,))
    await storage.open()
    notes = storage.collection(NOTES)
    bodies = {f"n{place}": b"%d" % place * 500 for place in range(1500)}
    documents = [
        Document(id, body, {"organization": "o", "place": place}) for place, (id, body) in enumerate(bodies.items())
    ]
    await notes.insert_many(documents[:1400])

    with a_disk_that_ends_at(storage.file.stat().st_size):  # the file cannot grow, so the log cannot be folded
        with pytest.raises(Unavailable):
            await storage.scrub()
        assert await stored(storage) == dict(list(bodies.items())[:1400])

    await notes.insert_many(documents[1400:])
    await storage.scrub()
    assert await stored(storage) == bodies
    await storage.close()
