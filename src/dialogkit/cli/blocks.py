"""`dialogkit blocks`: which block types there are, for people and for programs."""

from __future__ import annotations

import msgspec

from dialogkit.blocks.catalog import block_types
from dialogkit.cli.terminal import paint, print_json
from dialogkit.document import Block, Category
from dialogkit.document.explaining import closest
from dialogkit.kit import Missing

__all__ = ("blocks",)


def blocks(type: str | None = None, *, json: bool = False) -> int:
    """List the block types there are, or tell of one.

    Parameters
    ----------
    type: str
        The type to tell of.
    json: bool
        Print them as JSON, with their schemas.
    """
    found = block_types()
    if type is not None:
        found = {type: _find(found, type)}
    if json:
        print_json([_as_json(tag, block) for tag, block in found.items()])
    elif type is not None:
        _print_one(type, found[type])
    else:
        _print_all(found)
    return 0


def _find(found: dict[str, type[Block]], tag: str) -> type[Block]:
    if tag not in found:
        near = closest(tag, list(found))
        raise Missing(f"There is no block type {tag!r}.", fix=f"Did you mean {near!r}?" if near else "")
    return found[tag]


def _as_json(tag: str, block: type[Block]) -> dict[str, object]:
    return {
        "type": tag,
        "category": block.kind.category.value,
        "label": block.kind.label,
        "icon": block.kind.icon,
        "description": _description(block),
        "translatable": list(block.translatable),
        "schema": msgspec.json.schema(block),
    }


def _description(block: type[Block]) -> str:
    return " ".join((block.__doc__ or "").split())


def _print_all(found: dict[str, type[Block]]) -> None:
    width = max(len(tag) for tag in found) + 2
    for category in Category:
        print(paint(category.value.capitalize(), "bold"))
        for tag, block in found.items():
            if block.kind.category is category:
                print(f"  {paint(tag.ljust(width), 'cyan')}{_description(block).partition('. ')[0].rstrip('.')}")


def _print_one(tag: str, block: type[Block]) -> None:
    print(f"{paint(tag, 'bold')}  {block.kind.category.value}, “{block.kind.label}”")
    print(_description(block))
    for field in msgspec.structs.fields(block):
        required = "" if not field.required else " (required)"
        print(f"  {paint(field.encode_name, 'cyan')}{required}")
