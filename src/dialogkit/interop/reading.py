"""Read a flow from whatever file it is in."""

from __future__ import annotations

from collections.abc import Mapping

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow
from dialogkit.document.yaml_form import read_yaml
from dialogkit.interop.recognition import Format, recognize
from dialogkit.interop.report import Imported, Report
from dialogkit.interop.typebot import read_typebot
from dialogkit.kit import FlowId, InvalidDocument

__all__ = ("read_any", "read_many")


def read_any(data: bytes, name: str = "") -> Imported:
    """Read the flow in `data`; `name` is the file's, for a flow that has none of its own.

    Raises `InvalidDocument` with what is wrong, where, and how to mend it.
    """
    found = recognize(data)
    match found.format:
        case Format.TYPEBOT:
            return read_typebot(found.plain, _stem(name))
        case Format.DIALOGKIT_YAML:
            return _own(read_yaml(codec(), data), found.format)
        case _:
            return _own(codec().convert(found.plain), found.format)


def read_many(files: Mapping[str, bytes]) -> dict[FlowId, Imported]:
    """Read several files whose flows may enter one another, by the flows' ids.

    Raises `InvalidDocument` where two files hold the same flow.
    """
    read: dict[FlowId, Imported] = {}
    for name, data in files.items():
        imported = read_any(data, name)
        if imported.flow.id in read:
            raise InvalidDocument(
                f"{name} holds the flow {imported.flow.id!r}, which another file holds too.",
                path="$.id",
                fix="Give one of the two another id.",
            )
        read[imported.flow.id] = imported
    return read


def _stem(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].rsplit(".", 1)[0]


def _own(flow: Flow, format: Format) -> Imported:
    blocks = sum(len(node.blocks) for node in flow.nodes) + len(flow.events)
    return Imported(
        flow,
        Report(format=format, version=str(flow.format), blocks=blocks, exact=blocks, approximate=0, unsupported=0),
    )
