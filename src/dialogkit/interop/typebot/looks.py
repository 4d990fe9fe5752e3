"""A flow's theme: colours, fonts, avatars, background, progress bar."""

from __future__ import annotations

import re
from typing import Any

from dialogkit.interop.typebot.drafts import without_empty
from dialogkit.interop.typebot.raw import Raw, boolean, number, record, text
from dialogkit.interop.typebot.source import Source

__all__ = ("read_theme",)

_RADII = {"none": 0, "medium": 8, "large": 20}
_PROPERTY = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+);")


def read_theme(source: Source) -> dict[str, Any]:
    """Return the theme; what has no place here is noted."""
    theme = record(source.plain, "theme")
    general, chat = record(theme, "general"), record(theme, "chat")
    return without_empty(
        font=_font(general),
        background=_background(general, source),
        bot=_paint(record(chat, "hostBubbles"), source),
        visitor=_paint(record(chat, "guestBubbles"), source),
        buttons=_paint(record(chat, "buttons"), source),
        inputs=_paint(record(chat, "inputs"), source),
        accent=text(chat, "buttons", "backgroundColor"),
        bot_avatar=_avatar(record(chat, "hostAvatar"), shown=True),
        visitor_avatar=_avatar(record(chat, "guestAvatar"), shown=False),
        progress=_progress(general),
        css=_css(theme, source),
    ) | ({"scheme": "light"} if chat or general else {})


def _font(general: Raw) -> str:
    font = general.get("font")
    return font if isinstance(font, str) else text(font, "family")


def _background(general: Raw, source: Source) -> dict[str, Any] | None:
    kind, content = text(general, "background", "type"), text(general, "background", "content")
    if kind == "Color" and content:
        return {"type": "color", "value": content}
    if kind == "Image" and content:
        return {"type": "image", "value": content}
    return None


def _paint(paint: Raw, source: Source) -> dict[str, Any] | None:
    border = record(paint, "border")
    roundness = text(border, "roundeness")
    radius = number(border, "customRoundeness") if roundness == "custom" else _RADII.get(roundness)
    for name in ("blur", "opacity", "shadow", "placeholderColor"):
        if name != "placeholderColor" and paint.get(name) not in (None, 0, 1, "none"):
            source.ledger.approximate(f"A surface's {name} is left out.")
    made = without_empty(
        background=text(paint, "backgroundColor"), color=text(paint, "color"), border=text(border, "color")
    )
    if radius is not None:
        made["radius"] = int(min(max(radius, 0), 40))
    return made or None


def _avatar(avatar: Raw, *, shown: bool) -> dict[str, Any] | None:
    enabled = boolean(avatar, "isEnabled")
    made = without_empty(url=text(avatar, "url"))
    if enabled is not None and enabled is not shown:
        made["shown"] = enabled
    return made or None


def _progress(general: Raw) -> dict[str, Any] | None:
    bar = record(general, "progressBar")
    if not bar.get("isEnabled"):
        return None
    position = "bottom" if text(bar, "position") == "bottom" else ""
    return {"shown": True} | without_empty(color=text(bar, "color"), position=position)


def _css(theme: Raw, source: Source) -> str:
    """Return the custom properties of a style sheet: the rest would reach beyond the chat."""
    given = text(theme, "customCss")
    if not given.strip():
        return ""
    source.ledger.approximate("Of the custom CSS only custom properties are kept.")
    return "".join(f"{name}: {value.strip()};\n" for name, value in _PROPERTY.findall(given))
