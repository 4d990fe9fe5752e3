"""How a visitor's words become answers in DialogKit's own dialect.

Forgiving in form, strict in meaning; None asks again. Heavy parsers are imported
when the first answer needs them, so that a server starts fast.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from dialogkit.expressions.dialect import Choosable, DateRules
from dialogkit.expressions.native.conversion import number_of

__all__ = ("NativeAnswers",)

_NUMBER = re.compile(r"[-+]?(\d{1,3}(?:[ ,.'\u00a0\u202f]\d{3})+|\d+)(?:([.,])(\d+))?$")
_TIME = re.compile(r"^(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*([ap])?\.?m?\.?$", re.IGNORECASE)
_URL = re.compile(r"^(https?://)?(localhost|[^\s/:?#@.]+(\.[^\s/:?#@.]+)+)(:\d{1,5})?([/?#]\S*)?$", re.IGNORECASE)


class NativeAnswers:
    """The parsers of DialogKit's own dialect."""

    def number(self, text: str) -> int | float | None:
        """Read a number; one comma may stand for the decimal point."""
        text = text.strip()
        plain = number_of(text)
        if plain is not None:
            return plain
        match = _NUMBER.match(text)
        if match is None:
            return None
        whole = re.sub(r"\D", "", match.group(1))
        sign = "-" if text.startswith("-") else ""
        fraction = match.group(3)
        return number_of(f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}")

    def email(self, text: str) -> str | None:
        """Read an e-mail address; its domain in lower case."""
        from email_validator import EmailNotValidError, validate_email

        try:
            return validate_email(text.strip(), check_deliverability=False).normalized
        except EmailNotValidError:
            return None

    def url(self, text: str) -> str | None:
        """Read a web address; a missing scheme becomes https."""
        text = text.strip()
        match = _URL.match(text)
        if match is None:
            return None
        return text if match.group(1) else f"https://{text}"

    def phone(self, text: str, country: str) -> str | None:
        """Read a telephone number, national ones of `country`, as E.164."""
        import phonenumbers

        try:
            number = phonenumbers.parse(text.strip(), country.upper() or None)
        except phonenumbers.NumberParseException:
            return None
        if not phonenumbers.is_valid_number(number):
            return None
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def date(self, text: str, rules: DateRules, now: datetime) -> str | None:
        """Read a date (or "A to B") as ISO 8601 within the rules."""
        from dialogkit.expressions.native.dates import read_date

        return read_date(text, rules, now)

    def time(self, text: str, format: str, now: datetime) -> str | None:
        """Read a time of day as HH:MM."""
        match = _TIME.match(text.strip())
        if match is None:
            return None
        hour, minute = int(match.group(1)), int(match.group(2) or 0)
        half = (match.group(3) or "").lower()
        if half and not 1 <= hour <= 12:
            return None
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None

    def choose(self, items: Sequence[Choosable], text: str, *, multiple: bool) -> tuple[Choosable, ...] | None:
        """Find the items that `text` names by label, value, id or number."""
        one = _find(items, text)
        if one is not None:
            return (one,)
        if not multiple:
            return None
        found = [_find(items, part) for part in re.split(r"\s*[,;\n]\s*", text) if part.strip()]
        if not found or None in found:
            return None
        chosen = {item.id for item in found if item is not None}
        return tuple(item for item in items if item.id in chosen)

    def choose_card(self, buttons: Sequence[Choosable], text: str) -> Choosable | None:
        """Find the button that `text` names by its label, its card's title, its id or number."""
        return _find(buttons, text)

    def rating(self, text: str, lowest: int, highest: int) -> int | str | None:
        """Read a whole number on the scale."""
        number = self.number(text)
        return int(number) if number is not None and number == int(number) and lowest <= number <= highest else None


def _find(items: Sequence[Choosable], text: str) -> Choosable | None:
    exact = text.strip()
    for item in items:
        if exact and exact in (item.id, item.value, item.label):
            return item
    folded = exact.casefold()
    for item in items:
        if folded and folded in (item.value.casefold(), item.label.strip().casefold()):
            return item
    return items[int(exact) - 1] if exact.isdecimal() and 1 <= int(exact) <= len(items) else None
