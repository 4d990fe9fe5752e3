"""Say what is wrong with a malformed document: where, what was expected, how to mend it.

The validator names a path and a rule; this adds the block it happened in and the name
that was probably meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import inspect

from dialogkit.kit import InvalidDocument

__all__ = ("closest", "explained")

_MESSAGE = re.compile(r"^(?P<words>.*?)(?: - at `(?:key in )?`?(?P<path>[^`]*)`)?$", re.DOTALL)
_TOKEN = re.compile(r"\.(?P<name>[^.\[]+)|\[(?P<index>\d+)\]|\[\.\.\.\]")
_GOT = re.compile(r"Expected `(?P<expected>.+)`, got `(?P<got>\w+)`")
_QUOTED = re.compile(r"[`'](?P<name>.*)[`']", re.DOTALL)
_SHOWN_NAMES = 12
_SHOWN_NAME = 60

_BOUNDS = {
    "of length <=": "Make it shorter.",
    "of length >=": "Write something.",
    "<=": "Write a smaller number.",
    ">=": "Write a larger number.",
    "<": "Write a smaller number.",
    ">": "Write a larger number.",
}
"""How to mend what lies outside its bounds, by the sign in the validator's words; the first that fits."""

_KINDS = {
    "int": "Write a number, without quotes.",
    "float": "Write a number, without quotes.",
    "bool": "Write true or false, without quotes.",
    "array": "Write a list: each member on a line of its own that begins with a dash.",
    "object": "Write its fields, each with its name.",
    "str": "Write a text.",
}
"""How to mend a value of the wrong kind, by the kind that is expected."""


def explained(fault: msgspec.ValidationError, document: Any, kind: type) -> InvalidDocument:
    """Return the validator's complaint about `document` as an error for its author."""
    match = _MESSAGE.match(str(fault))
    words, path = (match["words"], match["path"] or "$") if match else (str(fault), "$")
    place = _Place(document, kind).walk(path)
    message, fix = _rewritten(words, place, path)
    if "unknown field" in words:
        path = f"{path}.{_name_in(words)}"
    whole = place.words + message
    ending = "" if whole.endswith("?") else "."
    return InvalidDocument(whole[0].upper() + whole[1:] + ending, path=path, fix=fix)


def closest(name: str, known: Sequence[str]) -> str:
    """Return the one of `known` that `name` was probably meant to be; "" where none is near."""
    folded = {one.lower().replace("-", "_"): one for one in known}
    found = get_close_matches(name.lower().replace("-", "_"), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


class _Place:
    """Where in a document a path leads: the expected type there, and the block around it."""

    def __init__(self, document: Any, kind: type) -> None:
        self.value = document
        self.expected: inspect.Type | None = inspect.type_info(kind)
        self.parent: inspect.Type | None = None
        self._around: list[str] = []

    def walk(self, path: str) -> _Place:
        """Follow `path` as far as it is known."""
        for token in _TOKEN.finditer(path):
            self._settle()
            self.parent = self.expected
            self._step(token["name"], token["index"])
        self._settle()
        return self

    @property
    def words(self) -> str:
        """Say where this is: `Node welcome, block hello: `."""
        around = ", ".join(self._around)
        return f"{around}: " if around else ""

    def fields(self) -> list[str]:
        """Return the names of the fields that belong here."""
        if not isinstance(self.expected, inspect.StructType):
            return []
        tag = [self.expected.tag_field] if self.expected.tag_field else []
        return [*tag, *(field.encode_name for field in self.expected.fields)]

    def choices(self) -> list[str]:
        """Return the values that are allowed here, where they are few and named."""
        return sorted({str(choice) for kind in _alternatives(self.expected) for choice in _choices(kind)})

    def tags(self) -> list[str]:
        """Return the types of block that may stand around here."""
        return sorted(
            str(kind.tag) for kind in _alternatives(self.parent) if isinstance(kind, inspect.StructType) and kind.tag
        )

    def _step(self, name: str | None, index: str | None) -> None:
        if name is not None:
            self._into_field(name)
        elif index is not None:
            self._into_list(int(index))
        else:
            self.expected = getattr(self.expected, "value_type", None)
            self.value = None

    def _into_field(self, name: str) -> None:
        fields = self.expected.fields if isinstance(self.expected, inspect.StructType) else ()
        self.expected = next((field.type for field in fields if field.encode_name == name), None)
        self.value = self.value.get(name) if isinstance(self.value, dict) else None

    def _into_list(self, index: int) -> None:
        self.expected = getattr(self.expected, "item_type", None)
        self.value = self.value[index] if isinstance(self.value, list | tuple) and index < len(self.value) else None
        self._note_place()

    def _note_place(self) -> None:
        kind = {"NodeOf": "node", "Variable": "variable"}.get(_short_name(self.expected), "")
        if not kind and isinstance(self.expected, inspect.UnionType):
            kind = "block"
        name = self.value.get("id", self.value.get("name")) if isinstance(self.value, dict) else None
        if kind and isinstance(name, str):
            shown = name if len(name) <= _SHOWN_NAME else f"{name[:_SHOWN_NAME]}…"
            self._around.append(f"{kind} `{shown}`")

    def _settle(self) -> None:
        """Choose the alternative that the value's own type names."""
        self.expected = _unwrapped(self.expected)
        if not isinstance(self.expected, inspect.UnionType):
            return
        kinds = [_unwrapped(kind) for kind in self.expected.types]
        if isinstance(self.value, dict):
            tag = self.value.get("type")
            structs = [kind for kind in kinds if isinstance(kind, inspect.StructType)]
            chosen = [kind for kind in structs if kind.tag == tag] or (structs if len(structs) == 1 else [])
            self.expected = chosen[0] if chosen else self.expected
        elif isinstance(self.value, list):
            self.expected = next((kind for kind in kinds if hasattr(kind, "item_type")), self.expected)


def _unwrapped(kind: inspect.Type | None) -> inspect.Type | None:
    return kind.type if isinstance(kind, inspect.Metadata) else kind


def _alternatives(kind: inspect.Type | None) -> list[inspect.Type | None]:
    kind = _unwrapped(kind)
    return [_unwrapped(one) for one in kind.types] if isinstance(kind, inspect.UnionType) else [kind]


def _choices(kind: inspect.Type | None) -> Iterator[object]:
    match kind:
        case inspect.EnumType():
            yield from (member.value for member in kind.cls)
        case inspect.LiteralType():
            yield from kind.values


def _short_name(kind: inspect.Type | None) -> str:
    kind = _unwrapped(kind)
    found = kind.cls if isinstance(kind, inspect.StructType) else None
    return str(getattr(found, "__name__", ""))


def _rewritten(words: str, place: _Place, path: str) -> tuple[str, str]:
    """Return the message, without its place, and how to mend what it says."""
    name = _name_in(words)
    if "unknown field" in words:
        return _unknown(f"unknown field `{name}`", name, place.fields(), "Known fields")
    if "missing required field" in words:
        return f"the field `{name}` is missing", f"Add `{name}`."
    if words.startswith("Invalid value") and path.endswith(".type"):
        return _unknown(f"unknown type `{name}`", name, place.tags(), "Known types")
    if words.startswith("Invalid enum value"):
        return _unknown(f"`{_field(path)}` cannot be `{name}`", name, place.choices(), "It can be")
    subject = f"`{_field(path)}`: " if _field(path) else ""
    return f"{subject}{words[0].lower()}{words[1:]}", _mended(words, place.value)


def _unknown(message: str, name: str, known: list[str], lead: str) -> tuple[str, str]:
    near = closest(name, known)
    if near:
        return f"{message}; did you mean `{near}`?", f"Write `{near}` instead of `{name}`."
    shown = ", ".join(known[:_SHOWN_NAMES]) + (" …" if len(known) > _SHOWN_NAMES else ".")
    return message, f"{lead}: {shown}" if known else "Remove it."


def _name_in(words: str) -> str:
    quoted = _QUOTED.search(words)
    return quoted["name"] if quoted else ""


def _field(path: str) -> str:
    return path.replace("[...]", "").rpartition(".")[2].partition("[")[0] if "." in path else ""


def _mended(words: str, value: object) -> str:
    match = _GOT.match(words)
    if match is None:
        return next((fix for sign, fix in _BOUNDS.items() if sign in words), "")
    expected, got = match["expected"], match["got"]
    if "str" in expected and got in ("int", "float", "bool"):
        shown = str(value).lower() if isinstance(value, bool) else value
        return "Put it in quotes." if value is None else f'Put it in quotes: "{shown}".'
    if got in ("null", "NoneType"):
        return "Leave it out if it is to be empty."
    return next((fix for kind, fix in _KINDS.items() if kind in expected), "")
