"""What holds of every conversation, whatever its flow and its visitor: random flows of real blocks, random answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from itertools import zip_longest
from zlib import crc32

import msgspec
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from dialogkit.document import Flow
from dialogkit.engine import (
    Ask,
    Budgets,
    ChoiceInput,
    CommandInput,
    Effect,
    EffectResult,
    Input,
    Program,
    Session,
    Start,
    Status,
    Step,
    TextInput,
    TimeoutInput,
    WaitsFor,
    advance,
    begin,
    compile_flow,
    decode,
    encode,
    play,
)
from tests.support.flows import Plain, a_flow, block, choice, edge, message, node, question, when
from tests.support.talking import NOON

MODEST = Budgets(steps=60, effects=6, messages=40, depth=8)
MANY_EFFECTS = 20
NODES = 4
TEXTS = ("Hi", "Hi {{ a }}", "**{{ b }}** and {{ items }}", "{{=[1].map(x => x + {{ b }})=}}")
ANSWERS = ("", " ", "1", "42", "1,5", "yes", "No", "ab", "{{ a }}", "<b>", "😀", "x" * 300)
WRITTEN = ("7", "word", "{{ a }}", "{{ items }}")
CODE = ("{{ b }} + 1", "[1, 2].map(x => x + {{ b }})", "{{ items }}.length", "missing()", "'a' + {{ a }}")

deterministic = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=400,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

Move = tuple[int, str]
"""A number that chooses, and words: what they say depends on what is asked."""

names = st.sampled_from(("a", "b", "items"))
texts = st.sampled_from(TEXTS)
places = st.sampled_from([f"n{index}" for index in range(NODES + 1)])
moves = st.lists(st.tuples(st.integers(0, 20), st.sampled_from(ANSWERS)), max_size=8)

assigned = st.one_of(
    st.builds(lambda text: {"type": "text", "text": text}, st.sampled_from(WRITTEN)),
    st.builds(lambda code: {"type": "code", "code": code}, st.sampled_from(CODE)),
    st.just({"type": "append", "text": "{{ a }}"}),
    st.just({"type": "empty"}),
)
operators = st.sampled_from(("is", "is_not", "contains", "greater", "is_set", "is_empty"))
conditions = st.builds(when, names, operators, st.sampled_from(("1", "yes", "{{ b }}")))
blocks = st.one_of(
    st.builds(message, texts),
    st.builds(question, names, texts, optional=st.booleans(), attempts=st.integers(0, 2)),
    st.builds(
        lambda name, low: block("number", variable=name, question="?", min=low, attempts=2),
        names,
        st.sampled_from((0, 5, "{{ b }}")),
    ),
    st.builds(lambda name, text: choice(name, "Yes", "No", question=text), names, texts),
    st.builds(lambda test: block("condition", branches=[{"id": "then", "when": test}]), conditions),
    st.builds(lambda name, value: block("set_variable", variable=name, value=value), names, assigned),
    st.builds(lambda place, call: block("jump", node=place, call=call), places, st.booleans()),
    st.builds(lambda name: block("loop", over=name, item="a", index="b", max_rounds=3), names),
    st.builds(lambda test: block("loop", max_rounds=4) | {"while": test}, conditions),
    st.builds(lambda seconds: block("wait", seconds=seconds), st.sampled_from((1, 3600, "{{ b }}"))),
    st.just(block("ab_split")),
    st.just(block("return")),
    st.builds(lambda place: block("subflow", node=place, take=[{"variable": "a", "to": "b"}]), places),
)

WAYS = {
    "buttons": ("yes", "no", "next"),
    "condition": ("then", "else"),
    "loop": ("each", "next", "limit"),
    "ab_split": ("a", "b"),
    "subflow": ("next", "missing"),
    "set_variable": ("next", "error"),
}
"""The exits of types that have more than the way on."""


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Draw a flow: edges lead anywhere, back too, or stop the path, or are not drawn at all."""
    count = draw(st.integers(1, NODES))
    made = [_numbered(f"n{index}", draw(st.lists(blocks, min_size=1, max_size=4))) for index in range(count)]
    targets = st.sampled_from(["(undrawn)", "(stop)", *(one["id"] for one in made)])
    edges = [edge("start", "n0")]
    for part in [{"id": "help", "type": "command"}, *(one for found in made for one in found["blocks"])]:
        for handle in WAYS.get(part["type"], ("next",)):
            target = draw(targets)
            if target != "(undrawn)":
                edges.append(edge(part["id"], None if target == "(stop)" else target, handle))
    events = [{"id": "start", "type": "start"}, {"id": "help", "type": "command", "command": "help"}]
    variables = [{"name": "a"}, {"name": "b", "type": "number"}, {"name": "items", "default": ["x", "y"]}]
    dialect = draw(st.sampled_from(("native", "typebot")))
    return a_flow(*made, edges=edges, events=events, variables=variables, dialect=dialect)


def _numbered(id: str, parts: list[Plain]) -> Plain:
    return node(id, *({**part, "id": f"{id}b{index}"} for index, part in enumerate(parts)), title=id)


class Visitor:
    """Says what fits, mostly, and sometimes what does not; time passes where it is waited for."""

    def __init__(self) -> None:
        self.now = NOON

    def means(self, move: Move, session: Session, ask: Ask | None) -> Input:
        """Return what `move` is where `ask` is asked."""
        number, words = move
        waiting = session.waiting
        if waiting is None:
            return Start(variables={"a": words})
        if waiting.wants is WaitsFor.TIME and waiting.until is not None:
            self.now = max(self.now, waiting.until)
            return TimeoutInput()
        if number == 0:
            return CommandInput(command="help")
        items = getattr(ask, "items", ())
        if items and number % 4:
            return ChoiceInput(items=(items[number % len(items)].id,))
        return TextInput(text=words)


def outcome_of(effect: Effect) -> EffectResult:
    """Return what an effect brings: always the same for the same, now and then a failure."""
    number = crc32(msgspec.json.encode(effect))
    return EffectResult(error="thrown", message="no") if number % 5 == 0 else EffectResult(value=number % 7)


def conversation(
    program: Program, said: list[Move], *, seed: int = 7, carried: Callable[[Session], Session] = lambda it: it
) -> Iterator[Step]:
    """Yield every step of a conversation; `carried` is what happens to its session on the way to the next."""
    visitor, session, ask = Visitor(), begin(seed), None
    for move in ((1, "yes"), *said):
        if session.status is Status.ENDED:
            return
        input = visitor.means(move, session, ask)
        for _ in range(MANY_EFFECTS):
            step = advance(carried(session), program, input, now=visitor.now, budgets=MODEST)
            yield step
            session = step.session
            if step.effect is None:
                break
            input = outcome_of(step.effect)
        else:
            return
        if step.status is Status.FAILED and session.waiting is not None and isinstance(input, EffectResult):
            return
        ask = step.ask or ask


@given(flows(), moves)
@deterministic
def test_a_session_survives_being_written_and_read_at_every_step(flow: Flow, said: list[Move]) -> None:
    program = compile_flow(flow)

    kept = list(conversation(program, said))
    written = list(conversation(program, said, carried=lambda session: decode(encode(session))))

    event(f"ends {kept[-1].status}")
    assert written == kept


@given(flows(), moves)
@deterministic
def test_a_turn_never_runs_away_and_a_failed_one_can_be_taken_again(flow: Flow, said: list[Move]) -> None:
    program = compile_flow(flow)
    visitor, session, ask = Visitor(), begin(7), None
    for move in ((1, "yes"), *said):
        input = visitor.means(move, session, ask)
        step = whole_turn(session, program, input, visitor)

        event(f"{step.status}: {step.session.failure}")
        assert step.status in (Status.WAITING, Status.ENDED, Status.FAILED)
        assert step.steps <= MODEST.steps
        assert len(step.messages) <= MODEST.messages + 1
        if step.status is Status.FAILED:
            assert step.failure
            assert step.session.waiting == session.waiting
            assert step.session.variables == session.variables
            assert step.session.frames == session.frames
            again = whole_turn(step.session, program, input, visitor)
            assert again.status in (Status.WAITING, Status.ENDED, Status.FAILED)
        elif step.status is Status.ENDED:
            assert step.session.waiting is None
            return
        else:
            ask = step.ask
        session = step.session


@given(flows(), moves)
@deterministic
def test_the_same_inputs_and_results_give_the_same_conversation(flow: Flow, said: list[Move]) -> None:
    assert list(conversation(compile_flow(flow), said)) == list(conversation(compile_flow(flow), said))


@given(flows(), moves, moves)
@deterministic
def test_conversations_that_share_a_program_know_nothing_of_each_other(
    flow: Flow, said: list[Move], others: list[Move]
) -> None:
    shared = compile_flow(flow)

    both = list(zip_longest(conversation(shared, said, seed=1), conversation(shared, others, seed=2)))

    apart = zip_longest(
        conversation(compile_flow(flow), said, seed=1), conversation(compile_flow(flow), others, seed=2)
    )
    assert both == list(apart)


def whole_turn(session: Session, program: Program, input: Input, visitor: Visitor) -> Step:
    """Play one turn as a server does, with what its effects bring."""

    async def perform(effect: Effect, step: Step) -> EffectResult:
        return outcome_of(effect)

    return asyncio.run(play(session, program, input, now=visitor.now, perform=perform, budgets=MODEST))
