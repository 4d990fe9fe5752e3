"""The file of a flow's transcript tests: what visitor and bot say, and what must hold afterwards.

It is YAML beside the flow, `NAME.test.yaml` for `NAME.yaml`. A line of a talk is one of the
fields of `Line`; texts of the bot may hold `…` where any words may stand.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta

from dialogkit.document.explaining import explained
from dialogkit.document.yaml_reading import line_of, read_document
from dialogkit.kit import InvalidDocument, Value

__all__ = ("Expectation", "Line", "Pattern", "TestCase", "TestFile", "read_tests")

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""When conversations take place unless a test says otherwise: a Monday morning."""

_TIME = re.compile(r"(?P<count>\d+(?:\.\d+)?)\s*(?P<unit>seconds?|s|minutes?|min|m|hours?|h|days?|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}

Pattern: TypeAlias = dict[str, Value]
"""Fields that must be there with these values; others do not matter."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The strictness that all parts of a test file share."""


class Expectation(_Part, frozen=True, kw_only=True):
    """What must hold at the end of a talk, or at one line of it."""

    status: str = ""
    variables: dict[str, Value] = {}
    """Values of some variables; null means not set."""
    path: tuple[str, ...] = ()
    """Blocks that were left in this order, others between them; `block.exit` is an exit, `flow/block` a subflow's."""
    never: tuple[str, ...] = ()
    """Blocks, or exits, that were not come by."""
    effects: tuple[Pattern, ...] | None = None
    """All effects in order, as patterns; an empty list means none."""


class Line(_Part, frozen=True, kw_only=True):
    """One line of a talk: exactly one of its fields is given."""

    bot: str | Pattern | None = None
    """The next thing the bot says: words, or a pattern of another message."""
    asks: str | tuple[str, ...] | Pattern | None = None
    """What is asked now: its type, the labels of its choices in order, or a pattern."""
    visitor: str | int | float | None = None
    """What the visitor answers: words, or the label, value or number of a choice."""
    skip: bool | None = None
    timeout: bool | None = None
    """The question's time runs out."""
    wait: str | None = None
    """Time passes: `10 minutes`."""
    command: str | None = None
    event: dict[str, Value] | None = None
    """`name` and `data` of news from the page."""
    hook: Value | msgspec.UnsetType = msgspec.UNSET
    """The body of a request that reaches a webhook listener."""
    expect: Expectation | None = None

    def __post_init__(self) -> None:
        """Refuse a line that says nothing, or two things."""
        given = self.given()
        if len(given) != 1:
            raise ValueError(f"a line says one thing, not {' and '.join(given) or 'nothing'}")

    def given(self) -> list[str]:
        """Return the names of the fields that are given."""
        unset = (None, msgspec.UNSET)
        return [name for name in self.__struct_fields__ if not any(getattr(self, name) is one for one in unset)]

    def duration(self) -> timedelta:
        """Return how long a `wait` is."""
        match = _TIME.fullmatch((self.wait or "").strip())
        if match is None:
            raise InvalidDocument(f"`{self.wait}` is no time.", fix="Write `10 minutes` or `2 h`.")
        return timedelta(**{_UNITS[match["unit"][0]]: float(match["count"])})


class TestCase(_Part, frozen=True, kw_only=True):
    """One conversation. What it does not say itself, it takes from its file."""

    __test__ = False  # pytest takes the name for one of its own

    name: Annotated[str, Meta(min_length=1)]
    locale: str | None = None
    now: datetime | None = None
    seed: int | None = None
    start: str = ""
    """The node, block or event to begin at."""
    variables: dict[str, Value] = {}
    stubs: dict[str, Value] = {}
    """Answers to effects by block id, beside the file's own."""
    talk: tuple[Line, ...]
    expect: Expectation = Expectation()


class TestFile(_Part, frozen=True, kw_only=True):
    """All tests of one flow."""

    __test__ = False

    flow: str = ""
    """The flow's file beside this one; "" is the one of the same name."""
    subflows: tuple[str, ...] = ()
    """Files of the flows it enters."""
    locale: str = ""
    now: datetime = START
    seed: int = 0
    stubs: dict[str, Value] = {}
    tests: Annotated[tuple[TestCase, ...], Meta(min_length=1)]


def read_tests(data: bytes) -> TestFile:
    """Read a test file; raises `InvalidDocument` with the line at fault."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InvalidDocument(f"Byte {fault.start} is not UTF-8.", fix="Save the file as UTF-8.") from None
    plain: Any = read_document(text)
    try:
        return msgspec.convert(plain, TestFile)
    except msgspec.ValidationError as fault:
        found = explained(fault, plain, TestFile)
        line = line_of(text, found.path) or line_of(text, found.path.rpartition(".")[0])
        raise InvalidDocument(found.message, path=found.path, fix=found.fix, line=line) from None
