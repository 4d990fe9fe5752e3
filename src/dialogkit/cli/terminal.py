"""What is printed: JSON for programs, words and colours for people at a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO, TypeVar

import msgspec

__all__ = ("counted", "has_colours", "paint", "print_json", "progress", "working")

T = TypeVar("T")

LONG = 10
"""Members from which on work is long enough for a bar."""

_COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


def print_json(value: object) -> None:
    """Print `value` as one line of JSON."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")
    sys.stdout.flush()


def counted(number: int, what: str) -> str:
    """Return how many there are of `what`: "1 flow", "2 flows"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def has_colours(stream: TextIO | None = None) -> bool:
    """Tell whether colours reach a person: a terminal that did not ask for none."""
    stream = sys.stdout if stream is None else stream
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, *styles: str) -> str:
    """Return `text` in colour where stdout is a terminal."""
    if not text or not has_colours():
        return text
    return f"\x1b[{';'.join(_COLOURS[style] for style in styles)}m{text}\x1b[0m"


def progress(values: Sequence[T], words: str) -> Iterable[T]:
    """Yield `values` while a bar on a terminal's stderr shows how far it has come."""
    if len(values) < LONG or not sys.stderr.isatty():
        return values
    return _with_bar(values, words)


def _with_bar(values: Sequence[T], words: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import track

    yield from track(values, words, console=Console(stderr=True), transient=True)


@contextmanager
def working(words: str) -> Iterator[None]:
    """Show on a terminal's stderr that something takes its time."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield
