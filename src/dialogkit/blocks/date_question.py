"""Ask for a date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

import msgspec

from dialogkit.document import Category, Fault, Kind, Label
from dialogkit.engine import Answer, Ask, Input, Question, Refusal, TextInput, Turn
from dialogkit.expressions import DateRules

__all__ = ("DateAsk", "DateQuestion")

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


class DateAsk(Ask, frozen=True, kw_only=True, tag="date"):
    """A calendar, or two for a range."""

    range: bool = False
    with_time: bool = False
    earliest: str = ""
    latest: str = ""
    format: str = ""
    from_label: str = ""
    to_label: str = ""


class DateQuestion(Question, frozen=True, kw_only=True, tag="date"):
    """Ask for a date, with a time of day or up to a second date where the author wants.

    A date is kept as 2026-03-14, a moment as 2026-03-14T10:00, a range as two of them joined by a slash.
    """

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "Date", "calendar")
    translatable: ClassVar[tuple[str, ...]] = (*Question.translatable, "from_label", "to_label")

    range: bool = False
    with_time: bool = False
    earliest: Label = ""
    """A date as 2026-03-14, `today`, or a variable that holds one."""
    latest: Label = ""
    format: Label = ""
    """How dates are written where the flow comes from; it decides whether 4/5 is in April or in May."""
    from_label: Label = ""
    to_label: Label = ""

    def texts(self) -> Iterator[str]:
        """Yield all texts with names in them."""
        yield from super().texts()
        yield from (self.earliest, self.latest, self.from_label, self.to_label)

    def problems(self) -> Iterator[Fault]:
        """Yield limits that no date can keep."""
        if _ISO.match(self.earliest) and _ISO.match(self.latest) and self.earliest > self.latest:
            yield Fault(
                "no_answer_fits",
                "The earliest date lies after the latest one, so no answer is accepted.",
                "Exchange the two.",
                field="earliest",
            )

    def ask(self, turn: Turn) -> DateAsk:
        """Return the calendar."""
        rules = self._rules(turn)
        return DateAsk(
            range=self.range,
            with_time=self.with_time,
            earliest=rules.earliest,
            latest=rules.latest,
            format=self.format,
            from_label=turn.text(self.from_label),
            to_label=turn.text(self.to_label),
            **self.shared(turn),
        )

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return the date."""
        text = reply.text if isinstance(reply, TextInput) else ""
        rules = self._rules(turn)
        answer = turn.program.dialect.answers.date(text, rules, turn.now)
        if answer is None:
            return _why_not(turn, text, rules)
        first, between, last = answer.partition("/")
        if not between or not self.range or not _ISO.match(answer):
            return Answer(answer, answer)
        return Answer(answer, turn.words("date.range", {"first": first, "last": last}))

    def _rules(self, turn: Turn) -> DateRules:
        return DateRules(
            format=self.format,
            with_time=self.with_time,
            is_range=self.range,
            earliest=_day(turn.text(self.earliest), turn.now),
            latest=_day(turn.text(self.latest), turn.now),
        )


def _day(limit: str, now: datetime) -> str:
    return now.date().isoformat() if limit.strip().lower() in ("today", "now") else limit.strip()


def _why_not(turn: Turn, text: str, rules: DateRules) -> Refusal:
    example = turn.now.date().isoformat() + ("T10:00" if rules.with_time else "")
    impossible = _impossible_day(text, rules)
    if impossible is not None:
        return impossible
    free = msgspec.structs.replace(rules, earliest="", latest="")
    if turn.program.dialect.answers.date(text, free, turn.now) is not None:
        return _outside(rules)
    if rules.is_range:
        return Refusal("date.no_range", {"example": example})
    return Refusal("date.unreadable", {"example": example})


def _outside(rules: DateRules) -> Refusal:
    limits = {"earliest": _as_date(rules.earliest), "latest": _as_date(rules.latest)}
    if rules.earliest and rules.latest:
        return Refusal("date.outside", limits)
    return Refusal("date.too_early" if rules.earliest else "date.too_late", limits)


def _as_date(limit: str) -> date | str:
    """Return a day as such, so that it is written as the visitor's language does; moments stay as they are."""
    try:
        return date.fromisoformat(limit)
    except ValueError:
        return limit


def _impossible_day(text: str, rules: DateRules) -> Refusal | None:
    """Say how many days a month has, where the text asks for more."""
    for year, month, day in _dates_in(text, rules):
        if not (1 <= month <= 12 and year >= 1):
            return Refusal("date.no_such_month", {"month": month}) if year >= 1 else None
        days = calendar.monthrange(year, month)[1]
        if not 1 <= day <= days:
            nearest = date(year, month, min(max(day, 1), days))
            return Refusal("date.no_such_day", {"month": nearest, "days": days, "example": nearest.isoformat()})
    return None


def _dates_in(text: str, rules: DateRules) -> Iterator[tuple[int, int, int]]:
    for year, month, day in _ISO.findall(text):
        yield int(year), int(month), int(day)
    month_first = rules.format[:1] in ("M", "m")
    for one, two, year in _FIGURES.findall(text):
        first, second = int(one), int(two)
        if month_first or (second > 12 and first <= 12):
            first, second = second, first
        yield int(year), second, first
