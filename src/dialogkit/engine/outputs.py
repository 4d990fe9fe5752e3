"""What a conversation says and asks: messages and asks, as they travel to a client.

Each block type declares its own message or ask beside itself; here are what they share.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from typing import ClassVar, Literal

import msgspec

from dialogkit.expressions import RichNode
from dialogkit.kit import BlockId

__all__ = ("Ask", "Item", "Message", "TextMessage", "Tone", "few")

FEW = 20
FEW_BYTES = 64_000

Tone = Literal["say", "error"]


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type"):
    """One thing the conversation shows. `id` is unique within the conversation."""

    id: str = ""
    block: BlockId = BlockId("")


class TextMessage(Message, frozen=True, kw_only=True, tag="text"):
    """Words. `text` is Markdown; `rich` is the same as a tree and absent where there is no formatting."""

    text: str
    rich: tuple[RichNode, ...] = ()
    tone: Tone = "say"


class Ask(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type"):
    """What is asked of the visitor. `accepts` names the input type that answers it."""

    accepts: ClassVar[str] = "text"

    block: BlockId
    button: str = ""
    """The words on the button that sends; "" leaves the client's own."""
    placeholder: str = ""
    prefill: str = ""
    optional: bool = False
    expires: datetime | None = None
    """When the question stops waiting."""


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One answer to choose from."""

    id: str
    label: str = ""
    value: str = ""
    """What a client may send as text instead of the label."""


def few(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Return the first of `messages`: as many as a turn that has failed says and keeps."""
    sizes = accumulate(len(msgspec.json.encode(message)) for message in messages[:FEW])
    return tuple(message for message, size in zip(messages, sizes, strict=False) if size <= FEW_BYTES)
