"""The `date` filter of Liquid without a clock: now is the time of the turn, not of the machine.

A text that is no ISO date, and a number that is no time, stay as they are.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liquid import RenderContext

__all__ = ("NOW", "DateFilter")

NOW = "__now"
"""The name under which a template finds the time of the turn."""


class DateFilter:
    """Write a date by a format such as `%d.%m.%Y`."""

    with_context = True

    def __call__(self, value: object, format: object = "", *, context: RenderContext) -> str:
        """Return `value` as a date in that format."""
        moment = context.resolve(NOW) if value in ("now", "today") else _moment(value)
        if not isinstance(moment, datetime) or not isinstance(format, str) or not format:
            return str(value)
        try:
            return moment.strftime(format)
        except (ValueError, UnicodeEncodeError):
            return str(value)


def _moment(value: object) -> datetime | None:
    try:
        if isinstance(value, str):
            return datetime.fromisoformat(value.strip())
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None
