"""What the tests of the command line share: flows in files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow, write_yaml

Save = Callable[..., Path]


@pytest.fixture
def save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Save:
    """Return a function that writes a flow, or text, into the folder in which commands run."""
    monkeypatch.chdir(tmp_path)

    def write(content: Flow | str, name: str = "flow.yaml") -> Path:
        if isinstance(content, str):
            data = content.encode()
        else:
            data = codec().encode(content) if name.endswith(".json") else write_yaml(codec(), content)
        (tmp_path / name).write_bytes(data)
        return Path(name)

    return write
