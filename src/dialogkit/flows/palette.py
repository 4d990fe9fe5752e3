"""The block types as data: what the builder's palette and its generated forms are made of."""

from __future__ import annotations

from functools import cache
from inspect import cleandoc
from typing import Any

import msgspec
from starlette.responses import Response

from dialogkit.blocks.catalog import block_types
from dialogkit.document import Block, Category, Handle
from dialogkit.http import Request, Routes, json_response
from dialogkit.kit import Permission

__all__ = ("BlockType", "palette", "routes")


class BlockType(msgspec.Struct, frozen=True):
    """A block type: where it stands in the palette, what it is for, and the schema of its fields."""

    type: str
    category: Category
    label: str
    icon: str
    doc: str
    fields: dict[str, Any]
    """JSON Schema of the block; its definitions are in `$defs`."""
    handles: tuple[Handle, ...]
    """The exits of a block of this type that holds nothing yet."""


class Palette(msgspec.Struct, frozen=True):
    """All block types."""

    items: tuple[BlockType, ...]


@cache
def palette() -> Palette:
    """Return the block types, by name."""
    return Palette(
        tuple(
            BlockType(
                type=name,
                category=found.kind.category,
                label=found.kind.label,
                icon=found.kind.icon,
                doc=cleandoc(found.__doc__ or ""),
                fields=msgspec.json.schema(found),
                handles=_empty(name, found).handles(),
            )
            for name, found in block_types().items()
        )
    )


def _empty(name: str, found: type[Block]) -> Block:
    return msgspec.convert({"type": name, "id": name}, found)


def routes() -> Routes:
    """Return the route of the palette."""
    these = Routes()

    @these.get("/api/v1/blocks", needs=Permission.FLOWS_READ, gives=Palette)
    async def list_blocks(request: Request) -> Response:
        """List the block types."""
        return json_response(palette())

    return these
