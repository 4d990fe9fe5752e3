"""The reference of block types, from their docstrings and fields."""

import inspect
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec

from dialogkit.blocks.catalog import block_types, type_name
from dialogkit.document import Block, Category
from tools.generate.schema import PREFIX, described, short
from tools.generate.source_notes import field_notes
from tools.generate.tables import GENERATED, escaped, table

__all__ = ("files", "in_words")

SHELVES = {
    Category.BUBBLE: "Bubbles: what the bot says",
    Category.QUESTION: "Questions: what the visitor answers",
    Category.LOGIC: "Logic: where the conversation goes",
    Category.INTEGRATION: "Integrations: what is done outside",
    Category.EVENT: "Events: where a conversation begins or is interrupted",
}
COMMON = {"id", "note", "type"}


def files() -> dict[str, str]:
    """Return the page of block types."""
    return {"docs/reference/blocks.md": "\n".join(_page())}


def _page() -> Iterator[str]:
    yield "# Block types\n"
    yield GENERATED
    yield "Every block has an `id`, unique in its flow, and may have a `note` that visitors never see.\n"
    ordered = sorted(block_types().items(), key=lambda item: (list(SHELVES).index(item[1].kind.category), item[0]))
    for shelf, blocks in groupby(ordered, key=lambda item: item[1].kind.category):
        yield f"## {SHELVES[shelf]}\n"
        for tag, block in blocks:
            yield from _section(tag, block)


def _section(tag: str, block: type[Block]) -> Iterator[str]:
    yield f"### `{tag}`\n"
    yield f"{inspect.getdoc(block)}\n"
    rows = [_row(block, field) for field in msgspec.structs.fields(block) if field.encode_name not in COMMON]
    yield table(("field", "type", "default", "meaning"), rows) if rows else "No fields of its own.\n"


def _row(block: type[Block], field: msgspec.structs.FieldInfo) -> tuple[str, ...]:
    schema = _schema_of(block)["properties"][field.encode_name]
    default = "required" if field.required else f"`{msgspec.json.encode(schema.get('default')).decode()}`"
    return f"`{field.encode_name}`", escaped(in_words(schema)), default, escaped(field_notes(block).get(field.name, ""))


def _schema_of(block: type[Block]) -> dict[str, Any]:
    """Return the schema of `block`; its name has a suffix where something else is called the same."""
    tag = type_name(block)
    for name in (block.__name__, f"{block.__name__}Block"):
        found: dict[str, Any] = described().get(name, {})
        if found.get("properties", {}).get("type", {}).get("enum") == [tag]:
            return found
    raise LookupError(f"no schema describes {tag}")


def in_words(schema: dict[str, Any]) -> str:
    """Return a schema as people say it: `list of Button`, `integer ≥ 0`, `"a" or "b"`."""
    match schema:
        case {"$ref": str(reference)}:
            return _reference(short(reference.removeprefix(PREFIX)))
        case {"enum": list(values)}:
            return " or ".join(f"`{msgspec.json.encode(value).decode()}`" for value in values)
        case {"anyOf": list(ways)}:
            return " or ".join(in_words(way) for way in ways)
        case {"type": "array", "items": dict(items)}:
            return f"list of {in_words(items)}"
        case {"type": "object", "additionalProperties": dict(values)}:
            return f"map to {in_words(values)}"
        case {"type": str(name)}:
            return f"{name}{_bounds(schema)}"
        case _:
            return "anything"


def _reference(name: str) -> str:
    """Return a choice of words in full, and anything else by its name."""
    schema = described().get(name, {})
    return in_words(schema) if "enum" in schema and len(schema["enum"]) <= len(SHELVES) else name


def _bounds(schema: dict[str, Any]) -> str:
    signs = {"minimum": "≥", "maximum": "≤", "maxLength": "at most"}
    return "".join(f", {sign} {schema[key]:,}" for key, sign in signs.items() if key in schema)
