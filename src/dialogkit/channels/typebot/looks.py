"""A flow's theme and settings, as Typebot's widget reads them."""

from __future__ import annotations

from typing import Any

from dialogkit.document import Flow, Paint, Theme

__all__ = ("typebot_of",)


def typebot_of(flow: Flow, version: int) -> dict[str, Any]:
    """Return the public part of a flow."""
    typing = flow.settings.typing
    return {
        "id": flow.id,
        "version": "6.1",
        "publishedAt": f"version {version}",
        "theme": _theme(flow.theme),
        "settings": {
            "general": {
                "isBrandingEnabled": flow.settings.branding,
                "isInputPrefillEnabled": flow.settings.prefill,
                "rememberUser": {
                    "isEnabled": flow.settings.resume.enabled,
                    "storage": flow.settings.resume.storage,
                },
            },
            "typingEmulation": {
                "enabled": typing.enabled,
                "speed": typing.words_per_minute,
                "maxDelay": typing.max_seconds,
                "delayBetweenBubbles": typing.between_seconds,
                "isDisabledOnFirstMessage": typing.skip_first,
            },
        },
    }


def _theme(theme: Theme) -> dict[str, Any]:
    general: dict[str, Any] = {}
    if theme.font:
        general["font"] = {"type": "Google", "family": theme.font}
    if theme.background.type != "none":
        general["background"] = {"type": theme.background.type.title(), "content": theme.background.value}
    if theme.progress.shown:
        general["progressBar"] = {"isEnabled": True, "color": theme.progress.color or None}
    return {
        "general": general,
        "chat": {
            "hostBubbles": _paint(theme.bot),
            "guestBubbles": _paint(theme.visitor),
            "buttons": _paint(theme.buttons),
            "inputs": _paint(theme.inputs),
            "hostAvatar": {"isEnabled": theme.bot_avatar.shown, "url": theme.bot_avatar.url or None},
            "guestAvatar": {"isEnabled": theme.visitor_avatar.shown, "url": theme.visitor_avatar.url or None},
        },
    }


def _paint(paint: Paint) -> dict[str, str]:
    colours = {"backgroundColor": paint.background, "color": paint.color}
    return {name: colour for name, colour in colours.items() if colour}
