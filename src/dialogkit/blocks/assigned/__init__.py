"""The kinds of values that a variable can be given, in three families."""

from __future__ import annotations

from typing import TypeAlias

from dialogkit.blocks.assigned.circumstances import About, ConversationId, RandomId, Transcript
from dialogkit.blocks.assigned.elements import Append, MapItem, Pop, Shift
from dialogkit.blocks.assigned.moments import Moment, MomentOfDay
from dialogkit.blocks.assigned.value import Failed, Found
from dialogkit.blocks.assigned.written import Empty, FromCode, FromText

__all__ = (
    "About",
    "Append",
    "Assigned",
    "ConversationId",
    "Empty",
    "Failed",
    "Found",
    "FromCode",
    "FromText",
    "MapItem",
    "Moment",
    "MomentOfDay",
    "Pop",
    "RandomId",
    "Shift",
    "Transcript",
)

Assigned: TypeAlias = (
    FromText
    | FromCode
    | Empty
    | Append
    | Pop
    | Shift
    | MapItem
    | Moment
    | MomentOfDay
    | RandomId
    | Transcript
    | ConversationId
    | About
)
