"""What a question says by itself when an answer does not fit, in the conversation's language.

The words are data: one file a language in `words/`, read like a module the first time somebody needs it. A
key is `table.name`; a table in its place has one text for each plural form, chosen by the value it names.
An author's own words go before these, see `dialogkit.engine.questions`.
"""

from __future__ import annotations

import pkgutil
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Any, TypeAlias, cast

if TYPE_CHECKING:
    from babel import Locale

__all__ = ("Insert", "words_for")

Insert: TypeAlias = str | int | float | date
"""A value within the words; numbers and dates are written as the language does."""

LAST_RESORT = "en"
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def words_for(locale: str, key: str, values: Mapping[str, Insert]) -> str:
    """Return the words of `key` in the language of `locale`, or in English, with `values` in them."""
    voice = _voice(locale) or _voice(LAST_RESORT)
    assert voice is not None  # noqa: S101  # English is there
    return voice.say(key, values)


class _Voice(Formatter):
    """One language: its words, and how it writes numbers and dates."""

    def __init__(self, locale: Locale, words: Mapping[str, Any]) -> None:
        self._locale = locale
        self._words = words

    def say(self, key: str, values: Mapping[str, Insert]) -> str:
        """Return the words of `key`, filled in."""
        table, _, name = key.partition(".")
        words = self._words[table][name]
        if isinstance(words, dict):
            count = cast(int, values[words["by"]])
            words = words.get(self._locale.plural_form(count), words["other"])
        return self.vformat(words, (), values)

    def format_field(self, value: Insert, format_spec: str) -> str:
        """Write a value; the form of a date is named by its parts, as in `yMMMM`."""
        from babel.dates import format_date, format_skeleton
        from babel.numbers import format_decimal

        match value:
            case str():
                return value
            case date():
                locale = self._locale
                if format_spec:
                    return str(format_skeleton(format_spec, value, locale=locale))
                return format_date(value, "long", locale=locale)
            case _:
                # Without groups, so that a visitor may copy what stands there.
                return format_decimal(value, locale=self._locale, decimal_quantization=False, group_separator=False)


@lru_cache(maxsize=200)
def _voice(locale: str) -> _Voice | None:
    """Return the voice of a locale such as `de-AT`; None where its language has no words."""
    from babel import Locale, UnknownLocaleError

    name = locale.replace("_", "-")
    language = name.split("-", maxsplit=1)[0].lower()
    words = _words_of(language)
    if words is None:
        return None
    try:
        return _Voice(Locale.parse(name, sep="-"), words)
    except (UnknownLocaleError, ValueError):
        return _Voice(Locale.parse(language), words)


@lru_cache(maxsize=200)
def _words_of(language: str) -> dict[str, Any] | None:
    if not _LANGUAGE.fullmatch(language):
        return None
    try:
        data = pkgutil.get_data(__name__, f"words/{language}.toml")
    except FileNotFoundError:
        return None
    return tomllib.loads((data or b"").decode())
