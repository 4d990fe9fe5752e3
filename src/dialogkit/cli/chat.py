"""`dialogkit chat`: a conversation with a flow, by hand or from a script of answers."""

from __future__ import annotations

import asyncio
import secrets
import sys
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from dialogkit.cli.files import read_bytes, read_flow
from dialogkit.cli.outside import Outside, parse_pairs
from dialogkit.cli.terminal import print_json
from dialogkit.cli.transcript import Transcript
from dialogkit.engine import Ask, Program, TimeoutInput, compile_flow
from dialogkit.kit import Value
from dialogkit.quality import Played, Player, StubbedPerformer

__all__ = ("chat",)


Subflow = Annotated[Path, Parameter(help="The flows it may enter.")]
Script = Annotated[
    Path | None,
    Parameter(
        allow_leading_hyphen=True,
        help="A file with one answer a line, played in place of a visitor; - reads them from standard input.",
    ),
]
AsJson = Annotated[bool, Parameter(help="Print one JSON object a turn.")]
Seed = Annotated[int | None, Parameter(help="The chance of this conversation; the same seed repeats it.")]
Stub = Annotated[
    list[str] | None,
    Parameter(
        negative="",
        help="NAME=VALUE answers the effects of the block NAME; VALUE is JSON, or an object with status and body.",
    ),
]
Given = Annotated[
    list[str] | None, Parameter(negative="", help="NAME=VALUE gives a variable a value before the start.")
]
Locale = Annotated[str, Parameter(help="The language to speak, where the flow has it.")]
Now = Annotated[datetime | None, Parameter(help="The time at which the conversation begins.")]
Begin = Annotated[str, Parameter(help="The node, block or event to begin at.")]


MAX_TIMEOUTS = 20
"""Timeouts that pass after the last answer; more is a flow that asks again and again."""


def chat(  # noqa: PLR0913 - each is an option of the command line
    flow: Path,
    *subflows: Subflow,
    script: Script = None,
    json: AsJson = False,
    seed: Seed = None,
    stub: Stub = None,
    variable: Given = None,
    locale: Locale = "",
    now: Now = None,
    start: Begin = "",
) -> int:
    """Hold a conversation with a flow, without a server; waits and timeouts pass in simulated time.

    A choice is answered by label, value or number, several joined by ", ". The lines /skip, /timeout and
    /command NAME are not words but what they say. Exit code 0 also when the answers run out; what has a timeout
    then runs into it.
    """
    opening = _Opening(
        program=_program(flow, subflows, locale),
        stubs=parse_pairs(stub),
        variables=parse_pairs(variable),
        now=_instant(now),
        seed=secrets.randbits(63) if seed is None else seed,
        at=start,
        locale=locale,
    )
    lines = None if script is None else _lines(script)
    asyncio.run(_talk(opening, lines, _Printed() if json else Transcript(echo=lines is not None)))
    return 0


class _Opening(msgspec.Struct, frozen=True):
    """What a conversation begins with."""

    program: Program
    stubs: dict[str, Value]
    variables: dict[str, Value]
    now: datetime
    seed: int
    at: str
    locale: str


class _Printed:
    """Shows each turn as a line of JSON."""

    def show(self, played: Played) -> None:
        print_json(played.as_json())

    def said(self, line: str) -> None:
        """Say nothing: the turn tells what the visitor said."""

    def prompt(self, ask: Ask | None) -> str | None:
        """Read the next answer from standard input, without a prompt."""
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None


async def _talk(opening: _Opening, lines: Sequence[str] | None, shown: Transcript | _Printed) -> None:
    """Hold the conversation, with effects done for real where no stub answers them."""
    outside = Outside()
    perform = StubbedPerformer(opening.stubs, outside.at(lambda: player.now))
    player = Player(opening.program, perform, now=opening.now, seed=opening.seed)
    try:
        start = player.start(opening.variables, at=opening.at, locale=opening.locale)
        await _hold(player, shown, lines, start=start)
    finally:
        await outside.close()


async def _hold(
    player: Player, shown: Transcript | _Printed, lines: Sequence[str] | None, *, start: Awaitable[Played]
) -> None:
    """Play until the conversation is over or the answers run out."""
    shown.show(await start)
    waiting = None if lines is None else iter(lines)
    while not player.is_over:
        line = shown.prompt(player.ask) if waiting is None else next(waiting, None)
        if line is None:
            break
        if waiting is not None:
            shown.said(line)
        shown.show(await player.says(line))
    if waiting is not None:
        await _fall_silent(player, shown)


async def _fall_silent(player: Player, shown: Transcript | _Printed) -> None:
    """Let the timeouts pass of which no further answer will keep the conversation."""
    for _ in range(MAX_TIMEOUTS):
        due = player.session.waiting.until if player.session.waiting is not None else None
        if due is None:
            break
        shown.show(await player.take(TimeoutInput()))


def _program(flow: Path, subflows: Sequence[Path], locale: str) -> Program:
    document = read_flow(flow).flow
    others = [read_flow(path).flow for path in subflows]
    return compile_flow(document, {other.id: other for other in others}, locale=locale)


def _lines(script: Path) -> list[str]:
    """Return the answers of a script; a last line may be without its end."""
    text = sys.stdin.read() if str(script) == "-" else read_bytes(script).decode(errors="replace")
    return text.removesuffix("\n").split("\n") if text else []


def _instant(now: datetime | None) -> datetime:
    if now is None:
        return datetime.now(UTC)
    return now.replace(tzinfo=UTC) if now.tzinfo is None else now
