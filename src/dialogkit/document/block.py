"""What every block of a flow has in common; the types themselves are in `dialogkit.blocks`.

A block is a frozen value that describes itself: its exits, the texts an author can
translate, the variables it sets. How it behaves is its `run`, which the engine calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

import msgspec

from dialogkit.kit import BlockId, FlowId, NodeId

__all__ = ("NEXT", "Block", "Category", "Fault", "Handle", "Kind", "Severity")

NEXT = "next"
"""The handle of a block that has one way out, and the main way of every other."""


class Category(StrEnum):
    """The shelf a block stands on in the palette."""

    BUBBLE = "bubble"
    QUESTION = "question"
    LOGIC = "logic"
    INTEGRATION = "integration"
    EVENT = "event"


class Severity(StrEnum):
    """How bad a fault is: an error would make a conversation fail, a warning would not."""

    ERROR = "error"
    WARNING = "warning"


class Fault(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is wrong with a block by itself, in words an author can act on."""

    code: str
    message: str
    fix: str = ""
    severity: Severity = Severity.ERROR
    field: str = ""
    """The field at fault, as in `translatable`: `url`, `items.ID.label`; "" is the whole block."""


class Handle(msgspec.Struct, frozen=True):
    """A named exit of a block; `label` is what an author reads beside it."""

    name: str
    label: str = ""


class Kind(msgspec.Struct, frozen=True):
    """What the palette and the reference say of a block type."""

    category: Category
    label: str
    """A verb where possible: "Ask for a number"."""
    icon: str = "square"
    """A Tabler icon's name."""


class Block(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="type",
):
    """One step of a conversation, or (category event) one way into it."""

    kind: ClassVar[Kind]
    translatable: ClassVar[tuple[str, ...]] = ()
    """Paths of texts a visitor reads; `items[].label` walks a list whose members have an `id`."""

    id: BlockId
    note: str = ""
    """The author's own remark; visitors never see it."""

    def handles(self) -> tuple[Handle, ...]:
        """Return the exits, in the order they are drawn."""
        return (Handle(NEXT),)

    @property
    def quotes_transcript(self) -> bool:
        """True where the block puts the conversation so far into a variable."""
        return False

    @property
    def waits(self) -> bool:
        """True where the conversation stops here until a visitor or time lets it go on."""
        return self.kind.category is Category.QUESTION

    def texts(self) -> Iterator[str]:
        """Yield the texts in which names may stand."""
        return iter(())

    def scripts(self) -> Iterator[str]:
        """Yield the code, in which names may stand too."""
        return iter(())

    def sets(self) -> tuple[str, ...]:
        """Return the names of the variables this block can set."""
        return ()

    def reads(self) -> Iterator[str]:
        """Yield the names of variables read otherwise than through a template."""
        return iter(())

    def places(self) -> Iterator[NodeId | BlockId]:
        """Yield the nodes and blocks of this flow it leads to otherwise than by an edge."""
        return iter(())

    def subflows(self) -> Iterator[FlowId]:
        """Yield the flows it enters."""
        return iter(())

    def borrows_from(self) -> Iterator[FlowId]:
        """Yield the flows whose values it takes back under the same names."""
        return iter(())

    def problems(self) -> Iterator[Fault]:
        """Yield what is wrong with this block by itself, whatever flow it stands in."""
        return iter(())
