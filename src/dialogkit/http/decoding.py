"""Bodies into typed values; what is wrong is said with its path."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any

import msgspec

from dialogkit.kit import InvalidRequest

__all__ = ("decode_json",)


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def decode_json(data: bytes, kind: Any) -> Any:
    """Return `data` as a value of `kind`; an empty body counts as {}."""
    try:
        return _decoder(kind).decode(data or b"{}")
    except msgspec.ValidationError as fault:
        words, _, path = str(fault).partition(" - at `")
        raise InvalidRequest(f"{words}.", path=path.rstrip("`") or "$") from None
    except msgspec.DecodeError as fault:
        raise InvalidRequest(f"The body is not JSON: {fault}.", path="$") from None
