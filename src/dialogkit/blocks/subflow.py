"""Enter another flow and come back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import (
    NEXT,
    Block,
    Category,
    Fault,
    Handle,
    Kind,
    NodeName,
    Part,
    Reference,
    Severity,
    SubflowReference,
    Words,
)
from dialogkit.document.limits import MAX_ITEMS
from dialogkit.engine import LEAVE, Enter, FrameKind, Leave, Outcome, Place, Program, Turn
from dialogkit.kit import FlowId, Value

__all__ = ("Given", "Subflow", "Taken")

MISSING = "missing"


class Given(Part, frozen=True, kw_only=True):
    """A value for one of the subflow's variables."""

    to: SubflowReference = ""
    value: Words = ""


class Taken(Part, frozen=True, kw_only=True):
    """One of the subflow's variables, and the variable here that takes its value."""

    variable: SubflowReference = ""
    to: Reference = ""


class Subflow(Block, frozen=True, kw_only=True, tag="subflow"):
    """Hold another flow's conversation here, with variables of its own, and go on when it is over.

    A flow that is not at hand is passed by through `missing`.
    """

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Subflow", "box-multiple")

    flow: FlowId = FlowId("")
    """The flow's id; "" is the present flow."""
    node: NodeName = ""
    """The node to begin at, by id or title; "" is the flow's start."""
    give: Annotated[tuple[Given, ...], Meta(max_length=MAX_ITEMS)] = ()
    take: Annotated[tuple[Taken, ...], Meta(max_length=MAX_ITEMS)] = ()
    give_same_names: bool = False
    """True hands over the values of all variables that have the same name there."""
    own_defaults: bool = True
    """False begins with all variables unset that are not given."""
    take_same_names: bool = False
    """True takes the values of all variables of the same name back."""

    def handles(self) -> tuple[Handle, ...]:
        """Return the way on, and the one for a flow that is not there."""
        return (Handle(NEXT), Handle(MISSING, "No such flow"))

    def texts(self) -> Iterator[str]:
        """Yield the node's name and the values given."""
        yield self.node
        yield from (given.value for given in self.give)

    def sets(self) -> tuple[str, ...]:
        """Return the variables that take values back."""
        return tuple(taken.to for taken in self.take if taken.to)

    def subflows(self) -> Iterator[FlowId]:
        """Yield the flow."""
        if self.flow:
            yield self.flow

    def borrows_from(self) -> Iterator[FlowId]:
        """Yield the flow, where all variables of the same names are taken back."""
        if self.take_same_names:
            yield from self.subflows()

    def problems(self) -> Iterator[Fault]:
        """Yield a subflow that leads nowhere."""
        if not (self.flow or self.node):
            yield Fault("no_flow", "No flow is chosen.", "Choose the flow to enter.", Severity.WARNING, "flow")

    def run(self, turn: Turn) -> Outcome:
        """Enter the flow, or take back what it found out."""
        if turn.frame is not None:
            self.take_back(turn)
            return LEAVE
        if not (self.flow or self.node):
            return LEAVE
        flow = self.flow or turn.flow
        program = _program(turn, flow)
        if program is None:
            return Leave(MISSING)
        node = program.node_named(turn.text(self.node).strip()) if self.node else None
        if self.node and node is None:
            return Leave(MISSING)
        return Enter(Place(node=node, flow=flow), FrameKind.SUBFLOW, variables=self._variables(turn, program))

    def take_back(self, turn: Turn) -> None:
        """Copy from the subflow's variables what the author asked for."""
        child = turn.child or {}
        if self.take_same_names:
            for name, value in child.items():
                if name in turn.program.names:
                    turn.set(name, value)
        for taken in self.take:
            turn.save(taken.to, child.get(taken.variable))

    def _variables(self, turn: Turn, program: Program) -> dict[str, Value]:
        variables = program.defaults() if self.own_defaults else {}
        if self.give_same_names:
            variables |= {name: value for name, value in turn.variables.items() if name in program.names}
        for given in self.give:
            if given.to:
                variables[given.to] = turn.value(given.value)
        convert, types = program.dialect.convert, program.types
        converted = {name: convert(value, types.get(name, "any")) for name, value in variables.items()}
        return {name: value for name, value in converted.items() if value is not None}


def _program(turn: Turn, flow: FlowId) -> Program | None:
    return turn.root if not flow or flow == turn.root.id else turn.root.subflows.get(flow)
