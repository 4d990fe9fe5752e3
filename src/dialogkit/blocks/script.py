"""Run the author's code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import msgspec

from dialogkit.document import NEXT, Block, Category, Code, Fault, Handle, Kind, Label, Reference, Severity
from dialogkit.engine import LEAVE, Leave, Message, Outcome, Turn
from dialogkit.kit import Value

__all__ = ("Script", "ScriptMessage")

ERROR = "error"


class ScriptMessage(Message, frozen=True, kw_only=True, tag="script"):
    """Code for the page the visitor is on; clients run it only where that page allows it."""

    code: str
    arguments: dict[str, Value] = msgspec.field(default_factory=dict)
    """The values of the names in the code."""


class Script(Block, frozen=True, kw_only=True, tag="script"):
    """Run JavaScript in the server's sandbox, or hand it to the visitor's page.

    In the sandbox `return` gives a value and `setVariable(name, value)` sets variables of the flow.
    """

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Script", "code")

    name: Label = ""
    where: Literal["server", "page"] = "server"
    code: Code = ""
    variable: Reference = ""
    """What takes the value that is returned."""
    error_variable: Reference = ""
    """What takes the reason when the code fails."""

    def handles(self) -> tuple[Handle, ...]:
        """Return the way on, and the one for code that fails."""
        return (Handle(NEXT), Handle(ERROR, "The code failed")) if self.where == "server" else (Handle(NEXT),)

    def scripts(self) -> Iterator[str]:
        """Yield the code."""
        yield self.code

    def sets(self) -> tuple[str, ...]:
        """Return the variables that are known to be set."""
        return tuple(name for name in (self.variable, self.error_variable) if name)

    def problems(self) -> Iterator[Fault]:
        """Yield a script without code."""
        if not self.code.strip():
            yield Fault("no_code", "There is no code.", "Write some, or remove the block.", Severity.WARNING, "code")

    def run(self, turn: Turn) -> Outcome:
        """Run the code."""
        if not self.code.strip():
            return LEAVE
        return self._run_here(turn) if self.where == "server" else self._hand_over(turn)

    def _run_here(self, turn: Turn) -> Outcome:
        result = turn.execute(self.code)
        if result.error:
            turn.save(self.error_variable, result.message or result.error)
            return Leave(ERROR)
        turn.save(self.error_variable, None)
        turn.save(self.variable, result.value)
        turn.set_all(result.data.get("sets"))
        return LEAVE

    def _hand_over(self, turn: Turn) -> Outcome:
        bound = turn.program.statements(self.code).bind(turn.variables)
        turn.emit(ScriptMessage(id=turn.message_id(), block=self.id, code=bound.code, arguments=bound.arguments))
        return LEAVE
