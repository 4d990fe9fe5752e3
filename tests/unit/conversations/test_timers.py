"""Timers fire once, in time, and none is lost to a fault."""

from __future__ import annotations

import msgspec
import pytest

from dialogkit.engine import TextInput
from dialogkit.kit import Unavailable
from tests.journeys.flows import a_document
from tests.support.hosting import Hosting

WAITING = a_document(
    "waiting",
    {"type": "wait", "id": "pause", "seconds": 3_600.0004},
    {"type": "text", "id": "after", "text": "An hour later"},
)
IDLE = a_document(
    "idle",
    {"type": "timeout", "id": "idle", "seconds": 60},
    {"type": "text_question", "id": "ask", "question": "Still there?"},
    {"type": "text", "id": "thanks", "text": "Thanks"},
    edges=[
        {"from": {"block": "start"}, "to": {"node": "main"}},
        {"from": {"node": "main", "block": "idle", "handle": "expired"}, "to": {"node": "late"}},
    ],
)
IDLE["nodes"].append({"id": "late", "blocks": [{"type": "text", "id": "gone", "text": "You were away"}]})


async def _turns(hosting: Hosting, conversation: str) -> list[list[str]]:
    records = await hosting.store.turns(conversation)  # type: ignore[arg-type]  # an id as text
    return [[message["text"] for message in msgspec.json.decode(record.turn)["messages"]] for record in records]


async def test_a_long_wait_is_over_when_its_time_has_come_and_not_before() -> None:
    hosting = Hosting()
    await hosting.publish(WAITING)
    conversation = (await hosting.open("waiting")).conversation
    hosting.clock.pass_seconds(3_600)
    await hosting.tick()
    assert len(await _turns(hosting, conversation)) == 1
    hosting.clock.pass_seconds(0.001)

    await hosting.tick()

    assert await _turns(hosting, conversation) == [[], ["An hour later"]]


async def test_a_timer_fires_once_however_often_it_is_looked_at() -> None:
    hosting = Hosting()
    await hosting.publish(IDLE)
    conversation = (await hosting.open("idle")).conversation
    hosting.clock.pass_seconds(61)
    for _ in range(3):
        await hosting.tick()

    assert await _turns(hosting, conversation) == [["Still there?"], ["You were away"]]
    assert await hosting.store.due(2**60, 10) == []


async def test_an_answer_in_time_takes_the_timer_off_the_list() -> None:
    hosting = Hosting()
    await hosting.publish(IDLE)
    conversation = (await hosting.open("idle")).conversation
    await hosting.service.take_turn(conversation, "one", 0, TextInput(text="yes"))
    hosting.clock.pass_seconds(61)

    await hosting.tick()

    assert await _turns(hosting, conversation) == [["Still there?"], ["Thanks"]]
    assert await hosting.store.due(2**60, 10) == []


async def test_a_fault_that_passes_loses_no_timer_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    hosting = Hosting()
    await hosting.publish(IDLE)
    unlucky, lucky = [(await hosting.open("idle")).conversation for _ in range(2)]
    hosting.clock.pass_seconds(61)
    append = hosting.store.append

    async def fail(record):  # type: ignore[no-untyped-def]
        if record.conversation == unlucky:
            raise Unavailable("the disk is full")
        return await append(record)

    monkeypatch.setattr(hosting.store, "append", fail)
    await hosting.tick()
    monkeypatch.setattr(hosting.store, "append", append)
    assert [len(await _turns(hosting, one)) for one in (unlucky, lucky)] == [1, 2]
    hosting.clock.pass_seconds(61)

    await hosting.tick()

    assert len(await _turns(hosting, unlucky)) == 2


async def test_all_of_many_timers_are_kept() -> None:
    hosting = Hosting()
    await hosting.publish(IDLE)
    opened = [(await hosting.open("idle")).conversation for _ in range(450)]
    hosting.clock.pass_seconds(61)

    while await hosting.timers.run():
        await hosting.timers.finish()
    await hosting.timers.finish()

    assert {len(await _turns(hosting, one)) for one in opened} == {2}
