"""A document is written into a draft as what differs, and nothing else is touched."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow
from dialogkit.flows.drafts.fitting import read
from dialogkit.flows.drafts.order import is_place, places_between
from dialogkit.flows.drafts.writing import GONE, Change, changes_between
from dialogkit.kit import FlowId
from tests.support.drafts import empty_maps, example, maps_of, plain, shared

ID = FlowId("f")


def a_flow(*nodes: tuple[str, str], **more: Any) -> Flow:
    """Return a flow of nodes, each with text blocks named by single letters."""
    cards = [
        {"id": id, "blocks": [{"type": "text", "id": name, "text": name.upper()} for name in names]}
        for id, names in nodes
    ]
    start = [{"type": "start", "id": "start"}]
    return codec().convert({"id": "f", "name": "F", "events": start, "nodes": cards, **more})


def written(before: Flow, after: Flow, present: Any = None) -> list[Change]:
    maps = maps_of(before)
    return changes_between(maps, maps_of(after), maps if present is None else present)


def test_the_same_document_writes_nothing() -> None:
    flow = example("appointment")

    assert written(flow, flow) == []


def test_one_field_is_one_change() -> None:
    before, after = a_flow(("n", "ab")), a_flow(("n", "ab"), name="G")

    assert written(before, after) == [Change("flow", "name", None, "G")]


def test_a_block_that_moves_changes_its_place_alone() -> None:
    before, after = a_flow(("n", "abcd"), ("m", "x")), a_flow(("n", "dabc"), ("m", "x"))

    assert written(before, after) == [Change("blocks", "d", "order", "Zz")]


def test_a_block_that_goes_to_another_node_is_still_that_block() -> None:
    before, after = a_flow(("n", "ab"), ("m", "xy")), a_flow(("n", "a"), ("m", "xby"))

    assert written(before, after) == [Change("blocks", "b", "in", "m"), Change("blocks", "b", "order", "a0V")]


def test_what_is_gone_is_removed_and_what_is_new_added() -> None:
    before, after = a_flow(("n", "a"), ("m", "x")), a_flow(("n", "ab"))

    assert written(before, after) == [
        Change("nodes", "m", None, GONE),
        Change("blocks", "x", None, GONE),
        Change("blocks", "b", None, {"order": "a1", "type": "text", "in": "n", "text": "B"}),
    ]


def test_what_reading_left_out_stays_in_the_draft() -> None:
    document = shared(a_flow(("n", "ab")))
    document.write([Change("blocks", "a", "text", 5), Change("events", "late", None, {"type": "start", "order": "a9"})])
    before = read(document.maps(), ID).flow
    after = msgspec.structs.replace(before, name="G")

    document.write(written(before, after, document.maps()))

    assert document.maps()["blocks"]["a"]["text"] == 5
    assert "late" in document.maps()["events"]
    assert read(document.maps(), ID).flow.name == "G"


def test_a_node_that_reading_made_up_is_written_only_when_it_is_changed() -> None:
    document = shared(a_flow(("n", "a"), ("m", "x")))
    document.write([Change("nodes", "m", None, GONE)])
    before = read(document.maps(), ID).flow
    titled = msgspec.structs.replace(before.nodes[1], title="Here again")

    assert written(before, before, document.maps()) == []
    document.write(written(before, msgspec.structs.replace(before, nodes=(before.nodes[0], titled)), document.maps()))

    assert read(document.maps(), ID).flow.nodes[1].title == "Here again"
    assert read(document.maps(), ID).repairs == ()


def test_a_colleagues_edit_elsewhere_survives_a_whole_document() -> None:
    before = a_flow(("n", "ab"))
    document = shared(before)
    document.write([Change("blocks", "a", "text", "Theirs"), Change("blocks", "b", "note", "Theirs too")])
    after = codec().convert(plain(before) | {"name": "Mine", "nodes": [{**plain(before)["nodes"][0], "title": "Mine"}]})

    document.write(written(before, after, document.maps()))

    flow = read(document.maps(), ID).flow
    assert (flow.name, flow.nodes[0].title) == ("Mine", "Mine")
    assert plain(flow)["nodes"][0]["blocks"][0]["text"] == "Theirs"
    assert flow.nodes[0].blocks[1].note == "Theirs too"


NAMES = "abcdefgh"


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Return a flow of up to three nodes over few block names, in any order."""
    order = draw(st.permutations(NAMES))
    cuts = sorted(draw(st.lists(st.integers(0, len(NAMES)), min_size=3, max_size=3)))
    nodes = [("k", order[: cuts[0]]), ("m", order[cuts[0] : cuts[1]]), ("n", order[cuts[1] : cuts[2]])]
    return a_flow(*((id, "".join(names)) for id, names in draw(st.permutations(nodes))))


@settings(max_examples=150)
@given(st.lists(flows(), min_size=2, max_size=4))
def test_any_document_can_follow_any_other(documents: list[Flow]) -> None:
    document = shared(documents[0])
    for before, after in pairwise(documents):
        document.write(changes_between(maps_of(before), maps_of(after), document.maps()))

        assert plain(read(document.maps(), ID).flow)["nodes"] == plain(after)["nodes"]


@given(st.lists(st.integers(0, 60), max_size=40))
def test_there_is_always_a_place_between_two(choices: list[int]) -> None:
    places = places_between(None, None, 2)
    for choice in choices:
        at = choice % (len(places) + 1)
        low, high = (places[at - 1] if at else None), (places[at] if at < len(places) else None)
        places[at:at] = places_between(low, high, 1 + choice % 3)

        assert places == sorted(set(places))
        assert all(map(is_place, places))


def test_a_bound_that_is_no_place_is_none() -> None:
    assert places_between("", "nonsense!", 1) == ["a0"]
    assert places_between("a1", "a1", 1) == ["a2"]
    assert changes_between(empty_maps(), empty_maps(), empty_maps()) == []
