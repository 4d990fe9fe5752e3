"""Decide which script runs when, so that no hostile script can keep the others waiting.

Code that has shown itself quick runs at once, as far as there are processes. Code never seen
before takes turns with its like, and so does code that ran into a limit, in a lane of its own: a
flood of either leaves a process free for the rest.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from hashlib import blake2b
from time import perf_counter
from typing import Final, Literal, TypeAlias

from dialogkit.adapters.scripts.messages import Limits, Request, read_answer, write_request
from dialogkit.adapters.scripts.process import ProcessLate, ProcessLost, ScriptProcess
from dialogkit.kit import ScriptResult, TooLarge, Value

__all__ = ("ScriptPool",)

Lane: TypeAlias = Literal["quick", "new", "slow"]

_RUNS_PER_PROCESS: Final = 5000
_REMEMBERED: Final = 4096
_QUICK_SECONDS: Final = 0.05
_PATIENCE: Final = 0.15
"""Seconds after which a script that still runs lets everything else on the machine go first."""


class ScriptPool:
    """Run scripts in processes that start when they are first needed.

    At rest it keeps `size` processes; slow scripts may add two more for a while.
    """

    def __init__(self, *, size: int = 2, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._size = size
        self._idle: list[ScriptProcess] = []
        self._idle_slow: list[ScriptProcess] = []
        self._lanes: dict[Lane, asyncio.Semaphore] = {
            "quick": asyncio.Semaphore(size),
            "new": asyncio.Semaphore(1),
            "slow": asyncio.Semaphore(1),
        }
        self._known: OrderedDict[bytes, Lane] = OrderedDict()
        self._busy: set[ScriptProcess] = set()
        self._ending: set[asyncio.Future[None]] = set()

    async def run(  # noqa: PLR0913 - the port's own signature
        self,
        code: str,
        *,
        arguments: Mapping[str, Value],
        now: datetime,
        seed: int,
        timezone: str = "UTC",
        timeout: float = 1.0,
    ) -> ScriptResult:
        """Run `code` as the body of an async function with `arguments` bound by name."""
        request = Request(code, arguments, now, seed, timezone, timeout)
        try:
            frame = write_request(request, self._limits)
        except TooLarge as error:
            return ScriptResult(error="too_large", message=error.message)
        digest = blake2b(code.encode("utf-8", "replace"), digest_size=16).digest()
        async with self._turn(digest) as lane:
            began = perf_counter()
            result = await self._ask(frame, timeout, lane)
            self._remember(digest, result, perf_counter() - began)
        return result

    @property
    def processes(self) -> frozenset[int]:
        """The ids of the processes there are."""
        return frozenset(process.pid for process in (*self._idle, *self._idle_slow, *self._busy))

    async def warm(self) -> bool:
        """Start a process before it is needed; return whether its system calls are filtered."""
        process = await self._take("quick")
        self._put_back(process, keep=True)
        return process.filtered

    async def close(self) -> None:
        """End every process; scripts still running end as crashed."""
        for process in (*self._idle, *self._idle_slow, *self._busy):
            self._end(process)
        self._idle.clear()
        self._idle_slow.clear()
        await asyncio.gather(*self._ending)

    @asynccontextmanager
    async def _turn(self, digest: bytes) -> AsyncIterator[Lane]:
        """Wait in the code's lane; while waiting, the code may turn out to belong elsewhere."""
        while True:
            lane = self._known.get(digest, "new")
            async with self._lanes[lane]:
                if self._known.get(digest, "new") != lane:
                    continue
                yield lane
                return

    def _remember(self, digest: bytes, result: ScriptResult, seconds: float) -> None:
        limited = result.error in ("timeout", "memory", "crashed")
        if limited or seconds > _QUICK_SECONDS:
            self._known[digest] = "slow" if limited else "new"
        else:
            self._known[digest] = "quick"
        self._known.move_to_end(digest)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    async def _ask(self, frame: bytes, timeout: float, lane: Lane) -> ScriptResult:
        try:
            process = await self._take(lane)
        except (ProcessLost, ProcessLate) as error:
            return ScriptResult(error="crashed", message=error.message)
        self._busy.add(process)
        answered = False
        patience = asyncio.get_running_loop().call_later(_PATIENCE, process.lower_priority)
        try:
            letter, body = await process.ask(frame, timeout)
            answered = True
        except ProcessLate:
            return ScriptResult(error="timeout", message="the script was stopped")
        except ProcessLost as error:
            if await asyncio.to_thread(process.stopped_by_alarm):
                return ScriptResult(error="timeout", message="the script was stopped")
            return ScriptResult(error="crashed", message=error.message)
        finally:
            patience.cancel()
            self._busy.discard(process)
            self._put_back(process, keep=answered)
        return read_answer(letter, body)

    async def _take(self, lane: Lane) -> ScriptProcess:
        idle = self._idle_slow if lane == "slow" else self._idle
        if idle:
            return idle.pop()
        process = await ScriptProcess.start(self._limits)
        try:
            await process.ready()
        except BaseException:
            self._end(process)
            raise
        if lane == "slow":
            process.lower_priority()
        return process

    def _put_back(self, process: ScriptProcess, *, keep: bool) -> None:
        idle, most = (self._idle_slow, 1) if process.goes_last else (self._idle, self._size)
        if keep and process.runs < _RUNS_PER_PROCESS and len(idle) < most:
            idle.append(process)
        else:
            self._end(process)

    def _end(self, process: ScriptProcess) -> None:
        """Kill and collect a process beside the loop: a big one takes its time to go."""
        ending = asyncio.get_running_loop().run_in_executor(None, process.kill)
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
