"""A flow in another language: the same blocks with other words.

Translations are keyed by block id and path (`question`, `items.ID.label`), so they never
touch the graph; what is not translated stays in the flow's own language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec

from dialogkit.document.block import Block
from dialogkit.document.flow import Flow

__all__ = ("translatable_texts", "translate")

B = TypeVar("B", bound=Block)


def translate(flow: Flow, locale: str) -> Flow:
    """Return `flow` with its texts in `locale`, or its language without the region."""
    words = flow.translations.get(locale) or flow.translations.get(locale.split("-", maxsplit=1)[0])
    if not words or locale == flow.locale:
        return flow
    nodes = tuple(
        msgspec.structs.replace(
            node, blocks=tuple(_translated(block, words.get(block.id, {})) for block in node.blocks)
        )
        for node in flow.nodes
    )
    return msgspec.structs.replace(flow, nodes=nodes, locale=locale)


def translatable_texts(block: Block) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every text of `block` that a visitor reads."""
    for pattern in block.translatable:
        yield from _texts(block, pattern)


def _texts(part: object, pattern: str) -> Iterator[tuple[str, str]]:
    name, _, rest = pattern.partition("[].")
    if not rest:
        text = getattr(part, name, "")
        if isinstance(text, str) and text:
            yield name, text
        return
    for item in getattr(part, name, ()):
        for path, text in _texts(item, rest):
            yield f"{name}.{item.id}.{path}", text


def _translated(block: B, words: Mapping[str, str]) -> B:
    if not words:
        return block
    allowed = {path for path, _ in translatable_texts(block)}
    for path, text in words.items():
        if path in allowed and text:
            block = _replaced(block, path.split("."), text)
    return block


T = TypeVar("T", bound=msgspec.Struct)


def _replaced(part: T, path: list[str], text: str) -> T:
    name = path[0]
    if len(path) == 1:
        return msgspec.structs.replace(part, **{name: text})
    items = tuple(_replaced(item, path[2:], text) if item.id == path[1] else item for item in getattr(part, name))
    return msgspec.structs.replace(part, **{name: items})
