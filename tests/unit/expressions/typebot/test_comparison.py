"""Comparisons go as in Typebot, its surprises included."""

from __future__ import annotations

import pytest

from dialogkit.expressions import Operator, dialect_named
from dialogkit.kit import Value

COLOURS: Value = ["blue", "Grey", "7"]

CASES: list[tuple[Operator, Value, Value, bool]] = [
    # Texts are equal letter by letter, in whatever form Unicode writes them.
    (Operator.IS, "Zoë", "Zoe\u0308", True),
    (Operator.IS, "yes", "Yes", False),
    (Operator.IS, "10", "10.0", False),
    # Nothing is not the same as an empty text.
    (Operator.IS, None, "", False),
    (Operator.IS, None, None, True),
    (Operator.IS_NOT, None, "", True),
    # Parts of texts are found whatever their case; an empty part is found nowhere.
    (Operator.CONTAINS, "Good Morning", " morning ", True),
    (Operator.CONTAINS, "Good Morning", "", False),
    (Operator.NOT_CONTAINS, "Good Morning", "", True),
    (Operator.NOT_CONTAINS, None, "x", True),
    (Operator.STARTS_WITH, "Good Morning", "GOOD", True),
    (Operator.ENDS_WITH, "Good Morning", "ing", True),
    (Operator.ENDS_WITH, None, "ing", False),
    # A list contains its elements only, as they are written.
    (Operator.CONTAINS, COLOURS, "blue", True),
    (Operator.CONTAINS, COLOURS, "grey", False),
    (Operator.CONTAINS, "a blue door", COLOURS, True),
    (Operator.NOT_CONTAINS, ["a", None], "b", True),
    (Operator.CONTAINS, ["a", None], "b", True),
    # Other operators want every element.
    (Operator.IS, ["x", "x"], "x", True),
    (Operator.IS, COLOURS, "blue", False),
    (Operator.IS_NOT, COLOURS, "blue", False),
    (Operator.STARTS_WITH, COLOURS, "b", False),
    # What is no number is a date, and what is no date counts by its length.
    (Operator.GREATER, "9", "10", False),
    (Operator.GREATER, "1e2", "99", True),
    (Operator.GREATER, "2,5", "1000", True),
    (Operator.GREATER, "four words are here", "3", True),
    (Operator.LESS, "2024-02-01", "2 February 2024", True),
    (Operator.GREATER, None, "-1", False),
    (Operator.AT_LEAST, "", "0", True),
    # Lists count by their length.
    (Operator.AT_LEAST, COLOURS, "3", True),
    (Operator.LESS, COLOURS, "blue", False),
    (Operator.GREATER, COLOURS, ["x"], True),
    # A blank is something.
    (Operator.IS_SET, " ", None, True),
    (Operator.IS_SET, "", None, False),
    (Operator.IS_EMPTY, [], None, True),
    # Patterns may stand between slashes, with flags.
    (Operator.MATCHES, "Room 12", r"\d+$", True),
    (Operator.MATCHES, "ROOM", "/room/i", True),
    (Operator.MATCHES, "ROOM", "room", False),
    (Operator.MATCHES, COLOURS, "^b", True),
    (Operator.MATCHES, "foobar", "foo(?=bar)", True),
    (Operator.MATCHES, "anything", "(", False),
    (Operator.NOT_MATCHES, "anything", "(", False),
    (Operator.NOT_MATCHES, "anything", "", False),
    (Operator.NOT_MATCHES, "anything", "^b", True),
]


@pytest.mark.parametrize(("operator", "left", "right", "holds"), CASES)
def test_values_compare_as_in_typebot(operator: Operator, left: Value, right: Value, holds: bool) -> None:
    assert dialect_named("typebot").compare(operator, left, right) is holds


def test_a_pattern_that_never_ends_is_given_up() -> None:
    endless = "(?=a)(a+)+$"

    assert dialect_named("typebot").compare(Operator.MATCHES, "a" * 40 + "b", endless) is False


def test_a_pattern_that_runs_out_of_time_again_and_again_is_tried_no_more() -> None:
    compare = dialect_named("typebot").compare
    for _ in range(3):
        assert not compare(Operator.MATCHES, "a" * 40 + "!", "(?=a)(a|aa)+$")

    assert not compare(Operator.MATCHES, "aaa", "(?=a)(a|aa)+$")
    assert compare(Operator.MATCHES, "aaa", "(?=a)(aa|a)+$")


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("null", None),
        ("undefined", None),
        ("{{list}}", ["a", "b"]),
        ("{{unset}}", ""),
        ("{{nobody}}", ""),
        ("{{word}}!", "hi!"),
        (" plain ", " plain "),
    ],
)
def test_a_right_side_is_a_word_a_value_or_a_text(source: str, meant: Value) -> None:
    dialect = dialect_named("typebot")
    scope: dict[str, Value] = {"list": ["a", "b"], "word": "hi"}
    template = dialect.template(source, frozenset({"list", "word", "unset"}))

    assert dialect.right_side(template, scope, lambda _code, _arguments: None) == meant
