"""Texts with names in them: values are data, nothing asks the clock, and no text grows beyond a limit."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogkit.expressions import dialect_named
from dialogkit.kit import InvalidDocument, Value
from tests.support.flows import a_flow, message, question
from tests.support.talking import Talk


def filled(source: str, **scope: Value) -> str:
    return filled_from(source, scope)


def filled_from(source: str, scope: Mapping[str, Value]) -> str:
    template = dialect_named("native").template(source, frozenset(scope))
    return template.render(scope, lambda code, arguments: None)


def test_a_name_is_replaced_by_its_value() -> None:
    assert filled("Hi {{ name }} and {{name}}", name="Ada") == "Hi Ada and Ada"


def test_a_name_that_is_not_set_leaves_nothing() -> None:
    assert filled("Hi {{ stranger }}!") == "Hi !"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(True, "true"), (3.0, "3"), (1.5, "1.5"), (["a", 2], "a, 2"), ({"a": 1}, '{"a":1}'), (None, "")],
)
def test_a_value_is_shown_as_a_person_writes_it(value: Value, shown: str) -> None:
    assert filled("{{ it }}", it=value) == shown


@pytest.mark.parametrize(
    "source", ["{{ it }}", "**{{ it }}**", "{{ it | default: 'x' }}", "{% if it %}{{ it }}{% endif %}"]
)
@pytest.mark.parametrize(
    "value", ["{{ secret }}", "{{ secret | upcase }}", "{% if true %}secret{% endif %}", "{{= 1 =}}"]
)
def test_a_value_is_never_evaluated_a_second_time(source: str, value: str) -> None:
    assert value in filled(source, it=value, secret="hidden")


@given(st.text(max_size=40))
def test_any_value_comes_through_as_it_is(value: str) -> None:
    assert filled("[{{ it }}]", it=value) == f"[{value}]"


def test_a_name_may_have_spaces() -> None:
    assert filled_from("Hi {{ First name }}", {"First name": "Ada"}) == "Hi Ada"


def test_a_name_with_spaces_takes_filters() -> None:
    scope = {"First name": "Ada", "Näme!": "eve"}

    assert filled_from("{{ First name | upcase }} {{ First name|size }} {{ Näme! | capitalize }}", scope) == "ADA 3 Eve"


def test_a_name_with_spaces_stands_beside_filters_and_tags() -> None:
    scope = {"First name": "Ada", "a.b": "exact"}

    assert filled_from("{{ First name }} {{- First name -}} {{ 'x' | upcase }}", scope) == "AdaAdaX"
    assert filled_from("{% if true %}{{ First name }} {{ a.b }}{% endif %}", scope) == "Ada exact"


def test_a_template_tells_the_variables_it_reads() -> None:
    native = dialect_named("native")

    assert native.template("{{ a }} {{ b }}", frozenset("ab")).names() == {"a", "b"}
    assert native.template("{{ First name | upcase }}{{ c }}", frozenset({"First name"})).names() == {"First name", "c"}


def test_an_exact_name_wins_over_a_path() -> None:
    assert filled_from("{{ a.b }}", {"a.b": "exact", "a": {"b": "path"}}) == "exact"
    assert filled_from("{{ a.b }}", {"a": {"b": "path"}}) == "path"


def test_tags_of_liquid_work() -> None:
    assert filled("{% for x in list %}<{{ x }}>{% endfor %}", list=["a", "b"]) == "<a><b>"


@pytest.mark.parametrize("source", ["{{ name | nonsense }}", "{% if name %}", "{{ name | upcase"])
def test_a_template_that_cannot_be_read_is_refused(source: str) -> None:
    if source.endswith("upcase"):
        assert filled(source, name="Ada") == source
    else:
        with pytest.raises(InvalidDocument):
            filled(source, name="Ada")


def test_a_filter_that_cannot_work_leaves_nothing() -> None:
    assert filled("{{ a | divided_by: 0 }}", a=1) == ""


def test_loops_of_a_template_end() -> None:
    assert filled("{% for x in (1..1000000) %}x{% endfor %}", a=1) == ""


@pytest.mark.parametrize(
    "source",
    [
        "{{ long | replace: 'x', long | replace: 'x', long | size }}",
        "{{ long | split: '' | join: long | size }}",
        "{% assign a = long | split: '' %}{{ a | sort | reverse | uniq | size }}",
        "{% assign n = 9 %}" + "{% assign n = n | times: n %}" * 40 + "{{ n | size }}",
        "{% for i in (1..9999) %}{% assign a = long | upcase %}{% endfor %}well",
        "{% for i in (1..90) %}{% for j in (1..90) %}{% if long contains 'y' %}{% endif %}{% endfor %}{% endfor %}well",
        "{% for i in (1..9999) %}" + "{% if true %}{% endif %}" * 1_000 + "{% endfor %}well",
        "{% capture a %}{{ long }}{{ long }}{% endcapture %}{% assign a = a | append: a %}" * 20 + "well",
    ],
)
def test_a_template_that_would_work_for_long_is_stopped_first(source: str) -> None:
    work = 0

    class Turn:
        now = None

        def spend(self, characters: int) -> None:
            nonlocal work
            work = characters

        def __call__(self, code: str, arguments: object) -> None: ...

    text = dialect_named("native").template(source, frozenset({"long"})).render({"long": "x" * 60_000}, Turn())

    assert text == ""
    assert work > 4_000_000


def test_a_text_does_not_grow_beyond_its_limit() -> None:
    with pytest.raises(InvalidDocument, match="1,000,000"):
        filled("{{ a }}" * 100, a="x" * 64_000)


def test_a_name_alone_gives_the_value_itself() -> None:
    template = dialect_named("native").template("{{ list }}", frozenset({"list"}))

    assert template.value({"list": [1, 2]}, lambda code, arguments: None) == [1, 2]


@pytest.mark.parametrize("word", ['"now"', '"today"', "word"])
def test_now_is_the_time_of_the_turn(word: str) -> None:
    talk = Talk(a_flow(message(f"{{{{ {word} | date: '%d.%m.%Y %H:%M' }}}}"), variables={"word": "now"}))

    assert talk.heard == ["14.03.2026 12:00"]


def test_now_without_a_turn_is_not_the_clocks() -> None:
    assert filled("{{ 'now' | date: '%Y' }}", a=1) == "now"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-03-14", "14.03.26"),
        ("2026-03-14T10:00:00Z", "14.03.26"),
        (0, "01.01.70"),
        ("10:30", "10:30"),
        ("May", "May"),
    ],
)
def test_dates_are_written_by_a_format_and_other_words_stay(value: Value, shown: str) -> None:
    assert filled("{{ it | date: '%d.%m.%y' }}", it=value) == shown


def test_formatting_is_the_authors_and_values_are_words() -> None:
    talk = Talk(a_flow(question("name"), message("**Hi {{ name }}**")))
    talk.says("_Ada_ [x](javascript:alert(1))")
    rich = talk.messages[-1].rich  # type: ignore[attr-defined]  # the last message is a text

    assert rich[0].children[0].tag == "b"
    assert rich[0].children[0].children[0].text == "Hi _Ada_ [x](javascript:alert(1))"


def test_a_link_made_of_a_value_cannot_run_code() -> None:
    talk = Talk(a_flow(message("[go]({{ address }})"), variables={"address": "javascript:alert(1)"}))
    rich = talk.messages[-1].rich  # type: ignore[attr-defined]  # the last message is a text

    assert rich[0].children[0].href == ""
