"""Typebot's dialect: imported flows compare, convert and interpolate as they did there."""

from __future__ import annotations

from dialogkit.expressions.typebot.rules import TypebotDialect

__all__ = ("TypebotDialect",)
