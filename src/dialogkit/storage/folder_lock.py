"""One process at a time on a data folder.

The lock dies with the process that holds it, however it ends, so nothing has to be cleaned up.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from dialogkit.kit.errors import Unavailable

__all__ = ("FolderLock",)


class FolderLock:
    """Hold `folder` for this process, from `acquire` to `release`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = -1

    def acquire(self) -> None:
        """Take the lock, or raise `Unavailable` naming the process that has it."""
        file = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(file, 20, 0).decode("ascii", "replace").strip()
            os.close(file)
            raise Unavailable(
                f"the data folder {self._folder} is in use by process {holder or 'unknown'}",
                fix="stop that process, or give this one another data folder",
                pid=int(holder) if holder.isdigit() else None,
            ) from None
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        self._file = file

    def release(self) -> None:
        """Let the folder go; a lock that is not held is left alone."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
