"""Read YAML as plain values, without its traps.

YAML 1.2's core schema: `no` and `on` are text. Anchors, aliases, tags and merge keys are
refused, so that no document grows when it is read; so are keys that stand twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import Any, NamedTuple

from dialogkit.kit import InvalidDocument, Value

__all__ = ("line_of", "read_document")

MAX_DEPTH = 64

_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_INTEGER = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_JSON = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, Value] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class _Found(NamedTuple):
    """One value of the document, where it stands."""

    path: str
    line: int


class _Open:
    """A list or mapping that is being read."""

    __slots__ = ("key", "path", "values")

    def __init__(self, values: list[Value] | dict[str, Value], path: str) -> None:
        self.values = values
        self.path = path
        self.key: str | None = None

    @property
    def wants_key(self) -> bool:
        """Tell whether the next text names a member."""
        return isinstance(self.values, dict) and self.key is None

    def next_path(self) -> str:
        """Return the path of the value that comes now."""
        return f"{self.path}[{len(self.values)}]" if isinstance(self.values, list) else f"{self.path}.{self.key}"

    def add(self, value: Value) -> None:
        """Take in a value."""
        if isinstance(self.values, list):
            self.values.append(value)
        else:
            assert self.key is not None  # noqa: S101  # the reader asks `wants_key` first
            self.values[self.key] = value
            self.key = None


def read_document(text: str) -> Value:
    """Return the only document of `text`; raises `InvalidDocument` with the line at fault."""
    return _Reader(text).read()


def line_of(text: str, path: str) -> int:
    """Return the line, from 1, at which the value of `path` begins; 0 where it is not there."""
    reader = _Reader(text)
    reader.found = []
    reader.read()
    return next((found.line for found in reader.found if found.path == path), 0)


class _Reader:
    """Builds values from the events of a YAML parser."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Open] = []
        self._whole: list[Value] = []
        self.found: list[_Found] | None = None

    def read(self) -> Value:
        """Return the document."""
        for event in _events(self._text):
            self._take(event)
        if not self._whole:
            raise InvalidDocument("The document is empty.", fix="Begin with `id:` and `name:`.")
        return self._whole[0]

    def _take(self, event: Any) -> None:
        kind = event.__class__.__name__
        if getattr(event, "anchor", None) is not None:
            raise _fault(event, "anchors and aliases (`&`, `*`) are not read", "Write the value out where it is used.")
        match kind:
            case "ScalarEvent":
                self._text_or_word(event)
            case "MappingStartEvent":
                self._begin(event, {})
            case "SequenceStartEvent":
                self._begin(event, [])
            case "MappingEndEvent" | "SequenceEndEvent":
                self._open.pop()
            case "DocumentStartEvent" if self._whole:
                raise _fault(event, "a second document begins", "One file holds one document.")

    def _begin(self, event: Any, values: list[Value] | dict[str, Value]) -> None:
        _check_tag(event)
        if self._open and self._open[-1].wants_key:
            raise _fault(
                event, "a list or mapping cannot be a name", "Put a text in quotes where it begins with { or [."
            )
        if len(self._open) >= MAX_DEPTH:
            raise _fault(event, f"values are nested deeper than {MAX_DEPTH}", "Make it flatter.")
        path = self._note(event)
        self._add(values)
        self._open.append(_Open(values, path))

    def _text_or_word(self, event: Any) -> None:
        _check_tag(event)
        top = self._open[-1] if self._open else None
        if top is None or not top.wants_key:
            self._note(event)
            self._add(_resolved(event))
            return
        key = event.value
        if key in top.values:
            raise _fault(event, f"`{key}` stands here twice", "Remove one of the two.")
        if key == "<<" and not event.style:
            raise _fault(event, "merge keys (`<<`) are not read", "Write the fields out.")
        top.key = key

    def _note(self, event: Any) -> str:
        path = self._open[-1].next_path() if self._open else "$"
        if self.found is not None:
            self.found.append(_Found(path, event.start_mark.line + 1))
        return path

    def _add(self, value: Value) -> None:
        if self._open:
            self._open[-1].add(value)
        else:
            self._whole.append(value)


def _events(text: str) -> Iterator[Any]:
    """Yield what a YAML parser finds; its own complaints become `InvalidDocument`."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except YAMLError as fault:
        mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
        words = getattr(fault, "problem", None) or str(fault).splitlines()[0]
        line = mark.line + 1 if mark is not None else 0
        raise InvalidDocument(
            f"Line {line} is not YAML: {words}.",
            fix="Check the indentation, and put texts with `: `, ` #` or a leading mark in quotes.",
            line=line,
        ) from None


def _check_tag(event: Any) -> None:
    if event.tag is not None:
        raise _fault(event, "tags (`!`) are not read", "Put a text that begins with ! in quotes.")


def _resolved(event: Any) -> Value:
    text: str = event.value
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return _integer(event, text)
    if _OTHER_INTEGER.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text) and isfinite(float(text)):
        return float(text)
    if _FLOAT.fullmatch(text) or _NOT_JSON.fullmatch(text):
        raise _fault(event, f"`{text}` is no number that JSON has", "Put it in quotes to make it a text.")
    return text


def _integer(event: Any, text: str) -> int:
    if len(text) > 300:
        raise _fault(event, "a number has more than 300 digits", "Put it in quotes to make it a text.")
    return int(text)


def _fault(event: Any, words: str, fix: str) -> InvalidDocument:
    line = event.start_mark.line + 1
    return InvalidDocument(f"Line {line}: {words}.", fix=fix, line=line)
