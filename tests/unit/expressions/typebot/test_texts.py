"""Texts and Markdown with names in them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dialogkit.expressions import RichNode, dialect_named
from dialogkit.kit import Value

SCOPE: dict[str, Value] = {"who": "Mia", "full name": "Mia Moon", "list": ["a", "b"], "n": "4", "zip": "0123"}
NAMES = frozenset({*SCOPE, "unset"})


def no_sandbox(code: str, arguments: Mapping[str, Value]) -> Value:
    raise AssertionError(f"the sandbox was not expected: {code}")


def failing_sandbox(code: str, arguments: Mapping[str, Value]) -> Value:
    return None


def plain(source: str) -> str:
    return dialect_named("typebot").template(source, NAMES).render(SCOPE, no_sandbox)


def shown(source: str, dialect: str = "typebot", **scope: Value) -> str:
    return dialect_named(dialect).rich(source, NAMES | scope.keys()).render({**SCOPE, **scope}, no_sandbox)[0]


def tree(source: str, **scope: Value) -> tuple[RichNode, ...]:
    return dialect_named("typebot").rich(source, NAMES | scope.keys()).render({**SCOPE, **scope}, no_sandbox)[1]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Hi {{who}}, {{full name}}!", "Hi Mia, Mia Moon!"),
        ("[{{ who }}] [{{Who}}] [{{unset}}] [{{nobody}}]", "[] [] [] []"),
        ("{who} {{}} {{{who}}}", "{who} {{}} {Mia}"),
        ("{{list}}", '["a","b"]'),
        ("costs ${{n}}.", "costs $4."),
        ("{{={{n}} + 1=}} {{={{zip}}=}} {{=[1, 'x']=}}", '5 0123 [1,"x"]'),
        ("{{=null=}}{{=undefined=}}{{={{unset}}=}}", ""),
        ("{{=nothing here=}}", "nothing here"),
    ],
)
def test_names_and_code_in_a_text_are_filled_in(source: str, text: str) -> None:
    assert plain(source) == text


def test_code_in_a_text_that_the_sandbox_cannot_run_stays_with_its_names_filled_in() -> None:
    template = dialect_named("typebot").template("{{={{who}} (=}}", NAMES)

    assert template.render(SCOPE, failing_sandbox) == "Mia ("


def test_a_text_of_one_name_has_the_values_own_kind() -> None:
    dialect = dialect_named("typebot")

    assert dialect.template("{{list}}", NAMES).value(SCOPE, no_sandbox) == ["a", "b"]
    assert dialect.template("{{list}}!", NAMES).value(SCOPE, no_sandbox) == '["a","b"]!'
    assert dialect.template("{{who}} {{list}}", NAMES).names() == {"who", "list"}


def test_a_value_is_not_expanded_again() -> None:
    assert shown("Say {{v}}", v="{{who}}") == "Say {{who}}"


def test_a_list_shows_its_last_element_in_flows_from_before_version_6() -> None:
    assert shown("[{{list}}]") == '["a","b"]'.join("[]")
    assert shown("[{{list}}]", "typebot-5") == "[b]"


def test_a_dollar_before_a_name_swallows_the_next_character_of_a_bubble() -> None:
    assert shown("(${{n}}) left") == "($4 left"


def test_a_text_without_formatting_has_no_tree() -> None:
    assert tree("Hi {{who}}, 5 \\* 3") == ()
    assert shown("Hi {{who}}, 5 \\* 3") == "Hi Mia, 5 * 3"


def test_formatting_of_the_author_surrounds_values() -> None:
    bold = RichNode(tag="b", children=(RichNode(text="Mia"),))
    assert tree("Hi **{{who}}**!") == (RichNode(tag="p", children=(RichNode(text="Hi "), bold, RichNode(text="!"))),)


def test_a_link_may_be_named_and_led_by_values_but_not_to_code() -> None:
    assert shown("[{{who}}](https://example.org/{{n}})") == "[Mia](https://example.org/4)"
    link = tree("[go]({{u}})", u="javascript:alert(1)")[0].children[0]
    assert (link.tag, link.href) == ("a", "")


@pytest.mark.parametrize(
    ("value", "inline", "whole"),
    [
        ("- one\n- two", "Say onetwo.", "* one\n* two"),
        ("1. one\n2. two", "Say onetwo.", "1. one\n2. two"),
        ("# Head", "Say Head.", "# Head"),
        ("> quoted", "Say quoted.", "> quoted"),
        ("[there](https://example.org)", "Say there.", "[there](https://example.org)"),
        ("*so*", "Say _so_.", "_so_"),
        ("~~gone~~", "Say ~~gone~~.", "~~gone~~"),
        ("a\nb", "Say a\nb.", "a\nb"),
        ("snake_case_name", "Say snake_case_name.", "snake_case_name"),
        ("<b>tag</b>", "Say <b>tag</b>.", "<b>tag</b>"),
    ],
)
def test_a_values_own_markdown_keeps_its_blocks_only_where_it_is_the_whole_line(
    value: str, inline: str, whole: str
) -> None:
    assert shown("Say {{v}}.", v=value) == inline
    assert shown("{{v}}", v=value) == whole


def test_an_image_in_a_value_vanishes_inside_a_sentence() -> None:
    value = "![cat](https://example.org/c.png)"

    assert shown("Look: {{v}}", v=value) == "Look: "
    assert tree("{{v}}", v=value)[0].children[0].href == "https://example.org/c.png"


def test_lines_around_a_value_that_is_a_list_stay() -> None:
    assert shown("before\n{{v}}\nafter", v="- one\n- two") == "before\n\n* one\n* two\n\nafter"
