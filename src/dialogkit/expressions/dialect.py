"""Whose rules hold in a flow: what a dialect must be able to do.

One module per platform implements this; blocks ask it and do not know which one answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from dialogkit.expressions.conditions import Operator
from dialogkit.expressions.rich import RichNode
from dialogkit.kit import Scope, Value

__all__ = (
    "Answers",
    "Bound",
    "Choosable",
    "DateRules",
    "Dialect",
    "Evaluate",
    "RichTemplate",
    "Script",
    "Template",
)

Evaluate = Callable[[str, Mapping[str, Value]], Value]
"""Run JavaScript with arguments and return its value; the engine supplies it, and its `now` is the turn's time."""


class Template(Protocol):
    """A text with names in it, parsed once."""

    def render(self, scope: Scope, evaluate: Evaluate) -> str:
        """Return the text with every name replaced by its value."""
        ...

    def value(self, scope: Scope, evaluate: Evaluate) -> Value:
        """Return the value itself where the text is exactly one name, else the rendered text."""
        ...

    def names(self) -> frozenset[str]:
        """Return the variables it reads."""
        ...


class RichTemplate(Protocol):
    """A Markdown text with names in it, parsed once."""

    def render(self, scope: Scope, evaluate: Evaluate) -> tuple[str, tuple[RichNode, ...]]:
        """Return the Markdown and its tree; the tree is () where nothing is formatted."""
        ...


class Bound(msgspec.Struct, frozen=True):
    """A script ready to run: names became arguments."""

    code: str
    arguments: dict[str, Value]


class Script(Protocol):
    """JavaScript with names in it, parsed once."""

    def bind(self, scope: Scope) -> Bound:
        """Return the code with its arguments."""
        ...

    def native(self, scope: Scope) -> tuple[bool, Value]:
        """Return (True, value) where no sandbox is needed, else (False, None)."""
        ...

    def rescue(self, scope: Scope) -> tuple[bool, Value]:
        """Return (True, value) where code that failed has a value all the same, else (False, None)."""
        ...

    def names(self) -> frozenset[str]:
        """Return the variables it reads."""
        ...


class Choosable(Protocol):
    """An item that a reply may mean."""

    @property
    def id(self) -> str:
        """Name the item."""
        ...

    @property
    def label(self) -> str:
        """Return what a visitor reads."""
        ...

    @property
    def value(self) -> str:
        """Return what is remembered instead of the label, if anything."""
        ...


class DateRules(msgspec.Struct, frozen=True, kw_only=True):
    """What a date question allows. `earliest` and `latest` are as the author wrote them."""

    format: str = ""
    with_time: bool = False
    is_range: bool = False
    earliest: str = ""
    latest: str = ""


class Answers(Protocol):
    """How words become answers; None means: ask again."""

    def number(self, text: str) -> int | float | None:
        """Read a number."""
        ...

    def email(self, text: str) -> str | None:
        """Read an e-mail address."""
        ...

    def url(self, text: str) -> str | None:
        """Read a web address."""
        ...

    def phone(self, text: str, country: str) -> str | None:
        """Read a telephone number; one without prefix is of `country`."""
        ...

    def date(self, text: str, rules: DateRules, now: datetime) -> str | None:
        """Read a date within the rules."""
        ...

    def time(self, text: str, format: str, now: datetime) -> str | None:
        """Read a time of day."""
        ...

    def choose(self, items: Sequence[Choosable], text: str, *, multiple: bool) -> tuple[Choosable, ...] | None:
        """Find the items that the words mean."""
        ...

    def choose_card(self, buttons: Sequence[Choosable], text: str) -> Choosable | None:
        """Find the button of a card that the words mean; a button's value is its card's title."""
        ...

    def rating(self, text: str, lowest: int, highest: int) -> int | str | None:
        """Read a rating on a scale."""
        ...


class Dialect(Protocol):
    """The rules of one platform."""

    @property
    def name(self) -> str:
        """The name a flow carries."""
        ...

    @property
    def answers(self) -> Answers:
        """How words become answers."""
        ...

    @property
    def one_mark(self) -> bool:
        """True where a jump leaves one overwritable return mark instead of a stack."""
        ...

    def template(self, source: str, names: frozenset[str]) -> Template:
        """Parse `source`; `names` are the flow's variables."""
        ...

    def rich(self, source: str, names: frozenset[str]) -> RichTemplate:
        """Parse Markdown."""
        ...

    def script(self, source: str, names: frozenset[str]) -> Script:
        """Parse code that computes a value."""
        ...

    def statements(self, source: str, names: frozenset[str]) -> Script:
        """Parse code that does something, and need not compute a value."""
        ...

    def compare(self, operator: Operator, left: Value, right: Value) -> bool:
        """Return whether `left` stands in that relation to `right`."""
        ...

    def right_side(self, template: Template, scope: Scope, evaluate: Evaluate) -> Value:
        """Return what the right side of a comparison means."""
        ...

    def convert(self, value: Value, declared: str) -> Value:
        """Return `value` as a variable of the declared type keeps it; None unsets."""
        ...

    def remember(self, present: Value, answer: Value, declared: str) -> Value:
        """Return what a question's variable holds after `answer`."""
        ...

    def join(self, values: list[str]) -> Value:
        """Return several chosen answers as one value."""
        ...

    def gathered(self, values: list[str]) -> Value:
        """Return what came once or several times, such as files, as one value."""
        ...

    def text(self, value: Value) -> str:
        """Return `value` as a visitor reads it."""
        ...
