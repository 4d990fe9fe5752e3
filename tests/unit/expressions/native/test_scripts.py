"""Code in DialogKit's own dialect: what it is sent to the sandbox as."""

import pytest

from dialogkit.expressions import dialect_named

NAMES = frozenset({"Score"})


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("[1, 2].map(x => x)", "return (\n[1, 2].map(x => x)\n);"),
        ("[1].map(x => x);", "return (\n[1].map(x => x)\n);"),
        ("const a = 1; return a", "const a = 1; return a"),
    ],
)
def test_a_value_is_returned_though_its_author_does_not_say_so(source: str, code: str) -> None:
    assert dialect_named("native").script(source, NAMES).bind({}).code == code


def test_statements_are_sent_as_they_stand() -> None:
    bound = dialect_named("native").statements("setVariable('Score', {{ Score }} + 1)", NAMES).bind({"Score": 1})

    assert bound.code == "setVariable('Score', _v0 + 1)"
    assert bound.arguments == {"_v0": 1}
