"""What an import kept: each block exact, approximate or unsupported, and why."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from dialogkit.document import Flow
from dialogkit.kit import BlockId

__all__ = ("Fidelity", "Imported", "Ledger", "Note", "Report")


class Fidelity(StrEnum):
    """How near to its original a block is."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    """It does its part; a detail differs, and the note says which."""
    UNSUPPORTED = "unsupported"
    """It is kept as a placeholder and does nothing."""


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A remark about one block, or about the flow as a whole (`block` is "")."""

    block: BlockId = BlockId("")
    type: str = ""
    """What the block is called where it came from."""
    kind: Fidelity
    message: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The fidelity of one import."""

    format: str
    version: str
    blocks: int
    exact: int
    approximate: int
    unsupported: int
    notes: tuple[Note, ...] = ()


class Imported(msgspec.Struct, frozen=True):
    """A flow and how well it was understood."""

    flow: Flow
    report: Report


class Ledger:
    """Collects notes while a flow is read."""

    def __init__(self) -> None:
        self._notes: list[Note] = []
        self._worst: dict[BlockId, Fidelity] = {}
        self._block = BlockId("")
        self._type = ""

    def begin(self, block: BlockId, type: str) -> None:
        """Say which block the following notes are about."""
        self._block, self._type = block, type
        self._worst[block] = Fidelity.EXACT

    def begin_flow(self) -> None:
        """Say that the following notes are about the whole flow."""
        self._block, self._type = BlockId(""), ""

    def remark(self, message: str) -> None:
        """Note something that changes nothing for the visitor."""
        self._add(Fidelity.EXACT, message)

    def approximate(self, message: str) -> None:
        """Note a detail that differs."""
        self._add(Fidelity.APPROXIMATE, message)

    def unsupported(self, message: str) -> None:
        """Note that the block does nothing here."""
        self._add(Fidelity.UNSUPPORTED, message)

    def report(self, *, format: str, version: str) -> Report:
        """Return what was collected."""
        counted = list(self._worst.values())
        return Report(
            format=format,
            version=version,
            blocks=len(counted),
            exact=counted.count(Fidelity.EXACT),
            approximate=counted.count(Fidelity.APPROXIMATE),
            unsupported=counted.count(Fidelity.UNSUPPORTED),
            notes=tuple(self._notes),
        )

    def _add(self, kind: Fidelity, message: str) -> None:
        note = Note(block=self._block, type=self._type, kind=kind, message=message)
        if note not in self._notes:
            self._notes.append(note)
        order = list(Fidelity)
        if self._block and order.index(kind) > order.index(self._worst[self._block]):
            self._worst[self._block] = kind
