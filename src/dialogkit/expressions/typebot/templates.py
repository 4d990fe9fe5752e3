"""Texts with `{{name}}` and `{{=code=}}` in them, as Typebot fills them in.

A name is looked up exactly as it is written; an unknown one gives nothing, a list its JSON
text. What a value holds is never expanded again.
"""

from __future__ import annotations

import re

from dialogkit.expressions.dialect import Evaluate
from dialogkit.expressions.typebot.conversion import text_of
from dialogkit.expressions.typebot.scripts import Expression
from dialogkit.kit import Scope, Value

__all__ = ("Hole", "TypebotTemplate", "pieces_of")

_HOLE = re.compile(r"\{\{=(?P<code>.+?)=\}\}|(?P<dollar>\$?)\{\{(?P<name>[^{}]+)\}\}")


class Hole:
    """A place in a text where a value goes: a name, or code."""

    __slots__ = ("code", "dollar", "name")

    def __init__(self, name: str, code: str, dollar: str, names: frozenset[str]) -> None:
        self.name = name
        self.code = Expression(code, names) if code else None
        self.dollar = dollar

    def value(self, scope: Scope, evaluate: Evaluate) -> Value:
        """Return what goes here; a failing code gives its own text, filled in."""
        return scope.get(self.name) if self.code is None else self.code.inline(scope, evaluate)

    def names(self) -> frozenset[str]:
        """Return the variables it reads."""
        return frozenset({self.name}) if self.code is None else self.code.names()


def pieces_of(source: str, names: frozenset[str]) -> tuple[str | Hole, ...]:
    """Cut `source` into plain text and holes."""
    pieces: list[str | Hole] = []
    end = 0
    for found in _HOLE.finditer(source):
        if found.start() > end:
            pieces.append(source[end : found.start()])
        pieces.append(Hole(found["name"] or "", found["code"] or "", found["dollar"] or "", names))
        end = found.end()
    if end < len(source):
        pieces.append(source[end:])
    return tuple(pieces)


class TypebotTemplate:
    """A text and what to fill into it."""

    __slots__ = ("_pieces", "source")

    def __init__(self, source: str, names: frozenset[str]) -> None:
        self.source = source
        self._pieces = pieces_of(source, names)

    def render(self, scope: Scope, evaluate: Evaluate) -> str:
        """Return the text with every name replaced."""
        return "".join(
            piece if isinstance(piece, str) else piece.dollar + text_of(piece.value(scope, evaluate))
            for piece in self._pieces
        )

    def value(self, scope: Scope, evaluate: Evaluate) -> Value:
        """Return the variable's own value where the text is nothing but its name."""
        single = self.single()
        return self.render(scope, evaluate) if single is None else scope.get(single)

    def single(self) -> str | None:
        """Return the name that the text consists of; None where there is more to it."""
        if len(self._pieces) != 1 or isinstance(self._pieces[0], str):
            return None
        hole = self._pieces[0]
        return hole.name if hole.code is None and not hole.dollar else None

    def names(self) -> frozenset[str]:
        """Return the names it reads."""
        return frozenset().union(*(piece.names() for piece in self._pieces if isinstance(piece, Hole)))
