"""Flow files: read in any format, written as YAML or JSON by their suffix."""

from __future__ import annotations

from pathlib import Path

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow, write_yaml
from dialogkit.interop import Imported, read_any
from dialogkit.kit import InvalidRequest, Missing

__all__ = ("SUFFIXES", "as_bytes", "read_bytes", "read_flow", "write_flow")

SUFFIXES = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def read_bytes(path: Path) -> bytes:
    """Return what is in a file; raises `Missing` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Missing(f"{path} cannot be read: {(fault.strerror or str(fault)).lower()}.") from None


def read_flow(path: Path) -> Imported:
    """Read a flow of any format."""
    return read_any(read_bytes(path), path.name)


def as_bytes(flow: Flow, form: str) -> bytes:
    """Return `flow` as `yaml` or `json`."""
    return write_yaml(codec(), flow) if form == "yaml" else codec().encode(flow) + b"\n"


def write_flow(path: Path, flow: Flow) -> None:
    """Write `flow` in the form its file's suffix asks for."""
    form = SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise InvalidRequest(f"{path} says nothing of its form.", fix="Let its name end in .yaml or .json.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_bytes(flow, form))
    except OSError as fault:
        raise InvalidRequest(f"{path} cannot be written: {(fault.strerror or str(fault)).lower()}.") from None
