"""What everything else stands on: errors, ids, values and ports. No I/O here."""

from __future__ import annotations

from dialogkit.kit.errors import (
    Conflict,
    DialogKitError,
    Gone,
    InvalidDocument,
    InvalidRequest,
    Missing,
    NotSignedIn,
    OutsideFault,
    Refused,
    StateError,
    TooLarge,
    TooMany,
    Unavailable,
    WrongOrigin,
)
from dialogkit.kit.ids import BlockId, ConversationId, EventId, FlowId, ItemId, NodeId, OrganizationId, VariableId
from dialogkit.kit.permissions import Actor, Permission
from dialogkit.kit.ports import Clock, Fetched, Fetcher, ScriptResult, Scripts
from dialogkit.kit.values import Scope, Value

__all__ = (
    "Actor",
    "BlockId",
    "Clock",
    "Conflict",
    "ConversationId",
    "DialogKitError",
    "EventId",
    "Fetched",
    "Fetcher",
    "FlowId",
    "Gone",
    "InvalidDocument",
    "InvalidRequest",
    "ItemId",
    "Missing",
    "NodeId",
    "NotSignedIn",
    "OrganizationId",
    "OutsideFault",
    "Permission",
    "Refused",
    "Scope",
    "ScriptResult",
    "Scripts",
    "StateError",
    "TooLarge",
    "TooMany",
    "Unavailable",
    "Value",
    "VariableId",
    "WrongOrigin",
)
