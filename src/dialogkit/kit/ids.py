"""Names for identifiers, so that one kind is never passed for another.

Ids are made outside the core and handed in: `dialogkit.adapters` owns chance.
"""

from __future__ import annotations

from typing import NewType

__all__ = ("BlockId", "ConversationId", "EventId", "FlowId", "ItemId", "NodeId", "OrganizationId", "VariableId")

FlowId = NewType("FlowId", str)
NodeId = NewType("NodeId", str)
BlockId = NewType("BlockId", str)
EventId = NewType("EventId", str)
ItemId = NewType("ItemId", str)
VariableId = NewType("VariableId", str)
OrganizationId = NewType("OrganizationId", str)
ConversationId = NewType("ConversationId", str)
