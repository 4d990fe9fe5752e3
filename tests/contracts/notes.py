"""The collections that the contract suites write to, and how to make a document for them."""

from __future__ import annotations

from dialogkit.storage import Collection, Document, Index, Key, Query, Schema

NOTES = Schema(
    "notes",
    columns=("organization", "shelf", "place"),
    optional=("due", "label"),
    indexes=(
        Index("by_label", ("label",), unique=True),
        Index("by_place", ("shelf", "place"), unique=True),
        Index("by_organization", ("organization",)),
        Index("by_shelf", ("organization", "shelf")),
        Index("by_due", ("due",)),
    ),
)
OTHERS = Schema("others", ("organization", "order"), (), (Index("group", ("organization", "order")),))


def a_note(place: int, *, id: str = "", body: bytes = b"{}", shelf: str = "a", **keys: Key) -> Document:
    """Return a note on a shelf; its id says where unless it is given."""
    return Document(id or f"{shelf}:{place}", body, {"organization": "o", "shelf": shelf, "place": place, **keys})


async def ids(notes: Collection, query: Query) -> list[str]:
    return [document.id async for document in notes.scan(query)]
