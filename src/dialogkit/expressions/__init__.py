"""Templates, conditions and code: what an author writes that is computed in a turn.

A `Dialect` holds the rules; `dialect_named` finds it by the name a flow carries.
"""

from __future__ import annotations

from functools import cache

from dialogkit.expressions.addresses import fetched_address, media_address, web_address
from dialogkit.expressions.conditions import UNARY, Comparison, Condition, Operator
from dialogkit.expressions.dialect import (
    Answers,
    Bound,
    Choosable,
    DateRules,
    Dialect,
    Evaluate,
    RichTemplate,
    Script,
    Template,
)
from dialogkit.expressions.paths import follow, is_path
from dialogkit.expressions.rich import RichNode, fill, parse_markdown, plain_text

__all__ = (
    "UNARY",
    "Answers",
    "Bound",
    "Choosable",
    "Comparison",
    "Condition",
    "DateRules",
    "Dialect",
    "Evaluate",
    "Operator",
    "RichNode",
    "RichTemplate",
    "Script",
    "Template",
    "dialect_named",
    "fetched_address",
    "fill",
    "follow",
    "is_path",
    "media_address",
    "parse_markdown",
    "plain_text",
    "web_address",
)


@cache
def dialect_named(name: str) -> Dialect:
    """Return the dialect a flow asks for; only what is asked for is loaded."""
    if name.startswith("typebot"):
        from dialogkit.expressions.typebot import TypebotDialect

        return TypebotDialect(version=5 if name == "typebot-5" else 6)
    from dialogkit.expressions.native import NativeDialect

    return NativeDialect()
