"""Values that the conversation itself gives: its id, its words, where and by whom it is held."""

from __future__ import annotations

from typing import Literal

from dialogkit.blocks.assigned.value import AssignedValue, Found
from dialogkit.engine import Turn

__all__ = ("About", "ConversationId", "RandomId", "Transcript")

_SPEAKERS = {"bot": "Assistant", "visitor": "User"}


class RandomId(AssignedValue, frozen=True, kw_only=True, tag="random_id"):
    """Letters and figures that nobody else gets."""

    def find(self, turn: Turn, variable: str) -> Found:
        """Return 32 hexadecimal figures."""
        return f"{turn.draw():016x}{turn.draw():016x}"


class Transcript(AssignedValue, frozen=True, kw_only=True, tag="transcript"):
    """What was said so far, as a text; a long conversation loses its beginning."""

    @property
    def quotes_transcript(self) -> bool:
        """True."""
        return True

    def find(self, turn: Turn, variable: str) -> Found:
        """Return the lines, each with who said it."""
        lines = [f'{_SPEAKERS[line.who]}: "{line.text}"' for line in turn.transcript()]
        return "\n\n".join(lines) or None


class ConversationId(AssignedValue, frozen=True, kw_only=True, tag="conversation_id"):
    """The conversation's own id, by which its results are found."""

    def find(self, turn: Turn, variable: str) -> Found:
        """Return the id."""
        return turn.context.get("conversation")


class About(AssignedValue, frozen=True, kw_only=True, tag="about"):
    """What is known of where the conversation is held and by whom; nothing where it is not known."""

    of: Literal[
        "environment",
        "channel",
        "device",
        "locale",
        "page",
        "user_agent",
        "phone",
        "contact_name",
        "referral_click",
        "referral_source",
    ] = "environment"

    def find(self, turn: Turn, variable: str) -> Found:
        """Return what the channel or the client told."""
        return turn.context.get(self.of, "web" if self.of == "environment" else None)
