"""Dates as people write them, read as ISO 8601."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time

from dialogkit.expressions.dialect import DateRules

__all__ = ("read_date",)

LANGUAGES = ["en", "de", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk"]
"""Those in which dates in words are understood; trying all that exist takes seconds."""

MAX_WORDS = 60
"""Characters of a date in words."""

_BETWEEN = re.compile(r"\s+(?:to|until|till|bis|até|a|au|fino al|–|—|-)\s+|\s*(?:→|/{2})\s*", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}$")
_DAY_FIRST = re.compile(r"^d", re.IGNORECASE)


def read_date(text: str, rules: DateRules, now: datetime) -> str | None:
    """Return `text` as an ISO date (range: two joined by "/"), or None where it is none allowed."""
    parts = _BETWEEN.split(text.strip(), maxsplit=1) if rules.is_range else [text.strip()]
    if len(parts) != (2 if rules.is_range else 1):
        return None
    read = [_one(part, rules, now) for part in parts]
    moments = [moment for moment in read if moment is not None]
    if len(moments) != len(parts) or moments != sorted(moments):
        return None
    if not all(_allowed(moment, rules, now) for moment in moments):
        return None
    return "/".join(_written(moment, rules) for moment in moments)


def _one(text: str, rules: DateRules, now: datetime) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        # What looks like an ISO date and is none is not another date either.
        return None if _ISO.match(text) and not _is_day(text) else _loosely(text, rules, now)
    return found.replace(tzinfo=None)


def _is_day(text: str) -> bool:
    year, month, day = map(int, text.split("-"))
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _loosely(text: str, rules: DateRules, now: datetime) -> datetime | None:
    import dateparser

    if len(text) > MAX_WORDS:
        return None
    has_figures = any(character.isdigit() for character in text)
    order = "DMY" if _DAY_FIRST.match(rules.format) or not rules.format else "MDY"
    found = dateparser.parse(
        text,
        languages=LANGUAGES,
        settings={
            "RELATIVE_BASE": now.replace(tzinfo=None),
            "DATE_ORDER": order,
            "REQUIRE_PARTS": ["day", "month"] if has_figures else [],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    if not isinstance(found, datetime):
        return None
    # "May" alone would become the present day's number in May, which nobody said.
    is_month_only = not has_figures and found.day == now.day and found.date() != now.date()
    return None if is_month_only else found


def _allowed(moment: datetime, rules: DateRules, now: datetime) -> bool:
    earliest, latest = (_bound(limit, now) for limit in (rules.earliest, rules.latest))
    if earliest is not None and moment < earliest:
        return False
    return latest is None or (moment if rules.with_time else moment.date()) <= (
        latest if rules.with_time else latest.date()
    )


def _bound(limit: str, now: datetime) -> datetime | None:
    if not limit:
        return None
    if limit.strip().lower() in ("today", "now"):
        return datetime.combine(now.date(), time.min)
    try:
        return datetime.fromisoformat(limit.strip()).replace(tzinfo=None)
    except ValueError:
        return None


def _written(moment: datetime, rules: DateRules) -> str:
    if rules.with_time:
        return moment.isoformat(sep="T", timespec="minutes")
    return date(moment.year, moment.month, moment.day).isoformat()
