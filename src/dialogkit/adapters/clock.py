"""The machine's clock as a port."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ("SystemClock",)


class SystemClock:
    """Tell the machine's time."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        return datetime.now(UTC)
