"""Templates in DialogKit's own dialect: `{{ name }}`, and Liquid filters and tags.

A plain name is looked up without Liquid, and an exact variable name wins, so that
`{{ First name }}` works. Values are data: what they hold is never evaluated. Dates are
`dialogkit.expressions.native.liquid_dates`' business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from dialogkit.expressions.dialect import Evaluate
from dialogkit.expressions.native.conversion import text_of
from dialogkit.expressions.native.liquid_dates import NOW, DateFilter
from dialogkit.expressions.rich import RichNode, fill, parse_markdown
from dialogkit.kit import InvalidDocument, Scope, Value

if TYPE_CHECKING:
    from liquid import BoundTemplate, Environment

__all__ = ("NativeRichTemplate", "NativeTemplate", "parse", "parse_rich")

_NAME = re.compile(r"\{\{\s*([^{}|]+?)\s*\}\}")
_FIRST = re.compile(r"(\{\{-?\s*)([^{}|]+?)(?=\s*(?:\||-?\}\}))")
_LIQUID = re.compile(r"\{\{[^{}]*[|.\[\"'][^{}]*\}\}|\{%")
_MARKS = re.compile(r"[*_`#>\[\]~]|^\s*(?:[-+]|\d+[.)])\s|\n\s*\n|!\[", re.MULTILINE)

OUTPUT_LIMIT = 1_000_000
FEW_PIECES = 32
"""So few values, each of bounded size, cannot make a text that is too long."""


class NativeTemplate:
    """A text and what to fill into it."""

    __slots__ = ("_aliases", "_liquid", "_names", "_pieces", "_single", "source")

    def __init__(self, source: str, names: frozenset[str]) -> None:
        self.source = source
        pieces = _NAME.split(source)
        self._aliases: dict[str, str] = {}
        self._liquid = self._parsed(names) if _needs_liquid(source, pieces[1::2], names) else None
        self._pieces = pieces
        self._names = frozenset(pieces[1::2]) if self._liquid is None else self._names_in(self._liquid)
        self._single = pieces[1] if self._liquid is None and len(pieces) == 3 and not (pieces[0] or pieces[2]) else ""

    def render(self, scope: Scope, evaluate: Evaluate) -> str:
        """Return the text with every name replaced."""
        if self._liquid is not None:
            return self._render_liquid(self._liquid, scope, evaluate)
        pieces = self._pieces
        if len(pieces) == 1:
            return pieces[0]
        if len(pieces) > FEW_PIECES:
            return _joined(pieces, scope)
        return "".join([text_of(scope.get(piece)) if index & 1 else piece for index, piece in enumerate(pieces)])

    def value(self, scope: Scope, evaluate: Evaluate) -> Value:
        """Return the variable's own value where the text is nothing but its name."""
        return scope.get(self._single) if self._single else self.render(scope, evaluate)

    def names(self) -> frozenset[str]:
        """Return the names it reads."""
        return self._names

    def _parsed(self, names: frozenset[str]) -> BoundTemplate:
        """Parse with Liquid; names it would not understand get aliases."""

        def alias(found: re.Match[str]) -> str:
            opening, name = found.groups()
            if name not in names or name.isidentifier():
                return found.group()
            key = next((key for key, known in self._aliases.items() if known == name), f"alias_{len(self._aliases)}_")
            self._aliases[key] = name
            return f"{opening}{key}"

        return _liquid(_FIRST.sub(alias, self.source))

    def _names_in(self, template: BoundTemplate) -> frozenset[str]:
        return frozenset(self._aliases.get(name, name) for name in template.global_variables())

    def _render_liquid(self, template: BoundTemplate, scope: Scope, evaluate: Evaluate) -> str:
        from dialogkit.expressions.native.liquid_limits import render

        values = {name: _shown(value) for name, value in scope.items()}
        values |= {alias: _shown(scope.get(name)) for alias, name in self._aliases.items()}
        # The engine's evaluator is the turn itself, which knows its time and counts work; a bare function does neither.
        text, work = render(template, {**values, NOW: getattr(evaluate, "now", None)})
        spend = getattr(evaluate, "spend", None)
        if spend is not None:
            spend(work)
        return text


class NativeRichTemplate:
    """A Markdown text: formatting is the author's, values are plain words in it."""

    __slots__ = ("_names", "_nodes", "_plain", "_templates")

    def __init__(self, source: str, names: frozenset[str]) -> None:
        self._plain = NativeTemplate(source, names)
        self._nodes = parse_markdown(source) if _MARKS.search(source) else ()
        self._templates: dict[str, NativeTemplate] = {}
        self._names = names

    def render(self, scope: Scope, evaluate: Evaluate) -> tuple[str, tuple[RichNode, ...]]:
        """Return the Markdown with names filled in, and its tree."""
        text = self._plain.render(scope, evaluate)
        if not self._nodes:
            return text, ()
        return text, fill(self._nodes, self._filler(scope, evaluate))

    def _filler(self, scope: Scope, evaluate: Evaluate) -> Callable[[str], str]:
        def render(source: str) -> str:
            template = self._templates.get(source)
            if template is None:
                template = self._templates[source] = NativeTemplate(source, self._names)
            return template.render(scope, evaluate)

        return render


def parse(source: str, names: frozenset[str]) -> NativeTemplate:
    """Parse a text; raises `InvalidDocument` where Liquid does not understand it."""
    return NativeTemplate(source, names)


def parse_rich(source: str, names: frozenset[str]) -> NativeRichTemplate:
    """Parse a Markdown text."""
    return NativeRichTemplate(source, names)


def _needs_liquid(source: str, plain: list[str], names: frozenset[str]) -> bool:
    if not _LIQUID.search(source):
        return False
    unknown = [name for name in plain if name not in names]
    return "{%" in source or "|" in source or any(set(name) & set(".[\"'") for name in unknown)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from liquid import Mode

    from dialogkit.expressions.native.liquid_limits import LimitedEnvironment

    environment = LimitedEnvironment(tolerance=Mode.STRICT)
    environment.add_filter("date", DateFilter())
    return environment


def _liquid(source: str) -> BoundTemplate:
    from liquid.exceptions import LiquidError

    environment = _environment()
    try:
        template = environment.from_string(source)
        unknown = sorted(template.analyze().filters.keys() - environment.filters.keys())
    except LiquidError as fault:
        raise InvalidDocument(
            f"the template {source[:80]!r} cannot be read: {fault}",
            fix="Names stand in {{ }}, filters after a bar: {{ name | upcase }}.",
        ) from None
    if unknown:
        raise InvalidDocument(
            f"the template {source[:80]!r} uses the filter {unknown[0]!r}, which does not exist",
            fix="Filters are those of Liquid: upcase, default, date, plus and so on.",
        )
    return template


def _joined(pieces: list[str], scope: Scope) -> str:
    """Join many pieces, within the limit that no text may exceed."""
    parts, room = [], OUTPUT_LIMIT
    for index, piece in enumerate(pieces):
        part = text_of(scope.get(piece)) if index & 1 else piece
        room -= len(part)
        if room < 0:
            raise InvalidDocument(f"A text would have more than {OUTPUT_LIMIT:,} characters.")
        parts.append(part)
    return "".join(parts)


def _shown(value: Value) -> Value:
    return "" if value is None else value
