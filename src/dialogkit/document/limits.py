"""Every maximum of a flow document, in one place.

Sizes are in characters unless the name says bytes. What a conversation may use
while it runs is in `dialogkit.engine.budgets`.
"""

from __future__ import annotations

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
    "MAX_TEXT",
    "MAX_URL",
    "MAX_VARIABLES",
)

MAX_DOCUMENT_BYTES = 16_000_000
MAX_NODES = 10_000
MAX_BLOCKS = 50_000
MAX_BLOCKS_PER_NODE = 500
MAX_EDGES = 100_000
MAX_EVENTS = 200
MAX_VARIABLES = 1_000
MAX_LOCALES = 50
MAX_ITEMS = 500
MAX_NAME = 200
MAX_TEXT = 50_000
MAX_CODE = 100_000
MAX_URL = 8_000
