"""What a visitor's line means: one line of text becomes the input that answers what is asked.

A choice is named by label, value or number, several joined by ", "; lines that begin with a
slash are things other than words, such as `/skip`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from dialogkit.engine import (
    Ask,
    ChoiceInput,
    CommandInput,
    EventInput,
    File,
    FilesInput,
    HookInput,
    Input,
    SkipInput,
    TextInput,
    TimeoutInput,
    Waiting,
    WaitsFor,
)
from dialogkit.kit import Value

__all__ = ("Option", "options", "reply")

SEPARATOR = ", "
MAX_PARTS = 500


class Option(NamedTuple):
    """One thing a visitor can choose: what is sent, what is read, and what else names it."""

    id: str
    label: str
    value: str


def reply(line: str, ask: Ask | None, waiting: Waiting | None) -> Input:
    """Return the input that `line` means where `ask` is asked and `waiting` is waited for."""
    special = _special(line, ask)
    if special is not None:
        return special
    if waiting is not None and waiting.wants is WaitsFor.HOOK:
        return HookInput(block=waiting.block, data=_data(line))
    accepts = ask.accepts if ask is not None else "text"
    match accepts:
        case "choice":
            return _choice(line, ask)
        case "files":
            return FilesInput(files=tuple(_file(part) for part in line.split(SEPARATOR) if part))
        case "event":
            return EventInput(name=str(getattr(ask, "name", "")), data=_data(line))
        case _:
            return TextInput(text=line)


def options(ask: Ask | None) -> tuple[Option, ...]:
    """Return what can be chosen where `ask` is asked, in order."""
    found: list[Option] = []
    for item in getattr(ask, "items", ()):
        label = getattr(item, "label", "")
        actions = getattr(item, "actions", ())
        found.extend(
            Option(action.id, f"{label}: {action.label}" if label else action.label, action.label) for action in actions
        )
        if not actions:
            found.append(Option(item.id, label, getattr(item, "value", "")))
    return tuple(found)


def _special(line: str, ask: Ask | None) -> Input | None:
    word, _, rest = line.partition(" ")
    match word:
        case "/skip":
            return SkipInput()
        case "/timeout":
            return TimeoutInput()
        case "/command":
            return CommandInput(command=rest)
        case "/event":
            name, _, data = rest.partition(" ")
            return EventInput(name=name, data=_data(data))
        case "" if ask is not None and ask.optional:
            return SkipInput()
        case _:
            return None


def _choice(line: str, ask: Ask | None) -> Input:
    offered = options(ask)
    one = _find(line, offered)
    if one is not None:
        return ChoiceInput(items=(one.id,))
    parts = line.split(SEPARATOR)
    several = _several(parts, offered) if len(parts) <= MAX_PARTS else None
    # What names nothing is sent as words: the flow then says what it says to such an answer.
    return ChoiceInput(items=tuple(option.id for option in several)) if several else TextInput(text=line)


def _several(parts: Sequence[str], offered: Sequence[Option]) -> list[Option] | None:
    """Return the options that `parts` name; a label may itself hold the separator."""
    if not parts:
        return []
    for end in range(len(parts), 0, -1):
        option = _find(SEPARATOR.join(parts[:end]), offered)
        rest = _several(parts[end:], offered) if option is not None else None
        if option is not None and rest is not None:
            return [option, *rest]
    return None


def _find(name: str, offered: Sequence[Option]) -> Option | None:
    name = name.strip()
    for match in (str, str.casefold):
        for option in offered:
            if name and match(name) in (match(option.label), match(option.value), match(option.id)):
                return option
    return offered[int(name) - 1] if name.isdecimal() and 1 <= int(name) <= len(offered) else None


def _file(address: str) -> File:
    return File(url=address, name=address.rstrip("/").rpartition("/")[2])


def _data(text: str) -> Value:
    try:
        return msgspec.json.decode(text)  # type: ignore[no-any-return]  # any JSON is a Value
    except msgspec.DecodeError:
        return text or None
