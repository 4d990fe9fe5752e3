"""The rich text of bubbles as Markdown with names in it."""

from __future__ import annotations

import re

from dialogkit.interop.report import Ledger
from dialogkit.interop.typebot.raw import Raw, records, text

__all__ = ("escape", "to_markdown")

_HOLE = re.compile(r"(\{\{=.+?=\}\}|\{\{[^{}]+\}\})")
_INLINE = re.compile(r"([\\`*_\[\]~<]|&(?=#?\w+;))")
_LINE_START = re.compile(r"^(\s*)([-+>#=]|\d+(?=[.)](?:\s|$)))", re.MULTILINE)
_MARKS = (("bold", "**"), ("italic", "*"), ("strikethrough", "~~"))


def to_markdown(rich: list[Raw], ledger: Ledger) -> str:
    """Return the paragraphs and lists of a bubble; one line each, an empty one between two."""
    lines: list[str] = []
    for element in rich:
        if element.get("type") in ("ul", "ol"):
            lines += ["", *_list(element, ledger, ""), ""]
        else:
            lines.append(_line(element, ledger))
    return "\n".join(lines).strip("\n")


def escape(words: str) -> str:
    """Return plain words so that Markdown leaves them alone; names in braces stay."""
    pieces = _HOLE.split(words)
    pieces[::2] = [_INLINE.sub(r"\\\1", piece) for piece in pieces[::2]]
    return "".join(pieces)


def _line(element: Raw, ledger: Ledger) -> str:
    inline = "".join(_spans(list(records(element, "children")) or [element], ledger)).strip(" \t")
    return _LINE_START.sub(_escape_start, inline)


def _escape_start(found: re.Match[str]) -> str:
    space, mark = found.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def _spans(children: list[Raw], ledger: Ledger) -> list[str]:
    return [_span(child, ledger) for child in children]


def _span(child: Raw, ledger: Ledger) -> str:
    if "text" in child and "children" not in child:
        return _leaf(child, ledger)
    inner = "".join(_spans(list(records(child, "children")), ledger))
    if child.get("type") != "a" or not inner:
        return inner
    address = text(child, "url")
    if re.search(r"[\s()<>]", _HOLE.sub("", address)) or " " in address:
        address = f"<{address.replace('<', '%3C').replace('>', '%3E')}>"
    return f"[{inner}]({address})"


def _leaf(leaf: Raw, ledger: Ledger) -> str:
    words = text(leaf, "text")
    if leaf.get("underline"):
        ledger.approximate("Underlined words are not underlined: Markdown has no mark for it.")
    marks = [mark for name, mark in _MARKS if leaf.get(name)]
    inner = words.strip()
    if not marks or not inner:
        return escape(words)
    before, _, after = words.partition(inner)
    return before + "".join(marks) + escape(inner) + "".join(reversed(marks)) + after


def _list(element: Raw, ledger: Ledger, indent: str) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(records(element, "children"), 1):
        bullet = f"{number}. " if element.get("type") == "ol" else "- "
        words = ""
        nested: list[str] = []
        for child in records(item, "children"):
            if child.get("type") in ("ul", "ol"):
                nested += _list(child, ledger, indent + " " * len(bullet))
            else:
                words += _line(child, ledger) if "children" in child else _leaf(child, ledger)
        lines += [f"{indent}{bullet}{words}", *nested]
    return lines
