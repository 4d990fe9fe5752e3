"""Fold SQLite's log back into its file without making turns wait.

Under load a second thread does the long part while commits go on; the writer then folds the few pages
that came meanwhile, so that the log starts again from its beginning and stays small. When nobody
waits, the writer does it all, earlier: a short log is also quicker to read and to recover.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Final

__all__ = ("Checkpointer",)

_ROWS: Final = 1_000
_CALM_ROWS: Final = 200
_BYTES: Final = 64 * 2**20
_FOLD: Final = "PRAGMA wal_checkpoint(PASSIVE)"


class Checkpointer:
    """Decide when to fold the log, and do it in two steps."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._begin = Event()
        self._folded = Event()
        self._busy = False
        self._stopping = False
        self._mark = 0
        self._thread = Thread()

    def start(self, connection: sqlite3.Connection) -> None:
        """Begin to wait for work; `connection` is this thread's own."""
        self._busy = self._stopping = False
        self._mark = 0
        self._begin.clear()
        self._folded.clear()
        run = partial(self._run, connection)
        self._thread = Thread(target=run, name="dialogkit-checkpoint", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being folded and end."""
        if self._thread.is_alive():
            self._stopping = True
            self._begin.set()
            self._thread.join()

    def committed(self, connection: sqlite3.Connection, *, calm: bool) -> None:
        """Note a commit; called in the writer's thread between two groups, `calm` when nobody waits."""
        if self._folded.is_set():
            self._folded.clear()
            self._busy = False
            self._fold_here(connection)
        elif not self._busy:
            rows = connection.total_changes - self._mark
            if calm and rows >= _CALM_ROWS:
                self._fold_here(connection)
            elif rows >= _ROWS or self._log_size() > _BYTES:
                self._busy = True
                self._begin.set()

    def _log_size(self) -> int:
        try:
            return os.stat(self._log).st_size
        except OSError:  # somebody removed the folder; the next commit will say so
            return 0

    def _fold_here(self, connection: sqlite3.Connection) -> None:
        self._mark = connection.total_changes
        with suppress(sqlite3.Error):  # the log keeps what could not be folded
            connection.execute(_FOLD).fetchall()

    def _run(self, connection: sqlite3.Connection) -> None:
        while self._begin.wait() and not self._stopping:
            self._begin.clear()
            with suppress(sqlite3.Error):  # a full disk, say: tried again after the next thousand rows
                connection.execute(_FOLD).fetchall()
            self._folded.set()
        connection.close()
