"""Tell by its content what kind of file a flow is."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from dialogkit.document.limits import check_size
from dialogkit.kit import InvalidDocument

__all__ = ("Format", "Recognized", "recognize")


class Format(StrEnum):
    """The kinds of files that can be read."""

    DIALOGKIT_JSON = "dialogkit"
    DIALOGKIT_YAML = "dialogkit-yaml"
    TYPEBOT = "typebot"


class Recognized(msgspec.Struct, frozen=True):
    """What a file is; `plain` is its content where it is JSON."""

    format: Format
    plain: dict[str, Any]


def recognize(data: bytes) -> Recognized:
    """Say what `data` is; raises `InvalidDocument` where it is nothing that can be read."""
    check_size(len(data))
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise InvalidDocument(
            "The file is empty.", fix="Give a flow: DialogKit's JSON or YAML, or an export of Typebot."
        )
    if not text.startswith((b"{", b"[")):
        return Recognized(Format.DIALOGKIT_YAML, {})
    try:
        plain = msgspec.json.decode(text)
    except RecursionError:
        raise InvalidDocument(
            "The file is nested too deeply to be a flow.", fix="Export the flow again, and give the file as it is."
        ) from None
    except msgspec.DecodeError as fault:
        raise InvalidDocument(
            f"This is not JSON: {fault}.", fix="Export the flow again, and give the file as it is."
        ) from None
    if not isinstance(plain, dict):
        raise InvalidDocument("The file holds a list; a flow is an object.", fix="Give one flow a file.")
    return Recognized(_format_of(plain), plain)


def _format_of(plain: dict[str, Any]) -> Format:
    blocks = plain.get("blocks")
    if isinstance(blocks, list) and any(isinstance(block, dict) and "steps" in block for block in blocks):
        raise InvalidDocument(
            "This is an export of Typebot from before version 3.",
            path="$.blocks",
            fix="Open the bot in a present Typebot and export it again.",
        )
    if "nodes" not in plain and ("groups" in plain or {"edges", "variables"} <= plain.keys() or "typebot" in plain):
        return Format.TYPEBOT
    return Format.DIALOGKIT_JSON
