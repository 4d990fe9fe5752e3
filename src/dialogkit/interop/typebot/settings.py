"""A flow's settings: typing, resuming, messages of the system, meta data."""

from __future__ import annotations

from typing import Any

from dialogkit.interop.typebot.drafts import without_empty
from dialogkit.interop.typebot.raw import Raw, boolean, number, record, text
from dialogkit.interop.typebot.source import Source

__all__ = ("read_settings",)

_MESSAGES = {
    "invalidMessage": "invalid",
    "networkErrorTitle": "failed",
    "networkErrorMessage": "failed",
    "botClosed": "closed",
    "fileUploadSizeError": "file_too_large",
}
_UNUSED = {
    "whatsApp": "Settings for WhatsApp are left out.",
    "publicShare": "Sharing the flow publicly for duplication is left out.",
}


def read_settings(source: Source) -> dict[str, Any]:
    """Return the settings; what has no place here is noted."""
    settings = record(source.plain, "settings")
    general = record(settings, "general")
    for name, note in _UNUSED.items():
        if record(settings, name).get("isEnabled"):
            source.ledger.approximate(note)
    if boolean(general, "isHideQueryParamsEnabled") is False:
        source.ledger.remark(
            "The page's query parameters stay in its address; that is the embedding page's business here."
        )
    origins = record(settings, "security").get("allowedOrigins")
    made = without_empty(
        typing=_typing(settings, source),
        resume=_resume(general),
        messages=_messages(general, source),
        metadata=_metadata(settings, source),
        prefill=boolean(general, "isInputPrefillEnabled"),
        allowed_origins=[str(origin) for origin in origins] if isinstance(origins, list) else None,
    )
    branding = boolean(general, "isBrandingEnabled")
    return made | ({"branding": False} if branding is not True else {})


def _typing(settings: Raw, source: Source) -> dict[str, Any]:
    typing = record(settings, "typingEmulation")
    speed, longest = number(typing, "speed"), number(typing, "maxDelay")
    between = number(typing, "delayBetweenBubbles")
    enabled = boolean(typing, "enabled")
    made: dict[str, Any] = {
        "words_per_minute": _within(speed, 50, 5000, int),
        "max_seconds": _within(longest, 0, 10, float),
        "between_seconds": _within(between, 0, 5, float),
        "skip_first": boolean(typing, "isDisabledOnFirstMessage"),
    }
    made = {name: value for name, value in made.items() if value is not None}
    return made | ({"enabled": False} if enabled is False else {})


def _within(value: float | None, low: float, high: float, kind: type[int] | type[float]) -> float | None:
    return None if value is None else kind(min(max(value, low), high))


def _resume(general: Raw) -> dict[str, Any] | None:
    remember = record(general, "rememberUser")
    if "isEnabled" in remember:
        enabled = boolean(remember, "isEnabled")
    else:
        # Files from before the setting had its opposite.
        fresh = boolean(general, "isNewResultOnRefreshEnabled")
        enabled = None if fresh is None else not fresh
    if not enabled:
        return None
    storage = text(remember, "storage")
    return {"enabled": True} | ({"storage": "local"} if storage == "local" else {})


def _messages(general: Raw, source: Source) -> dict[str, Any]:
    given = record(general, "systemMessages")
    made: dict[str, Any] = {}
    for name in given:
        if not text(given, name):
            continue
        if name in _MESSAGES:
            made[_MESSAGES[name]] = text(given, name)
        else:
            source.ledger.approximate(f"The system message {name!r} is said in DialogKit's own words.")
    # Words of Typebot's own, so that what is refused is refused in the same words.
    made.setdefault("invalid", "Invalid message. Please, try again.")
    return made


def _metadata(settings: Raw, source: Source) -> dict[str, Any]:
    given = record(settings, "metadata")
    for name in ("customHeadCode", "googleTagManagerId"):
        if text(given, name):
            source.ledger.approximate(f"The page's {name} is left out.")
    return without_empty(
        title=text(given, "title"),
        description=text(given, "description"),
        image=text(given, "imageUrl"),
        icon=text(given, "favIconUrl"),
        indexed=boolean(given, "allowIndexing") or None,
    )
