"""Numbered changes to stored documents, each applied once, whole, in order.

A migration is a pure function over the documents of one collection; a driver runs it in one
transaction together with the new version number, so that one that was interrupted begins again
from the untouched state. New columns and indexes need none: they follow from the `Schema`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from dialogkit.kit.errors import Unavailable
from dialogkit.storage.collection import Document

__all__ = ("Migration", "pending")


class Migration(msgspec.Struct, frozen=True):
    """One step: what becomes of each document of `collection` (None: it goes).

    `change` may alter body and keys, not the id, and must give the same for the same document.
    """

    number: int
    summary: str
    collection: str
    change: Callable[[Document], Document | None]


def pending(migrations: Sequence[Migration], *, version: int) -> tuple[Migration, ...]:
    """Return what a database at `version` still needs.

    Raises `Unavailable` when the database was written by a newer program.
    """
    numbers = [migration.number for migration in migrations]
    if numbers != list(range(1, len(numbers) + 1)):
        raise ValueError(f"migrations are numbered 1, 2, 3 and so on, not {numbers}")
    if version > len(migrations):
        raise Unavailable(
            f"the database is at version {version}, and this program knows versions up to {len(migrations)}",
            fix="start the newer program that has written it, or restore a backup made before the upgrade",
            version=version,
        )
    return tuple(migrations[version:])
