"""What a block says is wrong with itself: errors strand a visitor, warnings do not."""

from typing import Any

import pytest

from dialogkit.blocks.catalog import block_types
from dialogkit.document import Severity
from tests.support.flows import a_flow, block


def faults(type: str, **fields: Any) -> dict[str, str]:
    flow = a_flow(block(type, "b", **fields))
    return {fault.code: str(fault.severity) for fault in flow.nodes[0].blocks[0].problems()}


@pytest.mark.parametrize(
    ("type", "fields"),
    [
        ("number", {"min": 5, "max": 1}),
        ("text_question", {"min_length": 5, "max_length": 1}),
        ("rating", {"from": 9, "to": 5}),
        ("date", {"earliest": "2026-05-01", "latest": "2026-04-01"}),
        ("buttons", {"multiple": True, "min": 2, "items": [{"id": "a", "label": "A"}]}),
        ("buttons", {"multiple": True, "min": 3, "max": 2, "from_list": "list"}),
        ("picture_choice", {"multiple": True, "min": 2, "items": [{"id": "a", "title": "A"}]}),
    ],
)
def test_a_question_nobody_can_answer_is_an_error(type: str, fields: dict[str, Any]) -> None:
    assert faults(type, **fields) == {"no_answer_fits": "error"}


@pytest.mark.parametrize(
    ("type", "fields", "code"),
    [
        ("image", {}, "no_url"),
        ("image", {"url": "https://example.com/a.png"}, "no_alt"),
        ("http_request", {}, "no_url"),
        ("buttons", {}, "no_items"),
        ("buttons", {"items": [{"id": "a"}]}, "no_label"),
        ("cards", {"items": [{"id": "a"}]}, "no_action"),
        ("condition", {"branches": [{"id": "a"}]}, "unfinished_condition"),
        (
            "switch",
            {"value": "{{ a }}", "cases": [{"id": "a", "value": "x"}, {"id": "b", "value": "x"}]},
            "repeated_case",
        ),
        ("loop", {}, "no_list"),
        ("jump", {}, "no_target"),
        ("subflow", {}, "no_flow"),
        ("ab_split", {"ways": []}, "no_ways"),
        ("wait", {"seconds": 0}, "no_time"),
        ("script", {}, "no_code"),
        ("set_variable", {"variable": "x", "value": {"type": "moment", "timezone": "Mars/Base"}}, "unknown_timezone"),
        ("placeholder", {"source": "typebot", "of": "payment input"}, "placeholder"),
    ],
)
def test_a_block_that_does_nothing_is_a_warning(type: str, fields: dict[str, Any], code: str) -> None:
    assert faults(type, **fields) == {code: "warning"}


@pytest.mark.parametrize("type", block_types())
def test_every_fault_says_what_to_do(type: str) -> None:
    made = block_types()[type](id="b")  # type: ignore[arg-type]  # an id is a text

    assert all(fault.message and fault.fix and isinstance(fault.severity, Severity) for fault in made.problems())
