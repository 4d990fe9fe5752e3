"""Settings and looks of Typebot's bots."""

from __future__ import annotations

from typing import Any

import pytest

from dialogkit.document import Avatar, Background, Paint, ProgressBar, Resume, Settings, Theme, Typing
from dialogkit.interop import Imported
from tests.support.foreign import an_export, bubble, group, imported


def read(**fields: Any) -> Imported:
    return imported(an_export(group("g1", bubble("Hi")), **fields))


def settings(**fields: Any) -> Settings:
    return read(settings=fields).flow.settings


def theme(**fields: Any) -> Theme:
    return read(theme=fields).flow.theme


def test_an_empty_export_keeps_the_words_that_refuse_an_answer() -> None:
    made = settings()

    assert made.messages.invalid == "Invalid message. Please, try again."
    assert (made.typing, made.resume, made.prefill, made.branding) == (Typing(), Resume(), False, False)


def test_typing_is_kept_within_what_is_possible_here() -> None:
    typing = {"speed": 9999, "maxDelay": 5, "delayBetweenBubbles": 0.5, "isDisabledOnFirstMessage": True}

    assert settings(typingEmulation=typing).typing == Typing(
        words_per_minute=5000, max_seconds=5, between_seconds=0.5, skip_first=True
    )
    assert settings(typingEmulation={"enabled": False}).typing.enabled is False


@pytest.mark.parametrize(
    ("general", "resume"),
    [
        ({"rememberUser": {"isEnabled": True, "storage": "local"}}, Resume(enabled=True, storage="local")),
        ({"rememberUser": {"isEnabled": True}}, Resume(enabled=True)),
        ({"rememberUser": {"isEnabled": False}}, Resume()),
        ({"isNewResultOnRefreshEnabled": False}, Resume(enabled=True)),
        ({"isNewResultOnRefreshEnabled": True}, Resume()),
    ],
)
def test_remembering_a_visitor_is_resuming(general: dict[str, Any], resume: Resume) -> None:
    assert settings(general=general).resume == resume


def test_the_rest_of_the_settings_is_kept() -> None:
    made = settings(
        general={"isInputPrefillEnabled": True, "isBrandingEnabled": True, "systemMessages": {"botClosed": "Closed."}},
        metadata={"title": "T", "description": "D", "imageUrl": "https://example.org/i.png", "allowIndexing": True},
        security={"allowedOrigins": ["https://example.org"]},
    )

    assert (made.prefill, made.branding, made.messages.closed) == (True, True, "Closed.")
    assert (made.metadata.title, made.metadata.description, made.metadata.indexed) == ("T", "D", True)
    assert made.allowed_origins == ("https://example.org",)


def test_what_the_settings_lose_is_noted() -> None:
    report = read(
        settings={"metadata": {"customHeadCode": "<script>"}, "whatsApp": {"isEnabled": True}},
        theme={"customCss": ".x { color: red; --a: 1px; }"},
    ).report

    assert [note.message for note in report.notes] == [
        "Of the custom CSS only custom properties are kept.",
        "Settings for WhatsApp are left out.",
        "The page's customHeadCode is left out.",
    ]


def test_a_theme_keeps_colours_fonts_pictures_and_the_progress_bar() -> None:
    made = theme(
        general={
            "font": {"type": "Google", "family": "Inter"},
            "background": {"type": "Color", "content": "#abc"},
            "progressBar": {"isEnabled": True, "color": "#123", "position": "bottom"},
        },
        chat={
            "hostBubbles": {"backgroundColor": "#eee", "color": "#111"},
            "buttons": {"backgroundColor": "#0af", "border": {"roundeness": "custom", "customRoundeness": 99}},
            "inputs": {"border": {"roundeness": "large", "color": "#222"}},
            "hostAvatar": {"isEnabled": False},
            "guestAvatar": {"isEnabled": True, "url": "{{picture}}"},
        },
        customCss=":root { --space: 4px; }",
    )

    assert (made.font, made.accent, made.css) == ("Inter", "#0af", "--space: 4px;\n")
    assert made.background == Background(type="color", value="#abc")
    assert made.progress == ProgressBar(shown=True, color="#123", position="bottom")
    assert made.bot == Paint(background="#eee", color="#111")
    assert (made.buttons.radius, made.inputs) == (40, Paint(border="#222", radius=20))
    assert (made.bot_avatar, made.visitor_avatar) == (Avatar(shown=False), Avatar(url="{{picture}}"))
