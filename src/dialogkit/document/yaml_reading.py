"""Read YAML as plain values, without its traps.

YAML 1.2's core schema: `no` and `on` are text. Anchors, aliases, tags and merge keys are
refused, so that no document grows when it is read; so are keys that stand twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from math import isfinite
from typing import Any, TypeVar

from dialogkit.kit import InvalidDocument, Value

__all__ = ("line_of", "lines_of", "read_document")

MAX_DEPTH = 64

_READ_OTHERWISE = re.compile("[\ufeff\x85\u2028\u2029]")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_INTEGER = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_JSON = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, Value] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class _Open:
    """A list or mapping that is being read."""

    __slots__ = ("key", "path", "values")

    def __init__(self, values: list[Value] | dict[str, Value], path: str) -> None:
        self.values = values
        self.path = path
        self.key: str | None = None

    def add(self, value: Value) -> None:
        """Take in a value."""
        if isinstance(self.values, list):
            self.values.append(value)
        else:
            assert self.key is not None  # noqa: S101  # the reader asks for a key first
            self.values[self.key] = value
            self.key = None


def read_document(text: str) -> Value:
    """Return the only document of `text`; raises `InvalidDocument` with the line at fault."""
    return _read(text, _Reader).whole[0]


def lines_of(text: str) -> dict[str, int]:
    """Return the line, from 1, at which each value begins, by its path."""
    return _read(text, _Surveyor).lines


def line_of(text: str, path: str) -> int:
    """Return the line, from 1, at which the value of `path` begins; 0 where it is not there."""
    return lines_of(text).get(path, 0)


class _Reader:
    """Builds values from the events of a YAML parser."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self.whole: list[Value] = []
        self._takes: dict[str, Callable[[Any], object]] = {
            "ScalarEvent": self._scalar,
            "MappingStartEvent": lambda event: self._begin(event, {}),
            "SequenceStartEvent": lambda event: self._begin(event, []),
            "MappingEndEvent": lambda _event: self._open.pop(),
            "SequenceEndEvent": lambda _event: self._open.pop(),
            "AliasEvent": _check_anchor,
            "DocumentStartEvent": self._start,
        }

    def read(self, events: Iterable[Any]) -> None:
        """Take in all events; those of two parsers have the same names."""
        for event in events:
            take = self._takes.get(event.__class__.__name__)
            if take is not None:
                take(event)
        if not self.whole:
            raise InvalidDocument("The document is empty.", fix="Begin with `id:` and `name:`.")

    def path_of(self, _event: Any) -> str:
        """Return the path of the value that comes now, where somebody wants it."""
        return ""

    def _start(self, event: Any) -> None:
        if self.whole:
            raise _fault(event, "a second document begins", "One file holds one document.")

    def _begin(self, event: Any, values: list[Value] | dict[str, Value]) -> None:
        _check_anchor(event)
        _check_tag(event)
        top = self._open[-1] if self._open else None
        if top is not None and top.key is None and isinstance(top.values, dict):
            raise _fault(
                event, "a list or mapping cannot be a name", "Put a text in quotes where it begins with { or [."
            )
        if len(self._open) >= MAX_DEPTH:
            raise _fault(event, f"values are nested deeper than {MAX_DEPTH}", "Make it flatter.")
        path = self.path_of(event)
        self._add(values)
        self._open.append(_Open(values, path))

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None:
            _check_anchor(event)
        if event.tag is not None:
            _check_tag(event)
        top = self._open[-1] if self._open else None
        if top is None or top.key is not None or isinstance(top.values, list):
            self.path_of(event)
            self._add(_resolved(event))
            return
        key = event.value
        if key in top.values:
            raise _fault(event, f"`{key}` stands here twice", "Remove one of the two.")
        if key == "<<" and not event.style:
            raise _fault(event, "merge keys (`<<`) are not read", "Write the fields out.")
        top.key = key

    def _add(self, value: Value) -> None:
        if self._open:
            self._open[-1].add(value)
        else:
            self.whole.append(value)


class _Surveyor(_Reader):
    """Notes where each value stands, too."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}

    def path_of(self, event: Any) -> str:
        """Return the path of the value that comes now, and note its line."""
        path = "$"
        if self._open:
            top = self._open[-1]
            path = f"{top.path}[{len(top.values)}]" if isinstance(top.values, list) else f"{top.path}.{top.key}"
        self.lines.setdefault(path, event.start_mark.line + 1)
        return path


R = TypeVar("R", bound=_Reader)


def _read(text: str, kind: type[R]) -> R:
    """Read `text` with the fast parser, or where there is anything to complain of with the other, whose words count.

    The fast one (libyaml) is 25 times as fast, but knows YAML 1.1 only: more characters end a line there.
    """
    import yaml

    if yaml.__with_libyaml__ and not _READ_OTHERWISE.search(text):
        with suppress(yaml.YAMLError, InvalidDocument):
            reader = kind()
            reader.read(yaml.parse(text, Loader=yaml.CSafeLoader))
            return reader
    reader = kind()
    reader.read(_events(text))
    return reader


def _events(text: str) -> Iterator[Any]:
    """Yield what a YAML 1.2 parser finds; its own complaints become `InvalidDocument`."""
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


def _check_anchor(event: Any) -> None:
    if event.anchor is not None:
        raise _fault(event, "anchors and aliases (`&`, `*`) are not read", "Write the value out where it is used.")


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
