"""What a conversation wants done outside itself, as data.

The engine returns these; whoever plays the conversation performs them through
adapters and hands the result back as an `EffectResult`. Results are recorded,
so a conversation can be replayed exactly without doing anything twice.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from dialogkit.kit import BlockId, Value

__all__ = ("Effect", "HttpRequest", "RunScript")


class _Effect(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type"):
    """What all effects share: the block that asked for it."""

    block: BlockId


class HttpRequest(_Effect, frozen=True, kw_only=True, tag="http"):
    """Fetch an address. The result's `value` is the decoded body, its `data` status and headers.

    `repeatable` is the author's word that doing it twice does no harm.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None
    timeout: float = 10.0
    repeatable: bool = False


class RunScript(_Effect, frozen=True, kw_only=True, tag="script"):
    """Run JavaScript in the sandbox: `value` is what it returned, `data["sets"]` what it set.

    It has no outside effect, so it may always be run again: `seed` makes it repeatable.
    """

    code: str
    arguments: dict[str, Value] = {}
    seed: int = 0
    timeout: float = 1.0


Effect: TypeAlias = HttpRequest | RunScript
