"""Flows that enter one another share the names they hand back, where they came from Typebot."""

from __future__ import annotations

from typing import Any, Literal

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow
from dialogkit.engine.linking import link
from dialogkit.kit import FlowId


def a_flow(id: str, enters: str, dialect: Literal["native", "typebot"] = "typebot", takes: bool = True) -> Flow:
    block: dict[str, Any] = {"type": "subflow", "id": f"{id}-b", "flow": enters, "take_same_names": takes}
    plain = {"id": id, "name": id, "dialect": dialect, "variables": [{"name": f"of {id}"}]}
    return codec().convert({**plain, "nodes": [{"id": f"{id}-n", "blocks": [block]}]})


def names(flows: dict[FlowId, Flow], id: str) -> list[str]:
    return [variable.name for variable in flows[FlowId(id)].variables]


def linked(*flows: Flow) -> dict[FlowId, Flow]:
    return link({flow.id: flow for flow in flows})


def test_a_flow_of_typebot_declares_what_its_subflows_and_theirs_hand_back() -> None:
    flows = linked(a_flow("one", "two"), a_flow("two", "three"), a_flow("three", "gone"))

    assert names(flows, "one") == ["of one", "of three", "of two"]
    assert names(flows, "two") == ["of two", "of three"]
    assert names(flows, "three") == ["of three"]


def test_flows_that_enter_each_other_end_up_with_the_same_names() -> None:
    flows = linked(a_flow("one", "two"), a_flow("two", "one"))

    assert sorted(names(flows, "one")) == sorted(names(flows, "two")) == ["of one", "of two"]


def test_nothing_is_declared_where_nothing_is_taken_back() -> None:
    assert names(linked(a_flow("one", "two", takes=False), a_flow("two", "")), "one") == ["of one"]


def test_our_own_flows_take_values_for_declared_names_only() -> None:
    assert names(linked(a_flow("one", "two", "native"), a_flow("two", "", "native")), "one") == ["of one"]
