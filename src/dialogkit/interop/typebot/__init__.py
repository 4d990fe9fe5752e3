"""Read exports of Typebot, versions 3 to 6.1."""

from __future__ import annotations

from dialogkit.interop.typebot.flows import read_typebot

__all__ = ("read_typebot",)
