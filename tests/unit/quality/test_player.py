"""A player holds a conversation in simulated time: waits pass at once, answers that do not fit change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dialogkit.document import Flow
from dialogkit.engine import Effect, EffectResult, HookInput, Status, Step, TextMessage, TimeoutInput, compile_flow
from dialogkit.quality import Played, Player
from tests.support.flows import Plain, a_flow, block, edge, message, node, question
from tests.support.talking import NOON


async def nothing(effect: Effect, step: Step) -> EffectResult:
    return EffectResult(error="unstubbed")


def a_player(flow: Flow) -> Player:
    return Player(compile_flow(flow), nothing, now=NOON)


def words(played: Played | None) -> Sequence[str]:
    assert played is not None
    return [said.text for said in played.messages if isinstance(said, TextMessage)]


def with_timeout(*after: Plain) -> Flow:
    return a_flow(
        node("main", block("timeout", "clock", seconds=600), question("name"), *after),
        node("late", message("Too late.")),
        edges=[edge("clock", "late", "expired")],
    )


async def test_turns_are_counted_and_tell_the_way_that_was_taken() -> None:
    player = a_player(a_flow(question("name", id="ask"), message("Hi", "hi")))

    first, second = await player.start(), await player.says("Ada")

    assert (first.number, first.status, first.path) == (0, Status.WAITING, ())
    assert (second.number, second.status, second.path) == (1, Status.ENDED, (("ask", "next"), ("hi", "next")))
    assert (second.shown, second.variables) == ("Ada", {"name": "Ada"})
    assert player.is_over


async def test_a_wait_passes_at_once_by_the_clock_of_the_conversation() -> None:
    player = a_player(a_flow(message("Before"), block("wait", seconds=3 * 86_400), message("After")))

    played = await player.start()

    assert words(played) == ["Before", "After"]
    assert player.now == NOON + timedelta(days=3)


async def test_a_flow_that_only_waits_is_not_played_for_ever() -> None:
    player = a_player(a_flow(node("main", block("wait", "wait", seconds=60)), edges=[edge("wait", "main")]))

    played = await player.start()

    assert played.status is Status.WAITING
    assert not player.is_over


async def test_time_that_passes_brings_what_is_due() -> None:
    player = a_player(with_timeout())
    await player.start()

    assert await player.let_pass(timedelta(minutes=9)) is None
    assert words(await player.let_pass(timedelta(minutes=1))) == ["Too late."]
    assert player.now == NOON + timedelta(minutes=10)


async def test_a_timeout_can_be_had_at_once() -> None:
    player = a_player(with_timeout())
    await player.start()

    assert words(await player.take(TimeoutInput())) == ["Too late."]
    assert player.now == NOON + timedelta(minutes=10)


async def test_an_input_that_is_not_waited_for_is_a_failed_turn_that_changes_nothing() -> None:
    player = a_player(a_flow(question("name", id="ask")))
    await player.start()
    before = player.session

    played = await player.take(HookInput(block="hook"))

    assert (played.status, bool(played.failure)) == (Status.FAILED, True)
    assert player.session == before
    assert played.ask is not None
    assert (await player.says("Ada")).status is Status.ENDED


async def test_a_start_that_failed_can_be_seen_and_asks_nothing() -> None:
    player = a_player(a_flow(node("main", block("ab_split", "turn")), edges=[edge("turn", "main")]))

    played = await player.start()

    assert (played.status, played.ask) == (Status.FAILED, None)
    assert player.session.failure == "too_many_steps"
    assert player.is_over
