"""One script process: start it, talk to it, end it.

A process that is late, or says something odd, is killed and never asked again.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Final

import dialogkit
from dialogkit.adapters.scripts.messages import Limits
from dialogkit.kit import OutsideFault

__all__ = ("ProcessLate", "ProcessLost", "ScriptProcess")

_START_SECONDS: Final = 10.0
_FRAME_HEAD: Final = 5
# How much longer than a script's own limit the parent waits before it kills.
_MARGIN: Final = 0.35
_LOW_PRIORITY: Final = 10


class ProcessLost(OutsideFault):
    """The script process ended, or does not speak our language."""

    code = "script_process_lost"


class ProcessLate(OutsideFault):
    """The script process did not answer in time and was killed."""

    code = "script_process_late"


class ScriptProcess:
    """A confined process that runs one script at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._socket, theirs = socket.socketpair()
        self._socket.setblocking(False)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                _command(limits),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={},
                close_fds=True,
                start_new_session=True,
            )
        self.runs = 0
        self.goes_last = False
        """Whether it runs only when nothing else wants to."""
        self.filtered = False
        """Whether the process's system calls are filtered."""

    @classmethod
    async def start(cls, limits: Limits) -> ScriptProcess:
        """Start a process beside the loop: the system may take its time."""
        # Were this cancelled, the socket would go with the object, and the process with the socket.
        return await asyncio.to_thread(cls, limits)

    async def ready(self) -> None:
        """Wait until the process is confined and listens."""
        letter, body = await self._timed(self._receive(), _START_SECONDS)
        if letter != "H":
            raise ProcessLost("the script process did not greet")
        self.filtered = body == b"1"

    async def ask(self, frame: bytes, seconds: float) -> tuple[str, bytes]:
        """Send a request and return the answer's letter and body.

        Raises `ProcessLate` or `ProcessLost`; the process is then of no more use.
        """
        self.runs += 1
        return await self._timed(self._exchange(frame), seconds + _MARGIN)

    async def _exchange(self, frame: bytes) -> tuple[str, bytes]:
        await asyncio.get_running_loop().sock_sendall(self._socket, frame)
        return await self._receive()

    async def _timed(self, answer: Coroutine[None, None, tuple[str, bytes]], seconds: float) -> tuple[str, bytes]:
        try:
            async with asyncio.timeout(seconds):
                return await answer
        except TimeoutError:
            raise ProcessLate("the script process is late") from None
        except OSError as error:
            raise ProcessLost("the script process is gone") from error

    async def _receive(self) -> tuple[str, bytes]:
        head = await self._read(_FRAME_HEAD)
        size = int.from_bytes(head[:4], "big")
        if size > self._limits.output_bytes + 1024:
            raise ProcessLost("the script process says too much")
        return chr(head[4]), await self._read(size)

    async def _read(self, size: int) -> bytes:
        loop = asyncio.get_running_loop()
        parts = bytearray()
        while len(parts) < size:
            part = await loop.sock_recv(self._socket, size - len(parts))
            if not part:
                raise ProcessLost("the script process ended")
            parts += part
        return bytes(parts)

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def lower_priority(self) -> None:
        """Let everything else go first, for good: only a superuser could take that back."""
        self.goes_last = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _LOW_PRIORITY)
        # Linux may schedule a session as one group; a member's priority then only counts within it.
        with contextlib.suppress(OSError):
            Path(f"/proc/{self._process.pid}/autogroup").write_text(str(_LOW_PRIORITY))

    def stopped_by_alarm(self) -> bool:
        """Return whether the process, which is gone, ended itself because a script took too long."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(1) in (-signal.SIGALRM, -signal.SIGXCPU)
        return False

    def kill(self) -> None:
        """End the process and collect it; it holds nothing that could be lost."""
        self._socket.close()
        self._process.kill()
        self._process.wait()


def _command(limits: Limits) -> list[str]:
    engine = importlib.util.find_spec("_quickjs")
    if engine is None or engine.origin is None:
        raise ProcessLost("the JavaScript engine is not installed")
    folders = [str(Path(dialogkit.__file__).parents[1]), str(Path(engine.origin).parent)]
    start = f"import sys; sys.path[:0] = {folders!r}; from dialogkit.adapters.script_worker.main import main; main()"
    options = ("-I", "-S", "-B", "-X", "utf8")
    return [sys.executable, *options, "-c", start, str(limits.memory_bytes), str(limits.output_bytes)]
