"""Rich text of Typebot's bubbles as Markdown, and what a visitor sees of it."""

from __future__ import annotations

from typing import Any

import pytest

from dialogkit.interop.report import Ledger
from dialogkit.interop.typebot.richtext import to_markdown
from tests.support.foreign import Raw, an_export, group, imported, part
from tests.support.talking import Talk


def leaf(text: str, **marks: bool) -> Raw:
    return {"text": text, **marks}


def line(*children: Raw, type: str = "p", **fields: Any) -> Raw:
    return {"type": type, "children": list(children), **fields}


def markdown(*elements: Raw) -> str:
    return to_markdown(list(elements), Ledger())


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ([line(leaf("one")), line(leaf("")), line(leaf("two"))], "one\n\ntwo"),
        ([line(leaf("so "), leaf("bold ", bold=True), leaf("it is"))], "so **bold** it is"),
        ([line(leaf("both", bold=True, italic=True))], "***both***"),
        ([line(leaf("gone", strikethrough=True))], "~~gone~~"),
        ([line(leaf("2 * 3_4 [x] #1"))], r"2 \* 3\_4 \[x\] #1"),
        ([line(leaf("# no heading"))], r"\# no heading"),
        ([line(leaf("1. no list"))], "1\\. no list"),
        ([line(leaf("- no list"))], r"\- no list"),
        ([line(leaf("{{first_name}} {{=a*b=}}"))], "{{first_name}} {{=a*b=}}"),
        ([line(line(leaf("here"), type="a", url="https://example.org"))], "[here](https://example.org)"),
        ([line(line(leaf("here"), type="a", url="https://example.org/a b"))], "[here](<https://example.org/a b>)"),
        ([line(line(leaf(""), type="a", url="https://example.org"))], ""),
        ([line(line(line(leaf("a"), type="lic"), type="li"), line(line(leaf("b"), type="lic"), type="li"), type="ol")],
         "1. a\n2. b"),
        ([], ""),
    ],
)  # fmt: skip
def test_formatting_becomes_marks_and_plain_signs_are_no_marks(elements: list[Raw], expected: str) -> None:
    assert markdown(*elements) == expected


def test_underlining_is_noted_as_lost() -> None:
    bubble = part("text", content={"richText": [line(leaf("so", underline=True))]})
    report = imported(an_export(group("g1", bubble))).report

    assert (report.approximate, [note.message for note in report.notes]) == (
        1,
        ["Underlined words are not underlined: Markdown has no mark for it."],
    )


def test_what_an_author_wrote_is_what_a_visitor_reads() -> None:
    words = "1. 5 * 3 = 15, not *16*; a_b_c [ok] <b> #x & &amp; \\o/ `q`"
    flow = imported(an_export(group("g1", part("text", content={"richText": [line(leaf(words))]})))).flow

    assert Talk(flow).heard == [words]
