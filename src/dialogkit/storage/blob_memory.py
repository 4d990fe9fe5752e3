"""Blobs in memory: for tests and `dialogkit chat`, where nothing is to be kept."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator

from dialogkit.storage.blobs import BlobKey, OpenBlob, check_owner, missing_blob, too_large

__all__ = ("MemoryBlobs",)


class MemoryBlobs:
    """Blobs that live as long as this value."""

    def __init__(self) -> None:
        self._blobs: dict[BlobKey, tuple[str, bytes]] = {}

    async def prepare(self) -> None:
        """There is nothing to make ready."""

    async def put(self, key: BlobKey, chunks: AsyncIterable[bytes], *, type: str, limit: int) -> int:
        """Store what `chunks` bring and return its size."""
        content = bytearray()
        async for chunk in chunks:
            content += chunk
            if len(content) > limit:
                raise too_large(limit)
        self._blobs[key] = (type, bytes(content))
        return len(content)

    async def open(self, key: BlobKey) -> OpenBlob:
        """Return the blob called `key`."""
        if key not in self._blobs:
            raise missing_blob(key)
        type, content = self._blobs[key]
        return OpenBlob(type, len(content), _pieces(content))

    async def delete(self, key: BlobKey) -> bool:
        """Remove the blob called `key`."""
        return self._blobs.pop(key, None) is not None

    async def delete_all(self, *owner: str) -> int:
        """Remove what belongs to `owner`."""
        keys = self._owned(owner)
        for key in keys:
            del self._blobs[key]
        return len(keys)

    async def size(self, *owner: str) -> int:
        """Return how many bytes `owner` has stored."""
        return sum(len(self._blobs[key][1]) for key in self._owned(owner))

    def _owned(self, owner: tuple[str, ...]) -> list[BlobKey]:
        check_owner(owner)
        return [key for key in self._blobs if key.owner[: len(owner)] == owner]


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    if content:
        yield content
