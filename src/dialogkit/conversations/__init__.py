"""Conversations: opening them, taking turns, performing effects, reading results."""

from __future__ import annotations

from dialogkit.conversations.chat_endpoint import MAX_TURN_BYTES, MAX_USER_AGENT, ChatEndpoint
from dialogkit.conversations.limits import VisitorLimits
from dialogkit.conversations.models import Record, StaleTurn, TurnIdReused
from dialogkit.conversations.programs import Programs
from dialogkit.conversations.reading import ResultsReader
from dialogkit.conversations.routes import routes
from dialogkit.conversations.service import ConversationsService, Opened, Wanted, check_origin
from dialogkit.conversations.store import SCHEMAS, TurnStore
from dialogkit.conversations.taking import Taking
from dialogkit.conversations.timers import Timers
from dialogkit.conversations.tokens import Tokens
from dialogkit.conversations.uploads import Uploads

__all__ = (
    "MAX_TURN_BYTES",
    "MAX_USER_AGENT",
    "SCHEMAS",
    "ChatEndpoint",
    "ConversationsService",
    "Opened",
    "Programs",
    "Record",
    "ResultsReader",
    "StaleTurn",
    "Taking",
    "Timers",
    "Tokens",
    "TurnIdReused",
    "TurnStore",
    "Uploads",
    "VisitorLimits",
    "Wanted",
    "check_origin",
    "routes",
)
