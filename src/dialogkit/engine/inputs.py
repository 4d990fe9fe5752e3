"""What a visitor, a timer or the outside world says to a conversation.

A tagged union by `type`; only these reach `advance`.
"""

from __future__ import annotations

from typing import Annotated, Final, TypeAlias

import msgspec
from msgspec import Meta

from dialogkit.kit import Value

__all__ = (
    "REPLIES",
    "ChoiceInput",
    "CommandInput",
    "EffectResult",
    "EventInput",
    "File",
    "FilesInput",
    "HookInput",
    "Input",
    "SkipInput",
    "Start",
    "TextInput",
    "TimeoutInput",
    "VisitorInput",
)

ShortText = Annotated[str, Meta(max_length=200)]


class _Input(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="type",
):
    """The strictness that all inputs share."""


class File(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An uploaded file, or one that lies at an address of its own."""

    url: Annotated[str, Meta(max_length=8_000)]
    id: ShortText = ""
    name: Annotated[str, Meta(max_length=1_000)] = ""
    size: Annotated[int, Meta(ge=0)] = 0
    type: ShortText = ""


class TextInput(_Input, frozen=True, kw_only=True, tag="text"):
    """Words; `files` are attachments where the question takes them."""

    text: str
    files: Annotated[tuple[File, ...], Meta(max_length=100)] = ()


class ChoiceInput(_Input, frozen=True, kw_only=True, tag="choice"):
    """Ids of the chosen items, in the order they were chosen."""

    items: Annotated[tuple[ShortText, ...], Meta(max_length=500)]


class FilesInput(_Input, frozen=True, kw_only=True, tag="files"):
    """Files for a question that asks for them."""

    files: Annotated[tuple[File, ...], Meta(max_length=100)]


class SkipInput(_Input, frozen=True, kw_only=True, tag="skip"):
    """No answer, where the question is optional."""


class CommandInput(_Input, frozen=True, kw_only=True, tag="command"):
    """A command such as `restart`; a flow's command event answers it."""

    command: ShortText


class EventInput(_Input, frozen=True, kw_only=True, tag="event"):
    """News from the page around the chat, such as an embedded frame being done."""

    name: ShortText
    data: Value = None


class TimeoutInput(_Input, frozen=True, kw_only=True, tag="timeout"):
    """The time that was waited for has come."""


class HookInput(_Input, frozen=True, kw_only=True, tag="hook"):
    """A request that reached a webhook listener: `data` is its decoded body."""

    block: ShortText
    data: Value = None


class Start(_Input, frozen=True, kw_only=True, tag="start"):
    """The opening; `variables` prefill declared ones, `event` names another way in."""

    variables: dict[str, Value] = {}
    context: dict[str, Value] = {}
    """What the client tells of itself: page, locale, device; read by name, never trusted."""
    at: str = ""
    """Node or event to start from, for previews."""


class EffectResult(_Input, frozen=True, kw_only=True, tag="result"):
    """What an effect brought; `error` is "" when it succeeded."""

    value: Value = None
    error: str = ""
    message: str = ""
    data: dict[str, Value] = {}


REPLIES: Final = (TextInput, ChoiceInput, FilesInput, SkipInput)
"""What answers a question."""

VisitorInput: TypeAlias = TextInput | ChoiceInput | FilesInput | SkipInput | CommandInput | EventInput
"""What a client may send."""

Input: TypeAlias = VisitorInput | TimeoutInput | HookInput | Start | EffectResult
