"""A long turn goes on in short stretches, and long values count like many blocks."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given

from dialogkit.document import Flow
from dialogkit.engine import (
    BUDGETS,
    STRETCH,
    Budgets,
    Effect,
    EffectResult,
    Input,
    Program,
    Session,
    Start,
    Status,
    Step,
    TextInput,
    advance,
    begin,
    compile_flow,
    play,
    set_out,
)
from tests.support.flows import Plain, a_flow, block, edge, message, node, question, when
from tests.support.talking import NOON
from tests.unit.engine.test_laws import MODEST, Move, Visitor, deterministic, flows, moves, outcome_of

LONG = "lorem ipsum " * 5_000
GO = TextInput(text="go")


def after_a_question(*blocks: Plain, endless: bool = True) -> Flow:
    """Return a flow that asks, then goes through `blocks`, for ever where it is `endless`."""
    edges = [edge("ask", "round"), *([edge(blocks[-1]["id"], "round")] if endless else [])]
    variables = [{"name": name} for name in ("long", "text", "list")]
    return a_flow(node("first", question("word", id="ask")), node("round", *blocks), edges=edges, variables=variables)


def remembering(id: str, variable: str, kind: str, text: str) -> Plain:
    return block("set_variable", id, variable=variable, value={"type": kind, "text": text})


def comparing(comparisons: int) -> Plain:
    test = when("long", "contains", "nothing of it")["comparisons"] * comparisons
    return block("condition", "b", branches=[{"id": "then", "when": {"comparisons": test, "join": "or"}}])


def asked(program: Program) -> Session:
    return advance(begin(7), program, Start(variables={"long": LONG}), now=NOON).session


def walked(flow: Flow, budgets: Budgets = BUDGETS) -> tuple[Step, list[int]]:
    """Return what a turn came to, and how much work was done in each stretch."""
    program = compile_flow(flow)
    walk = set_out(asked(program), program, GO, now=NOON, budgets=budgets, stretch=STRETCH)
    if isinstance(walk, Step):
        return walk, [walk.work]
    work, step = [0, walk.work], None
    while step is None:
        step = walk.go_on()
        work.append(walk.work)
    return step, [after - before for before, after in pairwise(work)]


ENDLESS = {
    "blocks": after_a_question(block("ab_split", "b")),
    "messages": after_a_question(message("Hi", "b")),
    "long texts": after_a_question(remembering("b", "text", "text", "{{ long }}")),
    "a list that grows": after_a_question(remembering("b", "list", "append", "x")),
    "filters": after_a_question(remembering("b", "text", "text", "{{ long | upcase | downcase | size }}")),
    "loops in texts": after_a_question(
        remembering("b", "text", "text", "{% for i in (1..20) %}{% assign a = long | upcase %}{% endfor %}")
    ),
    "comparisons": after_a_question(comparing(8)),
}


@pytest.mark.parametrize("flow", ENDLESS.values(), ids=ENDLESS)
def test_no_stretch_of_an_endless_turn_does_much(flow: Flow) -> None:
    step, stretches = walked(flow)

    assert step.session.failure in ("too_many_steps", "too_many_messages", "too_much_work")
    assert len(stretches) > 5
    assert max(stretches) <= BUDGETS.block_work


def test_a_stretch_ends_after_so_many_blocks() -> None:
    _, stretches = walked(ENDLESS["blocks"])

    assert len(stretches) == BUDGETS.steps / STRETCH


@pytest.mark.parametrize("budget", [STRETCH // 2, STRETCH + 1, 3 * STRETCH])
def test_stretches_do_not_lengthen_a_turn(budget: int) -> None:
    step, _ = walked(after_a_question(message("Hi", "b")), Budgets(steps=budget))

    assert step.session.failure == "too_many_steps"
    assert len(step.path) == budget


@pytest.mark.parametrize(
    "heavy",
    [
        pytest.param(comparing(100), id="comparisons"),
        pytest.param(remembering("b", "text", "text", "{{ long | replace: 'o', long }}"), id="a multiplying filter"),
        pytest.param(remembering("b", "text", "text", "{% for i in (1..9999) %}{{ i }}{% endfor %}"), id="a long loop"),
    ],
)
def test_one_block_that_does_too_much_is_a_failure(heavy: Plain) -> None:
    step, _ = walked(after_a_question(heavy, endless=False))

    assert step.session.failure == "too_much_work"
    assert "4,000,000 characters" in step.failure


@given(flows(), moves)
@deterministic
def test_a_turn_in_stretches_is_the_same_as_one_at_once(flow: Flow, said: list[Move]) -> None:
    program = compile_flow(flow)
    visitor, session, ask = Visitor(), begin(7), None
    for move in ((1, "yes"), *said):
        input = visitor.means(move, session, ask)
        at_once = played(session, program, input, visitor, rests=False)

        assert played(session, program, input, visitor, rests=True) == at_once
        if at_once.status is Status.ENDED:
            return
        session, ask = at_once.session, at_once.ask or ask


def played(session: Session, program: Program, input: Input, visitor: Visitor, *, rests: bool) -> Step:
    async def perform(effect: Effect, step: Step) -> EffectResult:
        return outcome_of(effect)

    async def rest() -> None:
        await asyncio.sleep(0)

    resting = rest if rests else None
    turn = play(session, program, input, now=visitor.now, perform=perform, budgets=MODEST, rest=resting, stretch=1)
    return asyncio.run(turn)
