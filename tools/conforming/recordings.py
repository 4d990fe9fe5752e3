"""Recorded conversations: what Typebot said, in the form that is compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from tools.conforming.comparison import Seen, words
from tools.run_tests import find_corpus

__all__ = ("Recording", "Span", "read_recordings", "spans")

_ADDRESSED = ("image", "audio", "embed")
_ACTIONS = {"redirect": "redirect", "wait": "wait", "scriptToExecute": "script"}


class Recording(msgspec.Struct, frozen=True):
    """One flow with the runs that were recorded of it."""

    name: str
    flow: dict[str, Any]
    linked: dict[str, dict[str, Any]]
    migrated: bool
    runs: list[dict[str, Any]]


class Span(msgspec.Struct, frozen=True):
    """One answer of the visitor and all that followed until the next.

    A client's own replies to actions happen inside a span: DialogKit deals with most of them by itself.
    """

    first: int
    """The number of its first turn."""
    turns: int
    input: Any
    """What the visitor answered; None at the start."""
    replies: tuple[dict[str, Any], ...]
    expected: Seen
    volatile: bool
    volatile_variables: frozenset[str]


def read_recordings(folder: Path) -> Iterator[Recording]:
    """Yield the recordings of a folder, by name; flows elsewhere are found beside it."""
    for path in sorted(folder.glob("*.json")):
        plain = json.loads(path.read_text("utf-8"))
        if "file" in plain:
            place = _find(folder, plain["file"])
            flow = json.loads(place.read_text("utf-8"))
            linked = _folder_by_id(place.parent) if plain.get("bots") else {}
        else:
            flow, linked = plain["flow"], plain.get("bots") or {}
        yield Recording(plain["name"], flow, linked, bool(plain.get("importMigration")), plain["runs"])


def _find(folder: Path, name: str) -> Path:
    """Return the flow file that a recording names: beside the folder or above it, else in the corpus."""
    corpus = find_corpus()
    above = [folder, *folder.resolve().parents, *([corpus / "typebot"] if corpus else [])]
    return next((place / name for place in above if (place / name).is_file()), folder / name)


def spans(run: dict[str, Any]) -> Iterator[Span]:
    """Yield a run's answers with what followed each."""
    turns, inputs = run["turns"], run["inputs"]
    starts = [0] + [index + 1 for index, given in enumerate(inputs[: len(turns) - 1]) if not _is_reply(given)]
    for first, end in zip(starts, [*starts[1:], len(turns)], strict=True):
        parts = turns[first:end]
        yield Span(
            first=first,
            turns=len(parts),
            input=inputs[first - 1] if first else None,
            replies=tuple(inputs[index] for index in range(first, end - 1)),
            expected=_seen(parts),
            volatile=any(turn.get("volatile") for turn in parts),
            volatile_variables=frozenset(name for turn in parts for name in turn.get("volatileVariables", ())),
        )


def _is_reply(given: object) -> bool:
    return isinstance(given, dict) and "client" in given


def _seen(turns: list[dict[str, Any]]) -> Seen:
    last = turns[-1]
    return Seen(
        messages=tuple(_message(message) for turn in turns for message in turn["messages"]),
        input=_input(last["input"]),
        variables=last["variables"],
        actions=tuple(
            _ACTIONS[action["type"]] for turn in turns for action in turn["actions"] if action["type"] in _ACTIONS
        ),
        failed=any("error" in turn for turn in turns),
    )


def _message(message: dict[str, Any]) -> tuple[str, str]:
    kind = message["type"].removeprefix("custom-")
    if kind == "text":
        return kind, words(message["text"])
    return kind, message.get("url", "") if kind in _ADDRESSED else ""


def _input(asked: dict[str, Any] | None) -> tuple[str, tuple[str, ...]] | None:
    if asked is None:
        return None
    return asked["type"], tuple(str(item).strip() for item in asked.get("items", ()))


def _folder_by_id(folder: Path) -> dict[str, dict[str, Any]]:
    flows = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    return {flow["id"]: flow for flow in flows}
