"""Ids that nobody can guess, of conversations that lie together."""

from __future__ import annotations

from dialogkit.conversations.chance import Chance


def test_no_two_ids_are_equal() -> None:
    chance = Chance()

    assert len({chance.conversation(1_700_000_000_000) for _ in range(5_000)}) == 5_000
    assert len({chance.id() for _ in range(5_000)}) == 5_000


def test_later_conversations_sort_later() -> None:
    chance = Chance()
    times = [1_600_000_000_000 + step * 987_654_321 for step in range(100)]

    ids = [chance.conversation(time) for time in [*times, times[-1] + 1]]

    assert ids == sorted(ids)


def test_seeds_are_numbers_that_a_session_can_hold() -> None:
    chance = Chance()

    assert all(0 <= chance.seed() < 2**63 for _ in range(1_000))
