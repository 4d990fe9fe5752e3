"""A turn that would use too much fails with a code, says why, and leaves the conversation where it was."""

from __future__ import annotations

import asyncio

import pytest

from dialogkit.document import Flow
from dialogkit.engine import (
    BUDGETS,
    Budgets,
    Effect,
    EffectResult,
    Input,
    Session,
    Start,
    Status,
    Step,
    TextInput,
    advance,
    begin,
    compile_flow,
    play,
)
from dialogkit.kit import Conflict, TooLarge, Value
from tests.support.flows import Plain, a_flow, block, edge, message, node, question, when
from tests.support.talking import NOON, Talk

CODE = "[1].map(x => x)"
"""Code that only the sandbox can run."""


def again_and_again(*blocks: Plain) -> Flow:
    """Return a flow that asks once and then goes round without waiting."""
    last = blocks[-1]["id"]
    return a_flow(
        node("ask", question("word", id="ask")),
        node("round", *blocks),
        edges=[edge("ask", "round"), edge(last, "round")],
        variables=[{"name": "text"}, {"name": "list"}],
    )


def growing(name: str, text: str, id: str = "grow") -> Plain:
    return block("set_variable", id, variable=name, value={"type": "text", "text": text})


def called_by_itself() -> Flow:
    return a_flow(
        node("ask", question("word", id="ask")),
        node("round", block("jump", "call", node="round", call=True)),
        edges=[edge("ask", "round")],
    )


@pytest.mark.parametrize(
    ("flow", "budgets", "code"),
    [
        pytest.param(again_and_again(block("ab_split", "b1")), BUDGETS, "too_many_steps", id="blocks entered"),
        pytest.param(again_and_again(message("Hi", "b1")), BUDGETS, "too_many_messages", id="messages said"),
        pytest.param(again_and_again(message("x" * 50_000, "b1")), BUDGETS, "too_many_messages", id="characters said"),
        pytest.param(called_by_itself(), BUDGETS, "too_deep", id="calls open"),
        pytest.param(
            again_and_again(growing("text", "{{ text }}{{ text }}x")), BUDGETS, "value_too_large", id="one value"
        ),
        pytest.param(
            again_and_again(
                block("set_variable", "b1", variable="list", value={"type": "append", "text": "x" * 2_000})
            ),
            Budgets(variables_bytes=20_000),
            "variables_too_large",
            id="all values",
        ),
    ],
)
def test_a_turn_that_uses_too_much_fails_and_the_visitor_may_answer_again(
    flow: Flow, budgets: Budgets, code: str
) -> None:
    talk = Talk(flow, budgets=budgets)
    before = talk.session

    talk.says("go")

    assert talk.status == "failed"
    assert talk.session.failure == code
    assert talk.step.failure
    assert (talk.session.waiting, talk.session.variables, talk.session.frames) == (before.waiting, {}, ())
    assert talk.says("again").session.failure == code


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        (again_and_again(message("Hi", "b1")), 20),
        (again_and_again(message("Hi", "b1"), block("ab_split", "b2")), 20),
        (again_and_again(message("x" * 50_000, "b1")), 1),
    ],
)
def test_a_turn_that_says_too_much_is_kept_with_little_of_it(flow: Flow, said: int) -> None:
    talk = Talk(flow).says("go")

    assert (talk.status, len(talk.step.messages)) == ("failed", said)
    assert len({message.id for message in talk.says("again").messages}) == len(talk.messages)


def test_what_was_said_before_an_effect_is_cut_too_where_the_turn_fails() -> None:
    flow = again_and_again(
        *(message("Hi", f"b{number}") for number in range(30)), block("http_request", "last", url="/")
    )

    async def answered(_effect: Effect, _step: Step) -> EffectResult:
        return EffectResult(value={})

    program, words = compile_flow(flow), TextInput(text="go")
    begun = advance(begin(1), program, Start(), now=NOON)
    step = asyncio.run(play(begun.session, program, words, now=NOON, perform=answered))

    assert (step.session.failure, len(step.messages)) == ("too_many_messages", 20)


def test_a_loop_within_the_budget_is_no_failure() -> None:
    flow = a_flow(
        node("all", block("loop", "loop", index="number", max_rounds=200), message("{{ number }}", "end")),
        node("each", block("ab_split", "nothing")),
        edges=[edge("loop", "each", "each")],
    )

    talk = Talk(flow)

    assert (talk.status, talk.heard) == ("ended", ["200"])


def test_messages_of_a_failed_turn_keep_their_ids_to_themselves() -> None:
    talk = Talk(again_and_again(message("Hi", "b1")), budgets=Budgets(messages=3))
    talk.says("go")
    first = [message.id for message in talk.messages]

    talk.says("go")

    ids = [message.id for message in talk.messages]
    assert len(first) > 3
    assert len(set(ids)) == len(ids)


def test_a_value_is_not_nested_too_deeply() -> None:
    deep: Value = "x"
    for _ in range(40):
        deep = [deep]

    talk = Talk(a_flow(question("word"), variables=[{"name": "list"}]), start=Start(variables={"list": deep}))

    assert (talk.status, talk.session.failure) == ("failed", "value_too_deep")


def test_a_conversation_that_failed_at_its_start_can_be_started_again() -> None:
    flow = a_flow(question("word"), variables=[{"name": "text"}])
    talk = Talk(flow, start=Start(variables={"text": "x" * 70_000}))
    assert talk.session.failure == "value_too_large"

    talk.takes(Start(variables={"text": "short"}))

    assert (talk.status, talk.variables["text"]) == ("waiting", "short")


def test_open_subflows_may_not_remember_too_much() -> None:
    flow = a_flow(
        node("ask", question("text", id="ask")),
        node("down", block("subflow", "sub", node="down", give_same_names=True)),
        edges=[edge("ask", "down")],
    )
    talk = Talk(flow, budgets=Budgets(frames_bytes=5_000))

    talk.says("x" * 1_000)

    assert talk.session.failure == "frames_too_large"


def test_an_answer_that_is_too_long_is_refused_with_words() -> None:
    talk = Talk(a_flow(question("word")), budgets=Budgets(answer_bytes=10))

    talk.says("x" * 11)

    assert talk.heard[-1] == "That is too long. Please make it shorter."
    assert talk.says("x" * 10).variables == {"word": "x" * 10}


def test_a_client_tells_only_so_much_of_itself() -> None:
    program = compile_flow(a_flow(message("Hi")))

    with pytest.raises(TooLarge):
        advance(begin(1), program, Start(context={"page": "x" * 20_000}), now=NOON)


def test_too_many_effects_in_one_turn_end_it_where_it_began() -> None:
    step = turn_with_scripts(asked(scripts_for_ever()), TextInput(text="go"), Budgets(effects=5))

    assert (step.status, step.session.failure) == (Status.FAILED, "too_many_effects")
    assert step.effect is None
    assert step.session.waiting is not None
    assert step.session.waiting.block == "ask"


def test_effects_do_not_refill_the_budget_of_a_turn() -> None:
    step = turn_with_scripts(asked(scripts_for_ever()), TextInput(text="go"), Budgets(steps=5))

    assert (step.status, step.session.failure) == (Status.FAILED, "too_many_steps")
    assert step.session.waiting is not None
    assert step.session.waiting.block == "ask"


def test_a_conversation_that_is_over_takes_nothing_more() -> None:
    talk = Talk(a_flow(message("Bye")))

    with pytest.raises(Conflict, match="over"):
        talk.says("Hello?")


def test_a_condition_that_never_ends_its_loop_is_left_by_the_limit() -> None:
    flow = a_flow(
        node("all", block("loop", "loop", max_rounds=5) | {"while": when("word", "is_empty")}, message("done", "end")),
        node("each", message("round", "said")),
        node("limit", message("too many", "late")),
        edges=[edge("loop", "each", "each"), edge("loop", "limit", "limit")],
        variables=[{"name": "word"}],
    )

    assert Talk(flow).heard == [*["round"] * 5, "too many"]


def scripts_for_ever() -> Flow:
    return again_and_again(block("set_variable", "b1", variable="text", value={"type": "code", "code": CODE}))


def asked(flow: Flow) -> tuple[Flow, Session]:
    return flow, advance(begin(1), compile_flow(flow), Start(), now=NOON).session


def turn_with_scripts(conversation: tuple[Flow, Session], input: Input, budgets: Budgets) -> Step:
    flow, session = conversation

    async def perform(effect: Effect, step: Step) -> EffectResult:
        return EffectResult(value=[1])

    return asyncio.run(play(session, compile_flow(flow), input, now=NOON, perform=perform, budgets=budgets))
