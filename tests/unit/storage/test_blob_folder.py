"""What the folder of blobs does beyond the contract: places, crashes, a disk that refuses."""

from __future__ import annotations

import resource
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dialogkit.kit.errors import Missing, Unavailable
from dialogkit.storage import BlobKey, FolderBlobs

KEY = BlobKey(("org", "talk"), "photo")


@pytest.fixture
async def blobs(tmp_path: Path) -> FolderBlobs:
    """A fresh folder."""
    keeper = FolderBlobs(tmp_path / "uploads")
    await keeper.prepare()
    return keeper


async def sent(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


async def test_a_blob_lies_where_its_key_says_and_nowhere_else(blobs: FolderBlobs, tmp_path: Path) -> None:
    await blobs.put(KEY, sent(b"x"), type="text/plain", limit=1)

    assert files(tmp_path) == ["uploads/org/talk/photo.blob"]


async def test_what_a_crash_left_half_written_is_cleared_at_the_next_start(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    await blobs.prepare()
    await blobs.put(KEY, sent(b"whole"), type="text/plain", limit=9)
    (tmp_path / ".incoming" / "half").write_bytes(b"ha")

    await FolderBlobs(tmp_path).prepare()

    assert files(tmp_path) == ["org/talk/photo.blob"]


async def test_erasing_an_owner_removes_the_folder_too(blobs: FolderBlobs, tmp_path: Path) -> None:
    await blobs.put(KEY, sent(b"x"), type="text/plain", limit=1)

    await blobs.delete_all("org")

    assert [path.name for path in (tmp_path / "uploads").iterdir()] == [".incoming"]


async def test_a_full_disk_refuses_the_upload_and_keeps_no_part_of_it(blobs: FolderBlobs, tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))  # writing beyond it fails as on a full disk
    try:
        with pytest.raises(Unavailable, match="the disk refused"):
            await blobs.put(KEY, sent(b"x" * 60_000, b"y" * 60_000), type="text/plain", limit=1_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert files(tmp_path) == []
    with pytest.raises(Missing):
        await blobs.open(KEY)


@pytest.mark.parametrize("type", ["text/plain\nx", "é", "x" * 129, "a\0b"])
async def test_a_type_that_is_no_type_is_refused(blobs: FolderBlobs, tmp_path: Path, type: str) -> None:
    with pytest.raises(ValueError, match="type of a blob"):
        await blobs.put(KEY, sent(b"x"), type=type, limit=1)

    assert files(tmp_path) == []
