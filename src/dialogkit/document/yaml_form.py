"""The text form of flows for git: YAML in a fixed order, the layout last.

What `write_yaml` wrote, `read_yaml` and `write_yaml` give back byte for byte. Comments that
a person adds are read over and lost when the flow is written again: remarks that are to
stay belong into a block's `note`.
"""

from __future__ import annotations

import msgspec

from dialogkit.document.codec import Codec
from dialogkit.document.flow import Flow
from dialogkit.document.limits import check_size
from dialogkit.document.yaml_reading import lines_of, read_document
from dialogkit.document.yaml_writing import write_document
from dialogkit.kit import InvalidDocument

__all__ = ("read_yaml", "write_yaml")


def read_yaml(codec: Codec, data: bytes) -> Flow:
    """Read a flow from YAML; raises `InvalidDocument` with the line at fault, or `TooLarge`."""
    check_size(len(data))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InvalidDocument(f"Byte {fault.start} is not UTF-8.", fix="Save the file as UTF-8.") from None
    try:
        return codec.convert(read_document(text))
    except InvalidDocument as fault:
        line = fault.line or _nearest_line(text, fault.path)
        raise InvalidDocument(fault.message, path=fault.path, fix=fault.fix, line=line) from None


def write_yaml(codec: Codec, flow: Flow) -> bytes:
    """Write `flow` as canonical YAML."""
    return write_document(msgspec.json.decode(codec.encode(flow))).encode()


def _nearest_line(text: str, path: str) -> int:
    """Return the line of `path`, or of the nearest thing around it that has one."""
    lines = lines_of(text) if path not in ("", "$") else {}
    while path not in ("", "$"):
        if path in lines:
            return lines[path]
        path = path[: max(path.rfind("."), path.rfind("["))]
    return 1
