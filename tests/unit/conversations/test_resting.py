"""Turns that rest go on one at a time, in their order, and whatever else came in goes first."""

from __future__ import annotations

import asyncio
from itertools import pairwise

from dialogkit.conversations.resting import RestingPlace

LONG_TURNS, STRETCHES = 20, 5


async def test_between_two_stretches_of_long_turns_all_others_have_their_turn() -> None:
    place, done = RestingPlace(), list[str]()

    async def long_turn(name: str) -> None:
        for _ in range(STRETCHES):
            await place.rest()
            done.append(name)

    async def short_turns() -> None:
        while sum(name.startswith("long") for name in done) < LONG_TURNS * STRETCHES:
            done.append("short")
            await asyncio.sleep(0)

    await asyncio.gather(*(long_turn(f"long {number}") for number in range(LONG_TURNS)), short_turns())

    assert not any("short" not in (first, second) for first, second in pairwise(done))


async def test_long_turns_take_turns() -> None:
    place, done = RestingPlace(), list[int]()

    async def long_turn(name: int) -> None:
        for _ in range(STRETCHES):
            await place.rest()
            done.append(name)

    await asyncio.gather(*(long_turn(number) for number in range(3)))

    assert done == [0, 1, 2] * STRETCHES


async def test_a_turn_of_long_stretches_pauses_for_longer() -> None:
    place, loop = RestingPlace(), asyncio.get_running_loop()
    await place.rest()
    end = loop.time() + 0.005
    while loop.time() < end:
        pass

    begin = loop.time()
    await place.rest()

    assert loop.time() - begin > 0.015
