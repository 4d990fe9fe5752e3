"""Bring documents of earlier formats to the present one, step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dialogkit.document.flow import FORMAT
from dialogkit.kit import InvalidDocument

__all__ = ("upgrade",)

# format -> what makes a document of that format one of the next
_STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def upgrade(plain: Any) -> dict[str, Any]:
    """Return the document in the present format; raises `InvalidDocument` for a newer one."""
    if not isinstance(plain, dict):
        raise InvalidDocument("A flow document is an object.", fix='Begin with {"id": …, "name": …}.')
    number = plain.get("format", FORMAT)
    if not isinstance(number, int) or not 1 <= number <= FORMAT:
        raise InvalidDocument(
            f"The document has format {number!r}; this DialogKit reads 1 to {FORMAT}.",
            path="$.format",
            fix="Upgrade DialogKit, or export the flow from the version that wrote it.",
        )
    while number < FORMAT:
        plain = _STEPS[number](plain)
        number += 1
    document: dict[str, Any] = plain
    return document
