"""The examples that a new flow may begin as, read from the package. Making a flow of one is `create_flow`'s part."""

from __future__ import annotations

import asyncio
import tomllib
from functools import cache
from pathlib import Path

import msgspec
from starlette.responses import Response

from dialogkit.blocks.catalog import codec
from dialogkit.document import read_yaml
from dialogkit.http import Request, Routes, json_response
from dialogkit.kit import Permission

__all__ = ("Example", "examples", "routes")

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (_PACKAGE / "examples", _PACKAGE.parents[1] / "examples")
"""Where they lie in an installed package, and where in its sources."""


class Example(msgspec.Struct, frozen=True):
    """A flow to begin with."""

    id: str
    name: str
    about: str
    document: msgspec.Raw


class ExampleList(msgspec.Struct, frozen=True):
    """All examples, in the order in which they are offered."""

    items: tuple[Example, ...]


@cache
def examples() -> ExampleList:
    """Return the examples of the gallery; none where the package came without."""
    folder = next((folder for folder in _FOLDERS if (folder / "gallery.toml").is_file()), None)
    if folder is None:
        return ExampleList(())
    gallery = tomllib.loads((folder / "gallery.toml").read_text(encoding="utf-8"))
    return ExampleList(tuple(_example(folder / name / "flow.yaml", about) for name, about in gallery.items()))


def _example(file: Path, about: str) -> Example:
    flow = read_yaml(codec(), file.read_bytes())
    return Example(file.parent.name, flow.name, about, msgspec.Raw(codec().encode(flow)))


def routes() -> Routes:
    """Return the route of the examples."""
    these = Routes()

    @these.get("/api/v1/examples", needs=Permission.FLOWS_READ, gives=ExampleList)
    async def list_examples(request: Request) -> Response:
        """List the examples that a new flow may begin as."""
        return json_response(await asyncio.to_thread(examples))

    return these
