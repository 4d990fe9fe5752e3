"""Values as Typebot keeps them: texts and lists of texts, nothing else.

What code makes of a value is in `dialogkit.expressions.typebot.scripts`.
"""

from __future__ import annotations

import json
import re
from math import isfinite

from dialogkit.expressions.javascript import UNDEFINED, JSValue, number_text, parse_float
from dialogkit.expressions.javascript.values import text_number
from dialogkit.kit import Value

__all__ = ("WrittenNumber", "guess", "json_text", "keep", "text_of")

_LONE_BACKSLASH = re.compile(r"""(?<!\\)\\(?![\\ntbrf"'u])""")
_WORDS: dict[str, JSValue] = {"true": True, "false": False, "null": None, "undefined": UNDEFINED}
_KEPT_AS_TEXT = re.compile(r"\+|0[^.]")


class WrittenNumber(float):
    """A number that is kept as the visitor wrote it."""

    text: str

    def __new__(cls, text: str) -> WrittenNumber:
        """Keep `text` beside its value."""
        number = super().__new__(cls, parse_float(text))
        number.text = text
        return number


def keep(value: Value) -> Value:
    """Return `value` as a variable keeps it; an empty text unsets."""
    if isinstance(value, list):
        return [_element(item) for item in value]
    return _element(value)


def text_of(value: Value) -> str:
    """Return a kept value as a text: a list as its JSON, nothing for unset."""
    if isinstance(value, str):
        return value
    return "" if value is None else _plain(value)


def json_text(value: Value) -> str:
    """Write `value` as `JSON.stringify` does."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(float(value)) if isfinite(value) else "null"
    if isinstance(value, list):
        return "[" + ",".join(json_text(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{json_text(key)}:{json_text(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def guess(value: Value) -> JSValue:
    """Return what code sees of a kept value: a text that reads as a number is one."""
    if value is None:
        return UNDEFINED
    if not isinstance(value, str):
        return value  # type: ignore[return-value]  # JSON values are JavaScript values
    if value in _WORDS:
        return _WORDS[value]
    if _KEPT_AS_TEXT.match(value):
        return value
    number = text_number(value)
    if number != number:  # noqa: PLR0124 - NaN: the text is no number
        return value
    return int(number) if isfinite(number) and number.is_integer() and abs(number) < 2**53 else number


def _element(value: Value) -> Value:
    if value is None:
        return None
    text = value if isinstance(value, str) else _plain(value)
    return _LONE_BACKSLASH.sub(r"\\\\", text) or None


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.text if isinstance(value, WrittenNumber) else json_text(value)
