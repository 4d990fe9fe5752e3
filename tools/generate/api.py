"""The description of the HTTP API, as a running server gives it, a page that lists what it offers, and its types."""

import asyncio
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import httpx2
import msgspec

from dialogkit.app import Platform
from dialogkit.settings import Settings
from tools.generate.tables import GENERATED, escaped, table
from tools.generate.typescript import typescript_of

__all__ = ("files",)

METHODS = ("get", "post", "put", "patch", "delete")


def files() -> dict[str, str]:
    """Return the OpenAPI document, the page, and the types that the builder calls with."""
    document = asyncio.run(_described())
    document["info"].pop("version")
    text = msgspec.json.format(msgspec.json.encode(document)).decode()
    return {
        "docs/reference/openapi.json": text + "\n",
        "docs/reference/http-api.md": "\n".join(_page(document)),
        "web/builder/src/api/generated/api.ts": typescript_of(document),
    }


async def _described() -> dict[str, Any]:
    """Ask a server with an empty data folder, so that the pages say what is served and not what was meant."""
    with tempfile.TemporaryDirectory() as folder:
        platform = Platform(Settings(data=Path(folder), script_workers=1))
        await platform.open()
        try:
            transport = httpx2.ASGITransport(app=platform)
            async with httpx2.AsyncClient(transport=transport, base_url="http://localhost:8700") as client:
                answer = await client.get("/api/v1/openapi.json")
                answer.raise_for_status()
                document: dict[str, Any] = answer.json()
                return document
        finally:
            await platform.close()


def _page(document: dict[str, Any]) -> Iterator[str]:
    yield "# HTTP API\n"
    yield GENERATED
    yield "Everything a client needs is in [openapi.json](openapi.json); a server gives it at `/api/v1/openapi.json`.\n"
    for subject, paths in groupby(sorted(document["paths"].items()), key=lambda item: _subject(item[0])):
        yield f"## {subject.capitalize()}\n"
        yield table(("call", "what it does", "who may"), (row for path, ways in paths for row in _rows(path, ways)))


def _subject(path: str) -> str:
    """Return the noun that a path begins with, after `/api/v1`."""
    return path.removeprefix("/api/v1").strip("/").split("/")[0]


def _rows(path: str, ways: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for method in METHODS:
        if method in ways:
            way = ways[method]
            yield f"`{method.upper()} {path}`", escaped(way["summary"]), way["x-permission"]
