"""Blobs in a folder: one file each, at owner/…/id.blob, complete or absent.

A file begins with a head of fixed length that holds its type. It is written under `.incoming`, brought to
the disk and then renamed, so a crash leaves no half of one; what lies in `.incoming` at opening is such a half.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterable, AsyncIterator, Callable
from functools import partial
from io import FileIO
from pathlib import Path
from typing import Final, TypeVar
from uuid import uuid4

from dialogkit.kit.errors import Unavailable
from dialogkit.storage.blobs import BlobKey, OpenBlob, check_owner, missing_blob, too_large

__all__ = ("FolderBlobs",)

_CHUNK: Final = 256 * 1024
_HEAD: Final = 128

Result = TypeVar("Result")


class FolderBlobs:
    """Keep blobs below `folder`, which one process uses at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / ".incoming"

    async def prepare(self) -> None:
        """Make the folder ready, and clear away what a crash left half written."""
        await _apart(self._clear)

    async def put(self, key: BlobKey, chunks: AsyncIterable[bytes], *, type: str, limit: int) -> int:
        """Store what `chunks` bring, whole or not at all."""
        arriving = self._incoming / uuid4().hex
        head = _head_of(type)
        try:
            with await _apart(lambda: arriving.open("xb", buffering=0)) as file:
                size = await _fill(file, head, chunks, limit=limit)
                await _apart(lambda: os.fsync(file.fileno()))
            await _apart(lambda: self._place(arriving, self._path(key)))
        finally:
            await _apart(lambda: arriving.unlink(missing_ok=True))
        return size

    async def open(self, key: BlobKey) -> OpenBlob:
        """Return the blob called `key`."""
        path = self._path(key)
        try:
            type, size = await _apart(lambda: _look(path))
        except FileNotFoundError:
            raise missing_blob(key) from None
        return OpenBlob(type, size, _pieces(path))

    async def delete(self, key: BlobKey) -> bool:
        """Remove the blob called `key`."""
        return await _apart(lambda: _remove(self._path(key)))

    async def delete_all(self, *owner: str) -> int:
        """Remove what belongs to `owner`, folder and all."""
        check_owner(owner)
        return await _apart(lambda: _remove_tree(self._folder.joinpath(*owner)))

    async def size(self, *owner: str) -> int:
        """Return how many bytes `owner` has stored."""
        check_owner(owner)
        folder = self._folder.joinpath(*owner)
        return await _apart(lambda: sum(path.stat().st_size - _HEAD for path in folder.rglob("*.blob")))

    def _path(self, key: BlobKey) -> Path:
        # No part of a key has a dot: a blob and an owner of the same name do not meet.
        return self._folder.joinpath(*key.owner, f"{key.id}.blob")

    def _clear(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.rmtree(self._incoming, ignore_errors=True)
        self._incoming.mkdir(mode=0o700)

    def _place(self, arriving: Path, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        arriving.replace(path)
        for folder in path.parents[: len(path.relative_to(self._folder).parts)]:
            _sync_folder(folder)


def _head_of(type: str) -> bytes:
    head = type.encode("ascii", "replace").ljust(_HEAD)
    if len(head) != _HEAD or not type.isprintable() or not type.isascii():
        raise ValueError(f"{type!r} cannot be the type of a blob")
    return head


async def _fill(file: FileIO, head: bytes, chunks: AsyncIterable[bytes], *, limit: int) -> int:
    await _apart(lambda: _write(file, head))
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise too_large(limit)
        await _apart(partial(_write, file, chunk))
    return size


def _write(file: FileIO, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def _look(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        head = file.read(_HEAD)
        return head.decode("ascii").rstrip(), os.fstat(file.fileno()).st_size - _HEAD


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with await _apart(lambda: path.open("rb", buffering=0)) as file:
        file.seek(_HEAD)
        while chunk := await _apart(lambda: file.read(_CHUNK)):
            yield chunk


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    _sync_folder(path.parent)
    return True


def _remove_tree(folder: Path) -> int:
    if not folder.is_dir():
        return 0
    count = sum(1 for _ in folder.rglob("*.blob"))
    shutil.rmtree(folder)
    _sync_folder(folder.parent)
    return count


def _sync_folder(folder: Path) -> None:
    """Bring the names in `folder` to the disk, as `fsync` of a file does not."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


async def _apart(work: Callable[[], Result]) -> Result:
    """Run `work` in a thread; what the disk refuses is `Unavailable`."""
    try:
        return await asyncio.to_thread(work)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Unavailable(f"the disk refused: {error.strerror}") from error
