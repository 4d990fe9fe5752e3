"""Values that time gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dialogkit.blocks.assigned.value import AssignedValue, Found
from dialogkit.document import Fault, Label, Severity
from dialogkit.engine import Turn

__all__ = ("Moment", "MomentOfDay")

_DAYS = {"now": 0, "today": 0, "yesterday": -1, "tomorrow": 1}


class _InZone(AssignedValue, frozen=True, kw_only=True):
    """Something that depends on where on earth it is asked."""

    timezone: Label = ""
    """A name such as `Europe/Berlin`, or a variable that holds one; "" is UTC."""

    def texts(self) -> Iterator[str]:
        """Yield the zone's name."""
        yield self.timezone

    def problems(self) -> Iterator[Fault]:
        """Yield a zone that is not known."""
        if self.timezone and "{" not in self.timezone and _zone(self.timezone) is None:
            yield Fault(
                "unknown_timezone",
                f"There is no time zone {self.timezone!r}, so UTC is used.",
                "Write a name such as Europe/Berlin.",
                Severity.WARNING,
                "value.timezone",
            )

    def local_time(self, turn: Turn) -> datetime:
        """Return the turn's time as clocks show it there."""
        return turn.now.astimezone(_zone(turn.text(self.timezone)) or UTC)


class Moment(_InZone, frozen=True, kw_only=True, tag="moment"):
    """Now, or one of the days around it, in ISO 8601."""

    moment: Literal["now", "today", "yesterday", "tomorrow"] = "now"
    with_time: bool = False
    """True gives a day the present time of day, too; now always has it."""

    def find(self, turn: Turn, variable: str) -> Found:
        """Return the moment, as in 2026-03-14T10:00:00.000Z, or the day, as in 2026-03-14."""
        moment = self.local_time(turn) + timedelta(days=_DAYS[self.moment])
        if self.moment != "now" and not self.with_time:
            return moment.date().isoformat()
        text = moment.isoformat(timespec="milliseconds")
        return f"{text[:-6]}Z" if moment.utcoffset() == timedelta() else text


class MomentOfDay(_InZone, frozen=True, kw_only=True, tag="moment_of_day"):
    """`morning` from 5 o'clock, `afternoon` from 12, `evening` from 18, `night` from 22."""

    def find(self, turn: Turn, variable: str) -> Found:
        """Return the part of the day."""
        hour = self.local_time(turn).hour
        for beginning, name in ((22, "night"), (18, "evening"), (12, "afternoon"), (5, "morning")):
            if hour >= beginning:
                return name
        return "night"


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name.strip()) if name.strip() else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
