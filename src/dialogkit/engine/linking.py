"""Make flows that enter one another fit together.

In Typebot a subflow hands its values back by name, also under names that the caller never declared; in flows that
came from there these are declared here. In DialogKit's own flows only declared names take values.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dialogkit.document import Flow, Variable
from dialogkit.kit import FlowId

__all__ = ("link",)


def link(flows: Mapping[FlowId, Flow]) -> dict[FlowId, Flow]:
    """Return `flows` with the variables declared that their subflows hand back."""
    names = {id: {variable.name for variable in flow.variables} for id, flow in flows.items()}
    lenders = {id: _lenders(flow, flows) for id, flow in flows.items()}
    grew = True
    while grew:
        grew = False
        for id, others in lenders.items():
            more = set().union(*(names[other] for other in others)) - names[id]
            grew = grew or bool(more)
            names[id] |= more
    return {id: _declaring(flow, names[id]) for id, flow in flows.items()}


def _lenders(flow: Flow, flows: Mapping[FlowId, Flow]) -> set[FlowId]:
    """Return the flows whose values `flow` takes back by name."""
    if not flow.dialect.startswith("typebot"):
        return set()
    return {other for node in flow.nodes for block in node.blocks for other in block.borrows_from() if other in flows}


def _declaring(flow: Flow, names: set[str]) -> Flow:
    known = {variable.name for variable in flow.variables}
    added = tuple(Variable(name=name) for name in sorted(names - known))
    return msgspec.structs.replace(flow, variables=flow.variables + added) if added else flow
