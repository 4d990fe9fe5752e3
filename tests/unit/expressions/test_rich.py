"""Formatted text as a tree: what Markdown means, and nothing that could run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogkit.expressions import RichNode, fill, parse_markdown, plain_text


def tags(nodes: tuple[RichNode, ...]) -> list[str]:
    return [tag for node in nodes for tag in (node.tag, *tags(node.children)) if tag]


@pytest.mark.parametrize("source", ["just words", "", "two\nlines"])
def test_words_without_formatting_have_no_tree(source: str) -> None:
    assert parse_markdown(source) == ()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("**b** _i_ ~~s~~ `c`", ["p", "b", "i", "s", "code"]),
        ("# Title", ["h"]),
        ("- one\n- two", ["ul", "li", "p", "li", "p"]),
        ("1. one", ["ol", "li", "p"]),
        ("> said", ["quote", "p"]),
        ("```\ncode\n```", ["pre"]),
        ("one\n\ntwo", ["p", "p"]),
        ("[us](https://example.com)", ["p", "a"]),
        ("![cat](https://example.com/cat.png)", ["p", "img"]),
    ],
)
def test_markdown_becomes_a_tree(source: str, found: list[str]) -> None:
    assert tags(parse_markdown(source)) == found


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_address_that_could_run_code_is_dropped(address: str) -> None:
    tree = parse_markdown(f"[go]({address}) ![x]({address})")

    assert all(child.href == "" for child in tree[0].children)


def test_an_address_is_judged_again_when_names_are_filled_in() -> None:
    tree = fill(parse_markdown("[go]({{ a }})"), lambda text: text.replace("{{ a }}", "javascript:alert(1)"))

    assert tree[0].children[0].href == ""


def test_html_stays_words() -> None:
    assert plain_text(parse_markdown("**a** <script>alert(1)</script>")) == "a <script>alert(1)</script>"


def test_a_tree_reads_as_plain_words_too() -> None:
    assert plain_text(parse_markdown("# Title\n\n- one\n- **two**")) == "Title\none\ntwo"


@given(st.text(max_size=200))
def test_any_text_can_be_parsed(source: str) -> None:
    assert isinstance(plain_text(parse_markdown(source)), str)
