"""The blob port: files that visitors send, kept by owner under names that DialogKit makes.

A visitor's file name is a value in some document, never a path. Each blob lies alone, not shared by
content, so that erasing an owner erases all of theirs. What a type may be is checked by the caller.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterable, AsyncIterator
from typing import Final, Protocol

import msgspec

from dialogkit.kit.errors import Missing, TooLarge

__all__ = ("BlobKey", "Blobs", "OpenBlob", "missing_blob", "too_large")

_PART: Final = re.compile(r"[A-Za-z0-9_-]{1,128}")


class BlobKey(msgspec.Struct, frozen=True):
    """Where a blob is: its owner, from the widest to the narrowest (organization, conversation), and its id."""

    owner: tuple[str, ...]
    id: str

    def __post_init__(self) -> None:
        """Refuse whatever could mean another place in a file system."""
        check_owner(self.owner)
        if not _PART.fullmatch(self.id):
            raise ValueError(f"{self.id!r} cannot be the id of a blob")


class OpenBlob(msgspec.Struct, frozen=True):
    """A stored blob, ready to be read once: what it was said to be, its size, its bytes piece by piece."""

    type: str
    size: int
    chunks: AsyncIterator[bytes]


class Blobs(Protocol):
    """Keep blobs. Every method may raise `Unavailable` when the disk fails."""

    async def prepare(self) -> None:
        """Make the place ready, and clear away what a crash left half written."""
        ...

    async def put(self, key: BlobKey, chunks: AsyncIterable[bytes], *, type: str, limit: int) -> int:
        """Store what `chunks` bring, whole or not at all, and return its size.

        It is on the disk when this returns. What was stored under `key` is replaced. Raises
        `TooLarge` at the first byte beyond `limit`.
        """
        ...

    async def open(self, key: BlobKey) -> OpenBlob:
        """Return the blob called `key`, or raise `Missing`."""
        ...

    async def delete(self, key: BlobKey) -> bool:
        """Remove the blob called `key`; tell whether it was there."""
        ...

    async def delete_all(self, *owner: str) -> int:
        """Remove what belongs to `owner` and to whoever is below it; return how many blobs that were."""
        ...

    async def size(self, *owner: str) -> int:
        """Return how many bytes `owner` and whoever is below it have stored."""
        ...


def check_owner(owner: tuple[str, ...]) -> None:
    """Refuse an owner that is nobody or could mean another place in a file system."""
    if not owner or not all(map(_PART.fullmatch, owner)):
        raise ValueError(f"{owner!r} cannot own blobs")


def missing_blob(key: BlobKey) -> Missing:
    """Return the error for a blob that is not there."""
    return Missing("there is no such file", owner=key.owner, id=key.id)


def too_large(limit: int) -> TooLarge:
    """Return the error for a blob of more than `limit` bytes."""
    return TooLarge(f"the file is larger than {limit} bytes", limit=limit)
