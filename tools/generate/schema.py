"""The JSON Schema of a flow, for editors, and the TypeScript types of flows, messages, asks and inputs."""

import re
from functools import cache
from typing import Any, Union

import msgspec

from dialogkit.blocks.catalog import ask_types, codec, message_types
from dialogkit.engine import VisitorInput
from tools.generate.typescript import typescript_of

__all__ = ("PREFIX", "described", "files", "short")

PREFIX = "#/components/schemas/"
QUALIFIED = re.compile(r"^dialogkit\.(?:(?P<block>blocks)|(?P<input>engine\.inputs)|[\w.]+)\.(?:\w+\.)*(?P<name>\w+)$")
GENERIC = re.compile(r"^(?P<name>\w+)Of_")


def files() -> dict[str, str]:
    """Return the schema of a flow and the TypeScript types."""
    components = described()
    document = {"openapi": "3.1.0", "info": {"title": "", "version": ""}, "components": {"schemas": components}}
    flow = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": "#/$defs/Flow", "$defs": components}
    text = msgspec.json.format(msgspec.json.encode(flow)).decode().replace(PREFIX, "#/$defs/")
    return {
        "docs/reference/flow.schema.json": text + "\n",
        "web/flow/src/generated/schema.ts": typescript_of(document),
    }


@cache
def described() -> dict[str, Any]:
    """Return the schemas of all that a client reads or writes, by short name."""
    unions: dict[str, Any] = {
        "Message": Union[tuple(message_types().values())],  # noqa: UP007 - known only at run time
        "Ask": Union[tuple(ask_types().values())],  # noqa: UP007 - known only at run time
        "VisitorInput": VisitorInput,
    }
    types = (codec().flow_type, *unions.values())
    roots, found = msgspec.json.schema_components(types, ref_template=PREFIX + "{name}")
    components = {**found, **dict(zip(unions, roots[1:], strict=True))}
    text = msgspec.json.encode(components).decode()
    for name in found:
        text = text.replace(f'"{PREFIX}{name}"', f'"{PREFIX}{short(name)}"').replace(
            f'"{name}":{{', f'"{short(name)}":{{'
        )
    decoded: dict[str, Any] = msgspec.json.decode(text)
    return dict(sorted(decoded.items()))


def short(name: str) -> str:
    """Return the name a schema has for people: `Flow`, `StartBlock`, `StartInput`."""
    if generic := GENERIC.match(name):
        return generic["name"]
    if qualified := QUALIFIED.match(name):
        return qualified["name"] + ("Block" if qualified["block"] else "Input" if qualified["input"] else "")
    return name
