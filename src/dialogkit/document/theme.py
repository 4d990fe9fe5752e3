"""How a chat looks. Themes change tokens, never structure."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

__all__ = ("Avatar", "Background", "Paint", "ProgressBar", "Theme")


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The strictness that all parts of a theme share."""


class Paint(_Part, frozen=True, kw_only=True):
    """The surface of a bubble, button or field; "" leaves the platform's own."""

    background: str = ""
    color: str = ""
    border: str = ""
    radius: Annotated[int, Meta(ge=0, le=40)] | None = None


class Avatar(_Part, frozen=True, kw_only=True):
    """A picture beside a speaker's bubbles; `url` may hold a `{{ variable }}`."""

    shown: bool = True
    url: str = ""


class Background(_Part, frozen=True, kw_only=True):
    """What lies behind the chat."""

    type: Literal["none", "color", "image"] = "none"
    value: str = ""


class ProgressBar(_Part, frozen=True, kw_only=True):
    """How far the conversation has come, as a line at an edge."""

    shown: bool = False
    color: str = ""
    position: Literal["top", "bottom"] = "top"


class Theme(_Part, frozen=True, kw_only=True):
    """The looks of one flow, in light; the dark scheme is derived unless `scheme` says light."""

    scheme: Literal["auto", "light", "dark"] = "auto"
    accent: str = ""
    font: str = ""
    background: Background = Background()
    bot: Paint = Paint()
    visitor: Paint = Paint()
    buttons: Paint = Paint()
    inputs: Paint = Paint()
    bot_avatar: Avatar = Avatar()
    visitor_avatar: Avatar = Avatar(shown=False)
    progress: ProgressBar = ProgressBar()
    css: str = ""
    """Custom properties only: `--name: value;` lines."""
