"""Drafts in tests: shared cases, and an editor that has no browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow, read_yaml
from dialogkit.flows.drafts.document import SharedDocument
from dialogkit.flows.drafts.shape import MAPS, Maps, flatten
from dialogkit.flows.drafts.writing import changes_between

__all__ = ("EXAMPLES", "cases", "empty_maps", "example", "maps_of", "plain", "shared")

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(file.parent.name for file in ROOT.glob("examples/*/flow.yaml"))


def cases(name: str) -> list[dict[str, Any]]:
    """Return the shared cases of a file."""
    found: list[dict[str, Any]] = msgspec.json.decode(
        (ROOT / "tests" / "cases" / "drafts" / f"{name}.json").read_bytes()
    )
    return found


def example(name: str) -> Flow:
    """Return one of the project's examples."""
    return read_yaml(codec(), (ROOT / "examples" / name / "flow.yaml").read_bytes())


def plain(flow: Flow) -> dict[str, Any]:
    """Return a flow as JSON has it."""
    found: dict[str, Any] = msgspec.json.decode(codec().encode(flow))
    return found


def empty_maps() -> Maps:
    """Return the maps of a draft in which nothing is."""
    return {name: {} for name in MAPS}


def maps_of(flow: Flow) -> Maps:
    """Return the maps of a flow."""
    return flatten(plain(flow))


def shared(flow: Flow) -> SharedDocument:
    """Return a new shared document of a flow."""
    document = SharedDocument()
    document.write(changes_between(empty_maps(), maps_of(flow), empty_maps()))
    return document
