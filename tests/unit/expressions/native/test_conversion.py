"""Values as variables of a type keep them; what does not fit stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogkit.expressions import dialect_named
from dialogkit.kit import Value


@pytest.mark.parametrize(
    ("value", "declared", "kept"),
    [
        ("42", "number", 42),
        ("4.5", "number", 4.5),
        ("many", "number", "many"),
        ("nan", "number", "nan"),
        ("1_000", "number", "1_000"),
        (42, "text", "42"),
        (["a", 1], "text", "a, 1"),
        ("Yes", "boolean", True),
        ("off", "boolean", False),
        ("perhaps", "boolean", "perhaps"),
        ("a", "list", ["a"]),
        (["a"], "list", ["a"]),
        ({"a": 1}, "object", {"a": 1}),
        ("42", "any", "42"),
        (None, "number", None),
    ],
)
def test_a_value_becomes_one_of_the_declared_type(value: Value, declared: str, kept: Value) -> None:
    assert dialect_named("native").convert(value, declared) == kept


@given(
    st.one_of(st.text(), st.integers(), st.booleans()), st.sampled_from(["text", "number", "boolean", "list", "any"])
)
def test_converting_twice_is_converting_once(value: Value, declared: str) -> None:
    native = dialect_named("native")
    once = native.convert(value, declared)

    assert native.convert(once, declared) == once
