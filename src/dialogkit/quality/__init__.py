"""A conversation is software: played, tested and measured without a server. No I/O here."""

from __future__ import annotations

from dialogkit.quality.player import Played, Player
from dialogkit.quality.replies import Option, options, reply
from dialogkit.quality.stubs import Done, StubbedPerformer, stub_result

__all__ = ("Done", "Option", "Played", "Player", "StubbedPerformer", "options", "reply", "stub_result")
