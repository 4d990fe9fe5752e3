"""DialogKit: a platform for conversational flows.

An author draws a conversation, publishes it, and visitors hold it. What belongs together is in one package each; they
import one another downwards only (see `.importlinter`).
"""

from __future__ import annotations

__all__ = ("__version__",)

__version__ = "0.1.0"
