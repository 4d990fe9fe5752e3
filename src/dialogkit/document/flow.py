"""The flow as a value: nodes that hold blocks, edges between them, variables, looks.

`FlowOf[B]` is generic in the block types, because those live above this package;
everybody else says `Flow`. Reading and writing is `dialogkit.document.codec`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Generic, Literal, TypeAlias, TypeVar

import msgspec
from msgspec import Meta

from dialogkit.document.block import NEXT, Block
from dialogkit.document.limits import MAX_NAME, MAX_NOTE
from dialogkit.document.settings import Settings
from dialogkit.document.theme import Theme
from dialogkit.kit import BlockId, FlowId, NodeId, Value

__all__ = (
    "FORMAT",
    "Color",
    "Dialect",
    "Edge",
    "Flow",
    "FlowOf",
    "Node",
    "NodeOf",
    "Note",
    "Position",
    "Privacy",
    "Source",
    "Target",
    "Variable",
    "VariableType",
)

FORMAT = 1
"""The version of the document format that this program writes."""

B = TypeVar("B", bound=Block)

Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]

Dialect: TypeAlias = Literal["native", "typebot", "typebot-5", "goflow"]
"""Whose rules of comparison, conversion and interpolation hold in a flow."""

Color: TypeAlias = Literal["gray", "blue", "teal", "green", "yellow", "red", "pink", "violet"]
"""What a card or note on the canvas is painted with; the scheme, light or dark, chooses the shade."""


class VariableType(StrEnum):
    """What a variable holds; `any` is for flows of platforms that do not say."""

    ANY = "any"
    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"
    OBJECT = "object"


class Privacy(StrEnum):
    """How closely a variable is about a person; masking, retention and erasure follow."""

    NONE = "none"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


class _Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The strictness that all parts of a document share."""


class Variable(_Value, frozen=True, kw_only=True):
    """A name under which the conversation remembers something."""

    name: Name
    type: VariableType = VariableType.ANY
    privacy: Privacy = Privacy.NONE
    retention_days: Annotated[int, Meta(ge=1, le=3650)] | None = None
    """Days until a stored value is erased; None follows the flow's setting."""
    default: Value = None
    fixed: bool = False
    """True keeps pages that embed the chat from setting it: for addresses and the like."""
    session_only: bool = False
    """True keeps the value out of stored results."""


class Source(_Value, frozen=True, kw_only=True):
    """The exit an edge comes from. An event stands in no node."""

    block: BlockId
    node: NodeId | None = None
    handle: str = NEXT


class Target(_Value, frozen=True, kw_only=True):
    """Where an edge leads: a node's first block, or one block of it."""

    node: NodeId
    block: BlockId | None = None


class Edge(_Value, frozen=True, kw_only=True):
    """From one exit to one place; without `to` the path stops there on purpose."""

    source: Source = msgspec.field(name="from")
    to: Target | None = None


class Position(_Value, frozen=True, kw_only=True):
    """Where a card lies on the canvas, in pixels at 100 %."""

    x: float
    y: float


class NodeOf(_Value, Generic[B], frozen=True, kw_only=True):
    """A card on the canvas: an ordered list of blocks under a title."""

    id: NodeId
    title: Annotated[str, Meta(max_length=MAX_NAME)] = ""
    color: Color | None = None
    blocks: tuple[B, ...] = ()


class Note(_Value, frozen=True, kw_only=True):
    """A sticky note on the canvas: authors' words to each other. No conversation knows of it."""

    id: str
    text: Annotated[str, Meta(max_length=MAX_NOTE)] = ""
    x: float
    y: float
    width: Annotated[float, Meta(ge=40, le=4000)] = 240
    height: Annotated[float, Meta(ge=40, le=4000)] = 120
    color: Color = "yellow"


class FlowOf(_Value, Generic[B], frozen=True, kw_only=True):
    """A whole conversation as its author drew it."""

    # A factory, so that it is always written: a document that names no format is of the first one.
    format: int = msgspec.field(default_factory=lambda: FORMAT)
    id: FlowId
    name: Name
    locale: str = "en"
    dialect: Dialect = "native"
    variables: tuple[Variable, ...] = ()
    events: tuple[B, ...] = ()
    nodes: tuple[NodeOf[B], ...] = ()
    edges: tuple[Edge, ...] = ()
    settings: Settings = Settings()
    theme: Theme = Theme()
    translations: dict[str, dict[BlockId, dict[str, str]]] = {}
    """locale -> block id -> path of the text within the block -> translated text."""
    layout: dict[str, Position] = {}
    """Node or event id -> position."""
    notes: tuple[Note, ...] = ()


Node: TypeAlias = NodeOf[Block]
Flow: TypeAlias = FlowOf[Block]
