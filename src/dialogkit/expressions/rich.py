"""Formatted text as a small tree, so that no client ever parses HTML.

Markdown is parsed when a flow is compiled (markdown-it-py); what is left for a turn
is to fill the names in. Raw HTML in the source stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ("RichNode", "fill", "parse_markdown", "plain_text")

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
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough")


def parse_markdown(source: str) -> tuple[RichNode, ...]:
    """Return the tree of `source`; () when it is nothing but one plain paragraph."""
    nodes = tuple(_blocks(iter(_parser().parse(source))))
    return () if _is_plain(nodes) else nodes


def fill(nodes: tuple[RichNode, ...], render: Callable[[str], str]) -> tuple[RichNode, ...]:
    """Return `nodes` with `render` applied to every text and address."""
    return tuple(
        RichNode(
            tag=node.tag,
            text=render(node.text) if node.text else "",
            href=_safe_address(render(node.href)) if node.href else "",
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


def _is_plain(nodes: tuple[RichNode, ...]) -> bool:
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
            href = _safe_address(str(token.attrGet("href") or "")) if kind == "link" else ""
            children = tuple(_inlines(tokens))
            yield RichNode(tag=_INLINE_TAGS.get(kind, ""), href=href, children=children)
        elif token.type in ("softbreak", "hardbreak"):
            yield RichNode(tag="br")
        elif token.type == "code_inline":
            yield RichNode(tag="code", children=(RichNode(text=token.content),))
        elif token.type == "image":
            yield RichNode(tag="img", text=token.content, href=_safe_address(str(token.attrGet("src") or "")))
        elif token.content:
            yield RichNode(text=token.content)


def _safe_address(address: str) -> str:
    """Return `address`, or "" for a scheme that could run something."""
    return address if address.lower().startswith(_SAFE_SCHEMES) else ""
