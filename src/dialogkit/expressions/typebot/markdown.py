"""Formatted text in Typebot's dialect: a value may bring Markdown of its own.

A value that is a whole line keeps its lists, headings and quotes; inside a sentence only its
inline marks are left: a link loses its address and an image vanishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from dialogkit.expressions.dialect import Evaluate
from dialogkit.expressions.rich import RichNode, is_plain, markdown_tree, plain_text, safe_address
from dialogkit.expressions.typebot.conversion import text_of
from dialogkit.expressions.typebot.templates import Hole, pieces_of
from dialogkit.kit import Scope, Value

__all__ = ("TypebotRichTemplate",)

_MARKS = re.compile(r"[*_`#>\[\]!&\\~<]|^\s*(?:[-+=]|\d+[.)])|\n|^\s|\s$")
_INLINE = frozenset({"", "b", "i", "u", "s", "code", "br"})


class TypebotRichTemplate:
    """A Markdown text: the author's formatting, and the Markdown that values bring."""

    __slots__ = ("_last_only", "_names", "_nodes", "_pieces")

    def __init__(self, source: str, names: frozenset[str], *, last_only: bool) -> None:
        self._last_only = last_only
        self._names = names
        self._nodes = markdown_tree(source)
        self._pieces: dict[str, tuple[str | Hole, ...]] = {}

    def render(self, scope: Scope, evaluate: Evaluate) -> tuple[str, tuple[RichNode, ...]]:
        """Return the Markdown with values in it, and its tree where it is formatted."""
        nodes = tuple(_Filling(self, scope, evaluate).blocks(self._nodes))
        if is_plain(nodes):
            return plain_text(nodes), ()
        return written(nodes), nodes

    def pieces(self, text: str) -> tuple[str | Hole, ...]:
        """Return a text of the tree, cut at its names."""
        found = self._pieces.get(text)
        if found is None:
            found = self._pieces[text] = pieces_of(text, self._names)
        return found

    def shown(self, value: Value) -> str:
        """Return a value as the visitor reads it."""
        if self._last_only and isinstance(value, list):
            return text_of(value[-1]) if value else ""
        return text_of(value)


class _Filling:
    """One rendering of a tree."""

    def __init__(self, template: TypebotRichTemplate, scope: Scope, evaluate: Evaluate) -> None:
        self._template = template
        self._scope = scope
        self._evaluate = evaluate

    def blocks(self, nodes: Iterable[RichNode]) -> Iterable[RichNode]:
        for node in nodes:
            if node.tag == "p":
                yield from self._paragraph(node.children)
            elif node.tag in ("ul", "ol", "li", "quote"):
                yield RichNode(tag=node.tag, children=tuple(self.blocks(node.children)))
            else:
                yield RichNode(tag=node.tag, children=self._inline(node.children))

    def _paragraph(self, children: tuple[RichNode, ...]) -> Iterable[RichNode]:
        """Fill a paragraph; a line that is one value may become blocks of its own."""
        kept: list[RichNode] = []
        for line in _lines(children):
            blocks = self._whole(line)
            if blocks is None or all(block.tag == "p" for block in blocks):
                inner = self._inline(line) if blocks is None else _paragraphs(blocks)
                kept += [*([RichNode(tag="br")] if kept else []), *inner]
                if not kept:
                    kept.append(RichNode())
                continue
            if kept:
                yield RichNode(tag="p", children=tuple(kept))
                kept = []
            yield from blocks
        if kept:
            yield RichNode(tag="p", children=_merged(kept))

    def _whole(self, line: list[RichNode]) -> tuple[RichNode, ...] | None:
        if len(line) != 1 or line[0].tag:
            return None
        pieces = self._template.pieces(line[0].text)
        if len(pieces) != 1 or isinstance(pieces[0], str) or pieces[0].dollar:
            return None
        return value_tree(self._template.shown(pieces[0].value(self._scope, self._evaluate)))

    def _inline(self, nodes: Iterable[RichNode]) -> tuple[RichNode, ...]:
        filled: list[RichNode] = []
        for node in nodes:
            if not node.tag:
                filled += self._text(node.text)
            elif node.tag == "code":
                filled.append(RichNode(tag="code", children=(RichNode(text=self._words(node.children[0].text)),)))
            else:
                filled.append(self._element(node))
        return _merged(filled)

    def _element(self, node: RichNode) -> RichNode:
        return RichNode(
            tag=node.tag,
            text=self._words(node.text) if node.text else "",
            href=safe_address(self._words(node.href)) if node.href else "",
            children=self._inline(node.children),
        )

    def _words(self, text: str) -> str:
        return "".join(
            piece if isinstance(piece, str) else piece.dollar + text_of(piece.value(self._scope, self._evaluate))
            for piece in self._template.pieces(text)
        )

    def _text(self, text: str) -> list[RichNode]:
        filled: list[RichNode] = []
        swallow = False
        for piece in self._template.pieces(text):
            if isinstance(piece, str):
                filled.append(RichNode(text=piece[1:] if swallow else piece))
                swallow = False
                continue
            shown = self._template.shown(piece.value(self._scope, self._evaluate))
            # Typebot loses the character behind a value that a dollar sign precedes.
            swallow = bool(piece.dollar)
            filled += [*([RichNode(text="$")] if swallow else []), *_inline_of(value_tree(shown))]
        return filled


@lru_cache(maxsize=2_000)
def value_tree(value: str) -> tuple[RichNode, ...]:
    """Return a value's own Markdown as a tree."""
    if not _MARKS.search(value):
        return (RichNode(tag="p", children=(RichNode(text=value),)),) if value else ()
    # The braces of a value are its own: they name nothing.
    nodes = markdown_tree(value)
    return tuple(_without_strikes(nodes))


def _without_strikes(nodes: Iterable[RichNode]) -> Iterable[RichNode]:
    """Take strikethrough back to its marks, which Typebot does not read in values."""
    for node in nodes:
        children = tuple(_without_strikes(node.children))
        if node.tag == "s":
            yield from (RichNode(text="~~"), *children, RichNode(text="~~"))
        else:
            yield RichNode(tag=node.tag, text=node.text, href=node.href, children=children)


def _inline_of(nodes: Iterable[RichNode]) -> list[RichNode]:
    """Return what is left of a value's Markdown inside a sentence."""
    left: list[RichNode] = []
    for node in nodes:
        if node.tag == "p" and left and any(one.tag == "p" for one in nodes):
            left += [RichNode(tag="br"), RichNode(tag="br")]
        if node.tag == "img":
            continue
        if node.tag in _INLINE:
            children = tuple(_inline_of(node.children))
            left.append(RichNode(tag=node.tag, text=node.text, children=children))
        else:
            left += _inline_of(node.children)
    return left


def _lines(children: Iterable[RichNode]) -> list[list[RichNode]]:
    lines: list[list[RichNode]] = [[]]
    for child in children:
        if child.tag == "br":
            lines.append([])
        else:
            lines[-1].append(child)
    return lines


def _paragraphs(blocks: Iterable[RichNode]) -> list[RichNode]:
    """Return paragraphs as lines of one."""
    joined: list[RichNode] = []
    for block in blocks:
        joined += [*([RichNode(tag="br"), RichNode(tag="br")] if joined else []), *block.children]
    return joined


def _merged(nodes: Iterable[RichNode]) -> tuple[RichNode, ...]:
    """Join neighbouring plain texts, and drop what is empty."""
    merged: list[RichNode] = []
    for node in nodes:
        plain = not node.tag
        if plain and merged and not merged[-1].tag:
            merged[-1] = RichNode(text=merged[-1].text + node.text)
        elif not plain or node.text:
            merged.append(node)
    return tuple(merged)


def written(nodes: Iterable[RichNode]) -> str:
    """Write a tree as Markdown, for clients that show no tree."""
    return "\n\n".join(_block(node) for node in nodes)


def _block(node: RichNode) -> str:
    match node.tag:
        case "h":
            return f"# {_inline(node.children)}"
        case "quote":
            return "\n".join(f"> {line}" for line in written(node.children).split("\n"))
        case "ul":
            return "\n".join(f"* {_item(child)}" for child in node.children)
        case "ol":
            return "\n".join(f"{number}. {_item(child)}" for number, child in enumerate(node.children, 1))
        case "pre":
            return f"```\n{_inline(node.children)}\n```"
        case _:
            return _inline(node.children)


def _item(node: RichNode) -> str:
    return "\n".join(_block(child) for child in node.children).replace("\n", "\n  ")


_WRAPS = {"b": "**", "i": "_", "s": "~~", "code": "`"}


def _inline(nodes: Iterable[RichNode]) -> str:
    return "".join(_span(node) for node in nodes)


def _span(node: RichNode) -> str:
    inner = node.text + _inline(node.children)
    match node.tag:
        case "br":
            return "\n"
        case "u":
            return f"<u>{inner}</u>"
        case "a":
            return f"[{inner}]({node.href})" if inner else ""
        case "img":
            return f'![{node.text}]({node.href} "{node.text}")'
        case tag if tag in _WRAPS and inner:
            return f"{_WRAPS[tag]}{inner}{_WRAPS[tag]}"
        case _:
            return inner
