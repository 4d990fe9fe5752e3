"""How DialogKit's own dialect compares: what people mean, in both directions of every operator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogkit.expressions import Operator, dialect_named
from dialogkit.kit import Value

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.lists(st.text(max_size=4), max_size=3),
)
OPPOSITES = [
    (Operator.IS, Operator.IS_NOT),
    (Operator.CONTAINS, Operator.NOT_CONTAINS),
    (Operator.MATCHES, Operator.NOT_MATCHES),
    (Operator.IS_SET, Operator.IS_EMPTY),
]


def holds(left: Value, operator: str, right: Value = None) -> bool:
    return dialect_named("native").compare(Operator(operator), left, right)


@pytest.mark.parametrize(
    ("left", "operator", "right"),
    [
        ("Ada", "is", " ada "),
        (1, "is", "1.0"),
        ("", "is", None),
        (["a", "B"], "is", ["A", "b"]),
        (True, "is", "true"),
        ("Straße", "is", "STRASSE"),
        ("Hello world", "contains", "WORLD"),
        (["red", "Green"], "contains", "green"),
        (["a", "b", "c"], "contains", ["c", "a"]),
        ({"key": 1}, "contains", "key"),
        (10, "greater", "9"),
        ("10", "greater", "9"),
        ("b", "greater", "A"),
        ("2026-03-14", "greater", "2026-03-09"),
        (["a", "b", "c"], "greater", 2),
        (5, "at_least", 5),
        (4, "less", 5),
        (5, "at_most", 5),
        (0, "is_set", None),
        (False, "is_set", None),
        ([], "is_empty", None),
        ("Hello", "starts_with", "he"),
        ("Hello", "ends_with", "LO"),
        ("abc-123", "matches", r"^[a-z]+-\d+$"),
    ],
)
def test_a_comparison_holds_where_people_would_say_so(left: Value, operator: str, right: Value) -> None:
    assert holds(left, operator, right)


@pytest.mark.parametrize(
    ("left", "operator", "right"),
    [
        ("9", "greater", "10"),
        (None, "greater", 0),
        (0, "less", None),
        (None, "less", 1),
        ("Ada", "contains", ""),
        (None, "contains", "a"),
        ("a", "is", None),
        (0, "is", ""),
        ("a", "matches", "("),
        ("a" * 100, "matches", "a" * 1_001),
        ("", "is_set", None),
    ],
)
def test_a_comparison_with_nothing_or_nonsense_does_not_hold(left: Value, operator: str, right: Value) -> None:
    assert not holds(left, operator, right)


@given(VALUES, VALUES)
def test_an_operator_and_its_opposite_never_agree(left: Value, right: Value) -> None:
    for one, other in OPPOSITES:
        assert holds(left, one, right) != holds(left, other, right)


@given(VALUES)
def test_every_value_is_itself(value: Value) -> None:
    assert holds(value, "is", value)


def test_a_hostile_pattern_takes_no_time() -> None:
    assert not holds("a" * 50_000 + "!", "matches", "(a+)+$")
