"""Moments survive being keys, and keep their order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as some

from dialogkit.storage import from_key, to_key

moments = some.datetimes(timezones=some.just(UTC))


@given(moments)
def test_a_moment_comes_back_from_its_key(moment: datetime) -> None:
    assert from_key(to_key(moment)) == moment


@given(moments, moments)
def test_keys_order_as_moments_do(one: datetime, other: datetime) -> None:
    assert (to_key(one) < to_key(other)) == (one < other)


def test_the_same_moment_elsewhere_has_the_same_key() -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)

    assert to_key(noon) == to_key(noon.astimezone(timezone(timedelta(hours=9)))) == 1_772_366_400_000_000
