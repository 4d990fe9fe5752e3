"""What the SQLite driver does beyond the contract: durability settings, faults, the folder's lock."""

from __future__ import annotations

import asyncio
import os
import resource
import sqlite3
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dialogkit.kit.errors import Conflict, Unavailable
from dialogkit.storage import Document, Index, Key, Query, Schema, SqliteStorage

NOTES = Schema(
    "notes",
    ("organization", "place"),
    ("label",),
    (Index("by_place", ("organization", "place"), unique=True), Index("by_label", ("label",))),
)


def a_note(place: int, body: bytes = b"{}", **keys: Key) -> Document:
    return Document(f"n{place}", body, {"organization": "o", "place": place, **keys})


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    """A fresh database."""
    opened = SqliteStorage(tmp_path / "data", (NOTES,))
    await opened.open()
    yield opened
    await opened.close()


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    storage = SqliteStorage(tmp_path, (NOTES,))
    for _ in range(2):
        await storage.open()
        await storage.increment("opened")
        await storage.close()
    await storage.open()

    assert await storage.count("opened") == 2
    await storage.close()


async def test_the_file_and_its_folder_are_for_their_owner_only(storage: SqliteStorage) -> None:
    await storage.collection(NOTES).insert(a_note(1))

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in storage.file.parent.iterdir()}

    assert modes == dict.fromkeys(("dialogkit.db", "dialogkit.db-shm", "dialogkit.db-wal", "lock"), 384)
    assert stat.S_IMODE(storage.file.parent.stat().st_mode) == 0o700


async def test_a_second_process_is_refused_and_told_who_is_there(storage: SqliteStorage) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path; from dialogkit.storage import SqliteStorage;"
        "asyncio.run(SqliteStorage(Path(sys.argv[1]), ()).open())"
    )
    second = subprocess.run(
        [sys.executable, "-c", program, str(storage.file.parent)], capture_output=True, text=True, check=False
    )

    assert second.returncode == 1
    assert f"is in use by process {os.getpid()}" in second.stderr


async def test_the_folder_is_free_after_closing_and_after_a_failed_opening(tmp_path: Path) -> None:
    first = SqliteStorage(tmp_path, (NOTES,))
    await first.open()
    with pytest.raises(Unavailable, match="in use"):
        await SqliteStorage(tmp_path, (NOTES,)).open()
    await first.close()
    first.file.write_bytes(b"this is no database, whatever its name says" * 100)
    for _ in range(2):
        with pytest.raises(Unavailable, match="not a database"):
            await SqliteStorage(tmp_path, (NOTES,)).open()


async def test_a_closed_or_never_opened_storage_is_unavailable(tmp_path: Path) -> None:
    storage = SqliteStorage(tmp_path, (NOTES,))
    notes = storage.collection(NOTES)
    for _ in range(2):
        for attempt in (notes.insert(a_note(1)), notes.find("x"), notes.page(Query("by_place"))):
            with pytest.raises(Unavailable, match="closed"):
                await attempt
        await storage.open()
        await storage.close()
        await storage.close()


async def test_what_was_deleted_is_in_no_file_after_a_scrub(storage: SqliteStorage) -> None:
    notes = storage.collection(NOTES)
    for place in range(300):
        await notes.insert(a_note(place, b"CANARY-BODY" * (place + 1), label=f"CANARY-KEY{place}"))
    await notes.insert(a_note(1000, b"SURVIVOR"))
    assert all_bytes(storage.file.parent).count(b"CANARY") > 300

    await notes.delete_many(Query("by_place", ("o",), below=1000))
    await storage.scrub()

    assert all_bytes(storage.file.parent).count(b"CANARY") == 0
    assert all_bytes(storage.file.parent).count(b"SURVIVOR") > 0


async def test_what_was_replaced_is_in_no_file_after_a_scrub(storage: SqliteStorage) -> None:
    notes = storage.collection(NOTES)
    await notes.insert(a_note(1, b"CANARY" * 5000, label="CANARY"))

    await notes.replace(a_note(1, b"redacted"), revision=1)
    await storage.scrub()

    assert all_bytes(storage.file.parent).count(b"CANARY") == 0


async def test_a_full_disk_refuses_writes_and_nothing_else_and_ends_with_it(storage: SqliteStorage) -> None:
    notes = storage.collection(NOTES)
    await notes.insert(a_note(0, b"before"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, hard))  # writing beyond it fails as on a full disk
    try:
        tries = [notes.insert(a_note(place, b"x" * 100_000)) for place in range(1, 60)]
        results = await asyncio.gather(*tries, return_exceptions=True)
        assert (await notes.get("n0")).body == b"before"
        with pytest.raises(Unavailable):
            await notes.insert(a_note(99, b"x" * 3_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert Unavailable in {type(result) for result in results} <= {int, Unavailable}
    stored = [place for place in range(1, 60) if await notes.find(f"n{place}")]
    assert stored == [place for place, result in enumerate(results, 1) if result == 1]
    assert await notes.insert(a_note(99)) == 1
    assert await integrity(storage) == "ok"


async def integrity(storage: SqliteStorage) -> str:
    await storage.close()
    connection = sqlite3.connect(storage.file)
    (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    return str(verdict)


async def test_the_log_stays_small_under_steady_writing(storage: SqliteStorage) -> None:
    notes = storage.collection(NOTES)
    log = storage.file.with_name("dialogkit.db-wal")

    for first in range(0, 20_000, 200):
        await asyncio.gather(*(notes.insert(a_note(first + step, b"x" * 1000)) for step in range(200)))

    assert log.stat().st_size < 16 * 2**20
    assert storage.file.stat().st_size > 10 * 2**20


async def test_writers_at_once_share_commits(storage: SqliteStorage) -> None:
    notes = storage.collection(NOTES)
    commits: list[str] = []
    await storage._writer.perform(lambda c: c.set_trace_callback(commits.append))

    await asyncio.gather(*(notes.insert(a_note(place)) for place in range(500)))

    await storage._writer.perform(lambda c: c.set_trace_callback(None))
    assert commits.count("COMMIT") < 50
    assert len([statement for statement in commits if statement.startswith("INSERT")]) < 100


async def test_every_connection_syncs_fully_and_wipes(storage: SqliteStorage) -> None:
    def settings(connection: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "secure_delete")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert await storage._writer.perform(settings) == ["wal", 2, 1]


async def test_a_fault_in_one_operation_does_not_stop_the_writer(storage: SqliteStorage) -> None:
    notes = storage.collection(NOTES)

    results = await asyncio.gather(
        notes.insert(a_note(1)),
        notes.insert(Document("x", "not bytes", {"organization": "o", "place": object()})),  # type: ignore[arg-type, dict-item]
        notes.insert(a_note(1)),
        storage._writer.perform(lambda connection: 1 // 0),
        notes.insert(a_note(2)),
        return_exceptions=True,
    )

    assert [type(result) for result in results] == [int, ValueError, Conflict, ZeroDivisionError, int]


async def test_a_reader_sees_only_what_was_committed(storage: SqliteStorage) -> None:
    notes = storage.collection(NOTES)
    seen = []

    def insert_and_look(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO notes VALUES ('n1', 1, x'', 'o', 1, NULL)")
        seen.append(asyncio.run(notes.find("n1")))

    await storage._writer.perform(insert_and_look)

    assert seen == [None]
    assert await notes.find("n1") is not None


async def test_a_page_of_large_documents_ends_early_and_goes_on(storage: SqliteStorage) -> None:
    notes = storage.collection(NOTES)
    for place in range(9):
        await notes.insert(a_note(place, b"x" * 3_000_000))

    page = await notes.page(Query("by_place", ("o",)), limit=100)

    assert 3 <= len(page.documents) < 9
    assert page.cursor != ""
    assert [document.id async for document in notes.scan(Query("by_place"))] == [f"n{place}" for place in range(9)]


async def test_every_query_is_answered_from_its_index_without_sorting(storage: SqliteStorage) -> None:
    await storage.collection(NOTES).insert(a_note(1))
    table = storage.collection(NOTES)._table  # type: ignore[attr-defined]
    queries = [
        Query("by_place", ("o",), descending=True),
        Query("by_place", ("o",), at_least=1),
        Query("by_label"),
        Query("by_label", ("x",), descending=True),
        Query("by_label", at_least="a"),
    ]

    for query in queries:
        sql, values = table.select(query, limit=1)
        plan = storage._reader.rows(f"EXPLAIN QUERY PLAN {sql}", values)
        assert [step[-1].split(" (")[0] for step in plan] in (
            [f"SEARCH notes USING INDEX notes.{query.index}"],
            [f"SCAN notes USING INDEX notes.{query.index}"],
        ), plan
