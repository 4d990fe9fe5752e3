"""Read and write flow documents as canonical JSON.

What is malformed is refused with where it stands, what was expected and how to mend it.
The text form for git is `dialogkit.document.yaml_form`.
"""

from __future__ import annotations

from typing import Any

import msgspec

from dialogkit.document.explaining import explained
from dialogkit.document.flow import Flow
from dialogkit.document.limits import check_counts, check_size
from dialogkit.document.upgrades import upgrade
from dialogkit.kit import InvalidDocument

__all__ = ("Codec",)


class Codec:
    """Reads and writes flows of one set of block types."""

    def __init__(self, flow_type: type[Flow]) -> None:
        self.flow_type = flow_type
        self._encoder = msgspec.json.Encoder()

    def decode(self, data: bytes | str) -> Flow:
        """Read a flow from JSON of any version; raises `InvalidDocument` or `TooLarge`."""
        check_size(len(data))
        try:
            plain = msgspec.json.decode(data)
        except (msgspec.DecodeError, RecursionError) as fault:
            raise InvalidDocument(f"This is not JSON: {fault}.") from None
        return self.convert(plain)

    def convert(self, plain: Any) -> Flow:
        """Read a flow from plain dicts and lists; raises `InvalidDocument` or `TooLarge`."""
        document = upgrade(plain)
        check_counts(document)
        try:
            return msgspec.convert(document, self.flow_type)
        except msgspec.ValidationError as fault:
            raise explained(fault, document, self.flow_type) from None

    def encode(self, flow: Flow) -> bytes:
        """Write `flow` as canonical JSON: fields in declared order, defaults left out."""
        return self._encoder.encode(flow)

    def builtins(self, flow: Flow) -> dict[str, Any]:
        """Return `flow` as plain dicts and lists."""
        plain: dict[str, Any] = msgspec.to_builtins(flow)
        return plain
