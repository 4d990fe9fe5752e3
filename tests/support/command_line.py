"""Run the command line in this process, as a shell would, and look at what it printed."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from dialogkit.cli import main

__all__ = ("Ran", "play_script", "run_command")


class Ran(NamedTuple):
    """What came of one command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The only thing that was printed, as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """All lines that were printed, each as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


def run_command(*words: str | Path, given: str = "") -> Ran:
    """Run `dialogkit` with `words`; `given` is what stands in its standard input."""
    with _streams(given) as (out, err):
        try:
            main([str(word) for word in words])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        out.flush()
        err.flush()
        return Ran(code, _written(out), _written(err))


def play_script(flow: Path, answers: list[str], *words: str) -> list[Any]:
    """Return the turns of `dialogkit chat` with these answers."""
    ran = run_command("chat", flow, "--script", "-", "--json", *words, given="\n".join(answers))
    assert ran.code == 0, ran.err
    return ran.lines


@contextmanager
def _streams(given: str) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(given), out, err
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


def _written(stream: io.TextIOWrapper) -> str:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
