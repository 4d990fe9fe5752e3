"""Compare what was said, asked, kept and done with what a test expects.

Each function returns why something does not match, in words; "" where it does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from dialogkit.engine import Ask, Message, TextMessage
from dialogkit.kit import Value
from dialogkit.quality.replies import options
from dialogkit.quality.stubs import Done
from dialogkit.quality.transcripts.format import Expectation, Pattern

__all__ = ("ask_differs", "expectation_differs", "message_differs", "words_match")

ANYTHING = "…"


def message_differs(expected: str | Pattern, message: Message) -> str:
    """Tell how `message` is not what the bot was expected to say."""
    if isinstance(expected, str):
        words = message.text if isinstance(message, TextMessage) else getattr(message, "text", None)
        if words is None:
            return f"expected the bot to say {expected!r}, got {_shown(msgspec.to_builtins(message))}"
        return "" if words_match(expected, words) else f"expected the bot to say {expected!r}, got {words!r}"
    return _pattern_differs(expected, msgspec.to_builtins(message), "the message")


def words_match(expected: str, words: str) -> bool:
    """Tell whether words are as expected; `…` stands for any, spaces at the ends do not count."""
    parts = (re.escape(part) for part in expected.strip().split(ANYTHING))
    return re.fullmatch(r"[\s\S]*?".join(parts), words.strip()) is not None


def ask_differs(expected: str | Sequence[str] | Pattern, ask: Ask | None) -> str:
    """Tell how what is asked is not what was expected."""
    plain: Any = None if ask is None else msgspec.to_builtins(ask)
    if isinstance(expected, str):
        got = "nothing" if plain is None else plain["type"]
        return "" if got == expected else f"expected {expected!r} to be asked, got {got!r}"
    if isinstance(expected, Mapping):
        return _pattern_differs(expected, plain or {}, "what is asked")
    labels = [option.label for option in options(ask)]
    return "" if labels == list(expected) else f"expected the choices {list(expected)}, got {labels}"


def expectation_differs(
    expected: Expectation,
    *,
    status: str,
    variables: Mapping[str, Value],
    path: Sequence[tuple[str, str]],
    effects: Sequence[Done],
) -> list[str]:
    """Return what does not hold."""
    found = []
    if expected.status and expected.status != status:
        found.append(f"expected the conversation to be {expected.status!r}, it is {status!r}")
    for name, value in expected.variables.items():
        got = variables.get(name)
        if got != value or isinstance(got, bool) != isinstance(value, bool):
            found.append(f"expected {name} to be {_shown(value)}, it is {_shown(got)}")
    found += _path_differs(expected.path, path)
    found += [f"{name!r} was not to be come by" for name in expected.never if any(_is_at(name, step) for step in path)]
    if expected.effects is not None:
        found += _effects_differ(expected.effects, effects)
    return found


def _path_differs(expected: Sequence[str], path: Sequence[tuple[str, str]]) -> list[str]:
    steps = iter(path)
    for name in expected:
        if not any(_is_at(name, step) for step in steps):
            taken = " → ".join(f"{block}.{handle}" for block, handle in path)
            return [f"expected to come by {name!r}; the path was {taken or 'empty'}"]
    return []


def _is_at(name: str, step: tuple[str, str]) -> bool:
    return name in (step[0], f"{step[0]}.{step[1]}")


def _effects_differ(expected: Sequence[Pattern], effects: Sequence[Done]) -> list[str]:
    if len(expected) != len(effects):
        asked = ", ".join(done.effect.block for done in effects)
        number = "1 effect" if len(expected) == 1 else f"{len(expected)} effects"
        return [f"expected {number}, got {len(effects)}: {asked or 'none'}"]
    pairs = zip(expected, effects, strict=True)
    differences = (_pattern_differs(one, _effect(done), f"the effect of {done.effect.block!r}") for one, done in pairs)
    return [difference for difference in differences if difference]


def _effect(done: Done) -> dict[str, Any]:
    """Return an effect as a pattern sees it: a body that is JSON is compared as JSON."""
    plain: dict[str, Any] = msgspec.to_builtins(done.effect)
    if isinstance(plain.get("body"), str):
        with suppress(msgspec.DecodeError):
            plain["body"] = msgspec.json.decode(plain["body"])
    return plain


def _pattern_differs(expected: Mapping[str, Any], got: Mapping[str, Any], what: str) -> str:
    for name, value in expected.items():
        found = got.get(name)
        if isinstance(value, dict) and isinstance(found, dict):
            inner = _pattern_differs(value, found, f"{name} of {what}")
            if inner:
                return inner
        elif not _equal(value, found):
            return f"expected {name} of {what} to be {_shown(value)}, got {_shown(found)}"
    return ""


def _equal(expected: Any, found: Any) -> bool:
    if isinstance(expected, str) and isinstance(found, str):
        return words_match(expected, found)
    return bool(expected == found)


def _shown(value: Any) -> str:
    return msgspec.json.encode(value).decode()
