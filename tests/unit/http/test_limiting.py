"""Buckets empty, refill, and are counted by network."""

from __future__ import annotations

import pytest

from dialogkit.http import Limit, Limiter, network_of
from dialogkit.kit import TooMany


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_let_through_and_then_no_more() -> None:
    limiter = Limiter(Limit(burst=3, per_second=1), Hands())
    for _ in range(3):
        limiter.take("a")

    with pytest.raises(TooMany) as refused:
        limiter.take("a")

    assert refused.value.retry_after == pytest.approx(1.0)


def test_a_bucket_refills_steadily_up_to_its_burst() -> None:
    clock = Hands()
    limiter = Limiter(Limit(burst=2, per_second=0.5), clock)
    limiter.take("a")
    limiter.take("a")
    clock.now += 1

    with pytest.raises(TooMany):
        limiter.take("a")
    clock.now += 1
    limiter.take("a")
    clock.now += 1_000

    limiter.take("a")
    limiter.take("a")
    with pytest.raises(TooMany):
        limiter.take("a")


def test_one_key_never_slows_another() -> None:
    limiter = Limiter(Limit(burst=1, per_second=0.001), Hands())
    limiter.take("a")

    limiter.take("b")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("a unix socket", "a unix socket"),
    ],
)
def test_addresses_are_limited_by_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_whoever_keeps_calling_stays_limited_however_many_others_come_and_go() -> None:
    clock = Hands()
    limiter = Limiter(Limit(burst=2, per_second=1), clock)
    limiter.take("busy")
    limiter.take("busy")
    for second in range(1, 20):
        clock.now += 0.5
        limiter.take(f"other {second}")
        if second % 2:
            with pytest.raises(TooMany):
                limiter.take("busy")
        else:
            limiter.take("busy")


def test_buckets_that_have_filled_up_are_forgotten() -> None:
    clock = Hands()
    limiter = Limiter(Limit(burst=2, per_second=1), clock)
    for second in range(100):
        clock.now += 1
        limiter.take(f"visitor {second}")

    assert len(limiter._newer) + len(limiter._older) <= 5
