"""Documents, blobs and jobs on whatever database there is: one port, drivers behind it.

Slices import the port from here and declare their schemas; only `dialogkit.app` chooses a driver.
"""

from __future__ import annotations

from dialogkit.storage.blob_folder import FolderBlobs
from dialogkit.storage.blob_memory import MemoryBlobs
from dialogkit.storage.blobs import BlobKey, Blobs, OpenBlob
from dialogkit.storage.collection import ID, Collection, Document, Index, Key, Page, Query, Schema, Storage
from dialogkit.storage.memory import MemoryStorage
from dialogkit.storage.migrations import Migration
from dialogkit.storage.queue import JOBS, Job, LeaseQueue
from dialogkit.storage.sqlite import SqliteStorage
from dialogkit.storage.times import from_key, to_key

__all__ = (
    "ID",
    "JOBS",
    "BlobKey",
    "Blobs",
    "Collection",
    "Document",
    "FolderBlobs",
    "Index",
    "Job",
    "Key",
    "LeaseQueue",
    "MemoryBlobs",
    "MemoryStorage",
    "Migration",
    "OpenBlob",
    "Page",
    "Query",
    "Schema",
    "SqliteStorage",
    "Storage",
    "from_key",
    "to_key",
)
