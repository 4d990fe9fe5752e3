"""The lease queue: jobs that are done at least once, whoever crashes, on every driver.

A worker leases jobs for a while, and a lease that runs out makes the job due again. The revision of a
job's document is the proof of the lease: whoever lost it can neither complete nor fail the job. So a job
may run twice, and its performer must bear that. What jobs there are is defined in their slices.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Final

import msgspec

from dialogkit.kit.errors import Conflict, Missing
from dialogkit.storage.collection import Collection, Document, Index, Key, Page, Query, Schema, Storage
from dialogkit.storage.times import to_key

__all__ = ("JOBS", "Job", "LeaseQueue")

JOBS: Final = Schema(
    "jobs",
    columns=("organization", "queue"),
    optional=("due", "dead", "done"),
    indexes=(
        Index("by_due", ("queue", "due")),
        Index("by_dead", ("queue", "dead")),
        Index("by_done", ("queue", "done")),
        Index("by_organization", ("organization",)),
    ),
)
"""What a storage must be opened with for queues to work: exactly one of `due`, `dead`, `done` is set."""

_LONGEST_ERROR: Final = 2_000


class Job(msgspec.Struct, frozen=True):
    """A job as one worker holds it; `attempt` counts from 1 and includes this lease."""

    id: str
    organization: str
    payload: bytes
    attempt: int
    worker: str
    error: str
    revision: int


class _Body(msgspec.Struct, frozen=True):
    payload: bytes
    attempts: int = 0
    worker: str = ""
    error: str = ""


_encode: Final = msgspec.msgpack.Encoder().encode
_decode: Final = msgspec.msgpack.Decoder(_Body).decode


class LeaseQueue:
    """The jobs of one name; times are arguments, so that tests own the clock."""

    def __init__(
        self, storage: Storage, name: str, *, attempts: int = 8, backoff: timedelta = timedelta(seconds=5)
    ) -> None:
        self._jobs: Collection = storage.collection(JOBS)
        self._name = name
        self._attempts = attempts
        self._backoff = backoff

    async def enqueue(self, id: str, payload: bytes, *, organization: str, due: datetime) -> bool:
        """Add a job that is due at `due`; tell whether `id` was new: a known one changes nothing."""
        keys: dict[str, Key] = {"organization": organization, "queue": self._name, "due": to_key(due)}
        try:
            await self._jobs.insert(Document(self._key(id), _encode(_Body(payload)), keys))
        except Conflict:
            return False
        return True

    async def lease(self, worker: str, *, now: datetime, until: datetime, limit: int = 10) -> tuple[Job, ...]:
        """Take up to `limit` jobs that are due at `now`, oldest first, until `until`.

        A job whose last permitted attempt ended without a word (its worker was killed) is not taken
        again: it joins the dead ones.
        """
        page = await self._jobs.page(Query("by_due", (self._name,), below=to_key(now) + 1), limit=limit)
        tries = (self._take(document, worker=worker, now=now, until=until) for document in page.documents)
        taken = await asyncio.gather(*tries)  # at once, so that they share a commit
        return tuple(job for job in taken if job is not None)

    async def heartbeat(self, job: Job, *, until: datetime) -> Job:
        """Keep `job` until `until`; raise `Conflict` when the lease was lost. Go on with what this returns."""
        return await self._put(job, "due", until)

    async def complete(self, job: Job, *, now: datetime) -> None:
        """Mark `job` as done at `now`; its id stays known until `forget_done`."""
        await self._put(job, "done", now)

    async def fail(self, job: Job, *, now: datetime, error: str) -> bool:
        """Make `job` due again after a pause that doubles each time; tell whether that may still be.

        After its last attempt it is dead until `revive`.
        """
        failed = msgspec.structs.replace(job, error=error[:_LONGEST_ERROR])
        if job.attempt >= self._attempts:
            await self._put(failed, "dead", now)
            return False
        await self._put(failed, "due", now + self._backoff * 2 ** (job.attempt - 1))
        return True

    async def dead(self, *, limit: int = 100, cursor: str = "") -> tuple[tuple[Job, ...], str]:
        """Return jobs that are given up, the longest dead first, and where to go on."""
        page: Page = await self._jobs.page(Query("by_dead", (self._name,)), limit=limit, cursor=cursor)
        return tuple(map(self._job, page.documents)), page.cursor

    async def revive(self, job: Job, *, due: datetime) -> None:
        """Give a dead job all its attempts anew."""
        await self._put(msgspec.structs.replace(job, attempt=0), "due", due)

    async def forget_done(self, *, before: datetime) -> int:
        """Forget jobs that were done before `before`; return how many."""
        return await self._jobs.delete_many(Query("by_done", (self._name,), below=to_key(before)))

    async def _take(self, document: Document, *, worker: str, now: datetime, until: datetime) -> Job | None:
        job = self._job(document)
        try:
            if job.attempt >= self._attempts:
                silent = msgspec.structs.replace(job, error=job.error or "the worker ended without a word")
                await self._put(silent, "dead", now)
                return None
            leased = msgspec.structs.replace(job, attempt=job.attempt + 1, worker=worker)
            return await self._put(leased, "due", until)
        except (Conflict, Missing):
            return None  # another worker was faster

    async def _put(self, job: Job, state: str, moment: datetime) -> Job:
        body = _Body(job.payload, job.attempt, job.worker, job.error)
        keys: dict[str, Key] = {"organization": job.organization, "queue": self._name, state: to_key(moment)}
        document = Document(self._key(job.id), _encode(body), keys)
        revision = await self._jobs.replace(document, revision=job.revision)
        return msgspec.structs.replace(job, revision=revision)

    def _key(self, id: str) -> str:
        return f"{self._name}:{id}"

    def _job(self, document: Document) -> Job:
        body = _decode(document.body)
        return Job(
            id=document.id.removeprefix(f"{self._name}:"),
            organization=str(document.keys["organization"]),
            payload=body.payload,
            attempt=body.attempts,
            worker=body.worker,
            error=body.error,
            revision=document.revision,
        )
