"""Pages and the opaque places between them, the same on every driver.

A cursor says which keys and id came last, not how many: what is inserted or deleted meanwhile
neither repeats nor hides a document that stays.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Sequence
from typing import Final

import msgspec

from dialogkit.kit.errors import InvalidRequest
from dialogkit.storage.checks import ordering_of, storable
from dialogkit.storage.collection import Collection, Document, Page, Query, Schema

__all__ = ("decode_cursor", "page_of", "walk")

_SCANNED: Final = 256
_places: Final = msgspec.json.Decoder(tuple[str | int, ...])


def page_of(schema: Schema, query: Query, documents: Sequence[Document], *, more: bool) -> Page:
    """Return `documents` as a page, with the place to go on from when there are `more`."""
    if not more:
        return Page(tuple(documents))
    last = documents[-1]
    places = (*(last.keys[column] for column in ordering_of(schema, query)), last.id)
    return Page(tuple(documents), urlsafe_b64encode(msgspec.json.encode(places)).decode().rstrip("="))


def decode_cursor(cursor: str, *, columns: int) -> tuple[str | int, ...]:
    """Return the `columns` key values and the id that `cursor` stands for."""
    try:
        places = _places.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, msgspec.MsgspecError):
        places = ()
    if len(places) != columns + 1 or not isinstance(places[-1], str) or not all(map(storable, places)):
        raise InvalidRequest("the cursor is not one that this list gave", fix="begin again without a cursor")
    return places


async def walk(collection: Collection, query: Query) -> AsyncIterator[Document]:
    """Yield all documents of `query`, page by page."""
    cursor = ""
    while True:
        page = await collection.page(query, limit=_SCANNED, cursor=cursor)
        for document in page.documents:
            yield document
        cursor = page.cursor
        if not cursor:
            return
