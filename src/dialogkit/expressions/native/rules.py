"""DialogKit's own dialect, put together."""

from __future__ import annotations

from dialogkit.expressions.conditions import Operator
from dialogkit.expressions.dialect import Evaluate, RichTemplate, Script, Template
from dialogkit.expressions.native.answers import NativeAnswers
from dialogkit.expressions.native.comparison import compare
from dialogkit.expressions.native.conversion import convert, text_of
from dialogkit.expressions.native.scripts import NativeScript
from dialogkit.expressions.native.templates import NativeRichTemplate, NativeTemplate
from dialogkit.kit import Scope, Value

__all__ = ("NativeDialect",)


class NativeDialect:
    """Clean and typed: what a name holds is what it was given."""

    name = "native"
    one_mark = False
    answers = NativeAnswers()

    def template(self, source: str, names: frozenset[str]) -> Template:
        """Parse a text with names in it."""
        return NativeTemplate(source, names)

    def rich(self, source: str, names: frozenset[str]) -> RichTemplate:
        """Parse Markdown with names in it."""
        return NativeRichTemplate(source, names)

    def script(self, source: str, names: frozenset[str]) -> Script:
        """Parse JavaScript with names in it: an expression, or statements with a `return`."""
        return NativeScript(source, is_value=True)

    def statements(self, source: str, names: frozenset[str]) -> Script:
        """Parse JavaScript; statements need no rules of their own."""
        return NativeScript(source)

    def compare(self, operator: Operator, left: Value, right: Value) -> bool:
        """Compare two values."""
        return compare(operator, left, right)

    def right_side(self, template: Template, scope: Scope, evaluate: Evaluate) -> Value:
        """Return the value a comparison's right side names."""
        return template.value(scope, evaluate)

    def convert(self, value: Value, declared: str) -> Value:
        """Return `value` as the declared type keeps it."""
        return convert(value, declared)

    def remember(self, present: Value, answer: Value, declared: str) -> Value:
        """Return what a variable holds after an answer: the answer."""
        return convert(answer, declared)

    def join(self, values: list[str]) -> Value:
        """Return several chosen answers as a list."""
        return list(values)

    def gathered(self, values: list[str]) -> Value:
        """Return a list, also of one."""
        return list(values)

    def text(self, value: Value) -> str:
        """Return `value` as a visitor reads it."""
        return text_of(value)
