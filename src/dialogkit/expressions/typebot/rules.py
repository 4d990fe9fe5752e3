"""Typebot's dialect, put together."""

from __future__ import annotations

from typing import Literal

from dialogkit.expressions.conditions import Operator
from dialogkit.expressions.dialect import Evaluate, RichTemplate, Script, Template
from dialogkit.expressions.typebot.answers import TypebotAnswers
from dialogkit.expressions.typebot.comparison import compare
from dialogkit.expressions.typebot.conversion import keep, text_of
from dialogkit.expressions.typebot.markdown import TypebotRichTemplate
from dialogkit.expressions.typebot.scripts import TypebotScript, TypebotStatements
from dialogkit.expressions.typebot.templates import TypebotTemplate
from dialogkit.kit import Scope, Value

__all__ = ("TypebotDialect",)


class TypebotDialect:
    """The rules of flows that came from Typebot; `version` 5 stands for all before 6."""

    one_mark = True
    answers = TypebotAnswers()

    def __init__(self, version: Literal[5, 6] = 6) -> None:
        self.version = version
        self.name = "typebot" if version == 6 else "typebot-5"

    def template(self, source: str, names: frozenset[str]) -> Template:
        """Parse a text with names in it."""
        return TypebotTemplate(source, names)

    def rich(self, source: str, names: frozenset[str]) -> RichTemplate:
        """Parse Markdown with names in it."""
        return TypebotRichTemplate(source, names, last_only=self.version == 5)

    def script(self, source: str, names: frozenset[str]) -> Script:
        """Parse what a variable is set to."""
        return TypebotScript(source, names)

    def statements(self, source: str, names: frozenset[str]) -> Script:
        """Parse a script that does something."""
        return TypebotStatements(source, names)

    def compare(self, operator: Operator, left: Value, right: Value) -> bool:
        """Compare two values."""
        return compare(operator, left, right)

    def right_side(self, template: Template, scope: Scope, evaluate: Evaluate) -> Value:
        """Return what a comparison's right side means; the words null and undefined mean unset."""
        assert isinstance(template, TypebotTemplate)  # noqa: S101 - this dialect made it
        if template.source in ("null", "undefined"):
            return None
        value = template.value(scope, evaluate)
        return "" if value is None else value

    def convert(self, value: Value, declared: str) -> Value:
        """Return `value` as a text or a list of texts."""
        return keep(value)

    def remember(self, present: Value, answer: Value, declared: str) -> Value:
        """Return what a variable holds after an answer: a list grows by it."""
        kept = keep(answer)
        if isinstance(present, list) and isinstance(kept, str):
            return [*present, kept]
        return kept

    def join(self, values: list[str]) -> Value:
        """Return several chosen answers as one text."""
        return ", ".join(values)

    def gathered(self, values: list[str]) -> Value:
        """Return one as a text, several as a list."""
        return values[0] if len(values) == 1 else list(values)

    def text(self, value: Value) -> str:
        """Return `value` as a visitor reads it."""
        return text_of(value)
