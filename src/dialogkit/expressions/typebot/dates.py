"""Read dates the way JavaScript's engines do in the browser and on the server.

Typebot's conditions compare texts that read as dates, by `Date.parse`. It takes ISO 8601 and,
beyond that, almost anything with a number in it: "1,5" is the fifth of January 2001. Zone UTC.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ("date_parse",)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {"utc": 0, "gmt": 0, "ut": 0, "z": 0, "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7,
          "pdt": -7, "pst": -8}  # fmt: skip
_ISO = re.compile(
    r"(?P<year>\d{4}|[+-]\d{6})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<part>\d+))?)?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?)?$"
)
_TOKEN = re.compile(r"(?P<number>\d+)|(?P<word>[A-\U0010ffff]+)|(?P<space>\s+)|(?P<symbol>.)", re.DOTALL)


class _Token(NamedTuple):
    kind: str
    text: str


def date_parse(text: str) -> float | None:
    """Return the instant that `text` names, in milliseconds since 1970; None where it names none."""
    found = _ISO.match(text.strip())
    if found is not None:
        instant = _iso(found)
        if instant is not None:
            return instant
    return _Lenient(text).read()


def _iso(found: re.Match[str]) -> float | None:
    parts = {name: int(found[name] or default) for name, default in _ISO_DEFAULTS.items()}
    if not (1 <= parts["month"] <= 12 and 1 <= parts["day"] <= 31):
        return None
    hour, minute, second = parts["hour"], parts["minute"], parts["second"]
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None
    zone = found["zone"] or "Z"
    offset = 0
    if zone != "Z":
        digits = zone[1:].replace(":", "")
        offset = (int(digits[:2]) * 60 + int(digits[2:])) * (-1 if zone[0] == "-" else 1)
    part = float(f"0.{found['part']}") * 1000 if found["part"] else 0.0
    days = _days(parts["year"], parts["month"], parts["day"])
    return float(days * 86_400_000 + ((hour * 60 + minute - offset) * 60 + second) * 1000) + int(part)


_ISO_DEFAULTS = {"year": 0, "month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0}


def _days(year: int, month: int, day: int) -> int:
    """Count the days from 1970-01-01 in the proleptic Gregorian calendar; a day too many runs over."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


class _Lenient:
    """One reading of a text by the rules for everything that is not ISO 8601."""

    def __init__(self, text: str) -> None:
        self._tokens = [_Token(str(found.lastgroup), found.group()) for found in _TOKEN.finditer(text)]
        self._at = 0
        self._day: list[int] = []
        self._time: list[int] = []
        self._month: int | None = None
        self._half: int | None = None
        self._zone: list[int] | None = None
        self._has_number = False
        self._time_open = False

    def read(self) -> float | None:
        """Return the instant, or None."""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if not self._take(token):
                return None
        return self._written()

    def _take(self, token: _Token) -> bool:
        match token.kind:
            case "number":
                self._has_number = True
                return self._number(token)
            case "word":
                return self._word(token.text.lower())
            case "symbol":
                return self._symbol(token.text)
            case _:
                return True

    def _skip(self, symbol: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at] == ("symbol", symbol):
            self._at += 1
            return True
        return False

    def _next_is(self, kind: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].kind == kind

    def _number(self, token: _Token) -> bool:
        number = int(token.text[:9])
        if self._skip(":"):
            return self._clock(number)
        if self._time_open and self._skip("."):
            self._time += [number, 0]
            self._time_open = False
            if not self._next_is("number"):
                return False
            self._time[-1] = int(self._tokens[self._at].text[:3].ljust(3, "0"))
            self._at += 1
            return True
        if self._time_open:
            self._time.append(number)
            self._time_open = False
            return self._time_may_end()
        if len(self._day) == 3:
            return False
        self._day.append(number)
        self._skip("-")
        return True

    def _clock(self, number: int) -> bool:
        if len(self._time) >= 3 or (self._time and not self._time_open):
            return False
        self._time.append(number)
        self._time_open = True
        return True

    def _time_may_end(self) -> bool:
        if self._at >= len(self._tokens):
            return True
        token = self._tokens[self._at]
        return token.kind == "space" or token.text in ("+", "-") or token.text.lower() in ("z", "am", "pm")

    def _word(self, word: str) -> bool:
        short = word[:3]
        if short in ("am", "pm") and self._time:
            self._half = 12 if short == "pm" else 0
            return True
        if short in _MONTHS:
            self._month = _MONTHS.index(short) + 1
            self._skip("-")
            return True
        if short in _ZONES and self._has_number:
            self._zone = [1, _ZONES[short] * 60]
            return True
        # Words that mean nothing may only stand before the first number, and not right before it.
        return not self._has_number and not self._next_is("number")

    def _symbol(self, symbol: str) -> bool:
        if symbol in "+-" and (self._time or (self._zone is not None and self._zone[1] == 0)):
            return self._offset(-1 if symbol == "-" else 1)
        if symbol in "+-)" and self._has_number:
            return False
        if symbol == "(":
            self._skip_parentheses()
        return True

    def _offset(self, sign: int) -> bool:
        digits = ""
        if self._next_is("number"):
            digits = self._tokens[self._at].text
            self._at += 1
        if self._skip(":"):
            minutes = self._tokens[self._at].text if self._next_is("number") else "0"
            self._at += self._next_is("number")
            self._zone = [1, sign * (int(digits or 0) * 60 + int(minutes))]
        elif len(digits) in (1, 2):
            self._zone = [1, sign * int(digits) * 60]
        elif len(digits) in (3, 4):
            self._zone = [1, sign * (int(digits[:-2]) * 60 + int(digits[-2:]))]
        else:
            return False
        self._has_number = True
        return True

    def _skip_parentheses(self) -> None:
        depth = 1
        while depth and self._at < len(self._tokens):
            depth += {"(": 1, ")": -1}.get(self._tokens[self._at].text, 0)
            self._at += 1

    def _written(self) -> float | None:
        date = self._date()
        time = self._milliseconds()
        if date is None or time is None:
            return None
        zone = self._zone[1] if self._zone else 0
        return float(date * 86_400_000 + time - zone * 60_000)

    def _date(self) -> int | None:
        if not self._day:
            return None
        first, second, third = (*self._day, 1, 1)[:3]
        month: int
        if self._month is None:
            complete_year_first = not 1 <= first <= 31
            year, month, day = (first, second, third) if complete_year_first else (third, first, second)
        else:
            month = self._month
            year, day = (first, second) if not 1 <= first <= 31 else (second, first)
        if 0 <= year <= 99:
            year += 2000 if year <= 49 else 1900
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        return _days(year, month, day)

    def _milliseconds(self) -> int | None:
        hour, minute, second, part = (*self._time, 0, 0, 0, 0)[:4]
        if self._half is not None:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + self._half
        if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second or part)):
            return None
        return ((hour * 60 + minute) * 60 + second) * 1000 + part
