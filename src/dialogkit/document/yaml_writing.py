"""Write plain values as YAML, always in the same way, so that it reads well in git.

One value has one text: field order is the given order, lists are indented, long texts are
block scalars, edges and positions take one line each. Reading is `yaml_reading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from dialogkit.kit import Value

__all__ = ("write_document",)

Plain: TypeAlias = Value

WIDTH = 100
INLINE = frozenset({"comparisons", "edges", "layout"})
"""Lists and mappings whose members take one line each, where they fit."""
APART = frozenset({"events", "nodes"})
"""Lists whose members stand apart by an empty line."""

# Whatever a YAML 1.1 reader would take for something other than text is put in quotes too.
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null"})
_PLAIN = re.compile(r"[^\W\d_](?:[^\s:#]|(?<! )#|:(?=\S)| (?=[^\s#]))*")
_PLAIN_INLINE = re.compile(r"[^\W\d_][\w./@+-]*(?: [\w./@+-]+)*")
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LONGEST_KEY = 1_000


def write_document(document: Mapping[str, Plain]) -> str:
    """Return `document` as YAML; its sections stand apart by an empty line."""
    lines: list[str] = []
    for key, value in document.items():
        section = list(_entry(key, value, ""))
        if lines and (len(section) > 1 or lines[-1].startswith(" ")):
            lines.append("")
        lines += section
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Plain, indent: str) -> Iterator[str]:
    """Yield the lines of `key: value`."""
    name = _quoted_or_plain(key, _PLAIN_INLINE)
    head = f"{indent}{name}:" if len(name) < _LONGEST_KEY else f"{indent}? {name}\n{indent}:"
    if not value or not isinstance(value, list | dict):
        yield from _scalar(head, value, indent + "  ")
        return
    yield head
    if isinstance(value, dict):
        yield from _members(key, value, indent + "  ")
    else:
        yield from _elements(key, value, indent + "  ")


def _members(key: str, value: dict[str, Plain], indent: str) -> Iterator[str]:
    for name, member in value.items():
        line = _one_line(member) if key in INLINE else ""
        if line:
            yield f"{indent}{_quoted_or_plain(name, _PLAIN_INLINE)}: {line}"
        else:
            yield from _entry(name, member, indent)


def _elements(key: str, values: Sequence[Plain], indent: str) -> Iterator[str]:
    for index, value in enumerate(values):
        if index and key in APART:
            yield ""
        line = _one_line(value) if key in INLINE else ""
        if line:
            yield f"{indent}- {line}"
        else:
            yield from _element(value, indent)


def _element(value: Plain, indent: str) -> Iterator[str]:
    """Yield the lines of one member of a list, the first of them after its dash."""
    inside = indent + "  "
    if isinstance(value, dict) and value:
        lines = _members("", value, inside)
    elif isinstance(value, list) and value:
        lines = _elements("", value, inside)
    else:
        yield from _scalar(f"{indent}-", value, inside)
        return
    first = next(lines)
    yield f"{indent}- {first[len(inside) :]}"
    yield from lines


def _scalar(head: str, value: Plain, inside: str) -> Iterator[str]:
    """Yield the lines of a value that has no members, its first after `head`."""
    if not isinstance(value, str):
        yield f"{head} {_word(value)}"
    elif "\n" in value and _stays_literal(value):
        yield f"{head} |" if value.endswith("\n") else f"{head} |-"
        yield from (inside + line if line else "" for line in value.removesuffix("\n").split("\n"))
    elif len(value) > WIDTH and _stays_folded(value):
        yield f"{head} >-"
        yield from (inside + line for line in _folded(value, WIDTH - len(inside)))
    else:
        yield f"{head} {_quoted_or_plain(value, _PLAIN)}"


def _word(value: Plain) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case list():
            return "[]"
        case dict():
            return "{}"
        case _:
            return repr(value)


def _quoted_or_plain(text: str, plain: re.Pattern[str]) -> str:
    if plain.fullmatch(text) and text.isprintable() and text.lower() not in _WORDS:
        return text
    quoted = msgspec.json.encode(text).decode()
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def _stays_literal(text: str) -> bool:
    """Tell whether a text of several lines comes back as it is from a literal block."""
    lines = text.removesuffix("\n").split("\n")
    if not lines[-1] or _UNPRINTABLE.search(text):
        return False
    first = next(line for line in lines if line)
    return first[0] not in " \t" and all(line == line.rstrip() for line in lines)


def _stays_folded(text: str) -> bool:
    """Tell whether a long line comes back as it is from a folded block."""
    return not _UNPRINTABLE.search(text) and "\t" not in text and "  " not in text and text == text.strip()


def _folded(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _one_line(value: Plain) -> str:
    """Return a mapping as `{a: b}`; "" where it would be too long for a line."""
    if not isinstance(value, dict):
        return ""
    line = _inline(value)
    return line if len(line) <= WIDTH else ""


def _inline(value: Plain) -> str:
    if isinstance(value, dict):
        members = (f"{_quoted_or_plain(key, _PLAIN_INLINE)}: {_inline(member)}" for key, member in value.items())
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(member) for member in value) + "]"
    return _quoted_or_plain(value, _PLAIN_INLINE) if isinstance(value, str) else _word(value)
