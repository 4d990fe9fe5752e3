"""Documents, blobs and jobs on whatever database there is: one port, drivers behind it.

Slices import the port from here and declare their schemas; only `dialogkit.app` chooses a driver.
"""

from __future__ import annotations

from dialogkit.storage.collection import ID, Collection, Document, Index, Key, Page, Query, Schema, Storage
from dialogkit.storage.memory import MemoryStorage
from dialogkit.storage.migrations import Migration
from dialogkit.storage.sqlite import SqliteStorage

__all__ = (
    "ID",
    "Collection",
    "Document",
    "Index",
    "Key",
    "MemoryStorage",
    "Migration",
    "Page",
    "Query",
    "Schema",
    "SqliteStorage",
    "Storage",
)
