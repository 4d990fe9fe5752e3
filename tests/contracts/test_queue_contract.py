"""What the lease queue promises, whichever driver keeps its jobs."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from dialogkit.kit.errors import Conflict
from dialogkit.storage import Job, LeaseQueue, Storage

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def queue(storage: Storage) -> LeaseQueue:
    """A queue that gives up after three attempts."""
    return LeaseQueue(storage, "webhooks", attempts=3, backoff=MINUTE)


async def add(queue: LeaseQueue, *ids: str, due: datetime = NOW) -> None:
    for id in ids:
        assert await queue.enqueue(id, id.encode(), organization="o", due=due)


async def take(queue: LeaseQueue, *, worker: str = "w", now: datetime = NOW, limit: int = 10) -> tuple[Job, ...]:
    return await queue.lease(worker, now=now, until=now + MINUTE, limit=limit)


async def test_a_job_is_leased_with_what_was_enqueued(queue: LeaseQueue) -> None:
    await queue.enqueue("a", b"\x00payload", organization="o7", due=NOW)

    (job,) = await take(queue, worker="w1")

    assert (job.id, job.payload, job.organization, job.attempt, job.worker) == ("a", b"\x00payload", "o7", 1, "w1")


async def test_a_known_id_changes_nothing(queue: LeaseQueue) -> None:
    await add(queue, "a")

    assert await queue.enqueue("a", b"other", organization="o", due=NOW) is False

    (job,) = await take(queue)
    assert job.payload == b"a"


async def test_an_id_stays_known_after_its_job_is_done_until_forgotten(queue: LeaseQueue) -> None:
    await add(queue, "a")
    (job,) = await take(queue)
    await queue.complete(job, now=NOW)

    assert await queue.enqueue("a", b"", organization="o", due=NOW) is False
    assert await queue.forget_done(before=NOW) == 0
    assert await queue.forget_done(before=NOW + MINUTE) == 1
    assert await queue.enqueue("a", b"", organization="o", due=NOW) is True


async def test_jobs_come_when_due_and_the_oldest_first(queue: LeaseQueue) -> None:
    await add(queue, "late", due=NOW + timedelta(microseconds=1))
    await add(queue, "second", due=NOW)
    await add(queue, "first", due=NOW - MINUTE)

    assert [job.id for job in await take(queue, limit=1)] == ["first"]
    assert [job.id for job in await take(queue)] == ["second"]
    assert [job.id for job in await take(queue, now=NOW + timedelta(microseconds=1))] == ["late"]


async def test_queues_do_not_take_each_others_jobs(queue: LeaseQueue, storage: Storage) -> None:
    other = LeaseQueue(storage, "mail")
    await add(queue, "a")
    await add(other, "a")

    assert [job.id for job in await take(other)] == ["a"]
    assert [job.id for job in await take(queue)] == ["a"]


async def test_a_leased_job_is_nobody_elses_until_the_lease_ends(queue: LeaseQueue) -> None:
    await add(queue, "a")
    await take(queue, worker="w1")

    assert await take(queue, worker="w2", now=NOW + MINUTE - timedelta(microseconds=1)) == ()
    (again,) = await take(queue, worker="w2", now=NOW + MINUTE)
    assert (again.worker, again.attempt) == ("w2", 2)


async def test_workers_at_once_never_share_a_job(queue: LeaseQueue) -> None:
    await add(queue, *(f"j{number}" for number in range(30)))

    shares = await asyncio.gather(*(take(queue, worker=f"w{number}", limit=10) for number in range(9)))
    rest = await take(queue, limit=100)

    ids = [job.id for share in (*shares, rest) for job in share]
    assert sorted(ids) == sorted(f"j{number}" for number in range(30))


async def test_a_heartbeat_keeps_the_lease(queue: LeaseQueue) -> None:
    await add(queue, "a")
    (job,) = await take(queue)

    job = await queue.heartbeat(job, until=NOW + 5 * MINUTE)

    assert await take(queue, now=NOW + 4 * MINUTE) == ()
    await queue.complete(job, now=NOW + 4 * MINUTE)
    assert await take(queue, now=NOW + 9 * MINUTE) == ()


async def test_who_lost_the_lease_can_do_nothing_more(queue: LeaseQueue) -> None:
    await add(queue, "a")
    (lost,) = await take(queue, worker="slow")
    (held,) = await take(queue, worker="quick", now=NOW + MINUTE)

    with pytest.raises(Conflict):
        await queue.complete(lost, now=NOW + MINUTE)
    with pytest.raises(Conflict):
        await queue.fail(lost, now=NOW + MINUTE, error="late")
    with pytest.raises(Conflict):
        await queue.heartbeat(lost, until=NOW + 9 * MINUTE)
    await queue.complete(held, now=NOW + MINUTE)


async def test_a_failed_job_waits_twice_as_long_each_time_and_then_is_dead(queue: LeaseQueue) -> None:
    await add(queue, "a")
    now, waits = NOW, []
    for pause in (MINUTE, 2 * MINUTE):
        (job,) = await take(queue, now=now)
        waits.append(await queue.fail(job, now=now, error=f"attempt {job.attempt}"))
        assert await take(queue, now=now + pause - timedelta(microseconds=1)) == ()
        now += pause
    (job,) = await take(queue, now=now)

    waits.append(await queue.fail(job, now=now, error="attempt 3"))

    assert waits == [True, True, False]
    assert await take(queue, now=now + timedelta(days=365)) == ()
    (dead,), cursor = await queue.dead()
    assert (dead.id, dead.attempt, dead.error, dead.payload, cursor) == ("a", 3, "attempt 3", b"a", "")


async def test_a_job_that_kills_its_workers_is_dead_in_the_end(queue: LeaseQueue) -> None:
    await add(queue, "a")
    for attempt in range(3):
        assert len(await take(queue, now=NOW + attempt * MINUTE)) == 1

    assert await take(queue, now=NOW + 3 * MINUTE) == ()

    (dead,), _ = await queue.dead()
    assert dead.error == "the worker ended without a word"


async def test_a_dead_job_can_be_revived(queue: LeaseQueue, storage: Storage) -> None:
    once = LeaseQueue(storage, "once", attempts=1)
    await add(once, "a")
    (job,) = await take(once)
    assert await once.fail(job, now=NOW, error="x" * 5000) is False
    (dead,), _ = await once.dead()
    assert len(dead.error) == 2000

    await once.revive(dead, due=NOW + MINUTE)

    assert (await once.dead())[0] == ()
    (again,) = await take(once, now=NOW + MINUTE)
    assert again.attempt == 1


@pytest.mark.parametrize(
    "moment", [datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)]
)
async def test_any_moment_can_be_due(queue: LeaseQueue, moment: datetime) -> None:
    await add(queue, "a", due=moment)

    assert await take(queue, now=moment - timedelta(microseconds=1)) == ()
    assert len(await queue.lease("w", now=moment, until=moment)) == 1
