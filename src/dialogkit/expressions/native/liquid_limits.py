"""What a Liquid template may do: Liquid's own limits count rounds and output, not what is done inside.

A template works on values of bounded size, but filters can multiply them, and a loop repeat
that. So everything a template reads, and everything a filter returns, is counted; what would
be far too large is stopped before it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from liquid import BoundTemplate, Environment, RenderContext
from liquid.exceptions import LiquidError, ResourceLimitError
from liquid.output import LimitedStringIO

if TYPE_CHECKING:
    from liquid import Token

__all__ = ("LimitedEnvironment", "render")

MAX_TEXT: Final = 1_000_000
"""Bytes of the text, and of what it remembers."""
MAX_WORK: Final = 4_000_000
"""Characters that one rendering may read and make: as many as a turn allows one block, which then fails."""
_BEGINNING: Final = 10_000
"""Characters of work that it takes to begin a rendering."""
_ROUNDS: Final = 10_000
_MEMBER: Final = 100
"""Characters that take about as long as a member of a list."""
_LOOK: Final = 500
"""Characters that take about as long as looking a name up."""
_FILTER: Final = 2_000
"""Characters that take about as long as any filter does with next to nothing."""
_ROUND: Final = 2_000
"""Characters that take about as long as beginning a round of a loop."""
_NODE: Final = 5
"""Characters that take about as long as a character of a template, in a round."""


class LimitedContext(RenderContext):
    """Counts what one rendering reads and makes."""

    __slots__ = ("left",)

    def __init__(self, template: BoundTemplate, **more: Any) -> None:
        super().__init__(template, **more)
        self.left = MAX_WORK

    def spend(self, amount: int) -> None:
        """Take `amount` from what is left, or stop the rendering."""
        self.left -= amount
        if self.left < 0:
            raise ResourceLimitError("the template does too much work", token=None)

    def get(self, path: list[object], *, token: Token | None, default: object = ...) -> object:
        """Look a name up."""
        found = super().get(path, token=token) if default is ... else super().get(path, token=token, default=default)
        self.spend(_LOOK + _bulk(found))
        return found

    def filter(self, name: str, token: Token | None) -> Callable[..., object]:
        """Return a filter whose result is counted, and foreseen where it may be huge."""
        apply, foresee = super().filter(name, token), _FORESEEN.get(name)

        def counted(left: object, *args: object, **named: object) -> object:
            self.spend(_FILTER + _bulk(left))
            if foresee is not None:
                self.spend(foresee(left, *args))
            result = apply(left, *args, **named)
            self.spend(_bulk(result))
            return result

        return counted

    def raise_for_loop_limit(self, length: int = 1) -> None:
        """Stop a loop of too many rounds, or of too long ones."""
        super().raise_for_loop_limit(length)
        self.spend(length * (_ROUND + len(str(self.template)) * _NODE))


class LimitedEnvironment(Environment):
    """Liquid whose templates stop when they have done too much."""

    loop_iteration_limit = _ROUNDS
    local_namespace_limit = MAX_TEXT


def render(template: BoundTemplate, values: Mapping[str, object]) -> tuple[str, int]:
    """Return the text and the characters of work it took.

    What cannot be done with a value is left out with all of the text: a visitor should not read about it.
    """
    context = LimitedContext(template, globals=template.make_globals(values))
    text = LimitedStringIO(limit=MAX_TEXT)
    try:
        template.render_with_context(context, text)
    except LiquidError:
        text = LimitedStringIO(limit=0)
    return text.getvalue(), _BEGINNING + MAX_WORK - context.left


def _bulk(value: object) -> int:
    """Return how much work it is to look at a value."""
    if isinstance(value, str):
        return 1 + len(value)
    if isinstance(value, list | tuple | dict):
        return 1 + len(value) * _MEMBER
    if isinstance(value, int):
        return 1 + value.bit_length()
    return 1


def _replaced(left: object, seek: object = "", instead: object = "", *_: object) -> int:
    """Return how long a text gets whose every `seek` is replaced."""
    text, found = str(left), str(seek)
    times = text.count(found) if found else len(text) + 1
    return times * len(str(instead))


def _joined(left: object, between: object = " ", *_: object) -> int:
    """Return how long the text of a joined list gets."""
    if not isinstance(left, list | tuple):
        return 0
    return len(left) * len(str(between)) + sum(len(item) for item in left if isinstance(item, str))


def _multiplied(left: object, right: object = 0, *_: object) -> int:
    """Return how long it takes to multiply two long numbers."""
    lengths = [number.bit_length() for number in (left, right) if isinstance(number, int)]
    return lengths[0] * lengths[1] // 64 if len(lengths) == 2 else 0


_FORESEEN: Final[Mapping[str, Callable[..., int]]] = {
    "join": _joined,
    "replace": _replaced,
    "times": _multiplied,
}
