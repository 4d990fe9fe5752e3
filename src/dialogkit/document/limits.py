"""Every maximum of a flow document, in one place.

Sizes are in characters unless the name says bytes. What a conversation may use
while it runs is in `dialogkit.engine.budgets`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialogkit.kit import TooLarge

__all__ = (
    "MAX_BLOCKS",
    "MAX_BLOCKS_PER_NODE",
    "MAX_CODE",
    "MAX_DOCUMENT_BYTES",
    "MAX_EDGES",
    "MAX_EVENTS",
    "MAX_ITEMS",
    "MAX_LOCALES",
    "MAX_NAME",
    "MAX_NODES",
    "MAX_NOTE",
    "MAX_NOTES",
    "MAX_TEXT",
    "MAX_URL",
    "MAX_VARIABLES",
    "check_counts",
    "check_size",
)

MAX_DOCUMENT_BYTES = 16_000_000
MAX_NODES = 10_000
MAX_BLOCKS = 50_000
MAX_BLOCKS_PER_NODE = 500
MAX_EDGES = 100_000
MAX_EVENTS = 200
MAX_VARIABLES = 1_000
MAX_LOCALES = 50
MAX_NOTES = 1_000
MAX_ITEMS = 500
MAX_NAME = 200
MAX_NOTE = 5_000
MAX_TEXT = 50_000
MAX_CODE = 100_000
MAX_URL = 8_000


def check_size(size: int) -> None:
    """Raise `TooLarge` where a document has more bytes than one may have."""
    if size > MAX_DOCUMENT_BYTES:
        raise TooLarge(
            f"A flow document may have {MAX_DOCUMENT_BYTES:,} bytes; this one has {size:,}.",
            fix="Split the flow: move a part of it into a subflow.",
            limit="MAX_DOCUMENT_BYTES",
            allowed=MAX_DOCUMENT_BYTES,
            found=size,
        )


def check_counts(document: dict[str, Any]) -> None:
    """Raise `TooLarge` where a document of plain dicts and lists holds too much of something."""
    for limit, allowed, found, what in _counts(document):
        if found > allowed:
            raise TooLarge(
                f"A flow may have {allowed:,} {what}; this one has {found:,}.",
                fix="Split the flow: move a part of it into a subflow.",
                limit=limit,
                allowed=allowed,
                found=found,
            )


def _counts(document: dict[str, Any]) -> Iterator[tuple[str, int, int, str]]:
    """Yield name, maximum, count and words of what is counted; shapes that are wrong count as none."""
    nodes = _sized(document.get("nodes"))
    blocks = [len(_sized(node.get("blocks"))) for node in nodes if isinstance(node, dict)]
    yield "MAX_NODES", MAX_NODES, len(nodes), "nodes"
    yield "MAX_BLOCKS", MAX_BLOCKS, sum(blocks), "blocks"
    yield "MAX_BLOCKS_PER_NODE", MAX_BLOCKS_PER_NODE, max(blocks, default=0), "blocks in one node"
    yield "MAX_EDGES", MAX_EDGES, len(_sized(document.get("edges"))), "edges"
    yield "MAX_EVENTS", MAX_EVENTS, len(_sized(document.get("events"))), "events"
    yield "MAX_VARIABLES", MAX_VARIABLES, len(_sized(document.get("variables"))), "variables"
    yield "MAX_LOCALES", MAX_LOCALES, len(_sized(document.get("translations"))), "languages"
    yield "MAX_NOTES", MAX_NOTES, len(_sized(document.get("notes"))), "notes"


def _sized(value: Any) -> Any:
    return value if isinstance(value, list | tuple | dict) else ()
