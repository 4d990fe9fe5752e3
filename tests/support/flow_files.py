"""Flows in files: a folder in which commands run and into which a test saves flows and texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow, write_yaml

__all__ = ("FlowFolder",)


class FlowFolder:
    """The folder a test's commands run in."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        monkeypatch.chdir(path)

    def __call__(self, content: Flow | str, name: str = "flow.yaml") -> Path:
        """Save a flow, in the form of the name's suffix, or a text; return its place in the folder."""
        if isinstance(content, str):
            data = content.encode()
        else:
            data = codec().encode(content) if name.endswith(".json") else write_yaml(codec(), content)
        (self.path / name).write_bytes(data)
        return Path(name)
