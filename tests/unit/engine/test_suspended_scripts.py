"""A block whose text or code needs the sandbox starts over with the result, and nothing happens twice."""

from __future__ import annotations

from typing import ClassVar

import msgspec
import pytest

from dialogkit.document import Block, Category, Flow, Kind, NodeOf
from dialogkit.engine import (
    LEAVE,
    EffectResult,
    Enter,
    FrameKind,
    Outcome,
    Place,
    RunScript,
    Start,
    TextInput,
    Turn,
    advance,
    begin,
    compile_flow,
)
from dialogkit.kit import BlockId, Conflict, FlowId, NodeId
from tests.support.flows import Plain, a_flow, block, choice, edge, message, node, question, when
from tests.support.talking import NOON, Talk, replies

INLINE = "{{=[1].map(x => x)=}}"
"""Code inside a text, as Typebot writes it, that only the sandbox can run."""


class Hasty(Block, frozen=True, kw_only=True, tag="hasty"):
    """Count, speak and draw before computing, in the order in which no block of ours does."""

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Hasty", "bolt")

    def run(self, turn: Turn) -> Outcome:
        """Do everything too early."""
        count = turn.get("n")
        turn.set("n", count + 1 if isinstance(count, int) else 1)
        turn.say("once")
        turn.compute("[1].pop()")
        return LEAVE


class Borrower(Block, frozen=True, kw_only=True, tag="borrower"):
    """Enter a subflow, and compute before taking its value back."""

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Borrower", "coins")

    def run(self, turn: Turn) -> Outcome:
        """Enter, or compute and take back."""
        if turn.frame is None:
            return Enter(Place(flow=FlowId("child")), FrameKind.SUBFLOW, variables={"x": 5})
        turn.compute("[1].pop()")
        turn.set("n", (turn.child or {}).get("x"))
        return LEAVE


def computed(variable: str, code: str = "[1].map(x => x)", **fields: str) -> Plain:
    return block("set_variable", variable=variable, value={"type": "code", "code": code}, **fields)


def test_a_value_that_needs_the_sandbox_is_waited_for() -> None:
    program = compile_flow(a_flow(message("Before"), computed("x", "[{{ n }}].pop()"), variables={"n": 5}))

    step = advance(begin(1), program, Start(), now=NOON)

    assert step.status == "working"
    assert isinstance(step.effect, RunScript)
    assert step.effect.code == "return (\n[_v0].pop()\n);"
    assert step.effect.arguments == {"_v0": 5}
    assert len(step.messages) == 1


def test_simple_code_needs_no_sandbox() -> None:
    talk = Talk(a_flow(computed("x", "{{ n }} * 2"), variables={"n": 21}))

    assert (talk.effects, talk.variables["x"]) == ([], 42)


def test_a_text_with_two_scripts_is_said_once_and_each_script_runs_once() -> None:
    talk = Talk(
        a_flow(message(f"{INLINE} and {INLINE}"), message("after"), dialect="typebot"),
        perform=replies({"value": "one"}, {"value": "two"}),
    )

    assert talk.heard == ["one and two", "after"]
    assert len(talk.effects) == 2
    assert [message.id for message in talk.messages] == ["m0", "m1"]


def test_a_question_whose_words_need_the_sandbox_is_asked_once() -> None:
    talk = Talk(
        a_flow(question("name", f"{INLINE}?", placeholder=INLINE), message("Hi {{name}}"), dialect="typebot"),
        perform=replies({"value": "placed"}, {"value": "Who"}),
    )
    assert talk.heard == ["Who?"]
    assert talk.ask is not None
    assert talk.ask.placeholder == "placed"

    assert talk.says("Ada").heard == ["Who?", "Hi Ada"]
    assert len(talk.effects) == 2


def test_the_reply_is_kept_while_a_script_in_its_refusal_runs() -> None:
    flow = a_flow(question("name", "Name?", min_length=3, retry=f"No: {INLINE}", attempts=3), dialect="typebot")
    talk = Talk(flow, perform=replies({"value": "first"}, {"value": "second"}))

    talk.says("a", "b")
    assert talk.heard == ["Name?", "No: first", "No: second"]

    assert talk.says("Ada").variables == {"name": "Ada"}


def test_a_refusal_counts_once_however_many_scripts_it_needs() -> None:
    flow = a_flow(
        node("main", question("name", "Name?", min_length=3, retry=f"{INLINE}{INLINE}", attempts=3, id="name")),
        node("out", message("Never mind.")),
        edges=[edge("name", "out", "exhausted")],
        dialect="typebot",
    )
    talk = Talk(flow, perform=replies(*[{"value": "x"}] * 4))

    talk.says("a", "b")
    assert "Never mind." not in talk.heard

    assert talk.says("c").heard[-1] == "Never mind."


def test_what_a_block_has_set_before_its_script_is_undone() -> None:
    over = block("loop", "loop", over="list", item="it", index="number")
    flow = a_flow(
        node("all", over, message("done")),
        node("each", message(f"{{{{number}}}}{{{{it}}}}{INLINE}")),
        edges=[edge("loop", "each", "each")],
        variables={"list": ["a", "b"]},
        dialect="typebot",
    )

    talk = Talk(flow, perform=replies({"value": "!"}, {"value": "?"}))

    assert talk.heard == ["1a!", "2b?", "done"]


def test_a_condition_with_a_script_goes_on_in_its_loop() -> None:
    held = {"comparisons": [{"variable": "n", "operator": "less", "value": INLINE}]}
    flow = a_flow(
        node("all", block("loop", "loop", index="n") | {"while": held}, message("{{n}} rounds")),
        node("each", message("round")),
        edges=[edge("loop", "each", "each")],
        variables={"n": 0},
        dialect="typebot",
    )

    talk = Talk(flow, perform=replies(*[{"value": 2}] * 3))

    assert talk.heard == ["round", "round", "2 rounds"]


def test_values_taken_back_from_a_subflow_survive_a_script_of_the_caller() -> None:
    child = a_flow(question("answer", "Child?"), id="child", dialect="typebot")
    parent = a_flow(
        block("subflow", flow="child", take=[{"variable": "answer", "to": "result"}]),
        computed("x"),
        message("{{result}}{{x}}"),
        variables=[{"name": "result"}],
        dialect="typebot",
    )

    talk = Talk(parent, child, perform=replies({"value": "!"})).says("yes")

    assert talk.heard[-1] == "yes!"


def test_a_choice_is_kept_while_the_labels_need_the_sandbox() -> None:
    flow = a_flow(choice("colour", INLINE, id="colour"), message("{{colour}}"), dialect="typebot")
    talk = Talk(flow, perform=replies({"value": "Red"}, {"value": "Red"}))

    talk.chooses(INLINE.lower())

    assert talk.heard[-1] == "Red"
    assert talk.step.shown == "Red"


def test_a_script_that_fails_takes_the_way_out_and_says_why() -> None:
    flow = a_flow(
        node("main", computed("x", id="code", error_variable="why"), message("never")),
        node("failed", message("Sorry: {{ why }}")),
        edges=[edge("code", "failed", "error")],
    )

    talk = Talk(flow, perform=replies(EffectResult(error="thrown", message="x is not defined")))

    assert talk.heard == ["Sorry: x is not defined"]
    assert "x" not in talk.variables


def test_chance_does_not_depend_on_how_often_a_block_starts_over() -> None:
    flow = a_flow(message(f"{INLINE}{INLINE}"), computed("x"), dialect="typebot")

    talk = Talk(flow, perform=replies(*[{"value": 1}] * 3))

    seeds = [effect.seed for effect in talk.effects if isinstance(effect, RunScript)]
    assert len(set(seeds)) == 3
    assert talk.session.draws == 3


def test_a_visitor_cannot_answer_while_a_script_runs() -> None:
    program = compile_flow(a_flow(question("name"), computed("x")))
    asked = advance(begin(1), program, Start(), now=NOON)
    working = advance(asked.session, program, TextInput(text="Ada"), now=NOON)
    assert working.status == "working"

    with pytest.raises(Conflict, match="script"):
        advance(working.session, program, TextInput(text="Bob"), now=NOON)


def test_buttons_whose_conditions_need_the_sandbox_are_offered_once() -> None:
    items = [
        {"id": "a", "label": "A", "when": when("n", "is", INLINE)},
        {"id": "b", "label": "B", "when": when("n", "is_not", INLINE)},
    ]
    flow = a_flow(block("buttons", items=items, question="Which?"), variables={"n": 1}, dialect="typebot")

    talk = Talk(flow, perform=replies({"value": 1}, {"value": 1}))

    assert talk.heard == ["Which?"]
    assert [item.id for item in getattr(talk.ask, "items", ())] == ["a"]


def test_a_refusal_is_said_once_where_asking_again_needs_the_sandbox() -> None:
    flow = a_flow(question("name", "Name?", min_length=3, retry="No.", placeholder=INLINE), dialect="typebot")
    talk = Talk(flow, perform=replies({"value": "a"}, {"value": "b"}))

    talk.says("x")

    assert talk.heard == ["Name?", "No."]


def test_what_a_block_did_before_it_computed_is_undone() -> None:
    talk = Talk(a_flow_of(Hasty(id=BlockId("b"))), perform=replies({"value": 1}))

    assert (talk.heard, talk.variables, talk.session.said) == (["once"], {"n": 1}, 1)


def test_a_subflows_values_are_still_there_when_its_caller_has_computed() -> None:
    child = a_flow(message("Child"), id="child", variables=[{"name": "x"}])

    talk = Talk(a_flow_of(Borrower(id=BlockId("b"))), child, perform=replies({"value": 1}))

    assert (talk.heard, talk.variables, talk.session.frames) == (["Child"], {"n": 5}, ())


def a_flow_of(one: Block) -> Flow:
    """Return a flow of one block of any class, in which `n` is a variable."""
    return msgspec.structs.replace(
        a_flow(message("replaced"), variables=[{"name": "n"}]), nodes=(NodeOf(id=NodeId("main"), blocks=(one,)),)
    )
