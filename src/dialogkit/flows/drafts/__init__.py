"""Drafts that several people edit at once: Yjs documents, kept update by update, read as flows.

Versions and publishing are the flows' service's, which this package asks to keep the flow that a draft is.
"""

from __future__ import annotations

from dialogkit.flows.drafts.repairs import Reading, Repair, as_problems
from dialogkit.flows.drafts.room import Editor, Room
from dialogkit.flows.drafts.rooms import Drafts, normal_form
from dialogkit.flows.drafts.store import SCHEMAS, DraftStore
from dialogkit.flows.drafts.wire import read_message, refused_message

__all__ = (
    "SCHEMAS",
    "DraftStore",
    "Drafts",
    "Editor",
    "Reading",
    "Repair",
    "Room",
    "as_problems",
    "normal_form",
    "read_message",
    "refused_message",
)
