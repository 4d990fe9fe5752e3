"""What a flow may know of where its conversation is held: the server's own knowledge, and what a client told.

Blocks read it from the session's context, see `dialogkit.blocks.assigned`.
"""

from __future__ import annotations

import re

import msgspec

from dialogkit.engine import Start
from dialogkit.kit import ConversationId, Value

__all__ = ("device_of", "informed")

_TABLET = re.compile(r"ipad|tablet|android(?!.*mobi)", re.IGNORECASE)
_MOBILE = re.compile(r"mobi|iphone|ipod", re.IGNORECASE)


def informed(start: Start, *, conversation: ConversationId, channel: str, locale: str) -> Start:
    """Return `start` with what the server knows, whatever a client said about that."""
    context: dict[str, Value] = {**start.context, "conversation": conversation, "channel": channel, "locale": locale}
    device = device_of(str(context.get("user_agent") or ""))
    if device is not None:
        context["device"] = device
    return msgspec.structs.replace(start, context=context)


def device_of(user_agent: str) -> str | None:
    """Return `desktop`, `mobile` or `tablet`, by what a browser says of itself; None where it says nothing."""
    if not user_agent:
        return None
    if _TABLET.search(user_agent):
        return "tablet"
    return "mobile" if _MOBILE.search(user_agent) else "desktop"
