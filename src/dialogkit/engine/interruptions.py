"""What breaks off a walk through the blocks from inside: a budget, an effect, or the need of a rest."""

from __future__ import annotations

from dialogkit.engine.effects import Effect
from dialogkit.engine.program import Spot

__all__ = ("Breach", "Rest", "Suspended")


class Breach(Exception):
    """A budget was exceeded; the turn becomes a typed failure."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Rest(Exception):
    """The walk has gone on for long enough at a stretch; it can go on before `spot`."""

    def __init__(self, spot: Spot) -> None:
        super().__init__("rest")
        self.spot = spot


class Suspended(Exception):
    """A text or code needs the sandbox before the block can go on."""

    def __init__(self, effect: Effect) -> None:
        super().__init__("suspended")
        self.effect = effect
