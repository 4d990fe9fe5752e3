"""What is wrong with drafts, remembered: the same document is checked once while the flows it enters are there.

An author's builder asks often, a publication asks again; a large flow takes its time.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Collection
from typing import TypeAlias

from dialogkit.document import Flow
from dialogkit.document.check import check
from dialogkit.document.problems import Problem
from dialogkit.kit import FlowId

__all__ = ("LARGE_NODES", "Checks")

LARGE_NODES = 300
MAX_REMEMBERED = 200


_Check: TypeAlias = Callable[[Flow, Collection[FlowId]], tuple[Problem, ...]]


class Checks:
    """The checks of late, the longest unused forgotten first."""

    def __init__(self, check: _Check = check) -> None:
        self._check = check
        self._kept: OrderedDict[tuple[str, frozenset[FlowId]], tuple[Problem, ...]] = OrderedDict()

    async def of(self, flow: Flow, digest: str, subflows: Collection[FlowId]) -> tuple[Problem, ...]:
        """Return what is wrong with the document of `digest`; a large one is checked beside the event loop."""
        key = (digest, frozenset(subflows))
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        if len(flow.nodes) < LARGE_NODES:
            found = self._check(flow, subflows)
        else:
            found = await asyncio.to_thread(self._check, flow, subflows)
        self._kept[key] = found
        if len(self._kept) > MAX_REMEMBERED:
            self._kept.popitem(last=False)
        return found
