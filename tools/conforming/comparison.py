"""What two turns have to share to count as equal."""

from __future__ import annotations

import html
import re
from typing import Any

import msgspec

__all__ = ("Difference", "Result", "Seen", "differs", "words")

_ENTITY = re.compile(r"&#x[0-9a-f]+;|&\w+;", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_MARKS = re.compile(r"[*_`~#>\[\]()!\\\s]")


class Seen(msgspec.Struct, frozen=True):
    """A turn as a visitor and the author see it, in a form in which two can be compared."""

    messages: tuple[tuple[str, str], ...]
    """(type, words or address)"""
    input: tuple[str, tuple[str, ...]] | None
    """(type, labels of items)"""
    variables: dict[str, Any]
    actions: tuple[str, ...] = ()
    failed: bool = False


class Difference(msgspec.Struct, frozen=True):
    """One turn that is not equal; `reason` is there where it is so on purpose."""

    name: str
    run: int
    turn: int
    expected: Any
    got: Any
    reason: str = ""


class Result(msgspec.Struct, frozen=True):
    """The comparison of a folder."""

    turns: int
    equal: int
    skipped_volatile: int
    skipped_after_difference: int
    deliberate: int
    differences: tuple[Difference, ...]

    @property
    def share(self) -> float:
        """The part of the compared turns that are equal."""
        return self.equal / self.turns if self.turns else 1.0


def words(text: str) -> str:
    """Return a text without marks, tags, entities and white space, in lower case."""
    plain = _TAG.sub("", _ENTITY.sub(lambda found: html.unescape(found.group()), text))
    return _MARKS.sub("", plain).lower()


def differs(expected: Seen, got: Seen, volatile: frozenset[str]) -> dict[str, tuple[Any, Any]]:
    """Return what differs, part by part; nothing where the turns are equal."""
    if expected.failed or got.failed:
        return {} if expected.failed and got.failed else {"failed": (expected.failed, got.failed)}
    pairs = {
        "messages": (expected.messages, got.messages),
        "input": (expected.input, got.input),
        "actions": (expected.actions, got.actions),
        "variables": (_without(expected.variables, volatile), _without(got.variables, volatile)),
    }
    return {part: pair for part, pair in pairs.items() if pair[0] != pair[1]}


def _without(variables: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in variables.items() if name not in names}
