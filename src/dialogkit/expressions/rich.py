"""Formatted text as a small tree, so that no client ever parses HTML.

Markdown is parsed when a flow is compiled (markdown-it-py); what is left for a turn
is to fill the names in. Raw HTML in the source stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ("RichNode", "fill", "is_plain", "markdown_tree", "parse_markdown", "plain_text", "safe_address")

_BLOCK_TAGS = {
    "paragraph": "p",
    "heading": "h",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "quote",
}
_INLINE_TAGS = {"strong": "b", "em": "i", "s": "s", "link": "a"}
_SAFE_SCHEMES = ("https:", "http:", "mailto:", "tel:", "/", "#", "{{")
_NAME = re.compile(r"\{\{=.+?=\}\}|\{\{[^{}]+\}\}")
_FIRST_PRIVATE, _PRIVATE_CHARACTERS = 0xE000, 6_400
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class RichNode(msgspec.Struct, frozen=True, omit_defaults=True):
    """An element (`tag`) with children, or, without a tag, text.

    Tags: p h ul ol li quote pre code b i u s a br img.
    """

    tag: str = ""
    text: str = ""
    href: str = ""
    children: tuple[RichNode, ...] = ()


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough")
    # Addresses stay as written: `safe_address` judges them, and names in them are filled in later.
    setattr(parser, "normalizeLink", str)  # noqa: B010 - a method is replaced on purpose
    setattr(parser, "validateLink", lambda _address: True)  # noqa: B010
    return parser


def parse_markdown(source: str) -> tuple[RichNode, ...]:
    """Return the tree of `source`; () when it is nothing but one plain paragraph."""
    nodes = markdown_tree(source)
    return () if is_plain(nodes) else nodes


def markdown_tree(source: str) -> tuple[RichNode, ...]:
    """Return the tree of `source`, whether it is formatted or not.

    Names in `{{ }}` are not Markdown: what they hold is looked for in a variable, not in the text.
    """
    names: list[str] = []

    def protect(found: re.Match[str]) -> str:
        if len(names) >= _PRIVATE_CHARACTERS:
            return found.group()
        names.append(found.group())
        return chr(_FIRST_PRIVATE + len(names) - 1)

    tokens = _parser().parse(_NAME.sub(protect, source))

    def restored(found: re.Match[str]) -> str:
        index = ord(found.group()) - _FIRST_PRIVATE
        return names[index] if index < len(names) else found.group()

    return fill(tuple(_blocks(iter(tokens))), lambda text: _PRIVATE.sub(restored, text))


def fill(nodes: tuple[RichNode, ...], render: Callable[[str], str]) -> tuple[RichNode, ...]:
    """Return `nodes` with `render` applied to every text and address."""
    return tuple(
        RichNode(
            tag=node.tag,
            text=render(node.text) if node.text else "",
            href=safe_address(render(node.href)) if node.href else "",
            children=fill(node.children, render) if node.children else (),
        )
        for node in nodes
    )


def plain_text(nodes: tuple[RichNode, ...]) -> str:
    """Return the words of a tree, one paragraph or item a line."""
    lines = (_words(node) for node in nodes)
    return "\n".join(line for line in lines if line)


def _words(node: RichNode) -> str:
    if node.tag == "br":
        return "\n"
    inner = node.text + "".join(
        _words(child) + ("\n" if child.tag in ("li", "p") and node.tag in ("ul", "ol", "quote") else "")
        for child in node.children
    )
    return inner.rstrip("\n") if node.tag in ("ul", "ol", "quote") else inner


def is_plain(nodes: tuple[RichNode, ...]) -> bool:
    """Return whether a tree is nothing but one paragraph without formatting."""
    return len(nodes) <= 1 and all(
        node.tag == "p" and all(child.tag in ("", "br") for child in node.children) for node in nodes
    )


def _blocks(tokens: Iterator[Token]) -> Iterator[RichNode]:
    for token in tokens:
        if token.nesting < 0:
            return
        if token.nesting > 0:
            kind = token.type.removesuffix("_open")
            yield RichNode(tag=_BLOCK_TAGS.get(kind, "p"), children=tuple(_blocks(tokens)))
        elif token.type == "inline":
            yield from _inlines(iter(token.children or ()))
        elif token.type in ("fence", "code_block"):
            yield RichNode(tag="pre", children=(RichNode(text=token.content.rstrip("\n")),))


def _inlines(tokens: Iterator[Token]) -> Iterator[RichNode]:
    for token in tokens:
        if token.nesting < 0:
            return
        if token.nesting > 0:
            kind = token.type.removesuffix("_open")
            href = str(token.attrGet("href") or "") if kind == "link" else ""
            children = tuple(_inlines(tokens))
            yield RichNode(tag=_INLINE_TAGS.get(kind, ""), href=href, children=children)
        elif token.type in ("softbreak", "hardbreak"):
            yield RichNode(tag="br")
        elif token.type == "code_inline":
            yield RichNode(tag="code", children=(RichNode(text=token.content),))
        elif token.type == "image":
            yield RichNode(tag="img", text=token.content, href=str(token.attrGet("src") or ""))
        elif token.content:
            yield RichNode(text=token.content)


def safe_address(address: str) -> str:
    """Return `address`, or "" for a scheme that could run something."""
    return address if address.lower().startswith(_SAFE_SCHEMES) else ""
