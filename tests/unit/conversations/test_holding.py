"""Memory is bounded, and what is forgotten is read again."""

from __future__ import annotations

import pytest

from dialogkit.conversations import holding as module
from dialogkit.conversations.models import StaleTurn
from dialogkit.engine import TextInput
from dialogkit.kit import Missing
from tests.journeys.flows import GREETING
from tests.support.hosting import Hosting


async def test_the_longest_unused_is_forgotten_and_goes_on_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_HELD", 3)
    hosting = Hosting()
    await hosting.publish(GREETING)
    opened = [(await hosting.open("greeting")).conversation for _ in range(10)]

    records = [await hosting.service.take_turn(one, "one", 0, TextInput(text="Ada")) for one in opened]

    assert [record.seq for record in records] == [1] * 10
    assert len(hosting.service.holding._held) == 3


async def test_large_conversations_are_held_in_smaller_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_KEPT_BYTES", 200_000)
    hosting = Hosting()
    await hosting.publish(GREETING)
    for _ in range(10):
        conversation = (await hosting.open("greeting")).conversation
        await hosting.service.take_turn(conversation, "one", 0, TextInput(text="x" * 50_000))

    assert 1 <= len(hosting.service.holding._held) <= 3


async def test_a_conversation_that_never_was_is_missing() -> None:
    with pytest.raises(Missing):
        await Hosting().service.take_turn("c_none", "one", 0, TextInput(text="Ada"))


async def test_a_conversation_that_is_over_is_let_go_and_still_gives_its_last_turn_again() -> None:
    hosting = Hosting()
    await hosting.publish(GREETING)
    conversation = (await hosting.open("greeting")).conversation
    await hosting.service.take_turn(conversation, "one", 0, TextInput(text="Ada"))
    last = await hosting.service.take_turn(conversation, "two", 1, TextInput(text="well"))

    assert conversation not in hosting.service.holding._held
    assert await hosting.service.take_turn(conversation, "two", 1, TextInput(text="well")) == last
    with pytest.raises(StaleTurn):
        await hosting.service.take_turn(conversation, "three", 2, TextInput(text="more"))
