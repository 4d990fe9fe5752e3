"""What every keeper of blobs promises its callers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from dialogkit.kit.errors import Missing, TooLarge
from dialogkit.storage import BlobKey, Blobs, FolderBlobs, MemoryBlobs

KEEPERS: dict[str, Callable[[Path], Blobs]] = {"memory": lambda folder: MemoryBlobs(), "folder": FolderBlobs}
KEY = BlobKey(("org", "talk"), "photo")


@pytest.fixture(params=KEEPERS)
async def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    """A fresh keeper of each kind."""
    keeper = KEEPERS[request.param](tmp_path / "uploads")
    await keeper.prepare()
    return keeper


async def sent(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def stored(blobs: Blobs, key: BlobKey) -> bytes:
    return b"".join([chunk async for chunk in (await blobs.open(key)).chunks])


async def test_a_blob_comes_back_with_its_type_and_size(blobs: Blobs) -> None:
    size = await blobs.put(KEY, sent(b"first ", b"", b"second\n\x00"), type="image/png", limit=100)

    opened = await blobs.open(KEY)

    assert (size, opened.size, opened.type) == (14, 14, "image/png")
    assert b"".join([chunk async for chunk in opened.chunks]) == b"first second\n\x00"


async def test_a_blob_may_be_empty_or_exactly_at_its_limit(blobs: Blobs) -> None:
    assert await blobs.put(KEY, sent(), type="text/plain", limit=0) == 0
    assert await stored(blobs, KEY) == b""
    assert await blobs.put(KEY, sent(b"four"), type="text/plain", limit=4) == 4
    assert await stored(blobs, KEY) == b"four"


async def test_a_large_blob_arrives_whole_and_in_order(blobs: Blobs) -> None:
    pieces = [bytes([number]) * 100_000 for number in range(50)]

    await blobs.put(KEY, sent(*pieces), type="video/mp4", limit=10_000_000)

    assert await stored(blobs, KEY) == b"".join(pieces)


async def test_a_blob_beyond_its_limit_leaves_the_old_one(blobs: Blobs) -> None:
    await blobs.put(KEY, sent(b"old"), type="text/plain", limit=10)

    with pytest.raises(TooLarge) as caught:
        await blobs.put(KEY, sent(b"12345", b"678901"), type="text/plain", limit=10)

    assert caught.value.details["limit"] == 10
    assert await stored(blobs, KEY) == b"old"


async def test_an_upload_that_breaks_off_leaves_nothing(blobs: Blobs) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await blobs.put(KEY, broken(), type="text/plain", limit=10)

    with pytest.raises(Missing):
        await blobs.open(KEY)
    assert await blobs.size("org") == 0


async def test_putting_again_replaces_the_whole(blobs: Blobs) -> None:
    await blobs.put(KEY, sent(b"a longer one"), type="text/plain", limit=100)
    await blobs.put(KEY, sent(b"short"), type="text/html", limit=100)

    opened = await blobs.open(KEY)
    assert (opened.type, opened.size) == ("text/html", 5)
    assert await stored(blobs, KEY) == b"short"


async def test_what_is_not_there_is_missing(blobs: Blobs) -> None:
    with pytest.raises(Missing):
        await blobs.open(KEY)
    assert await blobs.delete(KEY) is False
    assert await blobs.delete_all("nobody") == 0
    assert await blobs.size("nobody") == 0


async def test_a_deleted_blob_is_gone(blobs: Blobs) -> None:
    await blobs.put(KEY, sent(b"x"), type="text/plain", limit=1)

    assert await blobs.delete(KEY) is True
    with pytest.raises(Missing):
        await blobs.open(KEY)


async def test_an_owners_blobs_are_counted_and_erased_without_the_neighbours(blobs: Blobs) -> None:
    for owner in (("org",), ("org", "talk"), ("org", "talk2"), ("org2", "talk"), ("or",)):
        for id in ("a", "b"):
            await blobs.put(BlobKey(owner, id), sent(b"123"), type="text/plain", limit=3)

    assert await blobs.size("org") == 18
    assert await blobs.size("org", "talk") == 6
    assert await blobs.delete_all("org", "talk") == 2
    assert await blobs.delete_all("org") == 4
    assert await blobs.size("org") == 0
    assert await blobs.size("org2") == await blobs.size("or") == 6


async def test_a_blob_and_an_owner_may_share_a_name(blobs: Blobs) -> None:
    await blobs.put(BlobKey(("org",), "talk"), sent(b"blob"), type="text/plain", limit=9)
    await blobs.put(BlobKey(("org", "talk"), "x"), sent(b"below"), type="text/plain", limit=9)

    assert await stored(blobs, BlobKey(("org",), "talk")) == b"blob"
    assert await blobs.delete_all("org", "talk") == 1
    assert await stored(blobs, BlobKey(("org",), "talk")) == b"blob"


async def test_uploads_at_once_do_not_mix(blobs: Blobs) -> None:
    keys = [BlobKey(("org", f"talk{number % 3}"), f"file{number}") for number in range(20)]

    await asyncio.gather(*(blobs.put(key, sent(key.id.encode()), type="text/plain", limit=9) for key in keys))

    assert [await stored(blobs, key) for key in keys] == [key.id.encode() for key in keys]


PATH_TRICKS = ("..", ".", "", "a/b", "/etc", "a\\b", "a\0", "a.b", "C:", "é", "~", "a\n", "x" * 129)


@pytest.mark.parametrize("trick", PATH_TRICKS)
async def test_no_name_leads_out_of_its_place(blobs: Blobs, trick: str) -> None:
    with pytest.raises(ValueError, match="id of a blob"):
        BlobKey(("org",), trick)
    with pytest.raises(ValueError, match="own blobs"):
        BlobKey(("org", trick), "id")
    with pytest.raises(ValueError, match="own blobs"):
        await blobs.delete_all("org", trick)
    with pytest.raises(ValueError, match="own blobs"):
        await blobs.size(trick)


async def test_nobody_owns_everything(blobs: Blobs) -> None:
    with pytest.raises(ValueError, match="own blobs"):
        BlobKey((), "id")
    with pytest.raises(ValueError, match="own blobs"):
        await blobs.delete_all()
