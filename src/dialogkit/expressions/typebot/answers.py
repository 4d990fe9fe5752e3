"""How a visitor's words become answers in flows that came from Typebot.

Heavy parsers are imported when the first answer needs them. Dates are in
`dialogkit.expressions.typebot.calendar`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from math import isinf, isnan

from dialogkit.expressions.dialect import Choosable, DateRules
from dialogkit.expressions.javascript import parse_float
from dialogkit.expressions.javascript.values import text_number
from dialogkit.expressions.typebot.conversion import WrittenNumber

__all__ = ("TypebotAnswers",)

_EMAIL = re.compile(
    r"""(?:[^<>()\[\]\\.,;:\s@"]+(?:\.[^<>()\[\]\\.,;:\s@"]+)*|"[^"\s]+")"""
    r"@(?:\[\d{1,3}(?:\.\d{1,3}){3}\]|(?:[a-z\-0-9]+\.)+[a-z]{2,})",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://)?(?:[^\s/:@]+(?::[^\s/@]*)?@)?"
    r"(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63})"
    r"(?::\d{1,5})?(?:[/?#][^\s<>]*)?",
    re.IGNORECASE,
)


class TypebotAnswers:
    """The parsers of Typebot's inputs."""

    def number(self, text: str) -> int | float | None:
        """Read what a text begins with; its first comma is a point, a leading zero is kept."""
        if text.startswith("0"):
            return WrittenNumber(text)
        number = parse_float(text.replace(",", ".", 1))
        if isnan(number):
            return None
        if isinf(number):
            return WrittenNumber(text.strip())
        return int(number) if abs(number) < 2**53 and number.is_integer() else number

    def email(self, text: str) -> str | None:
        """Read an e-mail address, in lower case."""
        return text.lower() if _EMAIL.fullmatch(text) else None

    def url(self, text: str) -> str | None:
        """Read a web address, kept as it is."""
        fits = _URL.fullmatch(text) and len(text) < 2_083 and not text.lower().startswith("mailto:")
        return text if fits else None

    def phone(self, text: str, country: str) -> str | None:
        """Read a telephone number, national ones of `country`, as E.164."""
        import phonenumbers

        try:
            number = phonenumbers.parse(text, country.upper() or None)
        except phonenumbers.NumberParseException:
            return None
        if not phonenumbers.is_possible_number(number) or not phonenumbers.is_valid_number(number):
            return None
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def date(self, text: str, rules: DateRules, now: datetime) -> str | None:
        """Read a date, or two, in words or figures, and write it in the question's format."""
        from dialogkit.expressions.typebot.calendar import read_date

        return read_date(text, rules, now)

    def time(self, text: str, format: str, now: datetime) -> str | None:
        """Read a time of day and write it in the question's format."""
        from dialogkit.expressions.typebot.calendar import read_time

        return read_time(text, format, now)

    def choose(self, items: Sequence[Choosable], text: str, *, multiple: bool) -> tuple[Choosable, ...] | None:
        """Find the items that `text` names."""
        if multiple:
            return _several(items, text) or None
        wanted = text.strip()
        for item in sorted(items, key=lambda item: -len(item.label)):
            if text == item.id or (item.value and wanted == item.value.strip()):
                return (item,)
            if item.label.strip() and wanted == item.label.strip():
                return (item,)
        return None

    def choose_card(self, buttons: Sequence[Choosable], text: str) -> Choosable | None:
        """Find a button by its id, else the first of a card by the card's title; its own words name none."""
        title = text.strip().lower()
        by_id = (button for button in buttons if text == button.id)
        by_title = (button for button in buttons if title and title == button.value.strip().lower())
        return next(by_id, None) or next(by_title, None)

    def rating(self, text: str, lowest: int, highest: int) -> int | str | None:
        """Take anything that is a number not above the scale, also nothing at all; it is kept as it is written."""
        return text if text_number(text) <= highest else None


def _several(items: Sequence[Choosable], text: str) -> tuple[Choosable, ...]:
    """Find every item that stands in `text` as a whole phrase, the longest first, then numbers."""
    chosen: set[int] = set()
    by_length = sorted(range(len(items)), key=lambda index: -len(items[index].label))
    for field in ("id", "value", "label"):
        for index in by_length:
            phrase = str(getattr(items[index], field)).strip()
            pattern = rf"(?<!\w){re.escape(phrase)}(?!\w)"
            if index in chosen or not phrase or not re.search(pattern, text, re.IGNORECASE):
                continue
            chosen.add(index)
            text = re.sub(pattern, "", text, flags=re.IGNORECASE)
    for number in re.findall(r"(?<!\w)\d+(?!\w)", text):
        if 1 <= int(number) <= len(items):
            chosen.add(int(number) - 1)
    return tuple(items[index] for index in sorted(chosen))
