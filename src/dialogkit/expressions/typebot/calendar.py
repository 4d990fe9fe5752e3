"""Dates and times as people write them in English, found inside a sentence.

What is found is written in the question's own format (Unicode's date patterns).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from dialogkit.expressions.dialect import DateRules

__all__ = ("read_date", "read_time")

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = (
    r"(?P<name>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_CLOCK = re.compile(
    r"(?:(?P<word>noon|midday|midnight)|(?P<hour>\d{1,2})(?:(?::(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
    r"\s*(?P<half>[ap])\.?m\b\.?|:(?P<minute24>\d{2})(?::(?P<second24>\d{2}))?))(?![\w:])",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(r"\s*(?:T|,|\bat\b|@)?\s*", re.IGNORECASE)
_UNITS = {"day": 1, "week": 7, "fortnight": 14}


class _Found(NamedTuple):
    moment: datetime
    end: int
    start: int


def read_date(text: str, rules: DateRules, now: datetime) -> str | None:
    """Return the date in `text`, or both of a range, as the rules write it; None where none is allowed."""
    day_first = not rules.format or rules.format.startswith("dd")
    moments = [found.moment for found in _dates(text, day_first=day_first, now=now.replace(tzinfo=None))]
    wanted = 2 if rules.is_range else 1
    if len(moments) < wanted or not all(_allowed(moment, rules) for moment in moments[:wanted]):
        return None
    pattern = rules.format or ("dd/MM/yyyy HH:mm" if rules.with_time else "dd/MM/yyyy")
    return " to ".join(_written(moment, pattern) for moment in moments[:wanted])


def read_time(text: str, format: str, now: datetime) -> str | None:
    """Return the time of day in `text`; None where there is none."""
    for found in _CLOCK.finditer(text):
        if found.start() and (text[found.start() - 1].isalnum() or text[found.start() - 1] in ":."):
            continue
        moment = _at_clock(now.replace(tzinfo=None), found)
        if moment is not None:
            return _written(moment, format or "HH:mm")
    return None


def _allowed(moment: datetime, rules: DateRules) -> bool:
    earliest, latest = (_bound(limit) for limit in (rules.earliest, rules.latest))
    return (earliest is None or moment >= earliest) and (latest is None or moment <= latest)


def _bound(limit: str) -> datetime | None:
    try:
        return datetime.fromisoformat(limit.strip()).replace(tzinfo=None)
    except ValueError:
        return None


def _dates(text: str, *, day_first: bool, now: datetime) -> list[_Found]:
    """Return the dates in `text` in the order they stand there."""
    found: list[_Found] = []
    at = 0
    while at < len(text):
        nearest = _nearest(text, at, day_first=day_first, now=now)
        if nearest is None:
            break
        found.append(nearest)
        at = nearest.end
    return found


def _nearest(text: str, at: int, *, day_first: bool, now: datetime) -> _Found | None:
    """Return the first date from `at`; of those that begin together, the longest."""
    best: _Found | None = None
    for pattern, read in _FORMS:
        for match in pattern.finditer(text, at):
            moment = read(match, day_first, now)
            if moment is None:
                continue
            if best is None or (match.start(), -match.end()) < (best.start, -best.end):
                best = _Found(moment, match.end(), match.start())
            break
    return None if best is None else _with_time(text, best)


def _with_time(text: str, found: _Found) -> _Found:
    gap = _AFTER_DATE.match(text, found.end)
    clock = _CLOCK.match(text, gap.end() if gap else found.end)
    if clock is None:
        return found
    moment = _at_clock(found.moment, clock)
    return found if moment is None else _Found(moment, clock.end(), found.start)


def _at_clock(day: datetime, found: re.Match[str]) -> datetime | None:
    if found["word"]:
        return day.replace(hour=0 if found["word"].lower() == "midnight" else 12, minute=0, second=0, microsecond=0)
    hour = int(found["hour"])
    minute, second = int(found["minute"] or found["minute24"] or 0), int(found["second"] or found["second24"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return day.replace(hour=hour, minute=minute, second=second, microsecond=0)


def _noon(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, 12)  # noqa: DTZ001 - a visitor's date has no zone
    except ValueError:
        return None


def _century(year: str) -> int:
    number = int(year)
    if len(year) > 2:
        return number
    return number + (1900 if number > 50 else 2000)


def _iso(match: re.Match[str], day_first: bool, now: datetime) -> datetime | None:
    return _noon(int(match["year"]), int(match["month"]), int(match["day"]))


def _figures(match: re.Match[str], day_first: bool, now: datetime) -> datetime | None:
    first, second = int(match["first"]), int(match["second"])
    day, month = (first, second) if day_first else (second, first)
    if month > 12 >= day:
        day, month = month, day
    if match["year"]:
        return _noon(_century(match["year"]), month, day)
    return _closest(month, day, now)


def _named(match: re.Match[str], day_first: bool, now: datetime) -> datetime | None:
    month = 1 + _position(_MONTH_NAMES, match["name"])
    if match["year"]:
        return _noon(int(match["year"]), month, int(match["day"]))
    return _closest(month, int(match["day"]), now)


def _position(names: tuple[str, ...], name: str) -> int:
    return next(index for index, full in enumerate(names) if full.lower().startswith(name.lower()[:3]))


def _closest(month: int, day: int, now: datetime) -> datetime | None:
    """Return that day of the year it is nearest to now."""
    near = [moment for year in (now.year - 1, now.year, now.year + 1) if (moment := _noon(year, month, day))]
    return min(near, key=lambda moment: abs(moment - now), default=None)


def _casual(match: re.Match[str], day_first: bool, now: datetime) -> datetime | None:
    days = {"today": 0, "tonight": 0, "now": 0, "tomorrow": 1, "yesterday": -1}[match["word"].lower()]
    return now + timedelta(days=days)


def _weekday(match: re.Match[str], day_first: bool, now: datetime) -> datetime | None:
    ahead = (_position(_DAY_NAMES, match["name"]) - now.weekday()) % 7
    which = (match["which"] or "").lower()
    if which == "next":
        ahead = ahead + 7 if ahead == 0 else ahead
    elif which in ("last", "past") or (not which and ahead > 3):
        ahead -= 7
    return (now + timedelta(days=ahead)).replace(hour=12, minute=0, second=0, microsecond=0)


def _distance(match: re.Match[str], day_first: bool, now: datetime) -> datetime | None:
    amount = match["amount"] or match["before"]
    unit = (match["unit"] or match["past"]).lower()
    number = 1 if amount.lower() in ("a", "an", "one") else int(amount)
    days = number * _UNITS[unit]
    return now + timedelta(days=-days if match["past"] else days)


_Read = Callable[[re.Match[str], bool, datetime], datetime | None]
_FORMS: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (r"(?<![\d/.-])(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?=T\d|\D|$)(?![/-])", _iso),
        (
            r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\d/-])",
            _figures,
        ),
        (r"(?<![\d/.-])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?P<year>)(?![\d/.-])", _figures),
        (rf"(?<!\w){_DAY}(?:\s+of)?[\s-]+{_MONTH}(?:[\s,-]+{_YEAR}(?!\w))?(?!\w)", _named),
        (rf"(?<!\w){_MONTH}[\s-]+{_DAY}(?!\d)(?:[\s,-]+{_YEAR}(?!\w))?(?!\w)", _named),
        (r"(?<!\w)(?P<word>today|tonight|tomorrow|yesterday|now)(?!\w)", _casual),
        (
            r"(?<!\w)(?:(?:on\s+)?(?P<which>this|next|last|past)\s+)?"
            r"(?P<name>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|"
            r"sun(?:day)?)(?!\w)",
            _weekday,
        ),
        (
            r"(?<!\w)(?:in\s+(?P<amount>\d{1,4}|an?|one)\s+(?P<unit>day|week|fortnight)s?|"
            r"(?P<before>\d{1,4}|an?|one)\s+(?P<past>day|week|fortnight)s?\s+ago)(?!\w)",
            _distance,
        ),
    )
)

_FIELD = re.compile(r"'(?:[^']|'')*'|y+|M+|d+|E+|H+|h+|m+|s+|a+|.", re.DOTALL)


def _written(moment: datetime, pattern: str) -> str:
    return "".join(_field(moment, found.group()) for found in _FIELD.finditer(pattern))


def _field(moment: datetime, field: str) -> str:
    letter, width = field[0], len(field)
    match letter:
        case "y":
            return f"{moment.year % 100:02d}" if width == 2 else f"{moment.year:0{width}d}"
        case "M":
            name = _MONTH_NAMES[moment.month - 1]
            return f"{moment.month:0{width}d}" if width < 3 else name[:3] if width == 3 else name
        case "d" | "H" | "m" | "s":
            number = {"d": moment.day, "H": moment.hour, "m": moment.minute, "s": moment.second}[letter]
            return f"{number:0{width}d}"
        case "h":
            return f"{moment.hour % 12 or 12:0{width}d}"
        case "a":
            return "AM" if moment.hour < 12 else "PM"
        case "E":
            name = _DAY_NAMES[moment.weekday()]
            return name if width == 4 else name[:3]
        case "'":
            return field[1:-1].replace("''", "'") or "'"
        case _:
            return field
