"""The reference of the flow document, its text form, its limits and the file of transcript tests."""

import inspect
from collections.abc import Iterator
from typing import Any

import msgspec

from dialogkit.document import (
    Avatar,
    Background,
    Edge,
    FlowOf,
    Metadata,
    NodeOf,
    Paint,
    Position,
    ProgressBar,
    Resume,
    Settings,
    Source,
    SystemMessages,
    Target,
    Theme,
    Typing,
    Variable,
    limits,
    yaml_form,
)
from dialogkit.expressions import Comparison, Condition, Operator
from dialogkit.quality import TestCase, TestFile
from dialogkit.quality.transcripts import Expectation, Line
from dialogkit.quality.transcripts import format as test_format
from tools.generate.blocks import in_words
from tools.generate.schema import PREFIX, described, short
from tools.generate.source_notes import field_notes
from tools.generate.tables import GENERATED, escaped, table

__all__ = ("files",)

PARTS: dict[str, tuple[type[msgspec.Struct], ...]] = {
    "The flow": (FlowOf, Variable, NodeOf, Edge, Source, Target, Position),
    "Conditions": (Condition, Comparison),
    "Settings": (Settings, Typing, Resume, SystemMessages, Metadata),
    "Theme": (Theme, Paint, Avatar, Background, ProgressBar),
}
TESTS = (TestFile, TestCase, Line, Expectation)


def files() -> dict[str, str]:
    """Return the page of the flow document and that of test files."""
    return {
        "docs/reference/flow-format.md": "\n".join(_flow_page()),
        "docs/reference/transcript-tests.md": "\n".join(_test_page()),
    }


def _flow_page() -> Iterator[str]:
    yield "# The flow document\n"
    yield GENERATED
    yield "A flow is one document, as JSON or as YAML; [block types](blocks.md) fill its nodes."
    yield "Fields that are not known are refused."
    yield "[flow.schema.json](flow.schema.json) describes the same to editors and other tools.\n"
    for title, parts in PARTS.items():
        yield f"## {title}\n"
        for part in parts:
            yield from _section(part)
    yield f"`operator` is one of {', '.join(f'`{operator.value}`' for operator in Operator)}.\n"
    yield "## The text form\n"
    yield f"{inspect.getdoc(yaml_form)}\n"
    yield "## Limits\n"
    yield "A document that exceeds one is refused by its name.\n"
    yield table(("limit", "at most"), [(f"`{name}`", f"{value:,}") for name, value in _limits()])


def _test_page() -> Iterator[str]:
    yield "# Transcript tests\n"
    yield GENERATED
    yield f"{inspect.getdoc(test_format)}\n"
    yield "`dialogkit test` plays them; see the [command line](cli.md).\n"
    for part in TESTS:
        yield from _section(part)


def _limits() -> Iterator[tuple[str, int]]:
    yield from ((name, value) for name, value in sorted(vars(limits).items()) if name.startswith("MAX_"))


def _section(part: type[msgspec.Struct]) -> Iterator[str]:
    name = part.__name__.removesuffix("Of")
    yield f"### {name}\n"
    yield f"{inspect.getdoc(part)}\n"
    yield table(("field", "type", "default", "meaning"), [_row(part, field) for field in msgspec.structs.fields(part)])


def _row(part: type[msgspec.Struct], field: msgspec.structs.FieldInfo) -> tuple[str, ...]:
    schema = _properties(part)[field.encode_name]
    default = "required" if field.required else ""
    if "default" in schema:
        default = f"`{msgspec.json.encode(schema['default']).decode()}`"
    return f"`{field.encode_name}`", escaped(_kind(schema)), default, escaped(field_notes(part).get(field.name, ""))


def _kind(schema: dict[str, Any]) -> str:
    """Return a schema in words; whatever can be any block type is just a block."""
    match schema:
        case {"type": "array", "items": {"anyOf": list(ways)}} if len(ways) > len(PARTS):
            return "list of [block](blocks.md)"
        case {"$ref": str(reference)} if "enum" in described().get(short(reference.removeprefix(PREFIX)), {}):
            values = described()[short(reference.removeprefix(PREFIX))]["enum"]
            return " or ".join(f'`"{value}"`' for value in values)
        case _:
            return in_words(schema)


def _properties(part: type[msgspec.Struct]) -> dict[str, Any]:
    schema: dict[str, Any] = described().get(part.__name__.removesuffix("Of"), {})
    if not schema:
        (root,), found = msgspec.json.schema_components((part,), ref_template=PREFIX + "{name}")
        schema = found[root["$ref"].removeprefix(PREFIX)]
    properties: dict[str, Any] = schema["properties"]
    return properties
