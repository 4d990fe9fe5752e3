"""Read and write flow documents as canonical JSON.

What is malformed is refused with where it stands, what was expected and how to mend it.
The text form for git is `dialogkit.document.yaml_form`.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from dialogkit.document.flow import Flow
from dialogkit.document.limits import MAX_DOCUMENT_BYTES
from dialogkit.document.upgrades import upgrade
from dialogkit.kit import InvalidDocument, TooLarge

__all__ = ("Codec",)

_PATH = re.compile(r"^(?P<words>.*?)(?: - at `(?P<path>[^`]*)`)?$", re.DOTALL)


class Codec:
    """Reads and writes flows of one set of block types."""

    def __init__(self, flow_type: type[Flow]) -> None:
        self.flow_type = flow_type
        self._encoder = msgspec.json.Encoder()

    def decode(self, data: bytes | str) -> Flow:
        """Read a flow from JSON of any version; raises `InvalidDocument`."""
        if len(data) > MAX_DOCUMENT_BYTES:
            raise TooLarge(f"A flow document may have {MAX_DOCUMENT_BYTES:,} bytes; this one has {len(data):,}.")
        try:
            plain = msgspec.json.decode(data)
        except msgspec.DecodeError as fault:
            raise InvalidDocument(f"This is not JSON: {fault}.") from None
        return self.convert(plain)

    def convert(self, plain: Any) -> Flow:
        """Read a flow from plain dicts and lists; raises `InvalidDocument`."""
        try:
            return msgspec.convert(upgrade(plain), self.flow_type)
        except msgspec.ValidationError as fault:
            raise _explained(fault) from None

    def encode(self, flow: Flow) -> bytes:
        """Write `flow` as canonical JSON: fields in declared order, defaults left out."""
        return self._encoder.encode(flow)

    def builtins(self, flow: Flow) -> dict[str, Any]:
        """Return `flow` as plain dicts and lists."""
        plain: dict[str, Any] = msgspec.to_builtins(flow)
        return plain


def _explained(fault: msgspec.ValidationError) -> InvalidDocument:
    match = _PATH.match(str(fault))
    words, path = (match["words"], match["path"]) if match else (str(fault), None)
    return InvalidDocument(f"{words}.", path=path or "$", fix=_mend(words))


def _mend(words: str) -> str:
    if "unknown field" in words:
        return "Remove the field, or look up its name in the flow format's reference."
    if "missing required field" in words:
        return "Add the field."
    if "Invalid value" in words and "type" in words:
        return "`dialogkit blocks` lists the block types there are."
    return ""
