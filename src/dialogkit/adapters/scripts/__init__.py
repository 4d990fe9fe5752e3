"""Run JavaScript in confined processes: the `Scripts` port.

`pool` decides who runs when, `process` owns one process, `messages` is what they say to each
other, `zones` tells them the time zones. What runs inside is `dialogkit.adapters.script_worker`.
"""

from __future__ import annotations

from dialogkit.adapters.scripts.messages import Limits
from dialogkit.adapters.scripts.pool import ScriptPool

__all__ = ("Limits", "ScriptPool")
