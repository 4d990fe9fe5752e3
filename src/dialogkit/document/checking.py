"""What the checks hand back before its severity is decided."""

from __future__ import annotations

from typing import NamedTuple

from dialogkit.document.block import Severity
from dialogkit.kit import BlockId, NodeId

__all__ = ("Found",)


class Found(NamedTuple):
    """A problem, without severity where its kind and the flow's dialect decide that."""

    code: str
    message: str
    fix: str
    node: NodeId | None = None
    block: BlockId | None = None
    """A block's node need not be named too."""
    field: str | None = None
    severity: Severity | None = None
