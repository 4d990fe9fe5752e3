"""How much visitors may ask for: the same limits whichever way they come."""

from __future__ import annotations

from dialogkit.http import Limit, Limiter, network_of

__all__ = ("VisitorLimits",)

_UPLOADS = Limit(burst=30, per_second=0.5)
"""Files of one conversation."""


class VisitorLimits:
    """Openings by network, turns and files by conversation."""

    def __init__(self, *, openings_per_minute: float, turns_per_second: float) -> None:
        self._openings = Limiter(Limit(burst=openings_per_minute / 2, per_second=openings_per_minute / 60))
        self._turns = Limiter(Limit(burst=turns_per_second * 2, per_second=turns_per_second))
        self._uploads = Limiter(_UPLOADS)

    def check_opening(self, client: tuple[str, int] | None) -> None:
        """Raise `TooMany` where a network opens too many; this machine itself is not limited."""
        network = network_of(client[0]) if client else ""
        if network:
            self._openings.take(network)

    def check_turn(self, conversation: str) -> None:
        """Raise `TooMany` where a conversation takes too many turns."""
        self._turns.take(conversation)

    def check_upload(self, conversation: str) -> None:
        """Raise `TooMany` where a conversation sends too many files."""
        self._uploads.take(conversation)
