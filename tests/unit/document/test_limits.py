"""A document that holds too much is refused with the name of the limit."""

from typing import Any

import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.document import limits
from dialogkit.kit import TooLarge


def nodes(count: int, *, blocks: int = 0) -> list[dict[str, Any]]:
    return [
        {"id": f"n{node}", "blocks": [{"type": "text", "id": f"b{node}-{block}"} for block in range(blocks)]}
        for node in range(count)
    ]


@pytest.mark.parametrize(
    ("limit", "fields"),
    [
        ("MAX_NODES", {"nodes": nodes(limits.MAX_NODES + 1)}),
        ("MAX_BLOCKS", {"nodes": nodes(101, blocks=500)}),
        ("MAX_BLOCKS_PER_NODE", {"nodes": nodes(1, blocks=501)}),
        ("MAX_EDGES", {"edges": [{"from": {"block": "b"}}] * (limits.MAX_EDGES + 1)}),
        ("MAX_EVENTS", {"events": [{"type": "start", "id": f"e{n}"} for n in range(201)]}),
        ("MAX_VARIABLES", {"variables": [{"name": f"v{n}"} for n in range(1001)]}),
        ("MAX_LOCALES", {"translations": {f"l{n}": {} for n in range(51)}}),
        ("MAX_NOTES", {"notes": [{"id": f"s{n}", "x": 0, "y": 0} for n in range(1001)]}),
    ],
)
def test_too_much_of_something_is_refused_by_name(limit: str, fields: dict[str, Any]) -> None:
    with pytest.raises(TooLarge) as caught:
        codec().convert({"id": "demo", "name": "Demo", **fields})

    assert caught.value.details["limit"] == limit
    assert caught.value.details["allowed"] == getattr(limits, limit)
    assert caught.value.fix


def test_a_document_of_too_many_bytes_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooLarge) as caught:
        codec().decode(b" " * (limits.MAX_DOCUMENT_BYTES + 1))

    assert caught.value.details["limit"] == "MAX_DOCUMENT_BYTES"


def test_the_largest_flow_allowed_is_read() -> None:
    flow = codec().convert({"id": "demo", "name": "Demo", "nodes": nodes(limits.MAX_NODES, blocks=5)})

    assert len(flow.nodes) == limits.MAX_NODES
