"""Paths into a response: the part of JavaScript that most mappings need."""

import pytest

from dialogkit.expressions import follow, is_path
from dialogkit.kit import Value

ROOTS: dict[str, Value] = {
    "data": {"items": [{"name": "one"}, {"name": "two"}], "a key": {"b-c": 1}, "text": "four"},
    "status": 200,
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("data.items[1].name", "two"),
        ("data?.items?.[0]?.name", "one"),
        ('data["a key"]["b-c"]', 1),
        ("data['a key']", {"b-c": 1}),
        ("status", 200),
        ("items.length", 2),
        ("data.text.length", 4),
        ("items[0]", {"name": "one"}),
        ("data.items[9].name", None),
        ("data.nothing.at.all", None),
        ("status.more", None),
    ],
)
def test_a_path_leads_to_a_value_or_nowhere(path: str, value: Value) -> None:
    assert is_path(path)
    assert follow(path, ROOTS) == value


@pytest.mark.parametrize("source", ["data.items.map(x => x.name)", "1 + 1", "data.", "data[", "", "data[-1]", "a b"])
def test_what_is_no_path_is_left_to_the_sandbox(source: str) -> None:
    assert not is_path(source)
