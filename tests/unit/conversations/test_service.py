"""Turns under faults: claims, crashes, races and repeated answers, with everything in memory."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest

from dialogkit.conversations import Record, StaleTurn, TurnIdReused
from dialogkit.conversations.models import Unfinished
from dialogkit.engine import EffectResult, TextInput
from dialogkit.kit import Unavailable
from tests.journeys.flows import GREETING, a_document
from tests.support.hosting import Hosting

GO = TextInput(text="go")
ASK = {"type": "text_question", "id": "ask", "question": "Shall I?", "variable": "said"}
CALL = {"type": "http_request", "id": "call", "method": "POST", "url": "https://shop.example/book"}
CALLING = a_document(
    "calling",
    ASK,
    CALL | {"error_variable": "why"},
    {"type": "text", "id": "done", "text": "Booked"},
    {"type": "text_question", "id": "more", "question": "Anything else?"},
    {"type": "text", "id": "unsure", "text": "Not sure: {{ why }}"},
    variables=("said", "why"),
    edges=[
        {"from": {"block": "start"}, "to": {"node": "main"}},
        {"from": {"node": "main", "block": "call", "handle": "error"}, "to": {"node": "main", "block": "unsure"}},
    ],
)


async def _hosting(document: dict[str, Any] = CALLING) -> Hosting:
    hosting = Hosting()
    await hosting.publish(document)
    return hosting


def _texts(record: Record) -> list[str]:
    turn = msgspec.json.decode(record.turn)
    return [message["text"] for message in turn["messages"]]


async def _crash(hosting: Hosting, conversation: str) -> None:
    """Take a turn whose process dies while it is asking outside."""
    hosting.outside.gate = asyncio.Event()
    turn = asyncio.create_task(hosting.service.take_turn(conversation, "one", 0, GO))
    while not hosting.outside.asked:
        await asyncio.sleep(0)
    turn.cancel()
    await asyncio.gather(turn, return_exceptions=True)


async def test_after_a_crash_the_clients_retry_gets_the_finished_turn() -> None:
    hosting = await _hosting()
    conversation = (await hosting.open("calling")).conversation
    await _crash(hosting, conversation)
    restarted = Hosting(hosting.storage, holder="second")

    record = await restarted.service.take_turn(conversation, "one", 0, GO)

    assert _texts(record)[0].startswith("Not sure: The server stopped while this was being done")
    assert restarted.outside.asked == []


async def test_a_turn_that_was_cut_off_in_this_process_is_finished_by_the_next_request() -> None:
    hosting = await _hosting()
    conversation = (await hosting.open("calling")).conversation
    await _crash(hosting, conversation)

    record = await hosting.service.take_turn(conversation, "one", 0, GO)

    assert _texts(record)[0].startswith("Not sure:")
    assert len(hosting.outside.asked) == 1


async def test_the_timers_finish_what_a_crash_left_open() -> None:
    hosting = await _hosting()
    conversation = (await hosting.open("calling")).conversation
    await _crash(hosting, conversation)
    restarted = Hosting(hosting.storage, holder="second")

    await restarted.timers.run(crashed=True)
    await restarted.timers.finish()

    newest = await restarted.store.newest(conversation)
    assert newest is not None
    assert newest[0].claim is None
    assert _texts(newest[0])[0].startswith("Not sure:")


async def test_a_crash_while_opening_is_finished_for_who_opens_again() -> None:
    hosting = await _hosting(a_document("calling", CALL, {"type": "text", "id": "done", "text": "Booked"}))
    hosting.outside.gate = asyncio.Event()
    opening = asyncio.create_task(hosting.open("calling", "my-own-id"))
    while not hosting.outside.asked:
        await asyncio.sleep(0)
    opening.cancel()
    await asyncio.gather(opening, return_exceptions=True)
    restarted = Hosting(hosting.storage, holder="second")

    again = await restarted.open("calling", "my-own-id")

    assert msgspec.json.decode(again.turn)["status"] == "ended"
    assert restarted.outside.asked == []


async def test_a_claim_of_another_living_server_is_left_to_it() -> None:
    hosting = await _hosting()
    conversation = (await hosting.open("calling")).conversation
    await _crash(hosting, conversation)
    other = Hosting(hosting.storage, holder="second", alone=False)

    with pytest.raises(Unfinished):
        await other.service.take_turn(conversation, "one", 0, GO)
    other.clock.pass_seconds(3_600)

    assert _texts(await other.service.take_turn(conversation, "one", 0, GO))[0].startswith("Not sure:")


async def test_two_who_open_with_one_id_at_once_ask_outside_once() -> None:
    hosting = await _hosting(a_document("calling", CALL, {"type": "text", "id": "done", "text": "Booked"}))
    hosting.outside.gate = asyncio.Event()
    openings = [asyncio.create_task(hosting.open("calling", "my-own-id")) for _ in range(10)]
    while not hosting.outside.asked:
        await asyncio.sleep(0)
    hosting.outside.gate.set()

    opened = await asyncio.gather(*openings)

    assert len({(one.conversation, bytes(one.turn)) for one in opened}) == 1
    assert len(hosting.outside.asked) == 1


async def test_the_same_turn_while_it_is_under_way_waits_for_it() -> None:
    hosting = await _hosting()
    conversation = (await hosting.open("calling")).conversation
    hosting.outside.gate = asyncio.Event()
    turns = [asyncio.create_task(hosting.service.take_turn(conversation, "one", 0, GO)) for _ in range(5)]
    while not hosting.outside.asked:
        await asyncio.sleep(0)
    hosting.outside.gate.set()

    records = await asyncio.gather(*turns)

    assert len({bytes(record.turn) for record in records}) == 1
    assert len(hosting.outside.asked) == 1


async def test_an_id_that_was_used_for_another_answer_is_refused() -> None:
    hosting = await _hosting(GREETING)
    conversation = (await hosting.open("greeting")).conversation
    await hosting.service.take_turn(conversation, "one", 0, TextInput(text="Ada"))

    with pytest.raises(TurnIdReused):
        await hosting.service.take_turn(conversation, "one", 0, TextInput(text="Bob"))


async def test_two_servers_that_answer_one_question_leave_one_turn() -> None:
    first = await _hosting(GREETING)
    second = Hosting(first.storage, holder="second", alone=False)
    conversation = (await first.open("greeting")).conversation
    await second.service.holding.get(conversation)
    await first.service.take_turn(conversation, "one", 0, TextInput(text="Ada"))

    with pytest.raises(StaleTurn):
        await second.service.take_turn(conversation, "two", 0, TextInput(text="Bob"))
    same = await second.service.take_turn(conversation, "one", 0, TextInput(text="Ada"))

    assert same.seq == 1


@pytest.mark.parametrize(
    ("result", "error"),
    [
        (EffectResult(value="\ud800"), "unreadable"),
        (EffectResult(value="x" * 3_000_000), "too_large"),
    ],
    ids=["half a character", "too much"],
)
async def test_what_cannot_be_kept_leaves_by_the_error_handle(result: EffectResult, error: str) -> None:
    hosting = await _hosting()
    hosting.outside.result = result
    conversation = (await hosting.open("calling")).conversation

    record = await hosting.service.take_turn(conversation, "one", 0, GO)

    assert _texts(record)[0].startswith("Not sure:")
    assert record.results[0].error == error


async def test_an_adapter_that_breaks_is_a_result_for_the_flow() -> None:
    hosting = await _hosting()
    hosting.outside.fault = RuntimeError("somebody's words")
    conversation = (await hosting.open("calling")).conversation

    record = await hosting.service.take_turn(conversation, "one", 0, GO)

    assert _texts(record)[0] == "Not sure: This could not be done."


async def test_a_failing_disk_leaves_a_conversation_that_can_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    hosting = await _hosting()
    conversation = (await hosting.open("calling")).conversation
    complete = hosting.store.complete

    async def fail(record: Record, *, revision: int) -> int:
        raise Unavailable("the disk is full")

    monkeypatch.setattr(hosting.store, "complete", fail)
    with pytest.raises(Unavailable):
        await hosting.service.take_turn(conversation, "one", 0, GO)
    monkeypatch.setattr(hosting.store, "complete", complete)

    record = await hosting.service.take_turn(conversation, "one", 0, GO)

    assert _texts(record)[0].startswith("Not sure:")
    assert len(hosting.outside.asked) == 1
