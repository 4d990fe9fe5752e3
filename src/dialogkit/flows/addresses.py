"""The addresses of flows, as in /f/shop: made of a name, or chosen. Whether one is free is the service's question."""

from __future__ import annotations

import re

from dialogkit.kit import InvalidRequest

__all__ = ("address_of", "check_address")

_SHAPE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


def address_of(name: str) -> str:
    """Return an address that reads like `name`."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    return words or "flow"


def check_address(address: str) -> None:
    """Raise `InvalidRequest` for what cannot be an address."""
    if not _SHAPE.fullmatch(address):
        raise InvalidRequest(
            f"{address!r} cannot be an address.", fix="Use lower-case letters, digits and hyphens, at most 64."
        )
