"""Integrations: HTTP requests, and what other services do."""

from __future__ import annotations

from dialogkit.interop.typebot.drafts import Translate

__all__ = ("INTEGRATIONS",)

INTEGRATIONS: dict[str, Translate] = {}
