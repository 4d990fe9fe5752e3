"""DialogKit's own dialect: clean, typed rules for new flows."""

from __future__ import annotations

from dialogkit.expressions.native.rules import NativeDialect

__all__ = ("NativeDialect",)
