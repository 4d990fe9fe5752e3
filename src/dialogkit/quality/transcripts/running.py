"""Play one transcript test and say where it went another way than expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

import msgspec

from dialogkit.engine import (
    CommandInput,
    EventInput,
    HookInput,
    Input,
    Message,
    Performer,
    Program,
    SkipInput,
    TimeoutInput,
)
from dialogkit.kit import BlockId, InvalidRequest, Value
from dialogkit.quality.player import Played, Player
from dialogkit.quality.stubs import StubbedPerformer
from dialogkit.quality.transcripts.format import Expectation, Line, TestCase, TestFile
from dialogkit.quality.transcripts.matching import ask_differs, expectation_differs, message_differs

__all__ = ("Failure", "Outcome", "run_case")

Outside: TypeAlias = Callable[[Callable[[], datetime]], Performer]
"""Makes the performer of what has no stub, given the time in the conversation."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was not as expected. `line` counts the lines of the talk from 0; None is the end."""

    line: int | None
    message: str


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How one test went."""

    name: str
    failures: tuple[Failure, ...]
    turns: int
    path: tuple[tuple[str, str], ...]
    """(block, handle) of every exit taken."""
    blocks: frozenset[str]
    """The blocks that were come by, those without an exit too."""

    @property
    def passed(self) -> bool:
        """True where all was as expected."""
        return not self.failures


async def run_case(  # noqa: PLR0913 - the last three are what a command line may change
    file: TestFile, case: TestCase, program: Program, *, seed: int | None = None,
    stubs: Mapping[str, Value] | None = None, outside: Outside | None = None,
) -> Outcome:  # fmt: skip
    """Play `case` with `program`. `seed` and `stubs` take the place of what the file says."""
    talk = _Talk(file, case, program, seed=seed, stubs=stubs or {}, outside=outside)
    await talk.play()
    return Outcome(
        name=case.name,
        failures=tuple(talk.failures),
        turns=talk.turns,
        path=tuple(talk.path),
        blocks=frozenset(talk.blocks),
    )


class _Stop(Exception):
    """The talk cannot go on from here."""


class _Talk:
    """A test while it is played: what the bot has said and nobody has looked at yet."""

    def __init__(  # noqa: PLR0913 - the parts a talk is put together of
        self, file: TestFile, case: TestCase, program: Program, *, seed: int | None,
        stubs: Mapping[str, Value], outside: Outside | None,
    ) -> None:  # fmt: skip
        self._case = case
        self._locale = case.locale if case.locale is not None else file.locale
        chosen = seed if seed is not None else case.seed if case.seed is not None else file.seed
        fallback = outside(lambda: self._player.now) if outside is not None else None
        self._performer = StubbedPerformer({**file.stubs, **case.stubs, **stubs}, fallback)
        self._player = Player(program, self._performer, now=case.now or file.now, seed=chosen)
        self._unheard: list[Message] = []
        self._last: Played | None = None
        self.failures: list[Failure] = []
        self.path: list[tuple[str, str]] = []
        self.blocks: set[str] = set()
        self.turns = 0

    async def play(self) -> None:
        """Play all lines; a line that fails ends the talk, because what follows would fail of it."""
        try:
            await self._begin()
            for number, line in enumerate(self._case.talk):
                await self._line(number, line)
            self._heard_all(None)
        except _Stop:
            return
        self._expect(None, self._case.expect)

    async def _begin(self) -> None:
        try:
            played = await self._player.start(self._case.variables, at=self._case.start, locale=self._locale)
        except InvalidRequest as fault:
            self._fail(None, fault.message)
        else:
            self._take(None, played)

    async def _line(self, number: int, line: Line) -> None:
        if line.bot is not None:
            self._hear(number, line.bot)
        elif line.asks is not None:
            self._check(number, ask_differs(line.asks, self._player.ask))
        elif line.expect is not None:
            self._expect(number, line.expect)
        else:
            await self._say(number, line)

    def _hear(self, number: int, expected: str | dict[str, Value]) -> None:
        if not self._unheard:
            self._fail(number, f"expected the bot to say {expected!r}, it said nothing more")
        self._check(number, message_differs(expected, self._unheard.pop(0)))

    async def _say(self, number: int, line: Line) -> None:
        self._heard_all(number)
        if line.wait is not None:
            passed = await self._player.let_pass(line.duration())
            if passed is not None:
                self._take(number, passed)
            return
        if self._player.is_over:
            self._fail(number, "the conversation is over, nobody listens any more")
        try:
            words = line.visitor
            answer = self._input(line)
            self._take(number, await (self._player.says(str(words)) if answer is None else self._player.take(answer)))
        except InvalidRequest as fault:
            self._fail(number, fault.message)

    def _input(self, line: Line) -> Input | None:
        """Return what a line other than words stands for."""
        if line.skip:
            return SkipInput()
        if line.timeout:
            return TimeoutInput()
        if line.command is not None:
            return CommandInput(command=line.command)
        if line.event is not None:
            return EventInput(name=str(line.event.get("name", "")), data=line.event.get("data"))
        if not isinstance(line.hook, msgspec.UnsetType):
            waiting = self._player.session.waiting
            return HookInput(block=waiting.block if waiting is not None else BlockId(""), data=line.hook)
        return None

    def _take(self, number: int | None, played: Played) -> None:
        self._last = played
        self.turns += 1
        self.path += played.path
        self._unheard += played.messages
        self.blocks.update(block for block, _ in played.path)
        session = self._player.session
        if session.waiting is not None:
            self.blocks.add(f"{session.flow}/{session.waiting.block}" if session.flow else session.waiting.block)
        if played.failure:
            self._fail(number, played.failure)

    def _heard_all(self, number: int | None) -> None:
        """Fail where the bot said something that the test does not tell of."""
        if self._unheard:
            more = self._unheard[0]
            self._fail(
                number, f"the bot also said {getattr(more, 'text', None) or msgspec.json.encode(more).decode()!r}"
            )

    def _expect(self, number: int | None, expected: Expectation) -> None:
        differences = expectation_differs(
            expected,
            status=self._last.status.value if self._last else "",
            variables=self._player.session.variables,
            path=self.path,
            effects=self._performer.done,
        )
        self.failures += [Failure(line=number, message=difference) for difference in differences]

    def _check(self, number: int, difference: str) -> None:
        if difference:
            self._fail(number, difference)

    def _fail(self, number: int | None, message: str) -> None:
        self.failures.append(Failure(line=number, message=message))
        raise _Stop
