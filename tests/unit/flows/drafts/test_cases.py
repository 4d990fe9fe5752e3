"""The cases that the server and the builder share: one shape, one reading, one order."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dialogkit.blocks.catalog import block_types, codec
from dialogkit.flows.drafts.fitting import read
from dialogkit.flows.drafts.order import places_between
from dialogkit.flows.drafts.repairs import KINDS
from dialogkit.flows.drafts.shape import PLACE
from dialogkit.kit import FlowId
from tests.support.drafts import EXAMPLES, cases, empty_maps, example, maps_of, plain, shared


def _told(repairs: Any) -> list[dict[str, str]]:
    told: list[dict[str, str]] = msgspec.to_builtins(repairs)
    return [{name: value for name, value in one.items() if name not in ("message", "fix")} for one in told]


def _ids(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases(name), ids=lambda case: case.get("description", ""))


@_ids("shape")
def test_a_flow_and_its_maps_are_the_same_thing(case: dict[str, Any]) -> None:
    flow = codec().convert(case["flow"])

    reading = read(case["maps"], flow.id)

    assert maps_of(flow) == empty_maps() | case["maps"]
    assert (plain(reading.flow), reading.repairs) == (case["flow"], ())


@_ids("repairs")
def test_what_edits_left_odd_is_mended_and_told(case: dict[str, Any]) -> None:
    reading = read(case["maps"], FlowId(case["flow"]["id"]))

    assert plain(reading.flow) == case["flow"]
    assert _told(reading.repairs) == case["repairs"]


@_ids("unfit")
def test_what_does_not_fit_is_left_out_and_told(case: dict[str, Any]) -> None:
    reading = read(case["maps"], FlowId(case["flow"]["id"]))

    assert plain(reading.flow) == case["flow"]
    assert sorted(_told(reading.repairs), key=str) == sorted(map(_sorted, case["repairs"]), key=str)
    assert all(repair.message and repair.fix for repair in reading.repairs)
    assert {repair.code for repair in reading.repairs} <= KINDS.keys()


def _sorted(told: dict[str, str]) -> dict[str, str]:
    return {name: told[name] for name in ("code", "node", "block", "handle", "field") if name in told}


@pytest.mark.parametrize("case", cases("order"), ids=str)
def test_places_are_those_of_the_builder(case: dict[str, Any]) -> None:
    assert places_between(case["after"], case["before"], case["count"]) == case["places"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_comes_back_from_its_draft(name: str) -> None:
    flow = example(name)

    reading = read(shared(flow).maps(), flow.id)

    assert reading.repairs == ()
    assert plain(reading.flow) == _with_edges_in_order(flow, plain(reading.flow))


def _with_edges_in_order(flow: Any, read_back: dict[str, Any]) -> dict[str, Any]:
    """Return a flow whose edges name their nodes and stand as in the one that was read: the only differences."""
    whole = plain(flow)
    node_of = {block.id: node.id for node in flow.nodes for block in node.blocks}
    for edge in whole["edges"]:
        source = edge["from"]
        if source["block"] in node_of:
            source["node"] = node_of[source["block"]]
    order = [(edge["from"]["block"], edge["from"].get("handle")) for edge in read_back["edges"]]
    whole["edges"].sort(key=lambda edge: order.index((edge["from"]["block"], edge["from"].get("handle"))))
    return whole


def test_no_block_type_has_a_field_that_says_where_a_block_stands() -> None:
    fields = {field for kind in block_types().values() for field in kind.__struct_fields__}

    assert not fields & {PLACE, "order"}


def test_ids_that_stand_twice_are_told_apart() -> None:
    flow = codec().convert(
        {
            "id": "f",
            "name": "F",
            "variables": [{"name": "v", "type": "text"}, {"name": "v"}],
            "events": [{"type": "start", "id": "a"}],
            "nodes": [
                {"id": "n", "blocks": [{"type": "text", "id": "a"}, {"type": "text", "id": "a-2"}]},
                {"id": "n", "blocks": [{"type": "text", "id": "b"}]},
            ],
            "edges": [
                {"from": {"block": "a"}, "to": {"node": "n"}},
                {"from": {"block": "a"}},
                {"from": {"block": "gone"}},
                {"from": {"block": "b"}, "to": {"node": "gone"}},
            ],
        }
    )

    maps = maps_of(flow)

    assert list(maps["blocks"]) == ["a-2", "a-2-2", "b"]
    assert list(maps["nodes"]) == ["n", "n-2"]
    assert maps["variables"] == {"v": {"order": "a0", "type": "text"}}
    assert maps["edges"] == {"a next": {"node": "n"}, "b next": {}}
