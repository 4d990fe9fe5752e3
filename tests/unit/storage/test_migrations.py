"""Databases of earlier versions are brought up to date whole, or not touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest

from dialogkit.kit.errors import Unavailable
from dialogkit.storage import Document, Index, Migration, Query, Schema, SqliteStorage

OLD = Schema("notes", ("organization",), (), (Index("all", ("organization",)),))
NEW = Schema(
    "notes",
    ("organization", "title"),
    ("due",),
    (Index("all", ("organization",)), Index("by_title", ("title",), unique=True), Index("by_due", ("due",))),
)


def give_a_title(document: Document) -> Document | None:
    if document.body == b"drop me":
        return None
    return msgspec.structs.replace(
        document, body=document.body.upper(), keys={**document.keys, "title": document.body.decode()}
    )


def again(document: Document) -> Document:
    return msgspec.structs.replace(document, body=document.body + b"!")


TITLES = Migration(1, "notes have titles", "notes", give_a_title)
MARKS = Migration(2, "notes end with a mark", "notes", again)


async def written(folder: Path, *bodies: bytes) -> Path:
    storage = SqliteStorage(folder, (OLD,))
    await storage.open()
    notes = storage.collection(OLD)
    await notes.insert_many([Document(f"n{at}", body, {"organization": "o"}) for at, body in enumerate(bodies)])
    await storage.close()
    return folder


async def read(folder: Path, *migrations: Migration) -> dict[str, bytes]:
    storage = SqliteStorage(folder, (NEW,), migrations)
    await storage.open()
    found = {document.id: document.body async for document in storage.collection(NEW).scan(Query("by_title"))}
    await storage.close()
    return found


async def test_documents_are_changed_and_found_by_their_new_keys(tmp_path: Path) -> None:
    await written(tmp_path, b"b", b"drop me", b"a")

    assert await read(tmp_path, TITLES) == {"n2": b"A", "n0": b"B"}


async def test_each_migration_is_applied_once(tmp_path: Path) -> None:
    await written(tmp_path, b"a")
    await read(tmp_path, TITLES)

    for _ in range(2):
        assert await read(tmp_path, TITLES, MARKS) == {"n0": b"A!"}


async def test_more_documents_than_one_step_takes_are_all_changed(tmp_path: Path) -> None:
    await written(tmp_path, *(b"%d" % number for number in range(1203)))

    assert len(await read(tmp_path, TITLES)) == 1203


async def test_a_new_database_begins_at_the_newest_version(tmp_path: Path) -> None:
    storage = SqliteStorage(tmp_path, (NEW,), (TITLES, MARKS))
    await storage.open()
    await storage.collection(NEW).insert(Document("x", b"as it is", {"organization": "o", "title": "t"}))
    await storage.close()

    assert await read(tmp_path, TITLES, MARKS) == {"x": b"as it is"}


async def test_an_interrupted_migration_leaves_the_old_state_and_can_be_run_again(tmp_path: Path) -> None:
    await written(tmp_path, b"a", b"b", b"c")

    def stumble(document: Document) -> Document | None:
        if document.body == b"c":
            raise KeyboardInterrupt
        return give_a_title(document)

    with pytest.raises(KeyboardInterrupt):
        SqliteStorage(tmp_path, (NEW,), (Migration(1, "stumbles", "notes", stumble),))._open()

    connection = sqlite3.connect(tmp_path / "dialogkit.db")
    assert connection.execute("SELECT _body, title FROM notes").fetchall() == [(b"a", None), (b"b", None), (b"c", None)]
    connection.close()
    assert await read(tmp_path, TITLES) == {"n0": b"A", "n1": b"B", "n2": b"C"}


async def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    await written(tmp_path, b"a")
    await read(tmp_path, TITLES, MARKS)
    before = (tmp_path / "dialogkit.db").read_bytes()

    with pytest.raises(Unavailable, match="is at version 2, and this program knows versions up to 1") as caught:
        await read(tmp_path, TITLES)

    assert "newer program" in caught.value.fix
    assert (tmp_path / "dialogkit.db").read_bytes() == before
    assert await read(tmp_path, TITLES, MARKS) == {"n0": b"A!"}


async def test_a_required_key_that_no_migration_fills_is_a_clear_refusal(tmp_path: Path) -> None:
    await written(tmp_path, b"a")

    with pytest.raises(Unavailable, match="documents of 'notes' lack the key 'title'"):
        await read(tmp_path)
    with pytest.raises(Unavailable, match="lack the key 'title'"):  # and so it stays
        await read(tmp_path)


async def test_documents_that_a_new_unique_index_cannot_take_stop_the_opening(tmp_path: Path) -> None:
    await written(tmp_path, b"same", b"same")

    with pytest.raises(Unavailable, match="UNIQUE"):
        await read(tmp_path, TITLES)


@pytest.mark.parametrize(
    ("migrations", "fault"),
    [
        ((MARKS,), "numbered 1, 2, 3"),
        ((Migration(1, "of strangers", "strangers", again),), "undeclared 'strangers'"),
        ((Migration(1, "renames", "notes", lambda d: msgspec.structs.replace(d, id="x")),), "must not rename"),
    ],
    ids=["gap", "unknown", "rename"],
)
async def test_a_wrong_migration_is_refused(tmp_path: Path, migrations: tuple[Migration, ...], fault: str) -> None:
    await written(tmp_path, b"a")

    with pytest.raises(ValueError, match=fault):
        await read(tmp_path, *migrations)


async def test_indexes_follow_their_declaration(tmp_path: Path) -> None:
    await written(tmp_path, b"a")
    changed = Schema("notes", ("organization",), (), (Index("other", ("organization",)),))

    storage = SqliteStorage(tmp_path, (changed,))
    await storage.open()
    await storage.close()

    connection = sqlite3.connect(tmp_path / "dialogkit.db")
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    connection.close()
    assert names == [("notes.other",)]
