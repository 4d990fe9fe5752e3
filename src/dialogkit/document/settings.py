"""How a flow behaves around its conversation: typing, resume, origins, meta data."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

__all__ = ("Metadata", "Resume", "Settings", "SystemMessages", "Typing")


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The strictness that all settings share."""


class Typing(_Part, frozen=True, kw_only=True):
    """The pause before each bubble, as long as reading the text deserves."""

    enabled: bool = True
    words_per_minute: Annotated[int, Meta(ge=50, le=5000)] = 400
    max_seconds: Annotated[float, Meta(ge=0, le=10)] = 3.0
    between_seconds: Annotated[float, Meta(ge=0, le=5)] = 0.0
    skip_first: bool = False


class Resume(_Part, frozen=True, kw_only=True):
    """Whether a visitor who comes back finds the conversation again, and for how long."""

    enabled: bool = False
    storage: Literal["session", "local"] = "session"


class SystemMessages(_Part, frozen=True, kw_only=True):
    """What the chat says by itself; an empty text means the locale's own words."""

    invalid: str = ""
    failed: str = ""
    closed: str = ""
    expired: str = ""
    file_too_large: str = ""


class Metadata(_Part, frozen=True, kw_only=True):
    """What browsers and search engines read of the flow's own page."""

    title: str = ""
    description: str = ""
    image: str = ""
    icon: str = ""
    indexed: bool = False


class Settings(_Part, frozen=True, kw_only=True):
    """Everything about a flow that is neither conversation nor looks."""

    typing: Typing = Typing()
    resume: Resume = Resume()
    messages: SystemMessages = SystemMessages()
    metadata: Metadata = Metadata()
    prefill: bool = False
    """True offers the present value of a question's variable as its answer."""
    branding: bool = True
    allowed_origins: tuple[str, ...] = ()
    """Origins whose pages may embed the chat; none named: all may."""
    retention_days: Annotated[int, Meta(ge=1, le=3650)] | None = None
