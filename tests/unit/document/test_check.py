"""`check` finds what would strand a visitor, and says it where and how an author can mend it."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow, Problem, check, errors_in
from dialogkit.document.problems import KINDS


def say(id: str, text: str = "Hi") -> dict[str, Any]:
    return {"type": "text", "id": id, "text": text}


def ask(id: str, variable: str = "") -> dict[str, Any]:
    return {"type": "text_question", "id": id, "question": "?", "variable": variable}


def node(id: str, *blocks: dict[str, Any]) -> dict[str, Any]:
    return {"id": id, "blocks": list(blocks)}


def edge(block: str, to: str | None, *, handle: str = "next", target: str | None = None) -> dict[str, Any]:
    leads = {} if to is None else {"to": {"node": to} | ({"block": target} if target else {})}
    return {"from": {"block": block, "handle": handle}, **leads}


def a_flow(**fields: Any) -> Flow:
    sound: dict[str, Any] = {
        "id": "demo",
        "name": "Demo",
        "variables": [{"name": "Name"}],
        "events": [{"type": "start", "id": "start"}],
        "nodes": [node("one", say("hi"), ask("who", "Name"), say("bye", "Bye {{ Name }}"))],
        "edges": [edge("start", "one")],
    }
    return codec().convert(sound | fields)


def codes(flow: Flow) -> list[str]:
    return [problem.code for problem in check(flow)]


def only(flow: Flow, code: str) -> Problem:
    (problem,) = [problem for problem in check(flow) if problem.code == code]
    return problem


def test_a_sound_flow_has_no_problems() -> None:
    assert check(a_flow()) == ()


ONE = node("one", say("hi"), ask("who", "Name"), say("bye", "Bye {{ Name }}"))


@pytest.mark.parametrize(
    ("code", "block", "fields"),
    [
        ("no_blocks", None, {"nodes": [], "edges": []}),
        ("no_start", "start", {"edges": []}),
        ("duplicate_id", "hi", {"nodes": [ONE, node("two", say("hi"))]}),
        ("duplicate_id", None, {"nodes": [ONE, node("one", say("other"))]}),
        ("duplicate_variable", None, {"variables": [{"name": "Name"}, {"name": "Name"}]}),
        ("event_in_node", "begin", {"nodes": [node("one", *ONE["blocks"], {"type": "start", "id": "begin"})]}),
        ("block_in_events", "lost", {"events": [{"type": "start", "id": "start"}, say("lost")]}),
        ("edge_from_nothing", None, {"edges": [edge("start", "one"), edge("hj", "one")]}),
        ("edge_from_unknown_handle", "hi", {"edges": [edge("start", "one"), edge("hi", "one", handle="nxt")]}),
        ("edge_to_nothing", "start", {"edges": [edge("start", "two")]}),
        ("edge_to_nothing", "start", {"edges": [edge("start", "one", target="nobody")]}),
        ("edge_to_wrong_node", "start", {"nodes": [ONE, node("two", say("x"))],
                                         "edges": [edge("start", "one", target="x")]}),
        ("undeclared_variable", "who", {"nodes": [node("one", ask("who", "Nmae"))]}),
        ("template", "hi", {"nodes": [node("one", say("hi", "{% if Name %}Hi"))]}),
        ("template", "hi", {"nodes": [node("one", say("hi", "Hi {{ Name | uppcase }}"))]}),
    ],
)  # fmt: skip
def test_what_would_strand_a_visitor_is_an_error(code: str, block: str | None, fields: dict[str, Any]) -> None:
    flow = a_flow(**fields)

    problem = next(problem for problem in errors_in(check(flow)) if problem.code == code)

    assert problem.block == block
    assert problem.message.endswith(".")
    assert problem.fix


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("unreachable_node", {"nodes": [ONE, node("two", say("x"))]}),
        ("empty_node", {"nodes": [ONE, node("two")], "edges": [edge("start", "one"), edge("bye", "two")]}),
        ("unused_variable", {"variables": [{"name": "Name"}, {"name": "Age"}]}),
        ("never_set", {"nodes": [node("one", say("hi", "Hi {{ Name }}"))]}),
        ("undeclared_in_text", {"nodes": [node("one", ask("who", "Name"), say("hi", "{{ Nmae }}"))]}),
        ("unclosed_name", {"nodes": [node("one", ask("who", "Name"), say("hi", "{{ Name } and {{ Name }}"))]}),
        ("endless_loop", {"nodes": [node("one", *ONE["blocks"]), node("two", say("x"))],
                          "edges": [edge("start", "one"), edge("bye", "two"), edge("x", "two")]}),
        ("edge_twice", {"edges": [edge("start", "one"), edge("start", None)]}),
        ("edge_from_wrong_node", {"nodes": [ONE, node("two")],
                                  "edges": [edge("start", "one"), {"from": {"block": "hi", "node": "two"}}]}),
        ("duplicate_event", {"events": [{"type": "start", "id": "start"}, {"type": "start", "id": "again"}]}),
        ("orphan_position", {"layout": {"nowhere": {"x": 0, "y": 0}}}),
        ("orphan_translation", {"translations": {"de": {"hi": {"texte": "Hallo"}}}}),
    ],
)  # fmt: skip
def test_what_is_only_odd_is_a_warning(code: str, fields: dict[str, Any]) -> None:
    flow = a_flow(**fields)

    problem = only(flow, code)

    assert problem.severity == "warning"
    assert problem.fix
    assert errors_in(check(flow)) == ()


def test_a_missing_name_comes_with_the_one_that_was_meant() -> None:
    flow = a_flow(nodes=[node("one", ask("who", "Nmae"))])

    assert only(flow, "undeclared_variable").fix == "Did you mean `Name`?"


def test_an_imported_flow_may_have_the_oddities_its_dialect_copes_with() -> None:
    fields = {
        "nodes": [node("one", say("hi"), ask("who", "Name"), say("bye", "Bye {{Name}}"))],
        "edges": [edge("start", "one"), edge("gone", "one"), edge("bye", "nowhere")],
    }

    native, imported = a_flow(**fields), a_flow(**fields, dialect="typebot")

    assert len(errors_in(check(native))) == 2
    assert errors_in(check(imported)) == ()
    assert set(codes(imported)) == {"edge_from_nothing", "edge_to_nothing"}


def test_errors_come_before_warnings() -> None:
    flow = a_flow(variables=[{"name": "Age"}], nodes=[ONE, node("two", say("x"))])

    severities = [problem.severity.value for problem in check(flow)]

    assert severities == sorted(severities)
    assert len(set(severities)) == 2


def test_a_circle_that_asks_or_has_a_way_out_is_no_endless_loop() -> None:
    asks = a_flow(edges=[edge("start", "one"), edge("bye", "one")])
    branch = {"type": "condition", "id": "if", "branches": [{"id": "again"}]}
    leaves = a_flow(
        nodes=[ONE, node("two", say("x"), branch)],
        edges=[edge("start", "one"), edge("bye", "two"), edge("if", "two", handle="again")],
    )

    assert "endless_loop" not in codes(asks) + codes(leaves)


@pytest.mark.parametrize(
    "text",
    [
        "{{{ Name }}}",
        '{"a": {"b": {{ Name }}}}',
        "{{ Name | default: '{' }}",
        "{% raw %}{{ Name }{% endraw %}{{ Name }}",
    ],
)
def test_brackets_that_are_meant_are_no_open_name(text: str) -> None:
    flow = a_flow(nodes=[node("one", ask("who", "Name"), say("hi", text))])

    assert codes(flow) == []


def test_every_kind_of_problem_is_explained() -> None:
    assert all(kind.meaning.endswith(".") for kind in KINDS.values())


def test_ten_thousand_nodes_are_checked_within_two_seconds() -> None:
    count = 10_000
    nodes = [node(f"n{i}", ask(f"q{i}", "Name"), say(f"s{i}", f"Hi {{{{ Name }}}}, {i}")) for i in range(count)]
    links = [edge(f"s{i}", f"n{i + 1}") for i in range(count - 1)] + [edge(f"q{i}", f"n{i}") for i in range(count)]
    flow = a_flow(nodes=nodes, edges=[edge("start", "n0"), *links])

    began = process_time()
    check(flow)

    assert process_time() - began < 2
