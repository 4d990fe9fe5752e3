"""Evaluate scripts one after another, each in a context of its own, until the parent hangs up.

Frames go over file descriptor 0, a socket. A request: sizes of the time zone and the rest, the
time limit in milliseconds, flags; then both. An answer: its size, a letter, its bytes. The letter
is J (the prelude's JSON) or an error of the engine: T timeout, M memory, L too large, X exception.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Final, NoReturn

# The engine itself: the package around it imports thread pools that nobody here wants.
import _quickjs

from dialogkit.adapters.script_worker.confinement import confine

__all__ = ("main",)

HEADER_BYTES: Final = 13
LOCALES_FLAG: Final = 1
_STACK_BYTES: Final = 256 * 1024
_GRACE: Final = 0.2
_FIRST_MESSAGE: Final = 300


def main() -> None:
    """Confine the process, say hello, then serve."""
    memory_bytes, output_bytes = int(sys.argv[1]), int(sys.argv[2])
    here = Path(__file__).parent
    prelude = (here / "prelude.js").read_text("utf-8")
    locales = (here / "locales.js").read_text("utf-8")
    filtered = confine()
    _answer("H", b"1" if filtered else b"0")
    while True:
        script = _Script(prelude, memory_bytes)
        request = _read_exactly(HEADER_BYTES)
        zone = _read_exactly(int.from_bytes(request[0:4], "big"))
        text = _read_exactly(int.from_bytes(request[4:8], "big"))
        seconds = int.from_bytes(request[8:12], "big") / 1000
        _set_zone(zone.decode())
        # The alarm's default action ends the process, should the engine not notice its own limit.
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
        letter, answer = script.run(text.decode(), seconds, locales if request[12] & LOCALES_FLAG else "")
        signal.setitimer(signal.ITIMER_REAL, 0)
        if len(answer) > output_bytes:
            letter, answer = "L", b"the script returns too much"
        _answer(letter, answer)
        del script


def _read_exactly(size: int) -> bytes:
    parts = b""
    while len(parts) < size:
        part = os.read(0, size - len(parts))
        if not part:
            _leave()
        parts += part
    return parts


def _leave() -> NoReturn:
    os._exit(0)


def _answer(letter: str, body: bytes) -> None:
    frame = memoryview(len(body).to_bytes(4, "big") + letter.encode() + body)
    while frame:
        frame = frame[os.write(0, frame) :]


def _set_zone(rule: str) -> None:
    if os.environ.get("TZ") != rule:
        os.environ["TZ"] = rule
        time.tzset()


class _Script:
    """A fresh context with the prelude in it, good for one run."""

    def __init__(self, prelude: str, memory_bytes: int) -> None:
        self._context = _quickjs.Context()
        self._context.set_memory_limit(memory_bytes)
        self._context.set_max_stack_size(_STACK_BYTES)
        self._step = self._context.eval(prelude)

    def run(self, request: str, seconds: float, locales: str) -> tuple[str, bytes]:
        """Return the answer's letter and body."""
        try:
            return self._evaluate(request, seconds, locales)
        except _quickjs.StackOverflow as error:
            return "X", _first(str(error))
        except _quickjs.JSException as error:
            return _letter(str(error)), _first(str(error))
        except MemoryError:
            return "M", b"out of memory"
        except TypeError:
            # The engine's wrapper met a value it cannot turn into Python's.
            return "X", b"the script's answer cannot be read"

    def _evaluate(self, request: str, seconds: float, locales: str) -> tuple[str, bytes]:
        deadline = time.monotonic() + seconds
        context, step = self._context, self._step
        context.set_time_limit(seconds)
        step(request, context.eval(locales) if locales else None)
        while (outcome := step()) is None:
            # The engine's own limit begins anew with every job.
            left = deadline - time.monotonic()
            if left <= 0:
                return "T", b"interrupted"
            context.set_time_limit(left)
            if not context.execute_pending_job():
                return "T", b"the script waits for something that never happens"
        return "J", outcome.encode("utf-8", "replace")


def _letter(message: str) -> str:
    if message.startswith("InternalError: interrupted"):
        return "T"
    # An engine out of memory may be unable to make the error that says so.
    return "M" if message.startswith(("InternalError: out of memory", "null")) else "X"


def _first(message: str) -> bytes:
    return message.partition("\n")[0][:_FIRST_MESSAGE].encode("utf-8", "replace")
